"""The same quantity said twice in one text: same words for it, same place, same time. Two different figures contradict."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, is_amount, is_whole_of_share
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.numbers import Approx
from luodi.across.proofreading.rules.periods import PERIOD

_VERBS: Final = re.compile(
    r"完成|实现|达到|达|为|是|共|累计|已|新|签订|签约|引进|实施|有|的|了|截至|目前|，|、|和|：|其中|“|”|约|近|超|我们|我局|全部|合计|总计|在|至|止|底|末"
)
_SHORTEST: Final = 4
_Key = tuple[str, str, str, str]


def repeats(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """For every quantity that was said before under the same key, whether both figures agree."""
    known: dict[_Key, list[tuple[Sentence, int]]] = defaultdict(list)
    for sentence in sentences:
        for place, stated in enumerate(sentence.quantities):
            key = _key(sentence, place)
            if key is None or stated.number is None:
                continue
            before = known[key]
            if before and before[0][0] is not sentence:
                yield _claim(sentence, place, *before[0])
            before.append((sentence, place))


def _claim(sentence: Sentence, place: int, other: Sentence, earlier: int) -> Claim:
    stated, first = sentence.quantities[place], other.quantities[earlier]
    # The rougher of the two figures is checked against the finer one.
    rough, fine = (stated, first) if stated.amount.step >= first.amount.step else (first, stated)
    note = f"与第{other.paragraph}段“{first.text}”前后不一，"
    at = clause_span(sentence, place)
    if rough is not stated:
        low, high = first.amount.bounds
        holds = low <= stated.amount.value <= high
        return Claim("repeat", at, stated, (Reading(formulas.total, (stated if holds else first,)),), True, note)
    return Claim("repeat", at, rough, (Reading(formulas.total, (fine,)),), True, note)


def _key(sentence: Sentence, place: int) -> _Key | None:
    """Words, scope, time and unit of a quantity; None when they are not told well enough to compare.

    Only the first quantity of a sentence is of the whole place for sure: later ones may be of what came before them.
    """
    one = sentence.quantities[place]
    if place:
        return None
    if not is_amount(sentence, place) or is_whole_of_share(sentence, place) or one.approx is not Approx.EXACT:
        return None
    if one.number is None or one.amount.value < Decimal(20) or one.is_han:
        return None
    scope = words.SCOPES.findall(sentence.text[sentence.start : one.start])
    time = sentence.when(place)
    noun = re.match(r"项目|企业|单位", sentence.tail(place))
    name = _VERBS.sub("", words.SCOPES.sub("", PERIOD.sub("", sentence.clause(place)))) + (noun.group() if noun else "")
    if len(name) < _SHORTEST or not scope or time is None or not re.fullmatch(r"[一-龥]+", name):
        return None
    return name, scope[-1], time.text, one.unit.dimension
