"""Places in a group, the low zone, grades and arrows (domain/06 §4.8.6, §4.8.7)."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from math import ceil
from typing import Final, TypeVar

from luodi.base.core.choices import TextChoices

KeyT = TypeVar("KeyT", bound=Hashable)
LEAST_MEMBERS: Final = 4
"""Smaller groups are not ranked."""
_LARGE_GROUP: Final = 10
_LOW: Final = 2
_LOW_SHARE: Final = Fraction(20, 100)
_BEST_SHARE: Final = Fraction(30, 100)


class Grade(TextChoices):
    """Grades from best to worst."""

    EXCELLENT = "优秀", "优秀"
    GOOD = "良好", "良好"
    PASSED = "合格", "合格"
    FAILED = "不合格", "不合格"


def places(scores: Mapping[KeyT, Fraction]) -> dict[KeyT, int]:
    """Competition ranks by unrounded score: equal scores share the place, the next one is passed over (1, 2, 2, 4)."""
    every = list(scores.values())
    return {key: 1 + sum(other > score for other in every) for key, score in scores.items()}


def low_zone_size(members: int) -> int:
    """How many stand in the low zone: the last two, from ten members on the last fifth rounded up; none where unranked."""
    if members < LEAST_MEMBERS:
        return 0
    return ceil(_LOW_SHARE * members) if members >= _LARGE_GROUP else _LOW


def is_low(rank: int | None, members: int) -> bool:
    """Whether the place lies in the low zone. Who shares a place with somebody above the zone is not in it."""
    return rank is not None and rank > members - low_zone_size(members)


def grade(score: Fraction, rank: int | None, members: int, *, at_most: Grade = Grade.EXCELLENT) -> Grade:
    """优秀 from 90 and within the first 30 % of the group, 良好 from 80, 合格 from 60; `at_most` by veto."""
    if score < 60:
        found = Grade.FAILED
    elif score < 80:
        found = Grade.PASSED
    elif score >= 90 and rank is not None and rank <= _BEST_SHARE * members:
        found = Grade.EXCELLENT
    else:
        found = Grade.GOOD
    return max(found, at_most, key=tuple(Grade).index)


def arrow(rank: int | None, before: int | None) -> str:
    """The change of place against the period before: ↑2, ↓1, →; empty where one of them is unknown."""
    if rank is None or before is None:
        return ""
    if rank == before:
        return "→"
    return f"↑{before - rank}" if rank < before else f"↓{rank - before}"
