"""When a message goes out: quiet hours, waiting between attempts, and how many a person gets in an hour."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from luodi.base.core.workdays import WorkCalendar

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720))
"""After the first, second … failed attempt; when the last one has failed too, the delivery is given up."""
LEASE: Final = timedelta(minutes=2)
"""How long a worker may hold a parcel. Longer than any attempt lasts, so only a dead worker's lease runs out."""
HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing but what is urgent goes out; `starts` = `ends` means no such hours.

    `on_days_off`: days that are not worked are quiet as a whole.
    """

    starts: time
    ends: time
    on_days_off: bool


def open_at(moment: datetime, quiet: Quiet, calendar: WorkCalendar) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in. `moment` is local time and stays so."""
    while True:
        later = _after_quiet(moment, quiet, calendar)
        if later == moment:
            return moment
        moment = later


def _after_quiet(moment: datetime, quiet: Quiet, calendar: WorkCalendar) -> datetime:
    day, clock = moment.date(), moment.time()
    morning = quiet.ends if quiet.starts != quiet.ends else time.min
    if quiet.on_days_off and not calendar.is_workday(day):
        return datetime.combine(calendar.next_workday(day), morning, moment.tzinfo)
    is_over_midnight = quiet.starts > quiet.ends
    if is_over_midnight and clock >= quiet.starts:
        return datetime.combine(day + _DAY, quiet.ends, moment.tzinfo)
    is_early = clock < quiet.ends and (is_over_midnight or clock >= quiet.starts)
    return datetime.combine(day, quiet.ends, moment.tzinfo) if is_early else moment


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it is enough."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person may get on one channel now: `single` messages, one `digest`, or nothing before `hold_until`."""

    is_digest: bool = False
    hold_until: datetime | None = None


def pace(waiting: int, recent: list[datetime], *, above: int) -> Pace:
    """With `recent` parcels of the last hour (in order of time) and so many waiting: more than `above` become a digest.

    Whoever got `above` parcels within the hour gets the next one when the hour of the first of them is over.
    """
    if len(recent) >= above:
        return Pace(hold_until=recent[-above] + HOUR)
    return Pace(is_digest=len(recent) + waiting > above)
