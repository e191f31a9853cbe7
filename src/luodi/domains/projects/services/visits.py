"""Visits to the site by those who answer for a project, and the reminders of what is owed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Person, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.models import Project
from luodi.domains.projects.models.responsibility import Visit
from luodi.domains.projects.rules.responsibility import SOON_DAYS
from luodi.domains.projects.rules.words import Permission
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.projects.selectors.responsibility import VisitDuty, all_visit_duties
from luodi.domains.projects.services.locks import locked_own_project

_MOST = 500


@dataclass(frozen=True)
class VisitValues:
    """Who was there when, what was found and what was decided."""

    visitor: Person
    visited_on: date
    found: str
    decided: str = ""


@transaction.atomic
def log_visit(project: Project, values: VisitValues, *, actor: User, at: datetime) -> Visit:
    """Write a visit into the log. Who has only the own projects writes the own visits.

    Errors: NotPermitted, NotVisible, BusinessError `visits.*`, `day.*`.
    """
    locked = locked_own_project(project, Permission.LOG_VISIT, actor=actor, on=timezone.localdate(at))
    _require_visitor(locked, values, actor, at)
    require_sensible_day(values.visited_on, label="走访日期", today=timezone.localdate(at))
    if not normalise(values.found):
        raise BusinessError("请写明走访了解的情况。", code="visits.found")
    same = Visit.objects.filter(
        project=locked, visitor=values.visitor, visited_on=values.visited_on, reverses=None, reversal=None
    )
    if same.exists():
        raise BusinessError("这一天的走访已经登记，不必重复；写错了请先更正原记录。", code="visits.same")
    made = Visit.objects.create(
        project=locked,
        visitor=values.visitor,
        visited_on=values.visited_on,
        found=fitted(values.found.strip(), _MOST, "发现的问题"),
        decided=fitted(values.decided.strip(), _MOST, "议定事项"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"visitor": ("", values.visitor.name), "visited_on": ("", values.visited_on.isoformat())}
    act = audit.Act("projects.visit_logged", locked, unit_code=locked.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def reverse_visit(visit: Visit, *, reason: str, actor: User, at: datetime) -> Visit:
    """Take a mistaken entry out of the count by a new fact that names it. Errors: BusinessError `visits.reversed|reason`."""
    locked = locked_own_project(visit.project, Permission.LOG_VISIT, actor=actor, on=timezone.localdate(at))
    if visit.reverses_id is not None or Visit.objects.filter(reverses=visit).exists():
        raise BusinessError("这条走访记录已经更正过，请刷新页面查看。", code="visits.reversed")
    if not reach(actor, Permission.LOG_VISIT).covers(locked.unit_id) and visit.recorded_by_id != actor.pk:
        raise BusinessError("这条记录不是您登记的，请由登记人或招商部门更正。", code="visits.not_own")
    if not normalise(reason):
        raise BusinessError("请写明更正的原因。", code="visits.reason")
    made = Visit.objects.create(
        project=locked,
        visitor=visit.visitor,
        visited_on=visit.visited_on,
        found=fitted(reason.strip(), _MOST, "事由"),
        reverses=visit,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"visited_on": (visit.visited_on.isoformat(), "")}
    act = audit.Act("projects.visit_reversed", locked, unit_code=locked.unit.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    return made


def _require_visitor(project: Project, values: VisitValues, actor: User, at: datetime) -> None:
    covers = reach(actor, Permission.LOG_VISIT).covers(project.unit_id)
    if not covers and values.visitor.pk != actor.person_id:
        raise BusinessError("您只能登记本人的走访。", code="visits.not_own")
    held = assignments_in_force(timezone.localdate(at)).filter(project=project, person=values.visitor)
    if not held.exists():
        raise BusinessError(
            f"“{values.visitor.name}”没有安排在本项目的责任体系里，请先在“责任”页安排。", code="visits.visitor"
        )


def remind_visits(*, at: datetime) -> int:
    """Tell whoever owes a visit, once before and once after its day; returns how many were told. Safe to repeat."""
    today = timezone.localdate(at)
    told = 0
    for duty in all_visit_duties(today):
        if today >= duty.due_on - timedelta(days=SOON_DAYS):
            told += _remind(duty, today, at)
    return told


def _remind(duty: VisitDuty, today: date, at: datetime) -> int:
    row = duty.assignment
    over = duty.days_over(today)
    code = "projects.visit_overdue" if over > 0 else "projects.visit_due"
    said = f"已超期 {over} 天" if over > 0 else f"应在 {duty.due_on} 前到现场"
    key = f"{code.partition('.')[2]}:{row.pk}:{duty.due_on}"
    account = User.objects.filter(person=row.person, is_active=True)
    title = f"“{row.project.name}”走访{said}（{row.get_role_display()}）"
    return notices.tell(account, code=code, title=title, link=f"/projects/{row.project_id}/duties/", key=key, at=at)
