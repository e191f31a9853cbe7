"""Reading planned projects, scoped by viewer: the list, one with its record, what may be done with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipKind, SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.core.workflow import Step
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.offers.models import PlannedLink, PlannedOwner, PlannedProject, PlannedStep, PlannedVersion
from luodi.domains.offers.rules import IN_LIBRARY, STEPS, Permission, PlannedAct, TakenStep, standing
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors import projects


@dataclass(frozen=True)
class PlannedFilter:
    """What a list asks for; empty fields ask for everything. `year` is that of the day of offering."""

    unit_path: str = ""
    chain_id: int | None = None
    state: str = ""
    resource: str = ""
    year: int | None = None
    search: str = ""
    in_library: bool = False


def planned_list(viewer: User, wanted: PlannedFilter | None = None) -> QuerySet[PlannedVersion]:
    """The present version of every planned project in reach, with `state`, `offered_on` and `linked` (recognised links),
    latest first.
    """
    rows = _present(viewer).select_related("planned__unit", "chain").order_by("-planned_id")
    return rows if wanted is None else _narrow(rows, wanted)


def _present(viewer: User) -> QuerySet[PlannedVersion]:
    newer = PlannedVersion.objects.filter(planned=OuterRef("planned"), revision__gt=OuterRef("revision"))
    steps = PlannedStep.objects.filter(planned=OuterRef("planned"))
    offered = steps.filter(act=PlannedAct.OFFER, reversed_by=None).order_by("-pk")
    links = PlannedLink.objects.filter(planned=OuterRef("planned"), reverses=None, slip__state=SlipState.RECOGNISED)
    ended = PlannedLink.objects.filter(reverses=OuterRef("pk"), slip__state=SlipState.RECOGNISED)
    rows = PlannedVersion.objects.filter(~Exists(newer)).annotate(
        state=Subquery(steps.order_by("-pk").values("state")[:1]),
        offered_on=Subquery(offered.values("occurred_on")[:1]),
        is_linked=Exists(links.filter(~Exists(ended))),
    )
    return rows.filter(_in_reach(viewer))


def _in_reach(viewer: User) -> Q:
    """Of units in reach, planned together with one, of chains whose task force is in reach, or one's own."""
    found = reach(viewer, Permission.VIEW)
    if found.everything:
        return Q()
    shared = PlannedOwner.objects.filter(version=OuterRef("pk"), unit_id__in=found.unit_ids)
    condition = Q(planned__unit_id__in=found.unit_ids) | Q(Exists(shared))
    if found.chain_unit_ids:
        condition |= Q(chain__task_force_id__in=found.chain_unit_ids)
    if found.own:
        condition |= Q(planned__recorded_by_id=viewer.pk)
    return condition


