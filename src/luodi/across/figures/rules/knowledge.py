"""Which knowledge answers a question: what is closed is answered as it was known when it was closed (domain/05 §4.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from luodi.base.core.periods import Span

BEGINNING: Final = date(1, 1, 1)
"""Before everything that happened: where a cumulative flow begins."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A closed period: its last day, and the moment as known at which it is answered. A restated one has more of them."""

    end: date
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The locks that exist for a question, one per last day: the newest version of each."""

    locks: tuple[Lock, ...] = ()

    @classmethod
    def of(cls, locks: Iterable[Lock]) -> "Knowledge":
        """Out of all versions of all locks. Periods with the same last day share one moment, the latest."""
        latest: dict[date, datetime] = {}
        for lock in locks:
            latest[lock.end] = max(lock.known_at, latest.get(lock.end, lock.known_at))
        return cls(tuple(Lock(end, latest[end]) for end in sorted(latest)))

    def at(self, cut_off: date) -> datetime | None:
        """As known when a span that ends on this day is answered; None: it lies in open time."""
        return next((lock.known_at for lock in self.locks if lock.end >= cut_off), None)

    def closed_before(self, span: Span) -> Span | None:
        """Everything before the span, when a period was closed on the very day before it: what may need correcting."""
        if span.start <= BEGINNING:
            return None
        eve = span.start - timedelta(days=1)
        return Span(BEGINNING, eve) if any(lock.end == eve for lock in self.locks) else None


NOTHING_CLOSED: Final = Knowledge()
