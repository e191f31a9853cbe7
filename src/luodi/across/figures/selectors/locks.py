"""Locked periods: which there are, and what they mean for a question."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from luodi.across.figures.models import LockMark, PeriodLock
from luodi.across.figures.rules.knowledge import Knowledge, Lock

_TICK: Final = timedelta(microseconds=1)


def locks(asked_at: datetime | None = None) -> QuerySet[PeriodLock]:
    """Every version of every lock made by the moment (None: all), by last day; locks are public inside the bureau."""
    rows = PeriodLock.objects.order_by("end", "start", "version")
    return rows if asked_at is None else rows.filter(recorded_at__lte=asked_at)


def newest_locks() -> list[PeriodLock]:
    """The newest version of each locked period, latest period first."""
    newest = {lock.period: lock for lock in locks()}
    return sorted(newest.values(), key=lambda lock: (lock.end, lock.start), reverse=True)


def lock_of(period: str) -> PeriodLock | None:
    """The newest version of the lock of a period."""
    return PeriodLock.objects.filter(period=period).order_by("-version").first()


def knowledge(asked_at: datetime | None = None) -> Knowledge:
    """What the locks that existed at the moment (None: now) say about questions."""
    return Knowledge.of(
        Lock(end, known.astimezone(UTC)) for end, known in locks(asked_at).values_list("end", "known_at")
    )


def governing(cut_off: date, asked_at: datetime | None = None) -> PeriodLock | None:
    """The lock by which a question with this last day is answered: the smallest closed period around it, its newest
    version.
    """
    rows = locks(asked_at).filter(end__gte=cut_off)
    return rows.order_by("end", "-known_at", "-start", "-version").first()


def _marks(mark: str) -> Iterable[tuple[int, datetime]]:
    if mark.startswith("last_"):
        return PeriodLock.objects.order_by("known_at", "pk").values_list(mark, "known_at")
    kept = LockMark.objects.filter(name=mark).order_by("lock__known_at", "lock_id")
    return kept.values_list("last", "lock__known_at")


def as_known(mark: str) -> Callable[[int, datetime], datetime]:
    """The moment at which a row became known, from its number and the moment it bears.

    Whoever waited in line while a period was closed bears an earlier moment than the lock; the row's number tells that
    it came later, and it is known just after the lock. `mark` is the lock's column of the highest number, or the name
    of a mark that is kept beside it.
    """
    found: list[tuple[int, datetime]] = list(_marks(mark))
    numbers = [number for number, _ in found]

    def moved(number: int, moment: datetime) -> datetime:
        place = bisect_left(numbers, number) - 1
        if place < 0 or found[place][1] < moment:
            return moment
        return found[place][1].astimezone(UTC) + _TICK

    return moved
