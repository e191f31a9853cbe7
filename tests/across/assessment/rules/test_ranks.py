"""Places with ties, the low zone, grades and arrows (domain/06 §4.8.6, §4.8.7)."""

from fractions import Fraction

import pytest

from luodi.across.assessment.rules.ranks import Grade, arrow, grade, is_low, low_zone_size, places


def test_equal_scores_share_a_place_and_the_next_one_is_passed_over() -> None:
    scores = {"甲": Fraction(90), "乙": Fraction(85), "丙": Fraction(85), "丁": Fraction(70)}

    assert places(scores) == {"甲": 1, "乙": 2, "丙": 2, "丁": 4}


def test_places_are_by_unrounded_scores() -> None:
    assert places({"甲": Fraction("85.004"), "乙": Fraction("85.003")}) == {"甲": 1, "乙": 2}


@pytest.mark.parametrize(("members", "size"), [(3, 0), (4, 2), (9, 2), (10, 2), (11, 3), (15, 3), (16, 4), (20, 4)])
def test_the_low_zone_is_the_last_two_or_the_last_fifth_rounded_up(members: int, size: int) -> None:
    assert low_zone_size(members) == size


def test_who_shares_a_place_with_somebody_above_the_zone_is_not_in_it() -> None:
    assert [is_low(rank, 5) for rank in (1, 2, 3, 3, 5)] == [False, False, False, False, True]
    assert [is_low(rank, 5) for rank in (1, 2, 3, 4, 4)] == [False, False, False, True, True]
    assert not is_low(None, 5)


@pytest.mark.parametrize(
    ("score", "rank", "found"),
    [
        ("90", 3, Grade.EXCELLENT),
        ("95", 4, Grade.GOOD),
        ("89.99", 1, Grade.GOOD),
        ("80", 5, Grade.GOOD),
        ("79.99", 5, Grade.PASSED),
        ("60", 9, Grade.PASSED),
        ("59.99", 10, Grade.FAILED),
        ("96", None, Grade.GOOD),
    ],
)
def test_grades_of_a_group_of_ten(score: str, rank: int | None, found: Grade) -> None:
    assert grade(Fraction(score), rank, 10) is found


def test_a_veto_caps_the_grade() -> None:
    assert grade(Fraction(95), 1, 10, at_most=Grade.PASSED) is Grade.PASSED
    assert grade(Fraction(50), 1, 10, at_most=Grade.PASSED) is Grade.FAILED


def test_arrows_tell_the_change_of_place() -> None:
    assert [arrow(1, 3), arrow(4, 2), arrow(2, 2), arrow(None, 1), arrow(1, None)] == ["↑2", "↓2", "→", "", ""]
