"""Weekly returns: which figures, who owes one, when it is due, what counts as in time (domain/07 §4.11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, is_week
from luodi.base.core.workdays import WorkCalendar
from luodi.base.orgs.rules import Group

HEADERS: Final = {
    "S01": "签约（个）",
    "S02": "合同额（亿元）",
    "P01": "开工（个）",
    "C01": "到位资金（亿元）",
    "A01": "领导外出（次）",
}
"""What a week says of a unit, figure by figure, as the columns of its tables are headed."""
CODES: Final = tuple(HEADERS)
_OWING: Final = frozenset(Group) - {Group.NONE, Group.G4}
"""Assessed units owe a return; task forces do not: their projects stand in the returns of the units."""


class WeekState(TextChoices):
    """How a unit stands with a week on a day."""

    IN_TIME = "IN_TIME", "按时确认"
    LATE = "LATE", "迟报"
    WAITING = "WAITING", "待确认"
    MISSING = "MISSING", "未报"


def owes(group: str) -> bool:
    """Whether a unit of the assessment group owes a return."""
    return group in _OWING


def due_on(week: Period, called_on: date, calendar: WorkCalendar) -> date:
    """The first working day after the week; of a week that is asked for later, the working day after that 【默认】."""
    usual = calendar.next_workday(week.last + timedelta(days=1))
    return usual if called_on <= usual else calendar.add_workdays(called_on, 1)


def week_state(due: date, confirmed_on: date | None, on: date) -> WeekState:
    """In time or late by the day of the first confirmation; without one waiting, and missing once the day is over."""
    if confirmed_on is not None:
        return WeekState.IN_TIME if confirmed_on <= due else WeekState.LATE
    return WeekState.MISSING if on > due else WeekState.WAITING


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Returns that have fallen due, counted: what the weekly paper divides."""

    due: int = 0
    in_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def percent(self) -> Decimal | None:
        """In time of those due, in percent; None when none was due."""
        return None if not self.due else Decimal(self.in_time) * 100 / self.due


def timeliness(states: Iterable[WeekState]) -> Timeliness:
    """The count; what still waits is not due yet."""
    found = list(states)
    in_time, late = found.count(WeekState.IN_TIME), found.count(WeekState.LATE)
    missing = found.count(WeekState.MISSING)
    return Timeliness(in_time + late + missing, in_time, late, missing)


def require_week(period: Period) -> None:
    """BusinessError unless the period is one week from Monday to Sunday."""
    if not is_week(period):
        raise BusinessError(
            f"周统计的期间应为一周（周一至周日），如2023-06-26..2023-07-02，不能用“{period.code}”。",
            code="reports.period_kind",
        )
