"""What many slips hold, for the list of those who judge them and for the question before they act on all at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.projects.rules import Event
from luodi.domains.projects.selectors.ledger import SlipFacts

_LEDGER = (SlipKind.EVENT, SlipKind.CAPITAL, SlipKind.TAKEOVER)
"""Kinds of slips that hold events and money; the documents of the others stand elsewhere."""


@dataclass(frozen=True, slots=True)
class EventCount:
    """How many events of one kind, what their amounts come to (万元 CNY), and of how many the amount is not known.

    Events that carry no amount by their nature have None for both.
    """

    event: str
    count: int
    amount_in_wan: Decimal | None
    unknown: int | None


@dataclass(frozen=True, slots=True)
class SlipsHeld:
    """The facts of slips counted: events by kind, arrivals and their sum (万元 CNY, net of 冲减), slips without a document."""

    events: tuple[EventCount, ...]
    capital_count: int
    capital_in_wan: Decimal
    without_evidence: int


def facts_of_slips(slips: Iterable[Slip]) -> dict[int, SlipFacts]:
    """The events and capital records of each slip that has some, with their documents, in the order of filing."""
    keys = [slip.pk for slip in slips if slip.kind in _LEDGER]
    found: dict[int, SlipFacts] = defaultdict(lambda: SlipFacts([], []))
    for event in StageEvent.objects.filter(slip__in=keys).prefetch_related("evidence").order_by("pk"):
        found[event.slip_id].events.append(event)
    for record in CapitalRecord.objects.filter(slip__in=keys).prefetch_related("evidence").order_by("pk"):
        found[record.slip_id].capital.append(record)
    return dict(found)


def held_by(slips: Collection[Slip]) -> SlipsHeld:
    """What these slips hold together."""
    facts = facts_of_slips(slips)
    by_event: dict[str, list[StageEvent]] = defaultdict(list)
    for one in facts.values():
        for event in one.events:
            by_event[event.event].append(event)
    money = [record for one in facts.values() for record in one.capital]
    return SlipsHeld(
        tuple(_counted(event, by_event[event]) for event in Event.values if event in by_event),
        len(money),
        sum((record.amount_in_wan for record in money), Decimal(0)),
        sum(1 for one in facts.values() if not _has_documents(one)),
    )


def _has_documents(one: SlipFacts) -> bool:
    rows: list[StageEvent | CapitalRecord] = [*one.events, *one.capital]
    return any(row.evidence.all() for row in rows)


def _counted(event: str, rows: list[StageEvent]) -> EventCount:
    known = [row.amount_in_wan for row in rows if row.amount_in_wan is not None]
    if event not in {Event.SIGN, Event.FRAMEWORK} and not known:
        return EventCount(event, len(rows), None, None)
    return EventCount(event, len(rows), sum(known, Decimal(0)), len(rows) - len(known))
