"""When a weekly return is due, what is in time, and how returns are counted."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.reports.rules.weekly import (
    Timeliness,
    WeekState,
    due_on,
    owes,
    require_week,
    timeliness,
    week_state,
)
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period, week_at
from luodi.base.core.workdays import WorkCalendar

WEEK = week_at(date(2023, 6, 28))
PLAIN = WorkCalendar(frozenset(), frozenset(), frozenset({2023}))
CLOSED = WorkCalendar(frozenset({date(2023, 7, 3)}), frozenset(), frozenset({2023}))


def test_a_return_is_due_on_the_monday_after_or_the_next_working_day() -> None:
    assert due_on(WEEK, date(2023, 7, 3), PLAIN) == date(2023, 7, 3)
    assert due_on(WEEK, date(2023, 7, 3), CLOSED) == date(2023, 7, 4)


def test_a_week_that_is_asked_for_late_leaves_a_working_day() -> None:
    assert due_on(WEEK, date(2023, 7, 7), PLAIN) == date(2023, 7, 10)


@pytest.mark.parametrize(
    ("confirmed", "on", "state"),
    [
        (date(2023, 7, 3), date(2023, 7, 9), WeekState.IN_TIME),
        (date(2023, 7, 4), date(2023, 7, 9), WeekState.LATE),
        (None, date(2023, 7, 3), WeekState.WAITING),
        (None, date(2023, 7, 4), WeekState.MISSING),
    ],
)
def test_the_first_confirmation_decides(confirmed: date | None, on: date, state: WeekState) -> None:
    assert week_state(date(2023, 7, 3), confirmed, on) is state


def test_what_waits_is_not_counted_as_due() -> None:
    found = timeliness([WeekState.IN_TIME, WeekState.IN_TIME, WeekState.LATE, WeekState.MISSING, WeekState.WAITING])

    assert found == Timeliness(4, 2, 1, 1)
    assert found.percent == Decimal(50)
    assert timeliness([WeekState.WAITING]).percent is None


def test_assessed_units_owe_and_task_forces_do_not() -> None:
    assert [group for group in ("", "G1a", "G1b", "G2", "G3", "G4", "G5", "G6") if owes(group)] == [
        "G1a", "G1b", "G2", "G3", "G5", "G6",
    ]  # fmt: skip


def test_only_a_week_from_monday_to_sunday_is_a_week() -> None:
    require_week(parse_period("2023-06-26..2023-07-02"))

    for code in ("2023-06", "2023-06-27..2023-07-03", "2023-06-26..2023-07-09"):
        with pytest.raises(BusinessError) as refused:
            require_week(parse_period(code))
        assert refused.value.code == "reports.period_kind"
