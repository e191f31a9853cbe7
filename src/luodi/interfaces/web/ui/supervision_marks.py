"""Marks of problems, orders, meetings, inspections: each word on the ground of its tone."""

from typing import Final

from luodi.domains.supervision.rules.inspections import FindingState, PlanState
from luodi.domains.supervision.rules.issues import IssueLevel, IssueState
from luodi.domains.supervision.rules.meetings import MeetingState
from luodi.domains.supervision.rules.orders import OrderKind, OrderState
from luodi.interfaces.web.ui.badges import Badge

_KIND_TONES: Final = {OrderKind.ASSIGN: "info", OrderKind.SUPERVISE: "alert", OrderKind.ACCOUNT: "bad"}
_ORDER_TONES: Final = {
    OrderState.ISSUED: "warn",
    OrderState.SIGNED: "info",
    OrderState.HANDLING: "info",
    OrderState.CHECKING: "brand",
    OrderState.RETURNED: "alert",
    OrderState.CLOSED: "good",
    OrderState.ESCALATED: "bad",
}
_ISSUE_TONES: Final = {
    IssueState.RAISED: "warn",
    IssueState.TAKEN: "info",
    IssueState.SOLVED: "brand",
    IssueState.ORDERED: "alert",
    IssueState.CLOSED: "good",
}
_LEVEL_TONES: Final = {IssueLevel.SERIOUS: "warn", IssueLevel.GRAVE: "bad"}
_MEETING_TONES: Final = {MeetingState.PLANNED: "warn", MeetingState.FROZEN: "info", MeetingState.HELD: "good"}
_PLAN_TONES: Final = {PlanState.DRAFT: "warn", PlanState.APPROVED: "info", PlanState.DONE: "good"}
_FINDING_TONES: Final = {
    FindingState.ORDERED: "warn",
    FindingState.REPORTED: "brand",
    FindingState.RETURNED: "alert",
    FindingState.CLOSED: "good",
    FindingState.ESCALATED: "bad",
}


def order_kind(code: str) -> Badge:
    """交办单 blue, 督办单 orange, 问责建议单 red."""
    known = OrderKind(code)
    return Badge(str(known.label), _KIND_TONES[known])


def order_state(code: str, *, is_unconfirmed: bool = False) -> Badge:
    """Where an order stands; a closing without the raiser's word says so."""
    known = OrderState(code)
    silent = is_unconfirmed and known == OrderState.CLOSED
    return Badge(f"{known.label}（未确认）" if silent else str(known.label), _tone(_ORDER_TONES.get(known), silent))


def issue_state(code: str, *, is_unconfirmed: bool = False) -> Badge:
    """Where a problem stands."""
    known = IssueState(code)
    silent = is_unconfirmed and known == IssueState.CLOSED
    return Badge(f"{known.label}（未确认）" if silent else str(known.label), _tone(_ISSUE_TONES.get(known), silent))


def _tone(tone: str | None, silent: bool) -> str:
    return "warn" if silent else (tone or "plain")


def issue_level(code: str) -> Badge | None:
    """How grave a problem is; nothing for an ordinary one."""
    known = IssueLevel(code)
    return None if known == IssueLevel.ORDINARY else Badge(str(known.label), _LEVEL_TONES[known])


def meeting_state(code: str) -> Badge:
    """Where a meeting stands."""
    known = MeetingState(code)
    return Badge(str(known.label), _MEETING_TONES.get(known, "plain"))


def plan_state(code: str) -> Badge:
    """Where a plan of inspections stands."""
    known = PlanState(code)
    return Badge(str(known.label), _PLAN_TONES.get(known, "plain"))


def finding_state(code: str) -> Badge:
    """Where a rectification stands."""
    known = FindingState(code)
    return Badge(str(known.label), _FINDING_TONES[known])


def lateness(days: int | None) -> Badge | None:
    """Overdue by so many days, or so many left when it is near; nothing far from the day."""
    if days is None or days < -3:
        return None
    if days > 0:
        return Badge(f"逾期 {days} 天", "bad")
    return Badge("今天到期" if days == 0 else f"还有 {-days} 天", "warn")
