"""Dates as offices write them: a cell in, a date with its precision out, or the fault it has.

A point in a number may have lost a zero (2022.1 = January or October); text never has, unless it went through a csv file.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from luodi.across.intake.engine.cells import compact, number_text
from luodi.across.intake.engine.model import Cell, DateValue
from luodi.across.intake.rules.dates import (
    CHINESE_DIGITS,
    EARLY,
    EMPTY_WORDS,
    ENGLISH_MONTHS,
    FIRST_SERIAL,
    LAST_SERIAL,
    LATE,
    MIDDLE,
    PLAN_WORDS,
    RELATIVE_YEARS,
)

_EPOCH: Final = date(1899, 12, 30)
_DECEMBER: Final = 12
_TWO_DIGIT_PIVOT: Final = 70
_TEN: Final = 10
_YEAR_LENGTH, _MONTH_LENGTH, _DAY_LENGTH = 4, 6, 8

_CLOCK: Final = re.compile(r"(?<=\d)[T ]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_FULL: Final = re.compile(r"(\d{4}|\d{2})[年./\\\-—–−·,，、。]{1,2}(\d{1,2})[月./\\\-—–−·,，、。]{1,2}(\d{1,2})[日号]?")
_YEAR_MONTH: Final = re.compile(
    r"(\d{4}|\d{2}(?=年))[年./\\\-—–−·,，、。]{1,2}(\d{1,2})月?(?:份)?(上旬|中旬|下旬|初|中|底|末|尾)?"
)
_MONTH_DAY: Final = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_MONTH_DAY_POINTED: Final = re.compile(r"(\d{1,2})[./](\d{1,2})")
_MONTH: Final = re.compile(r"(\d{1,2})月(?:份)?(上旬|中旬|下旬|初|中|底|末|尾)?")
_QUARTER: Final = re.compile(r"(\d{4}|\d{2})?年?(?:第)?([1-4])季度?|(\d{4})Q([1-4])", re.IGNORECASE)
_HALF: Final = re.compile(r"(\d{4}|\d{2})?年?(上|下)半年")
_YEAR: Final = re.compile(r"(\d{4})年?(初|底|末|尾)?(?:[-—~至到](?:\d{4})年?)?|(\d{2})年(初|底|末|尾)?")
_US_ORDER: Final = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})")
_ENGLISH: Final = re.compile(r"(?:(\d{1,2})-)?([a-z]{3})[a-z]*[-.' ]?(\d{4}|\d{2})", re.IGNORECASE)
_ENGLISH_BACKWARDS: Final = re.compile(r"(\d{4}|\d{2})[-. ]([a-z]{3})[a-z]*", re.IGNORECASE)
_SOMEWHERE: Final = re.compile(
    r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?|\d{4}年\d{1,2}月?|\d{4}[./]\d{1,2}(?!\d)|\d{1,2}月\d{1,2}[日号]?|\d{1,2}月"
)
_ZEROS: Final = re.compile(r"0+([-/.年]0+){0,2}[月日]?")
_POINTED_MONTH: Final = re.compile(r"\d{4}\.1")
_MONTHS_IN_CHINESE: Final = re.compile(r"(?<![一二三四五六七八九])(十[一二]?|[一二三四五六七八九])(?=月)")
_DAYS_IN_CHINESE: Final = re.compile(r"(?<=月)(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])")
_QUARTER_IN_CHINESE: Final = re.compile(r"[一二三四](?=季)")
_YEAR_IN_CHINESE: Final = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a short date leans on: the ledger's year, the years that make sense, and whether text kept its zeros."""

    year: int | None = None
    earliest_year: int = 1990
    latest_year: int = 2100
    text_keeps_zeros: bool = True


class DateReading(NamedTuple):
    """The date, or why there is none: a fault's code, or a plan (预计年底), or simply nothing."""

    value: DateValue | None = None
    fault: str = ""
    is_plan: bool = False


NOTHING: Final = DateReading()
PLANNED: Final = DateReading(is_plan=True)
INVALID: Final = DateReading(fault="date.invalid")
OUT_OF_RANGE: Final = DateReading(fault="date.out_of_range")


