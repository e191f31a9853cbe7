"""Writing down what jobs do. No audit entry: nobody acts here, and the jobs' own verbs are audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from luodi.base.core.text import shortened
from luodi.base.runs.models import JobRun
from luodi.base.runs.rules import LEASE, RETRY, WRITE_EVERY, Daily, said_every, turn_of

_MOST_TEXT = 200


@dataclass(frozen=True)
class JobLine:
    """What the table of jobs says of one."""

    code: str
    when: timedelta | Daily
    why: str


@transaction.atomic
def register(lines: Sequence[JobLine]) -> None:
    """Make the rows what the table says; rows of jobs that are no more go away. Safe to repeat."""
    JobRun.objects.exclude(code__in=[line.code for line in lines]).delete()
    for line in lines:
        every = None if isinstance(line.when, Daily) else line.when
        JobRun.objects.update_or_create(
            code=line.code,
            defaults={
                "why": shortened(line.why, _MOST_TEXT),
                "timing": str(line.when) if every is None else said_every(every),
                "every_seconds": None if every is None else int(every.total_seconds()),
            },
        )


def begin_daily(code: str, daily: Daily, *, at: datetime) -> bool:
    """Claim today's turn of a daily job: False when it was done, or another worker is at it.

    A worker that dies at it leaves a lease that runs out; the turn is done again, which the job must bear.
    """
    turn = turn_of(daily, timezone.localtime(at))
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    undone = Q(done_for=None) | Q(done_for__lt=turn)
    with transaction.atomic():
        taken = JobRun.objects.filter(free & undone, code=code).update(lease_until=at + LEASE, began_at=at)
    return bool(taken)


def ended(code: str, *, began_at: datetime, said: str, at: datetime, daily: Daily | None = None) -> None:
    """The job came to its end. A frequent one without anything to say is written down once a minute."""
    row = JobRun.objects.filter(code=code)
    if daily is None and not said:
        stale = Q(ended_at=None) | Q(ended_at__lt=at - WRITE_EVERY) | Q(failures__gt=0)
        row = row.filter(stale)
        if not row.exists():
            return
    changed: dict[str, object] = {"began_at": began_at, "ended_at": at, "failures": 0, "lease_until": None}
    if said:
        changed |= {"said": shortened(said, _MOST_TEXT), "said_at": at}
    if daily is not None:
        changed["done_for"] = turn_of(daily, timezone.localtime(began_at))
    with transaction.atomic():
        row.update(**changed)


def failed(code: str, *, began_at: datetime, error: Exception, at: datetime) -> None:
    """The job failed. Only the kind of the error is kept: its text may name what the officer must not see; the log has it."""
    with transaction.atomic():
        JobRun.objects.filter(code=code).update(
            began_at=began_at,
            ended_at=at,
            failure=shortened(f"{type(error).__name__} {getattr(error, 'code', '')}".strip(), _MOST_TEXT),
            failed_at=at,
            failures=F("failures") + 1,
            lease_until=at + RETRY,
        )
