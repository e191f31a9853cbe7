"""Spans of days and the periods that reports are written for: years, halves, quarters, months, half months, any span.

Period codes are those of the command line: `2023`, `2023H1`, `2023Q2`, `2023-06`, `2023-06a`, `2012..2015H1`; a week is
written as its days, `2023-06-26..2023-07-02`.
Rules: domain/05 §4.7 (R36 = (cut-off − 36 months, cut-off]; 时序进度 = month ÷ 12). No clock: days are passed in.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, get_args

from luodi.base.core.errors import BusinessError

PeriodKind = Literal["year", "half", "quarter", "month", "half_month", "span"]
KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)

_HALF_MONTH_TURN = 15
_MONTHS_IN: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_CODE = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)"
    r"(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?P<part>[AB])?)?",
    re.IGNORECASE | re.ASCII,
)
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d")
_QUARTER_NAMES = "一二三四"


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Days from `start` to `end`, both included. ValueError when the end lies before the start."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"span ends before it starts: {self.start}..{self.end}")

    def contains(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= day <= self.end

    def covers(self, span: "Span") -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= span.start and span.end <= self.end

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A span that has a code and a Chinese name; `parse_period(period.code) == period`."""

    code: str
    span: Span
    kind: PeriodKind
    label: str

    @property
    def first(self) -> date:
        """First day."""
        return self.span.start

    @property
    def last(self) -> date:
        """Last day, the cut-off of the period."""
        return self.span.end


def parse_period(code: str) -> Period:
    """The period of a code; an end of `A..B` is a period or a day.

    BusinessError `periods.unknown` when the code is none, `periods.reversed` when it runs backwards.
    """
    text = code.strip()
    if ".." not in text:
        return _parse_simple(text, code)
    left, _, right = text.partition("..")
    (first, first_code, first_label), (last, last_code, last_label) = _edge(left, code), _edge(right, code)
    if last.end < first.start:
        raise BusinessError(f"期间“{code}”的终点早于起点，请调换起止时间", code="periods.reversed")
    return Period(f"{first_code}..{last_code}", Span(first.start, last.end), "span", f"{first_label}—{last_label}")


def period_at(day: date, kind: PeriodKind) -> Period:
    """The year, half, quarter, month or half month in which the day lies. ValueError for `span`."""
    if kind == "half_month":
        return parse_period(f"{day:%Y-%m}{'a' if day.day <= _HALF_MONTH_TURN else 'b'}")
    if kind not in _MONTHS_IN:
        raise ValueError("a day lies in no particular span")
    number = (day.month - 1) // _MONTHS_IN[kind] + 1
    tails: dict[PeriodKind, str] = {
        "year": "",
        "half": f"H{number}",
        "quarter": f"Q{number}",
        "month": f"-{number:02d}",
    }
    return parse_period(f"{day.year:04d}{tails[kind]}")


def week_at(day: date) -> Period:
    """The week from Monday to Sunday in which the day lies; it has no code of its own and is written as a span of days."""
    monday = day - timedelta(days=day.weekday())
    return parse_period(f"{monday}..{monday + timedelta(days=6)}")


def is_week(period: Period) -> bool:
    """Whether the period is one week from Monday to Sunday."""
    return period.code == week_at(period.first).code


def split(period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The period cut into periods of the kind, in order, covering it exactly.

    BusinessError `periods.indivisible` when the period does not begin and end on borders of that kind.
    """
    if kind == "span":
        return (period,)
    parts: list[Period] = []
    day = period.first
    while day <= period.last:
        part = period_at(day, kind)
        if not period.span.covers(part.span):
            raise BusinessError(f"期间“{period.label}”不能按所选粒度整除，请改用更细的粒度", code="periods.indivisible")
        parts.append(part)
        day = part.last + timedelta(days=1)
    return tuple(parts)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, n: int) -> date:
    """The same day n months on (or back), or the month's last day where it has no such day: 30 Nov + 3 → 28 Feb."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rolling_months(cut_off: date, months: int) -> Span:
    """(cut-off − months, cut-off]: 2023-06-30 and 36 → 2020-07-01..2023-06-30.

    A cut-off on a month's last day takes whole months, so 2023-02-28 and 36 begins on 2020-03-01.
    """
    return Span(_shift_end(cut_off, -months) + timedelta(days=1), cut_off)


def year_to_date(cut_off: date) -> Span:
    """1 January to the cut-off."""
    return Span(cut_off.replace(month=1, day=1), cut_off)


def same_span_last_year(span: Span) -> Span:
    """The span to compare with for 同比: the same days a year earlier.

    29 February becomes 28 February; a span that runs to the end of a month runs to its end last year too
    (1–28 February 2025 → 1–29 February 2024).
    """
    end = _shift_end(span.end, -12) if span.days > 1 else add_months(span.end, -12)
    return Span(add_months(span.start, -12), end)


def schedule_fraction(cut_off: date) -> Fraction:
    """时序进度: month ÷ 12 (June → 1/2)."""
    return Fraction(cut_off.month, 12)


def _shift_end(day: date, months: int) -> date:
    shifted = add_months(day, months)
    return month_end(shifted) if day == month_end(day) else shifted


def _parse_simple(text: str, code: str) -> Period:
    match = _CODE.fullmatch(text)
    if match is None:
        raise _unknown(code)
    year = int(match["year"])
    if match["half"]:
        return _months(
            f"{year}H{match['half']}", year, int(match["half"]), "half", f"{'上下'[int(match['half']) - 1]}半年"
        )
    if match["quarter"]:
        number = int(match["quarter"])
        return _months(f"{year}Q{number}", year, number, "quarter", f"第{_QUARTER_NAMES[number - 1]}季度")
    if match["month"]:
        month = _months(f"{year}-{match['month']}", year, int(match["month"]), "month", f"{int(match['month'])}月")
        return _half_month(month, match["part"].lower()) if match["part"] else month
    return _months(f"{year}", year, 1, "year", "")


def _months(code: str, year: int, number: int, kind: PeriodKind, name: str) -> Period:
    length = _MONTHS_IN[kind]
    last_month = length * number
    span = Span(date(year, last_month - length + 1, 1), month_end(date(year, last_month, 1)))
    return Period(code, span, kind, f"{year}年{name}")


def _half_month(month: Period, part: str) -> Period:
    turn = month.first.replace(day=_HALF_MONTH_TURN)
    span = Span(month.first, turn) if part == "a" else Span(turn + timedelta(days=1), month.last)
    return Period(f"{month.code}{part}", span, "half_month", f"{month.label}{'上' if part == 'a' else '下'}半月")


def _edge(text: str, code: str) -> tuple[Span, str, str]:
    """One end of a `..` code: its span, code and label; an end may also be a single day."""
    text = text.strip()
    if _DAY.fullmatch(text) is None:
        period = _parse_simple(text, code)
        return period.span, period.code, period.label
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise _unknown(code) from fault
    return Span(day, day), text, f"{day.year}年{day.month}月{day.day}日"


def _unknown(code: str) -> BusinessError:
    return BusinessError(
        f"无法识别期间“{code}”，请按 2023、2023H1、2023Q2、2023-06、2023-06a 或 2012..2015H1 的格式填写",
        code="periods.unknown",
    )
