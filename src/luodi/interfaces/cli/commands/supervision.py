"""`luodi orders`: the three orders that are open, for whom each waits and since when, and the load of each unit."""

from argparse import Namespace

from django.utils import timezone

from luodi.base.orgs import selectors as orgs
from luodi.domains.supervision import selectors
from luodi.domains.supervision.selectors import OrderFilter, UnitLoad, WaitingLine
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen


def run_orders(options: Namespace, screen: Screen) -> int:
    """Open orders of a unit and below, longest overdue first; with --overdue only those that are late."""
    instance.require_ready()
    today = options.on or timezone.localdate()
    unit = orgs.unit_by_code(instance.unit_code(options.unit))
    viewer = orgs.operator()
    lines = selectors.waiting_lines(viewer, on=today, wanted=OrderFilter(unit=unit))
    shown = [line for line in lines if line.is_overdue] if options.overdue else lines
    loads = [load for load in selectors.unit_loads(viewer, on=today) if load.unit.path.startswith(unit.path)]
    screen.line(
        f"{unit.name} 在办三单 {len(lines)} 件，其中逾期 {sum(line.is_overdue for line in lines)} 件（截至 {today}）"
    )
    screen.table(
        ("文号", "事项", "牵头单位", "状态", "正等谁", "办什么", "期限", "逾期（天）"), [_shown(line) for line in shown]
    )
    screen.document(
        {
            "on": today.isoformat(),
            "unit": unit.code,
            "open": len(lines),
            "overdue": sum(line.is_overdue for line in lines),
            "orders": [_order(line) for line in shown],
            "units": [_load(load) for load in loads],
        }
    )
    return 0


def _shown(line: WaitingLine) -> tuple[object, ...]:
    order = line.order
    late = line.days if line.is_overdue else ""
    state = order.get_state_display()
    return order.number, order.title, order.unit.label, state, line.who, line.waiting.what, line.waiting.due_on, late


def _order(line: WaitingLine) -> dict[str, object]:
    order, due = line.order, line.waiting.due_on
    return {
        "number": order.number,
        "kind": order.kind,
        "title": order.title,
        "unit": order.unit.code,
        "state": order.state,
        "issued_on": None if order.issued_on is None else order.issued_on.isoformat(),
        "due_on": None if order.due_on is None else order.due_on.isoformat(),
        "waiting_on": {
            "party": line.waiting.party,
            "who": line.who,
            "what": line.waiting.what,
            "due_on": None if due is None else due.isoformat(),
            "days_overdue": line.days if line.is_overdue else 0,
        },
    }


def _load(load: UnitLoad) -> dict[str, object]:
    return {
        "unit": load.unit.code,
        "open": load.open,
        "overdue": load.overdue,
        "longest_days": load.longest,
        "checking": load.checking,
        "closed": load.closed,
        "closed_in_time": load.in_time,
    }
