"""Large figures, tiles of colours and places as the board on the wall draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.selectors import Paced, RankedGroup, RankedUnit, Ranking
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import Period
from luodi.interfaces.web.ui import tiles

CODES = ("S01", "S02", "P01", "C01", "P03")
EDGE = 3
NO_GROUPS = "这个单位及下级单位没有考核分组。请在“单位”页设定分组，并在“考核方案”页让方案生效。"


@dataclass(frozen=True, slots=True)
class Large:
    """One large figure with K against time, the letter of its colour, and the target that K is measured by."""

    tile: tiles.Tile
    k: str
    colour: str
    why: str


def large(sheet: Any, paces: Mapping[str, Paced], period: Period) -> list[Large]:  # noqa: ANN401 - the selector's dataclass
    """The large figures in their order; a code that answers in several entries shows the first."""
    drawn = []
    for code in CODES:
        figure, pace = sheet.value(code), paces[code]
        tile = tiles.tile(figure, unit_code=sheet.unit.code, period=period)
        drawn.append(Large(tile, pace.k or UNKNOWN, pace.colour.value, pace.reading.why))
    return drawn


@dataclass(frozen=True, slots=True)
class Place:
    """One unit: its letter, and its place with the change since the period before."""

    name: str
    href: str
    colour: str
    rank: str
    arrow: str
    score: str
    is_low: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group: tiles of the units with a colour, how many have none, the best and the last places."""

    code: str
    name: str
    note: str
    tiles: tuple[Place, ...]
    grey: int
    top: tuple[Place, ...]
    last: tuple[Place, ...]


def groups(found: Ranking, unit: Any) -> list[Group]:  # noqa: ANN401 - pages know no models
    """The groups with the unit itself, or with units below it; of these only the units below it."""
    drawn = []
    for group in found.groups:
        is_member = any(one.unit.pk == unit.pk for one in group.units)
        shown = [one for one in group.units if is_member or one.unit.path.startswith(unit.path)]
        if shown:
            drawn.append(_group(group, shown, found))
    return drawn


def greys(shown: Sequence[Group]) -> list[tuple[str, int]]:
    """How many units of each group have nothing to be judged by, in one line instead of a grey tile each."""
    return [(group.name, group.grey) for group in shown if group.grey]


def unranked(shown: Sequence[Group]) -> list[tuple[str, list[str]]]:
    """Why groups have no places, with the names of the groups."""
    found: dict[str, list[str]] = {}
    for group in shown:
        if not group.top:
            found.setdefault(group.note or "还没有名次", []).append(group.name)
    return list(found.items())


def _group(group: RankedGroup, units: Sequence[RankedUnit], found: Ranking) -> Group:
    judged = [_place(one, found) for one in units if one.colour is not Colour.GREY]
    ranked = [_place(one, found) for one in units if one.rank is not None]
    is_short = len(ranked) <= 2 * EDGE
    top, last = (ranked, []) if is_short else (ranked[:EDGE], ranked[-EDGE:])
    grey = len(units) - len(judged)
    return Group(group.code, group.name, group.note, tuple(judged), grey, tuple(top), tuple(last))


def _place(one: RankedUnit, found: Ranking) -> Place:
    href = f"{reverse('assessment:unit', args=[one.unit.code])}?period={found.period.code}" if one.is_open else ""
    score = one.to_json()["score"] or UNKNOWN
    rank = UNKNOWN if one.rank is None else str(one.rank)
    return Place(one.unit.label, href, one.colour.value, rank, one.arrow, str(score), one.is_low)
