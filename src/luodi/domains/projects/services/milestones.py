"""Verbs on milestones: a plan out of the template, its change by approval, actual days, templates from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require, root_unit
from luodi.domains.projects.engine.schedule import Node, in_order, planned_backwards, remaining, require_in_order
from luodi.domains.projects.models import (
    MilestoneDone,
    MilestonePhoto,
    Plan,
    PlanLink,
    PlanStep,
    PlanTemplate,
    Project,
    TemplateLink,
    TemplateStep,
)
from luodi.domains.projects.rules import STAGE_OF_EVENT, Event, Permission, ProjectKind, Stage
from luodi.domains.projects.rules import milestones as rules
from luodi.domains.projects.rules.milestones import StepSpec
from luodi.domains.projects.selectors.milestones import Milestone, PlanView, plan_of
from luodi.domains.projects.selectors.templates import template
from luodi.domains.projects.services.locks import locked_project


def still_to_do(project: Project, steps: Sequence[StepSpec]) -> list[StepSpec]:
    """The steps of a template that lie ahead of the stage the project has reached."""
    reached = frozenset(
        step.code for step in steps if step.event and STAGE_OF_EVENT[Event(step.event)] <= project.stage
    )
    kept = {node.code: node for node in remaining([Node(s.code, s.days, s.after) for s in steps], reached)}
    return [
        StepSpec(step.code, step.name, step.days, kept[step.code].after, step.event)
        for step in steps
        if step.code in kept
    ]


@transaction.atomic
def make_plan(
    project: Project, *, target_on: date, actor: User, at: datetime, days: Mapping[str, int] | None = None
) -> Plan:
    """The first plan of a project, counted backwards from the target out of the template in force: the baseline.

    `days` gives other lengths to some milestones by code. Errors: NotPermitted, NotVisible, BusinessError `plan.*`.
    """
    locked = locked_project(project, Permission.PLAN, actor=actor)
    today = timezone.localdate(at)
    rules.require_target_ahead(target_on, today)
    if Plan.objects.filter(project=locked).exists():
        raise BusinessError("该项目已有节点计划；要改日期，请申请调整。", code="plan.exists")
    given = days or {}
    steps = [
        StepSpec(step.code, step.name, given.get(step.code, step.days), step.after, step.event)
        for step in still_to_do(locked, template(locked.kind, today).steps)
    ]
    if not steps or locked.stage >= Stage.PRODUCING:
        raise BusinessError("该项目已投产或走完模板里的全部节点，不必再编计划。", code="plan.done")
    rules.require_sound_steps(steps)
    dates = planned_backwards([Node(step.code, step.days, step.after) for step in steps], target_on)
    plan = Plan.objects.create(project=locked, version=1, target_on=target_on, recorded_by=actor, recorded_at=at)
    _put_steps(plan, steps, dates, actor=actor, at=at)
    changes = {"target_on": ("", target_on.isoformat()), "steps": ("", str(len(steps)))}
    act = audit.Act("projects.plan_made", locked, unit_code=locked.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    return plan


def _put_steps(plan: Plan, steps: Sequence[StepSpec], dates: Mapping[str, date], *, actor: User, at: datetime) -> None:
    rows = {
        step.code: PlanStep(
            plan=plan,
            position=position,
            code=step.code,
            name=step.name,
            days=step.days,
            event=step.event,
            planned_on=dates[step.code],
            recorded_by=actor,
            recorded_at=at,
        )
        for position, step in enumerate(steps, start=1)
    }
    PlanStep.objects.bulk_create(list(rows.values()))
    PlanLink.objects.bulk_create(
        [
            PlanLink(step=rows[step.code], after=rows[code], recorded_by=actor, recorded_at=at)
            for step in steps
            for code in step.after
        ]
    )


@transaction.atomic
def change_plan(project: Project, dates: Mapping[str, date], *, reason: str, actor: User, at: datetime) -> Plan:
    """Ask for other days of milestones that are not done; they count once another person has approved the slip.

    `dates` names only what is to move. Errors: NotPermitted, NotVisible, BusinessError `plan.*`.
    """
    locked = locked_project(project, Permission.PLAN, actor=actor)
    today = timezone.localdate(at)
    view = _view(locked, today)
    rules.require_reason(reason)
    if view.waiting is not None:
        raise BusinessError("已有一份节点调整等待批准，请等它办完再提。", code="plan.waiting")
    moved = {code: day for code, day in dates.items() if view.of(code).planned_on != day}
    if not moved:
        raise BusinessError("没有改动任何节点的日期。", code="plan.same")
    for code, day in moved.items():
        _require_movable(view.of(code), day, today)
    wanted = {one.code: moved.get(one.code, one.planned_on) for one in view.milestones}
    nodes = [Node(one.code, one.days, one.after) for one in view.milestones]
    require_in_order(nodes, wanted, {one.code: one.name for one in view.milestones})
    said = "、".join(f"{view.of(code).name} {view.of(code).planned_on} 改 {day}" for code, day in moved.items())
    slip = _slip(locked, f"{locked.name}：节点调整 {said}", actor=actor, at=at)
    last = Plan.objects.filter(project=locked).order_by("-version").values_list("version", flat=True)[0]
    plan = Plan.objects.create(
        project=locked,
        version=last + 1,
        target_on=max(wanted.values()),
        reason=fitted(reason.strip(), 300, "事由"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    steps = [StepSpec(one.code, one.name, one.days, one.after, one.event) for one in view.milestones]
    _put_steps(plan, steps, wanted, actor=actor, at=at)
    act = audit.Act(
        "projects.plan_change_asked", locked, unit_code=locked.unit.code, changes={"plan": ("", said)}, reason=reason
    )
    audit.record(act, actor=actor, at=at)
    return plan


def _view(project: Project, today: date) -> PlanView:
    view = plan_of(project, today)
    if view is None:
        raise BusinessError("该项目还没有节点计划，请先编制。", code="plan.none")
    return view


def _require_movable(one: Milestone, day: date, today: date) -> None:
    if one.done_on is not None:
        raise BusinessError(f"“{one.name}”已于 {one.done_on} 完成，不能再改计划日。", code="plan.moved_done")
    require_sensible_day(day, label=f"“{one.name}”的计划日")
    if day < today:
        raise BusinessError(f"“{one.name}”不能改到已过去的 {day}。", code="plan.past")


def _slip(project: Project, title: str, *, actor: User, at: datetime) -> Slip:
    return approvals.open_slip(SlipKind.MILESTONE, title=title, unit=project.unit, actor=actor, at=at)


@transaction.atomic
def report_done(
    project: Project,
    code: str,
    *,
    done_on: date,
    actor: User,
    at: datetime,
    note: str = "",
    photos: Sequence[Attachment] = (),
) -> MilestoneDone:
    """File the actual day of a milestone; it counts once another person has recognised it.

    Errors: NotPermitted, NotVisible, BusinessError `plan.*`, `day.*`.
    """
    locked = locked_project(project, Permission.PLAN, actor=actor)
    view = _view(locked, timezone.localdate(at))
    one = view.of(code)
    _require_reportable(view, one, done_on, today=timezone.localdate(at))
    slip = _slip(locked, f"{locked.name}：节点“{one.name}”完成（{done_on}）", actor=actor, at=at)
    row = MilestoneDone(
        project=locked, code=code, name=one.name, done_on=done_on, note=fitted(note.strip(), 300, "说明"), slip=slip
    )
    return _append(row, photos, actor=actor, at=at)


def _require_reportable(view: PlanView, one: Milestone, done_on: date, *, today: date) -> None:
    require_sensible_day(done_on, label="完成日", today=today)
    if one.event:
        raise BusinessError(
            f"“{one.name}”就是阶段事件，请在“进展”里填报“{Event(one.event).label}”，认定后这里自动完成。",
            code="plan.event",
        )
    if one.done_on is not None or one.claimed_on is not None:
        day = one.done_on or one.claimed_on
        raise BusinessError(f"“{one.name}”已填报完成（{day}）。如有错误，请先撤销。", code="plan.twice_done")
    for code in one.after:
        before = view.of(code)
        day = before.done_on or before.claimed_on
        if day is None:
            raise BusinessError(f"前置节点“{before.name}”还没有完成，请先填报。", code="plan.predecessor")
        if done_on < day:
            raise BusinessError(
                f"完成日 {done_on} 早于前置节点“{before.name}”的 {day}，请核对。", code="plan.predecessor"
            )


def _append(row: MilestoneDone, photos: Sequence[Attachment], *, actor: User, at: datetime) -> MilestoneDone:
    row.recorded_by, row.recorded_at = actor, at
    row.save()
    MilestonePhoto.objects.bulk_create(
        [
            MilestonePhoto(done=row, attachment=photo, recorded_by=actor, recorded_at=at)
            for photo in dict.fromkeys(photos)
        ]
    )
    action = "projects.milestone_done" if row.reverses_id is None else "projects.milestone_reversed"
    changes = {"milestone": ("", row.name), "occurred_on": ("", row.done_on.isoformat())}
    act = audit.Act(action, row.project, unit_code=row.project.unit.code, changes=changes, reason=row.note)
    audit.record(act, actor=actor, at=at)
    return row


@transaction.atomic
def reverse_done(done: MilestoneDone, *, reason: str, actor: User, at: datetime) -> MilestoneDone:
    """Take a mistaken actual day back by a new fact; a recognised one needs recognition again.

    Errors: NotPermitted, NotVisible, BusinessError `plan.reversed`, `plan.reason`.
    """
    locked = locked_project(done.project, Permission.PLAN, actor=actor)
    rules.require_reason(reason)
    row = MilestoneDone.objects.select_related("slip").get(pk=done.pk)
    standing = MilestoneDone.objects.filter(reverses=row).exclude(slip__state=SlipState.RETURNED)
    if row.reverses_id is not None or row.slip.state == SlipState.RETURNED or standing.exists():
        raise BusinessError("该完成记录已被撤销或退回。", code="plan.reversed")
    slip = _slip(locked, f"{locked.name}：撤销节点“{row.name}”的完成", actor=actor, at=at)
    back = MilestoneDone(
        project=locked,
        code=row.code,
        name=row.name,
        done_on=row.done_on,
        note=fitted(reason.strip(), 300, "事由"),
        reverses=row,
        slip=slip,
    )
    return _append(back, (), actor=actor, at=at)


@transaction.atomic
def set_template(
    kind: str, steps: Sequence[StepSpec], *, valid_from: date, basis: str, actor: User, at: datetime
) -> PlanTemplate:
    """Another template of a kind for plans made on `valid_from` or later; plans that exist stay as they are.

    Errors: NotPermitted, NotVisible, BusinessError `plan.*`.
    """
    require(actor, Permission.EDIT_TEMPLATES, unit=root_unit())
    if kind not in ProjectKind.values:
        raise BusinessError("没有这种项目类别。请刷新页面后重新选择。", code="plan.kind")
    rules.require_sound_steps(steps)
    in_order([Node(step.code, step.days, step.after) for step in steps])
    rules.require_reason(basis)
    require_sensible_day(valid_from, label="生效日")
    if valid_from < timezone.localdate(at):
        raise BusinessError(f"生效日 {valid_from} 已过，请填今天或以后的日子。", code="plan.past")
    audit.stand_in_line()
    row = PlanTemplate.objects.create(
        kind=kind, valid_from=valid_from, basis=fitted(basis.strip(), 200, "依据"), recorded_by=actor, recorded_at=at
    )
    made = {
        step.code: TemplateStep(
            template=row,
            position=position,
            code=step.code,
            name=step.name.strip(),
            days=step.days,
            event=step.event,
            recorded_by=actor,
            recorded_at=at,
        )
        for position, step in enumerate(steps, start=1)
    }
    TemplateStep.objects.bulk_create(list(made.values()))
    TemplateLink.objects.bulk_create(
        [
            TemplateLink(step=made[step.code], after=made[code], recorded_by=actor, recorded_at=at)
            for step in steps
            for code in dict.fromkeys(step.after)
        ]
    )
    changes = {"steps": ("", str(len(steps))), "valid_from": ("", valid_from.isoformat())}
    act = audit.Act("projects.template_set", row, str(row), root_unit().code, changes=changes, reason=basis)
    audit.record(act, actor=actor, at=at)
    return row
