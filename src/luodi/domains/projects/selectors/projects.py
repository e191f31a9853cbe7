"""Lists and single projects in the viewer's reach."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from luodi.base.core.errors import NotVisible
from luodi.base.core.fulltext import matching
from luodi.base.core.text import compact
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.models import Project, ProjectUnitShare, StageEvent
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors.assigned import assigned_to

SEARCH_TABLE: Final = "projects_search"
"""The full-text index over `Project.search_text`, keyed by project."""

_LISTED: Final = (
    *("name", "code", "kind", "sector_code", "currency", "stage", "side_status"),
    *("total_investment_in_wan", "contract_in_wan", "capital_in_wan"),
    *("signed_on", "landed_on", "started_on", "completed_on", "produced_on", "planned_start_on"),
    *("place", "leader", "owner", "contact_phone", "remark"),
    *("unit__name", "unit__short_name", "unit__path", "investor__name", "investor__uscc", "chain__name", "chain__code"),
)


class Branch(Protocol):
    """A unit with all below it: a whole unit, or what a list knows of it."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def path(self) -> str:
        """Its place in the tree."""

    @property
    def parent_id(self) -> int | None:
        """None for the root, which narrows nothing."""


@dataclass(frozen=True)
class ProjectFilter:
    """What a list asks for; empty fields ask for everything. Dates are inclusive.

    `is_leaf`: it is known that no unit stands below `unit`, so the database may walk the index of that one unit.
    """

    unit: Branch | None = None
    is_leaf: bool = False
    search: str = ""
    stage: str = ""
    side_status: str = ""
    chain_id: int | None = None
    signed_from: date | None = None
    signed_to: date | None = None
    batch: str = ""
    started: bool | None = None


def projects(viewer: User, wanted: ProjectFilter | None = None) -> QuerySet[Project]:
    """Projects in the viewer's reach that meet the filter, latest first (keyset: by descending id)."""
    rows = _visible(viewer).select_related("unit", "investor", "chain").order_by("-pk")
    return rows if wanted is None else _narrow(rows, wanted)


def listed_projects(viewer: User, wanted: ProjectFilter) -> QuerySet[Project]:
    """The same with only what lists and their exports show: whole rows cost twice as much as all the rest of a page."""
    return projects(viewer, wanted).only(*_LISTED)


def _visible(viewer: User) -> QuerySet[Project]:
    found = reach(viewer, Permission.VIEW)
    rows = Project.objects.filter(is_withdrawn=False)
    if found.everything:
        return rows
    if found.is_empty:
        return rows.none()
    begun = ProjectUnitShare.objects.filter(valid_from__lte=timezone.localdate())
    latest = begun.filter(project=OuterRef("project"), role=OuterRef("role")).order_by("-revision")
    in_force = begun.filter(revision=Subquery(latest.values("revision")[:1]))
    shared = in_force.filter(project=OuterRef("pk"), unit_id__in=found.unit_ids)
    condition = Q(unit_id__in=found.unit_ids) | Q(Exists(shared))
    if found.chain_unit_ids:
        condition |= Q(chain__task_force_id__in=found.chain_unit_ids)
    if found.own:
        condition |= Q(Exists(ProjectUnitShare.objects.filter(project=OuterRef("pk"), recorded_by_id=viewer.pk)))
        condition |= Q(Exists(StageEvent.objects.filter(project=OuterRef("pk"), recorded_by_id=viewer.pk)))
        condition |= Q(assigned_to(viewer.person_id, timezone.localdate()))
    return rows.filter(condition)


def _narrow(rows: QuerySet[Project], wanted: ProjectFilter) -> QuerySet[Project]:
    exact = {
        "stage": wanted.stage,
        "side_status": wanted.side_status,
        "chain_id": wanted.chain_id,
        "signed_on__gte": wanted.signed_from,
        "signed_on__lte": wanted.signed_to,
        "batch": wanted.batch,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.unit is not None and wanted.is_leaf:
        rows = rows.filter(unit_id=wanted.unit.pk)
    elif wanted.unit is not None and wanted.unit.parent_id is not None:
        rows = rows.filter(unit__in=Unit.objects.filter(path__startswith=wanted.unit.path).values("pk"))
    if wanted.started is not None:
        rows = rows.filter(started_on__isnull=not wanted.started)
    for word in wanted.search.split():
        rows = _holding(rows, compact(word).lower())
    return rows


def _holding(rows: QuerySet[Project], word: str) -> QuerySet[Project]:
    """Rows whose search text holds the word; the index finds them, a word of one character is looked for row by row."""
    candidates = matching(SEARCH_TABLE, word)
    if candidates is not None:
        rows = rows.filter(pk__in=candidates)
    return rows.filter(search_text__contains=word)


def project(viewer: User, pk: int) -> Project:
    """One project in reach; NotVisible otherwise."""
    found = _visible(viewer).select_related("unit", "investor", "chain", "parent").filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该项目，或它不在您的管理范围内。", code="projects.not_visible")
    return found


def seen_among(viewer: User, numbers: Collection[int]) -> frozenset[int]:
    """Those of the projects that the viewer may see; asks nothing when there are none."""
    if not numbers:
        return frozenset()
    return frozenset(_visible(viewer).filter(pk__in=numbers).values_list("pk", flat=True))


def project_by_code(viewer: User, code: str) -> Project:
    """One project in reach by its code; NotVisible otherwise."""
    found = _visible(viewer).select_related("unit", "investor", "chain").filter(code=code).first()
    if found is None:
        raise NotVisible(f"没有编号为“{code}”的项目，或它不在您的管理范围内。", code="projects.not_visible")
    return found
