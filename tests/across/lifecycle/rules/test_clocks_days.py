"""T-001c and the arithmetic of clocks: month ends, replies and bottom lines, pauses, marks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.across.lifecycle.rules.clocks import CLOCKS, OF_CODE, began_on, ended_on, require_sound_pause
from luodi.across.lifecycle.rules.clocks_days import (
    Mark,
    Measure,
    PauseSpan,
    colour_of,
    is_paused,
    mark_days,
    marks_passed,
    merged,
    paused_days,
    span_end,
)
from luodi.base.core.errors import BusinessError
from luodi.base.core.workdays import seed_calendar

CALENDAR = seed_calendar()
DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))
NEW_YEAR = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        (date(2023, 1, 31), 3, date(2023, 4, 30)),
        (date(2023, 1, 31), 6, date(2023, 7, 31)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
    ],
)
def test_a_limit_of_months_ends_on_the_same_day_number_or_on_the_months_last(
    start: date, length: int, due: date
) -> None:
    assert span_end(start, Measure.MONTHS, length, CALENDAR) == due


@given(start=DAYS, months=st.integers(1, 36))
def test_months_end_in_the_right_month_on_the_same_day_or_its_last(start: date, months: int) -> None:
    due = span_end(start, Measure.MONTHS, months, CALENDAR)

    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


@given(first=DAYS, gap=st.integers(0, 400), months=st.integers(1, 36))
def test_who_begins_later_is_never_due_earlier(first: date, gap: int, months: int) -> None:
    later = first + timedelta(days=gap)

    assert span_end(first, Measure.MONTHS, months, CALENDAR) <= span_end(later, Measure.MONTHS, months, CALENDAR)


def test_the_bottom_line_is_31_march_of_the_year_after_the_signing() -> None:
    due = {span_end(day, Measure.MARCH, 0, CALENDAR) for day in (date(2023, 1, 1), date(2023, 12, 31))}

    assert due == {date(2024, 3, 31)}


def test_only_a_reply_that_ends_on_a_day_off_goes_on_to_the_next_working_day() -> None:
    start = NEW_YEAR - timedelta(days=7)

    assert span_end(start, Measure.DAYS, 7, CALENDAR) == NEW_YEAR
    assert span_end(start, Measure.DAYS, 7, CALENDAR, is_reply=True) == date(2024, 1, 2)


def test_the_bottom_line_stays_although_31_march_2024_is_a_sunday() -> None:
    assert date(2024, 3, 31).weekday() == 6
    assert span_end(date(2023, 6, 1), Measure.MARCH, 0, CALENDAR) == date(2024, 3, 31)


def test_working_days_leave_out_the_spring_festival_and_keep_the_worked_weekend() -> None:
    # 2023-01-21..27 is the Spring Festival, Saturday 28 and Sunday 29 January are worked.
    assert span_end(date(2023, 1, 19), Measure.WORKDAYS, 3, CALENDAR) == date(2023, 1, 29)


@given(start=DAYS, length=st.integers(1, 30))
def test_working_days_end_on_a_working_day_with_exactly_so_many_between(start: date, length: int) -> None:
    due = span_end(start, Measure.WORKDAYS, length, CALENDAR)

    assert CALENDAR.is_workday(due)
    assert CALENDAR.workdays_between(start, due) == length


PAUSES = st.lists(
    st.builds(
        lambda first, length: PauseSpan(first, first + timedelta(days=length)),
        st.dates(date(2022, 6, 1), date(2024, 6, 1)),
        st.integers(0, 90),
    ),
    max_size=5,
)


@given(pauses=PAUSES, on=st.dates(date(2022, 6, 1), date(2025, 1, 1)))
def test_a_pause_moves_the_due_day_by_exactly_the_days_the_clock_stood_still(pauses: list[PauseSpan], on: date) -> None:
    start, due = date(2023, 1, 10), date(2023, 4, 10)

    moved = due + timedelta(days=paused_days(start, due, pauses, on))

    # Told the slow way: walk day by day and use up the running days of the span.
    left, day = (due - start).days, start
    while left:
        day += timedelta(days=1)
        still = any(one.first <= day <= one.last and day <= on for one in pauses if one.last is not None)
        left -= not still
    # A pause on the very day after the last running day would still have kept the clock standing.
    assert moved >= day
    assert all(any(one.first <= extra <= (one.last or on) for one in pauses) for extra in days_between(day, moved))


def days_between(first: date, last: date) -> list[date]:
    """The days after the first up to the last."""
    return [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]


def test_two_pauses_that_overlap_count_their_days_once() -> None:
    pauses = [PauseSpan(date(2023, 2, 1), date(2023, 2, 10)), PauseSpan(date(2023, 2, 5), date(2023, 2, 14))]

    assert merged(pauses, date(2023, 12, 31)) == [(date(2023, 2, 1), date(2023, 2, 14))]
    assert paused_days(date(2023, 1, 31), date(2023, 4, 30), pauses, date(2023, 12, 31)) == 14


def test_a_pause_that_begins_after_the_due_day_moves_nothing() -> None:
    late = [PauseSpan(date(2023, 5, 2), date(2023, 6, 1))]

    assert paused_days(date(2023, 1, 31), date(2023, 4, 30), late, date(2023, 12, 31)) == 0


def test_a_pause_that_lasts_counts_up_to_the_day_asked_for() -> None:
    lasting = [PauseSpan(date(2023, 4, 1))]

    assert paused_days(date(2023, 1, 31), date(2023, 4, 30), lasting, date(2023, 4, 10)) == 10
    assert is_paused(lasting, date(2023, 4, 10))
    assert not is_paused(lasting, date(2023, 3, 31))


def test_marks_stand_at_two_thirds_ten_days_before_and_after_the_due_day() -> None:
    assert mark_days(date(2023, 1, 31), date(2023, 4, 30)) == {
        Mark.TWO_THIRDS: date(2023, 4, 1),
        Mark.EARLY: date(2023, 4, 20),
        Mark.OVERDUE: date(2023, 5, 1),
        Mark.ORANGE: date(2023, 5, 30),
        Mark.RED: date(2023, 6, 29),
    }


def test_a_reply_of_one_day_has_no_marks_before_its_end() -> None:
    assert set(mark_days(date(2023, 5, 8), date(2023, 5, 9))) == {Mark.OVERDUE, Mark.ORANGE, Mark.RED}


@given(start=DAYS, length=st.integers(1, 800), later=st.integers(0, 1000))
def test_marks_are_passed_in_order_and_never_taken_back(start: date, length: int, later: int) -> None:
    due = start + timedelta(days=length)
    on = start + timedelta(days=later)

    passed, next_day = marks_passed(start, due, on), marks_passed(start, due, on + timedelta(days=1))

    assert next_day[: len(passed)] == passed
    assert (Mark.OVERDUE in passed) == (on > due)


@pytest.mark.parametrize(("over", "letter"), [(0, ""), (1, "黄"), (29, "黄"), (30, "橙"), (59, "橙"), (60, "红")])
def test_an_overdue_clock_is_yellow_then_orange_then_red(over: int, letter: str) -> None:
    due = date(2023, 4, 30)

    assert colour_of(due, due + timedelta(days=over)) == letter


def test_every_clock_names_its_source_and_stands_once() -> None:
    assert len(OF_CODE) == len(CLOCKS)
    assert all(clock.source and clock.overdue for clock in CLOCKS)


def test_a_repeating_clock_begins_anew_with_each_report_and_ends_with_the_talks() -> None:
    row = OF_CODE["LEAD_REPORT"]

    assert began_on(row, {"FEEDBACK": date(2023, 5, 8), "REPORT": date(2023, 5, 20)}) == date(2023, 5, 20)
    assert ended_on(row, {"TALK": date(2023, 6, 1)}) == date(2023, 6, 1)


def test_a_later_stage_ends_a_clock_whose_own_event_was_never_recorded() -> None:
    assert ended_on(OF_CODE["LANDING"], {"START": date(2023, 6, 1)}) == date(2023, 6, 1)
    assert ended_on(OF_CODE["LANDING"], {"LAND": date(2023, 7, 1), "START": date(2023, 6, 1)}) == date(2023, 7, 1)


def test_a_pause_names_its_cause_and_ends_after_it_begins() -> None:
    with pytest.raises(BusinessError) as wrong:
        require_sound_pause(date(2023, 5, 2), date(2023, 5, 1), date(2023, 11, 2), cause="征地未完成")
    with pytest.raises(BusinessError) as silent:
        require_sound_pause(date(2023, 5, 1), date(2023, 5, 2), date(2023, 11, 1), cause=" ")
    with pytest.raises(BusinessError) as long:
        require_sound_pause(date(2023, 5, 1), date(2023, 11, 2), date(2023, 11, 1), cause="征地未完成")

    assert [wrong.value.code, silent.value.code, long.value.code] == [
        "clocks.pause_order",
        "clocks.cause",
        "clocks.pause_long",
    ]
