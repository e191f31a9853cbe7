"""The five colours at their borders, and the rules that move a unit's colour (domain/06 §4.9)."""

from fractions import Fraction

import pytest

from luodi.across.assessment.rules.colours import (
    Colour,
    Standing,
    k_colour,
    quota_colour,
    score_colour,
    settled_colour,
    unit_colour,
)


@pytest.mark.parametrize(
    ("k", "letter"),
    [
        ("1.10", "绿"),
        ("1.0999", "蓝"),
        ("1", "蓝"),
        ("0.9999", "黄"),
        ("0.9", "黄"),
        ("0.8999", "橙"),
        ("0.7", "橙"),
        ("0.6999", "红"),
        ("0", "红"),
    ],
)
def test_an_indicator_is_coloured_by_its_ratio_to_what_was_due(k: str, letter: str) -> None:
    assert k_colour(Fraction(k)) == letter


def test_without_target_or_denominator_an_indicator_is_grey() -> None:
    assert k_colour(None) is Colour.GREY


@pytest.mark.parametrize(
    ("score", "letter"),
    [
        ("95", "绿"),
        ("94.99", "蓝"),
        ("85", "蓝"),
        ("84.99", "黄"),
        ("75", "黄"),
        ("74.99", "橙"),
        ("65", "橙"),
        ("64.99", "红"),
    ],
)
def test_a_unit_is_coloured_by_its_score(score: str, letter: str) -> None:
    assert score_colour(Fraction(score)) == letter


def test_by_quota_ten_units_are_two_two_three_two_one() -> None:
    assert "".join(quota_colour(rank, 10) for rank in range(1, 11)) == "绿绿蓝蓝黄黄黄橙橙红"
    assert quota_colour(None, 10) is Colour.GREY


def test_who_signed_nothing_is_not_better_than_orange() -> None:
    found = unit_colour(Colour.GREEN, Standing(is_zero_signed=True))

    assert (found.colour, found.why) == (Colour.ORANGE, ("零签约，最高评橙色",))
    assert unit_colour(Colour.RED, Standing(is_zero_signed=True)).colour is Colour.RED


def test_who_falsified_is_red() -> None:
    assert unit_colour(Colour.GREEN, Standing(is_falsified=True, is_first=True)).colour is Colour.RED


def test_orange_twice_in_a_row_is_red() -> None:
    found = unit_colour(Colour.ORANGE, Standing(before=Colour.ORANGE))

    assert (found.colour, found.why) == (Colour.RED, ("连续两期橙色，转为红色",))
    assert settled_colour(Colour.ORANGE, Standing(before=Colour.ORANGE)).colour is Colour.ORANGE
    assert unit_colour(Colour.ORANGE, Standing(before=Colour.RED)).colour is Colour.ORANGE


def test_the_first_of_a_group_is_never_worse_than_yellow_unless_a_rule_applies() -> None:
    assert unit_colour(Colour.RED, Standing(is_first=True)).colour is Colour.YELLOW
    assert unit_colour(Colour.ORANGE, Standing(is_first=True)).colour is Colour.YELLOW
    assert unit_colour(Colour.BLUE, Standing(is_first=True)).colour is Colour.BLUE
    assert unit_colour(Colour.RED, Standing(is_first=True, is_zero_signed=True)).colour is Colour.RED
    assert unit_colour(Colour.ORANGE, Standing(is_first=True, before=Colour.ORANGE)).colour is Colour.RED


def test_no_signing_after_an_orange_period_is_red() -> None:
    found = unit_colour(Colour.GREEN, Standing(is_zero_signed=True, before=Colour.ORANGE))

    assert found.why == ("零签约，最高评橙色", "连续两期橙色，转为红色")
