"""Numbers as reports write them: 1,234.5, 三百二十, 两, 十余, 上百; and how far a word of approximation reaches."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

_DIGITS: Final = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_BIG: Final = {"万": 10_000, "亿": 100_000_000}
HAN: Final = "".join([*_DIGITS, *_TENS])
"""The signs of which a Chinese numeral below 万 is made."""

SCALES: Final = {
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "万亿": 12,
    "万": 4,
    "亿": 8,
}
"""Powers of ten that stand between a number and its unit."""


class Approx(StrEnum):
    """How exactly a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEAR = "near"
    OVER = "over"
    BELOW = "below"


BEFORE: Final = {
    **dict.fromkeys(("约为", "大约", "大致", "约", "大概"), Approx.ABOUT),
    **dict.fromkeys(("将近", "接近", "近"), Approx.NEAR),
    **dict.fromkeys(("超过", "突破", "不低于", "不少于", "至少", "逾", "超", "多达"), Approx.OVER),
    **dict.fromkeys(("不足", "不到", "未达", "不超过", "不高于", "至多", "最多"), Approx.BELOW),
}
"""Words before a number."""

AFTER: Final = {
    **dict.fromkeys(("左右", "上下"), Approx.ABOUT),
    **dict.fromkeys(("及以上", "以上", "余", "多", "有余"), Approx.OVER),
    **dict.fromkeys(("以下", "以内", "之内"), Approx.BELOW),
}
"""Words after a number or its unit."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as stated: its value and how many digits it gives after the point; no value when it is masked."""

    value: Decimal | None
    digits: int = 0


def arabic(text: str) -> Number:
    """`1,234.50` → 1234.50 with two digits. ValueError-free: the scanner gives only what fits."""
    plain = text.replace(",", "")
    return Number(Decimal(plain), len(plain.partition(".")[2]))


def han(text: str) -> Number | None:
    """三百二十 → 320, 十二 → 12, 两 → 2, 二〇二三 → 2023; None for what is no number (十百)."""
    if len(text) > 1 and all(sign in _DIGITS for sign in text):
        return Number(Decimal("".join(str(_DIGITS[sign]) for sign in text)))
    total, section, digit = 0, 0, None
    for sign in text:
        if sign in _DIGITS:
            if digit not in {None, 0}:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS:
            if digit is None and section:
                return None
            section += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        else:
            total, section, digit = total + (section + (digit or 0)) * _BIG[sign], 0, None
    return Number(Decimal(total + section + (digit or 0)))


def reach(value: Decimal, step: Decimal, approx: Approx) -> tuple[Decimal, Decimal]:
    """The least and the greatest that a number may stand for; `step` is one unit of its last stated place (0 = exact).

    约 reaches 5 % to either side, 近 and 不足 a tenth below, 超 a tenth above; 余 up to the next round number (十余: to 20).
    """
    half = step / 2
    match approx:
        case Approx.ABOUT:
            width = max(abs(value) / 20, half)
            return value - width, value + width
        case Approx.NEAR | Approx.BELOW:
            return value - max(abs(value) / 10, step), value
        case Approx.OVER:
            return value, value + max(abs(value) / 10, roundness(value), step)
        case _:
            return value - half, value + half


def roundness(value: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 120 → 10, 3000 → 1000, 12.5 → 0.1."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(0)
