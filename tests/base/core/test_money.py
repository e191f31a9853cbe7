from decimal import Decimal

import pytest

from luodi.base.core.money import (
    RoundMode,
    fen_from_wan,
    format_percent,
    format_wan,
    plain,
    ratio_percent,
    round_decimal,
)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="never float"):
        fen_from_wan(64.1)  # type: ignore[arg-type]  # the mistake is the subject


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


@pytest.mark.parametrize(
    ("value", "written"),
    [("12.50", "12.5"), ("100", "100"), ("1E+2", "100"), ("0.0000", "0"), ("-3.40", "-3.4"), ("641000.0000", "641000")],
)
def test_a_number_is_written_without_what_says_nothing(value: str, written: str) -> None:
    assert plain(Decimal(value)) == written
