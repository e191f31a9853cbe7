"""The board: figures of a unit and of each unit directly below it, out of one computation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.base.core.periods import Period, same_span_last_year, schedule_fraction
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.rules import ShareRole

DEFAULT_CODES = ("S01", "S02", "S06", "P01", "P03", "P10", "P13", "P14", "C01", "C02", "C06")


@dataclass(frozen=True)
class BoardLine:
    """One unit's figures, in the order of the board's codes."""

    unit: Unit
    figures: tuple[FigureValue, ...]

    def value(self, code: str) -> FigureValue | None:
        """The figure of a code."""
        return next((figure for figure in self.figures if figure.code == code), None)


@dataclass(frozen=True)
class Board:
    """The unit's own line and one line per unit below; `schedule` is 时序进度 at the cut-off."""

    unit: Unit
    period: Period
    known_at: datetime
    total: BoardLine
    lines: tuple[BoardLine, ...]
    schedule: Fraction
    ask: Ask
    source: MartFiles


def board(
    viewer: User,
    *,
    period: str,
    unit: str | None = None,
    codes: Sequence[str] = DEFAULT_CODES,
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    role: str = ShareRole.PROMOTE,
) -> Board:
    """The board of a unit in the viewer's reach. Merged units stay visible in periods before their end."""
    ask = Ask(period, unit, codes, calibre, window, known_at, role=role)
    asked = understand(viewer, ask)
    below = [
        child
        for child in asked.unit.children.order_by("path")
        if child.active_to is None or child.active_to >= asked.period.first
    ]
    values = answers(asked, [asked.unit, *below]).by_unit
    return Board(
        asked.unit,
        asked.period,
        asked.moment,
        BoardLine(asked.unit, values[asked.unit.pk]),
        tuple(BoardLine(child, values[child.pk]) for child in below),
        schedule_fraction(asked.period.last),
        ask,
        asked.source,
    )


@dataclass(frozen=True)
class Compared:
    """A figure beside the same span of last year; `difference` only where both can be said."""

    now: FigureValue
    before: FigureValue
    difference: Fraction | None


@dataclass(frozen=True)
class Comparison:
    """Figures of a unit and period beside those of the same span a year earlier."""

    unit: Unit
    period: Period
    before: Period
    lines: tuple[Compared, ...]


def comparison(viewer: User, found: Board, *, codes: Sequence[str] = DEFAULT_CODES) -> Comparison:
    """同比 of a board's own line: both spans counted by the same definitions, out of the same mart."""
    span = same_span_last_year(found.period.span)
    ask = replace(found.ask, period=f"{span.start}..{span.end}", unit=found.unit.code, codes=codes)
    earlier = understand(viewer, ask, source=found.source)
    last = {figure.code: figure for figure in answers(earlier, [earlier.unit]).by_unit[earlier.unit.pk]}
    lines = tuple(
        Compared(figure, last[figure.code], _difference(figure, last[figure.code]))
        for figure in found.total.figures
        if figure.code in last
    )
    return Comparison(found.unit, found.period, earlier.period, lines)


def _difference(now: FigureValue, before: FigureValue) -> Fraction | None:
    return None if now.exact is None or before.exact is None else now.exact - before.exact
