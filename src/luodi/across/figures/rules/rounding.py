"""Exact numbers to text: fractions are rounded once, for display, and never pass through floating point."""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from luodi.base.core.money import RoundMode

RAW_DIGITS: Final = 12
"""Digits of a raw value that has no end."""


def shown(value: Fraction, digits: int, mode: RoundMode) -> str:
    """The value with exactly so many digits: HALF_UP away from zero at the half, DOWN cut off."""
    # In whole numbers: the arithmetic of fractions would take most of the time of a nation's figures.
    numerator, denominator = value.numerator, value.denominator
    whole, rest = divmod(abs(numerator) * 10**digits, denominator)
    if mode == "HALF_UP" and 2 * rest >= denominator:
        whole += 1
    text = f"{whole:0{digits + 1}d}"
    sign = "-" if numerator < 0 and whole else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


def exact(value: Fraction) -> str:
    """The value without loss where it ends within 30 digits, else with twelve digits: 53/132 → 0.401515151515."""
    if value.denominator == 1:
        return str(value.numerator)
    digits = _digits_needed(value.denominator)
    if digits is None:
        return shown(value, RAW_DIGITS, "HALF_UP")
    text = shown(value, digits, "DOWN")
    return text.rstrip("0").rstrip(".") if "." in text else text


def count_digits(value: Fraction, digits: int) -> int:
    """Digits for a count: shared projects show their part (0.5), whole ones none; at most four."""
    if value.denominator == 1:
        return digits
    needed = _digits_needed(value.denominator)
    return digits if needed is None else max(digits, min(needed, 4))


def root(value: Fraction, degree: int) -> Decimal:
    """The positive degree-th root with 50 significant digits. ValueError for a negative value."""
    if value < 0:
        raise ValueError("no real root of a negative ratio")
    with localcontext(prec=60):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        rooted = quotient ** (Decimal(1) / degree) if quotient else Decimal(0)
    with localcontext(prec=50):
        return +rooted


def _digits_needed(denominator: int) -> int | None:
    """Digits after the point of a fraction in lowest terms; None when it has no end or more than 30."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    needed = max(twos, fives)
    return needed if denominator == 1 and needed <= 30 else None
