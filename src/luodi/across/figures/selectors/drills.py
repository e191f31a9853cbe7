"""`luodi drill`: the facts behind one figure; their exact sum is the figure."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from luodi.across.figures.engine.drill import DrillRow
from luodi.across.figures.engine.drill import drill as drill_down
from luodi.across.figures.engine.rounding import exact
from luodi.across.figures.engine.values import FigureValue
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User


@dataclass(frozen=True)
class FigureDrill:
    """A figure, its facts, and the sums of its parts."""

    unit: Unit
    period: Period
    known_at: datetime
    figure: FigureValue
    values: tuple[FigureValue, ...]
    rows: tuple[DrillRow, ...]

    def total(self, part: str = "numerator") -> Fraction:
        """The sum of the contributions of a part."""
        return sum((row.contribution for row in self.rows if row.part == part), Fraction(0))

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that have rows, numerator first."""
        return tuple(dict.fromkeys(row.part for row in self.rows))

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "code": self.figure.code,
            "name": self.figure.name,
            "period": self.period.code,
            "unit": self.unit.code,
            "known_at": self.known_at.isoformat(),
            "value": self.figure.value,
            "unit_of_value": self.figure.unit,
            "raw": self.figure.raw,
            "numerator": self.figure.numerator,
            "denominator": self.figure.denominator,
            "definition": self.figure.definition,
            "calibre_text": self.figure.calibre_text,
            "sums": {part: exact(self.total(part)) for part in self.parts},
            "facts": [row.to_json() for row in self.rows],
        }


def drill(
    viewer: User,
    code: str,
    *,
    period: str,
    unit: str | None = None,
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    round_mode: RoundMode = "HALF_UP",
    digits: int | None = None,
) -> FigureDrill:
    """The facts behind a figure for a unit in the viewer's reach. A code with several entries needs its suffix."""
    asked = understand(viewer, Ask(period, unit, (code,), calibre, window, known_at, round_mode, digits))
    if len(asked.figures) != 1:
        names = "、".join(f"{figure.code}（{figure.name}）" for figure in asked.figures)
        raise BusinessError(f"“{code}”有几个指标，请写全代码：{names}。", code="figures.ambiguous_code")
    query = replace(asked.query, figures=asked.figures)
    found = drill_down(asked.source, query, asked.unit.pk, known_at=asked.known_at, display=asked.display)
    return FigureDrill(asked.unit, asked.period, asked.known_at, found.values[0], found.values, found.rows)
