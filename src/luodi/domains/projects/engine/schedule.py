"""The arithmetic of a plan of milestones: order, dates counted backwards from the target, the critical path, slack.

A node takes `days` calendar days and begins when all nodes in `after` are done. Nothing here knows projects or tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.base.core.errors import BusinessError


@dataclass(frozen=True, slots=True)
class Node:
    """One milestone: its code, how many days the work before it takes, and the codes of its predecessors."""

    code: str
    days: int
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Critical:
    """What decides how long the whole takes: its length in days, the codes that lie on a longest path, slack of each in days."""

    length: int
    codes: frozenset[str]
    slack: Mapping[str, int]


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """The nodes so that each stands behind its predecessors, else as given.

    Errors: BusinessError `plan.unknown` (a predecessor that is not there), `plan.twice`, `plan.circle`.
    """
    known = {node.code: node for node in nodes}
    if len(known) != len(nodes):
        raise BusinessError("有两个节点的代码相同，请改成不同的。", code="plan.twice")
    for node in nodes:
        missing = [code for code in node.after if code not in known]
        if missing:
            raise BusinessError(f"节点“{node.code}”的前置节点 {missing[0]} 不存在，请核对。", code="plan.unknown")
    done: set[str] = set()
    found: list[Node] = []
    waiting = list(nodes)
    while waiting:
        ready = [node for node in waiting if done.issuperset(node.after)]
        if not ready:
            raise BusinessError("节点的前置关系绕成了圈，请检查“前置节点”。", code="plan.circle")
        found += ready
        done |= {node.code for node in ready}
        waiting = [node for node in waiting if node.code not in done]
    return found


def planned_backwards(nodes: Sequence[Node], target: date) -> dict[str, date]:
    """The latest day of each node with which the target day still holds: what nothing follows is due on the target."""
    latest: dict[str, date] = {}
    for node in reversed(in_order(nodes)):
        due = latest.setdefault(node.code, target)
        for code in node.after:
            day = due - timedelta(days=node.days)
            latest[code] = min(latest.get(code, day), day)
    return latest


def begins_on(nodes: Sequence[Node], dates: Mapping[str, date]) -> date:
    """The day on which work has to begin for the dates to hold."""
    return min(dates[node.code] - timedelta(days=node.days) for node in nodes)


def critical(nodes: Sequence[Node]) -> Critical:
    """The critical path by the days of the nodes; slack is how much later a node may be done without moving the end."""
    ordered = in_order(nodes)
    earliest: dict[str, int] = {}
    for node in ordered:
        earliest[node.code] = max((earliest[code] for code in node.after), default=0) + node.days
    length = max(earliest.values(), default=0)
    latest = {node.code: length for node in ordered}
    for node in reversed(ordered):
        for code in node.after:
            latest[code] = min(latest[code], latest[node.code] - node.days)
    slack = {code: latest[code] - earliest[code] for code in earliest}
    return Critical(length, frozenset(code for code, days in slack.items() if days == 0), slack)


def require_in_order(nodes: Sequence[Node], dates: Mapping[str, date], names: Mapping[str, str]) -> None:
    """Refuse a milestone planned before one that must be done first: BusinessError `plan.order` names both with their days."""
    for node in in_order(nodes):
        for code in node.after:
            if dates[node.code] < dates[code]:
                raise BusinessError(
                    f"“{names[node.code]}”计划 {dates[node.code]}，早于前置节点“{names[code]}”的 {dates[code]}，"
                    "请先调整前置节点，或把它往后排。",
                    code="plan.order",
                )


def remaining(nodes: Sequence[Node], done: frozenset[str]) -> list[Node]:
    """The nodes still to be done: what is done is left out with all that must have come before it."""
    behind = set(done)
    for node in reversed(in_order(nodes)):
        if node.code in behind:
            behind.update(node.after)
    kept = [node for node in nodes if node.code not in behind]
    return [Node(node.code, node.days, tuple(code for code in node.after if code not in behind)) for node in kept]
