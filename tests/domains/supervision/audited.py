"""One verb for each audit code of supervision; each gives the actor whom its row must name."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.supervision import services
from luodi.domains.supervision.services import Photo, Said
from tests import factories
from tests.domains.supervision import making
from tests.factories import unit

Act = Callable[[], User | None]


def order_drafted() -> User:
    """By the director."""
    making.draft()
    return making.chief()


def order_changed() -> User:
    """By the inspection office."""
    services.change_draft(making.draft(), making.values(title="改过"), actor=making.inspector(), at=factories.AT)
    return making.inspector()


def order_stepped() -> User:
    """Signed by the county's clerk."""
    making.signed(making.issued())
    return making.clerk()


def issue_stepped() -> User:
    """Raised by the project section."""
    making.raised()
    return factories.project_office()


def confirmation_asked() -> User:
    """By the director, of a company."""
    issue = making.solved(making.raised(company="示例电子有限公司"))
    services.ask_raiser(issue, actor=making.chief(), at=factories.AT)
    return making.chief()


def confirmation_answered() -> None:
    """By the company, which has no account."""
    issue = making.solved(making.raised(company="示例电子有限公司"))
    token = services.ask_raiser(issue, actor=making.chief(), at=factories.AT)
    services.answer_by_link(token, is_solved=True, note="", at=factories.AT)


def meeting_stepped() -> User:
    """Called by the director."""
    making.meeting()
    return making.chief()


def decided() -> User:
    """At a meeting of the director."""
    meeting = services.take_meeting_step(making.meeting(), "freeze", actor=making.chief(), at=factories.AT)
    services.decide(meeting, text="供地", unit=unit("QJ-E"), actor=making.chief(), at=factories.AT)
    return making.chief()


def decision_withdrawn() -> User:
    """The same, taken back."""
    meeting = services.take_meeting_step(making.meeting(), "freeze", actor=making.chief(), at=factories.AT)
    made = services.decide(meeting, text="供地", unit=unit("QJ-E"), actor=making.chief(), at=factories.AT)
    services.withdraw_decision(made, actor=making.chief(), at=factories.AT)
    return making.chief()


def plan_stepped() -> User:
    """Approved by the director."""
    making.approved(making.plan())
    return making.chief()


def visited() -> User:
    """By the inspection office."""
    making.visit()
    return making.inspector()


def finding_stepped() -> User:
    """Ordered by the inspection office."""
    making.finding()
    return making.inspector()


def marked() -> User:
    """Entered by the inspection office."""
    place = making.visit(making.approved(making.plan("VISIT")))
    services.enter_mark(place, judge="甲", mark=Decimal(90), actor=making.inspector(), at=factories.AT)
    return making.inspector()


VERBS: Final[dict[str, Act]] = {
    "supervision.order_drafted": order_drafted,
    "supervision.order_changed": order_changed,
    "supervision.order_stepped": order_stepped,
    "supervision.issue_stepped": issue_stepped,
    "supervision.confirmation_asked": confirmation_asked,
    "supervision.confirmation_answered": confirmation_answered,
    "supervision.meeting_stepped": meeting_stepped,
    "supervision.decided": decided,
    "supervision.decision_withdrawn": decision_withdrawn,
    "supervision.plan_stepped": plan_stepped,
    "supervision.visited": visited,
    "supervision.finding_stepped": finding_stepped,
    "supervision.marked": marked,
}


def something_of_everything() -> None:
    """A row of every kind of fact of supervision."""
    raised = making.raised(company="示例电子有限公司")
    services.take_issue_step(
        raised, "solve", actor=making.clerk(), at=factories.AT, note="已办", evidence=[factories.attachment()]
    )
    token = services.ask_raiser(raised, actor=making.chief(), at=factories.AT)
    services.answer_by_link(token, is_solved=True, note="", at=factories.AT)
    marks = {"节点": making.MONDAY.replace(day=10)}
    order = services.issue_order(
        making.draft(), actor=making.chief(), at=factories.AT, due_on=making.MONDAY.replace(day=20), milestones=marks
    )
    making.handling(order)
    said = Said(note="进展", evidence=[factories.attachment()])
    services.add_remark(order, "reply", actor=making.clerk(), at=factories.AT, said=said)
    making.raised(title="新问题")
    decided()
    shot = Photo(factories.attachment(), factories.AT, "北厂区")
    place = making.visit(making.approved(making.plan("VISIT")), photos=[shot])
    services.enter_mark(place, judge="甲", mark=Decimal(90), actor=making.inspector(), at=factories.AT)
    finding = making.finding(place)
    proof = [factories.attachment()]
    services.take_finding_step(finding, "report", actor=making.clerk(), at=factories.AT, note="已改", evidence=proof)
