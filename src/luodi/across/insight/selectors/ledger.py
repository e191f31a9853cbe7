"""The totals of a list, the projects that have not started, and from when to when there are facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from luodi.base.approvals.rules import SlipState
from luodi.base.orgs.models import User
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import OPEN_START, SideStatus, Stage
from luodi.domains.projects.selectors import ProjectFilter, projects

_RECOGNISED = {"slip__state": SlipState.RECOGNISED}


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
    days = (
        StageEvent.objects.filter(**_RECOGNISED).aggregate(last=Max("occurred_on"))["last"],
        CapitalRecord.objects.filter(**_RECOGNISED).aggregate(last=Max("arrived_on"))["last"],
    )
    return max((day for day in days if day is not None), default=None)


def first_fact_on() -> date | None:
    """The earliest day of a recognised fact: no period before it has anything to say. None in an empty instance.

    Of money told as one sum from the beginning the span's last day counts: nobody knows when it began.
    """
    money = CapitalRecord.objects.filter(**_RECOGNISED)
    days = (
        StageEvent.objects.filter(**_RECOGNISED).aggregate(first=Min("occurred_on"))["first"],
        money.exclude(span_from=OPEN_START).aggregate(first=Min("span_from"))["first"],
        money.filter(span_from=OPEN_START).aggregate(first=Min("span_to"))["first"],
    )
    return min((day for day in days if day is not None), default=None)
