"""Side events as a project's page shows them: what may be done now, what each told, which approvals are missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from luodi.base.approvals.rules import SlipState
from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.rules import ENDED, STAGES_OF_SIDE_EVENT, Event, Permission, SideStatus
from luodi.domains.projects.rules.sides import SINGLE, ApprovalRole
from luodi.interfaces.web.projects import saving
from luodi.interfaces.web.projects.side_forms import MergeForm, ReplaceForm, SideForm, TransferForm
from luodi.interfaces.web.ui import formats
from luodi.interfaces.web.ui.access import may
from luodi.interfaces.web.ui.uploads import stored

_OWN_PAGES: Final = {Event.REPLACE: "replace", Event.TRANSFER: "transfer", Event.MERGE: "merge"}
APPROVALS: Final = {
    ApprovalRole.ISSUER.value: Permission.APPROVE_SIDE,
    ApprovalRole.LEADER.value: Permission.APPROVE_OVER_SHARE,
}


@dataclass(frozen=True, slots=True)
class Way:
    """A side event that the project's stage allows."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """What stands beside a side event: its details in words, and what may be done about it."""

    lines: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    counterpart: Any
    may_undo: bool


def approving(request: HttpRequest) -> frozenset[str]:
    """In which capacities the person may approve."""
    return frozenset(role for role, right in APPROVALS.items() if may(request, right))


def ways(project: Any) -> list[Way]:  # noqa: ANN401 - pages know no models
    """The side events that can be filed now, in the order of the status table."""
    if project.side_status in ENDED:
        return []
    found = []
    for event in (*SINGLE, *_OWN_PAGES):
        stages = STAGES_OF_SIDE_EVENT.get(event)
        if stages is not None and project.stage not in stages:
            continue
        if event in _OWN_PAGES:
            href = reverse(f"projects:{_OWN_PAGES[event]}", args=[project.pk])
        else:
            href = f"{reverse('projects:side_new', args=[project.pk])}?event={event.value}"
        found.append(Way(event.label, href))
    return found


def told(viewer: Any, project: Any) -> dict[int, Told]:  # noqa: ANN401 - pages know no models
    """By event, what the project's side events tell; the project on the other side is named to who may see it."""
    given, details = projects.side_approvals(project), projects.side_details(project)
    others = {row.counterpart_id for row in details.values() if row.counterpart_id}
    seen = projects.seen_among(viewer, others)
    return {pk: _told(row, given.get(pk, []), row.counterpart_id in seen) for pk, row in details.items()}


def _told(row: Any, approvals: list[Any], is_seen: bool) -> Told:  # noqa: ANN401 - pages know no models
    pairs = [
        ("对应项目", "" if is_seen or row.counterpart_id is None else "不在查看范围内的项目"),
        ("原因类别", row.get_category_display()),
        ("预计恢复", formats.day(row.expected_on) if row.expected_on else ""),
        ("批准", row.approver),
        ("文号", row.approval_no),
        ("土地处置", row.disposal_of_land),
        ("资金处置", row.disposal_of_money),
        ("去向", row.competitor_place),
        ("教训", row.lessons),
        ("接收单位", str(row.to_unit) if row.to_unit else ""),
        ("所属任务", str(row.occasion or "") or (projects.task_name(row.target) if row.target else "")),
    ]
    lines = [f"{label}：{text}" for label, text in pairs if text]
    lines += [
        f"{one.get_role_display()}批准：{one.recorded_by} {formats.moment(one.recorded_at)}{'　' + one.note if one.note else ''}"
        for one in approvals
    ]
    wanted = projects.approvals_wanted(row.event, settings.LUODI_REPLACEMENT_PERCENT)
    missing = tuple((role, ApprovalRole(role).label) for role in wanted)
    is_merged = row.event.event == Event.MERGE and row.event.slip.state == SlipState.RECOGNISED
    may_undo = is_merged and row.event.project.side_status == SideStatus.MERGED
    return Told(tuple(lines), missing, row.counterpart if is_seen else None, may_undo)


@transaction.atomic
def file_side(project: Any, event: str, form: SideForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The event with its details and documents."""
    revoked = form.revoked_pk
    services.file_side_event(
        project,
        event=event,
        occurred_on=form.cleaned_data["occurred_on"],
        details=form.details(),
        reason=form.cleaned_data["reason"],
        revokes=None if revoked is None else saving.one(projects.events(project), revoked),
        evidence=_documents(project, form, actor, at),
        actor=actor,
        at=at,
    )


@transaction.atomic
def file_replacement(project: Any, form: ReplaceForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The pair with its documents."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in {"new", "evidence"}}
    evidence = _documents(project, form, actor, at)
    services.file_replacement(project, form.cleaned_data["new"], evidence=evidence, actor=actor, at=at, **values)


@transaction.atomic
def file_transfer(project: Any, form: TransferForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The transfer with its documents."""
    services.file_transfer(project, evidence=_documents(project, form, actor, at), actor=actor, at=at, **form.order())


@transaction.atomic
def file_merge(
    plan: projects.MergePlan,
    form: MergeForm,
    left: list[int],
    *,
    actor: Any,  # noqa: ANN401 - pages know no models
    at: datetime,
) -> None:
    """The merger with its documents."""
    services.file_merge(
        plan.loser,
        plan.survivor,
        decision=form.cleaned_data["decision"],
        reason=form.cleaned_data["reason"],
        left_behind=left,
        evidence=_documents(plan.loser, form, actor, at),
        actor=actor,
        at=at,
    )


def _documents(project: Any, form: Any, actor: Any, at: datetime) -> list[Any]:  # noqa: ANN401 - pages know no models
    return list(stored(form.cleaned_data["evidence"], unit_code=project.unit.code, actor=actor, at=at))
