"""What charts and tables of places in templates are made of: values month by month, the ranking, the drawings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.exhibits import ChartExhibit, Exhibit
from luodi.across.reports.engine.office.inserted import month_key
from luodi.across.reports.engine.office.judging import Needs
from luodi.across.reports.engine.tabling import chart_of
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.office_figures import figures_of
from luodi.across.reports.selectors.standings import Standings, standings
from luodi.base.core.documents.drawing import draw_chart
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit

_NO_SCHEME = "assessment.no_scheme"


def monthly(asked: Asked, needs: Needs, units: Sequence[Unit]) -> dict[int, dict[str, FigureValue]]:
    """Of each unit the figures that are drawn month by month, from January to the month of the period's last day."""
    wanted = tuple(dict.fromkeys(one.figure for one in needs.charts.values() if one.by == "月"))
    found: dict[int, dict[str, FigureValue]] = defaultdict(dict)
    last = asked.period.last
    for month in range(1, last.month + 1) if wanted else ():
        values = figures_of(replace(asked, period=parse_period(f"{last.year}-{month:02d}")), wanted, units)
        for unit in units:
            for key in wanted:
                found[unit.pk][month_key(key, month)] = values[unit.pk][key]
    return found


def ranked_units(asked: Asked) -> Standings | None:
    """The ranking of the unit asked for and all below it; None where no scheme is in force."""
    try:
        return standings(asked, area=asked.unit.label.removesuffix("（演示）"))
    except BusinessError as error:
        if error.code != _NO_SCHEME:
            raise
        return None


def within(found: Standings, unit: Unit) -> Standings:
    """The part of a ranking that lies in a unit: its groups with the members there, and their figures."""
    codes = {one.code for one in found.units if one.path.startswith(unit.path)}
    groups = tuple(
        replace(group, members=tuple(member for member in group.members if member.code in codes))
        for group in found.groups
        if any(member.code in codes for member in group.members)
    )
    book = {key: value for key, value in found.book.items() if key.partition("@")[2] in codes}
    return replace(found, groups=groups, book=book)


def drawn_charts(exhibits: Sequence[Exhibit], book: FigureBook) -> Mapping[str, bytes]:
    """The charts as pictures: a paper keeps them, and prints them ever after. BusinessError `documents.no_font`."""
    charts = [one for one in exhibits if isinstance(one, ChartExhibit)]
    return {one.key: draw_chart(chart_of(one, book)) for one in charts}
