from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.workdays import SeedDay, WorkCalendar, seed_calendar, seed_days

CALENDAR = seed_calendar()
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 31))
STEPS = st.integers(0, 120)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2023, 9, 28), True),
        (date(2023, 9, 29), False),
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),
        (date(2023, 10, 8), True),
        (date(2023, 10, 14), False),
        (date(2023, 6, 22), False),
        (date(2023, 6, 25), True),
    ],
)
def test_feasts_are_off_and_make_up_weekends_are_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) == worked


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2023, 9, 28), 1, date(2023, 10, 7)),
        (date(2023, 9, 28), 3, date(2023, 10, 9)),
        (date(2023, 9, 30), 1, date(2023, 10, 7)),
        (date(2023, 10, 9), -3, date(2023, 9, 28)),
        (date(2023, 9, 30), 0, date(2023, 9, 30)),
    ],
)
def test_a_time_limit_in_working_days_begins_the_day_after(day: date, n: int, expected: date) -> None:
    assert CALENDAR.add_workdays(day, n) == expected


@given(DAYS, STEPS)
def test_adding_and_taking_off_working_days_are_inverse(day: date, n: int) -> None:
    workday = CALENDAR.next_workday(day)

    assert CALENDAR.add_workdays(CALENDAR.add_workdays(workday, n), -n) == workday


@given(DAYS, STEPS)
def test_working_days_between_count_what_was_added(day: date, n: int) -> None:
    later = CALENDAR.add_workdays(day, n)

    assert CALENDAR.workdays_between(day, later) == n
    assert CALENDAR.workdays_between(later, day) == -n


@given(DAYS)
def test_the_next_workday_is_the_first_that_is_worked(day: date) -> None:
    found = CALENDAR.next_workday(day)

    assert CALENDAR.is_workday(found)
    assert not any(CALENDAR.is_workday(day + timedelta(days=step)) for step in range((found - day).days))


def test_an_unknown_year_knows_only_weekends_and_says_so() -> None:
    assert not CALENDAR.is_known(2035)
    assert CALENDAR.is_known(2023)
    assert CALENDAR.is_workday(date(2035, 10, 1))
    assert not CALENDAR.is_workday(date(2035, 10, 6))


def test_an_empty_calendar_knows_weekends() -> None:
    calendar = WorkCalendar()

    assert not calendar.is_known(2023)
    assert calendar.add_workdays(date(2023, 6, 30), 1) == date(2023, 7, 3)


def test_the_offices_own_rows_decide() -> None:
    calendar = WorkCalendar(
        holidays=frozenset({date(2027, 2, 8)}),
        makeup_days=frozenset({date(2027, 2, 14)}),
        known_years=frozenset({2027}),
    )

    assert calendar.is_known(2027)
    assert [calendar.is_workday(date(2027, 2, day)) for day in (8, 13, 14)] == [False, False, True]


def test_seed_rows_of_2023() -> None:
    rows = [row for row in seed_days() if row.day.year == 2023]

    assert rows[0] == SeedDay(date(2023, 1, 1), "holiday", "元旦")
    assert [row.day for row in rows if row.kind == "makeup"] == [
        date(2023, 1, 28),
        date(2023, 1, 29),
        date(2023, 4, 23),
        date(2023, 5, 6),
        date(2023, 6, 25),
        date(2023, 10, 7),
        date(2023, 10, 8),
    ]
    assert SeedDay(date(2023, 9, 29), "holiday", "中秋") in rows


def test_seed_rows_are_in_order_and_no_day_is_both() -> None:
    days = [row.day for row in seed_days()]

    assert days == sorted(days)
    assert len(days) == len(set(days))
    assert CALENDAR.known_years >= frozenset(range(2004, 2027))
