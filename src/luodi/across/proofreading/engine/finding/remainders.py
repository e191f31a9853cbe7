"""What is left when a part is taken away: 缺口1050亩, 尚有18个未启动, 剩余可开发面积14.4平方公里."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import amounts_like, clause_span, is_amount
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.periods import PREVIOUS

_LEFT: Final = re.compile(
    r"(?:还差|尚差|仍差|还缺|仍缺|缺口|差额|尚缺|尚余|还剩|仍剩|剩余|剩下|结余|余下|空置|闲置|尚有|剩)"
    r"(?:可[一-龥]{2,6}|[一-龥]{0,2}面积|资金|用地|额度|指标|部分|任务)?(?:为|达|了|近|约|还有)*$"
)
_HAS_STILL: Final = re.compile(r"(?:还有|仍有|另有|尚有)(?:近|约)*$")
_UNDONE: Final = re.compile(r"^[一-龥“”]{0,8}?(?:未|没有|尚|待|正在|仍在|还在|需)")
_MOST: Final = 6


def remainders(sentence: Sentence) -> Iterator[Claim]:
    """Every remainder of the sentence."""
    for place, _ in sentence.told():
        if not is_amount(sentence, place) or PREVIOUS.search(sentence.clause(place)):
            continue
        clause = sentence.clause(place)
        is_undone = _HAS_STILL.search(clause) and _UNDONE.match(sentence.text[sentence.quantities[place].end :])
        if _LEFT.search(clause) or is_undone:
            yield from _left(sentence, place)


def _left(sentence: Sentence, place: int) -> Iterator[Claim]:
    """需求4200亩，已落实3150亩，缺口1050亩: of two the one less the other; of more the first less all others."""
    alike = amounts_like(sentence, place, range(place))
    near = [one for one in alike if sentence.segment(one) == sentence.segment(place)]
    parts = near if len(near) > 1 else alike
    if not 1 < len(parts) <= _MOST:
        return
    operands = tuple(sentence.quantities[one] for one in parts)
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    if len(parts) == 2:
        yield Claim("difference", at, stated, (Reading(formulas.gap, operands),), is_certain=True)
        return
    readings = (
        Reading(formulas.rest, operands),
        Reading(formulas.gap, operands[-2:]),
        Reading(formulas.gap, (operands[0], operands[-1])),
        Reading(formulas.gap, operands[:2]),
    )
    yield Claim("difference", at, stated, readings, is_certain=True, within="near")
