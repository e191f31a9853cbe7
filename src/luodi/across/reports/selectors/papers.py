"""Papers in the viewer's reach."""

from django.db.models import QuerySet

from luodi.across.reports.models import Paper
from luodi.across.reports.rules.rights import Permission
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach


def papers(viewer: User) -> QuerySet[Paper]:
    """Papers of the units in reach, latest first."""
    rows = Paper.objects.select_related("unit", "created_by__person").defer("draft", "book").order_by("-pk")
    found = reach(viewer, Permission.VIEW)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)


def paper(viewer: User, pk: int) -> Paper:
    """One paper in reach; NotVisible otherwise."""
    found = papers(viewer).defer(None).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该文稿，或它不在您的管理范围内。", code="reports.not_visible")
    return found
