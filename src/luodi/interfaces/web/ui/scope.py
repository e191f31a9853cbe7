"""Of which unit and which period a page speaks: the address says it, else the person's last choice, else the usual one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils import timezone

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import Period, PeriodKind, parse_period, period_at, split
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui.access import account

KIND_LABELS: dict[PeriodKind, str] = {
    "half": "半年",
    "month": "月份",
    "quarter": "季度",
    "year": "年度",
    "half_month": "半月",
}


class UnitRow(Protocol):
    """What a page needs to know of a unit."""

    @property
    def pk(self) -> Any:  # noqa: ANN401 - pages know no models
        """The key."""

    @property
    def code(self) -> str:
        """The code in addresses."""

    @property
    def label(self) -> str:
        """The short name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit in the person's reach (None for accounts without business data) and a period."""

    unit: UnitRow | None
    period: Period

    @property
    def unit_code(self) -> str:
        """The unit's code, or an empty string."""
        return self.unit.code if self.unit else ""


def choice(request: HttpRequest, permission: str, *, latest: Callable[[], date | None] = lambda: None) -> Choice:
    """Unit and period of this page; a unit out of reach in the address is “not found”.

    `latest` gives the last day with data: the usual period is the half year around it, or around today.
    """
    return Choice(unit_of(request, permission), period_of(request, latest))


def unit_of(request: HttpRequest, permission: str) -> UnitRow | None:
    """The unit in the address, in the session, or the person's usual one."""
    asked = request.GET.get("unit", "")
    if not asked:
        return kept_unit(request, permission)
    found = orgs.visible_units(account(request), permission).filter(code=asked).first()
    if found is None:
        raise NotVisible("没有找到该单位，或不在您的查看范围内")
    return found


def kept_unit(request: HttpRequest, permission: str) -> UnitRow | None:
    """The unit of the session, or the person's usual one."""
    viewer = account(request)
    kept = request.session.get("unit", "")
    found = orgs.visible_units(viewer, permission).filter(code=kept).first() if kept else None
    if found is None:
        found = orgs.default_unit(viewer, permission)
    if found is not None and kept != found.code:
        keep_unit(request, found)
    return found


def keep_unit(request: HttpRequest, unit: UnitRow) -> None:
    """Remember the person's unit for this session, with its name for the top bar."""
    request.session["unit"], request.session["unit_label"] = unit.code, unit.label


def period_of(request: HttpRequest, latest: Callable[[], date | None] = lambda: None) -> Period:
    """The period in the address, a typed span first (a wrong code is a broken rule), in the session, or the usual one."""
    asked = request.GET.get("span", "").strip() or request.GET.get("period", "")
    return parse_period(asked) if asked else kept_period(request, latest)


def kept_period(request: HttpRequest, latest: Callable[[], date | None] = lambda: None) -> Period:
    """The period of the session, or the usual one."""
    kept = request.session.get("period", "")
    if kept:
        try:
            return parse_period(kept)
        except BusinessError:
            request.session.pop("period", None)
    usual = period_at(latest() or timezone.localdate(), "half")
    request.session["period"] = usual.code
    return usual


def keep_period(request: HttpRequest, period: str) -> None:
    """Remember the person's period for this session."""
    request.session["period"] = parse_period(period).code


def offered(around: Period, *, first: date | None, today: date) -> list[tuple[str, list[Period]]]:
    """Periods for a select, latest first, grouped by kind: every year from the first fact to today, none that has not begun.

    Half months are many, so only those of the chosen year and of the latest one are offered; any other span is typed.
    """
    earliest = min(first or today, around.last, today).year
    years = [parse_period(str(year)) for year in range(today.year, earliest - 1, -1)]
    groups = []
    for kind, label in KIND_LABELS.items():
        near = [year for year in years if year.last.year in {around.last.year, today.year}]
        offer = near if kind == "half_month" else years
        found = [part for year in offer for part in reversed(_parts(year, kind)) if part.first <= today]
        if around.kind == kind and all(around.code != period.code for period in found):
            found.insert(0, around)
        groups.append((label, found))
    return groups if around.kind in KIND_LABELS else [("已选", [around]), *groups]


def choices(around: Period, *, first: date | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as choices of a form field."""
    groups = offered(around, first=first, today=timezone.localdate())
    return [(label, [(one.code, one.label) for one in periods]) for label, periods in groups]


def _parts(year: Period, kind: PeriodKind) -> tuple[Period, ...]:
    return (year,) if kind == "year" else split(year, kind)
