"""Will the year's target be reached: each target with its completion beside the share of the year that has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from luodi.across.figures.selectors import FigureValue
from luodi.base.core.periods import Period, schedule_fraction

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Aim:
    """One target over a number: who issued it, what it asks, how far it is (percent), and the lead over the calendar in points."""

    who: str
    value: str
    unit: str
    completion: Decimal | None
    lead: Decimal | None

    @property
    def lead_points(self) -> Decimal | None:
        """How far before or behind the calendar, without its sign."""
        return None if self.lead is None else abs(self.lead)

    @property
    def is_behind(self) -> bool:
        """Whether the completion is less than the share of the year that has passed."""
        return self.lead is not None and self.lead < 0

    @property
    def is_reached(self) -> bool:
        """Whether the target is met."""
        return self.completion is not None and self.completion >= _HUNDRED


@dataclass(frozen=True)
class Pace:
    """A figure with its targets, the one furthest behind first."""

    figure: FigureValue
    aims: tuple[Aim, ...]

    @property
    def worst(self) -> Decimal:
        """The smallest lead; a figure without any completion stands last."""
        return min((aim.lead for aim in self.aims if aim.lead is not None), default=_HUNDRED)


def paces(figures: Iterable[FigureValue], period: Period) -> list[Pace]:
    """The figures that have a target, furthest behind first. Lead = printed completion − printed time progress (one digit)."""
    schedule = _printed_schedule(period)
    found = [Pace(figure, tuple(_aims(figure, schedule))) for figure in figures if figure.targets]
    return sorted(found, key=lambda pace: pace.worst)


def _printed_schedule(period: Period) -> Decimal:
    part = schedule_fraction(period.last)
    return (Decimal(part.numerator) * _HUNDRED / Decimal(part.denominator)).quantize(Decimal("0.1"))


def _aims(figure: FigureValue, schedule: Decimal) -> list[Aim]:
    aims = [
        Aim(
            f"{target.issuer} {target.tier}".strip(),
            target.value,
            target.unit,
            None if target.completion is None else Decimal(target.completion),
            None if target.completion is None else Decimal(target.completion) - schedule,
        )
        for target in figure.targets
    ]
    return sorted(aims, key=lambda aim: _HUNDRED if aim.lead is None else aim.lead)
