"""The years of a longer period beside each other, as figures of the book: `S01.y2016`."""

from collections.abc import Iterator
from dataclasses import replace

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.years import YEARLY, year_key
from luodi.across.reports.rules.spans import years_of
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.taken import value_of


def yearly(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """The figures of each year; nothing for a period that is not made of several whole years."""
    whole = f"{asked.period.first}至{asked.period.last}，分年度"
    for year in years_of(asked.period):
        sheet = figures.figures(
            asked.viewer, period=year.code, unit=asked.unit.code, codes=tuple(YEARLY), known_at=asked.known_at
        )
        for figure in sheet.figures:
            value = value_of(figure, owner=year.label)
            yield year_key(figure.code, year.first.year), replace(value, period=whole)
