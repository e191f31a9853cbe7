"""The clock: reminders, urging and drafts that are due by now and not yet there. Safe to repeat and to kill at any moment.

Each order is one short transaction: the step, its messages and its audit row stand together or not at all. What was said
carries a key, so that two workers at once and a missed night neither double nor lose anything. Only drafts are made:
orders are sent by people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.text import shortened
from luodi.base.core.workdays import WorkCalendar
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, work_calendar
from luodi.domains.supervision.models import Finding, Issue, Order, OrderStep
from luodi.domains.supervision.rules.deadlines import escalation_begins, reminder_begins
from luodi.domains.supervision.rules.inspections import FindingState
from luodi.domains.supervision.rules.issues import SOLVE_WORKDAYS, IssueState
from luodi.domains.supervision.rules.orders import (
    NEXT_KIND,
    OPEN,
    WITH_UNIT,
    OrderAct,
    OrderKind,
    Source,
    waiting_for,
)
from luodi.domains.supervision.services.drafting import OrderValues, draft_order
from luodi.domains.supervision.services.recording import Said, locked_order
from luodi.domains.supervision.services.urging import remind_unit, urge_unit

_TITLE_LENGTH: Final = 110
_RETURNS_TO_ESCALATE: Final = 2


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did."""

    reminded: int = 0
    urged: int = 0
    drafted: int = 0

    def __str__(self) -> str:
        words = (("提醒", self.reminded), ("催办", self.urged), ("起草三单", self.drafted))
        return "、".join(f"{word} {count} 件" for word, count in words if count)


def sweep(*, at: datetime) -> Swept:
    """Everything that is due by `at` and has not been said yet, in each order's own transaction."""
    actor, calendar, today = operator(), work_calendar(), timezone.localdate(at)
    counts = {"reminded": 0, "urged": 0, "drafted": 0}
    for kind, act in _due_acts(today, calendar):
        counts[kind] += act(actor, at)
    return Swept(**counts)


def _due_acts(today: date, calendar: WorkCalendar) -> Iterator[tuple[str, Callable[[User, datetime], bool]]]:
    """What may be due, found without locks; each act looks again under the lock before it writes."""
    said = OrderStep.objects.filter(order__state__in=OPEN).exclude(key="")
    spoken_keys = set(said.values_list("order_id", "key"))
    drafted_keys = set(Order.objects.exclude(source_key="").values_list("source_key", flat=True))
    for order in Order.objects.filter(state__in=OPEN).order_by("pk"):
        due = _spoken(order, today, calendar)
        if due is not None and (order.pk, due[1]) not in spoken_keys:
            yield ("urged" if due[0] == OrderAct.URGE else "reminded"), _speaking(order, today, calendar)
        if f"order:{order.pk}" not in drafted_keys and _calls_for_next(order, today, calendar):
            yield "drafted", _next_draft(order, today, calendar)
    overdue = Finding.objects.filter(state__in=(FindingState.ORDERED, FindingState.RETURNED), due_on__lt=today)
    for finding in overdue.filter(orders=None).select_related("unit", "inspection__plan__unit").order_by("pk"):
        yield "drafted", _finding_draft(finding)
    unsolved = Issue.objects.filter(Q(state=IssueState.RAISED) | Q(state=IssueState.TAKEN), orders=None)
    for issue in unsolved.select_related("unit", "project").order_by("pk"):
        if today > calendar.add_workdays(timezone.localdate(issue.created_at), SOLVE_WORKDAYS):
            yield "drafted", _issue_draft(issue)


def _spoken(order: Order, today: date, calendar: WorkCalendar) -> tuple[str, str] | None:
    """What the clock has to say of the order now, and under which key; None when nothing."""
    waiting = waiting_for(order.state, order)
    if waiting is None or waiting.due_on is None:
        return None
    due = min(waiting.due_on, order.due_on) if order.due_on and order.state in WITH_UNIT else waiting.due_on
    if today > due:
        return OrderAct.URGE.value, f"urge:{order.state}:{due}:{order.returns}"
    if today >= reminder_begins(due, calendar):
        return OrderAct.REMIND.value, f"remind:{order.state}:{due}:{order.returns}"
    return None


def _speaking(order: Order, today: date, calendar: WorkCalendar) -> Callable[[User, datetime], bool]:
    @transaction.atomic
    def speak(actor: User, at: datetime) -> bool:
        locked = locked_order(order)
        due = _spoken(locked, today, calendar)
        if due is None or locked.steps.filter(key=due[1]).exists():
            return False
        say = urge_unit if due[0] == OrderAct.URGE else remind_unit
        say(locked, Said(key=due[1]), actor=actor, at=at)
        return True

    return speak


