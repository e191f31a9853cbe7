"""Projects as they stood on a day: stage and status replayed, their overdue clocks, what holds them up."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from luodi.across.lifecycle.rules.clocks import OF_PROJECTS, Clock, Side, began_on, ended_on
from luodi.across.lifecycle.rules.clocks_days import Measure, colour_of, paused_days, span_end
from luodi.across.lifecycle.selectors.clocks_ground import Ground, ground
from luodi.across.reports.rules.dispatch_sets import CLOCKS, DispatchFacts
from luodi.base.core.periods import add_months, month_end
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import ENDED, Event, LifeState, SideStatus, replay, talks_due_on
from luodi.domains.projects.selectors import ProjectFilter, projects, recognised_facts
from luodi.domains.projects.selectors.milestones import PlanView, plans_of
from luodi.domains.supervision.rules.orders import OrderKind
from luodi.domains.supervision.selectors import visible_issues, visible_orders

_RUNNING: Final = tuple(one for one in OF_PROJECTS if one.code in CLOCKS)


@dataclass(frozen=True)
class Due:
    """A clock that runs on the day: its last day with pauses, and the days since (below zero: days left)."""

    clock: Clock
    due_on: date
    days: int


@dataclass(frozen=True)
class Standing:
    """A project as it stood on the day of a list, and what the filter sets ask about it.

    `dues` are its running clocks, `worst` the one that is overdue longest. `obstacle`: kinds of the problems open on
    the day; `urged_times`: supervision orders sent by then; `next_milestone`: what its plan asks by the end of next month.
    """

    project: Project
    state: LifeState
    facts: DispatchFacts
    talks_until: date | None = None
    dues: tuple[Due, ...] = ()
    obstacle: str = ""
    urged_times: int | None = None
    next_milestone: str = ""

    @property
    def worst(self) -> Due | None:
        """The clock that is overdue longest; None while all are in time."""
        return _worst(self.dues)


def standing_on(viewer: User, unit: Unit, on: date, known_at: datetime | None = None) -> list[Standing]:
    """The projects of the unit and below with any recognised event by the end of the day, the earliest signed first.
    With `known_at` their stages, statuses and days rest on what was recognised by that moment.
    """
    chosen = projects(viewer, ProjectFilter(unit=unit)).filter(scope_note="")
    rows = list(chosen.order_by("signed_on", "pk"))
    logs = recognised_facts([project.pk for project in rows], known_at)
    lives = {project.pk: replay(logs[project.pk], on) for project in rows}
    known = [project for project in rows if lives[project.pk].days]
    base = ground(chosen, rows)
    obstacles, urged = _obstacles(viewer, known, on), _urged(viewer, known, on)
    plans = plans_of([project.pk for project in known], on)
    found = []
    for project in known:
        state = lives[project.pk]
        dues = _dues(project, state, base, on)
        found.append(
            Standing(
                project,
                state,
                _facts(project, state, dues, on),
                _talks_until(project, state),
                dues,
                obstacles.get(project.pk, ""),
                urged.get(project.pk),
                _next_milestone(plans.get(project.pk), on),
            )
        )
    return found


def _worst(dues: Sequence[Due]) -> Due | None:
    over = [one for one in dues if one.days > 0]
    return max(over, key=lambda one: one.days, default=None)


def _facts(project: Project, state: LifeState, dues: Sequence[Due], on: date) -> DispatchFacts:
    worst = _worst(dues)
    return DispatchFacts(
        state.stage,
        state.side_status,
        project.contract_in_wan or project.total_investment_in_wan,
        {one.clock.code: one.days for one in dues if one.days > 0},
        "" if worst is None else colour_of(worst.due_on, on),
        project.unit.path,
        project.chain_id,
    )


def _talks_until(project: Project, state: LifeState) -> date | None:
    talks = state.days.get(Event.TALK)
    return None if talks is None else talks_due_on(talks, project.negotiation_class)


def _dues(project: Project, state: LifeState, base: Ground, on: date) -> tuple[Due, ...]:
    """The clocks that run on the day, by the lengths and pauses in force."""
    if state.side_status in ENDED:
        return ()
    moments = _moments(project, state, base, on)
    days = ((row, _due(row, project, state, moments, base, on)) for row in _RUNNING)
    return tuple(Due(row, due, (on - due).days) for row, due in days if due is not None)


def _moments(project: Project, state: LifeState, base: Ground, on: date) -> Mapping[str, date]:
    moments = dict(state.days)
    if state.side_status == SideStatus.ON_HOLD and state.side_since is not None:
        moments[Side.HELD.value] = state.side_since
    approved = base.moments.get(project.pk, {}).get(Side.APPROVED.value)
    if approved is not None and approved <= on:
        moments[Side.APPROVED.value] = approved
    return moments


def _due(
    row: Clock, project: Project, state: LifeState, moments: Mapping[str, date], base: Ground, on: date
) -> date | None:
    """The last day of a clock that runs; None where it does not run."""
    is_other_class = row.negotiation_class and row.negotiation_class != project.negotiation_class
    began = began_on(row, moments)
    if is_other_class or state.stage not in row.stages or began is None or ended_on(row, moments) is not None:
        return None
    due = _last_day(row, project, began, base)
    if due is None:
        return None
    return date.fromordinal(due.toordinal() + paused_days(began, due, base.pauses.get(project.pk, ()), on))


def _last_day(row: Clock, project: Project, began: date, base: Ground) -> date | None:
    if row.measure == Measure.GIVEN:
        given: date | None = getattr(project, row.field)
        return given
    if Side.APPROVED in row.starts and project.pk in base.valid_until:
        return base.valid_until[project.pk]
    return span_end(began, row.measure, base.length(row, began), base.calendar, is_reply=row.is_reply)


def _next_milestone(plan: PlanView | None, on: date) -> str:
    """The undone milestone with the earliest day, if that day lies before the end of the month after: 主体封顶（7月15日）."""
    coming = None if plan is None else plan.next
    if coming is None or coming.planned_on > month_end(add_months(on, 1)):
        return ""
    return f"{coming.name}（{coming.planned_on.month}月{coming.planned_on.day}日）"


def _obstacles(viewer: User, rows: Sequence[Project], on: date) -> dict[int, str]:
    """The kinds of the problems that were open at the end of the day, by project."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    issues = visible_issues(viewer).filter(project_id__in=[row.pk for row in rows], raised_on__lte=on)
    for issue in issues.order_by("pk"):
        if issue.project_id is not None and (issue.ended_on is None or issue.ended_on > on):
            found[issue.project_id].append(str(issue.get_category_display()))
    return {pk: "、".join(dict.fromkeys(words)) for pk, words in found.items()}


def _urged(viewer: User, rows: Sequence[Project], on: date) -> Mapping[int | None, int]:
    """How many supervision orders had been sent by the day, by project."""
    sent = visible_orders(viewer).filter(
        kind=OrderKind.SUPERVISE, project_id__in=[row.pk for row in rows], issued_on__lte=on
    )
    return Counter(sent.order_by().values_list("project_id", flat=True))
