"""What is left over, told sentences after its whole: …发现隐患1943项。已整改1862项，整改率95.8%，其余81项…; 报名床位4316张，入住2285人…，空置2031张.

The whole is looked up among what the paragraph has told so far. Only where just one way of taking away is plain a mismatch
is an error; all others are only confirmed.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention, amounts_before
from luodi.across.proofreading.engine.finding.places import clause_span, is_amount
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.periods import PREVIOUS

_REST: Final = re.compile(
    r"(?:其余|另外|另有|另|剩余的?|剩下的?|余下的?|尚有|还有|仍有|空置|闲置|在投|在建|欠收|未(?P<act>[一-龥]{1,2})|没有(?P<did>[一-龥]{2})的?)"
    r"(?:问题|隐患|床位|项目|仅|的|为|约|近)*$"
)
_UNDONE: Final = re.compile(r"^[一-龥“”]{0,10}?(?:未|没有|尚未|待|正在|仍在|还在|限期|均已|已|全部)")
_PART_ONLY: Final = re.compile(r"其中|当中")
_OTHER: Final = re.compile(r"任务|目标|计划|新增|净增|比|较")
_SENTENCES_BACK: Final = 3
_MOST: Final = 8


def rests_behind(sentence: Sentence, known: set[int]) -> Iterator[Claim]:
    """Every rest whose whole is told in the paragraph so far; `known` is where the figures begin that are understood already."""
    for place, stated in sentence.told():
        clause = sentence.clause(place)
        rest = _REST.search(clause)
        if rest is None or stated.start in known or stated.number is None or not is_amount(sentence, place):
            continue
        if rest.group().startswith(("还有", "尚有", "仍有", "另")) and not _UNDONE.match(sentence.text, stated.end):
            continue
        readings = _readings(sentence, place, rest["act"] or rest["did"])
        if readings:
            yield Claim(
                "difference", clause_span(sentence, place), stated, readings[:_MOST], is_certain=True, within="near"
            )


def _readings(sentence: Sentence, place: int, act: str | None) -> tuple[Reading, ...]:
    """Whole less what is done; the likeliest first."""
    unit = sentence.quantities[place].unit
    told = [
        one
        for one in amounts_before(sentence, place, unit, sentences=_SENTENCES_BACK, paragraphs=1)
        if not PREVIOUS.search(one.clause) and not _OTHER.search(one.clause)
    ]
    if len(told) < 2:
        return ()
    done = _done(told, act)
    if done is None:
        return ()
    wholes = [one for one in told[told.index(done) + 1 :] if one.value > done.value]
    plain = [one for one in wholes if not _PART_ONLY.search(one.clause) and not _is_part(one)]
    ordered = [*plain, *(one for one in wholes if one not in plain)]
    return tuple(Reading(formulas.rest, (one.quantity, done.quantity)) for one in ordered)


def _done(told: list[Mention], act: str | None) -> Mention | None:
    """The amount of which it is told that it was done: 已整改1862项 for 未整改81项; else the nearest that is so."""
    if act is not None:
        found = [one for one in told if act in one.name and not words.NOT_YET.search(one.name)]
        return found[0] if found else None
    found = [one for one in told if re.search(r"已|完成|办结|整改|解决|入住|实收|完工|竣工|化解|退出", one.clause)]
    return found[0] if found and found[0] in told[:2] and not words.NOT_YET.search(found[0].clause) else None


def _is_part(one: Mention) -> bool:
    """Whether it stands behind 其中 in its sentence."""
    sentence = one.sentence
    return "其中" in sentence.text[sentence.start : one.quantity.start]
