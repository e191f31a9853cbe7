"""The arithmetic of relations, in exact decimals. Shares and growth are in percent, everything else in basic units."""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from itertools import product
from typing import Final

from luodi.across.proofreading.rules.rounding import Amount, Computed
from luodi.base.core.money import PRECISION

Formula = Callable[[Sequence[Decimal]], Decimal]
_CORNERS: Final = 4


def share(values: Sequence[Decimal]) -> Decimal:
    """Part and whole → percent."""
    return values[0] * 100 / values[1]


def share_of_sum(values: Sequence[Decimal]) -> Decimal:
    """Parts and, last, their whole → percent that the parts make together."""
    return sum(values[:-1], Decimal(0)) * 100 / values[-1]


def share_of_list(values: Sequence[Decimal]) -> Decimal:
    """A part and, behind it, all parts → percent that the one makes of all."""
    return values[0] * 100 / sum(values[1:], Decimal(0))


def share_without(values: Sequence[Decimal]) -> Decimal:
    """Those that did not and all → percent of those that did."""
    return (values[1] - values[0]) * 100 / values[1]


def multiple(values: Sequence[Decimal]) -> Decimal:
    """How many times the second the first is (…是…的2.5倍)."""
    return values[0] / values[1]


def whole_times(values: Sequence[Decimal]) -> Decimal:
    """What was moved and what moved it → how many times the latter both together are."""
    return values[0] / values[1] + 1


def growth(values: Sequence[Decimal]) -> Decimal:
    """New and old → percent of growth, negative when it fell."""
    return (values[0] - values[1]) * 100 / values[1]


def fall(values: Sequence[Decimal]) -> Decimal:
    """New and old → percent of decline."""
    return -growth(values)


def grown_times(values: Sequence[Decimal]) -> Decimal:
    """New and old → by how many times it grew (增长1.5倍 is 2.5 times as much)."""
    return values[0] / values[1] - 1


def growth_of_times(values: Sequence[Decimal]) -> Decimal:
    """So many times as much → percent of growth."""
    return (values[0] - 1) * 100


def grown_by(values: Sequence[Decimal]) -> Decimal:
    """New and increment → percent of growth: the base is new − increment."""
    return values[1] * 100 / (values[0] - values[1])


def grown_times_by(values: Sequence[Decimal]) -> Decimal:
    """New and increment → by how many times it grew."""
    return grown_by(values) / 100


def ahead_of_time(months: int) -> Formula:
    """A share of the year's plan → by how many percentage points it is ahead of the months gone by (序时进度)."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return values[0] - Decimal(months * 100) / 12

    return formula


def behind_time(months: int) -> Formula:
    """A share of the year's plan → by how many percentage points it is behind the months gone by."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return Decimal(months * 100) / 12 - values[0]

    return formula


def fallen_by(values: Sequence[Decimal]) -> Decimal:
    """New and decrease → percent of decline: the base is new + decrease."""
    return values[1] * 100 / (values[0] + values[1])


def increment_of_new(values: Sequence[Decimal]) -> Decimal:
    """New and increment → percent that the increment is of the new amount, which is no growth."""
    return values[1] * 100 / values[0]


def growth_of_new(values: Sequence[Decimal]) -> Decimal:
    """New and old → percent that the growth is of the new amount, which is no growth."""
    return (values[0] - values[1]) * 100 / values[0]


def fall_of_new(values: Sequence[Decimal]) -> Decimal:
    """New and old → percent that the decline is of the new amount, which is no decline."""
    return (values[1] - values[0]) * 100 / values[0]


def yearly(years: int) -> Formula:
    """New and old → mean yearly growth over the years, in percent (年均增长)."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return ((values[0] / values[1]) ** (Decimal(1) / years) - 1) * 100

    return formula


def share_of_all(place: int) -> Formula:
    """Of parts that are all there is, the share of the one at the place, in percent."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return values[place] * 100 / sum(values, Decimal(0))

    return formula


def total(values: Sequence[Decimal]) -> Decimal:
    """The sum."""
    return sum(values, Decimal(0))


def difference(values: Sequence[Decimal]) -> Decimal:
    """First − second."""
    return values[0] - values[1]


def gap(values: Sequence[Decimal]) -> Decimal:
    """How far the two are apart, whichever is greater (相差)."""
    return abs(values[0] - values[1])


def shortfall(values: Sequence[Decimal]) -> Decimal:
    """Second − first."""
    return values[1] - values[0]


def rest(values: Sequence[Decimal]) -> Decimal:
    """What the whole leaves beside the parts: first − all others (其余)."""
    return values[0] - sum(values[1:], Decimal(0))


def balance(came: int) -> Formula:
    """What there was, so many amounts that came, and those that went → what there is."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return sum(values[: came + 1], Decimal(0)) - sum(values[came + 1 :], Decimal(0))

    return formula


def rest_of_all(values: Sequence[Decimal]) -> Decimal:
    """What the shares leave of 100 percent."""
    return 100 - sum(values, Decimal(0))


def average(values: Sequence[Decimal]) -> Decimal:
    """Total ÷ number."""
    return values[0] / values[1]


def average_per(factor: Decimal) -> Formula:
    """Total ÷ size, for each unit of so many basic ones (亿元/平方公里)."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return values[0] * factor / values[1]

    return formula


def multiplied(values: Sequence[Decimal]) -> Decimal:
    """How many to each × how many."""
    return values[0] * values[1]


def average_of_sum(values: Sequence[Decimal]) -> Decimal:
    """Total ÷ several numbers together."""
    return values[0] / sum(values[1:], Decimal(0))


def divided_by(number: int) -> Formula:
    """Total ÷ a known number (months of the period)."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return values[0] / number

    return formula


def constant(number: int) -> Formula:
    """A number that was counted in the text, not computed from figures."""

    def formula(values: Sequence[Decimal]) -> Decimal:
        return Decimal(number)

    return formula


def compute(formula: Formula, amounts: Sequence[Amount]) -> Computed | None:
    """The result from the printed figures and its bounds from the figures behind them; None when it cannot be divided."""
    with localcontext(prec=PRECISION):
        try:
            value = formula([amount.value for amount in amounts])
            results = [formula(corner) for corner in _corners(formula, amounts)]
        except (ArithmeticError, ValueError):
            return None
    return Computed(value, min(results), max(results))


def _corners(formula: Formula, amounts: Sequence[Amount]) -> list[tuple[Decimal, ...]]:
    """Every corner of the box of bounds; of a long sum its two ends, of a long rest the two opposite ones."""
    bounds = [amount.bounds for amount in amounts]
    if len(bounds) <= _CORNERS:
        return list(product(*bounds))
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    if formula is rest:
        return [(lows[0], *highs[1:]), (highs[0], *lows[1:])]
    return [tuple(lows), tuple(highs)]
