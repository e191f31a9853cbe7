"""How values are written for people: money by size with its unit, percent with one digit, days as 2023-06-30, “—” for unknown."""

from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction

from django.utils import timezone

from luodi.base.core.money import PRECISION, UNKNOWN, format_percent, format_wan, round_decimal

__all__ = [
    "CURRENCIES",
    "UNKNOWN",
    "as_decimal",
    "count",
    "day",
    "decimal",
    "moment",
    "money",
    "money_cell",
    "money_in",
    "percent",
    "yes_no",
]

Number = Decimal | int

CURRENCIES = {
    "CNY": "人民币",
    "USD": "美元",
    "EUR": "欧元",
    "HKD": "港元",
    "JPY": "日元",
    "GBP": "英镑",
    "TWD": "新台币",
    "KRW": "韩元",
    "SGD": "新加坡元",
}


def money(wan: Number | None) -> str:
    """By size: `64.10亿元`, `3,250万元`."""
    return format_wan(wan)


def money_cell(wan: Number | None) -> str:
    """For a column in 万元, whose header names the unit: `641,000`, `3,250.50`."""
    return format_wan(wan, unit="万元").removesuffix("万元")


def percent(value: Number | None, digits: int = 1) -> str:
    """`40.2%`."""
    return format_percent(value, digits)


def count(value: Number | None) -> str:
    """`1,341`; half projects of shared ones keep one digit: `12.5`."""
    if value is None:
        return UNKNOWN
    number = Decimal(value)
    return f"{int(number):,}" if number == number.to_integral_value() else decimal(number, 1)


def decimal(value: Number | None, digits: int = 2) -> str:
    """Thousands parted, a fixed number of digits."""
    return UNKNOWN if value is None else f"{round_decimal(value, digits):,}"


def day(value: date | None) -> str:
    """`2023-06-30`; a moment gives its local day."""
    if value is None:
        return UNKNOWN
    return (timezone.localtime(value).date() if isinstance(value, datetime) else value).isoformat()


def moment(value: datetime | None) -> str:
    """`2023-06-30 14:05` in local time."""
    return UNKNOWN if value is None else timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def yes_no(value: bool | None) -> str:
    """是 / 否."""
    return UNKNOWN if value is None else ("是" if value else "否")


def money_in(wan: Number | None, currency: str) -> str:
    """万 of any currency with its name: `1,200万美元`."""
    if wan is None:
        return UNKNOWN
    name = "元" if currency == "CNY" else CURRENCIES.get(currency, currency)
    return f"{format_wan(wan, unit='万元').removesuffix('万元')}万{name}"


def as_decimal(value: Fraction) -> Decimal:
    """An exact fraction with enough digits to be shown."""
    with localcontext(prec=PRECISION):
        return Decimal(value.numerator) / Decimal(value.denominator)
