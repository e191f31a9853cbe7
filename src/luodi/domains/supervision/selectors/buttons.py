"""What a person may do with an order, a problem, a meeting, a plan or a finding now: read from the step tables."""

from dataclasses import dataclass

from luodi.base.core.workflow import Step, StepTable
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.supervision.models import Finding, InspectionPlan, Issue, Meeting, Order
from luodi.domains.supervision.rules import inspections, issues, meetings, orders
from luodi.domains.supervision.rules.orders import BY_UNIT, REMARKS, STEPS, OrderAct, Remark
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.selectors.record import is_confirmed
from luodi.domains.supervision.selectors.visibility import assisting_unit, covers, is_of_issuer, is_of_unit


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that may be done: its code and its label."""

    code: str
    label: str


def may_speak(order: Order, act: str, permission: str, viewer: User) -> bool:
    """True when the viewer stands on the side of the order that takes this act, with its right."""
    if act == OrderAct.ASSIST:
        return assisting_unit(order, viewer) is not None
    if act in BY_UNIT:
        return is_of_unit(order, viewer, permission)
    return is_of_issuer(order, viewer, permission)


def order_buttons(order: Order, viewer: User) -> list[Button]:
    """Steps and remarks that the viewer may take now, in table order."""
    offered: list[Step | Remark] = [
        *(step for step in STEPS[order.kind].allowed(order.state) if step.code not in orders.FOLLOWING),
        *(remark for remark in REMARKS[order.kind] if order.state in remark.sources),
    ]
    return [
        Button(one.code, one.label)
        for one in offered
        if may_speak(order, one.code, one.permission, viewer) and _is_sensible(order, one.code)
    ]


def _is_sensible(order: Order, act: str) -> bool:
    """False for what a rule would refuse anyway: a second extension, a confirmation where nobody is to confirm."""
    if act == OrderAct.ASK_EXTENSION:
        return not order.is_extension_used
    if act in {OrderAct.EXTEND, OrderAct.REFUSE_EXTENSION}:
        return order.wanted_due_on is not None
    if act == OrderAct.MILESTONE:
        return order.milestones.exists()
    if act in {OrderAct.ASK_CONFIRMATION, OrderAct.CLOSE_UNCONFIRMED}:
        return order.issue is not None and is_confirmed(order.issue) is None
    return True


def issue_buttons(issue: Issue, viewer: User) -> list[Button]:
    """Steps of the problem that the viewer may take now."""
    found = []
    for step in issues.STEPS.allowed(issue.state):
        if step.code in issues.FOLLOWING or not may_step(issue, step.code, step.permission, viewer):
            continue
        if step.code == issues.IssueAct.SOLVE and not issue.company and issue.raised_by_id == viewer.pk:
            continue
        found.append(Button(step.code, step.label))
    return found


def may_step(issue: Issue, act: str, permission: str, viewer: User) -> bool:
    """True when the step is the viewer's: the raiser's own, the unit's, or of those who check."""
    if act in issues.BY_RAISER:
        by_link = bool(issue.company) and act != issues.IssueAct.WITHDRAW
        return issue.raised_by_id == viewer.pk and not by_link
    return covers(reach(viewer, permission), issue.unit_id)


def may_ask(issue: Issue, viewer: User) -> bool:
    """True when the viewer may put the question to the raiser: whoever entered it, or who checks orders."""
    if issue.state not in {issues.IssueState.SOLVED, issues.IssueState.ORDERED}:
        return False
    checks = reach(viewer, Permission.CHECK).covers(issue.unit_id)
    return checks or (issue.state == issues.IssueState.SOLVED and issue.raised_by_id == viewer.pk)


def may_answer(issue: Issue, viewer: User) -> bool:
    """True when the viewer is the person inside whose word is waited for."""
    asked = issue.state in {issues.IssueState.SOLVED, issues.IssueState.ORDERED}
    return asked and not issue.company and issue.raised_by_id == viewer.pk


def _of_unit(table: StepTable, state: str, unit_id: int, viewer: User, without: frozenset[str]) -> list[Button]:
    return [
        Button(step.code, step.label)
        for step in table.allowed(state)
        if step.code not in without and covers(reach(viewer, step.permission), unit_id)
    ]


def meeting_buttons(meeting: Meeting, viewer: User) -> list[Button]:
    """Steps of the meeting that the viewer may take now."""
    return _of_unit(meetings.STEPS, meeting.state, meeting.unit_id, viewer, frozenset())


def plan_buttons(plan: InspectionPlan, viewer: User) -> list[Button]:
    """Steps of the plan that the viewer may take now."""
    return _of_unit(inspections.PLAN_STEPS, plan.state, plan.unit_id, viewer, frozenset())


def finding_buttons(finding: Finding, viewer: User) -> list[Button]:
    """Steps of the rectification that the viewer may take now."""
    organiser = finding.inspection.plan.unit_id
    return [
        Button(step.code, step.label)
        for step in inspections.FINDING_STEPS.allowed(finding.state)
        if step.code not in inspections.FOLLOWING
        and covers(
            reach(viewer, step.permission),
            finding.unit_id if step.code == inspections.FindingAct.REPORT else organiser,
        )
    ]
