"""The state of a project's log, computed as a person would with pencil and paper; shares no code with the product."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

STAGES = {
    "LEAD": "ST10",
    "TALK": "ST20",
    "CLEAR": "ST25",
    "FRAMEWORK": "ST30",
    "SIGN": "ST40",
    "PREPARE": "ST45",
    "LAND": "ST50",
    "START": "ST60",
    "COMPLETE": "ST70",
    "PRODUCE": "ST80",
    "FULL": "ST90",
}
SIDES = {
    "HOLD": "ON_HOLD",
    "SUSPEND": "SUSPENDED",
    "RESUME": "NORMAL",
    "TERMINATE": "TERMINATED",
    "RETURN": "RETURNED",
    "REPLACE": "REPLACED",
    "LOSE": "LOST",
    "TRANSFER": "TRANSFERRED",
    "MERGE": "MERGED",
}


class Told(Protocol):
    """What a fact must tell."""

    @property
    def id(self) -> int: ...
    @property
    def event(self) -> str: ...
    @property
    def occurred_on(self) -> date: ...
    @property
    def reverses_id(self) -> int | None: ...


def stands(fact: Told, facts: list[Told]) -> bool:
    """A fact stands unless something that itself stands reverses it."""
    return not any(other.reverses_id == fact.id and stands(other, facts) for other in facts)


def naive_state(log: Iterable[Told], on: date | None = None) -> tuple[str, str, date | None, dict[str, date]]:
    """Stage, side status, its first day, and the day of each stage event at the end of a day."""
    facts = [fact for fact in log if on is None or fact.occurred_on <= on]
    standing = sorted((fact for fact in facts if stands(fact, facts)), key=lambda fact: (fact.occurred_on, fact.id))
    days: dict[str, date] = {}
    side, since, asked_again = "NORMAL", None, ""
    for fact in standing:
        if fact.event in STAGES and fact.event not in days:
            days[fact.event] = fact.occurred_on
        if fact.event in SIDES:
            side, since = SIDES[fact.event], fact.occurred_on
            asked_again = next((other.event for other in facts if other.id == fact.reverses_id), "")
        elif side == "RETURNED" and fact.event == asked_again:
            side = "NORMAL"
    merged = [fact.occurred_on for fact in standing if fact.event == "MERGE"]
    if merged:
        side, since = "MERGED", min(merged)
    stage = max((STAGES[event] for event in days), default="ST10")
    return stage, side, None if side == "NORMAL" else since, days
