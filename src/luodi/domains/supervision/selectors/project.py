"""督办 of one project: its problems, orders with their chain, what meetings decided and inspections found, in the viewer's reach."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from luodi.base.orgs.models import User
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models import AgendaItem, Decision, Finding, Inspection, Issue, Order
from luodi.domains.supervision.rules.meetings import MeetingState
from luodi.domains.supervision.selectors.statistics import WaitingLine, waiting_line
from luodi.domains.supervision.selectors.visibility import (
    visible_findings,
    visible_inspections,
    visible_issues,
    visible_meetings,
    visible_orders,
)


@dataclass(frozen=True)
class ProjectOrder:
    """An order of the project with the one before and those after it, as far as the viewer sees them."""

    order: Order
    previous: Order | None
    following: tuple[Order, ...]
    line: WaitingLine | None


@dataclass(frozen=True)
class ProjectSupervision:
    """Everything by which people push a project on; each part the latest first."""

    issues: tuple[Issue, ...]
    orders: tuple[ProjectOrder, ...]
    decisions: tuple[Decision, ...]
    heard: tuple[AgendaItem, ...]
    inspections: tuple[Inspection, ...]
    findings: tuple[Finding, ...]

    @property
    def overdue(self) -> list[ProjectOrder]:
        """Orders whose next step is overdue."""
        return [one for one in self.orders if one.line is not None and one.line.is_overdue]


def project_supervision(viewer: User, project: Project, *, on: date) -> ProjectSupervision:
    """What concerns the project on the day; what lies out of the viewer's reach is left out."""
    return ProjectSupervision(
        issues=tuple(visible_issues(viewer).filter(project=project)),
        orders=tuple(_orders(viewer, project, on)),
        decisions=tuple(_decisions(viewer, project)),
        heard=tuple(_heard(viewer, project)),
        inspections=tuple(visible_inspections(viewer).filter(project=project)),
        findings=tuple(visible_findings(viewer).filter(inspection__project=project)),
    )


def _orders(viewer: User, project: Project, on: date) -> list[ProjectOrder]:
    seen = visible_orders(viewer)
    rows = list(seen.filter(project=project))
    pks = [row.pk for row in rows]
    after: dict[int | None, list[Order]] = {}
    for row in seen.filter(previous__in=pks).order_by("pk"):
        after.setdefault(row.previous_id, []).append(row)
    before = {row.pk: row for row in seen.filter(pk__in=[row.previous_id for row in rows])}
    return [
        ProjectOrder(
            row,
            None if row.previous_id is None else before.get(row.previous_id),
            tuple(after.get(row.pk, ())),
            waiting_line(row, on),
        )
        for row in rows
    ]


def _decisions(viewer: User, project: Project) -> QuerySet[Decision]:
    """Standing decisions that led to an order of the project."""
    rows = Decision.objects.filter(
        orders__project=project, reverses=None, withdrawal=None, meeting__in=visible_meetings(viewer)
    )
    return rows.select_related("meeting", "unit").distinct().order_by("-meeting__held_on", "-pk")


def _heard(viewer: User, project: Project) -> QuerySet[AgendaItem]:
    """Meetings that were held and on whose agenda the project stood."""
    rows = AgendaItem.objects.filter(
        project=project, meeting__state=MeetingState.HELD, meeting__in=visible_meetings(viewer)
    )
    return rows.select_related("meeting", "unit").order_by("-meeting__held_on", "position")
