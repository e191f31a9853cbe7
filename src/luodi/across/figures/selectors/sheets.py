"""`luodi figures`: the values of figures for one unit, as the contract prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from luodi.across.figures.engine.compute import GROUPINGS
from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.engine.tally import Group
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.rules.measures import CALIBRE_TEXT, Calibre
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, Asked, understand
from luodi.base.core.codes import SECTIONS
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.chains.models import Chain
from luodi.domains.investors.models import Activity
from luodi.domains.projects.rules import ShareRole


@dataclass(frozen=True)
class FigureGroup:
    """The figures of one chain (its id), sector (section letter), occasion (its id) or unit below (its code)."""

    key: str | int | None
    figures: tuple[FigureValue, ...]
    name: str = ""


@dataclass(frozen=True)
class FigureSheet:
    """The answer: figures of a unit and period as known at a moment; `groups` when asked by chain, sector or occasion.

    `closed` is the closed period, in its version, by which the question was answered.
    """

    unit: Unit
    period: Period
    known_at: datetime
    calibre: str
    figures: tuple[FigureValue, ...]
    groups: tuple[FigureGroup, ...] = ()
    closed: PeriodLock | None = None

    def value(self, code: str) -> FigureValue | None:
        """The figure of a code, if it was asked for."""
        return next((figure for figure in self.figures if figure.code == code), None)

    def to_json(self) -> dict[str, object]:
        """Exactly `luodi figures --json` of the contract."""
        plain: dict[str, object] = {
            "period": self.period.code,
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "known_at": self.known_at.isoformat(),
            "unit": self.unit.code,
            "calibre": self.calibre,
            "calibre_text": CALIBRE_TEXT[Calibre(self.calibre)],
            "figures": [figure.to_json() for figure in self.figures],
        }
        if self.closed is not None:
            plain["closed"] = {"period": self.closed.period, "version": self.closed.version}
        if self.groups:
            plain["groups"] = [
                {"key": group.key, "name": group.name, "figures": [figure.to_json() for figure in group.figures]}
                for group in self.groups
            ]
        return plain


def figures(
    viewer: User,
    *,
    period: str,
    unit: str | None = None,
    codes: Sequence[str] = (),
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    round_mode: RoundMode = "HALF_UP",
    digits: int | None = None,
    by: str | None = None,
    role: str = ShareRole.PROMOTE,
) -> FigureSheet:
    """Values of figures for a unit in the viewer's reach (default: the root unit, or the viewer's own).

    `by` also splits them by `chain`, `sector`, `occasion` or `unit` (below); `role` attributes by another share.
    Errors: BusinessError `periods.*`, `figures.*`; NotPermitted, NotVisible.
    """
    ask = Ask(period, unit, codes, calibre, window, known_at, round_mode, digits, role)
    asked = understand(viewer, ask)
    values = answers(asked, [asked.unit]).by_unit[asked.unit.pk]
    groups = _groups(asked, by) if by is not None else ()
    calibre_asked = asked.query.calibre.value
    return FigureSheet(asked.unit, asked.period, asked.moment, calibre_asked, values, groups, asked.lock)


def _groups(asked: Asked, by: str) -> tuple[FigureGroup, ...]:
    if by == "unit":
        below = list(asked.unit.children.order_by("path"))
        values = answers(asked, below).by_unit if below else {}
        return tuple(FigureGroup(unit.code, values[unit.pk], unit.name) for unit in below)
    if by not in GROUPINGS:
        raise BusinessError(f"不能按“{by}”分组，可用：{'、'.join((*GROUPINGS, 'unit'))}。", code="figures.group")
    names = _names(by)
    found = answers(asked, [asked.unit], by).by_group
    return tuple(FigureGroup(key, values, names.get(key, "未归类")) for key, values in found.items())


def _names(by: str) -> dict[Group, str]:
    if by == "sector":
        return {letter: SECTIONS[letter] for letter in SECTIONS}
    rows = Chain.objects.all() if by == "chain" else Activity.objects.all()
    return {row.pk: str(row) for row in rows}
