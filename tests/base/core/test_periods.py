from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import (
    KINDS,
    Period,
    PeriodKind,
    Span,
    add_months,
    is_week,
    month_end,
    parse_period,
    period_at,
    rolling_months,
    same_span_last_year,
    schedule_fraction,
    split,
    week_at,
    year_to_date,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
CALENDAR_KINDS: list[PeriodKind] = ["year", "half", "quarter", "month", "half_month"]


def _span(start: str, end: str) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end))


def test_a_span_holds_both_its_ends() -> None:
    june = _span("2023-06-01", "2023-06-30")

    assert june.contains(date(2023, 6, 1))
    assert june.contains(date(2023, 6, 30))
    assert not june.contains(date(2023, 7, 1))
    assert june.days == 30


def test_a_span_covers_what_lies_wholly_within() -> None:
    half = _span("2023-01-01", "2023-06-30")

    assert half.covers(half)
    assert half.covers(_span("2023-06-01", "2023-06-30"))
    assert not half.covers(_span("2022-12-31", "2023-01-31"))


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        _span("2023-06-30", "2023-06-01")


@pytest.mark.parametrize(
    ("code", "first", "last", "kind", "label"),
    [
        ("2023", "2023-01-01", "2023-12-31", "year", "2023年"),
        ("2023H1", "2023-01-01", "2023-06-30", "half", "2023年上半年"),
        ("2023H2", "2023-07-01", "2023-12-31", "half", "2023年下半年"),
        ("2023Q2", "2023-04-01", "2023-06-30", "quarter", "2023年第二季度"),
        ("2023-06", "2023-06-01", "2023-06-30", "month", "2023年6月"),
        ("2024-02", "2024-02-01", "2024-02-29", "month", "2024年2月"),
        ("2023-06a", "2023-06-01", "2023-06-15", "half_month", "2023年6月上半月"),
        ("2023-02b", "2023-02-16", "2023-02-28", "half_month", "2023年2月下半月"),
        ("2012..2015H1", "2012-01-01", "2015-06-30", "span", "2012年—2015年上半年"),
        ("2023-01-01..2023-06-30", "2023-01-01", "2023-06-30", "span", "2023年1月1日—2023年6月30日"),
        ("2023-05-26..2023-06", "2023-05-26", "2023-06-30", "span", "2023年5月26日—2023年6月"),
    ],
)
def test_every_form_of_a_period_code(code: str, first: str, last: str, kind: PeriodKind, label: str) -> None:
    period = parse_period(code)

    assert period == Period(code, _span(first, last), kind, label)
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_code_is_brought_to_its_normal_form() -> None:
    assert [parse_period(code).code for code in (" 2023h1 ", "2023q4", "2023-06A", "2012 .. 2015h1")] == [
        "2023H1",
        "2023Q4",
        "2023-06a",
        "2012..2015H1",
    ]


