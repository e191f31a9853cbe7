"""What a project's facts may say: order of days, ceiling and time of capital, sound amounts (domain/04 §4.5.8, 11 §4.20)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.days import EARLIEST, require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules.events import ENDED, ORDERED_EVENTS, STAGES_OF_SIDE_EVENT, Event, SideStatus, Stage

CEILING: Final = Decimal("1.10")
MOST_IN_WAN: Final = Decimal(1_000_000_000)
_AFTER_SIGNING: Final = ORDERED_EVENTS[ORDERED_EVENTS.index(Event.PREPARE) :]
_PAUSED: Final = frozenset({SideStatus.ON_HOLD, SideStatus.SUSPENDED})
_RESUMABLE: Final = frozenset({SideStatus.ON_HOLD, SideStatus.SUSPENDED, SideStatus.TRANSFERRED})


def require_first(event: str, days: Mapping[str, date]) -> None:
    """Refuse a stage event of which one is in force already."""
    if event in days:
        raise BusinessError(
            f"该项目已填报过“{Event(event).label}”（{days[event]}）。如有错误，请先撤销原记录。", code="events.twice"
        )


def require_event_in_order(event: str, occurred_on: date, days: Mapping[str, date], *, today: date) -> None:
    """Refuse a day before 1978-12-18 or in the future, a stage before the signing, or a day that breaks 签约≤落地≤开工≤竣工≤投产≤达产."""
    label = Event(event).label
    _require_possible_day(label, occurred_on, today)
    if event not in ORDERED_EVENTS:
        return
    signed = days.get(Event.SIGN)
    if event in _AFTER_SIGNING and signed is None:
        raise BusinessError(f"该项目还没有正式签约，不能填报“{label}”。请先填报签约。", code="events.unsigned")
    if event in _AFTER_SIGNING and signed is not None and occurred_on < signed:
        raise BusinessError(f"{label}日期 {occurred_on} 早于签约日 {signed}，请核对。", code="events.before_signing")
    position = ORDERED_EVENTS.index(Event(event))
    for other in ORDERED_EVENTS:
        day = days.get(other)
        if day is None or other in {Event.LEAD, Event.CLEAR, event}:
            continue
        earlier = ORDERED_EVENTS.index(other) < position
        if (earlier and day > occurred_on) or (not earlier and day < occurred_on):
            relation = "早于" if earlier else "晚于"
            raise BusinessError(
                f"{label}日期 {occurred_on} {relation}{other.label}日期 {day}，先后顺序不对，请核对。",
                code="events.order",
            )


def _require_possible_day(label: str, occurred_on: date, today: date) -> None:
    if occurred_on < EARLIEST:
        raise BusinessError(f"{label}日期 {occurred_on} 早于 {EARLIEST}，请核对年份。", code="events.too_early")
    if occurred_on > today:
        raise BusinessError(f"{label}日期 {occurred_on} 在将来，请填写实际发生日。", code="events.future")


def require_side_allowed(event: str, *, stage: str, side_status: str) -> None:
    """Refuse a side event from a stage that does not allow it, and a resumption of what is neither held nor suspended.

    `stage` and `side_status` are those on the event's day (domain/04 §4.3, side statuses, "Allowed from").
    """
    allowed = STAGES_OF_SIDE_EVENT.get(Event(event))
    if event == Event.SUSPEND and stage < Stage.STARTED:
        raise BusinessError("项目还没有开工，不能办理停建；暂缓推进请办理搁置。", code="events.suspend")
    if allowed is not None and stage not in allowed:
        raise BusinessError(
            f"项目当日处于“{Stage(stage).label}”阶段，不能办理“{Event(event).label}”"
            f"（适用于{'至'.join(dict.fromkeys((allowed[0].label, allowed[-1].label)))}阶段）。",
            code="events.stage",
        )
    if event == Event.RESUME and side_status not in _RESUMABLE:
        raise BusinessError(f"项目当日{SideStatus(side_status).label}，没有可恢复的搁置或停建。", code="events.resume")


def has_ended(day: date, *, side_status: str, side_since: date | None) -> bool:
    """True when the project was over before the day; what happened until then may still be filed late."""
    return side_status in ENDED and (side_since is None or day > side_since)


def require_not_ended(event: str, occurred_on: date, *, side_status: str, side_since: date | None) -> None:
    """Refuse what is said to have happened after the project's end."""
    if has_ended(occurred_on, side_status=side_status, side_since=side_since):
        raise BusinessError(
            f"项目已于 {side_since} {SideStatus(side_status).label}，不能再填报此后的“{Event(event).label}”。"
            f"如{SideStatus(side_status).label}有误，请先撤销该事件。",
            code="events.ended",
        )


