"""Signings and capital summed month by month since January against the calendar, for the boards that draw them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from luodi.base.core.periods import Period, parse_period, split, year_to_date
from luodi.interfaces.web.ui import charts, formats, published, scope, tiles

FIGURES = (("S02", "新签正式合同额"), ("C01", "实际到位资金"))


def trends(request: HttpRequest, choice: scope.Choice, **options: Any) -> list[charts.Chart]:  # noqa: ANN401 - options of the selector
    """One chart a figure, up to the period's last month; each point is the figure from 1 January to that month's end."""
    year = parse_period(str(choice.period.last.year))
    months = [month for month in split(year, "month") if month.last <= choice.period.last]
    codes = [code for code, _ in FIGURES]
    spans = [parse_period(f"{year_to_date(month.last).start}..{month.last}") for month in months]
    sheets = [published.sheet(request, scope.Choice(choice.unit, span), codes=codes, **options) for span in spans]
    return [_trend(months, [sheet.value(code) for sheet in sheets], code, name) for code, name in FIGURES]


def _trend(months: Sequence[Period], figures: list[Any], code: str, name: str) -> charts.Chart:
    reached = [None if figure.exact is None else formats.as_decimal(figure.exact) for figure in figures]
    aim = next((aim for figure in reversed(figures) if (aim := tiles.yearly_aim(figure)) is not None), None)
    due = [None if aim is None else aim * tiles.month_share(month.last) for month in months]
    return charts.trend(
        f"trend-{code}", f"{name}逐月累计", [f"{month.last.month}月" for month in months], reached, due, "亿元"
    )
