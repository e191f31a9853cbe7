"""Weekly returns: the weeks that are asked for, what each unit confirmed or would confirm, who is late, how often."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from luodi.across.reports.engine.tokens import qualified
from luodi.across.reports.engine.weekly import WeekValue, seal
from luodi.across.reports.models import WeekCall, WeeklyReturn
from luodi.across.reports.rules.dispatch_rights import Permission as Dispatch
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.weekly import CODES, Timeliness, WeekState, owes, timeliness, week_state
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.spread import MONTH, unit_figures
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import Period, Span, week_at, year_to_date
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import groups_on, operator, reach, root_unit, subtree

SHOWN_WEEKS: Final = 26
CATCH_UP: Final = 4
"""A week that was missed longer ago says nothing that the months do not say."""
_WEEK: Final = timedelta(days=7)
_MOST_NAMED: Final = 50


@dataclass(frozen=True)
class UnitWeek:
    """A unit and one week: how it stands, when and by whom it was confirmed first, the return that counts now."""

    unit: Unit
    call: WeekCall
    state: WeekState
    first: WeeklyReturn | None = None
    newest: WeeklyReturn | None = None

    @property
    def confirmed_at(self) -> datetime | None:
        """When the unit confirmed first: that decides whether it was in time."""
        return None if self.first is None else self.first.recorded_at

    @property
    def values(self) -> tuple[WeekValue, ...]:
        """What the unit confirmed last; nothing before."""
        return () if self.newest is None else values_of(self.newest)


def period_of(call: WeekCall) -> Period:
    """The week of a call."""
    return week_at(call.first_on)


def week_calls() -> QuerySet[WeekCall]:
    """The weeks that are asked for, latest first."""
    return WeekCall.objects.order_by("-first_on")


def week_call(first_on: date) -> WeekCall:
    """The week that begins on the Monday; NotVisible when no return of it is asked for."""
    found = WeekCall.objects.filter(first_on=first_on).first()
    if found is None:
        raise NotVisible("没有这一周的周统计。周统计在下周一自动开启，请从列表进入。", code="reports.no_week")
    return found


def owing_units(call: WeekCall) -> list[Unit]:
    """The units that owe the return: standing and assessed on the week's last day, as known when it was asked for."""
    return _owing(call, list(subtree(root_unit()).select_related("parent")))


def _owing(call: WeekCall, units: Sequence[Unit]) -> list[Unit]:
    last = period_of(call).last
    groups = groups_on(units, last, known_at=call.recorded_at)
    return [unit for unit in units if owes(groups[unit.pk]) and (unit.active_to is None or unit.active_to > last)]


def unit_weeks(viewer: User, call: WeekCall, *, on: date | None = None) -> list[UnitWeek]:
    """How every owing unit in the viewer's reach stands with the week, in the order of the tree."""
    return weeks_of(viewer, [call], on=on)[call.pk]


def weeks_of(viewer: User, calls: Sequence[WeekCall], *, on: date | None = None) -> dict[int, list[UnitWeek]]:
    """The same for several weeks, by call."""
    found = reach(viewer, Permission.VIEW)
    return _weeks(calls, lambda unit: found.covers(unit.pk) or unit.pk in found.chain_unit_ids, on)


def unit_week(viewer: User, call: WeekCall, unit_code: str) -> UnitWeek:
    """One unit's week; NotVisible when the unit is out of reach or owes nothing."""
    found = next((one for one in unit_weeks(viewer, call) if one.unit.code == unit_code), None)
    if found is None:
        raise NotVisible("没有该单位的周统计，或它不在您的管理范围内。", code="reports.not_visible")
    return found


def may_confirm(viewer: User, unit: Unit) -> bool:
    """Whether the viewer may confirm for the unit."""
    return reach(viewer, Dispatch.CONFIRM_WEEK).covers(unit.pk)


def own_weeks(viewer: User, *, on: date | None = None) -> list[UnitWeek]:
    """What the viewer still has to confirm of the last half year, the oldest first."""
    found = reach(viewer, Dispatch.CONFIRM_WEEK)
    calls = list(week_calls()[:SHOWN_WEEKS])
    weeks = _weeks(calls, lambda unit: unit.pk in found.unit_ids, on)
    return [one for call in reversed(calls) for one in weeks[call.pk] if one.first is None]


def prefilled(unit: Unit, week: Period, known_at: datetime) -> tuple[WeekValue, ...]:
    """The week's figures of one unit as the ledger has them."""
    return prefilled_many([unit], week, known_at)[unit.pk]


