"""The table of jobs: what runs in the background, how often, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.utils import timezone

from luodi.across.figures.services import refresh_mart
from luodi.across.intake.services import commit_next


@dataclass(frozen=True)
class Job:
    """One row of the table. `run` says what it did, or an empty text when there was nothing to do."""

    code: str
    every: timedelta
    run: Callable[[], str]
    why: str


def import_waiting() -> str:
    """Carry out every queued import, and those whose worker died and whose lease ran out."""
    done = []
    while (batch := commit_next(at=timezone.now())) is not None:
        done.append(f"{batch.file_name}（{batch.get_state_display()}）")
    return "、".join(done)


def refresh_figures() -> str:
    """Bring the mart up to what has been recognised since the last time."""
    added = {table: rows for table, rows in refresh_mart().added.items() if rows}
    return "、".join(f"{table} {rows} 行" for table, rows in added.items())


def clear_sessions() -> str:
    """Remove sign-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ""


SCHEDULE: Final = (
    Job("imports", timedelta(seconds=1), import_waiting, "网页上确认的导入排队等待，由后台逐个执行"),
    Job("figures", timedelta(seconds=5), refresh_figures, "新认定的事实进入统计副本，看板打开时不必再等"),
    Job("sessions", timedelta(days=1), clear_sessions, "过期的登录不留在数据库里"),
)
