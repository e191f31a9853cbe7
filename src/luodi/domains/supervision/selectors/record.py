"""An order's record: its steps with documents, its chain, its milestones, and its life replayed from the facts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from luodi.base.core.errors import NotVisible
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import (
    ConfirmationRequest,
    FindingEvidence,
    InspectionPhoto,
    Issue,
    IssueEvidence,
    IssueStep,
    Order,
    OrderEvidence,
    OrderMilestone,
    OrderStep,
)
from luodi.domains.supervision.rules.issues import IssueAct
from luodi.domains.supervision.rules.orders import OrderAct, OrderLife, StepFact, replay
from luodi.domains.supervision.selectors.visibility import visible_orders


def steps_of(order: Order) -> QuerySet[OrderStep]:
    """The order's record in the order in which it was written."""
    rows = order.steps.select_related("recorded_by__person", "unit", "milestone").order_by("pk")
    return rows.prefetch_related("evidence_rows__attachment")


def issue_steps(issue: Issue) -> QuerySet[IssueStep]:
    """The problem's record."""
    rows = issue.steps.select_related("recorded_by__person").order_by("pk")
    return rows.prefetch_related("evidence_rows__attachment")


def fact_of(step: OrderStep) -> StepFact:
    """A step as the replay reads it."""
    return StepFact(
        step.act,
        timezone.localdate(step.recorded_at),
        step.number,
        step.sign_due_on,
        step.plan_due_on,
        step.due_on,
    )


def life_of(order: Order) -> OrderLife:
    """The order's life as its steps tell it."""
    return replay(order.kind, [fact_of(step) for step in order.steps.order_by("pk")])


def chain_of(order: Order, viewer: User) -> list[Order]:
    """The orders of one matter from the first to the last, as far as the viewer may see them."""
    first = order
    while first.previous is not None:
        first = first.previous
    found, ends = [first], [first.pk]
    while ends:
        rows = list(Order.objects.filter(previous_id__in=ends).order_by("pk"))
        found += rows
        ends = [row.pk for row in rows]
    seen = {row.pk: row for row in visible_orders(viewer).filter(pk__in=[row.pk for row in found])}
    return [seen[row.pk] for row in found if row.pk in seen]


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone with the day on which it was reported done."""

    milestone: OrderMilestone
    done_on: date | None


def milestones_of(order: Order) -> list[MilestoneLine]:
    """The order's milestones by day."""
    done: dict[int, date] = {}
    for step in order.steps.filter(act=OrderAct.MILESTONE, milestone__isnull=False).order_by("pk"):
        done.setdefault(step.milestone_id or 0, timezone.localdate(step.recorded_at))
    return [MilestoneLine(row, done.get(row.pk)) for row in order.milestones.order_by("due_on", "pk")]


def reporter_of(order: Order) -> int | None:
    """The account that last reported the order for checking."""
    step = order.steps.filter(act=OrderAct.FINISH).order_by("-pk").first()
    return None if step is None else step.recorded_by_id


def solver_of(issue: Issue) -> int | None:
    """The account that last reported the problem as solved."""
    step = issue.steps.filter(act=IssueAct.SOLVE).order_by("-pk").first()
    return None if step is None else step.recorded_by_id


def standing_request(issue: Issue) -> ConfirmationRequest | None:
    """The latest question to the raiser, unless the matter was taken up again after it."""
    request = issue.requests.select_related("answer").order_by("-pk").first()
    if request is None:
        return None
    again = issue.steps.filter(recorded_at__gt=request.recorded_at, act=IssueAct.REJECT).exists()
    returned = OrderStep.objects.filter(
        order__issue=issue, recorded_at__gt=request.recorded_at, act__in=(OrderAct.RETURN, OrderAct.ESCALATE)
    ).exists()
    return None if again or returned else request


def is_confirmed(issue: Issue) -> bool | None:
    """True or False as the raiser answered the standing question; None while there is no answer."""
    request = standing_request(issue)
    answer = None if request is None else getattr(request, "answer", None)
    return None if answer is None else answer.is_solved


def order_attachment(order: Order, pk: int) -> Attachment:
    """A document of the order's record; NotVisible otherwise."""
    return _attachment(OrderEvidence.objects.filter(step__order=order, attachment__in=_of_key(pk)).exists(), pk)


def issue_attachment(issue: Issue, pk: int) -> Attachment:
    """A document of the problem's record; NotVisible otherwise."""
    return _attachment(IssueEvidence.objects.filter(step__issue=issue, attachment__in=_of_key(pk)).exists(), pk)


def inspection_attachment(inspection_pk: int, pk: int) -> Attachment:
    """A photo of the visit or a document of one of its findings; NotVisible otherwise."""
    kept = _of_key(pk)
    shown = InspectionPhoto.objects.filter(inspection_id=inspection_pk, attachment__in=kept).exists()
    proved = FindingEvidence.objects.filter(step__finding__inspection_id=inspection_pk, attachment__in=kept).exists()
    return _attachment(shown or proved, pk)


def _of_key(pk: int) -> QuerySet[Attachment]:
    """By its own key: a number too large for the database is then no row, not an error."""
    return Attachment.objects.filter(pk=pk)


def _attachment(is_known: bool, pk: int) -> Attachment:
    found = Attachment.objects.filter(pk=pk).first() if is_known else None
    if found is None or not found.path.exists():
        raise NotVisible("没有找到该附件，或它不属于此事项。", code="supervision.attachment")
    return found
