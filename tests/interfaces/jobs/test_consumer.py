"""The background process: when a job is due, what becomes of one that fails."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from luodi.interfaces.jobs import consumer
from luodi.interfaces.jobs.consumer import Turn, make_huey, watch_parent
from luodi.interfaces.jobs.schedule import Job

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


def test_the_process_ends_with_the_one_that_started_it() -> None:
    stopped: list[bool] = []

    assert watch_parent(os.getppid(), lambda: stopped.append(True)).run() == ""
    assert stopped == []

    assert watch_parent(os.getppid() + 1, lambda: stopped.append(True)).run() != ""
    assert stopped == [True]
