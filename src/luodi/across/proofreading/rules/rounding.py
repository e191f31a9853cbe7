"""When a stated figure holds: equal after rounding half up, equal only when cut off, possible behind rounded figures, or not.

Source: the outside contract of `luodi check` and the rounding rules of the figures (HALF_UP unless a report says otherwise).
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import Final

from luodi.across.proofreading.rules.numbers import Approx, reach
from luodi.base.core.money import PRECISION


class Verdict(StrEnum):
    """What is said about a relation, the best first."""

    CONSISTENT = "consistent"
    TRUNCATED = "truncated"
    ROUNDING = "rounding"
    INCONSISTENT = "inconsistent"
    UNVERIFIABLE = "unverifiable"

    @property
    def label(self) -> str:
        """The word for people."""
        return _LABELS[self]


_LABELS: Final = {
    Verdict.CONSISTENT: "相符",
    Verdict.TRUNCATED: "截尾",
    Verdict.ROUNDING: "修约",
    Verdict.INCONSISTENT: "不符",
    Verdict.UNVERIFIABLE: "无法核对",
}
RANK: Final = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in basic units: its value, one unit of its last stated place, how exactly it is meant, whether nothing was rounded."""

    value: Decimal
    step: Decimal
    approx: Approx = Approx.EXACT
    is_exact: bool = False

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and greatest figure behind it; a count in whole numbers and a target are what they say."""
        return reach(self.value, Decimal(0) if self.is_exact else self.step, self.approx)


@dataclass(frozen=True, slots=True)
class Computed:
    """What the operands give: from the printed figures, and the least and greatest from figures behind them."""

    value: Decimal
    low: Decimal
    high: Decimal


def judge(stated: Amount, computed: Computed) -> Verdict:
    """The verdict on one stated figure."""
    if stated.approx is not Approx.EXACT:
        return _approximate(stated, computed)
    if rounded(computed.value, stated.step) == stated.value:
        return Verdict.CONSISTENT
    if rounded(computed.value, stated.step, ROUND_DOWN) == stated.value:
        return Verdict.TRUNCATED
    low, high = reach(stated.value, stated.step, Approx.EXACT)
    overlaps = computed.low <= high and low <= computed.high
    return Verdict.ROUNDING if overlaps and computed.low != computed.high else Verdict.INCONSISTENT


def rounded(value: Decimal, step: Decimal, mode: str = ROUND_HALF_UP) -> Decimal:
    """The value in whole steps."""
    with localcontext(prec=PRECISION):
        return (value / step).quantize(Decimal(1), rounding=mode) * step


def _approximate(stated: Amount, computed: Computed) -> Verdict:
    """约 holds within 5 %; 近 from a tenth below; 超 and 余 from the figure on; 不足 below it. A figure that rounds to it holds for all."""
    if stated.approx is not Approx.BELOW and rounded(computed.value, stated.step) == stated.value:
        return Verdict.CONSISTENT
    low, high = reach(stated.value, stated.step, stated.approx)
    match stated.approx:
        case Approx.OVER:
            holds, could = computed.value >= low, computed.high >= low
        case Approx.BELOW:
            holds, could = computed.value <= high, computed.low <= high
        case _:
            holds, could = low <= computed.value <= high, computed.low <= high and low <= computed.high
    if holds:
        return Verdict.CONSISTENT
    return Verdict.ROUNDING if could else Verdict.INCONSISTENT
