"""The rows of a dispatch list: projects of a filter set as they stand, with their clocks."""

from typing import Final

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow
from luodi.across.reports.rules.dispatch import FILTER_SETS, DispatchFacts, FilterSet, require_set
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Event, LifeState, bottom_line, replay, talks_due_on
from luodi.domains.projects.selectors import ProjectFilter, projects, recognised_facts

_DEFAULT: Final = "unstarted"


def dispatch_lists(viewer: User, unit: Unit, period: Period, filter_set: str = "") -> tuple[DispatchList, ...]:
    """The list of one filter set at the period's last day (default: 签约未开工)."""
    chosen = require_set(filter_set or _DEFAULT)
    rows = tuple(_row(project, state) for project, state in _members(viewer, unit, period, chosen))
    return (DispatchList(chosen.label, chosen.says, rows),)


def large_unstarted_names(viewer: User, unit: Unit, period: Period) -> list[str]:
    """Names of the projects of 1亿元 and more that are signed and not started, greatest first."""
    found = [project for project, _ in _members(viewer, unit, period, FILTER_SETS["large_unstarted"])]
    found.sort(key=lambda project: (-(project.contract_in_wan or 0), project.pk))
    return [project.name for project in found]


def _members(viewer: User, unit: Unit, period: Period, chosen: FilterSet) -> list[tuple[Project, LifeState]]:
    """The projects of the set as they stood at the end of the period's last day."""
    on = period.last
    rows = list(projects(viewer, ProjectFilter(unit=unit)).filter(scope_note="").order_by("signed_on", "pk"))
    facts = recognised_facts([project.pk for project in rows])
    found = []
    for project in rows:
        state = replay(facts[project.pk], on)
        talks = state.days.get(Event.TALK)
        known = DispatchFacts(
            state.stage,
            state.side_status,
            project.contract_in_wan or project.total_investment_in_wan,
            talks_due_on(talks, project.negotiation_class) if talks is not None else None,
        )
        if state.days and chosen.belongs(known, on):
            found.append((project, state))
    return found


def _row(project: Project, state: LifeState) -> DispatchRow:
    signed = state.days.get(Event.SIGN)
    responsible = project.unit.label + (f"／{project.owner}" if project.owner else "")
    return DispatchRow(
        project=project.name,
        investor=project.investor.name if project.investor is not None else "",
        total_investment_in_wan=project.total_investment_in_wan
        if project.currency == "CNY"
        else project.contract_in_wan,
        signed_on=signed,
        contract_start_on=project.planned_start_on,
        bottom_line_on=bottom_line(signed, project.planned_start_on) if signed is not None else None,
        stage=state.stage.label,
        responsible=responsible,
        leader=project.leader,
    )
