"""What a merger would do: which facts move, which would double, which stay behind, and what forbids it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.models import CapitalRecord, CarriedFact, Project, StageEvent
from luodi.domains.projects.rules import (
    CEILING,
    ORDERED_EVENTS,
    Event,
    require_event_in_order,
    void_ids,
)
from luodi.domains.projects.rules.sides import require_going_on
from luodi.domains.projects.selectors.ledger import recognised_facts, recognised_states, taken_back


class Fate(StrEnum):
    """What becomes of a fact of the merged project."""

    MOVES = "moves"
    DOUBLES = "doubles"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One fact of the project that is merged. `amount_in_wan` is what is left of it after reversals (万元 CNY)."""

    fact: StageEvent | CapitalRecord
    fate: Fate
    title: str
    day: date
    amount_in_wan: Decimal | None
    why: str


@dataclass(frozen=True)
class MergePlan:
    """A merger before it is filed. `since` is the day from which the merged project counts no more: its first fact."""

    loser: Project
    survivor: Project
    since: date
    events: tuple[MergeLine, ...]
    records: tuple[MergeLine, ...]
    conflicts: tuple[str, ...]

    def moving(self) -> tuple[MergeLine, ...]:
        """The facts that the surviving project takes over."""
        return tuple(line for line in (*self.events, *self.records) if line.fate is Fate.MOVES)


def merge_plan(loser: Project, survivor: Project, *, left_behind: Collection[int] = ()) -> MergePlan:
    """The facts of `loser`, each with its fate. `left_behind`: capital records that a person knows to be doubles."""
    events, records = _events(loser, survivor), _records(loser, survivor, left_behind)
    first_days = [line.day for line in (*events, *records)]
    since = min(first_days, default=timezone.localdate(loser.created_at))
    return MergePlan(loser, survivor, since, events, records, tuple(_conflicts(loser, survivor, events, records)))


def _standing_events(project: Project) -> list[StageEvent]:
    facts = recognised_facts([project.pk])[project.pk]
    void = void_ids(facts)
    wanted = [fact.id for fact in facts if fact.id not in void and fact.event != Event.REVOKE]
    return list(
        StageEvent.objects.filter(pk__in=wanted).prefetch_related("evidence_rows").order_by("occurred_on", "pk")
    )


def _events(loser: Project, survivor: Project) -> tuple[MergeLine, ...]:
    known = {event.event for event in _standing_events(survivor)}
    lines = []
    for event in _standing_events(loser):
        fate, why = Fate.MOVES, "并入保留的项目"
        if event.event not in ORDERED_EVENTS:
            fate, why = Fate.STAYS, "状态事件只说明被合并的项目，不带走"
        elif event.event in known:
            fate, why = Fate.DOUBLES, "保留的项目已有同一阶段，不重复计"
        known.add(event.event)
        lines.append(MergeLine(event, fate, event.get_event_display(), event.occurred_on, event.amount_in_wan, why))
    return tuple(lines)


def _left(records: Iterable[CapitalRecord]) -> dict[int, Decimal]:
    rows = list(records)
    gone = taken_back(Q(reverses__in=[row.pk for row in rows], slip__state=SlipState.RECOGNISED))
    return {row.pk: row.amount_in_wan + gone.get(row.pk, Decimal(0)) for row in rows}


def _standing_records(project: Project) -> list[tuple[CapitalRecord, Decimal]]:
    rows = CapitalRecord.objects.filter(project=project, slip__state=SlipState.RECOGNISED, reverses=None)
    found = list(rows.prefetch_related("evidence_rows__attachment").order_by("arrived_on", "pk"))
    left = _left(found)
    return [(row, left[row.pk]) for row in found if left[row.pk] > 0]


def _records(loser: Project, survivor: Project, left_behind: Collection[int]) -> tuple[MergeLine, ...]:
    theirs = [row for row, _ in _standing_records(survivor)]
    vouchers = {row.voucher_no for row in theirs} - {""}
    papers = {link.attachment.sha256 for row in theirs for link in row.evidence_rows.all()}
    payments = {(row.arrived_on, row.amount_in_wan, row.origin) for row in theirs}
    lines = []
    for row, amount in _standing_records(loser):
        fate, why = Fate.MOVES, "并入保留的项目"
        if row.voucher_no in vouchers or papers & {link.attachment.sha256 for link in row.evidence_rows.all()}:
            fate, why = Fate.DOUBLES, "凭证或材料与保留项目的一笔相同，不重复计"
        elif (row.arrived_on, row.amount_in_wan, row.origin) in payments:
            fate, why = Fate.DOUBLES, "日期、金额、来源与保留项目的一笔相同，不重复计"
        elif row.pk in left_behind:
            fate, why = Fate.DOUBLES, "经办人认定为重复，不带入"
        lines.append(MergeLine(row, fate, row.get_origin_display(), row.arrived_on, amount, why))
    return tuple(lines)


def _conflicts(
    loser: Project, survivor: Project, events: Iterable[MergeLine], records: Iterable[MergeLine]
) -> Iterable[str]:
    """Why the merger cannot be filed as things stand, each with what to do."""
    for check in (_pair_fault, _waiting_fault):
        fault = check(loser, survivor)
        if fault:
            yield fault
    state = recognised_states([survivor.pk])[survivor.pk]
    days, contract = dict(state.life.days), state.contract_in_wan
    for line in events:
        fact = line.fact
        if line.fate is Fate.MOVES and isinstance(fact, StageEvent):
            try:
                require_event_in_order(fact.event, fact.occurred_on, days, today=fact.occurred_on)
            except BusinessError as error:
                yield f"{error.message}请先更正其中一个项目的日期，再合并。"
            days[fact.event] = fact.occurred_on
            contract = fact.amount_in_wan if fact.event == Event.SIGN else contract
    moving = [line for line in records if line.fate is Fate.MOVES]
    yield from _money_faults(moving, days.get(Event.SIGN), contract, state.capital_in_wan)


def _pair_fault(loser: Project, survivor: Project) -> str:
    if loser.pk == survivor.pk:
        return "不能把项目合并到它自己，请选另一个项目保留。"
    try:
        require_going_on(survivor.side_status)
    except BusinessError as error:
        return error.message
    return ""


def _waiting_fault(loser: Project, survivor: Project) -> str:
    waiting = StageEvent.objects.filter(project=loser, slip__state__in=WAITING).count()
    waiting += CapitalRecord.objects.filter(project=loser, slip__state__in=WAITING).count()
    return f"被合并的项目还有 {waiting} 件待审核、待认定，请先办完。" if waiting else ""


def _money_faults(
    moving: list[MergeLine], signed_on: date | None, contract: Decimal | None, already: Decimal
) -> Iterable[str]:
    if not moving:
        return
    if signed_on is None:
        yield "两个项目都没有已认定的签约，到位资金无处并入；请先办理签约认定。"
    elif min(line.day for line in moving) < signed_on:
        yield f"被合并项目有早于签约日 {signed_on} 的到位资金，请先冲减或更正签约日。"
    total = already + sum((line.amount_in_wan or Decimal(0) for line in moving), Decimal(0))
    if contract is not None and total > contract * CEILING:
        yield f"并入后累计到位 {total:.2f} 万元，超过合同额 {contract:.2f} 万元的 110%。请勾出重复的资金，或先办理增资扩产。"


def carried_facts(merge: StageEvent) -> list[CarriedFact]:
    """What a merger carried over, events first."""
    rows = CarriedFact.objects.filter(merge=merge).select_related("event_to__project", "record_to__project")
    return sorted(rows, key=lambda row: (row.event_to_id is None, row.pk))