def _calls_for_next(order: Order, today: date, calendar: WorkCalendar) -> bool:
    """Overdue by two working days, returned twice, or the second supervision of one problem (domain/07 §4.10)."""
    if order.kind not in NEXT_KIND or order.state not in WITH_UNIT or order.due_on is None:
        return False
    if today >= escalation_begins(order.due_on, calendar) or order.returns >= _RETURNS_TO_ESCALATE:
        return True
    return _is_supervised_again(order)


def _is_supervised_again(order: Order) -> bool:
    """True when the order's problem was supervised before by another order that was sent."""
    if order.kind != OrderKind.SUPERVISE or order.issue_id is None:
        return False
    others = Order.objects.filter(kind=OrderKind.SUPERVISE, issue_id=order.issue_id, issued_on__isnull=False)
    return others.filter(pk__lt=order.pk).exists()


def _next_draft(order: Order, today: date, calendar: WorkCalendar) -> Callable[[User, datetime], bool]:
    @transaction.atomic
    def draft(actor: User, at: datetime) -> bool:
        locked = locked_order(order)
        if not _calls_for_next(locked, today, calendar):
            return False
        kind = NEXT_KIND[locked.kind]
        why = _reason(locked, today)
        values = OrderValues(
            kind=kind,
            title=shortened(f"{'问责建议' if kind == OrderKind.ACCOUNT else '督办'}：{locked.title}", _TITLE_LENGTH),
            text=shortened(f"{why}。原要求：{locked.text}", 2000),
            basis=locked.number,
            unit=locked.unit,
            handler=_standing_handler(locked),
            assists=tuple(line.unit for line in locked.assists.select_related("unit") if line.unit.active_to is None),
            project=locked.project,
            issue=locked.issue,
            previous=locked,
            issuer=locked.issuer,
        )
        return _drafted(values, Source.ORDER, f"order:{locked.pk}", actor, at)

    return draft


def _standing_handler(order: Order) -> User | None:
    """The handler, unless they have left the lead unit or their account is closed."""
    handler = order.handler
    return handler if handler is not None and handler.is_active and handler.unit_id == order.unit_id else None


def _reason(order: Order, today: date) -> str:
    if order.returns >= _RETURNS_TO_ESCALATE:
        return f"两次退回仍未办结（{order.number}）"
    if order.due_on is not None and today > order.due_on:
        return f"{order.number} 应于 {order.due_on} 前办结，逾期未办结"
    return f"同一问题两次督办（{order.number}）"


def _finding_draft(finding: Finding) -> Callable[[User, datetime], bool]:
    values = OrderValues(
        kind=OrderKind.SUPERVISE,
        title=shortened(f"督办整改：{finding.text}", _TITLE_LENGTH),
        text=f"{finding.found_on} 督查发现：{finding.text}。整改要求：{finding.demand}。应于 {finding.due_on} 前完成，逾期未完成。",
        basis=f"{finding.inspection.plan.number} {finding.inspection.plan.title}",
        unit=finding.unit,
        project=finding.inspection.project,
        finding=finding,
        issuer=finding.inspection.plan.unit,
    )

    def draft(actor: User, at: datetime) -> bool:
        return _drafted(values, Source.INSPECTION, f"finding:{finding.pk}", actor, at)

    return draft


def _issue_draft(issue: Issue) -> Callable[[User, datetime], bool]:
    values = OrderValues(
        kind=OrderKind.ASSIGN,
        title=shortened(issue.title, _TITLE_LENGTH),
        text=issue.text,
        basis=f"{issue.number} 提出 {SOLVE_WORKDAYS} 个工作日后仍未解决",
        unit=issue.unit,
        project=issue.project,
        issue=issue,
    )

    def draft(actor: User, at: datetime) -> bool:
        return _drafted(values, Source.ISSUE, f"issue:{issue.pk}", actor, at)

    return draft


@transaction.atomic
def _drafted(values: OrderValues, source: Source, key: str, actor: User, at: datetime) -> bool:
    """True when the draft is new. A dissolved unit gets none: people must first say who takes its work over."""
    audit.stand_in_line()
    if values.unit.active_to is not None and values.unit.active_to <= timezone.localdate(at):
        return False
    if Order.objects.filter(source_key=key).exists():
        return False
    draft_order(values, source=source, source_key=key, actor=actor, at=at)
    return True
