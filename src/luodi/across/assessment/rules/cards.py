"""Task cards of leaders: of which year and up to which day they speak. No shares, no places (domain/06 §4.8.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.base.core.periods import Period

COUNTS: Final = "numerator"
"""The part of a drill-down whose lines count for a card."""
LATE: Final = "补计"
TAKEN_BACK: Final = "冲减"
"""As the drill-down marks what was learnt of closed time."""


@dataclass(frozen=True, slots=True)
class CardDay:
    """A card read on a day of its year; `is_over`: the year has ended, so what is not done by now was missed."""

    cut_off: date
    is_over: bool

    @property
    def year(self) -> int:
        """Whose tasks are looked at."""
        return self.cut_off.year

    @property
    def first(self) -> date:
        """From when facts count."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the tasks."""
        return date(self.year, 12, 31)

    @property
    def days_left(self) -> int:
        """Days after the cut-off until the year ends."""
        return (self.last - self.cut_off).days


def card_day(period: Period, *, today: date) -> CardDay:
    """The last day of the period, or today while that lies ahead; the tasks of its year."""
    cut_off = min(period.last, today)
    return CardDay(cut_off, is_over=cut_off == date(cut_off.year, 12, 31) and today > cut_off)
