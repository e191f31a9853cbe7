"""The beginning of every verb on one project: the right, the place in line, the row."""

from luodi.base.audit import services as audit
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects.models import Project


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
