"""The rows of dispatch lists: projects of the filter sets as they stood on a day, with their clocks."""

from datetime import date, datetime

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow
from luodi.across.reports.rules.dispatch import FILTER_SETS, FilterSet
from luodi.across.reports.selectors.dispatch_sets import available_sets, filter_set
from luodi.across.reports.selectors.dispatch_standing import Standing, standing_on
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.rules import Event, SideStatus, bottom_line


def dispatch_lists(
    viewer: User, unit: Unit, period: Period, code: str = "", known_at: datetime | None = None
) -> tuple[DispatchList, ...]:
    """The list of one filter set at the period's last day; without a set those of every set whose facts exist. With
    `known_at` by the events that were recognised by that moment.
    """
    chosen = (filter_set(code),) if code else available_sets()
    standing = standing_on(viewer, unit, period.last, known_at)
    return tuple(_list(one, standing, period.last) for one in chosen)


def large_unstarted_names(viewer: User, unit: Unit, period: Period) -> list[str]:
    """Names of the projects of 1亿元 and more that are signed and not started, greatest first."""
    large = FILTER_SETS["large_unstarted"]
    found = [one.project for one in standing_on(viewer, unit, period.last) if large.belongs(one.facts)]
    found.sort(key=lambda project: (-(project.contract_in_wan or 0), project.pk))
    return [project.name for project in found]


def _list(chosen: FilterSet, standing: list[Standing], on: date) -> DispatchList:
    rows = tuple(row_of(one) for one in standing if chosen.belongs(one.facts))
    return DispatchList(chosen.label, chosen.says, rows)


def row_of(one: Standing) -> DispatchRow:
    """The project as its line reads."""
    project, state = one.project, one.state
    signed, started = state.days.get(Event.SIGN), state.days.get(Event.START)
    bottom = bottom_line(signed, project.planned_start_on) if signed is not None else None
    return DispatchRow(
        project=project.name,
        investor=project.investor.name if project.investor is not None else "",
        total_investment_in_wan=project.total_investment_in_wan
        if project.currency == "CNY"
        else project.contract_in_wan,
        talks_on=state.days.get(Event.TALK) if signed is None else None,
        talks_until=one.talks_until if signed is None else None,
        signed_on=signed,
        contract_start_on=project.planned_start_on if started is None else None,
        bottom_line_on=bottom if started is None else None,
        started_on=started,
        suspended_on=state.side_since if state.side_status == SideStatus.SUSPENDED else None,
        produced_on=state.days.get(Event.PRODUCE),
        overdue_clock="" if one.worst is None else one.worst.clock.label,
        overdue_days=None if one.worst is None else one.worst.days,
        stage=str(state.stage.label),
        obstacle=one.obstacle,
        responsible=project.unit.label + (f"／{project.owner}" if project.owner else ""),
        leader=project.leader,
        next_milestone=one.next_milestone,
        colour=one.facts.colour,
        urged_times=one.urged_times,
    )
