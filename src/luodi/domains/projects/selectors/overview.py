"""Milestones over many projects: what falls due, and the wall with one row for each project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.engine.schedule import Critical, Node, critical
from luodi.domains.projects.models import Plan, Project
from luodi.domains.projects.rules import ENDED, Stage
from luodi.domains.projects.rules.milestones import StepSpec
from luodi.domains.projects.selectors.colours import ProjectColour, project_colours
from luodi.domains.projects.selectors.milestones import Milestone, PlanView, plans_of
from luodi.domains.projects.selectors.progress import latest_returns
from luodi.domains.projects.selectors.projects import ProjectFilter, projects

SOON_DAYS: Final = 30
_ORDER: Final = "红橙黄蓝绿灰"


@dataclass(frozen=True)
class DueFilter:
    """What a list of milestones asks for; days are inclusive planned days."""

    unit: Unit | None = None
    state: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One milestone of one project."""

    project: Project
    milestone: Milestone


def due_milestones(viewer: User, on: date, wanted: DueFilter) -> list[Due]:
    """Milestones of projects in reach that have a plan and go on: undone ones by planned day, then those done, latest first."""
    planned = Plan.objects.order_by().values("project")
    rows = projects(viewer, ProjectFilter(unit=wanted.unit)).filter(pk__in=planned).exclude(side_status__in=ENDED)
    known = {project.pk: project for project in rows}
    views = plans_of(known, on)
    every = [Due(known[pk], one) for pk, view in views.items() for one in view.milestones]
    found = [one for one in every if _meets(one.milestone, wanted)]
    undone = sorted((one for one in found if one.milestone.done_on is None), key=_by_day)
    done = sorted((one for one in found if one.milestone.done_on is not None), key=_by_day, reverse=True)
    return [*undone, *done]


def _by_day(one: Due) -> tuple[date, int, str]:
    return one.milestone.planned_on, one.project.pk, one.milestone.code


def _meets(one: Milestone, wanted: DueFilter) -> bool:
    is_open = one.done_on is None
    states = {
        "late": is_open and one.overdue > 0,
        "soon": is_open and -SOON_DAYS <= one.overdue <= 0,
        "waiting": is_open and one.claimed_on is not None,
        "done": not is_open,
    }
    if not states.get(wanted.state, True):
        return False
    after, before = wanted.first or date.min, wanted.last or date.max
    return after <= one.planned_on <= before


def template_path(steps: Sequence[StepSpec]) -> Critical:
    """The critical path of a template."""
    return critical([Node(step.code, step.days, step.after) for step in steps])


@dataclass(frozen=True, slots=True)
class WallRow:
    """A project on the wall. `percent`: cumulative work as last returned, else by the days of the milestones done."""

    project: Project
    colour: ProjectColour
    plan: PlanView | None
    percent: Decimal | None
    is_returned: bool


def wall(viewer: User, on: date, *, unit: Unit | None = None) -> list[WallRow]:
    """Projects in reach from the signing on that go on and do not produce yet, the reddest and longest overdue first."""
    rows = projects(viewer, ProjectFilter(unit=unit)).filter(stage__gte=Stage.SIGNED, stage__lt=Stage.PRODUCING)
    found = list(rows.exclude(side_status__in=ENDED))
    views = plans_of([row.pk for row in found], on)
    colours = project_colours(found, on, plans=views)
    returned = latest_returns(row.pk for row in found)
    made = []
    for row in found:
        filed, plan = returned.get(row.pk), views.get(row.pk)
        percent = filed.work_percent if filed else (Decimal(plan.percent) if plan else None)
        made.append(WallRow(row, colours[row.pk], plan, percent, filed is not None))
    return sorted(made, key=_by_colour)


def _by_colour(one: WallRow) -> tuple[int, int, int]:
    overdue = one.colour.overdue
    return _ORDER.index(one.colour.letter), -(overdue if overdue is not None else -9999), one.project.pk


def counts(rows: Sequence[WallRow]) -> list[tuple[str, int]]:
    """How many rows of each letter, reddest first."""
    return [(letter, sum(one.colour.letter == letter for one in rows)) for letter in _ORDER]
