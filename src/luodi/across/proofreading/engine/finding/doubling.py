"""翻番 and 翻两番: at least twice, at least four times as much."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.bases import pairs_of
from luodi.across.proofreading.engine.finding.places import bare, clause_span, is_real, is_relative
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.periods import PERIOD

_SAYS_NOTHING: Final = re.compile(r"实现|基本|成功|接近|提前|总体|整体|规模|五年|三年|[一-龥]年|近|了|较|比|时间|目标")


def doubled(sentence: Sentence, place: int) -> Iterator[Claim]:
    """由460亿元跃升至920亿元，实现翻番: at least twice as much; certain only where nothing else is said to have doubled."""
    stated, clause = sentence.quantities[place], sentence.clause(place)
    if words.NOT_YET.search(clause) or words.TARGET.search(clause):
        return
    readings = tuple(
        Reading(formulas.multiple, (sentence.quantities[new], sentence.quantities[old]))
        for new, old in pairs_of(sentence, place)
        if not is_relative(sentence, new)
    )
    subject = bare(_SAYS_NOTHING.sub("", PERIOD.sub("", clause)))
    if readings:
        yield Claim(
            "growth",
            clause_span(sentence, place),
            stated,
            readings[:1],
            len(subject) < 2 and not is_real(sentence, place, readings),
        )
