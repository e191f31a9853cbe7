"""合并: a project that was registered twice becomes one. Its facts are said again of the one that stays, and can be unsaid."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors
from luodi.domains.projects.models import (
    CapitalEvidence,
    CapitalRecord,
    CarriedFact,
    EventEvidence,
    Project,
    SideDetail,
    StageEvent,
)
from luodi.domains.projects.rules import Event, Permission, void_ids
from luodi.domains.projects.services.locks import locked_project
from luodi.domains.projects.services.sides import SideDetails, append_side_event
from luodi.domains.projects.services.undo import append_reversals, standing_amounts


@transaction.atomic
def file_merge(
    loser: Project,
    survivor: Project,
    *,
    decision: str,
    reason: str,
    actor: User,
    at: datetime,
    left_behind: Collection[int] = (),
    evidence: Sequence[Attachment] = (),
) -> StageEvent:
    """Ask that `loser` be one with `survivor`, by the paper that found them to be duplicates (`decision`).

    Once recognised, `loser` counts from its first fact on for nothing, and the facts that `survivor` lacks count there
    (see `selectors.merge_plan`); both lie on one slip. `left_behind` are capital records known to be doubles.
    Errors: BusinessError `merge.*`, `sides.*`, `events.*`; NotPermitted, NotVisible.
    """
    stays = locked_project(survivor, Permission.FILE_EVENT, actor=actor)
    goes = locked_project(loser, Permission.FILE_EVENT, actor=actor)
    plan = selectors.merge_plan(goes, stays, left_behind=left_behind)
    if plan.conflicts:
        raise BusinessError(" ".join(plan.conflicts), code="merge.conflict")
    row = append_side_event(
        goes,
        event=Event.MERGE,
        occurred_on=plan.since,
        details=SideDetails(approval_no=decision, counterpart=stays),
        reason=reason,
        actor=actor,
        at=at,
        evidence=evidence,
    )
    for line in plan.moving():
        _carry(line, row, stays, actor=actor, at=at)
    changes = {"into": ("", stays.code), "facts": ("", str(len(plan.moving())))}
    act = audit.Act("projects.merge_filed", goes, unit_code=goes.unit.code, changes=changes, reason=row.reason)
    audit.record(act, actor=actor, at=at)
    return row


def _carry(line: selectors.MergeLine, merge: StageEvent, survivor: Project, *, actor: User, at: datetime) -> None:
    """One fact said again of the surviving project, with the documents that prove it, on the merger's slip."""
    fact, said = line.fact, f"自 {merge.project.code} 并入"
    if isinstance(fact, StageEvent):
        event = StageEvent.objects.create(
            project=survivor,
            event=fact.event,
            occurred_on=fact.occurred_on,
            precision=fact.precision,
            amount_in_wan=fact.amount_in_wan,
            currency=fact.currency,
            amount_in_currency_wan=fact.amount_in_currency_wan,
            occasion_id=fact.occasion_id,
            reason=said,
            slip=merge.slip,
            recorded_by=actor,
            recorded_at=at,
        )
        links = [
            EventEvidence(event=event, attachment_id=link.attachment_id, recorded_by=actor, recorded_at=at)
            for link in fact.evidence_rows.all()
        ]
        EventEvidence.objects.bulk_create(links)
        CarriedFact.objects.create(merge=merge, event_from=fact, event_to=event, recorded_by=actor, recorded_at=at)
        return
    record = _carried_record(line, fact, merge.slip, survivor, said, actor=actor, at=at)
    CarriedFact.objects.create(merge=merge, record_from=fact, record_to=record, recorded_by=actor, recorded_at=at)


def _carried_record(
    line: selectors.MergeLine,
    fact: CapitalRecord,
    slip: Slip,
    survivor: Project,
    said: str,
    *,
    actor: User,
    at: datetime,
) -> CapitalRecord:
    whole = line.amount_in_wan == fact.amount_in_wan
    record = CapitalRecord.objects.create(
        project=survivor,
        arrived_on=fact.arrived_on,
        precision=fact.precision,
        span_from=fact.span_from,
        span_to=fact.span_to,
        amount_in_wan=fact.amount_in_wan if line.amount_in_wan is None else line.amount_in_wan,
        currency=fact.currency if whole else "CNY",
        amount_in_currency_wan=fact.amount_in_currency_wan if whole else None,
        rate=fact.rate if whole else None,
        rate_source=fact.rate_source if whole else "",
        origin=fact.origin,
        form=fact.form,
        voucher_no=fact.voucher_no,
        reason=said,
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    CapitalEvidence.objects.bulk_create(
        [
            CapitalEvidence(record=record, attachment_id=link.attachment_id, recorded_by=actor, recorded_at=at)
            for link in fact.evidence_rows.all()
        ]
    )
    return record


@transaction.atomic
def undo_merge(merge: StageEvent, *, actor: User, at: datetime, reason: str) -> Slip:
    """Take a recognised merger back, whole: the merged project is itself again and what it brought goes out of the other.

    What was filed for the surviving project since stays there. Returns the slip, which waits for recognition.
    Errors: BusinessError `merge.*`; NotPermitted, NotVisible.
    """
    carried = selectors.carried_facts(merge)
    detail = SideDetail.objects.select_related("counterpart").filter(event=merge).first()
    if merge.event != Event.MERGE or detail is None or detail.counterpart is None:
        raise BusinessError("只有合并可以这样撤销。", code="merge.unknown")
    locked_project(detail.counterpart, Permission.REVERSE_EVENT, actor=actor)
    project = locked_project(merge.project, Permission.REVERSE_EVENT, actor=actor)
    if not reason.strip():
        raise BusinessError("撤销合并要写明原因。", code="events.reason")
    if Slip.objects.get(pk=merge.slip_id).state != SlipState.RECOGNISED:
        raise BusinessError("合并还没有认定，直接退回即可，不需要撤销。", code="merge.waiting")
    claimed = selectors.claimed_facts(project)
    if merge.pk in void_ids(claimed):
        raise BusinessError("该合并已撤销，或撤销正在等待认定。", code="merge.undone")
    slip = approvals.open_slip(SlipKind.EVENT, title=f"{project.name}：撤销合并", unit=project.unit, actor=actor, at=at)
    gone = void_ids(selectors.claimed_facts(detail.counterpart))
    events = [row.event_to for row in carried if row.event_to is not None and row.event_to_id not in gone]
    records = standing_amounts([row.record_to for row in carried if row.record_to is not None])
    append_reversals([merge, *events], records, slip, actor=actor, at=at, reason=reason.strip())
    changes = {"facts": (str(len(events) + len(records)), "0")}
    act = audit.Act("projects.merge_undone", project, unit_code=project.unit.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    return slip
