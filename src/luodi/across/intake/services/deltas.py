"""What a ledger tells that the system does not know yet: only the difference becomes new facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine import CapitalEntry
from luodi.across.intake.services.facts import capital_seed
from luodi.base.approvals.rules import SlipState
from luodi.base.core.text import compact
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.projects.rules import SIDE_OF_EVENT, Event, EventFact, LifeState, Precision, SideStatus, replay
from luodi.domains.projects.services import CapitalSeed, EventSeed

_LOOSENESS: Final = {
    Precision.DAY: 0,
    Precision.MONTH: 31,
    Precision.QUARTER: 92,
    Precision.YEAR: 366,
    Precision.AS_OF: 100_000,
}
_REASON: Final = "按重报台账更正"


@dataclass
class Stored:
    """What stands in the ledger for one project, returned slips left out."""

    events: list[StageEvent] = field(default_factory=list)
    capital: list[CapitalRecord] = field(default_factory=list)

    @property
    def life(self) -> LifeState:
        """The state as filed."""
        return replay(EventFact(row.pk, row.event, row.occurred_on, row.reverses_id) for row in self.events)

    def live(self, event: str) -> StageEvent | None:
        """The latest event of the kind that nothing has taken out."""
        gone = {row.reverses_id for row in self.events}
        rows = [row for row in self.events if row.event == event and row.pk not in gone]
        return rows[-1] if rows else None

    def ever(self, event: str) -> bool:
        """True when such an event was filed, also when it has been taken out since."""
        return any(row.event == event for row in self.events)


def stored_facts(project_ids: Sequence[int]) -> dict[int, Stored]:
    """The facts of many projects in two queries per thousand."""
    found: dict[int, Stored] = defaultdict(Stored)
    for start in range(0, len(project_ids), 1000):
        part = project_ids[start : start + 1000]
        for event in (
            StageEvent.objects.filter(project_id__in=part).exclude(slip__state=SlipState.RETURNED).order_by("pk")
        ):
            found[event.project_id].events.append(event)
        money = CapitalRecord.objects.filter(project_id__in=part).exclude(slip__state=SlipState.RETURNED)
        for record in money.order_by("pk"):
            found[record.project_id].capital.append(record)
    return found


def new_events(seeds: Sequence[EventSeed], stored: Stored) -> tuple[list[EventSeed], list[str]]:
    """The events to add (a changed day: the old one reversed and the new one entered), and remarks for a person."""
    added: list[EventSeed] = []
    remarks: list[str] = []
    for seed in seeds:
        if seed.event in SIDE_OF_EVENT:
            _compare_side(seed, stored, added, remarks)
        else:
            _compare_stage(seed, stored, added)
    return added, remarks


def _compare_stage(seed: EventSeed, stored: Stored, added: list[EventSeed]) -> None:
    present = stored.live(seed.event)
    if present is None:
        if not stored.ever(seed.event):
            added.append(seed)
        return
    if seed.precision == Precision.AS_OF or present.occurred_on == seed.occurred_on:
        return
    if 0 <= (seed.occurred_on - present.occurred_on).days < _LOOSENESS[Precision(seed.precision)]:
        return
    revoke = EventSeed(Event.REVOKE, present.occurred_on, present.precision, reason=_REASON, reverses_id=present.pk)
    added.extend((revoke, seed))


def _compare_side(seed: EventSeed, stored: Stored, added: list[EventSeed], remarks: list[str]) -> None:
    current = stored.life.side_status
    told = SIDE_OF_EVENT[Event(seed.event)]
    if told == current:
        return
    if current in {SideStatus.TERMINATED, SideStatus.REPLACED, SideStatus.MERGED}:
        remarks.append(f"系统中该项目已{current.label}，台账写“{told.label}”，未改动，请核对")
        return
    if seed.event == Event.RETURN:
        target = stored.live(Event.START) or stored.live(Event.SIGN)
        added.append(
            EventSeed(
                seed.event,
                seed.occurred_on,
                seed.precision,
                reason=seed.reason,
                reverses_id=target.pk if target else None,
            )
        )
        return
    added.append(seed)


def new_capital(entries: Iterable[CapitalEntry], stored: Stored) -> list[CapitalSeed]:
    """The money to add: per span the difference between what the ledger says and what is booked inside that span.

    Entries with a voucher number are compared by it. A negative difference is a 冲减 with its reason.
    """
    added: list[CapitalSeed] = []
    sums: dict[tuple[date, date], list[CapitalEntry]] = defaultdict(list)
    vouchers = {record.voucher_no for record in stored.capital if record.voucher_no}
    for entry in entries:
        if entry.question or entry.amount_in_yuan in {None, Decimal(0)}:
            continue
        if entry.voucher and compact(entry.voucher) in vouchers:
            continue
        sums[entry.span_from, entry.span_to].append(entry)
    for (first, last), group in sums.items():
        booked = sum((record.amount_in_wan for record in stored.capital if _inside(record, first, last)), Decimal(0))
        added.extend(_difference(group, booked))
    return added


def _inside(record: CapitalRecord, first: date, last: date) -> bool:
    return first <= record.span_from and record.span_to <= last


def _difference(group: list[CapitalEntry], booked: Decimal) -> list[CapitalSeed]:
    seeds = [capital_seed(entry, entry.amount_in_yuan) for entry in group]
    if booked == 0:
        return seeds
    told = sum((seed.amount_in_wan for seed in seeds), Decimal(0))
    if told == booked:
        return []
    return [capital_seed(group[0], (told - booked) * 10000, _REASON)]
