"""What the page of one order shows."""

from typing import Any

from django.http import HttpRequest

from luodi.domains.supervision import selectors
from luodi.domains.supervision.rules.orders import OrderAct
from luodi.interfaces.web.orders.forms import ActForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account

DANGEROUS = frozenset(
    {OrderAct.RETURN, OrderAct.REVOKE, OrderAct.DISCARD, OrderAct.CLOSE_UNCONFIRMED, OrderAct.REFUSE_EXTENSION}
)
_ELSEWHERE = frozenset({OrderAct.ISSUE, OrderAct.ASK_CONFIRMATION})
_TRACK = (
    ("下达", "issued_on"),
    ("签收", "signed_on"),
    ("办理方案", "planned_on"),
    ("报请核查", "reported_on"),
    ("办结", "ended_on"),
)


def context_of(request: HttpRequest, order: Any, form: ActForm | None = None) -> dict[str, Any]:  # noqa: ANN401
    """Everything of the page; `form` when it came back with a broken rule."""
    viewer, today = account(request), pages.today()
    buttons = selectors.order_buttons(order, viewer)
    codes = {button.code for button in buttons}
    line = selectors.waiting_line(order, today)
    return {
        "order": order,
        "kind": marks.order_kind(order.kind),
        "state": marks.order_state(order.state, is_unconfirmed=order.is_unconfirmed),
        "line": line,
        "late": None if line is None else marks.lateness(line.days),
        "days": [(word, getattr(order, name)) for word, name in _TRACK],
        "steps": selectors.steps_of(order),
        "chain": [
            (one, marks.order_kind(one.kind), marks.order_state(one.state)) for one in selectors.chain_of(order, viewer)
        ],
        "milestones": selectors.milestones_of(order),
        "assists": order.assists.select_related("unit"),
        "buttons": [(button, button.code in DANGEROUS) for button in buttons if button.code not in _ELSEWHERE],
        "may_issue": OrderAct.ISSUE in codes,
        "may_ask": OrderAct.ASK_CONFIRMATION in codes,
        "confirmed": None if order.issue is None else selectors.is_confirmed(order.issue),
        "request_row": None if order.issue is None else selectors.standing_request(order.issue),
        "form": form or ActForm(order=order, buttons=buttons),
    }
