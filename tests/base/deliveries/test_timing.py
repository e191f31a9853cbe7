"""When a message goes out."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.workdays import WorkCalendar, seed_calendar
from luodi.base.deliveries.rules.timing import HOUR, WAITS, Pace, Quiet, open_at, pace, wait_after

ZONE = ZoneInfo("Asia/Shanghai")
USUAL = Quiet(time(22), time(7, 30), on_days_off=True)
CALENDAR = seed_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2023-07-03T09:00", "2023-07-03T09:00"),
        ("2023-07-03T07:29:59", "2023-07-03T07:30"),
        ("2023-07-03T07:30", "2023-07-03T07:30"),
        ("2023-07-03T21:59:59", "2023-07-03T21:59:59"),
        ("2023-07-03T22:00", "2023-07-04T07:30"),
        ("2023-07-07T23:00", "2023-07-10T07:30"),
        ("2023-07-08T10:00", "2023-07-10T07:30"),
        # 国庆: Friday 29 September to Friday 6 October; Saturday 7 October is worked.
        ("2023-09-28T22:30", "2023-10-07T07:30"),
    ],
)
def test_the_usual_quiet_hours_end_on_a_worked_morning(moment: str, opens: str) -> None:
    assert open_at(at(moment), USUAL, CALENDAR) == at(opens)


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = Quiet(time(12), time(14), on_days_off=False)

    assert open_at(at("2023-07-03T12:30"), noon, CALENDAR) == at("2023-07-03T14:00")
    assert open_at(at("2023-07-03T11:59"), noon, CALENDAR) == at("2023-07-03T11:59")
    assert open_at(at("2023-07-08T03:00"), Quiet(time(0), time(0), on_days_off=False), CALENDAR) == at(
        "2023-07-08T03:00"
    )
    assert open_at(at("2023-07-08T03:00"), Quiet(time(0), time(0), on_days_off=True), CALENDAR) == at(
        "2023-07-10T00:00"
    )


@given(
    moment=st.datetimes(datetime(2023, 1, 1), datetime(2023, 12, 31), timezones=st.just(ZONE)),
    starts=st.times(),
    ends=st.times(),
    off=st.booleans(),
)
def test_what_opens_is_open_and_never_earlier(moment: datetime, starts: time, ends: time, off: bool) -> None:
    quiet = Quiet(starts.replace(tzinfo=None), ends.replace(tzinfo=None), on_days_off=off)

    opens = open_at(moment, quiet, WorkCalendar())

    assert opens >= moment
    assert open_at(opens, quiet, WorkCalendar()) == opens
    assert opens - moment <= timedelta(days=4)


def test_attempts_wait_longer_and_longer_and_end() -> None:
    waits = [wait_after(number) for number in range(1, len(WAITS) + 2)]

    assert waits[-1] is None
    assert waits[:-1] == sorted(wait for wait in waits if wait)
    assert len(waits) == 7


def test_few_messages_go_out_one_by_one_and_many_as_a_digest() -> None:
    assert pace(5, [], above=5) == Pace()
    assert pace(6, [], above=5) == Pace(is_digest=True)
    noon = datetime(2023, 7, 3, 12, tzinfo=ZONE)
    recent = [noon + timedelta(minutes=minute) for minute in range(5)]
    assert pace(1, recent[:4], above=5) == Pace()
    assert pace(2, recent[:4], above=5) == Pace(is_digest=True)
    assert pace(1, recent, above=5) == Pace(hold_until=noon + HOUR)


def test_the_day_after_a_holiday_is_known_to_the_calendar() -> None:
    assert CALENDAR.is_workday(date(2023, 10, 7))
