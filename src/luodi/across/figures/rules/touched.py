"""Which figures a fact or an attribute touches, read off the catalogue."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from luodi.across.figures.rules.catalogue import CATALOGUE
from luodi.across.figures.rules.conditions import (
    TASK_PLACES,
    CapacityDue,
    Condition,
    Flag,
    Happened,
    InOrder,
    Is,
    Known,
    Not,
    ShouldBeActive,
    SideIn,
    StageIn,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Amount, Capital, Measure, Money
from luodi.domains.projects.rules import SIDE_OF_EVENT, STAGE_OF_EVENT, CapitalOrigin, Event

EVERYTHING: Final = "全部"
"""Where the whole project moves in, out or to another unit."""

_FLAGS: Final = {
    "chain_id": (Flag.CHAIN,),
    "sector_code": (Flag.MANUFACTURING, Flag.INDUSTRY),
    "is_foreign": (Flag.FOREIGN,),
    "investor_id": (Flag.HONOUR,),
    "parent_id": (Flag.CHILD,),
}


_PLACING: Final = frozenset({Event.SIGN, Event.RETURN, Event.REPLACE})
_RESTS_ON: Final[dict[type[Condition], frozenset[Event]]] = {
    ShouldBeActive: frozenset({Event.SIGN, Event.START, Event.COMPLETE, Event.PRODUCE, *SIDE_OF_EVENT}),
    CapacityDue: frozenset({Event.PRODUCE}),
}
_RANKS: Final = {event: int(stage.value.removeprefix("ST")) for event, stage in STAGE_OF_EVENT.items()}


@cache
def by_event(event: str) -> tuple[str, ...]:
    """Codes of the figures that count such an event."""
    if event in {Event.REVOKE, Event.MERGE}:
        return (EVERYTHING,)
    return _codes(figure for figure in CATALOGUE if any(_tells_of(measure, event) for measure in _measures(figure)))


@cache
def by_capital(origin: str) -> tuple[str, ...]:
    """Codes of the figures that sum capital of such an origin."""
    asked = CapitalOrigin(origin)
    return _codes(
        figure
        for figure in CATALOGUE
        if any(isinstance(measure, Capital) and asked in measure.origins for measure in _measures(figure))
    )


@cache
def by_attribute(column: str) -> tuple[str, ...]:
    """Codes of the figures that read a column of the project."""
    if column == "total_investment_in_wan":
        return _codes(
            figure
            for figure in CATALOGUE
            if any(isinstance(one, Amount) and one.of is Money.INVESTMENT for one in _measures(figure))
        )
    flags = _FLAGS.get(column)
    if flags is None:
        return (EVERYTHING,)
    return _codes(
        figure
        for figure in CATALOGUE
        if any(
            isinstance(condition, Is) and condition.flag in flags
            for measure in _measures(figure)
            for condition in measure.where
        )
    )


def _measures(figure: Figure) -> tuple[Measure, ...]:
    return figure.numerator if figure.denominator is None else (*figure.numerator, figure.denominator)


def _codes(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.base_code for figure in figures))


def _tells_of(measure: Measure, event: str) -> bool:
    return any(_speaks_of(condition, event) for condition in measure.where)


def _speaks_of(condition: Condition, event: str) -> bool:
    day = f"{event.lower()}_day"
    if isinstance(condition, Not):
        return _speaks_of(condition.condition, event)
    if isinstance(condition, Happened | Known):
        is_place = condition.moment in TASK_PLACES and event in _PLACING
        return is_place or condition.moment.value == day
    if isinstance(condition, InOrder):
        return day in {condition.first.value, condition.second.value}
    if isinstance(condition, StageIn):
        return event in _RANKS and condition.low <= _RANKS[Event(event)] <= _next_rank(condition.high)
    if isinstance(condition, SideIn):
        side = SIDE_OF_EVENT.get(Event(event))
        return side is not None and side in condition.sides
    return event in _RESTS_ON.get(type(condition), frozenset())


def _next_rank(high: int) -> int:
    """The first stage above: reaching it leaves the span."""
    return min((rank for rank in _RANKS.values() if rank > high), default=high)
