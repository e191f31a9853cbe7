"""万 for 亿 and 亿 for 万: where two amounts give a share or a growth to the digit but for four noughts, one of their units is wrong."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention, amounts_before, told_before
from luodi.across.proofreading.engine.finding.places import clause_span, is_change
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.rounding import rounded
from luodi.across.proofreading.rules.units import RATE, comparable

_PART: Final = re.compile(r"占|完成|达|率|进度|比重|为")
_OFF: Final = 4
"""Powers of ten between 万 and 亿."""
_FINE: Final = 2
_NEAR: Final = 6
_NOTE: Final = "两个数相差的数量级不合，请核对“万”“亿”是否写错，"


def scales(sentence: Sentence) -> Iterator[Claim]:
    """The claims of percentages whose operands are of two scales."""
    for place, stated in sentence.told():
        if stated.unit.dimension != RATE or stated.number is None or _digits(stated) < _FINE:
            continue
        found = _grown(sentence, place) if is_change(sentence, place) else _shared(sentence, place)
        if found is not None:
            kind: Kind = "ratio" if found.formula is formulas.share else "growth"
            yield Claim(kind, clause_span(sentence, place), stated, (found,), True, _NOTE, within="any")


def _grown(sentence: Sentence, place: int) -> Reading | None:
    """在校生1.08万人，增加54.58万人，增长0.51%: more came than there are."""
    step = place - 1
    if step < 1 or not is_change(sentence, step) or sentence.quantities[step].number is None:
        return None
    own = sentence.quantities[step]
    direction = words.GROWTH_LEAD.search(sentence.clause(place))
    formula = formulas.fallen_by if direction is not None and direction["down"] else formulas.grown_by
    new = next(amounts_before(sentence, step, own.unit, sentences=0), None)
    if new is None or not new.value:
        return None
    pair = (new.quantity, own)
    return Reading(formula, pair) if _is_off(sentence.quantities[place], formula, pair) else None


def _shared(sentence: Sentence, place: int) -> Reading | None:
    """完成预算8900亿元的70.0%, where 6230万元 was done: the nearest two amounts of the kind."""
    if not place or _PART.search(sentence.clause(place - 1) + sentence.clause(place)) is None:
        return None
    told = [one for one in told_before(sentence, place, sentences=1) if one.value and not one.quantity.is_attribute][
        :_NEAR
    ]
    for turn, one in enumerate(told):
        for other in told[turn + 1 :]:
            pair = _of_share(one, other)
            if pair is not None and _is_off(sentence.quantities[place], formulas.share, pair):
                return Reading(formulas.share, pair)
    return None


def _of_share(one: Mention, other: Mention) -> tuple[Quantity, Quantity] | None:
    """The part and the whole: the whole is the one of the other scale that would hold the part."""
    if not comparable(one.quantity.unit, other.quantity.unit) or one.quantity.unit.dimension == RATE:
        return None
    if one.quantity.scale == other.quantity.scale:
        return None
    return (other.quantity, one.quantity) if words.TARGET.search(one.clause) else (one.quantity, other.quantity)


def _is_off(stated: Quantity, formula: Formula, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the figure comes out to the digit when one of the two is of the other scale."""
    amount = stated.amount
    if _gives(amount.value, amount.step, formula, [one.amount.value for one in pair]):
        return False
    ways = ((_OFF, 0), (-_OFF, 0), (0, _OFF), (0, -_OFF))
    values = [one.amount.value for one in pair]
    return any(
        _gives(amount.value, amount.step, formula, [one.scaleb(power) for one, power in zip(values, way, strict=True)])
        for way in ways
    )


def _gives(value: Decimal, step: Decimal, formula: Formula, values: list[Decimal]) -> bool:
    try:
        return rounded(formula(values), step) == value
    except ArithmeticError:
        return False


def _digits(one: Quantity) -> int:
    """How many digits it is told with."""
    return len(str(one.number).replace(".", "").replace("-", ""))
