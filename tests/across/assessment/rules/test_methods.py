"""Each formula of domain/06 §4.8.3 with its worked example."""

from fractions import Fraction

import pytest

from luodi.across.assessment.rules.methods import (
    attained,
    deducted,
    efficacy,
    halves,
    judged,
    linear,
    mean_mark,
    stepped,
)


def f(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(
    ("ratio", "points"), [("0.5", "8"), ("1", "16"), ("1.1", "17.6"), ("1.2", "19.2"), ("1.3", "19.2"), ("-0.1", "0")]
)
def test_linear_grows_with_the_ratio_up_to_its_cap_and_never_below_zero(ratio: str, points: str) -> None:
    assert linear(f("16"), f(ratio), f("1.2")) == f(points)


@pytest.mark.parametrize(("value", "points"), [("72", "8.1"), ("80", "9"), ("95", "9"), ("0", "0")])
def test_attained_gives_full_points_from_the_target_on(value: str, points: str) -> None:
    assert attained(f("9"), f(value), f("80")) == f(points)


def test_halves_takes_count_and_amount_half_each() -> None:
    assert halves(f("8"), f("0.95"), f("0.534"), f("1.2")) == f("5.936")
    assert halves(f("8"), f("2"), f("1.4"), f("1.2")) == f("9.6")


def test_efficacy_gives_sixty_to_a_hundred_percent_inside_the_group() -> None:
    assert efficacy(f("3"), f("10"), f("10"), f("30")) == f("1.8")
    assert efficacy(f("3"), f("20"), f("10"), f("30")) == f("2.4")
    assert efficacy(f("3"), f("30"), f("10"), f("30")) == f("3")


def test_efficacy_of_equals_is_full_and_of_a_missing_value_nothing() -> None:
    assert efficacy(f("4"), f("7"), f("7"), f("7")) == f("4")
    assert efficacy(f("4"), None, f("7"), f("9")) == 0


def test_steps_take_off_for_each_case_down_to_nothing() -> None:
    assert stepped(f("6"), f("0.1"), f("4")) == f("5.6")
    assert stepped(f("1"), f("0.2"), f("7")) == 0


def test_deductions_leave_nothing_at_worst() -> None:
    assert deducted(f("3"), f("0.4")) == f("2.6")
    assert deducted(f("3"), f("5")) == 0


def test_a_jury_of_five_loses_its_highest_and_lowest_mark() -> None:
    assert judged(f("15"), [f("90"), f("80"), f("85")]) == f("12.75")
    assert mean_mark([f("100"), f("80"), f("85"), f("90"), f("0")]) == f("85")
    assert mean_mark([f("100"), f("0"), f("80"), f("80")]) == f("65")


def test_a_jury_without_marks_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no marks"):
        mean_mark([])
