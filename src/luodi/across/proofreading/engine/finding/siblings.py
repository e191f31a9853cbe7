"""Shares of one list are of one whole: where some of them agree with an amount near by, the one that does not is a slip.

甲区1.12亿美元，占全市的29.0%；乙市0.95亿美元，占24.6%: the second does not say of what; the first tells it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, is_amount
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import compute, share, share_of_all
from luodi.across.proofreading.rules.rounding import Verdict, judge
from luodi.across.proofreading.rules.units import RATE, comparable

_BESIDE: Final = re.compile(
    r"^[^，。；：、0-9]{0,10}[，（]?(?:约|分别|也|仅|均)?(?:占|占比)(?P<of>[^，。；占]{0,12}?)(?:约|为|达|近|的)*$"
)
_NEAR: Final = 2
_BACK: Final = 4
_MOST_LISTED: Final = 12

Pair = tuple[int, int]
"""A part and its share."""


def shared_lists(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims of every list of shares in the sentences of one paragraph."""
    for place, sentence in enumerate(sentences):
        around = [*_before(sentence), *sentences[place + 1 : place + _NEAR]]
        for pairs in _lists(sentence):
            yield from _of_list(sentence, pairs, around)


def _before(sentence: Sentence) -> Iterator[Sentence]:
    """The few sentences before, though they stand in the paragraph before."""
    own, steps = sentence.before, 0
    while own is not None and steps < _BACK and own.paragraph >= sentence.paragraph - 1:
        yield own
        own, steps = own.before, steps + 1


def _lists(sentence: Sentence) -> Iterator[list[Pair]]:
    """The parts with their shares, those of one kind together."""
    found: list[Pair] = []
    for one in range(1, len(sentence.quantities)):
        is_share = sentence.quantities[one].unit.dimension == RATE and _BESIDE.match(sentence.gap(one - 1, one))
        if is_share and is_amount(sentence, one - 1) and not words.TARGET.search(is_share["of"]):
            found.append((one - 1, one))
    kinds = list(dict.fromkeys(sentence.quantities[part].unit.dimension for part, _ in found))
    for kind in kinds:
        own = [pair for pair in found if sentence.quantities[pair[0]].unit.dimension == kind]
        if 1 < len(own) <= _MOST_LISTED and _are_of_one(sentence, own):
            yield own


def _are_of_one(sentence: Sentence, pairs: list[Pair]) -> bool:
    """Whether all are said of the same, or only the first says of what, and no other amount of the kind comes between."""
    called = [found["of"] for part, place in pairs if (found := _BESIDE.match(sentence.gap(part, place)))]
    alone = all(sentence.alike(part, range(before + 1, part)) == [] for (_, before), (part, _) in pairwise(pairs))
    return alone and all(name in {"", "的", called[0]} for name in called)


def _of_list(sentence: Sentence, pairs: list[Pair], around: Sequence[Sentence]) -> Iterator[Claim]:
    """Claims of all shares of the list, of the one whole with which most of them agree; none where too few do."""
    parts = tuple(sentence.quantities[part] for part, _ in pairs)
    best = max(
        (_readings(sentence, pairs, whole) for whole in (None, *_wholes(sentence, parts, around))),
        key=lambda readings: _agreeing(sentence, pairs, readings),
    )
    agreeing = _agreeing(sentence, pairs, best)
    # One that agrees to a digit behind the point tells the whole for its only neighbour; of more, most must.
    if agreeing * 2 < len(pairs) or (agreeing == 1 and not _is_fine(sentence, pairs)):
        return
    for (_, place), reading in zip(pairs, best, strict=True):
        yield Claim("share", clause_span(sentence, place), sentence.quantities[place], (reading,), is_certain=True)


def _is_fine(sentence: Sentence, pairs: list[Pair]) -> bool:
    return all(sentence.quantities[place].digits for _, place in pairs)


def _readings(sentence: Sentence, pairs: list[Pair], whole: Quantity | None) -> list[Reading]:
    """Every part against the whole; without one against all parts together."""
    parts = tuple(sentence.quantities[part] for part, _ in pairs)
    if whole is None:
        return [Reading(share_of_all(turn), parts) for turn in range(len(parts))]
    return [Reading(share, (part, whole)) for part in parts]


def _wholes(sentence: Sentence, parts: tuple[Quantity, ...], around: Sequence[Sentence]) -> list[Quantity]:
    """The amounts of the kind in the sentence and beside it that are greater than every part."""
    if any(one.number is None for one in parts):
        return []
    most = max(one.amount.value for one in parts)
    return [
        one
        for near in (sentence, *around)
        for place, one in enumerate(near.quantities)
        if comparable(one.unit, parts[0].unit)
        and one.number is not None
        and is_amount(near, place)
        and one.amount.value > most
    ]


def _agreeing(sentence: Sentence, pairs: list[Pair], readings: list[Reading]) -> int:
    return sum(
        _agrees(sentence.quantities[place], reading) for (_, place), reading in zip(pairs, readings, strict=True)
    )


def _agrees(stated: Quantity, reading: Reading) -> bool:
    if stated.number is None or any(one.number is None for one in reading.operands):
        return False
    computed = compute(reading.formula, [one.amount for one in reading.operands])
    return computed is not None and judge(stated.amount, computed) in {Verdict.CONSISTENT, Verdict.TRUNCATED}