@pytest.mark.parametrize(
    "code",
    [
        *("", "23", "0000", "２０２３", "2023H3", "2023Q5", "2023H1Q1", "上半年"),
        *("2023-13", "2023-6", "2023-00", "2023-06c", "2023-06-30"),
        *("2023..", "..2023", "2012..2013..2014", "2023-02-30..2023-03"),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_that_are(code: str) -> None:
    with pytest.raises(BusinessError) as refusal:
        parse_period(code)

    assert refusal.value.code == "periods.unknown"
    assert refusal.value.message.endswith("请按 2023、2023H1、2023Q2、2023-06、2023-06a 或 2012..2015H1 的格式填写")


def test_a_span_code_that_runs_backwards_is_refused() -> None:
    with pytest.raises(BusinessError) as refusal:
        parse_period("2015..2012")

    assert refusal.value.code == "periods.reversed"


@given(DAYS, st.sampled_from(CALENDAR_KINDS))
def test_the_period_at_a_day_contains_it_and_is_named_by_its_code(day: date, kind: PeriodKind) -> None:
    period = period_at(day, kind)

    assert period.kind == kind
    assert period.span.contains(day)
    assert parse_period(period.code) == period


def test_a_day_lies_in_no_particular_span() -> None:
    with pytest.raises(ValueError, match="no particular span"):
        period_at(date(2023, 6, 30), "span")


@given(DAYS, st.sampled_from(CALENDAR_KINDS), st.sampled_from(CALENDAR_KINDS))
def test_a_split_covers_the_period_exactly(day: date, whole: PeriodKind, part: PeriodKind) -> None:
    assume(CALENDAR_KINDS.index(part) >= CALENDAR_KINDS.index(whole))
    period = period_at(day, whole)

    parts = split(period, part)

    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(parts))
    assert sum(each.span.days for each in parts) == period.span.days
    assert {each.kind for each in parts} == {part}


def test_a_split_of_many_years() -> None:
    assert [part.code for part in split(parse_period("2012..2015H1"), "half")] == [
        "2012H1", "2012H2", "2013H1", "2013H2", "2014H1", "2014H2", "2015H1",
    ]  # fmt: skip
    assert [part.code for part in split(parse_period("2023Q2"), "month")] == ["2023-04", "2023-05", "2023-06"]


def test_a_period_is_one_span() -> None:
    june = parse_period("2023-06")

    assert split(june, "span") == (june,)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("2012..2015H1", "year"), ("2023-06", "quarter"), ("2023-06a", "month"), ("2023-05-26..2023-06-25", "month")],
)
def test_a_period_is_not_split_across_its_borders(code: str, kind: PeriodKind) -> None:
    with pytest.raises(BusinessError) as refusal:
        split(parse_period(code), kind)

    assert refusal.value.code == "periods.indivisible"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2023-01-31", 3, "2023-04-30"),
        ("2023-01-31", 6, "2023-07-31"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2023-03-31", -1, "2023-02-28"),
        ("2023-01-15", -1, "2022-12-15"),
        ("2023-06-30", 0, "2023-06-30"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_adding_months_stays_within_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(-240, 240))
def test_adding_months_moves_by_exactly_so_many_months(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == min(day.day, month_end(moved).day)


@pytest.mark.parametrize(
    ("cut_off", "months", "start"),
    [
        ("2023-06-30", 36, "2020-07-01"),
        ("2023-06-15", 36, "2020-06-16"),
        ("2023-02-28", 36, "2020-03-01"),
        ("2024-02-29", 36, "2021-03-01"),
        ("2023-06-30", 6, "2023-01-01"),
        ("2023-12-31", 12, "2023-01-01"),
    ],
)
def test_a_rolling_window_leaves_its_open_end_out(cut_off: str, months: int, start: str) -> None:
    assert rolling_months(date.fromisoformat(cut_off), months) == _span(start, cut_off)


@given(DAYS)
def test_a_rolling_window_at_a_months_end_holds_whole_months(day: date) -> None:
    window = rolling_months(month_end(day), 36)

    assert window.start.day == 1
    assert add_months(window.start, 36) == window.end + timedelta(days=1)


def test_year_to_date_begins_on_new_years_day() -> None:
    assert year_to_date(date(2023, 6, 30)) == _span("2023-01-01", "2023-06-30")
    assert year_to_date(date(2023, 1, 1)).days == 1


@pytest.mark.parametrize(
    ("start", "end", "last_start", "last_end"),
    [
        ("2023-01-01", "2023-06-30", "2022-01-01", "2022-06-30"),
        ("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"),
        ("2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28"),
        ("2025-02-28", "2025-02-28", "2024-02-28", "2024-02-28"),
        ("2024-02-29", "2024-03-15", "2023-02-28", "2023-03-15"),
    ],
)
def test_the_same_span_last_year(start: str, end: str, last_start: str, last_end: str) -> None:
    assert same_span_last_year(_span(start, end)) == _span(last_start, last_end)


def test_the_schedule_is_month_over_twelve() -> None:
    assert [schedule_fraction(date(2023, month, 15)) for month in (1, 3, 6, 12)] == [
        Fraction(1, 12),
        Fraction(1, 4),
        Fraction(1, 2),
        Fraction(1),
    ]


def test_the_kinds_are_the_published_six() -> None:
    assert KINDS == ("year", "half", "quarter", "month", "half_month", "span")


def test_a_week_runs_from_monday_to_sunday_and_is_written_as_its_days() -> None:
    week = week_at(date(2023, 6, 28))

    assert (week.code, week.kind) == ("2023-06-26..2023-07-02", "span")
    assert week_at(date(2023, 6, 26)) == week_at(date(2023, 7, 2)) == week
    assert is_week(parse_period("2023-06-26..2023-07-02"))
    assert not is_week(parse_period("2023-06-27..2023-07-03"))
    assert not is_week(parse_period("2023-06"))
