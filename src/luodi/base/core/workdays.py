"""Working days: weekends, statutory holidays and make-up days (调休). Pure; the rows come from the office's own table.

`seed_days` gives the rows to fill that table with, out of the chinesecalendar package (2004 to its last year).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chinese_calendar import constants

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeedDay:
    """One special day: a `holiday` (day off) or `makeup` (a weekend day worked), with the feast's Chinese name."""

    day: date
    kind: Literal["holiday", "makeup"]
    name: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. Days off are `holidays`; worked weekend days are `makeup_days`.

    In years outside `known_years` only weekends are known; say so to the person wherever `is_known` is False.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_known(self, year: int) -> bool:
        """Whether the holidays of the year have been entered."""
        return year in self.known_years

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        if day in self.makeup_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it (a time limit that ends on a day off)."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th worked day after the day, which does not count itself; before it for a negative n; for 0 the day."""
        step = _DAY if n > 0 else -_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Worked days after `start` up to and including `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.workdays_between(end, start)
        return sum(self.is_workday(start + _DAY * step) for step in range(1, (end - start).days + 1))


def seed_days() -> tuple[SeedDay, ...]:
    """Every statutory day off and make-up day that the chinesecalendar package knows, in order of date."""
    holidays = [SeedDay(day, "holiday", _name(feast)) for day, feast in constants.holidays.items()]
    makeups = [SeedDay(day, "makeup", _name(feast)) for day, feast in constants.workdays.items()]
    return tuple(sorted(holidays + makeups, key=lambda row: (row.day, row.kind)))


def seed_calendar() -> WorkCalendar:
    """A calendar of the seed rows alone, for a fresh instance and for tests."""
    rows = seed_days()
    return WorkCalendar(
        holidays=frozenset(row.day for row in rows if row.kind == "holiday"),
        makeup_days=frozenset(row.day for row in rows if row.kind == "makeup"),
        known_years=frozenset(row.day.year for row in rows),
    )


def _name(feast: str) -> str:
    return str(constants.Holiday(feast).chinese)
