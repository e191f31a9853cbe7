"""Does every cached column of supervision say what its steps say? Read by `luodi verify`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from luodi.domains.supervision.models import CACHED, Finding, InspectionPlan, Issue, Meeting, Order
from luodi.domains.supervision.rules import inspections, issues, meetings, orders
from luodi.domains.supervision.selectors.record import fact_of


@dataclass(frozen=True, slots=True)
class StepDifference:
    """A cached column that is not the replay of the steps."""

    subject: str
    column: str
    cached: object
    replayed: object


def step_differences() -> tuple[int, list[StepDifference]]:
    """How many orders, problems, meetings, plans and findings were compared, and every difference."""
    found: list[StepDifference] = []
    checked = 0
    for subject, truth in _truths():
        checked += 1
        found += [
            StepDifference(str(subject), column, getattr(subject, column), value)
            for column, value in truth.items()
            if getattr(subject, column) != value
        ]
    return checked, found


def _truths() -> Iterator[tuple[object, dict[str, object]]]:
    for order in Order.objects.prefetch_related("steps").order_by("pk").iterator(chunk_size=500):
        life = orders.replay(order.kind, [fact_of(step) for step in sorted(order.steps.all(), key=lambda one: one.pk)])
        yield order, {column: getattr(life, column) for column in CACHED}
    for issue in Issue.objects.order_by("pk").iterator(chunk_size=500):
        yield issue, _issue_truth(issue)
    for meeting in Meeting.objects.order_by("pk"):
        steps = list(meeting.steps.order_by("pk"))
        number = next((step.number for step in steps if step.act == meetings.MeetingAct.HOLD), "")
        yield meeting, {"state": meetings.replay([step.act for step in steps]), "number": number}
    for plan in InspectionPlan.objects.order_by("pk"):
        acts = list(plan.steps.order_by("pk").values_list("act", flat=True))
        yield plan, {"state": inspections.replay(inspections.PLAN_STEPS, inspections.PlanState.DRAFT, acts)}
    for finding in Finding.objects.order_by("pk").iterator(chunk_size=500):
        yield finding, _finding_truth(finding)


def _issue_truth(issue: Issue) -> dict[str, object]:
    steps = list(issue.steps.order_by("pk"))
    state = issues.replay([step.act for step in steps])
    has_ended = state in {issues.IssueState.CLOSED, issues.IssueState.WITHDRAWN}
    return {
        "state": state,
        "ended_on": timezone.localdate(steps[-1].recorded_at) if has_ended else None,
        "is_unconfirmed": has_ended and steps[-1].act in issues.SILENT,
    }


def _finding_truth(finding: Finding) -> dict[str, object]:
    steps = list(finding.steps.order_by("pk"))
    days = {step.act: timezone.localdate(step.recorded_at) for step in steps}
    state = inspections.replay(
        inspections.FINDING_STEPS, inspections.FindingState.ORDERED, [step.act for step in steps]
    )
    return {
        "state": state,
        "reported_on": days.get(inspections.FindingAct.REPORT.value),
        "ended_on": days.get(inspections.FindingAct.CLOSE.value) or days.get(inspections.FindingAct.ESCALATE.value),
    }
