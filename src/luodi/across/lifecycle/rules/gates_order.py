"""Which stage must stand before which: none is skipped but ST30, ST45 and ST70, and what a track leaves out (TR01–TR10)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules import Event

PRECEDED_BY: Final[Mapping[str, tuple[Event, ...]]] = {
    Event.TALK: (Event.LEAD,),
    Event.CLEAR: (Event.TALK,),
    Event.FRAMEWORK: (Event.TALK,),
    Event.SIGN: (Event.CLEAR, Event.FRAMEWORK),
    Event.PREPARE: (Event.SIGN,),
    Event.LAND: (Event.SIGN,),
    Event.START: (Event.LAND,),
    Event.COMPLETE: (Event.START,),
    Event.PRODUCE: (Event.START,),
    Event.FULL: (Event.PRODUCE,),
}
"""Event → one of the events that must stand before it."""
_WAY: Final = (
    Event.LEAD,
    Event.TALK,
    Event.CLEAR,
    Event.SIGN,
    Event.LAND,
    Event.START,
    Event.COMPLETE,
    Event.PRODUCE,
    Event.FULL,
)
"""The way from lead to full output without the two stages that are only met on it."""
GATED: Final = (Event.LEAD, *(Event(event) for event in PRECEDED_BY))
"""The events that have gates, in order."""


def required_before(event: str, unused: Collection[str]) -> tuple[Event, ...]:
    """The events of which one must stand before; stages that the track leaves out are stepped over."""
    wanted = PRECEDED_BY.get(event, ())
    stepped = [
        earlier for before in wanted for earlier in (required_before(before, unused) if before in unused else (before,))
    ]
    return tuple(dict.fromkeys(stepped))


def require_in_turn(
    event: str, days: Mapping[str, date], unused: Collection[str], *, kind_label: str, recognised: bool
) -> None:
    """Refuse a step that the track leaves out, or one whose stage before is not there (when `recognised`: not recognised).

    Errors: BusinessError `lifecycle.unused`, `lifecycle.skipped`.
    """
    fault = turn_fault(event, days, unused, kind_label=kind_label, recognised=recognised)
    if fault:
        raise BusinessError(fault, code="lifecycle.unused" if event in unused else "lifecycle.skipped")


def turn_fault(
    event: str, days: Mapping[str, date], unused: Collection[str], *, kind_label: str, recognised: bool
) -> str:
    """The sentence why the step is out of its turn; "" when it is in it."""
    label = Event(event).label
    if event in unused:
        return f"“{kind_label}”类项目没有“{label}”这一步，请填报下一步。"
    wanted = required_before(event, unused)
    if not wanted or any(before in days for before in wanted):
        return ""
    names = "或".join(f"“{before.label}”" for before in wanted)
    verb = "认定" if recognised else "填报"
    return f"不能越过阶段：请先{verb}{names}，再{verb}“{label}”。"


def next_event(days: Mapping[str, date], unused: Collection[str]) -> Event | None:
    """The step that comes next for a project with these events; None at the end of its track.

    From a framework agreement the contract comes next. What lies before the last step reached is not asked again.
    """
    if not any(event in days for event in (*_WAY, Event.FRAMEWORK)):
        return Event.LEAD
    reached = max((_WAY.index(event) for event in _WAY if event in days), default=0)
    if Event.FRAMEWORK in days and reached < _WAY.index(Event.SIGN):
        return Event.SIGN
    later = [event for event in _WAY[reached + 1 :] if event not in unused]
    return later[0] if later else None
