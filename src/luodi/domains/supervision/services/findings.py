"""Findings of an inspection: ordering the rectification, and its steps."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.text import fitted, shortened
from luodi.base.core.workflow import unknown_step
from luodi.base.files.models import Attachment
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require
from luodi.domains.supervision.models import Finding, FindingEvidence, FindingStep, Inspection
from luodi.domains.supervision.rules.deadlines import require_rectification
from luodi.domains.supervision.rules.inspections import (
    FINDING_STEPS,
    FOLLOWING,
    FindingAct,
    FindingState,
    require_other_checker,
)
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.rules.stepping import require_words
from luodi.domains.supervision.selectors.people import people_of
from luodi.domains.supervision.selectors.visibility import covers
from luodi.domains.supervision.services.recording import require_standing

_ENDS = frozenset({FindingAct.CLOSE.value, FindingAct.ESCALATE.value})


@transaction.atomic
def order_rectification(
    inspection: Inspection,
    *,
    text: str,
    demand: str,
    due_on: date,
    actor: User,
    at: datetime,
    unit: Unit | None = None,
) -> Finding:
    """What was found wrong, to be put right by a day (at most 15 days after the visit); the unit's people are told.

    Errors: NotPermitted, NotVisible, BusinessError `findings.words`, `findings.due`, `units.closed`.
    """
    require(actor, Permission.INSPECT, unit=inspection.plan.unit)
    place = unit or inspection.unit
    if not text.strip() or not demand.strip():
        raise BusinessError("请写明发现的问题和整改要求。", code="findings.words")
    require_standing(place, at)
    require_rectification(inspection.held_on, due_on)
    audit.stand_in_line()
    finding = Finding.objects.create(
        inspection=inspection,
        text=fitted(text.strip(), 500, "内容"),
        demand=fitted(demand.strip(), 500, "诉求"),
        unit=place,
        found_on=inspection.held_on,
        due_on=due_on,
    )
    append_to_finding_log(finding, FindingAct.ORDER, actor=actor, at=at)
    _tell(finding, people_of(place, Permission.ANSWER), "限期整改", actor, at)
    return finding


@transaction.atomic
def take_finding_step(
    finding: Finding, act: str, *, actor: User, at: datetime, note: str, evidence: Sequence[Attachment] = ()
) -> Finding:
    """Report a rectification, or check it again. Who reported does not check.

    Errors: NotPermitted, NotVisible, BusinessError `workflow.*`, `supervision.reason`, `findings.evidence`,
    `findings.same_person`.
    """
    FINDING_STEPS.require_known(act)
    if act in FOLLOWING:
        raise unknown_step()
    audit.stand_in_line()
    locked = (
        Finding.objects.select_for_update(of=("self",)).select_related("unit", "inspection__plan").get(pk=finding.pk)
    )
    step = FINDING_STEPS[act]
    require(actor, step.permission)
    place = locked.unit_id if act == FindingAct.REPORT else locked.inspection.plan.unit_id
    if not covers(reach(actor, step.permission), place):
        raise NotVisible("没有找到该整改事项，或不由您的单位办理这一步。", code="findings.not_visible")
    FINDING_STEPS.require(act, locked.state)
    require_words(step.label, note)
    if act == FindingAct.REPORT and not evidence:
        raise BusinessError("报告整改须附整改后的照片或材料。请上传后再报。", code="findings.evidence")
    if act != FindingAct.REPORT:
        require_other_checker(_reporter(locked), actor.pk)
    append_to_finding_log(locked, act, actor=actor, at=at, note=note, evidence=evidence)
    organisers = people_of(locked.inspection.plan.unit, Permission.INSPECT)
    concerned = organisers if act == FindingAct.REPORT else people_of(locked.unit, Permission.ANSWER)
    _tell(locked, concerned, step.label, actor, at)
    return locked


def append_to_finding_log(
    finding: Finding, act: str, *, actor: User, at: datetime, note: str = "", evidence: Sequence[Attachment] = ()
) -> FindingStep:
    """Append a step, which the state must allow, and move the cached columns; audited."""
    target = finding.state if act == FindingAct.ORDER else FINDING_STEPS.require(act, finding.state).target
    step = FindingStep.objects.create(
        finding=finding, act=act, note=fitted(note.strip(), 1000, "说明"), recorded_by=actor, recorded_at=at
    )
    for attachment in evidence:
        FindingEvidence.objects.create(step=step, attachment=attachment, recorded_by=actor, recorded_at=at)
    old, finding.state = finding.state, FindingState(target)
    today = timezone.localdate(at)
    if act == FindingAct.REPORT:
        finding.reported_on = today
    if act in _ENDS:
        finding.ended_on = today
    finding.save(update_fields=["state", "reported_on", "ended_on"])
    changes = {"act": ("", act), "state": (str(old), str(finding.state))}
    entry = audit.Act(
        "supervision.finding_stepped",
        finding,
        unit_code=finding.unit.code,
        changes=changes,
        reason=note,
    )
    audit.record(entry, actor=actor, at=at)
    return step


def _reporter(finding: Finding) -> int | None:
    step = finding.steps.filter(act=FindingAct.REPORT).order_by("-pk").first()
    return None if step is None else step.recorded_by_id


def _tell(finding: Finding, people: list[User], word: str, actor: User, at: datetime) -> None:
    notices.tell(
        [person for person in people if person.pk != actor.pk],
        code="supervision.finding_moved",
        title=f"{word}：{shortened(finding.text, 60)}（期限 {finding.due_on}）",
        link=f"/inspections/visits/{finding.inspection_id}/",
        at=at,
    )
