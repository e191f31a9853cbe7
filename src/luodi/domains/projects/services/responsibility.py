"""Making people and units answer for a project, ending it, and handing it over. What was stays; an ending is a new fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.projects.models import Project
from luodi.domains.projects.models.responsibility import (
    Assignment,
    AssignmentEnd,
    DutyChoice,
    DutyPaperFile,
)
from luodi.domains.projects.rules.responsibility import MANY, DutyPaper, DutyRole, require_holder
from luodi.domains.projects.rules.words import Permission
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.projects.selectors.responsibility import held_by, sets_in_force
from luodi.domains.projects.services.locks import locked_project

_COLUMNS = {DutyRole.LEADER: "leader", DutyRole.OWNER: "owner"}
"""Columns of the ledger that name who answers now; they follow the assignment in the same transaction."""


@dataclass(frozen=True)
class AssignmentValues:
    """Who answers in which role from which day on."""

    role: str
    starts_on: date
    person: Person | None = None
    unit: Unit | None = None
    basis: str = ""


@transaction.atomic
def assign(project: Project, values: AssignmentValues, *, actor: User, at: datetime) -> Assignment:
    """Make somebody answer for the project. In a role for one, whoever held it is relieved on that day.

    Errors: NotPermitted, NotVisible, BusinessError `duties.*`, `day.out_of_range`.
    """
    locked = locked_project(project, Permission.ASSIGN, actor=actor)
    require_sensible_day(values.starts_on, label="起始日")
    require_holder(values.role, has_person=values.person is not None, has_unit=values.unit is not None)
    if values.unit is not None and values.unit.active_to is not None:
        raise BusinessError(f"“{values.unit.name}”已撤并，请改选接续的单位。", code="units.closed")
    _require_new(locked, values)
    made = Assignment.objects.create(
        project=locked,
        role=values.role,
        person=values.person,
        unit=values.unit,
        starts_on=values.starts_on,
        basis=fitted(values.basis.strip(), 200, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    if values.role not in MANY:
        _relieve(locked, made, actor=actor, at=at)
    _name_on_ledger(locked, made, actor=actor, at=at)
    changes = {"role": ("", made.get_role_display()), "holder": ("", made.holder)}
    audit.record(_act("projects.assigned", locked, changes, values.basis), actor=actor, at=at)
    _tell(made, at)
    return made


def _require_new(project: Project, values: AssignmentValues) -> None:
    held = Assignment.objects.filter(project=project, role=values.role, ending=None)
    if held.filter(person=values.person, unit=values.unit).exists():
        raise BusinessError("这一角色已由该人员（单位）担任，不必重复安排。", code="duties.same")
    later = held.filter(starts_on__gt=values.starts_on).first()
    if values.role not in MANY and later is not None:
        raise BusinessError(
            f"“{later.holder}”自 {later.starts_on} 起担任这一角色，起始日应不早于那一天，或先结束那一条。",
            code="duties.order",
        )


def _relieve(project: Project, made: Assignment, *, actor: User, at: datetime) -> None:
    held = Assignment.objects.filter(project=project, role=made.role, ending=None).exclude(pk=made.pk)
    for earlier in held:
        _end(earlier, ends_on=made.starts_on, reason=f"由{made.holder}接任", actor=actor, at=at)


def _end(row: Assignment, *, ends_on: date, reason: str, actor: User, at: datetime) -> AssignmentEnd:
    return AssignmentEnd.objects.create(
        assignment=row, ends_on=ends_on, reason=fitted(reason, 200, "事由"), recorded_by=actor, recorded_at=at
    )


def _name_on_ledger(project: Project, made: Assignment, *, actor: User, at: datetime) -> None:
    column = _COLUMNS.get(DutyRole(made.role))
    if column is None or made.person is None or made.starts_on > timezone.localdate(at):
        return
    if getattr(project, column) == made.person.name:
        return
    setattr(project, column, made.person.name)
    project.version += 1
    project._history_user = actor  # type: ignore[attr-defined]  # simple-history reads the author from here
    project._history_date = at  # type: ignore[attr-defined]  # and the moment, so that as-known-at follows the clock given
    project.save(update_fields=[column, "version"])


def _tell(made: Assignment, at: datetime) -> None:
    account = User.objects.filter(person=made.person, person__isnull=False, is_active=True)
    title = f"自 {made.starts_on} 起，“{made.project.name}”由您担任{made.get_role_display()}"
    notices.tell(
        account, code="projects.duty_given", title=title, link=_link(made.project), key=f"assigned:{made.pk}", at=at
    )


def _link(project: Project) -> str:
    return f"/projects/{project.pk}/duties/"


@transaction.atomic
def end_assignment(row: Assignment, *, ends_on: date, reason: str, actor: User, at: datetime) -> AssignmentEnd:
    """From the day on somebody answers no more. Errors: BusinessError `duties.ended`, `duties.order`, `duties.reason`."""
    locked = locked_project(row.project, Permission.ASSIGN, actor=actor)
    require_sensible_day(ends_on, label="结束日")
    _require_endable(row, ends_on, reason)
    made = _end(row, ends_on=ends_on, reason=reason.strip(), actor=actor, at=at)
    changes = {"role": (row.get_role_display(), ""), "holder": (row.holder, "")}
    audit.record(_act("projects.assignment_ended", locked, changes, reason), actor=actor, at=at)
    return made


def _require_endable(row: Assignment, ends_on: date, reason: str) -> None:
    if AssignmentEnd.objects.filter(assignment=row).exists():
        raise BusinessError("这一条责任安排已经结束，请刷新页面查看。", code="duties.ended")
    if ends_on < row.starts_on:
        raise BusinessError(f"结束日不能早于起始日 {row.starts_on}，请核对。", code="duties.order")
    if not normalise(reason):
        raise BusinessError("请写明结束的事由，如调离、分工调整。", code="duties.reason")


@transaction.atomic
def choose_set(project: Project, code: str, *, reason: str, actor: User, at: datetime) -> DutyChoice:
    """Let the project follow a set of its own, or (empty) the usual one. Errors: BusinessError `duties.set|reason`."""
    locked = locked_project(project, Permission.ASSIGN, actor=actor)
    if code and code not in sets_in_force(timezone.localdate(at)):
        raise BusinessError("没有这套责任体系，或还没有生效。请刷新页面后重新选择。", code="duties.set")
    if not normalise(reason):
        raise BusinessError("请写明依据，如专题会纪要文号。", code="duties.reason")
    made = DutyChoice.objects.create(
        project=locked, set_code=code, reason=fitted(reason.strip(), 200, "事由"), recorded_by=actor, recorded_at=at
    )
    audit.record(_act("projects.duty_set_chosen", locked, {"duty_set": ("", code)}, reason), actor=actor, at=at)
    return made


@transaction.atomic
def file_duty_paper(
    project: Project, paper: str, *, attachment: Attachment, actor: User, at: datetime
) -> DutyPaperFile:
    """Put a paper that the set asks for beside the project."""
    locked = locked_project(project, Permission.ASSIGN, actor=actor)
    kind = DutyPaper(paper)
    made = DutyPaperFile.objects.create(
        project=locked, paper=kind, attachment=attachment, recorded_by=actor, recorded_at=at
    )
    audit.record(_act("projects.duty_paper_filed", locked, {"paper": ("", str(kind.label))}, ""), actor=actor, at=at)
    return made


@transaction.atomic
def hand_over(person: Person, *, to: Person, on: date, reason: str, actor: User, at: datetime) -> Sequence[Assignment]:
    """Everything the person answers for within the actor's reach goes to the successor on the day; one project, one fact.

    Errors: NotPermitted, NotVisible, BusinessError `duties.nothing`, `duties.same`, `duties.reason`.
    """
    if person.pk == to.pk:
        raise BusinessError("接手人不能是本人，请另选一位。", code="duties.same")
    if not normalise(reason):
        raise BusinessError("请写明交接的事由，如调离、退休、分工调整。", code="duties.reason")
    audit.stand_in_line()
    mine = require(actor, Permission.ASSIGN)
    held = [row for row in held_by(actor, person, max(on, timezone.localdate(at))) if mine.covers(row.project.unit_id)]
    if not held:
        raise BusinessError("该人员名下没有您可以办理的项目，不必交接。", code="duties.nothing")
    made = []
    for row in held:
        already = assignments_in_force(on).filter(project=row.project, role=row.role, person=to).first()
        if already is None:
            values = AssignmentValues(row.role, on, person=to, basis=f"接替{person.name}：{reason.strip()}")
            made.append(assign(row.project, values, actor=actor, at=at))
        if not AssignmentEnd.objects.filter(assignment=row).exists():
            end_assignment(row, ends_on=on, reason=f"交{to.name}：{reason.strip()}", actor=actor, at=at)
    return made


def _act(code: str, project: Project, changes: dict[str, tuple[str, str]], reason: str) -> audit.Act:
    return audit.Act(code, project, unit_code=project.unit.code, changes=changes, reason=reason)
