"""Single boards: the units of all groups by one figure each, since 1 January. Nobody without a number is placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from luodi.across.assessment.models import Scheme
from luodi.across.assessment.rules.boards import SINGLE_BOARDS, SingleBoard
from luodi.across.assessment.rules.ranks import places
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.selectors.adjustments import is_public
from luodi.across.assessment.selectors.readings import read
from luodi.across.assessment.selectors.schemes import in_force, members
from luodi.across.figures.selectors import FigureValue
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, require


@dataclass(frozen=True)
class BoardPlace:
    """A unit's place on a board; `figure` leads to its facts."""

    unit: Unit
    group: str
    place: int
    figure: FigureValue
    is_open: bool


@dataclass(frozen=True)
class PlacedBoard:
    """A board with the places that the viewer may see, best first; `placed` counts all that have a number."""

    board: SingleBoard
    places: tuple[BoardPlace, ...]
    placed: int


def single_boards(
    viewer: User, *, period: str, scheme: str = "", known_at: datetime | None = None
) -> list[PlacedBoard]:
    """The five boards of a period. Who sees all units sees all; others their own and those of published groups.

    Errors: NotPermitted; BusinessError `periods.*`, `assessment.no_scheme`.
    """
    found, whole = require(viewer, Permission.VIEW), parse_period(period)
    sheets = in_force(whole.last, code=scheme, known_at=known_at)
    belonging = {one.group: members(one, whole.span, known_at=known_at) for one in sheets}
    seen = _seen(found, sheets, belonging, whole)
    group_of = {unit.pk: group for group, units in belonging.items() for unit in units}
    values = _values(sheets, belonging, whole, known_at)
    units = {unit.pk: unit for units in belonging.values() for unit in units}
    made = []
    for board in SINGLE_BOARDS:
        numbers = {pk: figures[board.figure] for pk, figures in values.items() if _counts(figures.get(board.figure))}
        ranks = places({pk: figure.exact or Fraction(0) for pk, figure in numbers.items()})
        rows = [
            BoardPlace(units[pk], group_of[pk], rank, numbers[pk], seen[pk])
            for pk, rank in sorted(ranks.items(), key=lambda pair: (pair[1], units[pair[0]].path))
            if pk in seen
        ]
        made.append(PlacedBoard(board, tuple(rows), len(ranks)))
    return made


def _counts(figure: FigureValue | None) -> bool:
    return figure is not None and figure.exact is not None and figure.exact > 0


def _values(
    sheets: list[Scheme], belonging: Mapping[str, list[Unit]], period: Period, known_at: datetime | None
) -> dict[int, dict[str, FigureValue]]:
    """The figures of every unit by code, in one computation for each unit under which schemes stand."""
    codes = [board.figure for board in SINGLE_BOARDS]
    found: dict[int, dict[str, FigureValue]] = {}
    for within in {one.unit_id: one.unit for one in sheets}.values():
        units = [unit for one in sheets if one.unit_id == within.pk for unit in belonging[one.group]]
        if units:
            known = read(units, within=within, period=period, codes=codes, known_at=known_at)
            found |= {
                pk: {code: one.entries[code][0] for code in codes if code in one.entries} for pk, one in known.items()
            }
    return found


def _seen(found: Reach, sheets: list[Scheme], belonging: Mapping[str, list[Unit]], period: Period) -> dict[int, bool]:
    """The units whose places the viewer sees, and whether their facts are open to him."""
    if found.everything or found.summary:
        return {unit.pk: True for units in belonging.values() for unit in units}
    own = found.unit_ids | found.chain_unit_ids
    seen: dict[int, bool] = {}
    for one in sheets:
        units = belonging[one.group]
        is_member = any(unit.pk in own for unit in units)
        is_shared = is_member and is_public(one.code, one.group, period.code)
        seen |= {unit.pk: unit.pk in own for unit in units if is_shared or unit.pk in own}
    return seen
