"""What is missing of a target, what each month must bring, where the pace so far ends: exact fractions."""

from datetime import date
from fractions import Fraction

import pytest

from luodi.across.figures.rules.outlook import cut_off_of, outlook
from luodi.base.core.periods import Span, parse_period

YEAR = parse_period("2023").span
JUNE = date(2023, 6, 30)


def test_at_the_end_of_june_half_of_the_months_are_left() -> None:
    found = outlook(Fraction(160), Fraction(6410, 100), span=YEAR, cut_off=JUNE, adds_up=True)

    assert (found.missing, found.days_left) == (Fraction(9590, 100), 184)
    assert (found.per_month, found.at_end) == (Fraction(959, 60), Fraction(12820, 100))
    assert (found.short_at_end, found.is_reached) == (Fraction(3180, 100), False)


def test_days_of_a_month_that_still_runs_count_as_parts_of_it() -> None:
    found = outlook(Fraction(12), Fraction(11, 2), span=YEAR, cut_off=date(2023, 6, 15), adds_up=True)

    assert (found.per_month, found.at_end, found.short_at_end) == (1, 12, 0)


def test_a_target_that_is_met_needs_no_month_and_no_pace() -> None:
    met, passed = (outlook(Fraction(10), Fraction(n), span=YEAR, cut_off=JUNE, adds_up=True) for n in (10, 13))

    assert [(one.missing, one.is_reached, one.per_month, one.at_end) for one in (met, passed)] == [
        (0, True, None, None),
        (-3, True, None, None),
    ]


def test_after_the_last_day_only_the_gap_is_left() -> None:
    found = outlook(Fraction(10), Fraction(9), span=YEAR, cut_off=YEAR.end, adds_up=True)

    assert (found.missing, found.days_left, found.per_month, found.at_end) == (1, 0, None, None)


@pytest.mark.parametrize(
    ("cut_off", "at_end"), [(date(2023, 1, 1), None), (date(2023, 1, 30), None), (date(2023, 1, 31), Fraction(24))]
)
def test_no_pace_is_told_before_the_first_month_is_over(cut_off: date, at_end: Fraction | None) -> None:
    found = outlook(Fraction(60), Fraction(2), span=YEAR, cut_off=cut_off, adds_up=True)

    assert found.at_end == at_end
    assert found.per_month is not None


def test_with_less_than_a_month_left_no_need_per_month_is_told() -> None:
    november, later = (
        outlook(Fraction(60), Fraction(2), span=YEAR, cut_off=day, adds_up=True)
        for day in (date(2023, 11, 30), date(2023, 12, 1))
    )

    assert (november.per_month, later.per_month) == (58, None)
    assert later.days_left == 30


def test_rates_and_states_have_no_pace() -> None:
    found = outlook(Fraction(80), Fraction(402, 10), span=YEAR, cut_off=JUNE, adds_up=False)

    assert (found.missing, found.days_left, found.per_month, found.at_end) == (Fraction(398, 10), 184, None, None)


def test_nothing_reached_ends_at_nothing() -> None:
    found = outlook(Fraction(10), Fraction(0), span=YEAR, cut_off=JUNE, adds_up=True)

    assert (found.at_end, found.short_at_end, found.per_month) == (0, 10, Fraction(5, 3))


def test_a_target_of_some_years_counts_all_their_months() -> None:
    found = outlook(Fraction(50), Fraction(10), span=parse_period("2021..2025").span, cut_off=JUNE, adds_up=True)

    assert (found.at_end, found.per_month, found.days_left) == (20, Fraction(40, 30), 915)


def test_a_cut_off_outside_the_target_is_a_fault() -> None:
    with pytest.raises(ValueError, match="outside"):
        outlook(Fraction(1), Fraction(0), span=Span(JUNE, JUNE), cut_off=date(2023, 7, 1), adds_up=True)


@pytest.mark.parametrize(
    ("today", "cut_off"),
    [(date(2024, 1, 1), JUNE), (date(2023, 3, 5), date(2023, 3, 5)), (date(2022, 3, 5), date(2023, 1, 1))],
)
def test_a_period_is_told_up_to_its_end_or_today(today: date, cut_off: date) -> None:
    assert cut_off_of(parse_period("2023H1"), today) == cut_off
