"""Reading how the background jobs ran. What they say names numbers only, no project and no person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from luodi.base.runs.models import JobRun
from luodi.base.runs.rules import is_late


@dataclass(frozen=True, slots=True)
class JobState:
    """A job's row and whether it is late."""

    run: JobRun
    is_late: bool

    @property
    def is_failing(self) -> bool:
        """Whether its last run failed."""
        return self.run.failures > 0


def job_states(at: datetime) -> list[JobState]:
    """Every job of the schedule in its order; empty when no worker was ever started."""
    return [
        JobState(
            run,
            is_late(None if run.every_seconds is None else timedelta(seconds=run.every_seconds), run.ended_at, at),
        )
        for run in JobRun.objects.order_by("pk")
    ]
