"""Judges claims: computes every reading exactly, keeps the best, and says in a sentence what was found."""

from decimal import Decimal, localcontext
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading, Relation
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.formulas import compute, rest
from luodi.across.proofreading.rules.rounding import RANK, Amount, Computed, Verdict, judge, rounded
from luodi.across.proofreading.rules.units import POINTS, RATE
from luodi.base.core.money import PRECISION

_MORE_DIGITS: Final = 2
_LONG: Final = 4
"""From how many digits on a likeness is no chance."""
_PART_OF_WHOLE: Final = Decimal("0.1")
_PART_OF_MEAN: Final = Decimal("0.25")
_PART_OF_LEVEL: Final = Decimal("0.3")
_MOST_POINTS: Final = Decimal(2)
_REACH: Final = {"near": (Decimal("0.2"), Decimal(1)), "far": (Decimal("0.5"), Decimal(12))}
"""Parts of the computed figure, and percentage points, that an error may be off."""
_ADDED: Final = frozenset({"sum", "partition"})
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
    if verdict not in _SOUND and not _is_sure(claim, reading, computed):
        if claim.kind == "partition":
            note = f"各分项合计{value}{stated.unit_name}，总数{stated.text}；文中没有说明分项是全部，不作差错。"
            return Relation(claim.kind, claim.at, quote, stated, reading.operands, value, Verdict.UNVERIFIABLE, note)
        return _unknown(claim, quote, claim.note or NO_BASE, reading)
    return Relation(
        claim.kind, claim.at, quote, stated, reading.operands, value, verdict, _note(claim, stated, computed, verdict)
    )


def _is_sure(claim: Claim, reading: Reading, computed: Computed) -> bool:
    """Whether a mismatch is an error: the text leaves no other reading, or the two figures differ as a slip of the pen makes them."""
    if not is_near(claim, computed.value) and not is_slip(claim.stated, computed.value):
        return False
    if claim.is_certain:
        return True
    is_likely = claim.kind in _ADDED and reading is claim.readings[0] and is_near(claim, computed.value)
    return is_likely and is_slip(claim.stated, computed.value)


def is_near(claim: Claim, value: Decimal) -> bool:
    """Whether the stated figure is as near the computed one as errors are; of growth the levels are compared: 12 % and 25 % are near."""
    stated = claim.stated
    if claim.within == "any" or claim.kind == "count":
        return True
    part, points = _REACH[claim.within]
    part = max(part, _PART_OF_MEAN) if claim.kind == "average" else part
    part = min(part, _PART_OF_MEAN) if claim.kind in _ADDED else part
    part = min(part, _PART_OF_LEVEL) if claim.kind == "growth" and stated.unit.is_rate else part
    base = 100 + value if claim.kind == "growth" and stated.unit.is_rate else value
    least = {RATE: points, POINTS: min(points, _MOST_POINTS)}.get(stated.unit.dimension, Decimal(0))
    least = max(least, _least_of_rest(claim))
    return abs(stated.amount.value - value) <= max(abs(base) * part, least)


def _least_of_rest(claim: Claim) -> Decimal:
    """Of what is left of a whole a small part of the whole may be much."""
    reading = claim.readings[0]
    is_rest = reading.formula is rest and reading.operands[0].number is not None
    return reading.operands[0].amount.value * _PART_OF_WHOLE if is_rest else Decimal(0)


def holds(claim: Claim) -> bool:
    """Whether a reading of the claim gives the stated figure."""
    best = _best(claim) if claim.stated.number is not None else None
    return best is not None and best[2] in _SOUND


def is_slip(stated: Quantity, value: Decimal) -> bool:
    """Whether two long figures differ in one digit only, or in two that changed places (1286.4 and 1186.4, 438.6 and 483.6), or in the point."""
    amount = stated.amount
    step = amount.step
    own, other = (str(int(rounded(one, step) / step)) for one in (amount.value, value))
    if _is_moved(stated, value):
        return True
    # Round figures are alike by chance: 1200 and 1300.
    while own.endswith("0") and other.endswith("0"):
        own, other = own[:-1], other[:-1]
    differing = [place for place, (one, two) in enumerate(zip(own, other, strict=False)) if one != two]
    if len(own) != len(other) or len(own) < _LONG - 1 or not 1 <= len(differing) <= 2:
        return False
    if len(differing) == 1:
        return len(own) >= _LONG
    first, second = differing
    return own[first] == other[second] and own[second] == other[first]


def _is_moved(stated: Quantity, value: Decimal) -> bool:
    """Whether only the point stands elsewhere: 52.31亿元 for 5.231亿元."""
    amount = stated.amount
    digits = str(stated.number).replace(".", "").strip("0")
    powers = (one for one in range(-_LONG, _LONG + 1) if one)
    return len(digits) >= _LONG // 2 and any(rounded(value.scaleb(one), amount.step) == amount.value for one in powers)


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
    if sound:
        return min(sound, key=lambda one: RANK[one[2]])
    # Of several readings the one that a slip of the pen explains.
    return next((one for one in judged if is_slip(claim.stated, one[1].value)), judged[0])


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
