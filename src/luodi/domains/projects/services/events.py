"""Filing and reversing stage events."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import round_decimal
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.investors.models import Activity
from luodi.domains.projects import selectors
from luodi.domains.projects.models import EventEvidence, Project, StageEvent
from luodi.domains.projects.rules import (
    ORDERED_EVENTS,
    Event,
    Permission,
    Precision,
    replay,
    require_credible,
    require_event_in_order,
    require_first,
    require_not_ended,
    require_side_allowed,
    void_ids,
)
from luodi.domains.projects.rules.sides import require_plain_reversal
from luodi.domains.projects.services.locks import locked_project

_NEEDS_REASON = frozenset(
    {Event.HOLD, Event.SUSPEND, Event.TERMINATE, Event.RETURN, Event.REPLACE, Event.LOSE, Event.MERGE, Event.TRANSFER}
)


@transaction.atomic
def file_event(
    project: Project,
    *,
    event: str,
    occurred_on: date,
    actor: User,
    at: datetime,
    precision: str = Precision.DAY,
    amount_in_wan: Decimal | None = None,
    occasion: Activity | None = None,
    reason: str = "",
    evidence: Sequence[Attachment] = (),
    revokes: StageEvent | None = None,
) -> StageEvent:
    """File an event with its evidence; it counts once another person has recognised it.

    `amount_in_wan` is the contract or agreement amount (default: the project's total investment when in CNY).
    Errors: BusinessError `events.*`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.FILE_EVENT, actor=actor)
    _require_allowed(locked, event, occurred_on, reason=reason, today=timezone.localdate(at))
    slip = _slip(locked, f"{locked.name}：{Event(event).label}（{occurred_on}）", actor=actor, at=at)
    row = StageEvent(
        project=locked,
        event=event,
        occurred_on=occurred_on,
        precision=precision,
        reason=fitted(reason.strip(), 300, "事由"),
        occasion=occasion,
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    if event in {Event.SIGN, Event.FRAMEWORK}:
        row.amount_in_wan = _amount(locked, amount_in_wan, occurred_on)
        row.currency = locked.currency
        row.amount_in_currency_wan = None if locked.currency == "CNY" else locked.total_investment_in_wan
    if event == Event.RETURN:
        row.reverses = revokes or _returned_event(locked)
    return _append(row, evidence, actor=actor, at=at, action="projects.event_filed")


def _require_allowed(project: Project, event: str, occurred_on: date, *, reason: str, today: date) -> None:
    if event not in Event.values:
        raise BusinessError("没有这种事件。请刷新页面后重新选择。", code="events.unknown")
    if event == Event.REVOKE:
        raise BusinessError("撤销要在原事件上办理。", code="events.revoke")
    facts = selectors.claimed_facts(project)
    life = replay(facts)
    if event in ORDERED_EVENTS:
        require_first(event, life.days)
    require_event_in_order(event, occurred_on, life.days, today=today)
    require_not_ended(event, occurred_on, side_status=life.side_status, side_since=life.side_since)
    if event in _NEEDS_REASON and not reason.strip():
        raise BusinessError(f"办理“{Event(event).label}”请写明原因和依据。", code="events.reason")
    then = replay(facts, occurred_on)
    require_side_allowed(event, stage=then.stage, side_status=then.side_status)


def _amount(project: Project, given: Decimal | None, day: date) -> Decimal | None:
    if given is not None:
        if given <= 0:
            raise BusinessError("合同金额应大于 0（单位：万元）。", code="money.negative")
        require_credible(given)
        return round_decimal(given, 4)
    total, rate = project.total_investment_in_wan, selectors.exchange_rate(project.currency, day)
    return None if total is None or rate is None else round_decimal(total * rate, 4)


def _returned_event(project: Project) -> StageEvent:
    """The recognised start, or the signing when there is none: what a return takes out (contract, rulings)."""
    proofs = replay(selectors.recognised_facts([project.pk])[project.pk]).proofs
    for event in (Event.START, Event.SIGN):
        if event in proofs:
            return StageEvent.objects.get(pk=proofs[event])
    raise BusinessError("该项目没有已认定的签约或开工，无可退回。", code="events.return")


def _slip(project: Project, title: str, *, actor: User, at: datetime) -> Slip:
    return approvals.open_slip(SlipKind.EVENT, title=title, unit=project.unit, actor=actor, at=at)


def _append(row: StageEvent, evidence: Sequence[Attachment], *, actor: User, at: datetime, action: str) -> StageEvent:
    row.save()
    EventEvidence.objects.bulk_create(
        [
            EventEvidence(event=row, attachment=item, recorded_by=actor, recorded_at=at)
            for item in dict.fromkeys(evidence)
        ]
    )
    changes = {"event": ("", row.event), "occurred_on": ("", row.occurred_on.isoformat())}
    entry = audit.Act(action, row.project, unit_code=row.project.unit.code, changes=changes, reason=row.reason)
    audit.record(entry, actor=actor, at=at)
    return row


@transaction.atomic
def reverse_event(
    event: StageEvent, *, actor: User, at: datetime, reason: str, occurred_on: date | None = None
) -> StageEvent:
    """Take a mistaken event out by a new fact. By default it is as if the event had never been.

    A waiting event's reversal waits with it; a recognised event's reversal needs recognition of its own.
    """
    project = locked_project(event.project, Permission.REVERSE_EVENT, actor=actor)
    require_plain_reversal(event.event)
    day = occurred_on or event.occurred_on
    if not reason.strip():
        raise BusinessError("撤销要写明原因。", code="events.reason")
    if day < event.occurred_on:
        raise BusinessError(f"撤销日 {day} 早于原事件日 {event.occurred_on}，请改正。", code="events.order")
    if day > max(event.occurred_on, timezone.localdate(at)):
        raise BusinessError(f"撤销日 {day} 在将来，请填写实际日期。", code="events.future")
    facts = selectors.claimed_facts(project)
    if event.pk not in {fact.id for fact in facts} - void_ids(facts):
        raise BusinessError("该事件已被撤销或退回。", code="events.reversed")
    row = StageEvent(
        project=project,
        event=Event.REVOKE,
        occurred_on=day,
        reverses=event,
        reason=fitted(reason.strip(), 300, "事由"),
        slip=_slip(project, f"{project.name}：撤销{event}", actor=actor, at=at),
        recorded_by=actor,
        recorded_at=at,
    )
    return _append(row, (), actor=actor, at=at, action="projects.event_reversed")
