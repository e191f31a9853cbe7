"""Undoing a take-over: the batch's facts are reversed by new facts, nothing is deleted."""

from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipAct, SlipState, require_other_person, require_unjudged
from luodi.base.audit import services as audit
from luodi.base.core.errors import NotVisible
from luodi.base.core.text import fitted
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, require
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Event, Permission, void_ids
from luodi.domains.projects.services.cache import refresh_projects
from luodi.domains.projects.services.takeover import add_steps, recognised_slip

_CHUNK = 2000


@transaction.atomic
def undo_batch(batch: str, *, unit: Unit, filer: User, actor: User, at: datetime, reason: str) -> int:
    """Take a whole batch out by reversing facts; projects that it opened and nobody has
    added to since are withdrawn. Returns the facts taken out: none when the batch had been undone before.

    Waiting slips are returned; recognised facts get reversals on their own days, recognised by `actor`.
    Errors: NotPermitted, NotVisible (a project has moved out of reach), BusinessError `approvals.same_person`.
    """
    found = require(actor, Permission.REVERSE_EVENT, unit=unit)
    require(actor, Permission.REVERSE_CAPITAL, unit=unit)
    require_other_person(filer.pk, actor.pk)
    audit.stand_in_line()
    events, records = _brought_in(batch)
    facts: list[StageEvent | CapitalRecord] = [*events, *records]
    _require_covered(found, facts)
    standing_events = _standing_events(events)
    standing_records = _standing_records(batch, records)
    waiting = [fact for fact in facts if fact.slip.state in WAITING]
    _return_slips({fact.slip_id: fact.slip for fact in waiting}.values(), actor=actor, at=at, reason=reason)
    withdrawn = _withdraw_projects(batch, actor=actor, at=at)
    if standing_events or standing_records:
        slip = recognised_slip(f"撤销导入批次 {batch}", unit=unit, filer=filer, recogniser=actor, at=at)
        append_reversals(standing_events, standing_records, slip, actor=filer, at=at, reason=reason)
    taken = [*waiting, *standing_events, *(row for row, _ in standing_records)]
    _settle({*withdrawn, *(fact.project_id for fact in taken)}, actor=actor, at=at, reason=reason)
    return len(taken)


@transaction.atomic
def withdraw_batch(batch: str, *, unit: Unit, actor: User, at: datetime, reason: str) -> int:
    """Take a batch back by who filed it, while nobody has judged any of it: its waiting slips come back, and projects that it
    opened and nobody has added to since are withdrawn. Nothing counts yet, so nothing is reversed. Returns the facts taken out.

    Errors: NotPermitted, NotVisible, BusinessError `approvals.filer`, `approvals.judged`.
    """
    found = require(actor, Permission.FILE_EVENT, unit=unit)
    require(actor, Permission.FILE_CAPITAL, unit=unit)
    audit.stand_in_line()
    events, records = _brought_in(batch)
    facts: list[StageEvent | CapitalRecord] = [*events, *records]
    _require_covered(found, facts)
    require_unjudged(((fact.slip.filed_by_id, fact.slip.state) for fact in facts), actor.pk)
    waiting = [fact for fact in facts if fact.slip.state == SlipState.FILED]
    _return_slips({fact.slip_id: fact.slip for fact in waiting}.values(), actor=actor, at=at, reason=reason)
    withdrawn = _withdraw_projects(batch, actor=actor, at=at)
    _settle({*withdrawn, *(fact.project_id for fact in waiting)}, actor=actor, at=at, reason=reason)
    return len(waiting)


def _brought_in(batch: str) -> tuple[list[StageEvent], list[CapitalRecord]]:
    return (
        list(StageEvent.objects.filter(batch=batch).select_related("slip", "project")),
        list(CapitalRecord.objects.filter(batch=batch).select_related("slip", "project")),
    )


def _require_covered(found: Reach, facts: Iterable[StageEvent | CapitalRecord]) -> None:
    if not all(found.covers(fact.project.unit_id) for fact in facts):
        raise NotVisible("该批次有项目已转到您管理范围以外的单位，不能整批撤销。", code="orgs.not_visible")


