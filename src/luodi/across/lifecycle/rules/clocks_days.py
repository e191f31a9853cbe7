"""The arithmetic of clocks: when a span ends, what a pause adds, which marks it has passed (domain/04 §4.3, clock rules).

Values in, answer out. A month's limit ends on the same day number, or on the month's last day: 30 November + 3 months is
28 or 29 February. Replies that end on a day off go on to the next working day, bottom lines never do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.periods import add_months
from luodi.base.core.workdays import WorkCalendar

BEFORE_DUE: Final = 10
ORANGE_AFTER: Final = 30
RED_AFTER: Final = 60
_SHORTEST_WITH_EARLY_MARK: Final = 15
"""A span shorter than this has no mark ten days before its end: that day would lie at its beginning."""


class Measure(TextChoices):
    """In what a clock's length is counted."""

    WORKDAYS = "WORKDAYS", "个工作日"
    DAYS = "DAYS", "天"
    MONTHS = "MONTHS", "个月"
    MARCH = "MARCH", "次年3月31日"
    GIVEN = "GIVEN", "合同约定日"


class Mark(TextChoices):
    """What is told while a clock runs, in the order in which it is passed."""

    TWO_THIRDS = "TWO_THIRDS", "已过三分之二"
    EARLY = "EARLY", "即将到期"
    OVERDUE = "OVERDUE", "已超期"
    ORANGE = "ORANGE", "超期30天"
    RED = "RED", "超期60天"


MARKS: Final = tuple(Mark)
PROPOSING: Final = (Mark.ORANGE, Mark.RED)
"""Marks at which a step is proposed to people."""


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """Days on which a clock stands still, both included; `last` None while the pause lasts."""

    first: date
    last: date | None = None


def span_end(start: date, measure: str, length: int, calendar: WorkCalendar, *, is_reply: bool = False) -> date:
    """The last day of a span that begins on `start`, which does not count itself.

    `length` is in the measure's unit; MARCH takes none. GIVEN is not computed: its day stands in the contract.
    """
    if measure == Measure.WORKDAYS:
        return calendar.add_workdays(start, length)
    if measure == Measure.MARCH:
        return date(start.year + 1, 3, 31)
    end = add_months(start, length) if measure == Measure.MONTHS else start + timedelta(days=length)
    return calendar.next_workday(end) if is_reply else end


def merged(pauses: Iterable[PauseSpan], on: date) -> list[tuple[date, date]]:
    """The paused days as spans that neither touch nor overlap, in order; what lasts is taken up to `on`."""
    spans = sorted((pause.first, min(pause.last or on, on)) for pause in pauses if pause.first <= on)
    found: list[tuple[date, date]] = []
    for first, last in spans:
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def paused_days(start: date, due: date, pauses: Iterable[PauseSpan], on: date) -> int:
    """How many days of pauses push the due day back by `on`.

    A pause counts from the day after the start; one that begins only after the (already moved) due day moves nothing.
    """
    moved = 0
    for first, last in merged(pauses, on):
        begins = max(first, start + timedelta(days=1))
        if begins > due + timedelta(days=moved):
            break
        moved += max((last - begins).days + 1, 0)
    return moved


def is_paused(pauses: Iterable[PauseSpan], on: date) -> bool:
    """Whether the clock stands still on the day."""
    return any(first <= on <= last for first, last in merged(pauses, on))


def mark_days(start: date, due: date, early: int = BEFORE_DUE) -> dict[Mark, date]:
    """The day from which each mark is passed. Two thirds of the span are rounded up; the early mark stands `early` days before."""
    span = (due - start).days
    days: dict[Mark, date] = {}
    two_thirds = -(-2 * span // 3)
    if two_thirds < span:
        days[Mark.TWO_THIRDS] = start + timedelta(days=two_thirds)
    if span >= _SHORTEST_WITH_EARLY_MARK and span > early:
        days[Mark.EARLY] = due - timedelta(days=early)
    days[Mark.OVERDUE] = due + timedelta(days=1)
    days[Mark.ORANGE] = due + timedelta(days=ORANGE_AFTER)
    days[Mark.RED] = due + timedelta(days=RED_AFTER)
    return days


def marks_passed(start: date, due: date, on: date, early: int = BEFORE_DUE) -> list[Mark]:
    """The marks passed by the end of the day, in the order of their days."""
    days = mark_days(start, due, early)
    passed = [mark for mark, day in days.items() if day <= on]
    return sorted(passed, key=lambda mark: (days[mark], MARKS.index(mark)))


def colour_of(due: date, on: date) -> str:
    """The letter of an overdue clock: 黄, from 30 days over 橙, from 60 红; empty while it is in time."""
    over = (on - due).days
    if over >= RED_AFTER:
        return "红"
    if over >= ORANGE_AFTER:
        return "橙"
    return "黄" if over > 0 else ""
