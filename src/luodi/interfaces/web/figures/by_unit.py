"""The drill-down of a figure by the units below, and what its facts add where days pass: who answers, since when, how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luodi.across.figures.rules.outlook import cut_off_of
from luodi.across.insight import selectors as insight
from luodi.across.insight.rules import SINCE
from luodi.interfaces.web.ui import formats, outlooks, pages, scope, tiles
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit directly below with its part of the figure; completion and gap of the target that is furthest behind."""

    name: str
    href: str
    value: str
    completion: str
    gap: str


def rows(board: Any, code: str, choice: scope.Choice, tail: str) -> list[UnitRow]:  # noqa: ANN401 - the selector's dataclass
    """The units below that have any of the figure, the largest first; empty for a unit with none below it."""
    found = [(line, line.value(code)) for line in board.lines]
    there = [(line, figure) for line, figure in found if figure is not None and (figure.exact or figure.targets)]
    ordered = sorted(there, key=lambda pair: (-(pair[1].exact or 0), pair[0].unit.path))
    return [_row(line, figure, choice, tail) for line, figure in ordered]


def _row(line: Any, figure: Any, choice: scope.Choice, tail: str) -> UnitRow:  # noqa: ANN401
    pace = next(iter(insight.paces([figure], choice.period, on=pages.today())), None)
    aim = pace.aims[0] if pace is not None else None
    return UnitRow(
        line.unit.label,
        tiles.figure_href(figure.code, line.unit.code, choice.period) + tail,
        formats.UNKNOWN if figure.value is None else tiles.grouped(figure.value),
        formats.UNKNOWN if aim is None or aim.completion is None else f"{aim.completion}%",
        "；".join(outlooks.said(aim.outlook, aim.outlook_unit)[:1]) if aim is not None else "",
    )


def day_columns(
    code: str, facts: Sequence[Any], choice: scope.Choice, *, in_words: bool = False
) -> tuple[Column[Any], ...]:
    """Unit, day and days of each fact for a figure behind whose projects days pass; none for the others.

    `in_words`: day and days in one cell (2022-03-31 起 456 天), so that a phone needs no header to understand them.
    """
    if code not in SINCE:
        return ()
    owners = insight.owners(row.project_id for row in facts)
    late = _Late(code, cut_off_of(choice.period, pages.today()))
    unit: Column[Any] = Column("unit", "责任单位", lambda row: owners.get(row.project_id, ""))
    if in_words:
        return unit, Column("late", f"{SINCE[code]}至{late.cut_off}", late.said, is_short=True)
    return (
        unit,
        Column("since", SINCE[code], late.since, Kind.DATE),
        Column("days", f"至{late.cut_off}天数", late.days, Kind.INTEGER),
    )


@dataclass(frozen=True, slots=True)
class _Late:
    """Since when and how long the project of a fact is late at the cut-off."""

    code: str
    cut_off: date

    def since(self, row: Any) -> date | None:  # noqa: ANN401 - the selector's dataclass
        return None if row.day is None else insight.since_when(self.code, row.day)

    def days(self, row: Any) -> int | None:  # noqa: ANN401
        since = self.since(row)
        return None if since is None else (self.cut_off - since).days

    def said(self, row: Any) -> str:  # noqa: ANN401
        return "" if row.day is None else f"{self.since(row)} 起 {self.days(row)} 天"
