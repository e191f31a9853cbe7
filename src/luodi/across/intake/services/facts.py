"""A draft's words as seeds of facts: which events happened when, and which money arrived."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine import CapitalEntry, DateValue, ProjectDraft, Says
from luodi.domains.projects.rules import (
    EVENT_OF_STAGE,
    ORDERED_EVENTS,
    CapitalOrigin,
    Event,
    Precision,
    SideStatus,
    Stage,
)
from luodi.domains.projects.services import CapitalSeed, EventSeed

Rates = Callable[[str, date], Decimal | None]
_WAN: Final = Decimal(10000)
_FOUR: Final = Decimal("0.0001")
_PRECISIONS: Final = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "ambiguous": Precision.MONTH,
}
_SIDE_EVENTS: Final = {
    SideStatus.ON_HOLD: Event.HOLD,
    SideStatus.SUSPENDED: Event.SUSPEND,
    SideStatus.TERMINATED: Event.TERMINATE,
    SideStatus.RETURNED: Event.RETURN,
    SideStatus.REPLACED: Event.REPLACE,
    SideStatus.LOST: Event.LOSE,
    SideStatus.TRANSFERRED: Event.TRANSFER,
    SideStatus.MERGED: Event.MERGE,
}
_FORMAL: Final = "正式"


def to_wan(yuan: Decimal | None) -> Decimal | None:
    """元 to 万元 with four decimals."""
    return None if yuan is None else (yuan / _WAN).quantize(_FOUR)


def total_in_wan(draft: ProjectDraft) -> Decimal | None:
    """The total investment that may be used: None while a warning doubts it (万元 of its currency)."""
    stated = draft.says.total_investment
    return None if stated is None or stated <= 0 or draft.is_in_question("total_investment") else to_wan(stated)


def contract_in_wan(draft: ProjectDraft) -> tuple[Decimal | None, str]:
    """What was signed for, in 万元 of its currency: the ledger's own 合同额, without one the total investment."""
    says = draft.says
    if says.contract_amount is None:
        return total_in_wan(draft), says.currency
    return None if draft.is_in_question("contract_amount") else to_wan(says.contract_amount), says.contract_currency


def event_seeds(draft: ProjectDraft, *, as_of: date, rates: Rates) -> list[EventSeed]:
    """The events that a draft tells, in the order of the life cycle, then its side status.

    A stage without a date of its own counts from `as_of` (contract, rulings).
    """
    says = draft.says
    seeds = [_stage_seed(draft, event, day, rates) for event, day in _dated_events(says).items()]
    reached = EVENT_OF_STAGE.get(Stage(says.stage)) if says.stage else None
    if reached is not None and reached not in {seed.event for seed in seeds}:
        seeds.append(_stage_seed(draft, reached, None, rates, as_of=as_of))
    seeds.sort(key=lambda seed: ORDERED_EVENTS.index(Event(seed.event)))
    _add_revoked(seeds, says)
    _add_side(seeds, says, as_of)
    return seeds


def _dated_events(says: Says) -> dict[Event, DateValue]:
    is_formal = says.contract_level in {"", _FORMAL} or says.stage >= Stage.SIGNED
    days = {
        Event.TALK: says.first_talk_on,
        Event.FRAMEWORK: says.agreement_on or (None if is_formal else says.signed_on),
        Event.SIGN: says.signed_on if is_formal else None,
        Event.PREPARE: says.prepared_on,
        Event.LAND: says.landed_on,
        Event.START: says.started_on,
        Event.COMPLETE: says.completed_on,
        Event.PRODUCE: says.produced_on,
        Event.FULL: says.full_capacity_on,
    }
    return {event: day for event, day in days.items() if day is not None}


