"""A plan as bars over time, drawn on the server: positions in percent of the span, so that a page and a sheet of paper show the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.domains.projects.selectors.milestones import Milestone, PlanView

_EDGE = timedelta(days=4)
_NEAR = timedelta(days=92)
"""Actual days and today stretch the span by so much; what lies further out stands in its column only."""
_MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """From where, how wide."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone: its bar as planned, as in the baseline, where it was done or is said to be."""

    milestone: Milestone
    planned: Bar
    baseline: Bar | None
    done: str
    claimed: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month or quarter."""

    x: str
    label: str


@dataclass(frozen=True)
class Gantt:
    """Lines in the plan's order, ticks, and where today stands ("" when it lies far outside)."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    today: str


def draw(plan: PlanView, today: date) -> Gantt:
    """The plan on its span of time."""
    scale = _Scale(plan.milestones, today)
    lines = tuple(_line(one, scale) for one in plan.milestones)
    return Gantt(lines, tuple(scale.ticks()), scale.place(today))


class _Scale:
    """Days as percent of the span that holds every bar, and today when it is near."""

    def __init__(self, milestones: Sequence[Milestone], today: date) -> None:
        ends = [(day, one.days) for one in milestones for day in (one.planned_on, one.baseline_on) if day is not None]
        days = [end for day, length in ends for end in (day - timedelta(days=length), day)]
        first, last = min(days), max(days)
        actual = [day for one in milestones for day in (one.done_on, one.claimed_on) if day is not None]
        near = [day for day in (*actual, today) if first - _NEAR <= day <= last + _NEAR]
        self._first, self._last = min(first, *near, last) - _EDGE, max(last, *near, first) + _EDGE

    def has(self, day: date) -> bool:
        return self._first <= day <= self._last

    def place(self, day: date | None) -> str:
        return "" if day is None or not self.has(day) else self.at(day)

    def at(self, day: date) -> str:
        return f"{self._share(self._first, day):.2f}%"

    def bar(self, first: date, last: date) -> Bar:
        return Bar(self.at(first), f"{max(self._share(first, last), 0.4):.2f}%")

    def _share(self, first: date, last: date) -> float:
        return (last - first).days * 100 / (self._last - self._first).days

    def ticks(self) -> Iterator[Tick]:
        """First days of months; of quarters or years where months would stand too close."""
        months = (self._last.year - self._first.year) * 12 + self._last.month - self._first.month
        step = next(size for size in (1, 3, 6, 12, 24, 120) if months / size <= _MOST_TICKS)
        for number in range(months + 1):
            year, month = divmod(self._first.year * 12 + self._first.month - 1 + number, 12)
            day = date(year, month + 1, 1)
            if month % step == 0 and self.has(day):
                yield Tick(self.at(day), f"{year}-{month + 1:02d}" if step < 12 else str(year))


def _line(one: Milestone, scale: _Scale) -> Line:
    baseline = None
    if one.baseline_on is not None and one.baseline_on != one.planned_on:
        baseline = scale.bar(one.baseline_on - timedelta(days=one.days), one.baseline_on)
    return Line(
        one,
        scale.bar(one.planned_on - timedelta(days=one.days), one.planned_on),
        baseline,
        scale.place(one.done_on),
        scale.place(one.claimed_on if one.done_on is None else None),
        _words(one),
    )


def _words(one: Milestone) -> str:
    said = f"{one.name}：计划 {one.planned_on}"
    if one.baseline_on is not None and one.baseline_on != one.planned_on:
        said += f"，基准 {one.baseline_on}"
    return said + (f"，实际 {one.done_on}" if one.done_on is not None else "")
