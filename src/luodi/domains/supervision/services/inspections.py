"""Plans of inspections, visits with photos, and the marks of a jury."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models import (
    Inspection,
    InspectionPhoto,
    InspectionPlan,
    JuryMark,
    PlanStep,
    PlanUnit,
)
from luodi.domains.supervision.rules.inspections import (
    PLAN_STEPS,
    InspectionKind,
    PlanAct,
    PlanState,
    require_basis,
    require_in_plan,
    require_mark,
    require_other_approver,
)
from luodi.domains.supervision.rules.numbering import plan_number
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.selectors.people import people_of
from luodi.domains.supervision.services.recording import next_serial, require_standing


@dataclass(frozen=True)
class PlanValues:
    """What a plan says."""

    title: str
    kind: str
    unit: Unit
    units: Sequence[Unit]
    begins_on: date
    ends_on: date
    basis_no: str = ""
    note: str = ""


@transaction.atomic
def draft_plan(values: PlanValues, *, actor: User, at: datetime) -> InspectionPlan:
    """A plan that waits for approval. Without its basis document those who approve are warned (domain/02 T17).

    Errors: NotPermitted, NotVisible, BusinessError `inspections.words`, `inspections.days`, `units.closed`.
    """
    for unit in (values.unit, *values.units):
        require(actor, Permission.PLAN, unit=unit)
    if not values.title.strip() or not values.units:
        raise BusinessError("请填写计划名称，并选择被督查单位。", code="inspections.words")
    for day, label in ((values.begins_on, "开始日"), (values.ends_on, "结束日")):
        require_sensible_day(day, label=label)
    if values.ends_on < values.begins_on:
        raise BusinessError("结束日早于开始日，请改正。", code="inspections.days")
    for unit in values.units:
        require_standing(unit, at)
    audit.stand_in_line()
    year = timezone.localdate(at).year
    plan = InspectionPlan.objects.create(
        number=plan_number(year, next_serial("inspection", year)),
        title=values.title.strip(),
        kind=InspectionKind(values.kind),
        unit=values.unit,
        basis_no=values.basis_no.strip(),
        begins_on=values.begins_on,
        ends_on=values.ends_on,
        note=values.note.strip(),
        drafted_by=actor,
        created_at=at,
    )
    PlanUnit.objects.bulk_create([PlanUnit(plan=plan, unit=unit) for unit in dict.fromkeys(values.units)])
    append_to_plan_log(plan, PlanAct.DRAFT, actor=actor, at=at)
    without = "" if plan.basis_no else "（未填依据文号）"
    notices.tell(
        [user for user in people_of(plan.unit, Permission.APPROVE_PLAN) if user.pk != actor.pk],
        code="supervision.plan_waiting",
        title=f"督查计划待批准{without}：{plan.title}",
        link=f"/inspections/{plan.pk}/",
        at=at,
    )
    return plan


@transaction.atomic
def take_plan_step(
    plan: InspectionPlan,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    basis_no: str = "",
    into: InspectionPlan | None = None,
) -> InspectionPlan:
    """Approve, merge into another plan, finish or cancel. A missing basis may be filled in with the approval.

    Errors: NotPermitted, NotVisible, BusinessError `workflow.*`, `inspections.basis`, `inspections.same_person`,
    `inspections.merge`.
    """
    PLAN_STEPS.require_known(act)
    require(actor, PLAN_STEPS[act].permission, unit=plan.unit)
    audit.stand_in_line()
    locked = InspectionPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    PLAN_STEPS.require(act, locked.state)
    prepare = _PREPARE.get(act)
    if prepare is not None:
        prepare(locked, actor, basis_no.strip(), into)
    words = note if into is None else f"并入 {into.number} {into.title}　{note}".strip()
    append_to_plan_log(locked, act, actor=actor, at=at, note=words)
    return locked


def _approve(plan: InspectionPlan, actor: User, basis_no: str, _into: InspectionPlan | None) -> None:
    require_other_approver(plan.drafted_by_id, actor.pk)
    plan.basis_no = plan.basis_no or basis_no
    require_basis(plan.basis_no)
    plan.save(update_fields=["basis_no"])


def _merge(plan: InspectionPlan, actor: User, _basis_no: str, into: InspectionPlan | None) -> None:
    """The other plan visits the units of this one too; this one is over."""
    if into is None or into.pk == plan.pk or into.state not in {PlanState.DRAFT, PlanState.APPROVED}:
        raise BusinessError("请选择一个待批准或已批准的计划并入。", code="inspections.merge")
    require(actor, Permission.PLAN, unit=into.unit)
    if plan.inspections.exists():
        raise BusinessError("本计划已登记督查，不能再并入他计划。请按完成办理。", code="inspections.merge")
    visited = set(into.plan_units.values_list("unit_id", flat=True))
    PlanUnit.objects.bulk_create(
        [PlanUnit(plan=into, unit_id=row.unit_id) for row in plan.plan_units.all() if row.unit_id not in visited]
    )
    # Saved together with the state by the step that follows: the table allows a successor in state MERGED only.
    plan.merged_into = into


_PREPARE: Final[dict[str, Callable[[InspectionPlan, User, str, InspectionPlan | None], None]]] = {
    PlanAct.APPROVE.value: _approve,
    PlanAct.MERGE.value: _merge,
}


def append_to_plan_log(plan: InspectionPlan, act: str, *, actor: User, at: datetime, note: str = "") -> PlanStep:
    """Append a step and move the cached state; audited."""
    step = PlanStep.objects.create(
        plan=plan, act=act, note=fitted(note.strip(), 300, "说明"), recorded_by=actor, recorded_at=at
    )
    old = plan.state
    if act != PlanAct.DRAFT:
        plan.state = PlanState(PLAN_STEPS[act].target)
        plan.save(update_fields=["state", "merged_into"])
    changes = {"act": ("", act), "state": (str(old), str(plan.state))}
    entry = audit.Act("supervision.plan_stepped", plan, unit_code=plan.unit.code, changes=changes, reason=note.strip())
    audit.record(entry, actor=actor, at=at)
    return step


@dataclass(frozen=True)
class Photo:
    """An uploaded photo with when and where it was taken; degrees where the phone gave them."""

    attachment: Attachment
    taken_at: datetime
    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class VisitValues:
    """What is said of a visit."""

    unit: Unit
    held_on: date
    inspectors: str
    summary: str
    place: str = ""
    project: Project | None = None
    photos: Sequence[Photo] = ()


@transaction.atomic
def record_visit(plan: InspectionPlan, values: VisitValues, *, actor: User, at: datetime) -> Inspection:
    """A visit under an approved plan, with its photos.

    Errors: NotPermitted, NotVisible, BusinessError `inspections.not_approved`, `inspections.day`, `inspections.unit`,
    `inspections.words`, `inspections.place`, `day.future`.
    """
    require(actor, Permission.INSPECT, unit=plan.unit)
    require_sensible_day(values.held_on, label="督查日期", today=timezone.localdate(at))
    require_in_plan(plan.state, plan.begins_on, plan.ends_on, values.held_on)
    if not plan.plan_units.filter(unit=values.unit).exists():
        raise BusinessError(
            f"“{values.unit.name}”不在本计划的被督查单位之内。请先合并或另报计划。", code="inspections.unit"
        )
    if not values.summary.strip() or not values.inspectors.strip():
        raise BusinessError("请写明督查人员和督查情况。", code="inspections.words")
    for photo in values.photos:
        _require_on_earth(photo)
    if values.project is not None:
        projects.project(actor, values.project.pk)
    audit.stand_in_line()
    inspection = Inspection.objects.create(
        plan=plan,
        unit=values.unit,
        project=values.project,
        held_on=values.held_on,
        place=values.place.strip(),
        inspectors=values.inspectors.strip(),
        summary=fitted(values.summary.strip(), 1000, "情况"),
        recorded_by=actor,
        recorded_at=at,
    )
    for photo in values.photos:
        InspectionPhoto.objects.create(
            inspection=inspection,
            attachment=photo.attachment,
            taken_at=photo.taken_at,
            place=fitted(photo.place.strip(), 120, "地点"),
            latitude=photo.latitude,
            longitude=photo.longitude,
            recorded_by=actor,
            recorded_at=at,
        )
    audit.record(audit.Act("supervision.visited", inspection, unit_code=values.unit.code), actor=actor, at=at)
    return inspection


def _require_on_earth(photo: Photo) -> None:
    if (photo.latitude is None) != (photo.longitude is None):
        raise BusinessError("经度和纬度要同时填写，或都不填。", code="inspections.place")
    latitude, longitude = photo.latitude or Decimal(0), photo.longitude or Decimal(0)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise BusinessError("经纬度不合常理：纬度在 ±90 之内，经度在 ±180 之内。", code="inspections.place")


@transaction.atomic
def enter_mark(inspection: Inspection, *, judge: str, mark: Decimal, actor: User, at: datetime) -> JuryMark:
    """A judge's mark of a visited place, 0–100 分; entered again it is the next revision, and the latest counts.

    Errors: NotPermitted, NotVisible, BusinessError `inspections.judge`, `inspections.mark`, `inspections.not_visit`.
    """
    require(actor, Permission.INSPECT, unit=inspection.plan.unit)
    if inspection.plan.kind != InspectionKind.VISIT:
        raise BusinessError("只有“项目观摩”才评分。", code="inspections.not_visit")
    if not judge.strip():
        raise BusinessError("请填写评委。", code="inspections.judge")
    require_mark(mark)
    audit.stand_in_line()
    last = JuryMark.objects.filter(inspection=inspection, judge=judge.strip()).order_by("-revision").first()
    made = JuryMark.objects.create(
        inspection=inspection,
        judge=judge.strip(),
        mark=mark,
        revision=1 if last is None else last.revision + 1,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"mark": ("" if last is None else str(last.mark), str(mark))}
    entry = audit.Act("supervision.marked", made, unit_code=inspection.unit.code, changes=changes)
    audit.record(entry, actor=actor, at=at)
    return made