def _settle(touched: Collection[int], *, actor: User, at: datetime, reason: str) -> None:
    """The projects as their facts say now, each with its line in the log."""
    refresh_projects(touched)
    acts = [audit.Act("projects.taken_back", row, reason=reason) for row in Project.objects.filter(pk__in=touched)]
    audit.record_many(acts, actor=actor, at=at)


def _standing_events(events: list[StageEvent]) -> list[StageEvent]:
    """Recognised events of the batch that nothing outside the batch has taken out.

    What the batch itself took out is reversed with its reversal, or the reversal's end would bring it back.
    """
    mine = {row.pk for row in events}
    out: set[int | None] = set()
    for facts in selectors.recognised_facts({row.project_id for row in events}).values():
        void = void_ids(facts)
        out |= {fact.reverses_id for fact in facts if fact.id not in void and fact.id not in mine}
    return [row for row in events if row.slip.state == SlipState.RECOGNISED and row.pk not in out]


def _standing_records(batch: str, records: list[CapitalRecord]) -> list[tuple[CapitalRecord, Decimal]]:
    """Each recognised record with what is left of it after recognised reversals from outside the batch."""
    taken = selectors.taken_back(Q(reverses__batch=batch, slip__state=SlipState.RECOGNISED) & ~Q(batch=batch))
    left = [(row, row.amount_in_wan + taken.get(row.pk, Decimal(0))) for row in records]
    return [(row, amount) for row, amount in left if row.slip.state == SlipState.RECOGNISED and amount != 0]


def standing_amounts(records: Collection[CapitalRecord]) -> list[tuple[CapitalRecord, Decimal]]:
    """Each record of which reversals, recognised or waiting, have left something, with what is left."""
    claimed = Q(reverses__in=[row.pk for row in records]) & ~Q(slip__state=SlipState.RETURNED)
    taken = selectors.taken_back(claimed)
    left = [(row, row.amount_in_wan + taken.get(row.pk, Decimal(0))) for row in records]
    return [(row, amount) for row, amount in left if amount != 0]


def _return_slips(slips: Collection[Slip], *, actor: User, at: datetime, reason: str) -> None:
    for slip in slips:
        slip.state = SlipState.RETURNED
    Slip.objects.bulk_update(slips, ["state"], batch_size=500)
    add_steps(slips, SlipAct.RETURN, actor=actor, at=at, note=fitted(reason, 500, "原因"))


def append_reversals(
    events: Iterable[StageEvent],
    records: Iterable[tuple[CapitalRecord, Decimal]],
    slip: Slip,
    *,
    actor: User,
    at: datetime,
    reason: str,
) -> None:
    """Reversals of facts on their own days, on one slip; records with the amount that is taken back."""
    StageEvent.objects.bulk_create(
        [
            StageEvent(
                project=row.project,
                event=Event.REVOKE,
                occurred_on=row.occurred_on,
                reverses=row,
                reason=fitted(reason, 300, "原因"),
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
                reason=fitted(reason, 300, "原因"),
                slip=slip,
                recorded_by=actor,
                recorded_at=at,
            )
            for row, amount in records
        ],
        batch_size=_CHUNK,
    )


def _withdraw_projects(batch: str, *, actor: User, at: datetime) -> list[int]:
    of_others = ~Q(batch=batch) & ~Q(slip__state=SlipState.RETURNED) & ~Q(reverses__batch=batch)
    others = StageEvent.objects.filter(of_others, project=OuterRef("pk")).exclude(event=Event.REVOKE)
    money = CapitalRecord.objects.filter(of_others, project=OuterRef("pk"))
    mine = Project.objects.filter(batch=batch, is_withdrawn=False)
    rows = list(mine.exclude(Exists(others)).exclude(Exists(money)))
    for project in rows:
        project.is_withdrawn = True
    Project.objects.bulk_update(rows, ["is_withdrawn"], batch_size=500)
    Project.history.bulk_history_create(rows, batch_size=_CHUNK, update=True, default_user=actor, default_date=at)
    return [project.pk for project in rows]
