"""Judges claims: computes every reading exactly, keeps the best, and says in a sentence what was found."""

from decimal import Decimal, localcontext
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading, Relation
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.formulas import compute
from luodi.across.proofreading.rules.rounding import RANK, Amount, Computed, Verdict, judge, rounded
from luodi.base.core.money import PRECISION

_MORE_DIGITS: Final = 2
_SOUND: Final = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED})

MASKED: Final = "数字被隐去，无法核对。"
NO_BASE: Final = "文中没有写明可供核对的数，无法核对。"


def verify(claim: Claim, text: str) -> Relation:
    """The relation with its verdict; `text` is the paragraph as shown."""
    quote = text[claim.at.start : claim.at.end]
    if claim.stated.number is None:
        return _unknown(claim, quote, MASKED)
    best = _best(claim)
    if best is None:
        masked = any(one.number is None for reading in claim.readings for one in reading.operands)
        return _unknown(claim, quote, MASKED if masked else claim.note or NO_BASE)
    reading, computed, verdict = best
    stated = claim.stated
    value = _in_unit(computed.value, stated)
    if verdict not in _SOUND and not claim.is_certain:
        if claim.kind == "partition":
            note = f"各分项合计{value}{stated.unit_name}，总数{stated.text}；文中没有说明分项是全部，不作差错。"
            return Relation(claim.kind, claim.at, quote, stated, reading.operands, value, Verdict.UNVERIFIABLE, note)
        return _unknown(claim, quote, claim.note or NO_BASE, reading)
    return Relation(
        claim.kind, claim.at, quote, stated, reading.operands, value, verdict, _note(claim, stated, computed, verdict)
    )


def _best(claim: Claim) -> tuple[Reading, Computed, Verdict] | None:
    """The reading with the best verdict; of equals the likelier."""
    stated = claim.stated.amount
    judged = [
        (reading, computed, judge(stated, computed))
        for reading in claim.readings
        if all(one.number is not None for one in reading.operands)
        and (computed := compute(reading.formula, [one.amount for one in reading.operands])) is not None
    ]
    if not judged:
        return None
    sound = [one for one in judged if one[2] in _SOUND]
    return min(sound, key=lambda one: RANK[one[2]]) if sound else judged[0]


def _unknown(claim: Claim, quote: str, note: str, reading: Reading | None = None) -> Relation:
    chosen = reading or (claim.readings[0] if claim.readings else None)
    operands = chosen.operands if chosen else ()
    return Relation(claim.kind, claim.at, quote, claim.stated, operands, None, Verdict.UNVERIFIABLE, note)


def _in_unit(value: Decimal, stated: Quantity) -> Decimal:
    """Basic units → the unit that is stated, with two digits more than stated, fewer where they are noughts."""
    with localcontext(prec=PRECISION):
        own = value / stated.unit.factor.scaleb(stated.scale)
    shown = rounded(own, Decimal(1).scaleb(-stated.digits - _MORE_DIGITS))
    return plain(shown)


def plain(value: Decimal) -> Decimal:
    """Without noughts at the end and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _note(claim: Claim, stated: Quantity, computed: Computed, verdict: Verdict) -> str:
    right = _half_up(stated, computed)
    # The note of a doubtful claim says what is lacking; where a reading holds after all, nothing is.
    if claim.note and claim.is_certain and verdict is not Verdict.CONSISTENT:
        return f"{claim.note}重算为{right}。"
    match verdict:
        case Verdict.CONSISTENT:
            return ""
        case Verdict.TRUNCATED:
            return f"截尾；四舍五入应为{right}。"
        case Verdict.ROUNDING:
            return f"按文中数字为{right}，按修约前的数字可以成立。"
        case _:
            return f"按文中数字应为{right}，文中写作{stated.text}，请核对。"


def _half_up(stated: Quantity, computed: Computed) -> str:
    amount: Amount = stated.amount
    value = rounded(computed.value, amount.step)
    with localcontext(prec=PRECISION):
        return f"{value / stated.unit.factor.scaleb(stated.scale):f}{stated.unit_name}"
