from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.across.figures.rules.rounding import count_digits, exact, root, shown
from luodi.base.core.money import RoundMode


@pytest.mark.parametrize(
    ("value", "digits", "mode", "text"),
    [
        (Fraction(5300, 132), 1, "HALF_UP", "40.2"),
        (Fraction(8300, 65), 0, "HALF_UP", "128"),
        (Fraction(8300, 65), 0, "DOWN", "127"),
        (Fraction(41263, 358), 2, "HALF_UP", "115.26"),
        (Fraction(41263, 358), 2, "DOWN", "115.25"),
        (Fraction(1, 8), 2, "HALF_UP", "0.13"),
        (Fraction(-1, 8), 2, "HALF_UP", "-0.13"),
        (Fraction(-1, 8), 2, "DOWN", "-0.12"),
        (Fraction(-1, 1000), 2, "HALF_UP", "0.00"),
        (Fraction(5, 2), 0, "HALF_UP", "3"),
        (Fraction(0), 1, "DOWN", "0.0"),
    ],
)
def test_shown(value: Fraction, digits: int, mode: RoundMode, text: str) -> None:
    assert shown(value, digits, mode) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(53, 132), "0.401515151515"),
        (Fraction(641, 10), "64.1"),
        (Fraction(38), "38"),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(100), "100"),
    ],
)
def test_exact(value: Fraction, text: str) -> None:
    assert exact(value) == text


def test_a_shared_count_shows_its_part_and_a_whole_one_none() -> None:
    assert (count_digits(Fraction(1, 2), 0), count_digits(Fraction(3), 0), count_digits(Fraction(1, 3), 0)) == (1, 0, 0)


def test_a_root_has_fifty_digits() -> None:
    assert root(Fraction(2), 2) == Decimal("1.4142135623730950488016887242096980785696718753769")
    with pytest.raises(ValueError, match="negative"):
        root(Fraction(-1), 3)
