"""Ratios whose name says what is divided: 存款余额320亿元，贷款余额256亿元，存贷比80%."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, formula_of, is_amount, is_relative
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.indices import INDICES, Index
from luodi.across.proofreading.rules.units import comparable

_OF_OTHER_TIME: Final = re.compile(r"年初|期初|上年|去年|新增|增加|减少|下降")
_OF_OTHER: Final = re.compile(r"新增|增量|净|平均|同比|上年|去年|其中|目标")
"""新增存贷比 is not that of the balances."""


def indices(sentence: Sentence) -> Iterator[Claim]:
    """Every named ratio whose two amounts are told once each."""
    for place, _ in sentence.told():
        index = _index_of(sentence, place) if is_relative(sentence, place) else None
        pair = _pair(sentence, place, index) if index is not None else None
        if pair is not None:
            reading = Reading(formula_of(sentence, place), pair)
            at, stated = clause_span(sentence, place), sentence.quantities[place]
            yield Claim("ratio", at, stated, (reading,), is_certain=True, within="near")


def _index_of(sentence: Sentence, place: int) -> Index | None:
    clause = sentence.clause(place)
    return next(
        (
            index
            for index in INDICES
            if (named := index.name.search(clause)) and not _OF_OTHER.search(clause[: named.start()])
        ),
        None,
    )


def _pair(sentence: Sentence, place: int, index: Index) -> tuple[Quantity, Quantity] | None:
    """The one amount of each name before the ratio; None where one is missing or told twice."""
    upper = _called(sentence, place, index.upper, index.lower)
    lower = [one for one in _called(sentence, place, index.lower) if one not in upper]
    if len(upper) != 1 or len(lower) > 1:
        return None
    one = sentence.quantities[upper[0]]
    other = sentence.quantities[lower[0]] if lower else _told_before(sentence, index.lower)
    return (one, other) if other is not None and comparable(one.unit, other.unit) else None


def _told_before(sentence: Sentence, name: re.Pattern[str]) -> Quantity | None:
    """The one balance of the name in the nearest sentence before that tells one; in a list of lines that may be the paragraph before."""
    own = sentence.before
    while own is not None and own.paragraph >= sentence.paragraph - 1:
        found = [one for one in _called(own, len(own.quantities), name) if not _OF_OTHER_TIME.search(own.clause(one))]
        found = [one for one in found if "余额" in own.name(one)] or found
        if found:
            return own.quantities[found[0]] if len(found) == 1 else None
        own = own.before
    return None


def _called(sentence: Sentence, place: int, name: re.Pattern[str], other: re.Pattern[str] | None = None) -> list[int]:
    """The amounts before that bear the name, by their noun or at the end of their clause; the last word decides."""
    found = []
    for one in range(place):
        words = sentence.name(one)
        own = [hit.end() for hit in name.finditer(words)]
        rival = [hit.end() for hit in other.finditer(words)] if other is not None else []
        if own and max(own) >= max(rival, default=0) and is_amount(sentence, one):
            found.append(one)
    return found
