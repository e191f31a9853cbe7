"""The ways in which a line of a sheet gives points (domain/06 §4.8.3). All numbers are exact fractions.

A ratio is a fraction of its target: 0.95 stands for 95 %. Weights and points are in points of a sheet of 100.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices

FULL: Final = Fraction(1)
TRIMMED_FROM: Final = 5
"""Judges from whom on the highest and the lowest mark are left out."""


class Method(TextChoices):
    """How a line is scored."""

    LIN = "LIN", "线性封顶"
    TGT = "TGT", "达标法"
    HALF = "HALF", "个数金额各半"
    EFF = "EFF", "功效系数"
    STEP = "STEP", "阶梯扣分"
    DED = "DED", "扣分法"
    JURY = "JURY", "评价"


BY_TARGET: Final = frozenset({Method.LIN, Method.TGT, Method.HALF})
"""Methods that need a target; their lines have a K and a colour."""


def linear(weight: Fraction, ratio: Fraction, cap: Fraction) -> Fraction:
    """线性封顶: weight × min(max(ratio, 0), cap). 16 × min(1.3, 1.2) = 19.2."""
    return weight * min(max(ratio, Fraction(0)), cap)


def attained(weight: Fraction, value: Fraction, target: Fraction) -> Fraction:
    """达标法: weight × min(value ÷ target, 1), nothing below 0. 9 × min(72 ÷ 80, 1) = 8.1."""
    return linear(weight, value / target, FULL)


def halves(weight: Fraction, by_count: Fraction, by_amount: Fraction, cap: Fraction) -> Fraction:
    """个数金额各半 (R24): weight × min(0.5 × count ratio + 0.5 × amount ratio, cap)."""
    return linear(weight, (by_count + by_amount) / 2, cap)


def efficacy(weight: Fraction, value: Fraction | None, lowest: Fraction, highest: Fraction) -> Fraction:
    """功效系数 (R27): weight × (60 + 40 × (value − lowest) ÷ (highest − lowest)) ÷ 100; lowest and highest of the group.

    All equal: full weight. Value missing: 0.
    """
    if value is None:
        return Fraction(0)
    if highest == lowest:
        return weight
    return weight * (60 + 40 * (value - lowest) / (highest - lowest)) / 100


def stepped(weight: Fraction, per_case: Fraction, cases: Fraction) -> Fraction:
    """阶梯扣分 (R24): max(0, weight − per case × cases). 6 − 0.1 × 4 = 5.6."""
    return max(Fraction(0), weight - per_case * cases)


def deducted(weight: Fraction, deductions: Fraction) -> Fraction:
    """扣分法: full weight minus the listed deductions (a positive sum), never below 0."""
    return max(Fraction(0), weight - deductions)


def mean_mark(marks: Sequence[Fraction]) -> Fraction:
    """The mean of jury marks 0–100, without the highest and the lowest from five judges on. ValueError for none."""
    if not marks:
        raise ValueError("no marks")
    counted = sorted(marks)[1:-1] if len(marks) >= TRIMMED_FROM else list(marks)
    return sum(counted, Fraction(0)) / len(counted)


def judged(weight: Fraction, marks: Sequence[Fraction]) -> Fraction:
    """评价: weight × mean mark ÷ 100. 15 × (90, 80, 85) → 12.75."""
    return weight * mean_mark(marks) / 100
