"""Shares whose whole stands right before them: 完成任务数65个的127%, 是上年206亿元的2倍."""

import re
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    formula_of,
    is_amount,
    is_change,
    is_reference,
    is_relative,
    stands_of,
    together,
    told_respectively,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules.formulas import share, share_of_sum

_VERB: Final = re.compile(r"完成|占|达|为|是|相当")
_NAMELY: Final = re.compile(r"^[，,（]?(?:即|也就是|共|计)[^，。；]{0,6}$")
_LIST: Final = re.compile(r"^(?:[、，,]|和|及|与|以及)[^，。；：,;]{0,20}$")
_STARTS_WITH_VERB: Final = re.compile(r"^\s*(?:分别|均|共)?(?:完成|占|达|为|是|相当)")


def explicit(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of a group of percentages that follow their wholes; empty when they don't."""
    first = group[0]
    if not first or is_relative(sentence, first - 1) or not stands_of(sentence, first - 1, first):
        return []
    wholes = _wholes(sentence, first)
    if len(wholes) != len(group):
        wholes = [first - 1] * len(group)
    return [_claim(sentence, whole, place, wholes) for whole, place in zip(wholes, group, strict=True)]


def _wholes(sentence: Sentence, first: int) -> list[int]:
    """The wholes of a list that ends right before the percentages: 完成市级目标120亿元、区级目标160亿元的…"""
    wholes = [first - 1]
    while (
        wholes[0] > 0
        and not _VERB.search(sentence.clause(wholes[0]))
        and _LIST.match(sentence.gap(wholes[0] - 1, wholes[0]))
    ):
        wholes.insert(0, wholes[0] - 1)
    return wholes


def _claim(sentence: Sentence, whole: int, place: int, wholes: list[int]) -> Claim:
    kind: Kind = "share" if "占" in sentence.clause(wholes[0]) else "ratio"
    at = clause_span(sentence, place, whole)
    formula = formula_of(sentence, place)
    of_all = together(sentence, whole, whole)
    if len(of_all) > 1 and formula is share:
        operands = tuple(sentence.quantities[one] for one in (*of_all, whole))
        return Claim(
            kind, at, sentence.quantities[place], (Reading(share_of_sum, operands),), is_certain=True, within="any"
        )
    parts = _parts(sentence, whole, wholes)
    readings = tuple(Reading(formula, (sentence.quantities[part], sentence.quantities[whole])) for part in parts)
    if len(wholes) == 1 and parts and (listed := told_respectively(sentence, parts[0])):
        operands = tuple(sentence.quantities[one] for one in (*listed, whole))
        readings = (Reading(share_of_sum, operands), *readings)
    if not readings and sentence.before is not None and _STARTS_WITH_VERB.match(sentence.text[sentence.start :]):
        readings = _of_sentence_before(sentence, whole, place)
    readings = readings or _said_after(sentence, whole, place)
    note = "" if readings else "文中没有找到作分子的数，无法核对。"
    return Claim(kind, at, sentence.quantities[place], readings, bool(readings), note)


def _parts(sentence: Sentence, whole: int, wholes: list[int]) -> list[int]:
    """The quantities that may be the part, the likeliest first: with 分别 in the order of the wholes, else the nearest."""
    earlier = amounts_like(sentence, whole, range(wholes[0]))[::-1]
    found = [one for one in earlier if not is_reference(sentence, one) and not sentence.is_aside(one, whole)] or earlier
    before = wholes[0] - 1
    is_step = before >= 0 and is_change(sentence, before) and before in sentence.alike(whole, range(whole))
    if is_step or (before >= 0 and _are_counts(sentence, before, whole) and before not in found):
        # 较年初净增6.43亿元，完成全年计划7.5亿元的; 发放1.62万张，占应发1.79万人的: what stands right before.
        found = [before, *found]
    rivals = [one for one in wholes if one in (*sentence.alike(whole, range(wholes[-1] + 1)),)]
    if len(rivals) > 1 and len(found) >= len(rivals):
        own = found[: len(rivals)][::-1][rivals.index(whole)]
        return [own, *(one for one in found if one != own)]
    return found


def _are_counts(sentence: Sentence, one: int, other: int) -> bool:
    """Whether both count things, though in other words (张, 人), and the first says how many there are."""
    is_plain = is_amount(sentence, one) and not is_reference(sentence, one)
    return is_plain and sentence.quantities[one].unit.is_count and sentence.quantities[other].unit.is_count


def _said_after(sentence: Sentence, whole: int, place: int) -> tuple[Reading, ...]:
    """完成全年目标210亿元的61.9%，即130亿元."""
    after = place + 1
    if after not in sentence.alike(whole, range(after, min(after + 1, len(sentence.quantities)))):
        return ()
    if not _NAMELY.match(sentence.gap(place, after)):
        return ()
    return (Reading(formula_of(sentence, place), (sentence.quantities[after], sentence.quantities[whole])),)


def _of_sentence_before(sentence: Sentence, whole: int, place: int) -> tuple[Reading, ...]:
    before = sentence.before
    if before is None:
        return ()
    dimension = sentence.quantities[whole].unit.dimension
    alike = [one for one in reversed(before.quantities) if one.unit.dimension == dimension and not one.is_attribute]
    return tuple(Reading(formula_of(sentence, place), (one, sentence.quantities[whole])) for one in alike)
