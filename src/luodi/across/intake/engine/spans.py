"""The time for which a column of arrivals speaks, read out of its header: a month, a quarter, a year, everything up to a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from luodi.across.intake.rules.dates import CHINESE_DIGITS
from luodi.domains.projects.rules import OPEN_START

SpanKind: TypeAlias = Literal["month", "quarter", "half", "range", "year", "up_to", "total", "ytd"]

_YEAR: Final = re.compile(r"(20\d{2}|19\d{2})|(?<!\d)(\d{2})(?=年)")
_MONTHS: Final = re.compile(r"(?<!\d)(\d{1,2})月?(?:份)?(?:-|—|–|~|～|至|到)(\d{1,2})月")
_MONTH: Final = re.compile(
    r"(?<![\d\-—~至到])(\d{1,2})月|^(\d{1,2})$|(?:20\d{2})[.\-/](\d{1,2})(?!\d)|(?:20\d{2})(0[1-9]|1[0-2])(?!\d)"
)
_QUARTER: Final = re.compile(r"([1-4])季|Q([1-4])", re.IGNORECASE)
_HALF: Final = re.compile(r"(上|下)半年")
_CHINESE_NUMBER: Final = re.compile(r"(?<![一二三四五六七八九])(十[一二]?|[一二三四五六七八九])(?=月|季)")
_BEFORE_THIS_YEAR: Final = re.compile(
    r"上年底|上年末|去年底|去年末|以前年度|历年|往年|上年结转|上年累计|年初累计|年初结转|年以前|年及以前|年底前|年末|年前|以前累计|去年累计|上年止"
)
_OVER_ALL_YEARS: Final = re.compile(r"历年(?:以来|来)?[^年]{0,4}(?:累计|合计|总计|总额|总量|总数|共计)")
"""历年累计 goes up to now and holds this year too; 历年 alone are the years before (contract: a sum is no new arrival)."""
_UP_TO: Final = re.compile(r"截至|截止|止$|为止")
_SUM: Final = re.compile(r"累计|合计|小计|总计|总额|总量|总数|共计")
_SINCE_START: Final = re.compile(r"开工以来|签约以来|自开工|自签约|目前|至今|现已")
_THIS_MONTH: Final = re.compile(r"本月|当月|本期|月度")
_THIS_YEAR: Final = re.compile(r"本年|今年|当年|年度|全年|年内|^年到位|年初以来|^年|年实际")
_LAST_YEAR: Final = re.compile(r"上年|去年|上一年")
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`name` is short and sortable (2023-05, 2023-Q2, 2023, 2023-01..2023-06, ..2022-12-31)."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SpanContext:
    """What “本年”, “上年底” and “本月” lean on."""

    year: int | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class SpanReading:
    """The kind of a column of arrivals and its span where it is known. `total` and `ytd` are sums beside finer columns."""

    kind: SpanKind
    span: TimeSpan | None


def month_span(year: int, month: int) -> TimeSpan:
    """One month."""
    return TimeSpan(f"{year:04d}-{month:02d}", date(year, month, 1), _month_end(year, month))


def range_span(first: date, last: date) -> TimeSpan:
    """From the first day of a month to the last day of one; a single month, a quarter or a year gets its own name."""
    if (first.year, first.month) == (last.year, last.month):
        return month_span(first.year, first.month)
    if first == date(first.year, 1, 1) and last == date(first.year, 12, 31):
        return year_span(first.year)
    return TimeSpan(f"{first:%Y-%m}..{last:%Y-%m}", first, last)


def year_span(year: int) -> TimeSpan:
    """One year."""
    return TimeSpan(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def up_to_span(last: date) -> TimeSpan:
    """Everything up to a day."""
    return TimeSpan(f"..{last.isoformat()}", OPEN_START, last)


def quarter_span(year: int, quarter: int) -> TimeSpan:
    """One quarter."""
    return TimeSpan(f"{year:04d}-Q{quarter}", date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3))


def half_span(year: int, half: int) -> TimeSpan:
    """Half a year."""
    return TimeSpan(f"{year:04d}-H{half}", date(year, half * 6 - 5, 1), _month_end(year, half * 6))


def read_span(leaf: str, parents: str, context: SpanContext) -> SpanReading | None:
    """The span of a column of arrivals out of its header's lowest part and what stands above it; None: no words of time.

    Both texts are compact (NFKC, no blanks).
    """
    leaf, parents = _arabic(leaf), _arabic(parents)
    said = _year_said(leaf) or _year_said(parents)
    year = said or context.year
    is_own = _has_finer(leaf) or bool(_year_said(leaf))
    before = _up_to(leaf, said, context) or (None if is_own else _up_to(parents, said, context))
    if before:
        return before
    finer = _finer(leaf, year, context) or (_finer(parents, year, context) if not _SUM.search(leaf) else None)
    if finer:
        return finer
    return _sum_or_year(leaf, parents, year, context)


def _sum_or_year(leaf: str, parents: str, year: int | None, context: SpanContext) -> SpanReading | None:
    both = leaf + parents
    span = year_span(year) if year else None
    is_of_year = bool(_year_said(leaf) or _year_said(parents) or _THIS_YEAR.search(leaf) or _THIS_YEAR.search(parents))
    if _SUM.search(leaf) or _SINCE_START.search(both):
        return SpanReading("ytd", span) if is_of_year else SpanReading("total", None)
    if _LAST_YEAR.search(leaf):
        return SpanReading("year", year_span(year - 1)) if year else None
    if is_of_year:
        return SpanReading("year", span)
    return SpanReading("total", None) if _SUM.search(parents) else None


def _up_to(text: str, said: int | None, context: SpanContext) -> SpanReading | None:
    own = _year_said(text) or said
    text = _OVER_ALL_YEARS.sub("累计", text)
    if _BEFORE_THIS_YEAR.search(text) and not _UP_TO.match(text):
        year = own if _year_said(text) else (context.year - 1 if context.year else None)
        is_named_before = (
            bool(re.search(r"年以前|年前", text))
            and "及以前" not in text
            and "年底前" not in text
            and bool(_year_said(text))
        )
        year = year - 1 if year and is_named_before else year
        return SpanReading("up_to", up_to_span(date(year, 12, 31))) if year else None
    if not _UP_TO.search(text):
        return None
    return _cumulative(text, own, context)


def _cumulative(text: str, own: int | None, context: SpanContext) -> SpanReading:
    """截至…: of an earlier year it is what lies before this one; of this year it is the total so far."""
    if _BEFORE_THIS_YEAR.search(text) and not _year_said(text):
        return (
            SpanReading("up_to", up_to_span(date(context.year - 1, 12, 31)))
            if context.year
            else SpanReading("total", None)
        )
    if own is None or not _year_said(text):
        return SpanReading("total", None)
    month = _MONTH.search(text)
    number = int(next(group for group in month.groups() if group)) if month else _DECEMBER
    last = _month_end(own, min(max(number, 1), _DECEMBER))
    if context.year is not None and own < context.year:
        return SpanReading("up_to", up_to_span(last))
    return SpanReading("total", up_to_span(last) if month else None)


def _has_finer(text: str) -> bool:
    return bool(_MONTH.search(text) or _MONTHS.search(text) or _QUARTER.search(text) or _HALF.search(text))


def _finer(text: str, year: int | None, context: SpanContext) -> SpanReading | None:
    if _THIS_MONTH.search(text):
        return SpanReading("month", month_span(context.as_of.year, context.as_of.month)) if context.as_of else None
    if year is None:
        return None
    months = _MONTHS.search(text)
    if months:
        first, last = int(months[1]), int(months[2])
        is_sound = 1 <= first <= last <= _DECEMBER
        return SpanReading("range", range_span(date(year, first, 1), _month_end(year, last))) if is_sound else None
    for pattern, kind, make in ((_QUARTER, "quarter", quarter_span), (_MONTH, "month", month_span)):
        found = pattern.search(text)
        number = int(next(group for group in found.groups() if group)) if found else 0
        if 1 <= number <= _DECEMBER:
            return SpanReading("month" if kind == "month" else "quarter", make(year, number))
    half = _HALF.search(text)
    return SpanReading("half", half_span(year, 1 if half[1] == "上" else 2)) if half else None


def _arabic(text: str) -> str:
    """十二月 → 12月, 二季度 → 2季度."""

    text = text.replace("元月", "1月")

    def number(found: re.Match[str]) -> str:
        word = found[0]
        if not word.startswith("十"):
            return word.translate(CHINESE_DIGITS)
        return "10" if word == "十" else "1" + word[1].translate(CHINESE_DIGITS)

    return _CHINESE_NUMBER.sub(number, text)


def _year_said(text: str) -> int | None:
    found = _YEAR.search(text)
    if found is None:
        return None
    return int(found[1]) if found[1] else 2000 + int(found[2])


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
