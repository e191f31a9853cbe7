"""`luodi doctor` on background jobs and deliveries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luodi.base.runs import services as runs
from luodi.interfaces.cli import doctor
from tests.interfaces.cli.conftest import Run

NOW = timezone.now()


def found(run: Run, code: str) -> tuple[str, str]:
    """State and sentence of one look."""
    check = next(check for check in run("doctor", "--json").document["checks"] if check["code"] == code)
    return check["state"], check["message"]


def test_jobs_that_never_ran_are_remarked(instance: None, run: Run) -> None:
    assert found(run, "jobs") == ("remark", "还没有运行过")


def test_a_failing_job_is_a_fault_and_a_late_one_a_remark(instance: None, run: Run) -> None:
    runs.register([runs.JobLine("often", timedelta(seconds=5), "常办的事")])
    assert found(run, "jobs") == ("remark", "没有按时运行：often")
    runs.ended("often", began_at=NOW, said="", at=timezone.now())
    assert found(run, "jobs") == ("ok", "1 个任务都按时运行")
    runs.failed("often", began_at=NOW, error=OSError("x"), at=timezone.now())
    assert found(run, "jobs") == ("fault", "失败的任务：often")


@pytest.mark.parametrize(("late", "given_up", "state"), [(3, 0, "remark"), (0, 2, "remark"), (0, 0, "ok")])
def test_messages_that_are_late_or_given_up_are_remarked(
    late: int, given_up: int, state: str, instance: None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = doctor.deliveries.Tally(waiting=1, failed=0, sent=5, given_up=given_up, late=late)
    monkeypatch.setattr(doctor.deliveries, "tally", lambda _at: counted)

    assert found(run, "messages")[0] == state
