"""Lists that take a whole apart right behind it: 走访企业320家：甲组120家、乙组98家、丙组102家; 签约45个（工业20个、农业25个）.

A list in brackets or behind a colon names all there is. Where it is far from the whole, it is of something else.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import amounts_like, clause_span, is_relative, is_whole_of_share
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import total
from luodi.across.proofreading.rules.units import POINTS

_OPENS: Final = re.compile(r"[一-龥“”]{0,10}(?P<sign>[：（])(?:其中|分别为|分别是|包括)?")
_IN_LIST: Final = re.compile(r"^[一-龥“”]{0,12}[、，；][^，。；：、（）]{0,16}$")
_NESTED: Final = re.compile(r"以上|以下|超亿|其中|上年|去年|同期|比|较|目标|任务|计划")
_FEWEST: Final = {"：": 3, "（": 2}


def lists_behind(sentence: Sentence) -> Iterator[Claim]:
    """Every whole that is taken apart right behind it."""
    for whole, stated in sentence.told():
        opened = _OPENS.match(sentence.text, stated.end)
        if opened is None or not _is_of_things(sentence, whole) or stated.number is None:
            continue
        parts = _parts(sentence, whole, opened.end(), opened["sign"])
        if len(parts) < _FEWEST[opened["sign"]]:
            continue
        operands = tuple(sentence.quantities[one] for one in parts)
        at = clause_span(sentence, parts[-1], whole)
        yield Claim("partition", at, stated, (Reading(total, operands),), is_certain=True, within="near")


def _is_of_things(sentence: Sentence, whole: int) -> bool:
    """Whether it is a number of things, also of those that came (新增164家)."""
    one = sentence.quantities[whole]
    return not is_relative(sentence, whole) and not one.is_attribute and one.unit.dimension != POINTS


def _parts(sentence: Sentence, whole: int, start: int, sign: str) -> list[int]:
    """The amounts of the list; empty where something else stands among them."""
    end = sentence.text.find("）", start, sentence.end) if sign == "（" else sentence.end
    behind = range(whole + 1, len(sentence.quantities))
    inside = [one for one in behind if start <= sentence.quantities[one].start < end]
    parts = [one for one in amounts_like(sentence, whole, behind) if one in inside]
    is_list = parts == inside and all(_goes_on(sentence, one) for one in parts[1:])
    if not parts or not is_list:
        return []
    return [] if _NESTED.search(sentence.text, start, sentence.quantities[parts[-1]].end) else parts


def _goes_on(sentence: Sentence, place: int) -> bool:
    is_listed = _IN_LIST.match(sentence.gap(place - 1, place)) is not None
    return is_listed and not is_whole_of_share(sentence, place) and not words.SUM_LEAD.search(sentence.clause(place))
