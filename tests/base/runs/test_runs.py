"""When a job is due, when it is late, and what is kept of its runs."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.runs import selectors, services
from luodi.base.runs.models import JobRun
from luodi.base.runs.rules import LEASE, RETRY, Daily, is_late, said_every, turn_of
from luodi.base.runs.services import JobLine

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = Daily(time(3, 10))
NOON = datetime(2023, 7, 3, 12, tzinfo=ZONE)
LINES = [JobLine("often", timedelta(seconds=5), "常办的事"), JobLine("night", NIGHT, "夜里的事")]


def test_the_turn_of_a_daily_job_is_the_latest_that_has_come() -> None:
    assert turn_of(NIGHT, NOON) == datetime(2023, 7, 3, 3, 10, tzinfo=ZONE)
    assert turn_of(NIGHT, NOON.replace(hour=3, minute=9)) == datetime(2023, 7, 2, 3, 10, tzinfo=ZONE)
    assert turn_of(NIGHT, NOON.replace(hour=3, minute=10)) == datetime(2023, 7, 3, 3, 10, tzinfo=ZONE)


def test_a_job_is_late_ten_minutes_after_it_should_have_been_seen() -> None:
    assert is_late(timedelta(seconds=5), None, NOON)
    assert not is_late(timedelta(seconds=5), NOON - timedelta(minutes=10), NOON)
    assert is_late(timedelta(seconds=5), NOON - timedelta(minutes=10, seconds=6), NOON)
    assert not is_late(None, NOON - timedelta(days=1), NOON)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "每 5 秒"), (90, "每 90 秒"), (600, "每 10 分钟"), (7200, "每 2 小时"), (86400, "每 1 天")],
)
def test_an_interval_is_said_in_its_largest_whole_word(seconds: int, said: str) -> None:
    assert said_every(timedelta(seconds=seconds)) == said


@pytest.mark.django_db
def test_the_rows_are_those_of_the_table() -> None:
    services.register([*LINES, JobLine("gone", timedelta(days=1), "以前的事")])

    services.register(LINES)

    assert list(JobRun.objects.values_list("code", "timing", "every_seconds")) == [
        ("often", "每 5 秒", 5),
        ("night", "每天 03:10", None),
    ]


@pytest.mark.django_db
def test_of_two_workers_one_does_the_daily_turn_and_a_dead_ones_lease_runs_out() -> None:
    services.register(LINES)

    assert services.begin_daily("night", NIGHT, at=NOON)
    assert not services.begin_daily("night", NIGHT, at=NOON + LEASE)
    assert services.begin_daily("night", NIGHT, at=NOON + LEASE + timedelta(seconds=1))


@pytest.mark.django_db
def test_a_daily_job_that_failed_is_tried_again_soon() -> None:
    services.register(LINES)
    services.begin_daily("night", NIGHT, at=NOON)
    error = BusinessError("项目甲有问题", code="clocks.wrong")
    services.failed("night", began_at=NOON, error=error, at=NOON)

    assert not services.begin_daily("night", NIGHT, at=NOON + RETRY)
    assert services.begin_daily("night", NIGHT, at=NOON + RETRY + timedelta(seconds=1))
    assert JobRun.objects.get(code="night").failure == "BusinessError clocks.wrong"


@pytest.mark.django_db
def test_a_frequent_job_with_nothing_to_say_is_written_once_a_minute() -> None:
    services.register(LINES)
    for seconds in (0, 5, 55, 61):
        moment = NOON + timedelta(seconds=seconds)
        services.ended("often", began_at=moment, said="", at=moment)

    assert JobRun.objects.get(code="often").ended_at == NOON + timedelta(seconds=61)
    services.ended("often", began_at=NOON, said="办了 1 件", at=NOON + timedelta(seconds=62))
    assert JobRun.objects.get(code="often").said == "办了 1 件"


@pytest.mark.django_db
def test_the_state_of_every_job_is_read_in_the_order_of_the_table() -> None:
    services.register(LINES)
    services.ended("often", began_at=NOON, said="", at=NOON)

    states = selectors.job_states(NOON + timedelta(minutes=5))

    assert [(state.run.code, state.is_late, state.is_failing) for state in states] == [
        ("often", False, False),
        ("night", True, False),
    ]
