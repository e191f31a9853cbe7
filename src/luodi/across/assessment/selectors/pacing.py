"""How far a unit's own figures are against time: K and its colour, for boards that show one unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from luodi.across.assessment.rules.colours import Colour, k_colour
from luodi.across.assessment.rules.scoring import Reading
from luodi.across.assessment.rules.sheets import SourceSpec
from luodi.across.assessment.selectors.ranking import K_DIGITS
from luodi.across.assessment.selectors.readings import read
from luodi.across.figures.rules.rounding import shown
from luodi.across.figures.selectors.asking import visible_unit
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User


@dataclass(frozen=True)
class Paced:
    """A figure against its target from 1 January to the cut-off. Grey and without K where no target fell due."""

    reading: Reading
    colour: Colour

    @property
    def k(self) -> str | None:
        """Reached ÷ due with two digits; None where it cannot be said."""
        return None if self.reading.k is None else shown(self.reading.k, K_DIGITS, "HALF_UP")


def paced(viewer: User, *, period: str, unit: str | None = None, codes: Sequence[str]) -> dict[str, Paced]:
    """K and colour (domain/06 §4.9 A) of a unit's figures, by code, for whoever may see the unit's figures.

    Errors: NotPermitted, NotVisible, BusinessError `periods.*`.
    """
    asked = visible_unit(viewer, unit)
    found = read([asked], within=asked, period=parse_period(period), codes=codes)[asked.pk]
    readings = {code: found.reading(SourceSpec(code)) for code in codes}
    return {code: Paced(reading, k_colour(reading.k)) for code, reading in readings.items()}
