"""Money and percentages: Decimal only, 万元 between people, whole 分 in the mart, rounding only for display.

Rules: domain/05 §4.7 (HALF_UP unless a report says DOWN; 亿元 two digits, % one; “—” for what cannot be said).
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

RoundMode = Literal["HALF_UP", "DOWN"]
MoneyUnit = Literal["元", "万元", "亿元"]

WAN = 10_000
"""Yuan in one 万元."""

PRECISION = 50
UNKNOWN = "—"
"""What is printed where a value cannot be said."""

_FEN_PER_WAN = 100 * WAN
_YUAN_IN: dict[str, int] = {"元": 1, "万元": WAN, "亿元": WAN * WAN}
_ROUNDING: dict[RoundMode, str] = {"HALF_UP": ROUND_HALF_UP, "DOWN": ROUND_DOWN}


def fen_from_wan(wan: Decimal | int) -> int:
    """Whole 分 of an amount in 万元; fractions of a 分 are rounded half up."""
    with localcontext(prec=PRECISION):
        return int(round_decimal(_exact(wan) * _FEN_PER_WAN, 0))


def round_decimal(value: Decimal | int, digits: int, mode: RoundMode = "HALF_UP") -> Decimal:
    """The value with exactly `digits` digits after the point; DOWN cuts towards zero. Never gives a negative zero."""
    if isinstance(value, Decimal) and _has_digits(value, digits):
        rounded = value
    else:
        with localcontext(prec=PRECISION):
            rounded = _exact(value).quantize(Decimal(1).scaleb(-digits), rounding=_ROUNDING[mode])
    return abs(rounded) if rounded.is_zero() else rounded


def _has_digits(value: Decimal, digits: int) -> bool:
    """Whether it is written with just so many digits already (entering a context costs more than the rounding)."""
    _, stated, exponent = value.as_tuple()
    return exponent == -digits and len(stated) <= PRECISION


def plain(value: Decimal) -> str:
    """As people write a number: 12.50 is `12.5`, 1E+2 is `100`; nothing is rounded."""
    return f"{value.normalize():f}"


def ratio_percent(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """Numerator ÷ denominator in percent with 50 significant digits; None when the denominator is 0."""
    if denominator == 0:
        return None
    with localcontext(prec=PRECISION):
        return _exact(numerator) * 100 / _exact(denominator)


def format_wan(
    wan: Decimal | int | None,
    *,
    unit: MoneyUnit | None = None,
    digits: int | None = None,
    mode: RoundMode = "HALF_UP",
) -> str:
    """An amount in 万元 for people: from 1 亿 on `64.10亿元`, below `3,250万元` (two digits if not whole), None `—`.

    `unit` fixes the unit of a column or table (never mix 万元 and 亿元 there); `digits` overrides the digits.
    """
    if wan is None:
        return UNKNOWN
    amount = _exact(wan)
    shown_unit = unit or ("亿元" if abs(round_decimal(amount, 2, mode)) >= WAN else "万元")
    shown = amount if shown_unit == "万元" else _in_unit(amount, shown_unit)
    if digits is None:
        digits = 2 if shown_unit == "亿元" or shown != shown.to_integral_value() else 0
    return f"{round_decimal(shown, digits, mode):,}{shown_unit}"


def _in_unit(wan: Decimal, unit: MoneyUnit) -> Decimal:
    with localcontext(prec=PRECISION):
        return wan * WAN / _YUAN_IN[unit]


def format_percent(value: Decimal | int | None, digits: int = 1, mode: RoundMode = "HALF_UP") -> str:
    """A value already in percent, for people: `40.2%`; None `—`."""
    return UNKNOWN if value is None else f"{round_decimal(value, digits, mode)}%"


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, float):
        raise TypeError("money is Decimal, never float")
    return Decimal(value)
