"""What a chart says, apart from how it is drawn: categories and series of bars or lines, with their units.

The Word file shows it as a picture (drawing.py), the workbook as a native chart (sheet_charts.py), plain text as its numbers.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

SeriesKind = Literal["bar", "line"]
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Series:
    """One row of values, as many as there are categories; None where there is none. `is_right` uses the right axis."""

    name: str
    values: tuple[Decimal | None, ...]
    kind: SeriesKind = "bar"
    is_right: bool = False
    digits: int = 0

    def label(self, at: int) -> str:
        """The value as it is written beside its bar or point; empty when there is none."""
        value = self.values[at]
        return "" if value is None else f"{value:.{self.digits}f}"


@dataclass(frozen=True)
class Chart:
    """A bar, line or combination chart. `unit` belongs to the left axis, `right_unit` to the right one."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    right_unit: str = ""

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("图表至少要有一个类别和一个系列")
        for one in self.series:
            if len(one.values) != len(self.categories):
                raise ValueError(
                    f"图表“{self.title}”的系列“{one.name}”有{len(one.values)}个值，应为{len(self.categories)}个"
                )

    @property
    def said(self) -> str:
        """The chart in words, for those who cannot see it."""
        lines = (
            f"{one.name}：" + "、".join(f"{name}{one.label(at) or '无'}" for at, name in enumerate(self.categories))
            for one in self.series
        )
        return f"{self.title}。" + "；".join(lines)

    def scale(self, *, is_right: bool = False) -> "Scale":
        """The axis of the left or right series: from zero or below to a round number above the largest value."""
        values = [value for one in self.series if one.is_right == is_right for value in one.values if value is not None]
        return scale_of(min(values, default=Decimal(0)), max(values, default=Decimal(0)))


@dataclass(frozen=True)
class Scale:
    """An axis: lowest and highest value and the step between its lines."""

    low: Decimal
    high: Decimal
    step: Decimal

    def ticks(self) -> tuple[Decimal, ...]:
        """The values at which lines are drawn."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * number for number in range(count + 1))

    def share(self, value: Decimal) -> Fraction:
        """How far up the axis a value stands, 0 at the low end and 1 at the high end."""
        return Fraction(value - self.low) / Fraction(self.high - self.low)


def scale_of(lowest: Decimal, highest: Decimal, *, lines: int = 5) -> Scale:
    """Steps of 1, 2 or 5 times a power of ten; room above the largest value for its label."""
    low, high = min(lowest, Decimal(0)), max(highest, Decimal(0))
    span = (high - low) * Decimal("1.08") or Decimal(1)
    power = Decimal(1).scaleb((span / lines).adjusted())
    step = next(power * factor for factor in _STEPS if power * factor * lines >= span)
    bottom = -(-low // step) * step
    while bottom > low:
        bottom -= step
    top = bottom
    while top < high * Decimal("1.05") or top == bottom:
        top += step
    return Scale(bottom, top, step)
