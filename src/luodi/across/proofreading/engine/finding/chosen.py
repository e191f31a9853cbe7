"""Parts told behind 中 or 从…看: 27个项目中，10亿元以上的1个，…，亿元以下的8个; 从区域看，甲队142家；乙队108家；丙队52家.

Sizes that run from 以上 to 以下 are all there is. Others may leave some over; more than all they cannot be.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.partitions import misses_no_part
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    is_amount,
    is_in_brackets,
    is_whole_of_share,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import total

_AMONG: Final = re.compile(r"[一-龥“”]{0,10}?(?:之中|当中|中)，")
SEEN: Final = re.compile(r"(?:^|[。；，])\s*(?:分|按|从)[^，。；]{1,8}(?:看|分|划分)，")
_SIZE: Final = 3
_FEWEST: Final = 2
_FEWEST_SEEN: Final = 3
_STAGE: Final = re.compile(r"已|开工|投产|竣工|签约|履约|达产|完成|超过|有")
"""Stages that one thing may have behind it at once."""
_OTHER: Final = re.compile(r"同比|上年|去年|比|目标|任务|计划|合计|共计|其中|同时|此外|另有|当月|当季|当年|单月")


def chosen(sentence: Sentence) -> Iterator[Claim]:
    """The claims of parts that are chosen out of a whole."""
    yield from _among(sentence)
    for seen in SEEN.finditer(sentence.text, sentence.start, sentence.end):
        parts = listed(sentence, seen.end())
        wholes = amounts_like(sentence, parts[0], range(parts[0])) if len(parts) >= _FEWEST_SEEN else []
        wholes = [one for one in wholes if _may_hold_all(sentence, one, parts)]
        if wholes and parts[0] in sentence.own:
            # 受理1286件，批准1231件。按类型分，…: of several the one that they make up.
            just = [one for one in wholes if _add_up(sentence, one, parts)]
            yield from _claim(sentence, (just or wholes)[0], parts)


def _add_up(sentence: Sentence, whole: int, parts: list[int]) -> bool:
    own = [sentence.quantities[one] for one in (whole, *parts)]
    known = all(one.number is not None for one in own)
    return known and sum(one.amount.value for one in own[1:]) == own[0].amount.value


def _may_hold_all(sentence: Sentence, whole: int, parts: list[int]) -> bool:
    """Whether it is counted as the parts are and no less than any of them."""
    own, units = sentence.quantities[whole], {sentence.quantities[one].unit for one in parts}
    known = [one for part in parts if (one := sentence.quantities[part]).number is not None]
    if _HAS_SHARE.match(sentence.text, own.end):
        # 企业法人31286个，占81.3%: itself a part.
        return False
    if own.number is None or words.TARGET.search(sentence.name(whole)) or own.unit not in units:
        return False
    return all(one.amount.value <= own.amount.value for one in known)


def _among(sentence: Sentence) -> Iterator[Claim]:
    for whole, stated in sentence.told():
        among = _AMONG.match(sentence.text, stated.end)
        if among is None or not is_amount(sentence, whole):
            continue
        parts = listed(sentence, among.end())
        if len(parts) >= _FEWEST and sentence.segment(parts[-1]) == sentence.segment(whole):
            yield from _claim(sentence, whole, parts)


def listed(sentence: Sentence, start: int) -> list[int]:
    """The amounts of one kind that are listed from here on, to where the text turns to something else."""
    behind = [one for one, quantity in enumerate(sentence.quantities) if quantity.start >= start]
    first = next((one for one in behind if is_amount(sentence, one) and not is_in_brackets(sentence, one)), None)
    if first is None or sentence.quantities[first].start - start > _LONGEST:
        return []
    found = [first]
    for one in amounts_like(sentence, first, range(first + 1, len(sentence.quantities))):
        between = sentence.gap(found[-1], one)
        if (
            "。" in between
            or _TURNS.search(between)
            or _OTHER.search(sentence.clause(one))
            or is_whole_of_share(sentence, one)
        ):
            break
        if not is_in_brackets(sentence, one):
            found.append(one)
    return found


_LONGEST: Final = 30
_HAS_SHARE: Final = re.compile(r"[一-龥]{0,4}，(?:分别)?占")
_TURNS: Final = re.compile(r"；(?:分|按|从)[^，。；]{1,8}(?:看|分|划分)")
"""Another division begins."""


def _claim(sentence: Sentence, whole: int, parts: list[int]) -> Iterator[Claim]:
    stated, operands = sentence.quantities[whole], tuple(sentence.quantities[one] for one in parts)
    if stated.number is None or any(one.number is None or one.amount.value > stated.amount.value for one in operands):
        return
    sizes = [_size_of(sentence, one) for one in parts]
    is_run = len(parts) >= _FEWEST_SEEN and all(sizes) and "以上" in sizes[0] and "以下" in sizes[-1]
    is_nested = any(sizes) and not is_run
    is_over = sum(one.amount.bounds[0] for one in operands) > stated.amount.bounds[1]
    is_nested = is_nested or any(_STAGE.search(sentence.clause(one)) for one in parts)
    is_certain = is_run or ((is_over or misses_no_part(sentence, whole, parts, with_growth=True)) and not is_nested)
    at = clause_span(sentence, parts[-1], whole)
    claim = Claim("partition", at, stated, (Reading(total, operands),), is_certain, within="near")
    if is_certain or sum(one.amount.value for one in operands) == stated.amount.value:
        yield claim


def _size_of(sentence: Sentence, place: int) -> str:
    """亿元以下的8个: the size by which the part is chosen; "" where it is by something else."""
    before = place - 1
    clause = sentence.clause(place)
    told = sentence.quantities[before].text if before >= 0 and len(sentence.gap(before, place)) <= _SIZE else ""
    found = re.search(r"以上|以下|以内|超过", told + clause)
    return told + clause if found else ""
