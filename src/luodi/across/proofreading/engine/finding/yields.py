"""Yields: 播种面积32.46万亩，平均亩产386公斤，总产量12.53万吨: what was brought in ÷ the land, whichever is told first."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, is_amount, is_change
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas

_YIELD: Final = re.compile(r"(?:亩产|单产)(?:量)?(?:为|达到?|约)*$")
_BROUGHT: Final = re.compile(r"(?:总产|产量)(?:量)?(?:为|达到?|约)*$")
_NEAR: Final = 4


def yields(sentence: Sentence) -> Iterator[Claim]:
    """Every yield whose land stands before it and whose whole stands nearest beside it."""
    for place, stated in sentence.told():
        if stated.unit.dimension != "mass" or _YIELD.search(sentence.clause(place)) is None:
            continue
        land = [one for one in range(place) if _is_land(sentence, one)]
        brought = _brought(sentence, place, land[-1]) if land else None
        if brought is not None and sentence.segment(land[-1]) >= sentence.segment(place) - 1:
            operands = (sentence.quantities[brought], sentence.quantities[land[-1]])
            reading = Reading(formulas.average, operands)
            yield Claim("average", clause_span(sentence, place), stated, (reading,), is_certain=True, within="near")


def _is_land(sentence: Sentence, place: int) -> bool:
    return sentence.quantities[place].unit.dimension == "area.mu" and is_amount(sentence, place)


def _brought(sentence: Sentence, place: int, land: int) -> int | None:
    """The amount that is said to be brought in: between land and yield, else right behind the yield, of no other land."""
    for places in (range(place - 1, land, -1), range(place + 1, min(place + _NEAR, len(sentence.quantities)))):
        for one in places:
            if _is_land(sentence, one):
                break
            is_brought = _BROUGHT.search(sentence.clause(one)) is not None and not is_change(sentence, one)
            if sentence.quantities[one].unit.dimension == "mass" and is_brought:
                return one
    return None
