from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.money import (
    MoneyUnit,
    RoundMode,
    fen_from_wan,
    format_percent,
    format_wan,
    ratio_percent,
    round_decimal,
    to_wan,
    wan_from_fen,
)

FEN = st.integers(min_value=-(10**18), max_value=10**18)


@pytest.mark.parametrize(
    ("amount", "unit", "wan"),
    [
        (Decimal("64.1"), "亿元", "641000"),
        (Decimal("3250"), "万元", "3250"),
        (Decimal("12345678.90"), "元", "1234.56789"),
        (Decimal("-0.5"), "亿元", "-5000"),
        (0, "元", "0"),
        (120, "亿元", "1200000"),
    ],
)
def test_amounts_become_wan_exactly(amount: Decimal | int, unit: MoneyUnit, wan: str) -> None:
    assert str(to_wan(amount, unit)) == wan


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="万美元"):
        to_wan(Decimal(1), "万美元")  # type: ignore[arg-type]  # what an Excel column may say


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="never float"):
        to_wan(64.1, "亿元")  # type: ignore[arg-type]  # the mistake is the subject


@pytest.mark.parametrize(
    ("wan", "fen"),
    [
        (Decimal("1"), 1_000_000),
        (Decimal("0.0001"), 100),
        (Decimal("641000"), 641_000_000_000),
        (Decimal("0.0000005"), 1),
        (Decimal("-0.0000005"), -1),
        (Decimal("0.0000004"), 0),
    ],
)
def test_the_mart_holds_whole_fen_rounded_half_up(wan: Decimal, fen: int) -> None:
    assert fen_from_wan(wan) == fen


@given(FEN)
def test_fen_survive_the_way_to_wan_and_back(fen: int) -> None:
    assert fen_from_wan(wan_from_fen(fen)) == fen


@given(FEN, st.sampled_from(["元", "万元", "亿元"]))
def test_units_differ_only_by_their_factor(amount: int, unit: MoneyUnit) -> None:
    factor = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[unit]

    assert to_wan(amount, unit) * 10_000 == amount * factor


def test_wan_from_fen_reads_like_a_number() -> None:
    assert [str(wan_from_fen(fen)) for fen in (641_000_000_000, 100, -150, 0)] == ["641000", "0.0001", "-0.00015", "0"]


@pytest.mark.parametrize(
    ("value", "digits", "mode", "rounded"),
    [
        ("2.345", 2, "HALF_UP", "2.35"),
        ("2.345", 2, "DOWN", "2.34"),
        ("-2.345", 2, "HALF_UP", "-2.35"),
        ("-2.349", 2, "DOWN", "-2.34"),
        ("40", 1, "HALF_UP", "40.0"),
        ("0.5", 0, "HALF_UP", "1"),
        ("-0.04", 1, "HALF_UP", "0.0"),
    ],
)
def test_rounding(value: str, digits: int, mode: RoundMode, rounded: str) -> None:
    assert str(round_decimal(Decimal(value), digits, mode)) == rounded


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "mode", "shown"),
    [
        (Decimal(53), Decimal(132), 1, "HALF_UP", "40.2%"),
        (38, 40, 1, "HALF_UP", "95.0%"),
        (Decimal("64.1"), 120, 1, "HALF_UP", "53.4%"),
        (Decimal("64.1"), 160, 0, "HALF_UP", "40%"),
        (210, 385, 0, "HALF_UP", "55%"),
        (210, 385, 2, "HALF_UP", "54.55%"),
        (83, 65, 1, "HALF_UP", "127.7%"),
        (83, 65, 0, "DOWN", "127%"),
        (398, 351, 2, "HALF_UP", "113.39%"),
        (Decimal("412.63"), 358, 2, "HALF_UP", "115.26%"),
        (Decimal("412.63"), 358, 2, "DOWN", "115.25%"),
    ],
)
def test_ratios_reproduce_the_published_percentages(
    numerator: Decimal, denominator: Decimal, digits: int, mode: RoundMode, shown: str
) -> None:
    assert format_percent(ratio_percent(numerator, denominator), digits, mode) == shown


def test_a_ratio_is_computed_with_fifty_digits() -> None:
    assert str(ratio_percent(1, 3)) == "33." + "3" * 48


def test_a_ratio_to_nothing_cannot_be_said() -> None:
    assert ratio_percent(38, 0) is None
    assert format_percent(None) == "—"


@pytest.mark.parametrize(
    ("wan", "shown"),
    [
        ("641000", "64.10亿元"),
        ("3250", "3,250万元"),
        ("3250.5", "3,250.50万元"),
        ("10000", "1.00亿元"),
        ("9999.99", "9,999.99万元"),
        ("9999.995", "1.00亿元"),
        ("23579200", "2,357.92亿元"),
        ("-12000", "-1.20亿元"),
        ("0", "0万元"),
    ],
)
def test_amounts_are_shown_by_their_size(wan: str, shown: str) -> None:
    assert format_wan(Decimal(wan)) == shown


def test_a_column_keeps_one_unit() -> None:
    assert format_wan(Decimal(3250), unit="亿元") == "0.33亿元"
    assert format_wan(Decimal(641000), unit="万元") == "641,000万元"
    assert format_wan(Decimal("0.5"), unit="元") == "5,000元"


def test_a_report_may_set_digits_and_rounding() -> None:
    assert format_wan(Decimal("641999"), digits=1, mode="DOWN") == "64.1亿元"
    assert format_wan(Decimal("9999.999"), mode="DOWN") == "9,999.99万元"


def test_an_unknown_amount_is_a_dash() -> None:
    assert format_wan(None) == "—"
