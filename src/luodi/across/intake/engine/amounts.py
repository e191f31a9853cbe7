"""Amounts of money as offices write them: a cell in, whole currency units out, or the fault it has. Nothing is ever guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from luodi.across.intake.engine.cells import compact, number_text
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.rules.money import (
    APPROXIMATE_WORDS,
    CURRENCY_NAMES,
    CURRENCY_WORDS,
    MISSING_WORDS,
    SCALE_WORDS,
)

_CURRENCY: Final = "|".join(sorted((re.escape(word) for word in CURRENCY_WORDS), key=len, reverse=True))
_SCALE: Final = "万亿|千亿|百亿|亿|千万|百万|十万|万|仟|千|百"
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_AMOUNT: Final = re.compile(
    rf"(?P<front>{_CURRENCY})?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?(?:多|余)?(?P<currency>{_CURRENCY})?"
)
_COMPOSITE: Final = re.compile(
    rf"(?P<high>{_NUMBER})亿(?P<low>\d+(?:\.\d+)?)(?P<thousand>千)?万(?P<currency>{_CURRENCY})?"
)
_RANGE: Final = re.compile(rf"(?:{_NUMBER})(?:{_SCALE})?(?:{_CURRENCY})?(?:-|—|–|~|～|至|到)+(?:{_NUMBER})")
_PLAIN: Final = re.compile(rf"[-－]?(?:{_NUMBER})")
_BRACKETED_NEGATIVE: Final = re.compile(rf"\(({_NUMBER})\)")
_NOTE: Final = re.compile(r"[(（【\[].*?[)）】\]]")
_DASHES: Final = re.compile(r"[-—–_/\\、。.*×…~?]+|0?[-—/]+")
_UNIT: Final = re.compile(rf"(?P<scale>{_SCALE})?(?P<currency>{_CURRENCY})|(?P<bare>万|亿)(?![一-鿿])")
_HOME_MONEY: Final = re.compile(r"人民币(?=[:：]?(?:亿|千|百|万|元))")
_PARTS: Final = re.compile(r"其中|含|包括|折合|折|约合|合人民币")
_VAGUE: Final = ("几", "数", "若干", "多亿", "多万")
_PERCENT: Final = ("%", "％", "‰", "倍")
_CHINESE_AMOUNT: Final = re.compile(r"[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+(?:亿|万)")
_CHINESE_DIGIT: Final = {
    char: number
    for number, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_CHINESE_STEP: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES: Final = SCALE_WORDS | {"千亿": 10**11, "百亿": 10**10}


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """In what a bare number is meant: `size` whole units of `currency` (万元: 10000 CNY)."""

    size: int = 1
    currency: str = "CNY"

    @property
    def label(self) -> str:
        """万元, 亿元, 万美元 …"""
        scale = {10**8: "亿", 10**6: "百万", 10**4: "万", 1000: "千", 1: ""}.get(self.size, "")
        return scale + CURRENCY_NAMES.get(self.currency, self.currency)


YUAN: Final = MoneyUnit()


class AmountReading(NamedTuple):
    """The amount in whole units of its currency, or why there is none.

    `fault`: money.missing (待定), money.unreadable, money.range; money.approximate comes with an amount. `says_unit`: the cell
    itself names its unit, so the column's unit does not matter.
    """

    amount: Decimal | None = None
    currency: str = "CNY"
    fault: str = ""
    says_unit: bool = False


EMPTY: Final = AmountReading()
MISSING: Final = AmountReading(fault="money.missing")
UNREADABLE: Final = AmountReading(fault="money.unreadable")
RANGE: Final = AmountReading(fault="money.range")


def read_unit(text: str) -> MoneyUnit | None:
    """The unit of money that a piece of header or title names (万元, 亿元, 万美元), or None."""
    text = _HOME_MONEY.sub("", compact(text))
    for found in _UNIT.finditer(text):
        if found["bare"]:
            return MoneyUnit(SCALE_WORDS[found["bare"]])
        if found["currency"] == "元" and not found["scale"] and not _stands_alone(text, found):
            continue
        return MoneyUnit(_SCALES[found["scale"]] if found["scale"] else 1, CURRENCY_WORDS[found["currency"]])
    return None


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """元 alone is a unit only where it stands alone: （元）, 单位：元; not in 多元 or 元器件."""
    before = text[found.start() - 1] if found.start() else "("
    after = text[found.end()] if found.end() < len(text) else ")"
    return before in "(（:：、,，/" and after in ")）、,，;；/"


def read_amount(cell: Cell, unit: MoneyUnit) -> AmountReading:
    """The amount a cell tells; `unit` is what a bare number means there."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return UNREADABLE
    if isinstance(cell, str):
        return _from_text(compact(cell), unit)
    return AmountReading(_whole(Decimal(number_text(cell)) * unit.size), unit.currency)


