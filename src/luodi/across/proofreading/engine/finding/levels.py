"""Levels and pairs of levels: which amounts of a sentence say how much there is, and which two stand in 由…增加到…."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.finding.places import is_change, is_whole_of_share
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import POINTS, comparable

NO_BASE: Final = "文中没有写明基数，无法核对。"

Pair = tuple[int, int]
"""New and old."""


def is_level(sentence: Sentence, place: int) -> bool:
    """Whether the quantity says how much there is, not by how much it changed, nor what a share is of."""
    one = sentence.quantities[place]
    is_plain = not one.is_attribute and one.unit.dimension != POINTS
    return is_plain and not is_change(sentence, place) and not is_whole_of_share(sentence, place)


def from_to(sentence: Sentence, place: int) -> Iterator[Pair]:
    """由…增加到…: every such pair before the growth, the last first."""
    for new in range(place - 1, 0, -1):
        old = new - 1
        if (
            comparable(sentence.quantities[old].unit, sentence.quantities[new].unit)
            and words.FROM.search(sentence.lead(old))
            and words.LEVEL_LEAD.search(without_time(sentence.gap(old, new)))
        ):
            yield new, old


def without_time(text: str) -> str:
    """增加到2022年的 → 增加到; 增加到前三季度的 → 增加到."""
    return re.sub(r"(?:目前|现在|如今)?的?$", "", PERIOD.sub("", text))
