"""Time limits of the three orders in working days (domain/07 §4.10 【默认】), extensions, and when the clock speaks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from luodi.base.core.errors import BusinessError
from luodi.base.core.workdays import WorkCalendar
from luodi.domains.supervision.rules.orders import OrderKind


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days for signing, plan and finish; calendar days of a complex matter. None: by decision."""

    sign: int
    plan: int
    finish: int | None
    complex_days: int | None


LIMITS: Final = {
    OrderKind.ASSIGN.value: Limits(1, 3, 7, 30),
    OrderKind.SUPERVISE.value: Limits(1, 2, 5, 15),
    OrderKind.ACCOUNT.value: Limits(1, 3, None, None),
}
CHECK_WORKDAYS: Final = 2
REMIND_WORKDAYS: Final = 1
ESCALATE_WORKDAYS: Final = 2
RECTIFY_DAYS: Final = 15
"""Rectification after an inspection is due in at most 15 calendar days (domain/07, 限期整改)."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when an order is signed, planned and finished."""

    sign_due_on: date
    plan_due_on: date
    due_on: date


def usual_due(kind: str, issued_on: date, calendar: WorkCalendar) -> date | None:
    """The day by which an ordinary matter is finished; None where a decision names it."""
    days = LIMITS[kind].finish
    return None if days is None else calendar.add_workdays(issued_on, days)


def deadlines(
    kind: str, issued_on: date, calendar: WorkCalendar, *, due_on: date | None, milestones: tuple[date, ...] = ()
) -> Deadlines:
    """The three days of an order issued on a day; `due_on` None takes the usual one.

    Later than usual is for complex matters only: milestones, and at most 30 (交办) or 15 (督办) calendar days.
    Errors: BusinessError `orders.due_missing`, `orders.due_past`, `orders.due_late`, `orders.milestones`.
    """
    limits, usual = LIMITS[kind], usual_due(kind, issued_on, calendar)
    due = due_on or usual
    if due is None:
        raise BusinessError("问责建议单的办理期限由决定载明，请填写办理期限。", code="orders.due_missing")
    sign = calendar.add_workdays(issued_on, limits.sign)
    if due < sign:
        raise BusinessError(f"办理期限 {due} 早于签收期限 {sign}，请改为 {sign} 或以后。", code="orders.due_past")
    if usual is not None and due > usual:
        _require_complex(limits, issued_on, due, milestones)
    if any(not issued_on < day <= due for day in milestones):
        raise BusinessError(f"节点日期应在下达日 {issued_on} 之后、办理期限 {due} 之前。", code="orders.milestones")
    return Deadlines(sign, min(calendar.add_workdays(issued_on, limits.plan), due), due)


def _require_complex(limits: Limits, issued_on: date, due: date, milestones: tuple[date, ...]) -> None:
    latest = issued_on + timedelta(days=limits.complex_days or 0)
    if due > latest:
        raise BusinessError(
            f"办理期限最长到 {latest}（自下达起 {limits.complex_days} 天）。请提前期限，或把事项拆开交办。",
            code="orders.due_late",
        )
    if not milestones:
        raise BusinessError(
            f"一般事项应在 {limits.finish} 个工作日内办结；复杂事项超过此限的，请列出办理节点和日期。",
            code="orders.milestones",
        )


def latest_extension(issued_on: date, due_on: date, calendar: WorkCalendar) -> date:
    """The latest day an extension may reach: half of the original working days after the original due day."""
    return calendar.add_workdays(due_on, calendar.workdays_between(issued_on, due_on) // 2)


def require_extension(
    *, asked_on: date, issued_on: date, due_on: date, wanted: date, is_used: bool, calendar: WorkCalendar
) -> None:
    """Refuse a second extension, one asked after the due day, a shortening, and more than half of the original."""
    if is_used:
        raise BusinessError("每单只能延期一次，本单已办理过延期，请按期办结。", code="orders.extended")
    if asked_on > due_on:
        raise BusinessError(f"延期须在期限 {due_on} 届满前申请，现已逾期，请尽快办结报送。", code="orders.late_request")
    latest = latest_extension(issued_on, due_on, calendar)
    if not due_on < wanted <= latest:
        raise BusinessError(
            f"延期后的期限应晚于 {due_on}，且不超过原期限的一半，即最迟 {latest}。", code="orders.extension_length"
        )


def reminder_begins(due_on: date, calendar: WorkCalendar) -> date:
    """From this day on who is waited for is reminded: one working day before."""
    return calendar.add_workdays(due_on, -REMIND_WORKDAYS)


def escalation_begins(due_on: date, calendar: WorkCalendar) -> date:
    """From this day on an overdue order calls for the next one: two working days after."""
    return calendar.add_workdays(due_on, ESCALATE_WORKDAYS)


def require_rectification(found_on: date, due_on: date) -> None:
    """Refuse a rectification that is due before the finding or more than 15 days after it."""
    latest = found_on + timedelta(days=RECTIFY_DAYS)
    if not found_on < due_on <= latest:
        raise BusinessError(
            f"整改期限应在 {found_on} 之后、{latest} 之前（最长 {RECTIFY_DAYS} 天）。", code="findings.due"
        )
