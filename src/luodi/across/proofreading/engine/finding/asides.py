"""Figures whose base stands in the brackets right behind them: 签约率55.2%（辖区常住人口58760人）, 户均2.28万元（完成投资1.56亿元）."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention, amounts_before
from luodi.across.proofreading.engine.finding.places import (
    bare,
    clause_span,
    is_amount,
    is_change,
    is_relative,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.units import RATE, TIMES, UNITS, comparable

_OPENS: Final = re.compile(r"^(?:[一-龥]{0,6})（[^（）]{0,24}$")
_OTHER: Final = re.compile(r"其中|目标|上年|去年|同期|前年|增长|下降|比|较|占|不含|含|同时|重复")
_PER: Final = re.compile(r"(?:平均|均|每)(?P<thing>[一-龥]?)|(?P<own>[一-龥])均")
_SENTENCES_BACK: Final = 1
_LONGEST: Final = 20
_MEAN_OF: Final = re.compile(r"平均(?:每[一-龥])?|[一-龥]均|率")


def asides(sentence: Sentence) -> Iterator[Claim]:
    """Every share, multiple and mean whose base stands alone in the brackets behind it."""
    for place, stated in sentence.told():
        both = _both_behind(sentence, place)
        if both is not None:
            yield both
            continue
        base = _base_of(sentence, place)
        if base is None or stated.number is None or is_change(sentence, place):
            continue
        found = _related(sentence, place, base)
        if found is not None:
            kind, formula, operands = found
            at = clause_span(sentence, place)
            yield Claim(kind, at, stated, (Reading(formula, operands),), is_certain=True, within="near")


def _both_behind(sentence: Sentence, place: int) -> Claim | None:
    """营业收入利润率3.9%（营业收入128.10亿元，利润总额5.03亿元）: part and whole stand in the brackets, in whatever order."""
    last = place + 2
    if last >= len(sentence.quantities) or sentence.quantities[place].unit.dimension != RATE:
        return None
    own = [sentence.quantities[one] for one in (place + 1, last)]
    is_opened = _OPENS.match(sentence.gap(place, place + 1)) is not None and "）" not in sentence.gap(place + 1, last)
    is_closed = re.match(r"[^，。；、]{0,4}）", sentence.text[own[1].end : sentence.end]) is not None
    are_amounts = all(is_amount(sentence, one) for one in (place + 1, last)) and comparable(own[0].unit, own[1].unit)
    inside = sentence.text[own[0].start - _LONGEST : own[1].start].rpartition("（")[2]
    if not (is_opened and is_closed and are_amounts) or is_change(sentence, place) or _OTHER.search(inside):
        return None
    if any(one.number is None for one in (*own, sentence.quantities[place])):
        return None
    pair = tuple(sorted(own, key=lambda one: one.amount.value))
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    return Claim("ratio", at, stated, (Reading(formulas.share, pair),), is_certain=True, within="any")


def _base_of(sentence: Sentence, place: int) -> int | None:
    """The one amount in the brackets that open right behind."""
    base = place + 1
    if base >= len(sentence.quantities) or _OPENS.match(sentence.gap(place, base)) is None:
        return None
    closing = sentence.text.find("）", sentence.quantities[base].end, sentence.end)
    following = base + 1
    is_alone = following >= len(sentence.quantities) or sentence.quantities[following].start > closing
    inside = sentence.gap(place, base).partition("（")[2]
    is_plain = is_alone and closing >= 0 and is_amount(sentence, base) and _OTHER.search(inside) is None
    return base if is_plain and sentence.quantities[base].number is not None else None


def _related(sentence: Sentence, place: int, base: int) -> tuple[Kind, Formula, tuple[Quantity, Quantity]] | None:
    """How the figure comes of the base and of the nearest amount before it that fits."""
    stated, other = sentence.quantities[place], sentence.quantities[base]
    if is_relative(sentence, place):
        part = _nearest(sentence, place, other)
        formula = formulas.multiple if stated.unit.dimension == TIMES else formulas.share
        if part is None or (formula is formulas.share and part.value > other.amount.value * 2):
            return None
        return "ratio", formula, (part.quantity, other)
    if words.AVERAGE.search(sentence.clause(place)) is None:
        return None
    if not comparable(stated.unit, other.unit):
        total = _nearest(sentence, place, stated)
        return None if total is None else ("average", formulas.average, (total.quantity, other))
    counts = [one for one in range(place) if _is_counted(sentence, place, one)]
    return ("average", formulas.average, (other, sentence.quantities[counts[-1]])) if counts else None


def _nearest(sentence: Sentence, place: int, like: Quantity) -> Mention | None:
    """The nearest amount before the place that is of the unit; 亩均税收 is of 税收, though 利润 stands nearer."""
    told = list(amounts_before(sentence, place, like.unit, sentences=_SENTENCES_BACK))
    name = bare(words.AVERAGE.sub("", sentence.clause(place)) + _MEAN_OF.sub("", sentence.clause(place)))
    called = [one for one in told if len(name) > 1 and meets(name, one.name)]
    return next(iter([*called, *told]), None)


def _is_counted(sentence: Sentence, place: int, one: int) -> bool:
    """Whether it counts just what the mean is taken by: 户 of 户均."""
    by = _PER.search(sentence.clause(place))
    unit = UNITS.get((by["own"] or by["thing"] or "") if by else "")
    own = sentence.quantities[one]
    return unit is not None and own.unit.dimension == unit.dimension and is_amount(sentence, one)