def _from_text(text: str, unit: MoneyUnit) -> AmountReading:
    if not text or _DASHES.fullmatch(text):
        return EMPTY
    if text in MISSING_WORDS:
        return MISSING if text in ("待定", "未定", "待商定", "待议", "面议", "未明确", "待明确") else EMPTY
    if _PLAIN.fullmatch(text):
        return AmountReading(_whole(_decimal(text) * unit.size), unit.currency)
    negative = _BRACKETED_NEGATIVE.fullmatch(text)
    if negative:
        return AmountReading(_whole(-_decimal(negative[1]) * unit.size), unit.currency)
    if any(sign in text for sign in _PERCENT):
        return UNREADABLE
    return _from_words(text, unit)


def _from_words(text: str, unit: MoneyUnit) -> AmountReading:
    main = _PARTS.split(_NOTE.sub("", text))[0] or text
    if _RANGE.search(main):
        return RANGE
    composite = _COMPOSITE.search(main)
    if composite:
        low = _decimal(composite["low"]) * (1000 if composite["thousand"] else 1)
        amount = _decimal(composite["high"]) * 10**8 + low * 10**4
        currency = CURRENCY_WORDS[composite["currency"]] if composite["currency"] else "CNY"
        return _with_hints(AmountReading(_whole(amount), currency, says_unit=True), main)
    found = list(_AMOUNT.finditer(_spelt_out(main)))
    if len(found) != 1:
        return UNREADABLE
    return _with_hints(_of_match(found[0], unit), main)


def _of_match(found: re.Match[str], unit: MoneyUnit) -> AmountReading:
    currency_word = found["currency"] or found["front"]
    number = _decimal(found["number"])
    if not found["scale"] and not currency_word:
        return AmountReading(_whole(number * unit.size), unit.currency)
    currency = CURRENCY_WORDS[currency_word] if currency_word else unit.currency
    if found["scale"]:
        return AmountReading(_whole(number * _SCALES[found["scale"]]), currency, says_unit=True)
    return AmountReading(_whole(number), currency, says_unit=True)


def _with_hints(reading: AmountReading, text: str) -> AmountReading:
    amount = (
        -reading.amount if reading.amount is not None and text.startswith(("-", "－", "负", "减")) else reading.amount
    )
    approximate = any(word in text for word in APPROXIMATE_WORDS)
    return reading._replace(amount=amount, fault="money.approximate" if approximate else "")


def _spelt_out(text: str) -> str:
    """三亿元 → 300000000元; a number with 几 or 多 in it stays words and so unreadable."""
    if any(word in text for word in _VAGUE) and not any(char.isdigit() for char in text):
        return text
    return (
        _CHINESE_AMOUNT.sub(lambda found: str(_chinese_number(found[0])) + "元", text)
        if not any(c.isdigit() for c in text)
        else text
    )


def _chinese_number(text: str) -> int:
    """两千万 → 20000000, 一亿二千万 → 120000000."""
    total = section = digit = 0
    for char in text:
        if char in _CHINESE_DIGIT:
            digit = _CHINESE_DIGIT[char]
        elif char in _CHINESE_STEP:
            section += (digit or 1) * _CHINESE_STEP[char]
            digit = 0
        else:
            total = (
                (total + section + digit) * SCALE_WORDS[char]
                if char == "亿"
                else total + (section + digit) * SCALE_WORDS[char]
            )
            section = digit = 0
    return total + section + digit


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").replace("－", "-"))
    except InvalidOperation as error:  # the patterns above let nothing else through
        raise ValueError(text) from error


def _whole(amount: Decimal) -> Decimal:
    """Without an exponent and without needless zeros, to the 分."""
    integral = amount.to_integral_value()
    return integral if integral == amount else amount.quantize(Decimal("0.01"))
