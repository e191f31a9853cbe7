"""The five colours (domain/06 §4.9): of an indicator by K, of a unit by its score, of a project by its delay."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices


class Colour(TextChoices):
    """The colours from best to worst; grey is not judged. The letter is what is printed."""

    GREEN = "绿", "绿"
    BLUE = "蓝", "蓝"
    YELLOW = "黄", "黄"
    ORANGE = "橙", "橙"
    RED = "红", "红"
    GREY = "灰", "灰"


class ColourMode(TextChoices):
    """How the colour of a unit is found; chosen per scheme."""

    SCORE = "score", "按得分"
    QUOTA = "quota", "按名次比例"


MEANINGS: Final = {
    Colour.GREEN: "超前",
    Colour.BLUE: "达到进度",
    Colour.YELLOW: "略慢",
    Colour.ORANGE: "滞后",
    Colour.RED: "严重滞后",
    Colour.GREY: "不评价",
}
_ORDER: Final = tuple(Colour)
_BY_K: Final = (
    (Fraction(110, 100), Colour.GREEN),
    (Fraction(100, 100), Colour.BLUE),
    (Fraction(90, 100), Colour.YELLOW),
    (Fraction(70, 100), Colour.ORANGE),
)
_BY_SCORE: Final = ((95, Colour.GREEN), (85, Colour.BLUE), (75, Colour.YELLOW), (65, Colour.ORANGE))
_QUOTAS: Final = (
    (Fraction(2, 10), Colour.GREEN),
    (Fraction(4, 10), Colour.BLUE),
    (Fraction(7, 10), Colour.YELLOW),
    (Fraction(9, 10), Colour.ORANGE),
)
_BY_DELAY: Final = ((-7, Colour.GREEN), (0, Colour.BLUE), (15, Colour.YELLOW), (30, Colour.ORANGE))


def k_colour(k: Fraction | None) -> Colour:
    """The colour of an indicator: from 1.10 green, 1.00 blue, 0.90 yellow, 0.70 orange, below red; unknown grey."""
    if k is None:
        return Colour.GREY
    return next((colour for least, colour in _BY_K if k >= least), Colour.RED)


def score_colour(score: Fraction | None) -> Colour:
    """The colour of a unit by its score: from 95 green, 85 blue, 75 yellow, 65 orange, below red; unknown grey."""
    if score is None:
        return Colour.GREY
    return next((colour for least, colour in _BY_SCORE if score >= least), Colour.RED)


def quota_colour(rank: int | None, members: int) -> Colour:
    """The colour of a unit by its place: top 20 % green, next 20 % blue, next 30 % yellow, next 20 % orange, rest red."""
    if rank is None or not members:
        return Colour.GREY
    place = Fraction(rank, members)
    return next((colour for most, colour in _QUOTAS if place <= most), Colour.RED)


def project_colour(
    days_overdue: int, *, is_finished: bool = False, is_stopped: bool = False, is_on_hold: bool = False
) -> Colour:
    """The colour of a project by the delay of its next milestone: up to −7 days green, to 0 blue, to 15 yellow, to 30 orange.

    Suspended or returned (`is_stopped`): red. On hold by decision: grey. Finished: green.
    """
    if is_stopped:
        return Colour.RED
    if is_on_hold:
        return Colour.GREY
    if is_finished:
        return Colour.GREEN
    return next((colour for most, colour in _BY_DELAY if days_overdue <= most), Colour.RED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides a unit's colour beside its score or place."""

    is_first: bool = False
    is_zero_signed: bool = False
    is_falsified: bool = False
    before: Colour = Colour.GREY
    """The colour of the period before, as it came out before the rule of two periods in a row."""


@dataclass(frozen=True, slots=True)
class Coloured:
    """A colour and the rules that moved it, as sentences."""

    colour: Colour
    why: tuple[str, ...] = ()


def unit_colour(plain: Colour, standing: Standing) -> Coloured:
    """The colour of a unit: that of its score or place, moved by the rules of §4.9 B.

    No signing: not better than orange. Falsified: red. Orange twice in a row: red. The first of the group is never
    worse than yellow unless one of these applies.
    """
    found = settled_colour(plain, standing)
    if found.colour is Colour.ORANGE and standing.before is Colour.ORANGE:
        return Coloured(Colour.RED, (*found.why, "连续两期橙色，转为红色"))
    return found


def settled_colour(plain: Colour, standing: Standing) -> Coloured:
    """As `unit_colour`, but before the rule of two periods in a row: what the next period calls “the period before”."""
    if standing.is_falsified:
        return Coloured(Colour.RED, ("认定数据造假，评为红色",))
    if standing.is_zero_signed:
        worse = max(plain, Colour.ORANGE, key=_ORDER.index) if plain is not Colour.GREY else Colour.ORANGE
        return Coloured(worse, ("零签约，最高评橙色",))
    if standing.is_first and plain in {Colour.ORANGE, Colour.RED}:
        if plain is Colour.ORANGE and standing.before is Colour.ORANGE:
            return Coloured(plain)
        return Coloured(Colour.YELLOW, ("组内第一，最低评黄色",))
    return Coloured(plain)
