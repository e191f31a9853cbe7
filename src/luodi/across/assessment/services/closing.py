"""Closing a period and restating it: the figures are locked, and what was published is kept as a snapshot."""

from dataclasses import astuple
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.across.assessment.models import (
    PeriodClosing,
    Snapshot,
    SnapshotDefinition,
    SnapshotScore,
    SnapshotSetting,
    SnapshotValue,
)
from luodi.across.assessment.rules import closing as rules
from luodi.across.assessment.rules.closing import STEPS, ClosingState, ClosingStep
from luodi.across.assessment.selectors.closing import Waiting, waiting
from luodi.across.assessment.selectors.published import Taken, taken
from luodi.across.assessment.services.graded import propose_accountability
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors.locks import governing
from luodi.across.figures.services import lock_period, restate_period
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit import services as audit
from luodi.base.core import bulk
from luodi.base.core.periods import Period, parse_period
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.models import User
from luodi.domains.projects.rules import Permission as Projects

_TOLD: Final = (Projects.FILE_EVENT, Projects.FILE_CAPITAL, Approvals.EVENT_VERIFY, Approvals.CAPITAL_VERIFY)
_ACTIONS: Final = {
    ClosingStep.START: "assessment.closing_started",
    ClosingStep.CANCEL: "assessment.closing_cancelled",
    ClosingStep.CLOSE: "assessment.period_closed",
    ClosingStep.RESTATE: "assessment.period_restated",
}
_VALUE: Final = ("unit_id", "window", "code", "entry", "shown", "raw", "numerator", "denominator", "corrections")
_VALUE_COLUMNS: Final = (*_VALUE, "target", "completion", "why")
_SCORE_COLUMNS: Final = ("scheme_id", "unit_id", "score", "rank", "colour", "grade")


@transaction.atomic
def start_closing(period: Period, *, actor: User, at: datetime) -> list[Waiting]:
    """Announce the close of a period that is over; returns what still waits, and tells the units.

    Errors: NotPermitted; BusinessError `closing.kind`, `closing.not_over`, `closing.predecessor`, `closing.inside`,
    `workflow.not_allowed`.
    """
    row = _ready(period, ClosingStep.START, actor=actor, at=at)
    left = waiting(orgs.operator(), period)
    _move(row, ClosingStep.START, actor=actor, at=at)
    count = sum(one.count for one in left)
    title = f"{period.label}开始结账，请抓紧办完待审核、待认定事项（现有 {count} 件）"
    _tell("closing.started", title, period, at=at)
    return left


@transaction.atomic
def cancel_closing(period: Period, *, actor: User, at: datetime) -> PeriodClosing:
    """Open the period again before it is closed. Errors: NotPermitted; BusinessError `workflow.not_allowed`."""
    orgs.require_over_all(actor, STEPS[ClosingStep.CANCEL].permission)
    audit.stand_in_line()
    return _move(_row(period), ClosingStep.CANCEL, actor=actor, at=at)


@transaction.atomic
def close_period(period: Period, *, actor: User, at: datetime, forced_reason: str = "") -> Snapshot:
    """Close a period whose close has been announced: lock the figures, keep the snapshot, draft what a quarter calls for.

    Errors: NotPermitted (also to force without the right); BusinessError `closing.*`, `workflow.not_allowed`,
    `figures.locked`, `figures.lock_order`.
    """
    row = _ready(period, ClosingStep.CLOSE, actor=actor, at=at)
    if forced_reason.strip():
        orgs.require_over_all(actor, Permission.FORCE_CLOSE)
    count = sum(one.count for one in waiting(orgs.operator(), period))
    rules.require_verified(period, waiting=count, forced=forced_reason)
    lock = lock_period(period, actor=actor, at=at)
    forced = fitted(forced_reason.strip(), 300, "理由") if count else ""
    _move(row, ClosingStep.CLOSE, actor=actor, at=at, reason=forced)
    made = _keep(row, lock, actor=actor, at=at, waiting_count=count, forced_reason=forced)
    if period.kind == "quarter":
        propose_accountability(at=at, quarters=(period,))
    _tell("closing.closed", f"{period.label}已结账，此后认定的作为补计、冲减计入下期", period, at=at)
    return made


