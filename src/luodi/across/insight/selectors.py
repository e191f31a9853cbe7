"""The first page and the totals of a list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.approvals.selectors import filed_slips, waiting_slips
from luodi.base.orgs.models import User
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import SideStatus, Stage, bottom_line
from luodi.domains.projects.selectors import ProjectFilter, projects

_SHOWN = 8


@dataclass(frozen=True)
class Overdue:
    """A signed project that has not started by its bottom line."""

    project: Project
    due_on: date
    days: int


@dataclass(frozen=True)
class MyWork:
    """What a person has to do today: slips waiting for a step, own slips sent back, exceptions."""

    waiting_count: int
    waiting: list[Slip]
    returned: list[Slip]
    overdue_count: int
    overdue: list[Overdue]
    suspended_count: int

    @property
    def is_clear(self) -> bool:
        """True when nothing waits for the person."""
        return not (self.waiting_count or self.returned)


def my_work(viewer: User, *, on: date) -> MyWork:
    """Everything the first page lists for the viewer on a day."""
    waiting = waiting_slips(viewer)
    late = overdue_starts(viewer, on=on)
    return MyWork(
        waiting_count=waiting.count(),
        waiting=list(waiting[:_SHOWN]),
        returned=list(filed_slips(viewer).filter(state=SlipState.RETURNED)[:_SHOWN]),
        overdue_count=len(late),
        overdue=late[:_SHOWN],
        suspended_count=projects(viewer).filter(side_status=SideStatus.SUSPENDED).count(),
    )


def overdue_starts(viewer: User, *, on: date) -> list[Overdue]:
    """Signed projects in reach past min(contract start, 31 March of the next year), longest overdue first (P11)."""
    found = [
        Overdue(project, due, (on - due).days)
        for project in unstarted(viewer).filter(Q(signed_on__year__lt=on.year) | Q(planned_start_on__lt=on))
        if project.signed_on is not None and (due := bottom_line(project.signed_on, project.planned_start_on)) < on
    ]
    return sorted(found, key=lambda item: -item.days)


@dataclass(frozen=True)
class ProjectTotals:
    """Totals of a whole filtered list: projects, and sums in 万元 over those in CNY."""

    count: int
    total_investment_in_wan: Decimal
    contract_in_wan: Decimal
    capital_in_wan: Decimal


def project_totals(viewer: User, wanted: ProjectFilter) -> ProjectTotals:
    """The totals under a list. They sum the cached columns, which `luodi verify` proves equal to the facts."""
    sums = (
        projects(viewer, wanted)
        .order_by()
        .aggregate(
            count=Count("pk"),
            total=Sum("total_investment_in_wan", filter=Q(currency="CNY")),
            contract=Sum("contract_in_wan"),
            capital=Sum("capital_in_wan"),
        )
    )
    zero = Decimal(0)
    return ProjectTotals(sums["count"], sums["total"] or zero, sums["contract"] or zero, sums["capital"] or zero)


def unstarted(viewer: User) -> QuerySet[Project]:
    """Signed, not started, normal or on hold: the projects of P10 as they stand now, earliest signing first."""
    stages = (Stage.SIGNED, Stage.PREPARING, Stage.LANDED)
    sides = (SideStatus.NORMAL, SideStatus.ON_HOLD)
    return projects(viewer).filter(stage__in=stages, side_status__in=sides).order_by("signed_on", "pk")


def latest_fact_on() -> date | None:
    """The latest day of a recognised fact, to which pages open by default; None in an empty instance."""
    recognised = {"slip__state": SlipState.RECOGNISED}
    days = (
        StageEvent.objects.filter(**recognised).aggregate(last=Max("occurred_on"))["last"],
        CapitalRecord.objects.filter(**recognised).aggregate(last=Max("arrived_on"))["last"],
    )
    return max((day for day in days if day is not None), default=None)
