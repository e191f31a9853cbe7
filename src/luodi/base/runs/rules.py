"""When a job is due, and when one is late. A job does what is due by now, so one run makes up for all that were missed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Rights over background jobs."""

    VIEW = "runs.view"


LABELS: Final = {Permission.VIEW: "查看后台任务"}
LEASE: Final = timedelta(hours=1)
"""How long a daily job may take before another worker may begin it anew."""
RETRY: Final = timedelta(minutes=10)
"""How long after a failure a daily job is tried again; frequent ones come with their next turn."""
WRITE_EVERY: Final = timedelta(minutes=1)
"""A job that runs every second and says nothing is written down once a minute."""
_GRACE: Final = timedelta(minutes=10)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, from this local time on; after a missed night as soon as a worker is there."""

    at: time

    def __str__(self) -> str:
        return f"每天 {self.at:%H:%M}"


def turn_of(daily: Daily, moment: datetime) -> datetime:
    """The latest moment at which the job was to begin, seen from `moment` (local time)."""
    today = datetime.combine(moment.date(), daily.at, moment.tzinfo)
    return today if moment >= today else datetime.combine(moment.date() - _DAY, daily.at, moment.tzinfo)


def is_late(every: timedelta | None, seen_at: datetime | None, moment: datetime) -> bool:
    """Whether the job should have been seen since: ten minutes after its interval, or a day and ten minutes."""
    return seen_at is None or moment - seen_at > (every or _DAY) + _GRACE


def said_every(every: timedelta) -> str:
    """`每 5 秒`, `每 10 分钟`, `每 2 小时`, `每 1 天`."""
    seconds = int(every.total_seconds())
    for size, word in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds % size == 0:
            return f"每 {seconds // size} {word}"
    return f"每 {seconds} 秒"
