"""Means times how many: 208个棚，每个棚收入4.6万元，仅此一项收入956.8万元; 销售182.9万吨，售价286元/吨，销售收入5.23亿元."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.averages import BY_UNIT
from luodi.across.proofreading.engine.finding.places import clause_span, is_amount, is_change
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.units import UNITS, comparable

_OF_PRODUCT: Final = re.compile(r"仅此一项[^，。；、]{0,10}$")
_REVENUE: Final = re.compile(r"(?:销售收入|销售额|营业收入|货款)(?:为|达|约)*$")
_SOLD: Final = re.compile(r"销售?(?:了|量|出)?$")
_OF_THING: Final = re.compile(
    r"每(?:个|家|户|座|台|头|只|间|套)?(?P<thing>[一-龥])(?:平均|年均|可|能|的)[^，。；]{0,8}$"
)
_NEAR: Final = 5


def products(sentence: Sentence) -> Iterator[Claim]:
    """Every amount that is a mean of the sentence taken as often as is told."""
    for place, stated in sentence.told():
        clause = sentence.clause(place)
        if not is_amount(sentence, place) or not (_OF_PRODUCT.search(clause) or _REVENUE.search(clause)):
            continue
        mean = next((one for one in range(place - 1, max(place - _NEAR, -1), -1) if _is_each(sentence, one)), None)
        if mean is None or not comparable(sentence.quantities[mean].unit, stated.unit):
            continue
        found = _of_sale(sentence, mean) if _REVENUE.search(clause) else _of_thing(sentence, mean)
        if len(found) == 1:
            operands = (sentence.quantities[mean], sentence.quantities[found[0]])
            reading = Reading(formulas.multiplied, operands)
            yield Claim("average", clause_span(sentence, place), stated, (reading,), is_certain=True, within="near")


def _of_sale(sentence: Sentence, mean: int) -> list[int]:
    """What was sold, in the unit of the price."""
    by = BY_UNIT.match(sentence.text, sentence.quantities[mean].end)
    dimension = UNITS[by["unit"]].dimension if by is not None else ""
    alike = [one for one in range(mean) if sentence.quantities[one].unit.dimension == dimension]
    return [one for one in alike if _SOLD.search(sentence.clause(one))]


def _of_thing(sentence: Sentence, mean: int) -> list[int]:
    """How many there are of what the mean is of."""
    thing = _OF_THING.search(sentence.clause(mean))
    counted = [one for one in range(mean) if sentence.quantities[one].unit.is_count]
    return [one for one in counted if thing is not None and thing["thing"] in sentence.name(one)]


def _is_each(sentence: Sentence, place: int) -> bool:
    """Whether it is so much of each: 每个棚4.6万元, 286元/吨; no change of it."""
    if is_change(sentence, place):
        return False
    each = _OF_THING.search(sentence.clause(place)) or BY_UNIT.match(sentence.text, sentence.quantities[place].end)
    return each is not None
