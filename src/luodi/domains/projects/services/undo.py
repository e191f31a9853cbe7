"""Undoing a take-over: the batch's facts are reversed by new facts, nothing is deleted."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.audit import services as audit
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Event, Permission
from luodi.domains.projects.services.cache import refresh_projects
from luodi.domains.projects.services.takeover import add_steps, recognised_slip

_CHUNK = 2000


@transaction.atomic
def undo_batch(batch: str, *, unit: Unit, filer: User, actor: User, at: datetime, reason: str) -> int:
    """Take a whole batch out by reversing facts; projects that it opened and nobody has
    added to since are withdrawn. Returns the facts reversed.

    Waiting slips are returned; recognised facts get reversals on their own days, recognised by `actor`.
    """
    require(actor, Permission.REVERSE_EVENT, unit=unit)
    require(actor, Permission.REVERSE_CAPITAL, unit=unit)
    chosen = StageEvent.objects.filter(batch=batch).exclude(reversals__event=Event.REVOKE)
    events = list(chosen.select_related("slip", "project"))
    records = list(CapitalRecord.objects.filter(batch=batch).select_related("slip", "project"))
    slips = {fact.slip_id: fact.slip for fact in (*events, *records)}
    waiting = [slip for slip in slips.values() if slip.state in {SlipState.FILED, SlipState.VERIFIED}]
    for slip in waiting:
        slip.state = SlipState.RETURNED
    Slip.objects.bulk_update(waiting, ["state"], batch_size=500)
    add_steps(waiting, SlipAct.RETURN, actor=actor, at=at, note=reason[:500])
    counted_events = [row for row in events if row.slip.state == SlipState.RECOGNISED]
    counted_records = _still_standing(batch, [row for row in records if row.slip.state == SlipState.RECOGNISED])
    _withdraw_projects(batch, actor=actor, at=at)
    if counted_events or counted_records:
        slip = recognised_slip(f"撤销导入批次 {batch}", unit=unit, filer=filer, recogniser=actor, at=at)
        _reverse(counted_events, counted_records, slip, actor=filer, at=at, reason=reason)
    touched = {row.project_id for row in (*events, *records)}
    refresh_projects(touched)
    acts = [audit.Act("projects.taken_back", row, reason=reason) for row in Project.objects.filter(pk__in=touched)]
    audit.record_many(acts, actor=actor, at=at)
    return len(events) + len(records)


def _still_standing(batch: str, records: list[CapitalRecord]) -> list[tuple[CapitalRecord, Decimal]]:
    """Each record with what is left of it after reversals that people filed by hand."""
    by_hand = CapitalRecord.objects.filter(reverses__batch=batch).exclude(batch=batch)
    taken = dict(
        by_hand.filter(slip__state=SlipState.RECOGNISED)
        .order_by()
        .values("reverses_id")
        .annotate(total=Sum("amount_in_wan"))
        .values_list("reverses_id", "total")
    )
    left = [(row, row.amount_in_wan + taken.get(row.pk, Decimal(0))) for row in records]
    return [(row, amount) for row, amount in left if amount != 0]


def _reverse(
    events: Iterable[StageEvent],
    records: Iterable[tuple[CapitalRecord, Decimal]],
    slip: Slip,
    *,
    actor: User,
    at: datetime,
    reason: str,
) -> None:
    StageEvent.objects.bulk_create(
        [
            StageEvent(
                project=row.project,
                event=Event.REVOKE,
                occurred_on=row.occurred_on,
                reverses=row,
                reason=reason[:300],
                slip=slip,
                recorded_by=actor,
                recorded_at=at,
            )
            for row in events
        ],
        batch_size=_CHUNK,
    )
    CapitalRecord.objects.bulk_create(
        [
            CapitalRecord(
                project=row.project,
                arrived_on=row.arrived_on,
                precision=row.precision,
                span_from=row.span_from,
                span_to=row.span_to,
                amount_in_wan=-amount,
                origin=row.origin,
                form=row.form,
                reverses=row,
                reason=reason[:300],
                slip=slip,
                recorded_by=actor,
                recorded_at=at,
            )
            for row, amount in records
        ],
        batch_size=_CHUNK,
    )


def _withdraw_projects(batch: str, *, actor: User, at: datetime) -> None:
    others = (
        StageEvent.objects.filter(project=OuterRef("pk")).exclude(batch=batch).exclude(slip__state=SlipState.RETURNED)
    )
    money = (
        CapitalRecord.objects.filter(project=OuterRef("pk"))
        .exclude(batch=batch)
        .exclude(slip__state=SlipState.RETURNED)
    )
    mine = Project.objects.filter(batch=batch, is_withdrawn=False)
    rows = list(mine.exclude(Exists(others)).exclude(Exists(money)))
    for project in rows:
        project.is_withdrawn = True
    Project.objects.bulk_update(rows, ["is_withdrawn"], batch_size=500)
    Project.history.bulk_history_create(rows, batch_size=_CHUNK, update=True, default_user=actor, default_date=at)
