"""Places in a ranking: 由第5位上升到第3位，前移2位; 上年居第5位，…今年居第3位，前移3位."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Place, Reading
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.formulas import difference, shortfall
from luodi.across.proofreading.rules.numbers import HAN, arabic, han
from luodi.across.proofreading.rules.units import UNITS

_RANK: Final = re.compile(rf"第(?P<number>[0-9]{{1,3}}|[{HAN}]{{1,3}})(?P<unit>位次|位|名)?")
_MOVED: Final = re.compile(
    rf"(?:(?P<up>前移|前进|上升|提升|提高|跃升|进位|晋位|上移|前提)|(?P<down>后移|下降|后退|退后|下滑|回落|下移))了?"
    rf"(?P<number>[0-9]{{1,3}}|[{HAN}]{{1,3}})(?P<unit>个?(?:位次|名次|位|名))"
)
_OLD: Final = re.compile(r"(?:由|从|自|比|较|上年|去年|前年|同期|上期|原|上月|上季度)[^，。；第]{0,14}$")
_SENTENCE: Final = re.compile(r"[^。！？\n；]+")


def ranks(paragraph: int, text: str) -> Iterator[Claim]:
    """Every move of a paragraph that stands with just two ranks, of which one is told to be the old one."""
    for sentence in _SENTENCE.finditer(text):
        moves = list(_MOVED.finditer(text, sentence.start(), sentence.end()))
        told = list(_RANK.finditer(text, sentence.start(), sentence.end()))
        if len(moves) != 1 or len(told) != 2:
            continue
        olds = [one for one in told if _OLD.search(text, sentence.start(), one.start())]
        if len(olds) == 2:
            olds = olds[:1] if re.match(r"[^，。；]{0,8}[到至为]", text[olds[0].end() :]) else []
        if len(olds) == 1:
            new = next(one for one in told if one is not olds[0])
            yield from _claim(paragraph, moves[0], new, olds[0])


def _claim(paragraph: int, move: re.Match[str], new: re.Match[str], old: re.Match[str]) -> Iterator[Claim]:
    stated, first, last = (_quantity(one) for one in (move, old, new))
    if stated is None or first is None or last is None:
        return
    formula = difference if move["up"] else shortfall
    at = Place(paragraph, move.start(), stated.end)
    yield Claim("difference", at, stated, (Reading(formula, (first, last)),), is_certain=True, within="any")


def _quantity(found: re.Match[str]) -> Quantity | None:
    """A rank or a move as a count of places, where it stands."""
    number = arabic(found["number"]) if found["number"].isdecimal() else han(found["number"])
    if number is None or number.value is None:
        return None
    text = found.group()[found.start("number") - found.start() :] if found.re is _MOVED else found.group()
    start = found.end() - len(text)
    return Quantity(text, start, found.end(), Decimal(number.value), 0, 0, UNITS["位"])
