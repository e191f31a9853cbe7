"""Whom an order's step concerns is told at once, on the page of notices."""

from collections.abc import Iterable
from datetime import datetime

from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Issue, Order
from luodi.domains.supervision.rules.orders import ISSUE_RIGHT, OrderAct
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.selectors.people import handlers, heads, issuing, people_of

_TO_ISSUER = frozenset({OrderAct.SIGN.value, OrderAct.PLAN.value, OrderAct.FINISH.value, OrderAct.ASSIST.value})
_TO_UNIT = frozenset(
    {
        OrderAct.ISSUE.value,
        OrderAct.RETURN.value,
        OrderAct.CLOSE.value,
        OrderAct.CLOSE_UNCONFIRMED.value,
        OrderAct.REVOKE.value,
        OrderAct.ESCALATE.value,
        OrderAct.EXTEND.value,
        OrderAct.REFUSE_EXTENSION.value,
    }
)


def order_link(order: Order) -> str:
    """The order's page."""
    return f"/orders/{order.pk}/"


def issue_link(issue: Issue) -> str:
    """The problem's page."""
    return f"/issues/{issue.pk}/"


def without(people: Iterable[User], by: User) -> list[User]:
    """Everybody but the one who acts."""
    return [person for person in people if person.pk != by.pk]


def tell_step(order: Order, act: str, *, by: User, at: datetime) -> None:
    """Tell the other side of a step: the issuer of what the unit does, the unit of what is decided."""
    word = OrderAct(act).label
    title = f"{word}：{order.number or order.get_kind_display()} {order.title}"
    if act in _TO_ISSUER:
        notices.tell(
            without(issuing(order), by), code="supervision.order_moved", title=title, link=order_link(order), at=at
        )
    elif act in _TO_UNIT:
        people = [*handlers(order), *heads(order)]
        people += [one for line in order.assists.all() for one in people_of(line.unit, Permission.ANSWER)]
        notices.tell(without(people, by), code="supervision.order_moved", title=title, link=order_link(order), at=at)
    elif act == OrderAct.REPLY:
        notices.tell(
            without(heads(order), by), code="supervision.order_moved", title=title, link=order_link(order), at=at
        )
    elif act == OrderAct.ASK_EXTENSION:
        right = Permission.CHECK if order.kind == "ASSIGN" else Permission.APPROVE_EXTENSION
        notices.tell(
            people_of(order.issuer, right),
            code="supervision.extension_asked",
            title=f"申请延期至 {order.wanted_due_on}：{order.number} {order.title}",
            link=order_link(order),
            at=at,
        )


def tell_draft(order: Order, *, at: datetime) -> None:
    """Tell those who may issue it that a draft waits."""
    notices.tell(
        people_of(order.issuer, ISSUE_RIGHT[order.kind]),
        code="supervision.draft_waiting",
        title=f"{order.get_kind_display()}草稿待下达：{order.title}",
        link=order_link(order),
        key=f"supervision.draft:{order.pk}",
        at=at,
    )


def tell_basis(order: Order, *, at: datetime) -> None:
    """Tell those who may issue it that what it rests on has gone, or stands again."""
    word = "依据已不复存在，请决定作废或撤销" if order.is_basis_gone else "依据重新成立"
    notices.tell(
        people_of(order.issuer, ISSUE_RIGHT[order.kind]),
        code="supervision.basis_changed",
        title=f"{order.get_kind_display()}{word}：{order.title}",
        link=order_link(order),
        at=at,
    )


def tell_issue(issue: Issue, people: Iterable[User], *, words: str, by: User, at: datetime) -> None:
    """Tell people about a problem."""
    notices.tell(
        without(people, by),
        code="supervision.issue_moved",
        title=f"{words}：{issue.number} {issue.title}",
        link=issue_link(issue),
        at=at,
    )