def prefilled_many(units: Sequence[Unit], week: Period, known_at: datetime) -> dict[int, tuple[WeekValue, ...]]:
    """The same for several units in one reading: the instance itself asks, for what a unit owes it may see."""
    asked = Asked(operator(), root_unit(), week, known_at)
    entries = dict(unit_figures(asked, units, CODES, MONTH, ""))
    found: dict[int, list[WeekValue]] = defaultdict(list)
    for unit in units:
        for code in CODES:
            figure = entries[qualified(f"{code}.{MONTH}", unit.code)]
            name = figure.bare_name.removeprefix("本期")
            exact = "" if figure.raw is None else f"{figure.raw.normalize():f}"
            found[unit.pk].append(WeekValue(code, name, exact, figure.text, figure.unit, figure.why, figure.facts))
    return {pk: tuple(values) for pk, values in found.items()}


def values_of(row: WeeklyReturn) -> tuple[WeekValue, ...]:
    """The values as they were confirmed."""
    return tuple(
        WeekValue(one.code, one.name, one.exact, one.text, one.measure, one.why, one.facts) for one in row.values.all()
    )


def unit_timeliness(viewer: User, span: Span, *, on: date | None = None) -> dict[Unit, Timeliness]:
    """Returns of the weeks that fell due in the span, counted by unit: what the weekly paper divides."""
    calls = list(WeekCall.objects.filter(due_on__range=(span.start, span.end)).order_by("first_on"))
    states: dict[Unit, list[WeekState]] = defaultdict(list)
    for weeks in weeks_of(viewer, calls, on=on).values():
        for one in weeks:
            states[one.unit].append(one.state)
    return {unit: timeliness(found) for unit, found in states.items()}


def weeks_to_call(on: date) -> list[Period]:
    """The weeks that have ended and are not asked for: at first only the last one, later up to four missed ones."""
    last = week_at(on - timedelta(days=7)).first
    newest = WeekCall.objects.order_by("-first_on").first()
    first = last if newest is None else max(newest.first_on + _WEEK, last - (CATCH_UP - 1) * _WEEK)
    return [week_at(first + number * _WEEK) for number in range((last - first) // _WEEK + 1)]


def check_weekly_returns() -> tuple[int, tuple[str, ...]]:
    """How many confirmed returns there are, and a sentence for each whose hash does not fit (at most fifty)."""
    rows = list(WeeklyReturn.objects.select_related("call", "unit").prefetch_related("values").order_by("pk"))
    faults = [f"{row.unit} {row.call} 与确认时的校验值不符" for row in rows if _seal_of(row) != row.sha256]
    return len(rows), tuple(faults[:_MOST_NAMED])


def _seal_of(row: WeeklyReturn) -> str:
    return seal(row.unit.code, period_of(row.call).code, row.revision, row.remark, values_of(row))


def _weeks(calls: Sequence[WeekCall], is_wanted: Callable[[Unit], bool], on: date | None) -> dict[int, list[UnitWeek]]:
    """The owing units of each week with their returns: the units and the returns are read once for all weeks."""
    units, day = list(subtree(root_unit()).select_related("parent")), on or timezone.localdate()
    rows: dict[tuple[int, int], list[WeeklyReturn]] = defaultdict(list)
    returns = WeeklyReturn.objects.filter(call__in=calls).select_related("recorded_by__person")
    for row in returns.prefetch_related("values").order_by("revision"):
        rows[row.call_id, row.unit_id].append(row)
    return {
        call.pk: [_week(unit, call, rows[call.pk, unit.pk], day) for unit in _owing(call, units) if is_wanted(unit)]
        for call in calls
    }


def _week(unit: Unit, call: WeekCall, own: Sequence[WeeklyReturn], on: date) -> UnitWeek:
    confirmed_on = timezone.localdate(own[0].recorded_at) if own else None
    state = week_state(call.due_on, confirmed_on, on)
    return UnitWeek(unit, call, state, own[0] if own else None, own[-1] if own else None)


@dataclass(frozen=True)
class ValueLine:
    """A figure of the week: as the unit confirmed it last, and as the ledger has it now."""

    now: WeekValue
    confirmed: WeekValue | None

    @property
    def differs(self) -> bool:
        """Whether the ledger says something else than was confirmed."""
        return self.confirmed is not None and self.confirmed.exact != self.now.exact


def beside(own: UnitWeek, now: Sequence[WeekValue]) -> list[ValueLine]:
    """Confirmed and present values beside each other."""
    confirmed = {one.code: one for one in own.values}
    return [ValueLine(one, confirmed.get(one.code)) for one in now]


def rates(viewer: User, on: date) -> list[tuple[Unit, Timeliness]]:
    """The units in reach with their returns of the year so far that have fallen due, the least punctual first."""
    newest = WeekCall.objects.order_by("-due_on").first()
    last = on if newest is None or newest.due_on > on else newest.due_on
    found = unit_timeliness(viewer, year_to_date(last), on=on)
    return sorted(found.items(), key=lambda line: (line[1].percent is None, line[1].percent or 0, line[0].path))
