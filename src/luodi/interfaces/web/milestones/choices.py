"""What the filters and forms of milestones offer."""

from datetime import date, timedelta
from typing import Final

from luodi.base.core.periods import period_at
from luodi.domains.projects.rules import Event

STATES: Final = [
    ("", "全部"),
    ("late", "已超期"),
    ("soon", "30 天内到期"),
    ("waiting", "待认定"),
    ("done", "已完成"),
]
EVENTS: Final = [
    ("", "—"),
    *((event.value, event.label) for event in (Event.LAND, Event.START, Event.COMPLETE, Event.PRODUCE, Event.FULL)),
]
_MONTHS: Final = 13


def months(today: date) -> list[tuple[str, str]]:
    """The last month that has ended, then this one, then eleven more, latest first."""
    found, month = [], period_at(today, "month")
    for _ in range(_MONTHS):
        found.append((month.code, month.label))
        month = period_at(month.first - timedelta(days=1), "month")
    return [found[1], found[0], *found[2:]]
