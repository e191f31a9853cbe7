"""The replay of a project's log: recognised events in, stage and side status out. The cached columns equal this."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from luodi.domains.projects.rules.events import ORDERED_EVENTS, SIDE_OF_EVENT, STAGE_OF_EVENT, Event, SideStatus, Stage


@dataclass(frozen=True, slots=True)
class EventFact:
    """One recognised event as the replay sees it; ids grow with time of filing."""

    id: int
    event: str
    occurred_on: date
    reverses_id: int | None = None


@dataclass(frozen=True)
class LifeState:
    """Where a project stands: stage, side status, and the day of each stage event in force with the number of the fact
    that proves it (the earliest of its kind).
    """

    stage: Stage = Stage.LEAD
    side_status: SideStatus = SideStatus.NORMAL
    days: dict[str, date] = field(default_factory=dict)
    side_since: date | None = None
    proofs: dict[str, int] = field(default_factory=dict)


def replay(facts: Iterable[EventFact], on: date | None = None) -> LifeState:
    """The state at the end of day `on` (None: after everything).

    A reversal takes its event out from the reversal's own day on; a reversal that was itself reversed does nothing.
    RETURN takes a recognition out and marks the project returned until the same event is recognised again. A merger is
    final whatever side event comes after it: who was merged never was a project of its own.
    """
    known = sorted((fact for fact in facts if on is None or fact.occurred_on <= on), key=lambda fact: fact.id)
    void = void_ids(known)
    live = [fact for fact in known if fact.id not in void]
    firsts: dict[str, EventFact] = {}
    for fact in sorted(live, key=_by_day):
        if fact.event in STAGE_OF_EVENT:
            firsts.setdefault(fact.event, fact)
    days = {event: fact.occurred_on for event, fact in firsts.items()}
    reached = [event for event in ORDERED_EVENTS if event in days]
    stage = STAGE_OF_EVENT[reached[-1]] if reached else Stage.LEAD
    side, since = _side(live, known)
    return LifeState(stage, side, days, since, {event: fact.id for event, fact in firsts.items()})


def _by_day(fact: EventFact) -> tuple[date, int]:
    return fact.occurred_on, fact.id


def void_ids(facts: Iterable[EventFact]) -> set[int]:
    """The events that a reversal in force takes out."""
    void: set[int] = set()
    for fact in sorted(
        (fact for fact in facts if fact.reverses_id is not None), key=lambda fact: fact.id, reverse=True
    ):
        if fact.id not in void and fact.reverses_id is not None:
            void.add(fact.reverses_id)
    return void


def _side(live: list[EventFact], known: list[EventFact]) -> tuple[SideStatus, date | None]:
    if not any(fact.event in SIDE_OF_EVENT for fact in live):
        return SideStatus.NORMAL, None
    names = {fact.id: fact.event for fact in known}
    side, since, returned = SideStatus.NORMAL, None, ""
    for fact in sorted(live, key=_by_day):
        if fact.event in SIDE_OF_EVENT:
            side, since = SIDE_OF_EVENT[Event(fact.event)], fact.occurred_on
            returned = names.get(fact.reverses_id or 0, "") if fact.event == Event.RETURN else ""
        elif side == SideStatus.RETURNED and fact.event == returned:
            side, since = SideStatus.NORMAL, fact.occurred_on
    merged = [fact for fact in live if fact.event == Event.MERGE]
    if merged:
        side, since = SideStatus.MERGED, min(fact.occurred_on for fact in merged)
    return side, since if side != SideStatus.NORMAL else None
