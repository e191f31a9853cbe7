"""The table of jobs and what each job does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from luodi.across.figures.selectors.mart import store
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import BatchState
from luodi.across.intake.services import ImportOptions, preview, queue, upload
from luodi.base.notices.models import Notice
from luodi.base.notices.services import tell
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import install_instance
from luodi.domains.projects.models import Project
from luodi.interfaces.jobs.schedule import SCHEDULE, clear_sessions, import_waiting, refresh_figures, send_messages

LEDGER = "项目名称,投资方,总投资（万元）,签约时间,进展情况\n{name},甲号公司,12000,2023-03-01,已签约\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def batches() -> list[ImportBatch]:
    """Two ledgers that wait for their import."""
    root = install_instance(name="松汀区", code="ROOT", kind=UnitKind.COUNTY, at=timezone.now()).root
    return [waiting(root, name) for name in ("甲号项目", "乙号项目")]


def waiting(root: object, name: str) -> ImportBatch:
    """A queued batch with one project."""
    options = ImportOptions(recognise=True)
    batch = upload(
        LEDGER.format(name=name).encode(),
        file_name=f"{name}.csv",
        unit=root,  # type: ignore[arg-type]  # the root unit
        options=options,
        actor=operator(),
        at=timezone.now(),
    )
    return queue(preview(batch, actor=operator()), actor=operator(), at=timezone.now())


def test_every_waiting_import_is_carried_out(batches: list[ImportBatch]) -> None:
    said = import_waiting()

    assert said == "已导入 2 件"
    assert Project.objects.count() == 2
    assert import_waiting() == ""


def test_an_import_whose_worker_died_is_carried_out_once_its_lease_is_over(batches: list[ImportBatch]) -> None:
    lost, held = batches
    ImportBatch.objects.filter(pk=lost.pk).update(
        state=BatchState.RUNNING, lease_until=timezone.now() - timedelta(seconds=1)
    )
    ImportBatch.objects.filter(pk=held.pk).update(
        state=BatchState.RUNNING, lease_until=timezone.now() + timedelta(hours=1)
    )

    import_waiting()

    lost.refresh_from_db()
    held.refresh_from_db()
    assert (lost.state, held.state) == (BatchState.DONE, BatchState.RUNNING)


def test_the_mart_follows_the_ledger(batches: list[ImportBatch]) -> None:
    import_waiting()

    assert "stage_events" in refresh_figures()
    assert store().manifest().rows("projects") == 2
    assert refresh_figures() == ""


def test_sessions_that_ran_out_are_removed() -> None:
    old, new = SessionStore(), SessionStore()
    old.set_expiry(-1)
    old.save()
    new.save()

    clear_sessions()

    assert [row.session_key for row in Session.objects.all()] == [new.session_key]


def test_the_table_names_every_job_once_and_why() -> None:
    codes = [job.code for job in SCHEDULE]

    assert len(codes) == len(set(codes))
    assert {"imports", "figures", "messages", "sessions"} <= set(codes)
    assert [job.code for job in SCHEDULE if len(job.why) < 8] == []
    assert [job.code for job in SCHEDULE if isinstance(job.when, timedelta) and job.when < timedelta(seconds=1)] == []


def test_new_notices_go_to_their_readers(batches: list[ImportBatch]) -> None:
    assert send_messages() == ""
    tell([operator()], code="intake.finished", title="导入完成", at=timezone.now())

    assert send_messages() == ""
    assert Notice.objects.filter(routed_at=None).count() == 0


def test_the_manual_lists_the_table() -> None:
    manual = (Path(__file__).resolve().parents[3] / "docs" / "manual" / "commands.md").read_text(encoding="utf-8")

    assert [job.code for job in SCHEDULE if f"| `{job.code}` |" not in manual] == []
