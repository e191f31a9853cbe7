"""What is missing of a target in words: the gap, the days left and the need per month; where the pace so far would end."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from luodi.across.figures.rules.outlook import Outlook
from luodi.across.figures.rules.rounding import count_digits, shown
from luodi.across.insight.selectors import Standing
from luodi.interfaces.web.ui import formats

_DIGITS: Final = {"亿元": 2, "%": 1}
"""Digits by unit; counts show what they need, an average of counts one digit."""
_POINTS: Final = "个百分点"
"""The difference of two rates."""
_YEAR_ENDS: Final = (12, 31)


def said(found: Outlook | None, unit: str) -> tuple[str, ...]:
    """Up to two sentences; none where what was reached cannot be said.

    还差 95.90 亿元，距年底 184 天，每月需 15.98 亿元 / 按1—6月平均进度，年底约 128.20 亿元，差 31.80 亿元.
    """
    if found is None:
        return ()
    if found.is_reached:
        return (f"超出目标{_exact(-found.missing, unit)}",) if found.missing else ()
    return (_missing(found, unit), *_at_end(found, unit))


def reached(found: Standing | None) -> str:
    """64.10 亿元; empty where it cannot be said."""
    return "" if found is None else _exact(found.progress.reached, found.progress.unit, is_value=True).strip()


def against_time(found: Standing | None) -> str:
    """40.1%，时序 50.0%，落后 9.9 个百分点: of the printed numbers."""
    if found is None:
        return ""
    due = shown(found.due * 100, 1, "HALF_UP")
    lead = Decimal(found.completion) - Decimal(due)
    words = f"{'落后' if lead < 0 else '快'} {abs(lead)} 个百分点" if lead else "与时序持平"
    return f"{found.completion}%，时序 {due}%，{'已完成' if found.outlook.is_reached else words}"


def missing(found: Standing | None) -> str:
    """The gap, the need per month and where the pace ends, in one text; empty where it cannot be said."""
    return "" if found is None else "；".join(said(found.outlook, found.progress.unit))


def _missing(found: Outlook, unit: str) -> str:
    parts = [f"还差{_exact(found.missing, unit)}"]
    parts.append(f"距{_end(found)} {found.days_left} 天" if found.days_left else "目标期已满")
    if found.per_month is not None:
        parts.append(f"每月需{_average(found.per_month, unit)}")
    return "，".join(parts)


def _at_end(found: Outlook, unit: str) -> tuple[str, ...]:
    if found.at_end is None:
        return ()
    digits = _average_digits(found.at_end, unit)
    printed = Fraction(shown(found.at_end, digits, "HALF_UP"))
    # From the printed number, so that both numbers of the line add up to the target.
    short = found.asked - printed
    verdict = f"差{_exact(short, unit)}" if short > 0 else f"超{_exact(-short, unit)}" if short else "正好完成"
    return (f"按{_gone(found)}平均进度，{_end(found)}约{_amount(printed, digits, unit)}，{verdict}",)


def _end(found: Outlook) -> str:
    end = found.span.end
    is_this_year = (end.month, end.day) == _YEAR_ENDS and end.year == found.cut_off.year
    return "年底" if is_this_year else f"期末（{end.isoformat()}）"


def _gone(found: Outlook) -> str:
    """1—6月 of whole months of one year, else the days: 2023-01-01至2023-06-15."""
    first, last = found.span.start, found.cut_off
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year
    if not is_whole:
        return f"{first.isoformat()}至{last.isoformat()}"
    return f"{first.month}月" if first.month == last.month else f"{first.month}—{last.month}月"


def _exact(value: Fraction, unit: str, *, is_value: bool = False) -> str:
    """`is_value`: a rate itself and not the difference of two."""
    return _amount(value, _DIGITS.get(unit) or count_digits(value, 0), unit, is_value=is_value)


def _average(value: Fraction, unit: str) -> str:
    return _amount(value, _average_digits(value, unit), unit)


def _average_digits(value: Fraction, unit: str) -> int:
    return _DIGITS.get(unit) or (0 if value.denominator == 1 else 1)


def _amount(value: Fraction, digits: int, unit: str, *, is_value: bool = False) -> str:
    """An amount with its unit, as it follows a word; what is smaller than the last digit is said to be less than it."""
    word = _POINTS if unit == "%" and not is_value else unit
    text = shown(value, digits, "HALF_UP")
    if value and not Fraction(text):
        return f"不足 {shown(Fraction(1, 10**digits), digits, 'HALF_UP')} {word}"
    return f" {formats.decimal(Decimal(text), digits)} {word}"
