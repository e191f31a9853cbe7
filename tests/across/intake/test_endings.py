"""How a batch ends: dropped before it came in, undone after; and how many a person may leave open."""

from datetime import UTC, date, datetime

import pytest

from luodi.across.intake import selectors
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import MOST_OPEN, BatchState
from luodi.across.intake.services import ImportOptions, commit, drop, receive, undo
from luodi.base.approvals.models import Slip
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from tests import factories

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
LEDGER = "项目名称,投资方,总投资（万元）,签约时间,2023年4月到位资金（万元）\n示例部件项目,示例实业有限公司,5000,2023-02-01,300\n"
pytestmark = pytest.mark.django_db


def received(actor: User | None = None, text: str = LEDGER) -> ImportBatch:
    """The ledger, previewed."""
    return receive(
        text.encode(),
        file_name="台账.csv",
        unit=factories.unit("QJ-E"),
        options=ImportOptions(as_of=date(2023, 6, 30)),
        actor=actor or factories.clerk(),
        at=AT,
    )


def test_a_dropped_batch_waits_no_longer_and_wrote_nothing():
    found = received()

    done = drop(found, actor=factories.clerk(), at=AT)

    assert (done.state, Project.objects.count()) == (BatchState.DROPPED, 0)
    assert list(selectors.unfinished(factories.clerk())) == []
    assert AuditEntry.objects.filter(action="intake.dropped").count() == 1
    with pytest.raises(BusinessError, match="这个导入现在是“已放弃”"):
        commit(done, actor=factories.clerk(), at=AT)


def test_what_has_come_in_is_undone_and_not_dropped():
    done = commit(received(), actor=factories.clerk(), at=AT)

    with pytest.raises(BusinessError, match="已导入"):
        drop(done, actor=factories.clerk(), at=AT)


def test_a_clerk_of_another_county_cannot_drop_it():
    found = received()

    with pytest.raises(NotVisible):
        drop(found, actor=factories.clerk("QJ-W"), at=AT)

    found.refresh_from_db()
    assert found.state == BatchState.PREVIEWED


def test_an_undo_keeps_who_when_why_and_how_many_facts():
    done = commit(received(), actor=factories.clerk(), at=AT)
    officer = factories.statistics_office()

    gone = undo(done, actor=officer, at=AT, reason="导错了文件")

    assert (gone.undone_by, gone.undone_at, gone.message, gone.undone_facts) == (officer, AT, "导错了文件", 2)


def test_facts_of_a_batch_are_counted_by_what_still_has_to_be_done():
    done = commit(received(), actor=factories.clerk(), at=AT)
    filed = selectors.waiting_facts(done)

    projects.decide(Slip.objects.get(), "verify", actor=factories.checker(), at=AT)
    verified = selectors.waiting_facts(done)
    projects.decide(Slip.objects.get(), "recognise", actor=factories.statistics_office(), at=AT)
    recognised = selectors.waiting_facts(done)

    assert (filed.to_verify, filed.to_recognise, filed.waiting) == (2, 0, 2)
    assert (verified.to_verify, verified.to_recognise, verified.waiting) == (0, 2, 2)
    assert (recognised.waiting, recognised.recognised) == (0, 2)


def test_a_person_may_not_leave_more_than_so_many_imports_open():
    clerk, found = factories.clerk(), received()
    waiting = [
        ImportBatch(
            code=f"B{number}",
            file_name="台账.csv",
            sha256=found.sha256,
            unit=found.unit,
            uploaded_by=clerk,
            uploaded_at=AT,
        )
        for number in range(MOST_OPEN - 1)
    ]
    ImportBatch.objects.bulk_create(waiting)

    with pytest.raises(BusinessError, match=f"您已有 {MOST_OPEN} 个没有办完的导入"):
        received(clerk, LEDGER + "另一个项目,另一实业有限公司,5000,2023-02-01,\n")

    assert ImportBatch.objects.count() == MOST_OPEN
    drop(found, actor=clerk, at=AT)
    assert received(clerk).state == BatchState.PREVIEWED
