"""The beginning of every verb on one project: the right, the place in line, the row."""

from datetime import date

from luodi.base.audit import services as audit
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors.assigned import assignments_in_force


def locked_project(project: Project, permission: str, *, actor: User) -> Project:
    """The project as it stands now, locked until the transaction ends, if the actor may do this to it.

    Errors: NotPermitted, NotVisible (unit out of reach, or the project has been withdrawn).
    """
    require(actor, permission, unit=project.unit)
    audit.stand_in_line()
    locked = Project.objects.select_for_update(of=("self",)).select_related("unit").get(pk=project.pk)
    if locked.unit_id != project.unit_id:
        require(actor, permission, unit=locked.unit)
    if locked.is_withdrawn:
        raise NotVisible("该项目的登记已撤销，不能再办理。", code="projects.not_visible")
    return locked


def locked_own_project(project: Project, permission: str, *, actor: User, on: date) -> Project:
    """The same for those whose right covers the project's unit, and for those who answer for the project on the day.

    The latter hold the right for their own projects only (scope S1): a site officer of one project is of no other.
    Errors: NotPermitted, NotVisible.
    """
    found = require(actor, permission)
    if found.covers(project.unit_id) or not found.own:
        return locked_project(project, permission, actor=actor)
    audit.stand_in_line()
    locked = Project.objects.select_for_update(of=("self",)).select_related("unit").get(pk=project.pk)
    held = assignments_in_force(on).filter(project=locked, person__isnull=False, person=actor.person)
    if locked.is_withdrawn or not held.exists():
        raise NotVisible("没有找到该项目，或它不由您负责。", code="projects.not_visible")
    return locked
