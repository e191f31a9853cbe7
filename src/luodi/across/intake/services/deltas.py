"""What a ledger tells that the system does not know yet: only the difference becomes new facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine import CapitalEntry, RowRef
from luodi.across.intake.services.facts import capital_seed
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.money import format_wan
from luodi.base.core.text import compact
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.projects.rules import (
    SIDE_OF_EVENT,
    STAGE_OF_EVENT,
    Event,
    EventFact,
    LifeState,
    Precision,
    SideStatus,
    replay,
)
from luodi.domains.projects.services import CapitalSeed, EventSeed

_LOOSENESS: Final = {
    Precision.DAY: 0,
    Precision.MONTH: 31,
    Precision.QUARTER: 92,
    Precision.YEAR: 366,
    Precision.AS_OF: 100_000,
}
_REASON: Final = "按重报台账更正"
_NOTHING: Final = Decimal(0)


@dataclass(frozen=True)
class Shortfall:
    """A ledger that tells less money than is booked, in 万元; `waiting` is the part that nobody has recognised yet."""

    at: RowRef
    told: Decimal
    booked: Decimal
    waiting: Decimal

    @property
    def message(self) -> str:
        """What is said of it."""
        amounts = f"台账的到位资金 {format_wan(self.told)}，少于系统已登记的 {format_wan(self.booked)}"
        if self.waiting:
            return (
                f"{amounts}（其中待审核认定 {format_wan(self.waiting)}），没有改动；"
                "请先办完待审核认定的，仍要更正的再导入，或在项目页冲减"
            )
        return f"{amounts}，将按台账冲减 {format_wan(self.booked - self.told)}；台账不全的请不要导入这一行"


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
        for record in money.select_related("slip").order_by("pk"):
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
        if not stored.ever(seed.event) and not _is_behind(seed, stored):
            added.append(seed)
        return
    if seed.precision == Precision.AS_OF or present.occurred_on == seed.occurred_on:
        return
    if 0 <= (seed.occurred_on - present.occurred_on).days < _LOOSENESS[Precision(seed.precision)]:
        return
    revoke = EventSeed(Event.REVOKE, present.occurred_on, present.precision, reason=_REASON, reverses_id=present.pk)
    added.extend((revoke, seed))


def _is_behind(seed: EventSeed, stored: Stored) -> bool:
    """A stage without a day of its own tells nothing of a project that has been filed to be there or further."""
    return seed.precision == Precision.AS_OF and stored.life.stage >= STAGE_OF_EVENT[Event(seed.event)]


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


def new_capital(entries: Iterable[CapitalEntry], stored: Stored) -> tuple[list[CapitalSeed], list[Shortfall]]:
    """The money to add: per span the difference between what the ledger says and what is booked inside that span.

    Entries with a voucher number are compared by it. A ledger that tells less than is booked was written before the last
    records, or corrects them: people are told in either case, and while records wait nothing is taken off.
    """
    added: list[CapitalSeed] = []
    lacking: list[Shortfall] = []
    sums: dict[tuple[date, date], list[CapitalEntry]] = defaultdict(list)
    vouchers = {record.voucher_no for record in stored.capital if record.voucher_no}
    for entry in entries:
        if entry.question or entry.amount_in_yuan in {None, Decimal(0)}:
            continue
        if entry.voucher and compact(entry.voucher) in vouchers:
            continue
        sums[entry.span_from, entry.span_to].append(entry)
    for (first, last), group in sums.items():
        within = [record for record in stored.capital if _inside(record, first, last)]
        seeds, shortfall = _difference(group, within)
        added.extend(seeds)
        if shortfall is not None:
            lacking.append(shortfall)
    return added, lacking


def _inside(record: CapitalRecord, first: date, last: date) -> bool:
    return first <= record.span_from and record.span_to <= last


def _difference(
    group: list[CapitalEntry], within: Sequence[CapitalRecord]
) -> tuple[list[CapitalSeed], Shortfall | None]:
    seeds = [capital_seed(entry, entry.amount_in_yuan) for entry in group]
    booked = sum((record.amount_in_wan for record in within), _NOTHING)
    waiting = sum((record.amount_in_wan for record in within if record.slip.state in WAITING), _NOTHING)
    if booked == 0 and not waiting:
        return seeds, None
    told = sum((seed.amount_in_wan for seed in seeds), _NOTHING)
    if told in (booked, booked - waiting):
        return [], None
    if told > booked:
        return [capital_seed(group[0], (told - booked) * 10000, _REASON)], None
    shortfall = Shortfall(RowRef(group[0].sheet, group[0].row), told, booked, waiting)
    return [] if waiting else [capital_seed(group[0], (told - booked) * 10000, _REASON)], shortfall
