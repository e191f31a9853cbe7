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
_MOVED: Final = "零签约最高评橙，认定数据造假评红，连续两期橙转红，组内第一最低评黄，经批准可以改评。"


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


def score_bound(colour: Colour) -> str:
    """Between which scores a colour lies, in words: 低于65分, 65分以上、不足75分, 95分以上. ValueError for grey."""
    if colour is Colour.GREY:
        raise ValueError("grey has no bounds")
    least = {found: score for score, found in _BY_SCORE}.get(colour)
    below = min((score for score, _ in _BY_SCORE if least is None or score > least), default=None)
    if least is None:
        return f"低于{below}分"
    return f"{least}分以上" if below is None else f"{least}分以上、不足{below}分"


def rule_text(mode: ColourMode) -> str:
    """How the colour of a unit is found, with the rules that move it (domain/06 §4.9 B)."""
    if mode is ColourMode.QUOTA:
        steps = "，".join(f"前{int(most * 100)}%为{colour}" for most, colour in _QUOTAS)
        plain = f"五色按组内名次评：{steps}，其余为{Colour.RED}"
    else:
        steps = "，".join(f"{least}分以上为{colour}" for least, colour in _BY_SCORE)
        plain = f"五色按得分评：{steps}，低于{_BY_SCORE[-1][0]}分为{Colour.RED}"
    return f"{plain}；没有可评价的数据为{Colour.GREY}。{_MOVED}"


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
