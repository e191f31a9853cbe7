"""Addresses of problems, orders, meetings and inspections, with the rows of the eastern county that they open."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from luodi.domains.supervision import services
from luodi.domains.supervision.models import Meeting
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services import MeetingValues, OrderValues, PlanValues, Said, VisitValues
from tests import factories
from tests.domains.supervision import making

Parts = dict[str, object]
CLERK, OTHER = ("r09", "QJ-E", ""), ("r09", "QJ-W", "")
CHIEF, OTHER_CHIEF = ("r03", "QJ", ""), ("r03", "QJ-W", "S2")
OFFICE, OTHER_OFFICE = ("r25", "QJ", ""), ("r25", "QJ-W", "S2")
ACTING = (Permission.ANSWER, Permission.FINISH, Permission.CHECK, Permission.DRAFT, Permission.APPROVE_EXTENSION)
ISSUING = (Permission.ISSUE_ASSIGN, Permission.ISSUE_SUPERVISE, Permission.ISSUE_ACCOUNT)


def now() -> Any:
    """Pages work at the present moment."""
    return timezone.now()


def today() -> date:
    """The day of the pages."""
    return timezone.localdate()


def an_issue() -> Parts:
    """A problem of the county."""
    return {"pk": making.raised(at=now()).pk}


def its_document() -> Parts:
    """A problem with a document."""
    issue, document = making.raised(at=now()), factories.attachment()
    services.take_issue_step(issue, "solve", actor=making.clerk(), at=now(), note="已办", evidence=[document])
    return {"pk": issue.pk, "file_pk": document.pk}


def a_solved_issue() -> Parts:
    """A company's problem that its unit has solved."""
    return {"pk": making.solved(making.raised(company="示例电子有限公司", at=now()), now()).pk}


def a_draft() -> Parts:
    """A draft of an order."""
    return {"pk": making.draft(at=now()).pk}


def an_order() -> Parts:
    """An order that has been sent."""
    return {"pk": making.issued(at=now()).pk}


def a_supervised_project() -> Parts:
    """A project of the county with a problem and an order."""
    project = factories.project()
    making.raised(project=project, at=now())
    making.issued(project=project, at=now())
    return {"pk": project.pk}


def its_proof() -> Parts:
    """An order with a document."""
    document = factories.attachment()
    order = making.handling(making.issued(at=now()), now())
    services.add_remark(order, "reply", actor=making.clerk(), at=now(), said=Said(note="进展", evidence=[document]))
    return {"pk": order.pk, "file_pk": document.pk}


def an_order_to_confirm() -> Parts:
    """An order of a problem that waits for its check."""
    issue = making.raised(at=now())
    return {"pk": making.reported(making.order_of(issue, now()), now()).pk}


def a_meeting() -> Parts:
    """A meeting of the county with its agenda fixed."""
    values = MeetingValues("WEEKLY", "周调度会", factories.unit("QJ-E"), today(), "分管副区长", topics="人员安排")
    meeting = services.call_meeting(values, actor=making.chief(), at=now())
    return {"pk": services.take_meeting_step(meeting, "freeze", actor=making.chief(), at=now()).pk}


def a_decision() -> Parts:
    """A decision of such a meeting."""
    pk = a_meeting()["pk"]
    made = services.decide(
        Meeting.objects.get(pk=pk), text="一周内供地", unit=factories.unit("QJ-E"), actor=making.chief(), at=now()
    )
    return {"pk": pk, "decision_pk": made.pk}


def _plan(kind: str = "SUPERVISE") -> Any:
    values = PlanValues(
        title="三季度督查",
        kind=kind,
        unit=factories.unit("QJ"),
        units=[factories.unit("QJ-E")],
        begins_on=today() - timedelta(days=10),
        ends_on=today() + timedelta(days=10),
        basis_no="示例督发〔2023〕1号",
    )
    return services.draft_plan(values, actor=making.inspector(), at=now())


def a_plan() -> Parts:
    """An approved plan for the county."""
    return {"pk": making.approved(_plan(), now()).pk}


def _visit(kind: str = "SUPERVISE") -> Any:
    values = VisitValues(
        unit=factories.unit("QJ-E"), held_on=today(), inspectors="督查一组", summary="未开工", project=None
    )
    return services.record_visit(making.approved(_plan(kind), now()), values, actor=making.inspector(), at=now())


def a_visit() -> Parts:
    """A visit to the county."""
    return {"pk": _visit().pk}


def a_marked_visit() -> Parts:
    """A place of a site visit with a mark."""
    visit = _visit("VISIT")
    services.enter_mark(visit, judge="评委甲", mark=Decimal(90), actor=making.inspector(), at=now())
    return {"pk": visit.pk}


def _finding() -> Any:
    return services.order_rectification(
        _visit(), text="围挡不全", demand="补齐", due_on=today() + timedelta(days=5), actor=making.inspector(), at=now()
    )


def a_finding() -> Parts:
    """A rectification of the county."""
    return {"pk": _finding().pk}


def its_photo() -> Parts:
    """A visit with a document of its rectification."""
    finding, document = _finding(), factories.attachment()
    services.take_finding_step(finding, "report", actor=making.clerk(), at=now(), note="已补齐", evidence=[document])
    return {"pk": finding.inspection_id, "file_pk": document.pk}