@transaction.atomic
def close_at_once(period: Period, *, actor: User, at: datetime, forced_reason: str = "") -> Snapshot:
    """Announce and close in one go; what refuses the close leaves the period open. Errors: those of both."""
    audit.stand_in_line()
    present = PeriodClosing.objects.filter(period=period.code).first()
    if present is None or present.state == ClosingState.OPEN:
        start_closing(period, actor=actor, at=at)
    return close_period(period, actor=actor, at=at, forced_reason=forced_reason)


@transaction.atomic
def restate_closing(period: Period, *, order_document: str, reason: str, actor: User, at: datetime) -> list[Snapshot]:
    """The next version of a closed period and of every closed one that ends with it or later.

    Errors: NotPermitted; BusinessError `workflow.not_allowed`, `figures.not_locked`, `figures.order`.
    """
    orgs.require_over_all(actor, STEPS[ClosingStep.RESTATE].permission)
    audit.stand_in_line()
    STEPS.require(ClosingStep.RESTATE, _row(period).state)
    locks = restate_period(period, order_document=order_document, reason=reason, actor=actor, at=at)
    made = []
    for lock in locks:
        row = _row(parse_period(lock.period))
        _move(row, ClosingStep.RESTATE, actor=actor, at=at, reason=f"{lock.order_document} {lock.reason}")
        made.append(_keep(row, lock, actor=actor, at=at))
    propose_accountability(at=at)
    named = "、".join(lock.period for lock in locks)
    _tell("closing.restated", f"{period.label}已按 {order_document.strip()} 重述（{named}）", period, at=at)
    return made


def _ready(period: Period, step: ClosingStep, *, actor: User, at: datetime) -> PeriodClosing:
    """The period's row, locked, if everything but waiting facts allows the step."""
    orgs.require_over_all(actor, STEPS[step].permission)
    rules.require_closable(period, today=timezone.localdate(at))
    audit.stand_in_line()
    row = _row(period)
    STEPS.require(step, row.state)
    closed = PeriodClosing.objects.filter(state=ClosingState.CLOSED, end__lt=period.last)
    codes = {code for code in closed.values_list("period", flat=True) if parse_period(code).kind == period.kind}
    rules.require_predecessor(period, closed=codes, earlier=bool(codes))
    around = governing(period.last)
    rules.require_outside(
        period, locked_until=None if around is None else around.end, by="" if around is None else around.period
    )
    return row


def _row(period: Period) -> PeriodClosing:
    row, _ = PeriodClosing.objects.get_or_create(
        period=period.code, defaults={"start": period.first, "end": period.last}
    )
    return PeriodClosing.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _move(row: PeriodClosing, step: ClosingStep, *, actor: User, at: datetime, reason: str = "") -> PeriodClosing:
    taken_step = STEPS.require(step, row.state)
    old, row.state = row.state, ClosingState(taken_step.target)
    row.started_by, row.started_at = actor, at
    row.save()
    changes = {"state": (str(old), str(row.state))}
    act = audit.Act(_ACTIONS[step], row, label=row.period, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    return row


def _keep(
    row: PeriodClosing,
    lock: PeriodLock,
    *,
    actor: User,
    at: datetime,
    waiting_count: int = 0,
    forced_reason: str = "",
) -> Snapshot:
    found: Taken = taken(parse_period(row.period), at=at)
    made = Snapshot.objects.create(
        closing=row,
        lock=lock,
        version=lock.version,
        waiting=waiting_count,
        forced_reason=forced_reason,
        sha256=found.sha256,
        recorded_at=at,
        recorded_by=actor,
    )
    bulk.append_rows(SnapshotValue, _VALUE_COLUMNS, [astuple(one) for one in found.values], snapshot_id=made.pk)
    bulk.append_rows(SnapshotScore, _SCORE_COLUMNS, [astuple(one) for one in found.scores], snapshot_id=made.pk)
    bulk.append_rows(SnapshotSetting, ("name", "value"), list(found.settings), snapshot_id=made.pk)
    bulk.append_rows(SnapshotDefinition, ("code", "name", "definition"), list(found.definitions), snapshot_id=made.pk)
    return made


def _tell(code: str, title: str, period: Period, *, at: datetime) -> None:
    people = User.objects.filter(is_active=True, is_service=False, grants__role__permissions__permission__in=_TOLD)
    notices.tell(people.distinct(), code=code, title=title, link=f"/closing/{period.code}/", at=at)
