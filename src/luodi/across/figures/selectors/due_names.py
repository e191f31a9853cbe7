"""What was due, by name and number, for the list behind a rate."""

from collections.abc import Callable, Collection
from typing import Final

from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.selectors.dues_of_plans import month_of_return
from luodi.across.lifecycle.models import ReviewItem
from luodi.domains.projects.models import PlanStep, Project
from luodi.domains.supervision.models import Finding, Inspection, Issue, Order

Names = dict[int, tuple[str, str]]
"""Code and name by the number of the line."""


def due_names(duty: Duty, numbers: Collection[int]) -> Names:
    """Code and name of some lines of a kind."""
    return _NAMES[duty](numbers)


def _issues(numbers: Collection[int]) -> Names:
    return {row.pk: (row.number, row.title) for row in Issue.objects.filter(pk__in=numbers)}


def _orders(numbers: Collection[int]) -> Names:
    return {row.pk: (row.number, row.title) for row in Order.objects.filter(pk__in=numbers)}


def _findings(numbers: Collection[int]) -> Names:
    return {row.pk: (f"整改{row.pk}", str(row)) for row in Finding.objects.filter(pk__in=numbers)}


def _milestones(numbers: Collection[int]) -> Names:
    rows = PlanStep.objects.filter(pk__in=numbers).select_related("plan__project")
    return {row.pk: (row.plan.project.code, f"{row.plan.project.name}：{row.name}") for row in rows}


def _returns(numbers: Collection[int]) -> Names:
    told = {number: month_of_return(number) for number in numbers}
    projects = Project.objects.in_bulk({project for project, _ in told.values()})
    return {
        number: (projects[project].code, f"{projects[project].name}：{month.year}年{month.month}月")
        for number, (project, month) in told.items()
    }


def _reviews(numbers: Collection[int]) -> Names:
    rows = ReviewItem.objects.filter(pk__in=numbers).select_related("project", "event", "record")
    return {row.pk: (row.project.code, f"{row.project.name}：{row}") for row in rows}


def _visits(numbers: Collection[int]) -> Names:
    rows = Inspection.objects.filter(pk__in=numbers).select_related("project", "unit")
    return {
        row.pk: (
            row.project.code if row.project else "",
            row.project.name if row.project else row.place or row.unit.name,
        )
        for row in rows
    }


_NAMES: Final[dict[Duty, Callable[[Collection[int]], Names]]] = {
    Duty.FACTOR: _issues,
    Duty.ORDER: _orders,
    Duty.RECTIFICATION: _findings,
    Duty.MILESTONE: _milestones,
    Duty.RETURN: _returns,
    Duty.REVIEW: _reviews,
    Duty.VISIT: _visits,
}
