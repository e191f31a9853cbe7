"""Monthly progress returns: of a project, of all that owe one for a month, and who has not filed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Plan, ProgressReturn, Project
from luodi.domains.projects.rules.progress import months_owed, owes_returns
from luodi.domains.projects.selectors.projects import ProjectFilter, projects


@dataclass(frozen=True, slots=True)
class Owed:
    """A project that owes a return for a month, and the latest version of it, if any."""

    project: Project
    month: Period
    row: ProgressReturn | None

    @property
    def is_missing(self) -> bool:
        """Nothing has been filed, or what was filed came back."""
        return self.row is None or self.row.slip.state == SlipState.RETURNED


def returns_of(project: Project) -> list[ProgressReturn]:
    """Every return of a project with all versions, latest month first."""
    rows = ProgressReturn.objects.filter(project=project).select_related("slip", "recorded_by__person")
    return list(rows.order_by("-period", "-version"))


def latest_returns(project_ids: Iterable[int], *, until: str = "9999") -> dict[int, ProgressReturn]:
    """The latest return of each project that was not sent back, up to a month."""
    rows = ProgressReturn.objects.filter(project_id__in=list(project_ids), period__lte=until)
    rows = rows.exclude(slip__state=SlipState.RETURNED).select_related("slip").order_by("period", "version")
    return {row.project_id: row for row in rows}


def owed_for(viewer: User, month: Period, *, unit: Unit | None = None) -> list[Owed]:
    """Every project in reach that owes a return for the month, with what was filed; what is missing first."""
    found = _owing(projects(viewer, ProjectFilter(unit=unit)), month.last)
    rows = _latest(found, month.code)
    owed = [Owed(project, month, rows.get(project.pk)) for project in found]
    return sorted(owed, key=lambda one: (not one.is_missing, one.project.unit.path, one.project.pk))


def _owing(rows: Iterable[Project], until: date) -> list[Project]:
    """Projects under a plan by the day that go on and do not produce yet."""
    chosen = [row for row in rows if owes_returns(row.stage, row.side_status)]
    since = planned_since([row.pk for row in chosen])
    return [row for row in chosen if row.pk in since and since[row.pk] <= until]


def planned_since(project_ids: Sequence[int]) -> dict[int, date]:
    """The day on which each project got its first plan: from that month on it owes returns."""
    rows = Plan.objects.filter(project_id__in=project_ids, version=1).values_list("project_id", "recorded_at")
    return {pk: timezone.localdate(moment) for pk, moment in rows}


def _latest(rows: Sequence[Project], period: str) -> dict[int, ProgressReturn]:
    filed = ProgressReturn.objects.filter(project__in=rows, period=period).select_related("slip")
    return {row.project_id: row for row in filed.order_by("version")}


def missing_by_unit(viewer: User, on: date) -> dict[Unit, list[Owed]]:
    """Per unit every return of an ended month that is owed and not filed, earliest month first."""
    chosen = list(projects(viewer))
    going = _owing(chosen, on)
    since = planned_since([row.pk for row in going])
    filed = _filed([row.pk for row in going])
    found: dict[Unit, list[Owed]] = defaultdict(list)
    for row in going:
        for month in months_owed(since[row.pk], on):
            if (row.pk, month.code) not in filed:
                found[row.unit].append(Owed(row, month, None))
    return {unit: sorted(owed, key=lambda one: (one.month.code, one.project.pk)) for unit, owed in found.items()}


def _filed(project_ids: Sequence[int]) -> set[tuple[int, str]]:
    rows = ProgressReturn.objects.filter(project_id__in=project_ids).exclude(slip__state=SlipState.RETURNED)
    return set(rows.order_by().values_list("project_id", "period"))


def return_of_slip(slip: Slip) -> list[ProgressReturn]:
    """The return that a slip is about."""
    return list(ProgressReturn.objects.filter(slip=slip).select_related("project__unit", "project__investor"))