def rows(row: Callable[..., Any]) -> tuple[Any, ...]:
    """The addresses as rows of the permission table."""
    view = (Permission.VIEW,)
    return (
        row("issues:list", view, CLERK),
        row("issues:export", view, CLERK),
        row("issues:new", (Permission.RAISE,), CLERK),
        row("issues:detail", view, CLERK, OTHER, parts=an_issue),
        row(
            "issues:act",
            (Permission.ANSWER, Permission.RAISE, Permission.CHECK),
            CLERK,
            OTHER,
            post={"act": "take"},
            parts=an_issue,
        ),
        row("issues:ask", (Permission.RAISE, Permission.CHECK), CHIEF, OTHER_CHIEF, post={}, parts=a_solved_issue),
        row("issues:file", view, CLERK, OTHER, parts=its_document),
        row("orders:list", view, CLERK),
        row("orders:export", view, CLERK),
        row("orders:overview", view, CLERK),
        row("orders:new", (Permission.DRAFT,), CHIEF),
        row("orders:detail", view, CLERK, OTHER, parts=an_order),
        row("orders:paper", view, CLERK, OTHER, parts=an_order),
        row("projects:supervision", view, CLERK, OTHER, parts=a_supervised_project),
        row("orders:edit", (Permission.DRAFT,), CHIEF, OTHER_CHIEF, parts=a_draft),
        row("orders:issue", ISSUING, CHIEF, OTHER_CHIEF, parts=a_draft),
        row("orders:act", ACTING, CLERK, OTHER, post={"act": "sign"}, parts=an_order),
        row(
            "orders:confirmation",
            (Permission.CHECK,),
            CHIEF,
            OTHER_CHIEF,
            post={"note": "核查通过"},
            parts=an_order_to_confirm,
        ),
        row("orders:file", view, CLERK, OTHER, parts=its_proof),
        row("meetings:list", view, CLERK),
        row("meetings:new", (Permission.MEET,), CHIEF),
        row("meetings:detail", view, CLERK, OTHER, parts=a_meeting),
        row("meetings:act", (Permission.MEET,), CHIEF, OTHER_CHIEF, post={"act": "cancel"}, parts=a_meeting),
        row(
            "meetings:decision",
            (Permission.MEET,),
            CHIEF,
            OTHER_CHIEF,
            post={"text": "一周内供地", "unit": "QJ-E"},
            parts=a_meeting,
        ),
        row("meetings:order", (Permission.DRAFT,), CHIEF, OTHER_CHIEF, post={}, parts=a_decision),
        row("meetings:withdraw", (Permission.MEET,), CHIEF, OTHER_CHIEF, post={}, parts=a_decision),
        row("meetings:word", view, CLERK, OTHER, parts=a_meeting),
        row("inspections:list", view, CLERK),
        row("inspections:new", (Permission.PLAN,), OFFICE),
        row("inspections:detail", view, CLERK, OTHER, parts=a_plan),
        row(
            "inspections:act",
            (Permission.PLAN, Permission.APPROVE_PLAN),
            OFFICE,
            OTHER_OFFICE,
            post={"act": "finish"},
            parts=a_plan,
        ),
        row("inspections:visit_new", (Permission.INSPECT,), OFFICE, OTHER_OFFICE, parts=a_plan),
        row("inspections:visit", view, CLERK, OTHER, parts=a_visit),
        row("inspections:finding_new", (Permission.INSPECT,), OFFICE, OTHER_OFFICE, parts=a_visit),
        row(
            "inspections:mark",
            (Permission.INSPECT,),
            OFFICE,
            OTHER_OFFICE,
            post={"judge": "评委甲", "mark": "88"},
            parts=a_marked_visit,
        ),
        row("inspections:file", view, CLERK, OTHER, parts=its_photo),
        row("inspections:findings", view, CLERK),
        row("inspections:finding", view, CLERK, OTHER, parts=a_finding),
    )


def another_county(secret: str, county: Any, clerk: Any) -> None:
    """Orders, problems, visits and findings of a county that no other may know of; one plan visits both counties."""
    text = f"{secret}事项"
    values = OrderValues("ASSIGN", text, text, county, basis=text)
    order = services.draft_order(values, actor=making.chief(), at=factories.AT)
    services.issue_order(order, actor=making.chief(), at=factories.AT)
    services.take_step(order, "sign", actor=clerk, at=factories.AT)
    services.add_remark(order, "reply", actor=clerk, at=factories.AT, said=Said(note=text))
    making.raised(title=text, text=text, unit=county)
    units = [county, factories.unit("QJ-E")]
    both = PlanValues(
        "联合督查", "VISIT", factories.unit("QJ"), units, making.MONDAY, making.MONDAY, "示例督发〔2023〕1号"
    )
    plan = making.approved(services.draft_plan(both, actor=making.inspector(), at=factories.AT))
    place = making.visit(plan, unit=county, summary=text, place=text)
    services.enter_mark(place, judge=text, mark=Decimal(90), actor=making.inspector(), at=factories.AT)
    services.order_rectification(
        place, text=text, demand=text, due_on=date(2023, 7, 14), actor=making.inspector(), at=factories.AT
    )
