"""等我办的督办: the steps of orders and problems that wait for one person, overdue first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luodi.base.orgs.models import User
from luodi.domains.supervision.models import Issue, Order
from luodi.domains.supervision.rules.issues import IssueState
from luodi.domains.supervision.rules.orders import waiting_for
from luodi.domains.supervision.rules.tasks import OF_UNIT, Task
from luodi.domains.supervision.selectors.tasks import task_conditions
from luodi.domains.supervision.selectors.visibility import visible_issues, visible_orders

_FAR = -9999


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One thing to do, of an order or of a problem. `days` overdue (above zero), left (below), None without a day."""

    task: Task
    order: Order | None
    issue: Issue | None
    due_on: date | None
    days: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done."""
        return self.days is not None and self.days > 0


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many things of a kind wait, and how many of them are overdue."""

    task: Task
    count: int
    overdue: int


@dataclass(frozen=True)
class Desk:
    """Everything that waits for a person: the longest overdue first, then by the day it is due."""

    lines: tuple[TaskLine, ...]

    @property
    def counts(self) -> list[TaskCount]:
        """By kind of task, in the order of the table; kinds without anything are left out."""
        every = Counter(line.task for line in self.lines)
        late = Counter(line.task for line in self.lines if line.is_overdue)
        return [TaskCount(task, every[task], late[task]) for task in Task if every[task]]

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(line.is_overdue for line in self.lines)


def desk(viewer: User, *, on: date) -> Desk:
    """What waits for the viewer on the day; an order may wait with two tasks (its step, and an extension to decide)."""
    lines = [*_of_orders(viewer, on), *_to_confirm(viewer)]
    return Desk(tuple(sorted(lines, key=lambda line: (-(line.days if line.days is not None else _FAR), line.task))))


def _of_orders(viewer: User, on: date) -> Iterator[TaskLine]:
    seen, conditions = visible_orders(viewer), task_conditions(viewer)
    for task in Task:
        if task not in conditions:
            continue
        for order in seen.filter(conditions[task]).order_by("pk"):
            due = _due(order, task)
            yield TaskLine(task, order, None, due, None if due is None else (on - due).days)


def _due(order: Order, task: Task) -> date | None:
    if task in OF_UNIT or task is Task.CHECK:
        waiting = waiting_for(order.state, order)
        return None if waiting is None else waiting.due_on
    return None if task is Task.ISSUE else order.due_on


def _to_confirm(viewer: User) -> Iterator[TaskLine]:
    """Problems that the viewer raised and whose unit says that they are solved."""
    rows = visible_issues(viewer).filter(state=IssueState.SOLVED, raised_by=viewer, company="")
    for issue in rows.order_by("pk"):
        yield TaskLine(Task.CONFIRM, None, issue, None, None)
