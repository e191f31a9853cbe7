"""Growth whose base is told later in the paragraph: 营业收入386亿元，同比增长9.5%。…上年营业收入353亿元."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.levels import is_level
from luodi.across.proofreading.engine.finding.places import clause_span, says_of_what
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.units import RATE, comparable

_BASE: Final = re.compile(r"^(?:上年|去年)(?:同期|全年)?的?(?P<name>[一-龥“”]{3,20}?)(?:为|是|完成|实现|达)*$")
_BESIDE: Final = re.compile(r"^[，（](?:比上年|较上年|同比)?(?:增长|下降)$")
_SENTENCES_BACK: Final = 4


def bases_behind(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims of one paragraph: the growth right behind the one amount that is called just as the base is."""
    for turn, sentence in enumerate(sentences):
        for place, old in enumerate(sentence.quantities):
            base = _BASE.match(sentence.clause(place).strip())
            if base is None or old.number is None or not is_level(sentence, place):
                continue
            told = [
                (own, one)
                for own in sentences[max(turn - _SENTENCES_BACK, 0) : turn]
                for one in range(len(own.quantities) - 1)
                if comparable(own.quantities[one].unit, old.unit) and own.clause(one).find(base["name"]) >= 0
            ]
            told = told or _shortened(sentences[max(turn - _SENTENCES_BACK, 0) : turn], base["name"], sentence, place)
            if len(told) == 1:
                yield from _grown(*told[0], sentence, place)


def _shortened(sentences: Sequence[Sentence], name: str, sentence: Sentence, place: int) -> list[tuple[Sentence, int]]:
    """全县规模以上工业企业实现营业收入 for 规模以上工业企业营业收入: the words of doing left out."""
    unit = sentence.quantities[place].unit
    return [
        (own, one)
        for own in sentences
        for one in range(len(own.quantities) - 1)
        if comparable(own.quantities[one].unit, unit) and name in re.sub("实现|完成", "", own.clause(one))
    ]


def _grown(own: Sentence, new: int, sentence: Sentence, place: int) -> Iterator[Claim]:
    """The growth that is told right behind the new amount, of nothing else."""
    after = new + 1
    stated, amounts = own.quantities[after], (own.quantities[new], sentence.quantities[place])
    if stated.unit.dimension != RATE or _BESIDE.match(own.gap(new, after)) is None or says_of_what(own, after):
        return
    direction = words.GROWTH_LEAD.search(own.clause(after))
    is_fall = direction is not None and direction["down"] is not None
    reading = Reading(formulas.fall if is_fall else formulas.growth, amounts)
    is_certain = words.REAL.search(own.lead(new) + own.gap(new, after)) is None
    yield Claim("growth", clause_span(own, after), stated, (reading,), is_certain, within="near")
