"""Documents that support a project's facts and steps, for those who see the project."""

from django.db.models import Q

from luodi.base.core.errors import NotVisible
from luodi.base.files.models import Attachment
from luodi.base.files.rules import Permission
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects.models import CapitalEvidence, EventEvidence, MilestonePhoto, ProjectDocument, SitePhoto
from luodi.domains.projects.selectors.projects import project


def attachment(viewer: User, project_pk: int, pk: int) -> Attachment:
    """The document of that number behind an event, a record, a paper, a site photo or a milestone of the project; NotVisible otherwise.

    NotPermitted without the right to see attachments.
    """
    require(viewer, Permission.VIEW)
    seen = project(viewer, project_pk)
    behind = Q(pk__in=EventEvidence.objects.filter(event__project=seen).values("attachment_id"))
    behind |= Q(pk__in=CapitalEvidence.objects.filter(record__project=seen).values("attachment_id"))
    behind |= Q(pk__in=ProjectDocument.objects.filter(project=seen).values("attachment_id"))
    behind |= Q(pk__in=SitePhoto.objects.filter(project=seen).values("attachment_id"))
    behind |= Q(pk__in=MilestonePhoto.objects.filter(done__project=seen).values("attachment_id"))
    found = Attachment.objects.filter(behind, pk=pk).first()
    if found is None or not found.path.exists():
        raise NotVisible("没有找到该附件，或它不属于此项目。", code="projects.attachment")
    return found