def read_date(cell: Cell, context: DateContext) -> DateReading:
    """The date a cell tells."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, str):
        return _from_text(compact(cell), cell, context)
    if isinstance(cell, bool):
        return INVALID
    if isinstance(cell, (int, float)):
        return _from_number(cell, context)
    if isinstance(cell, datetime):
        return _from_day(cell.date(), context)
    return _from_day(cell, context) if isinstance(cell, date) else INVALID


def month_value(year: int, month: int) -> DateValue:
    """A whole month."""
    return DateValue(
        f"{year:04d}-{month:02d}", "month", date(year, month, 1), date(year, month, monthrange(year, month)[1])
    )


def day_value(day: date) -> DateValue:
    """One day."""
    return DateValue(day.isoformat(), "day", day, day)


def _from_day(day: date, context: DateContext) -> DateReading:
    if day.year <= _EPOCH.year + 1:
        return NOTHING
    if not context.earliest_year <= day.year <= context.latest_year:
        return OUT_OF_RANGE
    return DateReading(day_value(day))


def _from_number(number: float, context: DateContext) -> DateReading:
    if number == 0:
        return NOTHING
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return DateReading(day_value(_EPOCH + timedelta(days=int(number))))
    text = number_text(number)
    if text.isdigit() or number < 0:
        return _from_digits(text, context)
    if number < context.earliest_year:
        return INVALID
    if _POINTED_MONTH.fullmatch(text):
        return _ambiguous(int(text[:_YEAR_LENGTH]), context)
    return _from_text(text, text, context)


def _from_digits(text: str, context: DateContext) -> DateReading:
    """20230506, 202305, 230506, 2023, 44972; any other number is no date."""
    if not text.isdigit():
        return INVALID
    if len(text) == _DAY_LENGTH:
        return _checked(text[:4], text[4:6], text[6:], context)
    if len(text) == _MONTH_LENGTH:
        return (
            _checked(text[:4], text[4:], "", context)
            if text[:2] in ("19", "20")
            else _checked(text[:2], text[2:4], text[4:], context)
        )
    if len(text) == _YEAR_LENGTH:
        return _whole_year(int(text), "", context)
    if FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return DateReading(day_value(_EPOCH + timedelta(days=int(text))))
    return INVALID


def _from_text(text: str, raw: str, context: DateContext) -> DateReading:
    if text in EMPTY_WORDS or _ZEROS.fullmatch(text):
        return NOTHING
    text = _CLOCK.sub("", text)
    if text.isdigit():
        return _from_digits(text, context)
    if any(word in text for word in PLAN_WORDS):
        return PLANNED
    text = _plain_digits(text)
    if not context.text_keeps_zeros and raw.isascii() and _POINTED_MONTH.fullmatch(text):
        return _ambiguous(int(text[:_YEAR_LENGTH]), context)
    for shape in _SHAPES:
        reading = shape(text, context)
        if reading is not None:
            return reading
    return _somewhere_in(text, context)


def _plain_digits(text: str) -> str:
    """二〇二三年五月 → 2023年5月, 元月 → 1月; 去年 stays for later."""
    text = text.replace("元月", "1月")
    text = _YEAR_IN_CHINESE.sub(lambda found: found[0].translate(CHINESE_DIGITS), text)
    text = _MONTHS_IN_CHINESE.sub(lambda found: _number(found[0]), text)
    text = _DAYS_IN_CHINESE.sub(lambda found: _number(found[0]), text)
    return _QUARTER_IN_CHINESE.sub(lambda found: found[0].translate(CHINESE_DIGITS), text)


def _number(chinese: str) -> str:
    if "十" not in chinese:
        return chinese.translate(CHINESE_DIGITS)
    tens, ones = chinese.split("十")
    return str(int(tens.translate(CHINESE_DIGITS) or "1") * _TEN + int(ones.translate(CHINESE_DIGITS) or "0"))


def _full(text: str, context: DateContext) -> DateReading | None:
    found = _FULL.match(text)
    if found is None or (found.end() < len(text) and text[found.end()].isdigit()):
        return None
    return _checked(found[1], found[2], found[3], context)


def _year_month(text: str, context: DateContext) -> DateReading | None:
    found = _YEAR_MONTH.match(text)
    if found is None or (found.end() < len(text) and text[found.end()].isdigit()):
        return None
    return _narrowed(_checked(found[1], found[2], "", context), found[3])


def _quarter(text: str, context: DateContext) -> DateReading | None:
    found = _QUARTER.match(text)
    year = found and _year_number(found[1] or found[3], context)
    if not found or not year:
        return None
    number = int(found[2] or found[4])
    last = month_value(year, number * 3)
    return _in_range(DateValue(f"{year}-Q{number}", "quarter", date(year, number * 3 - 2, 1), last.last), context)


def _half(text: str, context: DateContext) -> DateReading | None:
    found = _HALF.match(text)
    year = found and _year_number(found[1], context)
    if not found or not year:
        return None
    first = found[2] == "上"
    span = (date(year, 1, 1), date(year, 6, 30)) if first else (date(year, 7, 1), date(year, 12, 31))
    return _in_range(DateValue(f"{year}-H{1 if first else 2}", "year", *span), context)


def _month_day(text: str, context: DateContext) -> DateReading | None:
    found = _MONTH_DAY.match(text) or _MONTH_DAY_POINTED.fullmatch(text)
    if found is None or context.year is None:
        return None
    return _checked(str(context.year), found[1], found[2], context)


def _month(text: str, context: DateContext) -> DateReading | None:
    found = _MONTH.match(text)
    if found is None or context.year is None:
        return None
    return _narrowed(_checked(str(context.year), found[1], "", context), found[2])


def _relative(text: str, context: DateContext) -> DateReading | None:
    word = text[:2]
    if word not in RELATIVE_YEARS or context.year is None:
        return None
    year = context.year + RELATIVE_YEARS[word]
    rest = text[2:]
    return _from_text(f"{year}年{rest}" if rest else f"{year}年", text, context)


def _year(text: str, context: DateContext) -> DateReading | None:
    found = _YEAR.fullmatch(text)
    if found is None:
        return None
    year = _year_number(found[1] or found[3], context)
    return _whole_year(year or 0, found[2] or found[4] or "", context)


def _us_order(text: str, context: DateContext) -> DateReading | None:
    """5/23/2023 (month first, as foreign programs export) and 23/5/2023."""
    found = _US_ORDER.fullmatch(text)
    if found is None:
        return None
    month, day = (found[1], found[2]) if int(found[1]) <= _DECEMBER else (found[2], found[1])
    return _checked(found[3], month, day, context)


def _english(text: str, context: DateContext) -> DateReading | None:
    found = _ENGLISH.fullmatch(text)
    backwards = _ENGLISH_BACKWARDS.fullmatch(text)
    if found and found[2].lower() in ENGLISH_MONTHS:
        return _checked(found[3], str(ENGLISH_MONTHS[found[2].lower()]), found[1] or "", context)
    if backwards and backwards[2].lower() in ENGLISH_MONTHS:
        return _checked(backwards[1], str(ENGLISH_MONTHS[backwards[2].lower()]), "", context)
    return None


_SHAPES: Final = (_relative, _full, _us_order, _quarter, _half, _year_month, _month_day, _month, _year, _english)


def _somewhere_in(text: str, context: DateContext) -> DateReading:
    """已于2023年3月开工: the one date inside words. Digits that are no date make it invalid, words alone are nothing."""
    found = _SOMEWHERE.search(text)
    if found is None:
        return INVALID if any(char.isdigit() for char in text) else NOTHING
    for shape in (_full, _year_month, _month_day, _month):
        reading = shape(found[0], context)
        if reading is not None:
            return reading
    return INVALID


def _checked(year: str, month: str, day: str, context: DateContext) -> DateReading:
    number = _year_number(year, context)
    if number is None or not 1 <= int(month) <= _DECEMBER:
        return INVALID if int(month) or day.strip("0") else _whole_year(number or 0, "", context)
    if not context.earliest_year <= number <= context.latest_year:
        return OUT_OF_RANGE
    if not day.strip("0"):
        return DateReading(month_value(number, int(month)))
    if int(day) > monthrange(number, int(month))[1]:
        return INVALID
    return DateReading(day_value(date(number, int(month), int(day))))


def _year_number(text: str | None, context: DateContext) -> int | None:
    if not text:
        return context.year
    if len(text) == _YEAR_LENGTH:
        return int(text)
    return int(text) + (2000 if int(text) < _TWO_DIGIT_PIVOT else 1900)


def _whole_year(year: int, part: str, context: DateContext) -> DateReading:
    if not context.earliest_year <= year <= context.latest_year:
        return OUT_OF_RANGE
    if part in LATE:
        return DateReading(month_value(year, _DECEMBER))
    if part in EARLY:
        return DateReading(month_value(year, 1))
    return DateReading(DateValue(f"{year:04d}", "year", date(year, 1, 1), date(year, 12, 31)))


def _narrowed(reading: DateReading, part: str | None) -> DateReading:
    """5月上旬 lies in the first ten days, 5月中旬 in the next; 5月底 keeps the month and counts as its last day."""
    whole = reading.value
    if whole is None or not part or part in LATE:
        return reading
    if part in EARLY:
        return DateReading(DateValue(whole.value, "month", whole.first, whole.first.replace(day=10)))
    if part in MIDDLE:
        return DateReading(DateValue(whole.value, "month", whole.first.replace(day=11), whole.first.replace(day=20)))
    return reading


def _ambiguous(year: int, context: DateContext) -> DateReading:
    if not context.earliest_year <= year <= context.latest_year:
        return OUT_OF_RANGE
    return DateReading(
        DateValue(f"{year}-01|{year}-10", "ambiguous", date(year, 1, 1), date(year, 10, 31)), "date.ambiguous"
    )


def _in_range(value: DateValue, context: DateContext) -> DateReading:
    return DateReading(value) if context.earliest_year <= value.first.year <= context.latest_year else OUT_OF_RANGE
