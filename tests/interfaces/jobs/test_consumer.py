"""The background process: when a job is due, what becomes of one that fails."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from luodi.base.runs import services as runs
from luodi.base.runs.models import JobRun
from luodi.base.runs.rules import Daily
from luodi.interfaces.jobs import consumer
from luodi.interfaces.jobs.consumer import Turn, make_huey, watch_parent
from luodi.interfaces.jobs.schedule import Job

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 7, 1, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that stands still until it is moved."""
    time = [0.0]
    monkeypatch.setattr(consumer, "monotonic", lambda: time[0])
    monkeypatch.setattr(consumer, "close_old_connections", lambda: None)

    def move(seconds: float) -> None:
        time[0] += seconds

    return move


def job(run: Callable[[], str], every: int = 5) -> Job:
    """A job for these tests."""
    return Job("test", timedelta(seconds=every), run, "")


def test_a_job_is_due_at_once_then_after_its_time(clock: Callable[[float], None]) -> None:
    turn = Turn(job(lambda: ""))

    assert turn.is_due(NOW)
    turn.run()
    assert not turn.is_due(NOW)
    clock(4.9)
    assert not turn.is_due(NOW)
    clock(0.1)
    assert turn.is_due(NOW)


def test_a_job_under_way_is_not_started_again(clock: Callable[[float], None]) -> None:
    turn = Turn(job(lambda: ""))

    assert turn.is_due(NOW)
    clock(3600)
    assert not turn.is_due(NOW)


def test_a_job_that_failed_comes_again(clock: Callable[[float], None]) -> None:
    def fail() -> str:
        raise OSError("no room")

    turn = Turn(job(fail))
    turn.is_due(NOW)
    with pytest.raises(OSError, match="no room"):
        turn.run()

    clock(5)
    assert turn.is_due(NOW)


def test_the_queue_holds_what_is_due_and_runs_it(clock: Callable[[float], None]) -> None:
    done: list[str] = []

    def work() -> str:
        done.append("done")
        return "one thing"

    huey = make_huey((job(work),))

    for task in huey.read_periodic(NOW):
        huey.enqueue(task)
    assert huey.pending_count() == 1
    huey.execute(huey.dequeue())

    assert done == ["done"]
    assert huey.read_periodic(NOW) == []


def test_what_a_job_said_and_how_it_failed_is_written_down(clock: Callable[[float], None]) -> None:
    fails = [True]

    def work() -> str:
        if fails:
            raise OSError("a name that nobody must read")
        return "办了 3 件"

    one = job(work)
    runs.register([runs.JobLine(one.code, one.when, one.why)])
    turn = Turn(one)
    for _ in range(2):
        with pytest.raises(OSError, match="a name"):
            turn.run()
    row = JobRun.objects.get()
    assert (row.failures, row.failure, row.said) == (2, "OSError", "")
    fails.clear()

    turn.run()

    row.refresh_from_db()
    assert (row.failures, row.failure, row.said) == (0, "OSError", "办了 3 件")


def test_a_failing_job_does_not_stop_the_others(clock: Callable[[float], None]) -> None:
    done: list[str] = []

    def fail() -> str:
        raise OSError("no room")

    def work() -> str:
        done.append("done")
        return ""

    huey = make_huey((Job("bad", timedelta(seconds=5), fail, ""), Job("good", timedelta(seconds=5), work, "")))
    for task in huey.read_periodic(NOW):
        huey.enqueue(task)
    while huey.pending_count():
        huey.execute(huey.dequeue())

    assert done == ["done"]


def test_a_daily_job_runs_once_a_day_and_makes_up_for_missed_days(
    clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []
    moment = [datetime(2023, 7, 3, 1, tzinfo=UTC)]
    monkeypatch.setattr(consumer.timezone, "now", lambda: moment[0])
    daily = Daily(time(3, 10))

    def work() -> str:
        done.append(moment[0])
        return "办了"

    runs.register([runs.JobLine("night", daily, "夜里的事")])
    turn, another = (Turn(Job("night", daily, work, "夜里的事")) for _ in range(2))
    turn.run()
    another.run()
    moment[0] += timedelta(hours=17)
    turn.run()
    assert len(done) == 1

    moment[0] += timedelta(days=5)
    turn.run()
    another.run()

    assert len(done) == 2
    assert JobRun.objects.get().done_for == timezone.make_aware(datetime(2023, 7, 8, 3, 10))


def test_the_process_ends_with_the_one_that_started_it() -> None:
    stopped: list[bool] = []

    assert watch_parent(os.getppid(), lambda: stopped.append(True)).run() == ""
    assert stopped == []

    assert watch_parent(os.getppid() + 1, lambda: stopped.append(True)).run() != ""
    assert stopped == [True]
