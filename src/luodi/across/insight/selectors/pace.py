"""Will the year's target be reached: each target with its completion beside the share of the year that has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luodi.across.figures.rules.outlook import Outlook, cut_off_of, outlook
from luodi.across.figures.selectors import FigureValue, Progress
from luodi.base.core.periods import Period, Span, parse_period, schedule_fraction

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Aim:
    """One target over a number: who issued it, what it asks, how far it is (percent), and the lead over the calendar in points.

    `outlook` is what is missing and where the pace ends, in `outlook_unit`; None where what was reached cannot be said.
    """

    who: str
    value: str
    unit: str
    completion: Decimal | None
    lead: Decimal | None
    outlook: Outlook | None
    outlook_unit: str

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
        """Whether the target is met: 99.96 % is not, though it is printed as 100.0 %."""
        return self.outlook is not None and self.outlook.is_reached


@dataclass(frozen=True)
class Pace:
    """A figure with its targets, the one furthest behind first."""

    figure: FigureValue
    aims: tuple[Aim, ...]

    @property
    def worst(self) -> Decimal:
        """The smallest lead; a figure without any completion stands last."""
        return min((aim.lead for aim in self.aims if aim.lead is not None), default=_HUNDRED)


def paces(figures: Iterable[FigureValue], period: Period, *, on: date) -> list[Pace]:
    """The figures that have a target, furthest behind first, as they stand at the period's end, or today while it runs.

    Lead = printed completion − printed time progress (one digit).
    """
    schedule = _printed_schedule(cut_off_of(period, on))
    found = [Pace(figure, tuple(_aims(figure, schedule, period, on))) for figure in figures if figure.targets]
    return sorted(found, key=lambda pace: pace.worst)


def outlook_of(found: Progress | None, span: Span, cut_off: date) -> Outlook | None:
    """What is missing of a target over a span and where its pace ends; None where what was reached cannot be said."""
    if found is None:
        return None
    return outlook(found.asked, found.reached, span=span, cut_off=cut_off, adds_up=found.adds_up)


def _printed_schedule(cut_off: date) -> Decimal:
    part = schedule_fraction(cut_off)
    return (Decimal(part.numerator) * _HUNDRED / Decimal(part.denominator)).quantize(Decimal("0.1"))


def _aims(figure: FigureValue, schedule: Decimal, period: Period, on: date) -> list[Aim]:
    aims = [
        Aim(
            f"{target.issuer} {target.tier}".strip(),
            target.value,
            target.unit,
            None if target.completion is None else Decimal(target.completion),
            None if target.completion is None else Decimal(target.completion) - schedule,
            outlook_of(target.progress, parse_period(target.period).span, cut_off_of(period, on)),
            target.progress.unit if target.progress is not None else target.unit,
        )
        for target in figure.targets
    ]
    return sorted(aims, key=lambda aim: _HUNDRED if aim.lead is None else aim.lead)
