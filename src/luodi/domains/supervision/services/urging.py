"""Urging 催办: a line in the order's record and a message to handler and heads, by a person or by the clock."""

from datetime import datetime

from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Order, OrderStep
from luodi.domains.supervision.rules.orders import OrderAct, waiting_for
from luodi.domains.supervision.selectors.people import handlers, heads, issuing
from luodi.domains.supervision.services.recording import Said, append_to_log
from luodi.domains.supervision.services.telling import order_link


def urge_unit(order: Order, said: Said, *, actor: User, at: datetime) -> OrderStep:
    """Urge whoever has the next step; audited by the step. With a key the message too comes once."""
    step = append_to_log(order, OrderAct.URGE, said, actor=actor, at=at)
    waiting = waiting_for(order.state, order)
    what = "" if waiting is None else f"，请尽快{waiting.what}"
    people = issuing(order) if waiting is not None and waiting.party == "issuer" else [*handlers(order), *heads(order)]
    notices.tell(
        people,
        code="supervision.order_urged",
        title=f"催办：{order.number} {order.title}{what}",
        link=order_link(order),
        key=f"supervision.{order.pk}.{said.key}" if said.key else "",
        at=at,
    )
    return step


def remind_unit(order: Order, said: Said, *, actor: User, at: datetime) -> OrderStep:
    """Remind whoever has the next step one working day before it is due."""
    step = append_to_log(order, OrderAct.REMIND, said, actor=actor, at=at)
    waiting = waiting_for(order.state, order)
    words = "" if waiting is None else f"（{waiting.what}，期限 {waiting.due_on}）"
    people = issuing(order) if waiting is not None and waiting.party == "issuer" else handlers(order)
    notices.tell(
        people,
        code="supervision.order_due",
        title=f"即将到期：{order.number} {order.title}{words}",
        link=order_link(order),
        key=f"supervision.{order.pk}.{said.key}",
        at=at,
    )
    return step
