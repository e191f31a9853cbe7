"""Marks of problems, orders, meetings, inspections: each word on the ground of its tone."""

from typing import Any, Final

from luodi.domains.supervision.rules.inspections import FindingState, PlanState
from luodi.domains.supervision.rules.issues import IssueLevel, IssueState
from luodi.domains.supervision.rules.meetings import MeetingState
from luodi.domains.supervision.rules.orders import OrderKind, OrderState
from luodi.domains.supervision.rules.tasks import Task
from luodi.domains.supervision.selectors import ProjectOrder, TaskLine
from luodi.interfaces.web.ui import query
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


def age_code(least: int) -> str:
    """The word of a band of days overdue in the address."""
    return f"from{least}"


def age_words(least: int, most: int | None) -> str:
    """A band of days overdue in words."""
    return f"{least} 天以上" if most is None else f"{least}—{most} 天"


def order_marks(one: ProjectOrder) -> list[Badge]:
    """Kind, state and lateness of an order of a project."""
    order, line = one.order, one.line
    found = [order_kind(order.kind), order_state(order.state, is_unconfirmed=order.is_unconfirmed)]
    late = None if line is None else lateness(line.days)
    gone = Badge("依据已不存在", "bad") if order.is_basis_gone else None
    return [*found, *(badge for badge in (late, gone) if badge is not None)]


def issue_marks(issue: Any) -> list[Badge]:  # noqa: ANN401 - pages know no models
    """State and gravity of a problem."""
    level = issue_level(issue.level)
    return [issue_state(issue.state, is_unconfirmed=issue.is_unconfirmed), *([] if level is None else [level])]


def task_list(task: str) -> str:
    """Address of the list of all that waits for the person with the task."""
    elsewhere = {Task.ISSUE: "/orders/overview/#drafts", Task.CONFIRM: "/issues/?state=SOLVED"}
    return elsewhere.get(Task(task), f"/orders/?task={task}")


def task_href(line: TaskLine) -> str:
    """Address of the order or the problem that waits."""
    if line.order is not None:
        return query.of_row("orders:detail", line.order.pk)
    return "" if line.issue is None else query.of_row("issues:detail", line.issue.pk)