def _stage_seed(
    draft: ProjectDraft, event: Event, day: DateValue | None, rates: Rates, *, as_of: date | None = None
) -> EventSeed:
    occurred_on = day.day if day is not None else as_of
    if occurred_on is None:
        raise ValueError("an event needs a day of its own or the ledger's day")
    precision = _PRECISIONS[day.precision] if day is not None else Precision.AS_OF
    if event not in {Event.SIGN, Event.FRAMEWORK}:
        return EventSeed(event, occurred_on, precision)
    total, currency = contract_in_wan(draft)
    rate = Decimal(1) if currency == "CNY" else rates(currency, occurred_on)
    in_cny = None if total is None or rate is None else (total * rate).quantize(_FOUR)
    original = None if currency == "CNY" else total
    return EventSeed(event, occurred_on, precision, in_cny, currency, original)


def _add_revoked(seeds: list[EventSeed], says: Says) -> None:
    """The event that a 退回 took back is entered too, so that its history stays."""
    if says.revoked is None or says.revoked.was is None:
        return
    event = EVENT_OF_STAGE.get(Stage(says.revoked.event)) if says.revoked.event in Stage.values else None
    event = event or (Event(says.revoked.event) if says.revoked.event in Event.values else None)
    if event is not None and event not in {seed.event for seed in seeds}:
        seeds.append(EventSeed(event, says.revoked.was.day, _PRECISIONS[says.revoked.was.precision]))


def _add_side(seeds: list[EventSeed], says: Says, as_of: date) -> None:
    event = _SIDE_EVENTS.get(SideStatus(says.side_status))
    if event is None:
        if says.resumed_on is not None:
            seeds.append(EventSeed(Event.RESUME, says.resumed_on.day, _PRECISIONS[says.resumed_on.precision]))
        return
    since = says.side_since
    day = since.day if since is not None else max([as_of, *(seed.occurred_on for seed in seeds)])
    precision = _PRECISIONS[since.precision] if since is not None else Precision.AS_OF
    reason = says.reason or (f"由“{says.replaced_by}”置换" if says.replaced_by else "")
    place = _returned_place(seeds) if event == Event.RETURN else None
    seeds.append(EventSeed(event, day, precision, reason=reason, reverses_place=place))


def _returned_place(seeds: list[EventSeed]) -> int | None:
    """What 退回 takes out: the latest start, or the signing when there is none."""
    places = {seed.event: place for place, seed in enumerate(seeds)}
    return places.get(Event.START, places.get(Event.SIGN))


def capital_seeds(entries: Iterable[CapitalEntry]) -> list[CapitalSeed]:
    """The countable money of a draft; entries that a warning doubts, or without a rate, are left out."""
    return [
        capital_seed(entry, entry.amount_in_yuan)
        for entry in entries
        if not entry.question and entry.amount_in_yuan not in {None, Decimal(0)}
    ]


def capital_seed(entry: CapitalEntry, yuan: Decimal | None, reason: str = "") -> CapitalSeed:
    """One entry with the amount to book. A day or a month is a point (the month's last day); anything longer is a span."""
    arrived = entry.arrived_on
    precision = _PRECISIONS[arrived.precision] if arrived is not None else _span_precision(entry)
    is_point = precision in {Precision.DAY, Precision.MONTH}
    return CapitalSeed(
        arrived_on=entry.span_to,
        span_from=entry.span_to if is_point else entry.span_from,
        span_to=entry.span_to,
        amount_in_wan=to_wan(yuan) or Decimal(0),
        precision=precision,
        currency=entry.currency,
        amount_in_currency_wan=None if entry.currency == "CNY" else to_wan(entry.amount_in_currency),
        rate=None if entry.currency == "CNY" else entry.rate,
        origin=entry.origin or CapitalOrigin.OUTSIDE,
        voucher_no=entry.voucher,
        reason=reason or entry.remark,
    )


def _span_precision(entry: CapitalEntry) -> Precision:
    days = (entry.span_to - entry.span_from).days + 1
    for most, precision in ((1, Precision.DAY), (31, Precision.MONTH), (92, Precision.QUARTER)):
        if days <= most:
            return precision
    return Precision.YEAR
