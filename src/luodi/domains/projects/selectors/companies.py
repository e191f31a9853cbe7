"""Investors and occasions as a unit's people know them: by the projects and trips that they see."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, subtree
from luodi.domains.investors.models import Activity, Investor, TripContact
from luodi.domains.investors.rules import Permission
from luodi.domains.investors.selectors import investors, trips
from luodi.domains.projects.models import Project, ProjectInvestor, StageEvent
from luodi.domains.projects.rules import Event, Stage
from luodi.domains.projects.selectors.projects import projects


def known_investors(viewer: User, *, search: str = "") -> QuerySet[Investor]:
    """Investors behind the projects and trips in the viewer's reach; all of them for who reaches all units."""
    rows = investors(viewer, search=search)
    if reach(viewer, Permission.VIEW).everything:
        return rows
    seen = projects(viewer).order_by().values("pk")
    behind = Project.objects.filter(pk__in=seen, investor__isnull=False).values("investor_id")
    sharing = ProjectInvestor.objects.filter(project__in=seen).values("investor_id")
    met = TripContact.objects.filter(trip__in=trips(viewer).order_by().values("pk")).values("investor_id")
    return rows.filter(Q(pk__in=behind) | Q(pk__in=sharing) | Q(pk__in=met))


def known_investor(viewer: User, pk: int) -> Investor:
    """One of them; NotVisible otherwise."""
    found = known_investors(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该客商，或它不在您的查看范围内。", code="investors.not_visible")
    return found


def signings_at(viewer: User, activity: Activity) -> QuerySet[StageEvent]:
    """Signings on the occasion, of projects in the viewer's reach, recognised and waiting ones, by day."""
    rows = StageEvent.objects.filter(occasion=activity, project__in=projects(viewer).order_by().values("pk"))
    standing = rows.exclude(slip__state=SlipState.RETURNED).exclude(event=Event.REVOKE)
    standing = standing.exclude(reversals__slip__state=SlipState.RECOGNISED)
    return standing.select_related("project__unit", "project__investor", "slip").order_by("occurred_on", "pk")


@dataclass(frozen=True, slots=True)
class Estate:
    """What hangs on a unit and the units below it, in numbers only: for who merges units without seeing business data."""

    projects: int
    signed: int
    waiting_slips: int


def estate_of(unit: Unit) -> Estate:
    """Projects, those of them that are signed, and slips that wait, of the unit and below."""
    below = subtree(unit).order_by().values("pk")
    owned = Project.objects.filter(unit__in=below, is_withdrawn=False)
    waiting = Slip.objects.filter(unit__in=below, state__in=WAITING)
    return Estate(owned.count(), owned.filter(stage__gte=Stage.SIGNED).count(), waiting.count())
