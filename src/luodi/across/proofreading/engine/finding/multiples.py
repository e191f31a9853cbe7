"""How many times over money was made to work: 财政资金2亿元撬动社会资本16亿元，放大8倍."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import amounts_like, clause_span
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.units import TIMES

_ENLARGED: Final = re.compile(r"(?:放大|撬动|杠杆|带动)(?:倍数|效应|作用|比例)?(?:了|约|近|超过?|达到?|为|至|到)*$")
_TWO: Final = 2


def multiples(sentence: Sentence) -> Iterator[Claim]:
    """The multiple of the two amounts before it; whether the first is counted in nobody says, so every way may hold."""
    for place, stated in sentence.told():
        if stated.unit.dimension != TIMES or not _ENLARGED.search(sentence.clause(place)):
            continue
        money = [one for one in range(place) if sentence.quantities[one].unit.dimension == "money"]
        pair = amounts_like(sentence, money[-1], range(place)) if money else []
        near = [one for one in pair if sentence.segment(one) == sentence.segment(place)]
        pair = near if len(near) == _TWO else pair
        if len(pair) == _TWO:
            lever, moved = (sentence.quantities[one] for one in sorted(pair, key=lambda one: _value(sentence, one)))
            readings = (
                Reading(formulas.multiple, (moved, lever)),
                Reading(formulas.grown_times, (moved, lever)),
                Reading(formulas.whole_times, (moved, lever)),
            )
            at = clause_span(sentence, place)
            yield Claim("ratio", at, stated, readings, is_certain=True, within="near")


def _value(sentence: Sentence, place: int) -> Decimal:
    one = sentence.quantities[place]
    return one.amount.value if one.number is not None else Decimal(0)
