"""Relations that rest on the sentence beside: 去年签约48个。今年签约60个，增长25%. Whether a full stop or a semicolon stands between is taste.

What the sentence itself answers is not asked again. A figure of the sentence beside may be of something else, so that only
a small difference is called an error.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.places import is_relative
from luodi.across.proofreading.engine.sentences import Sentence, with_after, with_before
from luodi.across.proofreading.engine.verifying import holds
from luodi.across.proofreading.rules.units import POINTS

_SEEKS: Final = re.compile(r"均|平均|每|缺口|剩|余|差|尚|还有|合计|共|总计|倍|净|累计|强度|仅此|销售收入|[增减多少]")
"""Words of a clause whose figure is one of others."""
_OPENS: Final = re.compile(r"\s*(?:其中|(?:从|按|分)[^，。；]{1,8}(?:看|分|划分)，)")
_OF_WHICH: Final = re.compile(r"[一-龥“”]{2,12}(?:中|里|内)，")
_STEPS_BACK: Final = 2

Finder = Callable[[Sentence], Iterator[Claim]]


def beside(
    sentence: Sentence, after: Sentence | None, found: Sequence[Claim], finder: Finder, divider: Finder
) -> Iterator[Claim]:
    """The claims of figures that the sentence leaves open and its neighbours answer; `found` is what it says by itself."""
    known = understood(found)
    known |= {one.start for claim in found if claim.readings and claim.is_certain for one in claim.readings[0].operands}
    wide: Sentence | None = sentence
    for _ in range(_STEPS_BACK):
        asked = _open(sentence, known)
        wide = with_before(wide) if wide is not None and asked else None
        if wide is None:
            break
        for claim in _answered(finder(replace(wide, asked=asked)), known):
            if _is_of_another(sentence, claim):
                continue
            yield claim
            if claim.is_certain:
                known.add(claim.stated.start)
    if _OPENS.match(sentence.text[sentence.start :]):
        # 其中 and 从区域看 at the head of a sentence take apart what the sentence before told.
        opened = with_before(sentence)
        yield from _answered(divider(opened), set()) if opened is not None else ()
    asked = _open(sentence, known)
    together = with_after(sentence, after) if asked else None
    if together is not None:
        yield from _answered(finder(replace(together, asked=asked)), known)


def _is_of_another(sentence: Sentence, claim: Claim) -> bool:
    """从业人员中，采矿业占5.2%: what the sentence says it speaks of is not what the one before told of the same name."""
    opened = _OF_WHICH.match(sentence.text, sentence.start)
    if opened is None or claim.kind != "share":
        return False
    return any(one.start < sentence.start for one in claim.readings[0].operands[:1])


def understood(found: Sequence[Claim]) -> set[int]:
    """Where the figures begin that a claim is sure of, or that hold."""
    return {claim.stated.start for claim in found if claim.readings and (claim.is_certain or holds(claim))}


def _open(sentence: Sentence, known: set[int]) -> frozenset[int]:
    """Where the figures begin that should be one of others and have found none."""
    return frozenset(
        one.start
        for place, one in sentence.told()
        if one.start not in known
        and (is_relative(sentence, place) or one.unit.dimension == POINTS or _SEEKS.search(sentence.clause(place)))
    )


def _answered(claims: Iterator[Claim], known: set[int]) -> list[Claim]:
    return [replace(claim, within="near") for claim in claims if claim.readings and claim.stated.start not in known]