def require_capital_allowed(
    *,
    amount_in_wan: Decimal,
    already_in_wan: Decimal,
    contract_in_wan: Decimal | None,
    arrived_on: date,
    signed_on: date | None,
    side_status: str,
    side_since: date | None,
    today: date,
) -> None:
    """Refuse money before the signing, in the future, after the project's end, or above 110 % of the contract."""
    if amount_in_wan <= 0:
        raise BusinessError("到位金额应大于 0；要减少已认定的金额，请在原记录上办理冲减。", code="capital.negative")
    require_credible(amount_in_wan)
    if arrived_on > today:
        raise BusinessError(f"到位日期 {arrived_on} 在将来，请填写实际到账日。", code="capital.future")
    if has_ended(arrived_on, side_status=side_status, side_since=side_since):
        raise BusinessError(
            f"项目已于 {side_since} {SideStatus(side_status).label}，不能再填报此后的到位资金。",
            code="capital.after_termination",
        )
    _require_going_on(arrived_on, side_status=side_status, side_since=side_since)
    require_recognisable_capital(
        amount_in_wan=amount_in_wan,
        already_in_wan=already_in_wan,
        contract_in_wan=contract_in_wan,
        arrived_on=arrived_on,
        signed_on=signed_on,
    )


def _require_going_on(arrived_on: date, *, side_status: str, side_since: date | None) -> None:
    """While a project is held or suspended no money comes in (domain/04 §4.4)."""
    if side_status in _PAUSED and side_since is not None and arrived_on > side_since:
        raise BusinessError(
            f"项目自 {side_since} 起{SideStatus(side_status).label}，其后没有到位资金。如已恢复，请先填报复工（恢复）。",
            code="capital.paused",
        )


def require_recognisable_capital(
    *,
    amount_in_wan: Decimal,
    already_in_wan: Decimal,
    contract_in_wan: Decimal | None,
    arrived_on: date,
    signed_on: date | None,
) -> None:
    """Refuse money before the signing or above 110 % of the contract: asked when it is filed, and when it is recognised."""
    if signed_on is None:
        raise BusinessError(
            "该项目还没有正式签约，签约前的资金不计入到位。请先填报签约。", code="capital.before_signing"
        )
    if arrived_on < signed_on:
        raise BusinessError(
            f"到位日期 {arrived_on} 早于签约日 {signed_on}，签约前的资金不计入到位。", code="capital.before_signing"
        )
    if contract_in_wan is not None and already_in_wan + amount_in_wan > contract_in_wan * CEILING:
        raise BusinessError(
            f"累计到位 {already_in_wan + amount_in_wan:.2f} 万元，超过合同额 {contract_in_wan:.2f} 万元的 110%。"
            "如确有增资，请先办理增资扩产。",
            code="capital.over_ceiling",
        )


def require_sensible_plans(days: Mapping[str, date | None]) -> None:
    """Refuse planned days (label → day) outside 1978–2100: a slip of the hand that every list would then sort by."""
    for label, day in days.items():
        if day is not None:
            require_sensible_day(day, label=label)


def require_credible(amount_in_wan: Decimal) -> None:
    """Refuse an amount of ten trillion yuan and more: no project has it, and SQLite would not keep it exactly."""
    if abs(amount_in_wan) >= MOST_IN_WAN:
        raise BusinessError("金额超过 10 万亿元，请核对单位（万元）和数字。", code="money.too_large")


def require_sound_amounts(total_in_wan: Decimal | None, fixed_in_wan: Decimal | None) -> None:
    """Refuse negative or incredible amounts and fixed investment above the total."""
    for amount in (total_in_wan, fixed_in_wan):
        if amount is not None:
            require_credible(amount)
    if total_in_wan is not None and total_in_wan <= 0:
        raise BusinessError("总投资应大于 0（单位：万元）。", code="money.negative")
    if fixed_in_wan is not None and fixed_in_wan < 0:
        raise BusinessError("固定资产投资不能为负数。", code="money.negative")
    if total_in_wan is not None and fixed_in_wan is not None and fixed_in_wan > total_in_wan:
        raise BusinessError("固定资产投资大于总投资，请核对单位和数字。", code="money.fixed_above_total")