def _narrow(rows: QuerySet[PlannedVersion], wanted: PlannedFilter) -> QuerySet[PlannedVersion]:
    exact = {
        "planned__unit__path__startswith": wanted.unit_path,
        "chain_id": wanted.chain_id,
        "state": wanted.state,
        "resource": wanted.resource,
        "offered_on__year": wanted.year,
        "state__in": IN_LIBRARY if wanted.in_library else (),
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    for word in wanted.search.split():
        rows = rows.filter(Q(title__contains=word) | Q(planned__code__contains=word))
    return rows


def planned_version(viewer: User, pk: int) -> PlannedVersion:
    """The present version of one planned project in reach; NotVisible otherwise."""
    # By its own key: a number too large for the database is then no row, not an error.
    found = planned_list(viewer).filter(planned__in=PlannedProject.objects.filter(pk=pk)).first()
    if found is None:
        raise NotVisible("没有找到该策划项目，或它不在您的查看范围内。", code="offers.not_visible")
    return found


def present_version(planned: PlannedProject) -> PlannedVersion:
    """What counts of a planned project now."""
    return planned.versions.select_related("chain").order_by("-revision")[0]


def versions_of(planned: PlannedProject) -> QuerySet[PlannedVersion]:
    """All versions, latest first."""
    return planned.versions.select_related("chain", "recorded_by__person").order_by("-revision")


def authors_of(planned: PlannedProject) -> frozenset[int]:
    """Who wrote any version of it."""
    return frozenset(planned.versions.order_by().values_list("recorded_by", flat=True))


def owners_of(version: PlannedVersion) -> QuerySet[PlannedOwner]:
    """The units that plan along."""
    return version.owners.select_related("unit").order_by("pk")


def steps_of(planned: PlannedProject) -> QuerySet[PlannedStep]:
    """The record in the order in which it was written."""
    return planned.steps.select_related("recorded_by__person", "reverses").order_by("pk")


def taken(steps: Sequence[PlannedStep]) -> list[TakenStep]:
    """Steps as the rules read them."""
    return [TakenStep(step.pk, step.act, step.state, step.occurred_on, step.reverses_id) for step in steps]


def last_standing(planned: PlannedProject) -> TakenStep:
    """The last step that has not been revoked: it says where the planned project stands."""
    return standing(taken(list(planned.steps.order_by("pk"))))[-1]


def links_of(planned: PlannedProject) -> list[PlannedLink]:
    """Every link with its slip, endings too, in the order in which they were filed."""
    rows = planned.links.select_related("project__unit", "project__investor", "slip__recognised_by__person")
    return list(rows.select_related("recorded_by__person").order_by("pk"))


def shown_projects(viewer: User, links: Iterable[PlannedLink]) -> frozenset[int]:
    """The linked projects that the viewer may see: the others keep their names from co-owners of another county."""
    wanted = [link.project_id for link in links]
    return frozenset(projects(viewer).filter(pk__in=wanted).values_list("pk", flat=True))


def standing_links(planned: PlannedProject) -> list[PlannedLink]:
    """The recognised links that no recognised one has ended."""
    rows = [link for link in links_of(planned) if link.slip.state == SlipState.RECOGNISED]
    ended = {link.reverses_id for link in rows}
    return [link for link in rows if not link.is_ending and link.pk not in ended]


def open_links(planned: PlannedProject) -> list[PlannedLink]:
    """Links and endings whose slips still wait."""
    return [link for link in links_of(planned) if link.slip.state in WAITING]


def planned_of_projects(project_ids: Collection[int]) -> QuerySet[PlannedLink]:
    """The recognised links of projects that have been looked up within reach, endings left out."""
    ended = PlannedLink.objects.filter(reverses=OuterRef("pk"), slip__state=SlipState.RECOGNISED)
    rows = PlannedLink.objects.filter(project__in=project_ids, reverses=None, slip__state=SlipState.RECOGNISED)
    return rows.filter(~Exists(ended)).select_related("planned__unit").order_by("pk")


@dataclass(frozen=True)
class LinkedPlanned:
    """The planned project that a project came from: its present version and the recognised link."""

    version: PlannedVersion
    link: PlannedLink

    @property
    def state(self) -> str:
        """Where the planned project stands."""
        return last_standing(self.version.planned).state


def planned_of_project(viewer: User, project: Project) -> list[LinkedPlanned]:
    """The planned projects in the viewer's reach that are linked to a project, in the order of the links."""
    links = list(planned_of_projects([project.pk]))
    shown = planned_list(viewer).filter(planned__in=[link.planned_id for link in links])
    versions = {version.planned_id: version for version in shown}
    return [LinkedPlanned(versions[link.planned_id], link) for link in links if link.planned_id in versions]


def link(viewer: User, planned_pk: int, pk: int) -> PlannedLink:
    """One standing link of a planned project in reach; NotVisible otherwise."""
    planned = planned_version(viewer, planned_pk).planned
    found = next((row for row in standing_links(planned) if row.pk == pk), None)
    if found is None:
        raise NotVisible("没有找到该关联，或它还没有认定、已经解除。", code="offers.link")
    return found


def links_of_slip(slip: Slip) -> list[PlannedLink]:
    """What a slip asks to link or to end; nothing for slips about something else."""
    if slip.kind != SlipKind.LINK:
        return []
    rows = PlannedLink.objects.filter(slip=slip).select_related("planned__unit", "project__unit", "project__investor")
    return list(rows.select_related("reverses").order_by("pk"))


def buttons(version: PlannedVersion, viewer: User) -> list[Step]:
    """The steps that the viewer may take now; the author of what is to be stored is not offered to store it."""
    offered = []
    for step in STEPS.allowed(last_standing(version.planned).state):
        is_own = step.code == PlannedAct.STORE and viewer.pk in authors_of(version.planned)
        if not is_own and reach(viewer, step.permission).covers(version.planned.unit_id):
            offered.append(step)
    return offered


def may(viewer: User, permission: str, planned: PlannedProject) -> bool:
    """Whether the viewer holds the right for the planned project's unit."""
    return reach(viewer, permission).covers(planned.unit_id)
