"""Judges claims: computes every reading exactly, keeps the best, and says in a sentence what was found."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import combinations
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading, Relation
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import Formula, compute, rest, total
from luodi.across.proofreading.rules.rounding import RANK, Amount, Computed, Verdict, judge, rounded
from luodi.across.proofreading.rules.units import POINTS, RATE, TIMES
from luodi.base.core.money import PRECISION

_MORE_DIGITS: Final = 2
_MOST_SHOWN: Final = 6
_LONG: Final = 4
"""From how many digits on a likeness is no chance, whatever stands behind it."""
_FINE: Final = 3
"""From how many digits on two figures that surely belong together are alike by no chance."""
_ALL: Final = 100
_PART_OF_WHOLE: Final = Decimal("0.1")
_PART_OF_MEAN: Final = Decimal("0.25")
_PART_OF_LEVEL: Final = Decimal("0.3")
_MOST_POINTS: Final = Decimal(2)
_REACH: Final = {"near": (Decimal("0.2"), Decimal(1)), "far": (Decimal("0.5"), Decimal(12))}
"""Parts of the computed figure, and percentage points, that an error may be off."""
_ADDED: Final = frozenset({"sum", "partition"})
_SOUND: Final = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED})

_OF_NEW: Final[dict[Formula, Formula]] = {
    formulas.grown_by: formulas.increment_of_new,
    formulas.fallen_by: formulas.increment_of_new,
    formulas.growth: formulas.growth_of_new,
    formulas.fall: formulas.fall_of_new,
}
"""What a growth is when it is taken of the wrong one of its two amounts."""

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
        claim.kind, claim.at, quote, stated, reading.operands, value, verdict, _note(claim, reading, computed, verdict)
    )


def _is_sure(claim: Claim, reading: Reading, computed: Computed) -> bool:
    """Whether a mismatch is an error: the text leaves no other reading, or the two figures differ as a slip of the pen makes them."""
    is_like = is_near(claim, computed.value) or is_slip(claim.stated, computed.value)
    if not is_like and not _is_of_new(claim.stated, reading) and not _is_turned(claim.stated, reading):
        return False
    if claim.is_certain:
        return True
    is_likely = claim.kind in _ADDED and reading is claim.readings[0] and is_near(claim, computed.value)
    return is_likely and (is_slip(claim.stated, computed.value, _LONG) or _is_slip_of_part(claim, reading, computed))


def _is_of_new(stated: Quantity, reading: Reading) -> bool:
    """Whether a growth was taken of the new amount instead of the old one: 91件，增加55件，上升60.44%."""
    way = _OF_NEW.get(reading.formula)
    computed = None if way is None else compute(way, [one.amount for one in reading.operands])
    return computed is not None and stated.digits > 0 and judge(stated.amount, computed) is Verdict.CONSISTENT


def _is_turned(stated: Quantity, reading: Reading) -> bool:
    """Whether two digits that changed places in one of the operands explain it: 安排1.26亿元，支出9045万元 (4095万元)，执行率32.5%."""
    if reading.formula is not formulas.share or stated.digits < 1:
        return False
    return any(
        (computed := compute(reading.formula, [*amounts[:turn], one, *amounts[turn + 1 :]])) is not None
        and judge(stated.amount, computed) is Verdict.CONSISTENT
        for amounts in ([one.amount for one in reading.operands],)
        for turn, own in enumerate(reading.operands)
        for one in _turned(own)
    )


def _turned(one: Quantity) -> Iterator[Amount]:
    """The figure with any two of its digits changed in place, where it has enough of them to be no chance."""
    digits = str(one.number)
    places = [place for place, sign in enumerate(digits) if sign.isdigit()]
    if one.number is None or len(places) < _LONG:
        return
    for first, second in combinations(places, 2):
        signs = list(digits)
        signs[first], signs[second] = signs[second], signs[first]
        if signs != list(digits):
            yield replace(one, number=Decimal("".join(signs))).amount


def _is_slip_of_part(claim: Claim, reading: Reading, computed: Computed) -> bool:
    """Whether one of the parts that were added up is a slip of what the total asks of it."""
    if reading.formula is not total:
        return False
    missing = claim.stated.amount.value - computed.value
    return any(
        one.amount.value + missing > 0 and is_slip(one, one.amount.value + missing, _LONG) for one in reading.operands
    )


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


def is_slip(stated: Quantity, value: Decimal, least: int = _FINE) -> bool:
    """Whether two long figures differ in one digit only, or in two that changed places (1286.4 and 1186.4, 438.6 and 483.6), or in the point.

    `least` is how many digits figures have at least that differ in one.
    """
    amount = stated.amount
    step = amount.step
    own, other = (str(int(rounded(one, step) / step)) for one in (amount.value, value))
    if _is_moved(stated, value):
        return True
    # Round figures are alike by chance: 1200 and 1300.
    while own.endswith("0") and other.endswith("0"):
        own, other = own[:-1], other[:-1]
    differing = [place for place, (one, two) in enumerate(zip(own, other, strict=False)) if one != two]
    if len(own) != len(other) or len(own) < least - 1 or not 1 <= len(differing) <= 2:
        return False
    if len(differing) == 1:
        return len(own) >= least
    first, second = differing
    return own[first] == other[second] and own[second] == other[first]


def _is_moved(stated: Quantity, value: Decimal) -> bool:
    """Whether only the point stands elsewhere (52.31亿元 for 5.231亿元), or the hundred of a rate is left out."""
    amount = stated.amount
    digits = str(stated.number).replace(".", "").strip("0")
    powers = (one for one in range(-_LONG, _LONG + 1) if one)
    if stated.unit.dimension == RATE and rounded(value, amount.step) == amount.value + _ALL:
        # 完成任务69.75亿元的26% for 126%: by how much it was passed.
        return True
    if stated.unit.dimension == TIMES and rounded(value, amount.step) == amount.value + 1 and stated.digits:
        # 是上年的0.64倍 for 1.64倍: by how much it grew.
        return True
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


def _note(claim: Claim, reading: Reading, computed: Computed, verdict: Verdict) -> str:
    stated = claim.stated
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
            return f"按文中数字{_figures(reading)}应为{right}，文中写作{stated.text}，请核对。"


def _figures(reading: Reading) -> str:
    """The figures that it was computed from, in brackets, so that whoever reads the remark sees at once why."""
    told = [one.text for one in reading.operands]
    if not told:
        return ""
    more = f"等{len(told)}个数" if len(told) > _MOST_SHOWN else ""
    return f"（{'、'.join(told[:_MOST_SHOWN])}{more}）"


def _half_up(stated: Quantity, computed: Computed) -> str:
    amount: Amount = stated.amount
    value = rounded(computed.value, amount.step)
    with localcontext(prec=PRECISION):
        return f"{value / stated.unit.factor.scaleb(stated.scale):f}{stated.unit_name}"
