"""The rows of dispatch lists: projects of the filter sets as they stood on a day, with their clocks."""

from dataclasses import dataclass
from datetime import date

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow
from luodi.across.reports.rules.dispatch import AVAILABLE, FILTER_SETS, DispatchFacts, FilterSet, require_set
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Event, LifeState, SideStatus, bottom_line, replay, talks_due_on
from luodi.domains.projects.selectors import ProjectFilter, projects, recognised_facts


@dataclass(frozen=True)
class _Standing:
    """A project as it stood on the day of the list, and what the filter sets ask about it."""

    project: Project
    state: LifeState
    facts: DispatchFacts


def dispatch_lists(viewer: User, unit: Unit, period: Period, filter_set: str = "") -> tuple[DispatchList, ...]:
    """The list of one filter set at the period's last day; without a set those of every set whose facts exist."""
    chosen = (require_set(filter_set),) if filter_set else AVAILABLE
    standing = _standing(viewer, unit, period.last)
    return tuple(_list(one, standing, period.last) for one in chosen)


def large_unstarted_names(viewer: User, unit: Unit, period: Period) -> list[str]:
    """Names of the projects of 1亿元 and more that are signed and not started, greatest first."""
    large = FILTER_SETS["large_unstarted"]
    found = [one.project for one in _standing(viewer, unit, period.last) if large.belongs(one.facts, period.last)]
    found.sort(key=lambda project: (-(project.contract_in_wan or 0), project.pk))
    return [project.name for project in found]


def _standing(viewer: User, unit: Unit, on: date) -> list[_Standing]:
    """The projects with any recognised event by the end of the day."""
    rows = list(projects(viewer, ProjectFilter(unit=unit)).filter(scope_note="").order_by("signed_on", "pk"))
    facts = recognised_facts([project.pk for project in rows])
    states = ((project, replay(facts[project.pk], on)) for project in rows)
    return [_Standing(project, state, _facts(project, state)) for project, state in states if state.days]


def _facts(project: Project, state: LifeState) -> DispatchFacts:
    talks = state.days.get(Event.TALK)
    return DispatchFacts(
        state.stage,
        state.side_status,
        project.contract_in_wan or project.total_investment_in_wan,
        talks_due_on(talks, project.negotiation_class) if talks is not None else None,
    )


def _list(chosen: FilterSet, standing: list[_Standing], on: date) -> DispatchList:
    rows = tuple(_row(one, on) for one in standing if chosen.belongs(one.facts, on))
    return DispatchList(chosen.label, chosen.says, rows)


def _row(one: _Standing, on: date) -> DispatchRow:
    project, state = one.project, one.state
    signed, started = state.days.get(Event.SIGN), state.days.get(Event.START)
    bottom = bottom_line(signed, project.planned_start_on) if signed is not None else None
    due = bottom if signed is not None else one.facts.talks_until
    is_waiting = started is None and due is not None and due < on
    return DispatchRow(
        project=project.name,
        investor=project.investor.name if project.investor is not None else "",
        total_investment_in_wan=project.total_investment_in_wan
        if project.currency == "CNY"
        else project.contract_in_wan,
        talks_on=state.days.get(Event.TALK) if signed is None else None,
        talks_until=one.facts.talks_until if signed is None else None,
        signed_on=signed,
        contract_start_on=project.planned_start_on if started is None else None,
        bottom_line_on=bottom if started is None else None,
        started_on=started,
        suspended_on=state.side_since if state.side_status == SideStatus.SUSPENDED else None,
        produced_on=state.days.get(Event.PRODUCE),
        overdue_days=(on - due).days if is_waiting and due is not None else None,
        stage=state.stage.label,
        responsible=project.unit.label + (f"／{project.owner}" if project.owner else ""),
        leader=project.leader,
    )
