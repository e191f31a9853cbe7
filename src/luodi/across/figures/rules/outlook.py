"""What is still missing of a target, what each month must bring, and where the pace so far would end.

Plain arithmetic, no forecast: what was reached from the target's first day to the cut-off, divided by the months gone by
and multiplied by the months of the target. Time is counted in months; of a month that still runs, its days count as
parts of it, so at the end of a month this is 时序进度 (month ÷ 12) and 64.10 at the end of June is 128.20 at the year's.
Values are exact fractions in the unit of the figure.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from luodi.base.core.periods import Period, Span

_LEAST_MONTHS = 1
"""A pace is told after a whole month, and a need per month while a whole month is left."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a target stands at a cut-off. `missing` is negative by what lies above the target.

    `per_month` is what each of the months left must bring; None when the target is met, less than a month is left, or the
    figure does not add up over time. `at_end` is the pace so far carried on to the last day of the target; None likewise,
    and before the first month is over.
    """

    span: Span
    cut_off: date
    asked: Fraction
    missing: Fraction
    days_left: int
    per_month: Fraction | None
    at_end: Fraction | None

    @property
    def is_reached(self) -> bool:
        """Whether nothing is missing."""
        return self.missing <= 0

    @property
    def short_at_end(self) -> Fraction | None:
        """What the pace so far would leave missing at the end; negative by what it would bring above the target."""
        return None if self.at_end is None else self.asked - self.at_end


def outlook(asked: Fraction, reached: Fraction, *, span: Span, cut_off: date, adds_up: bool) -> Outlook:
    """How a target over a span stands at a cut-off; `adds_up` for flows, not for rates and states, which have no pace.

    ValueError when the cut-off lies outside the span.
    """
    if not span.contains(cut_off):
        raise ValueError(f"cut-off {cut_off} outside the target's {span}")
    missing, days_left = asked - reached, (span.end - cut_off).days
    gone, left = _months(span.start, cut_off), _months(cut_off + timedelta(days=1), span.end)
    runs = adds_up and missing > 0
    per_month = missing / left if runs and left >= _LEAST_MONTHS else None
    at_end = reached * (gone + left) / gone if runs and days_left and gone >= _LEAST_MONTHS else None
    return Outlook(span, cut_off, asked, missing, days_left, per_month, at_end)


def cut_off_of(period: Period, today: date) -> date:
    """The day up to which a period is told: its end, or today while it still runs; its first day while it lies ahead."""
    return min(period.last, max(period.first, today))


def _months(first: date, last: date) -> Fraction:
    """Months from the first to the last day, both included; of a part of a month its days by the days of that month."""
    return _place(last + timedelta(days=1)) - _place(first) if first <= last else Fraction(0)


def _place(day: date) -> Fraction:
    """Where the beginning of a day lies, in months."""
    length = monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - 1 + Fraction(day.day - 1, length)
