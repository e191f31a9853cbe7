"""Verbs on clocks: another length from a day on, pauses and their end, steps that end replies, answers to proposals."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.across.lifecycle.models import ClockAnswer, ClockMark, ClockPause, ClockPauseEnd, ClockStep, ClockTerm
from luodi.across.lifecycle.rules import clocks as rules
from luodi.across.lifecycle.rules.clocks import LONGEST_PAUSE_MONTHS, Outcome, Step
from luodi.across.lifecycle.rules.clocks_days import Mark
from luodi.across.lifecycle.rules.clocks_rights import Permission
from luodi.base.approvals import services as approvals
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import add_months
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit, users_with
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.services.locks import locked_project


@transaction.atomic
def set_term(code: str, *, length: int, valid_from: date, basis: str, actor: User, at: datetime) -> ClockTerm:
    """Another length of a clock for what begins on `valid_from` or later; clocks that run keep theirs.

    Errors: NotPermitted, NotVisible, BusinessError `clocks.*`.
    """
    require(actor, Permission.EDIT_CLOCKS, unit=root_unit())
    row = rules.clock(code)
    rules.require_sound_term(row, length, valid_from, today=timezone.localdate(at), basis=basis)
    audit.stand_in_line()
    made = ClockTerm.objects.create(
        code=code,
        length=length,
        valid_from=valid_from,
        basis=fitted(basis.strip(), 200, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"length": ("", f"{length}{row.measure.label}"), "valid_from": ("", valid_from.isoformat())}
    audit.record(audit.Act("lifecycle.term_set", made, row.label, changes=changes, reason=basis), actor=actor, at=at)
    return made


@transaction.atomic
def ask_pause(
    project: Project, *, first_on: date, last_on: date, cause: str, blocking_unit: Unit, actor: User, at: datetime
) -> ClockPause:
    """Ask that the project's clocks stand still for an outside cause; it counts once another person has approved it.

    The days are charged to the unit that blocks. Errors: NotPermitted, NotVisible, BusinessError `clocks.*`.
    """
    locked = locked_project(project, Projects.FILE_EVENT, actor=actor)
    rules.require_sound_pause(first_on, last_on, add_months(first_on, LONGEST_PAUSE_MONTHS), cause=cause)
    if blocking_unit.pk == locked.unit_id:
        raise BusinessError(
            "受阻单位不能是本项目的责任单位：自己的原因不能暂停时限。请填造成受阻的部门或单位。",
            code="clocks.own_cause",
        )
    _require_free(locked, first_on, last_on)
    title = f"{locked.name}：时限暂停 {first_on} 至 {last_on}（{blocking_unit.label}）"
    slip = approvals.open_slip(SlipKind.PAUSE, title=title, unit=locked.unit, actor=actor, at=at)
    made = ClockPause.objects.create(
        project=locked,
        first_on=first_on,
        last_on=last_on,
        cause=fitted(cause.strip(), 300, "原因"),
        blocking_unit=blocking_unit,
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"paused": ("", f"{first_on} 至 {last_on}"), "unit": ("", blocking_unit.label)}
    act = audit.Act("lifecycle.pause_asked", locked, unit_code=locked.unit.code, changes=changes, reason=cause)
    audit.record(act, actor=actor, at=at)
    return made


def _require_free(project: Project, first: date, last: date) -> None:
    """Two pauses of one project do not overlap, whether approved or waiting; one ended early frees its later days."""
    rows = ClockPause.objects.filter(project=project, first_on__lte=last, last_on__gte=first)
    for row in rows.exclude(slip__state=SlipState.RETURNED).select_related("end"):
        until = row.end.last_on if hasattr(row, "end") else row.last_on
        if until >= first:
            raise BusinessError(
                f"与已有的暂停（{row.first_on} 至 {until}）重叠，请从 {until} 之后申请。", code="clocks.pause_overlap"
            )


@transaction.atomic
def end_pause(pause: ClockPause, *, last_on: date, reason: str, actor: User, at: datetime) -> ClockPauseEnd:
    """The obstacle is gone: the clocks run again from the day after `last_on`.

    Errors: NotPermitted, NotVisible, BusinessError `clocks.pause_*`.
    """
    project = locked_project(pause.project, Projects.FILE_EVENT, actor=actor)
    row = ClockPause.objects.select_related("slip").get(pk=pause.pk)
    if row.slip.state != SlipState.RECOGNISED:
        raise BusinessError("这份暂停还没有批准，不必恢复。", code="clocks.pause_waiting")
    if ClockPauseEnd.objects.filter(pause=row).exists():
        raise BusinessError("这份暂停已经提前恢复。", code="clocks.pause_ended")
    if not row.first_on <= last_on < row.last_on:
        raise BusinessError(
            f"最后一个暂停日应在 {row.first_on} 至 {row.last_on} 之前；不提前恢复的不必办理。",
            code="clocks.pause_order",
        )
    if not reason.strip():
        raise BusinessError("请写明恢复的情况。", code="clocks.cause")
    made = ClockPauseEnd.objects.create(
        pause=row, last_on=last_on, reason=fitted(reason.strip(), 200, "事由"), recorded_by=actor, recorded_at=at
    )
    changes = {"paused": (f"{row.first_on} 至 {row.last_on}", f"{row.first_on} 至 {last_on}")}
    act = audit.Act("lifecycle.pause_ended", project, unit_code=project.unit.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def note_step(project: Project, *, step: str, done_on: date, note: str, actor: User, at: datetime) -> ClockStep:
    """Put down that a lead was answered or a contract reported; it ends the reply clock that asks for it.

    Errors: NotPermitted, NotVisible, BusinessError `clocks.step`, `clocks.note`, `day.*`.
    """
    locked = locked_project(project, Projects.FILE_EVENT, actor=actor)
    if step not in Step.values:
        raise BusinessError("没有这种办理事项。请刷新页面后重新选择。", code="clocks.step")
    require_sensible_day(done_on, label="办理日", today=timezone.localdate(at))
    if not note.strip():
        raise BusinessError("请写明办理情况（如联系了谁、备案号）。", code="clocks.note")
    if step == Step.CONTRACT_FILED and (locked.signed_on is None or done_on < locked.signed_on):
        raise BusinessError("合同备案应在签约之后。请先填报签约，或核对备案日期。", code="clocks.step")
    made = ClockStep.objects.create(
        project=locked,
        step=step,
        done_on=done_on,
        note=fitted(note.strip(), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"step": ("", Step(step).label), "occurred_on": ("", done_on.isoformat())}
    act = audit.Act("lifecycle.step_noted", locked, unit_code=locked.unit.code, changes=changes, reason=note)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def answer_proposal(mark: ClockMark, *, outcome: str, note: str, actor: User, at: datetime) -> ClockAnswer:
    """Decide on a proposed review or removal. Nothing follows by itself; the unit is told what was decided.

    Errors: NotPermitted, NotVisible, BusinessError `clocks.answered`, `clocks.outcome`, `clocks.note`.
    """
    project = mark.project
    if project is None:
        raise BusinessError("这类时限不需要答复。", code="clocks.outcome")
    require(actor, Permission.ANSWER_PROPOSALS, unit=project.unit)
    if outcome not in Outcome.values:
        raise BusinessError("请选择采纳或不采纳。", code="clocks.outcome")
    if not note.strip():
        raise BusinessError("请写明理由，责任单位会收到。", code="clocks.note")
    audit.stand_in_line()
    if ClockAnswer.objects.filter(mark=mark).exists():
        raise BusinessError("这条建议已有人答复，请刷新页面。", code="clocks.answered")
    made = ClockAnswer.objects.create(
        mark=mark, outcome=outcome, note=fitted(note.strip(), 300, "说明"), recorded_by=actor, recorded_at=at
    )
    said = (rules.clock(mark.code).proposals or {}).get(Mark(mark.mark), "")
    changes = {"proposal": ("", said), "outcome": ("", Outcome(outcome).label)}
    act = audit.Act("lifecycle.proposal_answered", project, unit_code=project.unit.code, changes=changes, reason=note)
    audit.record(act, actor=actor, at=at)
    people = [user for user in users_with(Projects.FILE_EVENT, project.unit) if user.unit_id == project.unit_id]
    title = f"{project.name}：“{said}”{Outcome(outcome).label}"
    notices.tell(people, code="clocks.answered", title=title, link=f"/projects/{project.pk}/clocks/", at=at)
    return made
