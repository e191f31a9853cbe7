from decimal import Decimal

import pytest

from luodi.across.proofreading.rules.formulas import compute, share, total
from luodi.across.proofreading.rules.numbers import Approx
from luodi.across.proofreading.rules.rounding import Amount, Computed, Verdict, judge


def percent(text: str, approx: Approx = Approx.EXACT) -> Amount:
    return Amount(Decimal(text), Decimal(1).scaleb(-len(text.partition(".")[2])), approx)


def count(number: int) -> Amount:
    return Amount(Decimal(number), Decimal(1), is_exact=True)


def money(text: str) -> Amount:
    return Amount(Decimal(text), Decimal(1).scaleb(-len(text.partition(".")[2])))


@pytest.mark.parametrize(
    ("part", "whole", "stated", "verdict"),
    [
        (210, 385, "55", Verdict.CONSISTENT),
        (83, 65, "127", Verdict.TRUNCATED),
        (83, 65, "128", Verdict.CONSISTENT),
        (83, 65, "129", Verdict.INCONSISTENT),
        (53, 132, "40.2", Verdict.CONSISTENT),
        (53, 132, "40.1", Verdict.TRUNCATED),
    ],
)
def test_a_share_of_counts_holds_or_not(part: int, whole: int, stated: str, verdict: Verdict) -> None:
    computed = compute(share, [count(part), count(whole)])

    assert computed is not None
    assert judge(percent(stated), computed) is verdict


def test_a_share_of_rounded_money_may_hold_behind_the_printed_figures() -> None:
    computed = compute(share, [money("1.5"), money("1.2")])

    assert computed is not None
    assert judge(percent("126.3"), computed) is Verdict.ROUNDING
    assert judge(percent("140"), computed) is Verdict.INCONSISTENT


def test_a_total_of_rounded_parts_may_differ_by_the_rounding() -> None:
    computed = compute(total, [money("12.5"), money("18.3"), money("9.2")])

    assert computed is not None
    assert judge(money("40.0"), computed) is Verdict.CONSISTENT
    assert judge(money("40.1"), computed) is Verdict.ROUNDING
    assert judge(money("41.0"), computed) is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    ("approx", "value", "verdict"),
    [
        (Approx.ABOUT, "31", Verdict.CONSISTENT),
        (Approx.ABOUT, "36", Verdict.INCONSISTENT),
        (Approx.NEAR, "29", Verdict.CONSISTENT),
        (Approx.NEAR, "33", Verdict.INCONSISTENT),
        (Approx.OVER, "33", Verdict.CONSISTENT),
        (Approx.OVER, "27", Verdict.INCONSISTENT),
        (Approx.BELOW, "28", Verdict.CONSISTENT),
        (Approx.BELOW, "33", Verdict.INCONSISTENT),
    ],
)
def test_an_approximate_figure_holds_on_its_own_side(approx: Approx, value: str, verdict: Verdict) -> None:
    exact = Decimal(value)

    assert judge(percent("30", approx), Computed(exact, exact, exact)) is verdict


def test_nothing_is_divided_by_nought() -> None:
    assert compute(share, [count(3), count(0)]) is None
