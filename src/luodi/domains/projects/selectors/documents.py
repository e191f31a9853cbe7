"""Papers, site checks and photos of projects. The project itself has been looked up within the viewer's reach."""

from collections.abc import Iterable

from django.db.models import QuerySet

from luodi.domains.projects.models import Project, ProjectDocument, SiteCheck, SitePhoto


def documents(project: Project) -> QuerySet[ProjectDocument]:
    """Every paper of the project by kind, the latest first; superseded ones name their successor."""
    rows = ProjectDocument.objects.filter(project=project, is_withdrawal=False)
    return rows.select_related("attachment", "recorded_by__person", "superseded_by").order_by("kind", "-pk")


def documents_in_force(project_ids: Iterable[int]) -> QuerySet[ProjectDocument]:
    """The papers that stand: no withdrawals, none that another has taken out; earliest first."""
    rows = ProjectDocument.objects.filter(project_id__in=list(project_ids), is_withdrawal=False)
    return rows.filter(superseded_by=None).select_related("attachment").order_by("pk")


def site_checks(project_ids: Iterable[int]) -> QuerySet[SiteCheck]:
    """Checks of the projects, the earliest first, so that the last one of a step counts."""
    rows = SiteCheck.objects.filter(project_id__in=list(project_ids))
    return rows.select_related("first_checker", "second_checker", "recorded_by__person").order_by("checked_on", "pk")


def site_photos(project_ids: Iterable[int]) -> QuerySet[SitePhoto]:
    """Photos of the projects, latest first."""
    rows = SitePhoto.objects.filter(project_id__in=list(project_ids))
    return rows.select_related("attachment", "recorded_by__person", "site_check").order_by("-taken_at", "-pk")


def with_doubled_numbers(project_ids: Iterable[int], kind: str) -> frozenset[int]:
    """Those of the projects whose paper of the kind bears a number that stands on another project's paper too."""
    own = documents_in_force(project_ids).filter(kind=kind).exclude(number="")
    pairs = list(own.values_list("project_id", "number"))
    same = ProjectDocument.objects.filter(kind=kind, number__in={number for _, number in pairs}, is_withdrawal=False)
    everywhere = set(same.filter(superseded_by=None).values_list("project_id", "number"))
    return frozenset(
        pk for pk, number in pairs if any(other != pk and theirs == number for other, theirs in everywhere)
    )
