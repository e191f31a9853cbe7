"""How a batch ends: dropped before it came in, undone after; and how many a person may leave open."""

from datetime import UTC, date, datetime

import pytest

from luodi.across.intake import selectors
from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import MOST_OPEN, BatchState
from luodi.across.intake.services import ImportOptions, commit, drop, receive, undo, withdraw
from luodi.base.approvals.models import Slip
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project, StageEvent
from tests import factories
from tests.refusals import refused

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


def test_who_uploaded_takes_it_back_while_nobody_has_judged_it():
    done = commit(received(), actor=factories.clerk(), at=AT)

    gone = withdraw(done, actor=factories.clerk(), at=AT, reason=" 传错文件 ")

    assert (gone.state, gone.undone_by, gone.message, gone.undone_facts) == ("UNDONE", factories.clerk(), "传错文件", 2)
    assert Project.objects.get().is_withdrawn
    step = Slip.objects.get().steps.last()
    assert (step.slip.state, step.act, step.note, step.recorded_by) == (
        "RETURNED",
        "return",
        "传错文件",
        factories.clerk(),
    )
    entries = AuditEntry.objects.filter(action__in=("intake.undone", "projects.taken_back")).order_by("pk")
    assert [(row.action, row.actor, row.reason) for row in entries] == [
        ("projects.taken_back", factories.clerk(), "传错文件"),
        ("intake.undone", factories.clerk(), "传错文件"),
    ]
    assert StageEvent.objects.filter(event="REVOKE").count() == 0


def test_a_slip_that_was_returned_already_does_not_hold_the_rest():
    done = commit(received(text=LEDGER + "乙项目,乙有限公司,3000,2023-03-01,\n"), actor=factories.clerk(), at=AT)
    first = Slip.objects.order_by("pk")[0]
    projects.decide(first, "return", actor=factories.checker(), at=AT, note="缺合同")

    gone = withdraw(done, actor=factories.clerk(), at=AT, reason="重传")

    assert (gone.undone_facts, first.steps.count()) == (1, 2)
    assert set(Project.objects.values_list("is_withdrawn", flat=True)) == {True}


@pytest.mark.parametrize("acts", [("verify",), ("verify", "recognise")])
def test_what_somebody_has_judged_is_not_taken_back_by_who_filed_it(acts: tuple[str, ...]):
    done = commit(received(), actor=factories.clerk(), at=AT)
    for act, judge in zip(acts, (factories.checker(), factories.statistics_office()), strict=False):
        projects.decide(Slip.objects.get(), act, actor=judge, at=AT)
    assert not selectors.may_withdraw(factories.clerk(), done)

    with refused("approvals.judged"):
        withdraw(done, actor=factories.clerk(), at=AT, reason="传错")


def test_nobody_takes_back_what_another_uploaded():
    done = commit(received(), actor=factories.clerk(), at=AT)
    other = factories.user("r09", "QJ-E", name="other")

    assert (selectors.may_withdraw(factories.clerk(), done), selectors.may_withdraw(other, done)) == (True, False)
    with refused("intake.not_own", NotPermitted):
        withdraw(done, actor=other, at=AT, reason="传错")


def test_a_withdrawal_needs_its_reason_and_a_batch_that_came_in():
    found = received()
    with refused("intake.state"):
        withdraw(found, actor=factories.clerk(), at=AT, reason="传错")
    done = commit(found, actor=factories.clerk(), at=AT)

    with refused("intake.reason"):
        withdraw(done, actor=factories.clerk(), at=AT, reason=" ")


def test_what_counted_from_the_import_on_is_not_taken_back_alone():
    officer = factories.statistics_office()
    found = receive(
        LEDGER.encode(),
        file_name="台账.csv",
        unit=factories.unit("QJ-E"),
        options=ImportOptions(as_of=date(2023, 6, 30), recognise=True),
        actor=officer,
        at=AT,
    )
    done = commit(found, actor=officer, at=AT)

    assert not selectors.may_withdraw(officer, done)
    with refused("intake.counts"):
        withdraw(done, actor=officer, at=AT, reason="传错")


def test_a_project_to_which_others_have_added_stays():
    done = commit(received(), actor=factories.clerk(), at=AT)
    row = Project.objects.get()
    factories.filed_event(row, "START", date(2023, 5, 1))

    withdraw(done, actor=factories.clerk(), at=AT, reason="传错")

    row.refresh_from_db()
    assert not row.is_withdrawn


def test_facts_that_wait_are_told_with_the_slips_they_stand_in():
    done = commit(received(text=LEDGER + "乙项目,乙有限公司,3000,2023-03-01,\n"), actor=factories.clerk(), at=AT)

    found = selectors.waiting_facts(done)

    assert (found.waiting, found.slips) == (3, 2)
