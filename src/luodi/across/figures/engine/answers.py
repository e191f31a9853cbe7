"""What the formulas ask of a computation."""

from datetime import datetime
from fractions import Fraction
from typing import Protocol

from luodi.across.figures.engine.dues import Due
from luodi.across.figures.engine.planned import Planned
from luodi.across.figures.engine.tally import Group, Tally
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.planning import Planning
from luodi.base.core.periods import Span


class Answers(Protocol):
    """What the formulas ask of a computation, for one unit and group."""

    def tally(self, term: Term, node: int, group: Group = None) -> Tally:
        """The sum of a term."""

    def median(self, term: Term, node: int) -> tuple[Fraction, int] | None:
        """The median of days and the number of projects."""

    def trips(self, figure: Figure, span: Span, node: int, known_at: datetime | None = None) -> int:
        """Trips led by leaders, or the companies met on them."""

    def due(self, duty: Duty, span: Span, node: int, known_at: datetime | None = None) -> Due:
        """What fell due in a span."""

    def planned(self, planning: Planning, span: Span, node: int, known_at: datetime | None = None) -> Planned:
        """Planned projects that count."""

    def below(self, node: int) -> list[int]:
        """All units below a unit."""

    def directly_below(self, node: int) -> list[int]:
        """The units that a unit has directly below it."""
