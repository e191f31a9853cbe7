"""The background process: a huey consumer that runs the table of jobs until it is told to stop.

The queue lives in memory: what is to be done stands in rows, so there is nothing else to lose.
"""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.db import close_old_connections
from django.utils import timezone
from huey import MemoryHuey
from huey.consumer import Consumer, Scheduler

from luodi.base.runs import services as runs
from luodi.base.runs.rules import Daily
from luodi.interfaces.jobs.schedule import SCHEDULE, Job

logger = logging.getLogger(__name__)
_LOOK_EVERY: Final = timedelta(seconds=1)
_LOOK_AT_DAILY: Final = timedelta(minutes=1)


class Beat(Scheduler):  # type: ignore[misc]  # huey ships no types
    """huey looks for periodic tasks once a minute; people wait for their imports, so this one looks every second."""

    periodic_task_seconds = int(_LOOK_EVERY.total_seconds())


class Beating(Consumer):  # type: ignore[misc]  # huey ships no types
    """A consumer whose scheduler is the one above."""

    scheduler_class = Beat


class Turn:
    """When one job is due: its time has passed and its last run has ended."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._pause = _LOOK_AT_DAILY if isinstance(job.when, Daily) else job.when
        self._next = monotonic()
        self._busy = False

    def is_due(self, _moment: datetime) -> bool:
        """Asked by the scheduler before every round; a yes claims the turn."""
        if self._busy or monotonic() < self._next:
            return False
        self._busy = True
        return True

    def run(self) -> None:
        """The job with fresh database connections; a failure is written down, logged, and tried again at the next turn."""
        close_old_connections()
        try:
            self._run(timezone.now())
        finally:
            close_old_connections()
            self._next = monotonic() + self._pause.total_seconds()
            self._busy = False

    def _run(self, began_at: datetime) -> None:
        job = self.job
        daily = job.when if isinstance(job.when, Daily) else None
        if daily is not None and not runs.begin_daily(job.code, daily, at=began_at):
            return
        try:
            said = job.run()
        except Exception as error:
            runs.failed(job.code, began_at=began_at, error=error, at=timezone.now())
            raise
        if said:
            logger.info("%s: %s", job.code, said)
        runs.ended(job.code, began_at=began_at, said=said, at=timezone.now(), daily=daily)


def make_huey(schedule: tuple[Job, ...] = SCHEDULE) -> MemoryHuey:
    """A queue in memory with one periodic task per job."""
    huey = MemoryHuey("luodi", results=False)
    for job in schedule:
        turn = Turn(job)
        huey.periodic_task(turn.is_due, name=job.code)(turn.run)
    return huey


def watch_parent(parent: int, stop: Callable[[], None]) -> Job:
    """A job that stops this process when the one that started it is gone."""

    def look() -> str:
        if os.getppid() == parent:
            return ""
        stop()
        return "主进程已结束，后台任务随之结束"

    return Job("parent", _LOOK_EVERY, look, "网页服务被强行结束时，随它启动的后台进程不留在系统里")


def run(parent: int | None = None) -> None:
    """Run until SIGINT (ends the running job first) or SIGTERM; with `parent`, until that process is gone."""

    def stop() -> None:
        consumer.stop()

    runs.register([runs.JobLine(job.code, job.when, job.why) for job in SCHEDULE])
    schedule = SCHEDULE if parent is None else (*SCHEDULE, watch_parent(parent, stop))
    # One worker thread: SQLite has one writer, and more processes of this kind may run beside each other.
    consumer = Beating(make_huey(schedule), workers=1, max_delay=_LOOK_EVERY.total_seconds())
    consumer.run()
