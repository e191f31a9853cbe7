"""Shares of parts that are only listed by name: 同城、异地、国际业务量分别占全部快递业务量的10.3%、87.4%和2.3%."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.by_name import told_as
from luodi.across.proofreading.engine.finding.places import clause_span, formula_of, groups
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity

_LISTED: Final = re.compile(
    r"^(?:其中)?(?P<parts>[^，。；：占]{4,48}?)(?:分别|依次)占(?P<whole>[^，。；：占]{2,16}?)的?(?:比重|比例)?(?:约|为)*$"
)
_AND: Final = re.compile(r"、|和|及|与|以及")
_FEWEST: Final = 2


def by_list(sentence: Sentence, known: set[int]) -> Iterator[Claim]:
    """The claims of shares in one list; `known` is where the figures begin that are understood already."""
    for group in groups(sentence):
        named = _LISTED.match(sentence.clause(group[0]))
        if named is None or len(group) < _FEWEST or sentence.quantities[group[0]].start in known:
            continue
        names = _AND.split(named["parts"])
        if len(names) != len(group):
            continue
        parts = [told_as(sentence, group[0], name, least=1) for name in _without_ending(names)]
        whole = _whole(sentence, group[0], named["whole"], parts)
        for place, part in zip(group, parts, strict=True):
            if part is not None and whole is not None and part.amount.value < whole.amount.value:
                reading = Reading(formula_of(sentence, place), (part, whole))
                at = clause_span(sentence, place)
                yield Claim("share", at, sentence.quantities[place], (reading,), is_certain=True, within="near")


def _without_ending(names: list[str]) -> list[str]:
    """国际/港澳台业务量 → 国际/港澳台: what only the last bears is of all."""
    first = max(len(name) for name in names[:-1])
    return [*names[:-1], names[-1][:first] if len(names[-1]) > first else names[-1]]


def _whole(sentence: Sentence, place: int, name: str, parts: list[Quantity | None]) -> Quantity | None:
    """What the list is of, in the unit of its parts."""
    told = [one for one in parts if one is not None]
    whole = told_as(sentence, place, name.removeprefix("全部"), told[0].unit) if len(told) == len(parts) else None
    return None if whole is None or any(one is whole for one in told) else whole
