"""Issuing a draft: its number and days, its milestones, and what follows for the order, problem or finding before it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require, work_calendar
from luodi.domains.supervision.models import Order, OrderMilestone
from luodi.domains.supervision.rules.deadlines import deadlines
from luodi.domains.supervision.rules.inspections import FindingAct, FindingState
from luodi.domains.supervision.rules.issues import IssueAct, IssueState
from luodi.domains.supervision.rules.numbering import ORDER_WORDS, order_number
from luodi.domains.supervision.rules.orders import ISSUE_RIGHT, NEXT_KIND, OPEN, STEPS, OrderAct
from luodi.domains.supervision.services.findings import append_to_finding_log
from luodi.domains.supervision.services.recording import (
    Said,
    append_to_issue_log,
    append_to_log,
    locked_issue,
    locked_order,
    next_serial,
    require_standing,
)
from luodi.domains.supervision.services.telling import tell_step


@transaction.atomic
def issue_order(
    order: Order,
    *,
    actor: User,
    at: datetime,
    due_on: date | None = None,
    milestones: Mapping[str, date] | None = None,
) -> Order:
    """Send a draft: it gets the next number of its kind and year and its days; the order before it becomes 已升级.

    `milestones`: title → day, for a complex matter. Errors: NotPermitted, NotVisible, BusinessError
    `workflow.not_allowed`, `units.closed`, `orders.due_*`, `orders.milestones`, `orders.previous_ended`,
    `orders.issue_ended`, `orders.issue_taken`, `orders.finding_ended`, `orders.basis_gone`.
    """
    require(actor, ISSUE_RIGHT[order.kind], unit=order.issuer)
    locked = locked_order(order)
    require(actor, ISSUE_RIGHT[locked.kind], unit=locked.issuer)
    STEPS[locked.kind].require(OrderAct.ISSUE, locked.state)
    require_standing(locked.unit, at)
    today, marks = timezone.localdate(at), milestones or {}
    days = deadlines(locked.kind, today, work_calendar(), due_on=due_on, milestones=tuple(marks.values()))
    _require_needed(locked)
    number = order_number(locked.kind, today.year, next_serial(ORDER_WORDS[locked.kind], today.year))
    for title, day in marks.items():
        OrderMilestone.objects.create(
            order=locked, title=fitted(title.strip(), 100, "标题"), due_on=day, recorded_by=actor, recorded_at=at
        )
    locked.issued_by = actor
    locked.save(update_fields=["issued_by"])
    said = Said(number=number, sign_due_on=days.sign_due_on, plan_due_on=days.plan_due_on, due_on=days.due_on)
    append_to_log(locked, OrderAct.ISSUE, said, actor=actor, at=at)
    _move_what_was_before(locked, actor, at)
    tell_step(locked, OrderAct.ISSUE, by=actor, at=at)
    return locked


def _require_needed(order: Order) -> None:
    """Refuse an order whose matter has been settled since it was drafted."""
    if order.is_basis_gone:
        raise BusinessError(
            "本单的依据已不复存在（见办理过程），无须下达。请作废本草稿；另有依据的，请重新起草。",
            code="orders.basis_gone",
        )
    before = order.previous
    if before is not None and before.kind in NEXT_KIND and before.state not in OPEN:
        raise BusinessError(
            f"前一单 {before.number} 现为“{before.get_state_display()}”，无须升级。请作废本草稿。",
            code="orders.previous_ended",
        )
    if order.finding is not None and order.finding.state == FindingState.CLOSED:
        raise BusinessError("所督办的整改已经销号，无须督办。请作废本草稿。", code="orders.finding_ended")
    if order.issue is not None:
        _require_open_issue(order)


def _require_open_issue(order: Order) -> None:
    issue = order.issue
    if issue is None:
        return
    if issue.state in {IssueState.CLOSED, IssueState.WITHDRAWN}:
        raise BusinessError(f"问题 {issue.number} 已办结，无须交办。请作废本草稿。", code="orders.issue_ended")
    others = Order.objects.filter(issue=issue, state__in=OPEN).exclude(pk__in={order.pk, order.previous_id or 0})
    other = others.first()
    if other is not None:
        raise BusinessError(f"该问题已由 {other.number} 交办，一件事只发一单。", code="orders.issue_taken")


def _move_what_was_before(order: Order, actor: User, at: datetime) -> None:
    before = order.previous
    if before is not None and before.kind in NEXT_KIND:
        locked = locked_order(before)
        append_to_log(locked, OrderAct.ESCALATE, Said(note=f"升级为 {order.number}"), actor=actor, at=at)
        tell_step(locked, OrderAct.ESCALATE, by=actor, at=at)
    if order.issue is not None and order.issue.state != IssueState.ORDERED:
        append_to_issue_log(
            locked_issue(order.issue), IssueAct.ORDER, actor=actor, at=at, note=f"由 {order.number} 办理"
        )
    if order.finding is not None and order.finding.state in {FindingState.ORDERED, FindingState.RETURNED}:
        append_to_finding_log(order.finding, FindingAct.ESCALATE, actor=actor, at=at, note=f"转 {order.number}")
