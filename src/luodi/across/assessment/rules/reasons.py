"""Why a unit has its colour, in one sentence: its score against the bounds, the rules that moved it, where points went."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.across.assessment.rules.colours import Colour, ColourMode, score_bound, score_colour
from luodi.across.assessment.rules.scoring import UnitScore
from luodi.across.figures.rules.rounding import shown

_DIGITS: Final = 2
NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that a line left of its counted weight, or that a listed case took off; above zero."""

    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Placed:
    """What decides a colour beside the score: how the scheme finds it, the place among so many, the rules that moved it."""

    mode: ColourMode
    rank: int | None
    members: int
    moved: Sequence[str] = ()


def losses(score: UnitScore) -> list[Loss]:
    """Where points were lost, most first; in the order of the sheet where it is the same. Lines that gave none are left out.

    A line loses what its points with the approved correction lack of its counted weight.
    """
    of_lines = [
        Loss(line.spec.name, line.counted - line.points - line.correction)
        for line in score.lines
        if line.points is not None
    ]
    of_items = [Loss(item.spec.name, -item.points) for item in score.items]
    return sorted((one for one in (*of_lines, *of_items) if one.points > 0), key=lambda one: -one.points)


def colour_reason(colour: Colour, score: UnitScore, placed: Placed) -> str:
    """红：47.78分，低于65分. Without a score the reason why there is none."""
    if score.total is None:
        return f"{colour}：{score.why}"
    return f"{colour}：{shown(score.total, _DIGITS, 'HALF_UP')}分，{_decided_by(colour, score.total, placed)}"


def loss_words(score: UnitScore, most: int = NAMED) -> str:
    """失分最多：资金到位率（−30.00）、合同履约率（−4.25）; empty where nothing was lost."""
    named = [f"{one.name}（−{shown(one.points, _DIGITS, 'HALF_UP')}）" for one in losses(score)[:most]]
    return f"失分最多：{'、'.join(named)}" if named else ""


def _decided_by(colour: Colour, total: Fraction, placed: Placed) -> str:
    moved = "；".join(placed.moved)
    if placed.mode is ColourMode.QUOTA:
        place = "本组不排名" if placed.rank is None else f"第{placed.rank}名，共{placed.members}个单位"
        return "；".join(part for part in (place, moved) if part)
    plain = score_colour(total)
    if plain is colour:
        return "；".join(part for part in (score_bound(colour), moved) if part)
    return f"按得分为{plain}（{score_bound(plain)}）；{moved}"
