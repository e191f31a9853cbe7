"""搁置, 停建, 终止, 退回 and 流失 with what they must tell; approvals; a lost project that comes back as a new lead."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, require_other_person
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit, User
from luodi.domains.investors.models import Activity
from luodi.domains.projects import selectors
from luodi.domains.projects.models import Project, Reopening, SideApproval, SideDetail, StageEvent
from luodi.domains.projects.rules import Event, Permission, SideStatus
from luodi.domains.projects.rules.sides import (
    PAIRED,
    SINGLE,
    ApprovalRole,
    approvals_needed,
    require_details,
    require_hold_span,
)
from luodi.domains.projects.services.events import file_event
from luodi.domains.projects.services.locks import locked_project
from luodi.domains.projects.services.records import ProjectValues, open_project
from luodi.domains.targets.models import Target

_RIGHT: Final = {
    ApprovalRole.ISSUER: Permission.APPROVE_SIDE,
    ApprovalRole.LEADER: Permission.APPROVE_OVER_SHARE,
}


@dataclass(frozen=True, slots=True)
class SideDetails:
    """What a side event tells beside its day and reason (see `SideDetail`); each event asks for its own."""

    category: str = ""
    expected_on: date | None = None
    approver: str = ""
    approval_no: str = ""
    disposal_of_land: str = ""
    disposal_of_money: str = ""
    competitor_place: str = ""
    lessons: str = ""
    counterpart: Project | None = None
    occasion: Activity | None = None
    target: Target | None = None
    to_unit: Unit | None = None


@transaction.atomic
def file_side_event(
    project: Project,
    *,
    event: str,
    occurred_on: date,
    details: SideDetails,
    reason: str,
    actor: User,
    at: datetime,
    evidence: Sequence[Attachment] = (),
    revokes: StageEvent | None = None,
) -> StageEvent:
    """File one of 搁置, 停建, 终止, 退回, 流失; it counts once approved (退回) and recognised by others.

    `revokes`: the recognition that a return takes out (default: the start, else the signing).
    Errors: BusinessError `sides.*`, `events.*`; NotPermitted, NotVisible.
    """
    if event not in SINGLE:
        raise BusinessError("置换、移交、合并请在各自的页面办理。", code="sides.paired")
    if event == Event.HOLD and details.expected_on is not None:
        require_hold_span(occurred_on, details.expected_on, settings.LUODI_HOLD_MONTHS)
    if revokes is not None and revokes.project_id != project.pk:
        raise BusinessError("退回的认定应是本项目的，请重新选择。", code="sides.revoked")
    return append_side_event(
        project,
        event=event,
        occurred_on=occurred_on,
        details=details,
        reason=reason,
        actor=actor,
        at=at,
        evidence=evidence,
        revokes=revokes,
    )


def append_side_event(
    project: Project,
    *,
    event: str,
    occurred_on: date,
    details: SideDetails,
    reason: str,
    actor: User,
    at: datetime,
    evidence: Sequence[Attachment] = (),
    revokes: StageEvent | None = None,
) -> StageEvent:
    """The event with its details; part of the verbs of side events, in their transaction."""
    told = _tidied(details)
    require_details(event, _plain(told), has_evidence=bool(evidence))
    row = file_event(
        project,
        event=event,
        occurred_on=occurred_on,
        actor=actor,
        at=at,
        reason=reason,
        evidence=evidence,
        revokes=revokes,
    )
    SideDetail.objects.create(event=row, recorded_by=actor, recorded_at=at, **_plain(told))
    return row


def _plain(details: SideDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in SideDetails.__slots__}


def _tidied(details: SideDetails) -> SideDetails:
    """Texts without stray blanks, none longer than its column."""
    texts = {name: normalise(value) for name, value in _plain(details).items() if isinstance(value, str)}
    for name, text in texts.items():
        field = SideDetail._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if limit is not None and len(text) > limit:
            label = getattr(field, "verbose_name", name)
            raise BusinessError(f"“{label}”最多 {limit} 个字，请精简。", code="sides.too_long")
    return SideDetails(**(_plain(details) | texts))  # type: ignore[arg-type]  # each under its own name


@transaction.atomic
def approve_side_event(event: StageEvent, *, role: str, actor: User, at: datetime, note: str = "") -> SideApproval:
    """Approve a waiting 退回 or 置换 as the task's issuer, or as leader where a task's replacements pass their share.

    Errors: BusinessError `sides.approval`, `approvals.same_person`; NotPermitted, NotVisible.
    """
    project = locked_project(event.project, _RIGHT[ApprovalRole(role)], actor=actor)
    require_other_person(event.recorded_by_id, actor.pk)
    if Slip.objects.get(pk=event.slip_id).state not in WAITING:
        raise BusinessError("该事件已办结，不需要再批准。", code="sides.approval")
    if role not in {*approvals_needed(event.event, over_share=True)}:
        raise BusinessError(
            f"“{event.get_event_display()}”不需要{ApprovalRole(role).label}批准。", code="sides.approval"
        )
    if SideApproval.objects.filter(event=event, role=role).exists():
        raise BusinessError(f"{ApprovalRole(role).label}已经批准过了。", code="sides.approval")
    row = SideApproval.objects.create(
        event=event, role=role, note=fitted(normalise(note), 300, "说明"), recorded_by=actor, recorded_at=at
    )
    changes = {"event": ("", event.event), "role": ("", ApprovalRole(role).label)}
    act = audit.Act("projects.side_approved", project, unit_code=project.unit.code, changes=changes, reason=row.note)
    audit.record(act, actor=actor, at=at)
    return row


def require_approved(event: StageEvent) -> None:
    """Refuse to recognise a paired side event without its details, and one whose approvals are missing."""
    detail = SideDetail.objects.filter(event=event).select_related("occasion", "target").first()
    if detail is None:
        if event.event in PAIRED:
            raise BusinessError(
                f"“{Event(event.event).label}”缺少对应项目或接收单位等说明，不能认定。"
                f"请退回，改在项目“进展”页的“{Event(event.event).label}”办理。",
                code="sides.incomplete",
            )
        return
    given = set(SideApproval.objects.filter(event=event).values_list("role", flat=True))
    over = event.event == Event.REPLACE and selectors.is_over_share(detail, settings.LUODI_REPLACEMENT_PERCENT)
    for role in approvals_needed(event.event, over_share=over):
        if role not in given:
            why = (
                f"（置换已超过该任务项目数的 {settings.LUODI_REPLACEMENT_PERCENT}%）"
                if role == ApprovalRole.LEADER
                else ""
            )
            raise BusinessError(
                f"“{Event(event.event).label}”还没有{role.label}批准{why}，不能认定。请先在项目“进展”页批准。",
                code="sides.unapproved",
            )


@transaction.atomic
def reopen_lead(project: Project, *, actor: User, at: datetime) -> Project:
    """A lost project comes back as a new one with the same description; nothing of the old one's facts goes along.

    Errors: BusinessError `sides.not_lost`, `sides.reopened`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.EDIT, actor=actor)
    if locked.side_status != SideStatus.LOST:
        raise BusinessError("只有已认定流失的项目可以重启为新线索。", code="sides.not_lost")
    if Reopening.objects.filter(lost=locked).exists():
        raise BusinessError("该项目已重启过，请到新线索上办理。", code="sides.reopened")
    values = ProjectValues(**{name: getattr(locked, name) for name in (field.name for field in fields(ProjectValues))})
    made = open_project(values, actor=actor, at=at)
    Reopening.objects.create(lost=locked, lead=made, recorded_by=actor, recorded_at=at)
    changes = {"lead": ("", made.code)}
    act = audit.Act("projects.reopened", locked, unit_code=locked.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    return made
