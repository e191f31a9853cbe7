"""Problems, orders, meetings and inspections for tests, made through the services; days are those of July 2023."""

from datetime import date, datetime, timedelta
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.supervision import services
from luodi.domains.supervision.models import Finding, Inspection, InspectionPlan, Issue, Meeting, Order
from luodi.domains.supervision.services import (
    IssueValues,
    MeetingValues,
    OrderValues,
    PlanValues,
    Said,
    VisitValues,
)
from tests import factories
from tests.factories import AT, attachment, unit, user
from tests.worlds import remembered

MONDAY: Final = date(2023, 7, 3)
"""The day of AT; in July 2023 only weekends are free."""


def on(day: int, hour: int = 0) -> datetime:
    """That day of July 2023, some hours after nine in the morning."""
    return AT + timedelta(days=day - 3, hours=hour)


def chief() -> User:
    """The director of the leading group's office (r03), who issues and checks."""
    return user("r03")


def inspector() -> User:
    """The inspection office (r25)."""
    return user("r25")


def leader() -> User:
    """A leader (r01)."""
    return user("r01")


def clerk() -> User:
    """The county's clerk (r09), who signs and replies."""
    return factories.clerk()


def head() -> User:
    """The county's verifier (r10), who reports for checking."""
    return factories.checker()


@remembered
def everybody() -> None:
    """The issuing side, the county's people, and one of another county."""
    for known in (chief, inspector, leader, clerk, head, factories.project_office):
        known()
    for role in ("r09", "r12"):
        user(role, "QJ-W")


def values(kind: str = "ASSIGN", unit_code: str = "QJ-E", **more: object) -> OrderValues:
    """An order for the eastern county."""
    given = {"title": "协调项目用地", "text": "一周内完成用地预审", "unit": unit(unit_code), **more}
    return OrderValues(kind=kind, **given)  # type: ignore[arg-type]  # checked by the test that passes them


def draft(kind: str = "ASSIGN", *, at: datetime = AT, **more: object) -> Order:
    """A draft by the director."""
    return services.draft_order(values(kind, **more), actor=chief(), at=at)


def issued(kind: str = "ASSIGN", *, at: datetime = AT, due_on: date | None = None, **more: object) -> Order:
    """An order that has been sent: 交办 and 督办 by the director, 问责建议 by the inspection office."""
    actor = inspector() if kind == "ACCOUNT" else chief()
    if kind == "ACCOUNT" and due_on is None:
        due_on = date(2023, 7, 31)
    return services.issue_order(draft(kind, at=at, **more), actor=actor, at=at, due_on=due_on)


def step(order: Order, act: str, who: User, at: datetime, note: str = "已办", **said: object) -> Order:
    """One step with its words."""
    return services.take_step(order, act, actor=who, at=at, said=Said(note=note, **said))  # type: ignore[arg-type]


def signed(order: Order, at: datetime = AT) -> Order:
    """After the county's signature."""
    return step(order, "sign", clerk(), at)


def handling(order: Order, at: datetime = AT) -> Order:
    """After signature and plan."""
    return step(signed(order, at), "plan", clerk(), at, "由分管副局长牵头")


def reported(order: Order, at: datetime = AT) -> Order:
    """After the report with a document."""
    return step(handling(order, at), "finish", head(), at, "已完成预审", evidence=[attachment()])


def closed(order: Order, at: datetime = AT) -> Order:
    """An order without a raiser, checked and closed."""
    on_site = "7月5日到现场查看" if order.kind == "SUPERVISE" else ""
    return step(reported(order, at), "close", chief(), at, "核查属实", on_site=on_site)


def raised(*, company: str = "", at: datetime = AT, who: User | None = None, **more: object) -> Issue:
    """A problem of the eastern county, raised by the bureau's project section."""
    given = {"title": "临时用电不足", "text": "施工变压器容量不够", "category": "POWER", "unit": unit("QJ-E"), **more}
    spoken = IssueValues(company=company, **given)  # type: ignore[arg-type]  # checked by the test that passes them
    return services.raise_issue(spoken, actor=who or factories.project_office(), at=at)


def solved(issue: Issue, at: datetime = AT) -> Issue:
    """After the county has said that it is done."""
    return services.take_issue_step(issue, "solve", actor=clerk(), at=at, note="已增容")


def order_of(issue: Issue, at: datetime = AT) -> Order:
    """The order sent for a problem."""
    return issued(at=at, issue=issue)


def meeting(kind: str = "HALF_MONTHLY", *, on_day: date = MONDAY, at: datetime = AT, topics: str = "") -> Meeting:
    """A meeting of the whole district in preparation."""
    given = MeetingValues(kind, "七月上半月调度会", unit("QJ"), on_day, "分管副区长", "第一会议室", "各单位", topics)
    return services.call_meeting(given, actor=chief(), at=at)


def plan(
    kind: str = "SUPERVISE",
    *,
    basis: str = "示例督发〔2023〕1号",
    units: tuple[str, ...] = ("QJ-E",),
    at: datetime = AT,
) -> InspectionPlan:
    """A plan of the inspection office that waits for approval."""
    given = PlanValues(
        title="三季度项目督查",
        kind=kind,
        unit=unit("QJ"),
        units=[unit(code) for code in units],
        begins_on=MONDAY,
        ends_on=date(2023, 7, 31),
        basis_no=basis,
    )
    return services.draft_plan(given, actor=inspector(), at=at)


def approved(made: InspectionPlan, at: datetime = AT) -> InspectionPlan:
    """Approved by the director."""
    return services.take_plan_step(made, "approve", actor=chief(), at=at)


def visit(made: InspectionPlan | None = None, *, at: datetime = AT, **more: object) -> Inspection:
    """A visit to the eastern county under an approved plan."""
    under = made or approved(plan(at=at), at)
    given = {"unit": unit("QJ-E"), "held_on": MONDAY, "inspectors": "督查一组", "summary": "现场未开工", **more}
    return services.record_visit(under, VisitValues(**given), actor=inspector(), at=at)  # type: ignore[arg-type]


def finding(made: Inspection | None = None, *, at: datetime = AT, due_on: date = date(2023, 7, 14)) -> Finding:
    """A rectification ordered after a visit."""
    return services.order_rectification(
        made or visit(at=at), text="围挡不全", demand="三日内补齐", due_on=due_on, actor=inspector(), at=at
    )
