"""Overdue and waiting: which order waits for whom and since when, unit by unit; all in the viewer's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from luodi.base.orgs.models import Unit, User
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import OPEN, OrderKind, OrderState, Waiting, is_in_time, waiting_for
from luodi.domains.supervision.selectors.tasks import task_condition
from luodi.domains.supervision.selectors.visibility import visible_orders

AGES: Final = ((1, 3), (4, 7), (8, 15), (16, 30), (31, None))
"""Bands of days overdue, for the table of ages."""


@dataclass(frozen=True)
class OrderFilter:
    """What a list asks for; empty fields ask for everything. `open_only` leaves ended orders out.

    `task` keeps what waits for the viewer with that task; `age` keeps what is overdue by so many days (from, to) on
    `overdue_on`.
    """

    kind: str = ""
    state: str = ""
    unit: Unit | None = None
    search: str = ""
    project_id: int | None = None
    overdue_on: date | None = None
    open_only: bool = False
    task: str = ""
    age: tuple[int, int | None] | None = None


def orders(viewer: User, wanted: OrderFilter | None = None) -> QuerySet[Order]:
    """Orders in reach that meet the filter, latest first."""
    rows = visible_orders(viewer)
    if wanted is None:
        return rows
    if wanted.task:
        rows = rows.filter(task_condition(viewer, wanted.task))
    return _narrow(rows, wanted)


def _narrow(rows: QuerySet[Order], wanted: OrderFilter) -> QuerySet[Order]:
    exact = {"kind": wanted.kind, "state": wanted.state, "project_id": wanted.project_id}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.unit is not None and wanted.unit.parent_id is not None:
        rows = rows.filter(unit__path__startswith=wanted.unit.path)
    if wanted.open_only:
        rows = rows.filter(state__in=OPEN)
    if wanted.overdue_on is not None:
        rows = rows.filter(_aged(wanted.overdue_on, wanted.age or (1, None)))
    for word in wanted.search.split():
        rows = rows.filter(Q(title__contains=word) | Q(number__contains=word) | Q(text__contains=word))
    return rows


def _aged(on: date, age: tuple[int, int | None]) -> Q:
    """Orders that are overdue by at least the first and at most the second number of days."""
    least, most = age
    late = _overdue(on - timedelta(days=least - 1))
    return late if most is None else late & ~_overdue(on - timedelta(days=most))


def _overdue(on: date) -> Q:
    """Orders whose next step should have been taken before the day, and those past their due day in any open state."""
    unit = Q(state__in=(OrderState.ISSUED, OrderState.SIGNED, OrderState.HANDLING, OrderState.RETURNED))
    return (
        Q(state=OrderState.ISSUED, sign_due_on__lt=on)
        | Q(state=OrderState.SIGNED, plan_due_on__lt=on)
        | (unit & Q(due_on__lt=on))
        | Q(state=OrderState.CHECKING, check_due_on__lt=on)
    )


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An order with the next step that is waited for. `days` overdue (above zero), left (below), None without a day."""

    order: Order
    waiting: Waiting
    who: str
    days: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether the step should have been taken."""
        return self.days is not None and self.days > 0


def waiting_line(order: Order, on: date) -> WaitingLine | None:
    """For whom the order waits on the day; None once it has ended. A unit that is past the due day is late from then."""
    waiting = waiting_for(order.state, order)
    if waiting is None:
        return None
    if waiting.party == "issuer":
        who = order.issuer.label
    else:
        who = order.unit.label + (f"　{order.handler}" if order.handler else "")
    due = waiting.due_on
    return WaitingLine(order, waiting, who, None if due is None else (on - due).days)


def waiting_lines(viewer: User, *, on: date, wanted: OrderFilter | None = None) -> list[WaitingLine]:
    """Open orders in reach with whom they wait for, the longest overdue first."""
    rows = orders(viewer, wanted).filter(state__in=OPEN)
    lines = [line for row in rows if (line := waiting_line(row, on)) is not None]
    return sorted(lines, key=lambda line: (-(line.days if line.days is not None else -9999), line.order.pk))


def waiting_drafts(viewer: User) -> QuerySet[Order]:
    """Drafts that wait to be issued or discarded, oldest first; for those who draft."""
    return visible_orders(viewer).filter(state=OrderState.DRAFT).order_by("pk")


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """A unit's orders as the lead: open, overdue (the unit's own step), waiting for a check, ended, closed in time."""

    unit: Unit
    open: int
    overdue: int
    longest: int
    checking: int
    closed: int
    in_time: int


def unit_loads(viewer: User, *, on: date) -> list[UnitLoad]:
    """Lead units with orders issued this year or still open, the most overdue first."""
    issued = visible_orders(viewer).filter(issued_on__isnull=False)
    rows = issued.filter(Q(state__in=OPEN) | Q(issued_on__year=on.year))
    by_unit: dict[int, list[Order]] = {}
    for row in rows.order_by("pk"):
        by_unit.setdefault(row.unit_id, []).append(row)
    loads = [_load(found[0].unit, found, on) for found in by_unit.values()]
    return sorted(loads, key=lambda load: (-load.overdue, -load.longest, load.unit.path))


def _load(unit: Unit, rows: Iterable[Order], on: date) -> UnitLoad:
    rows = list(rows)
    lines = [line for row in rows if (line := waiting_line(row, on)) is not None]
    late = [line.days or 0 for line in lines if line.is_overdue and line.waiting.party == "unit"]
    closed = [row for row in rows if row.state == OrderState.CLOSED]
    return UnitLoad(
        unit,
        open=len(lines),
        overdue=len(late),
        longest=max(late, default=0),
        checking=sum(line.waiting.party == "issuer" for line in lines),
        closed=len(closed),
        in_time=sum(is_in_time(row) for row in closed),
    )


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What one person holds up: the handler, or the side of an order for which nobody is named (`person` empty)."""

    person: str
    unit: Unit
    open: int
    overdue: int
    longest: int
    what: tuple[str, ...]


def person_loads(viewer: User, *, on: date) -> list[PersonLoad]:
    """Who holds up overdue steps, the most overdue first; a unit that names no handler answers as a whole."""
    by_person: dict[tuple[int, str], list[WaitingLine]] = {}
    for line in waiting_lines(viewer, on=on):
        unit = line.order.issuer if line.waiting.party == "issuer" else line.order.unit
        named = str(line.order.handler) if line.order.handler and line.waiting.party == "unit" else ""
        by_person.setdefault((unit.pk, named), []).append(line)
    loads = [_person_load(name, lines) for (_, name), lines in by_person.items()]
    late = [load for load in loads if load.overdue]
    return sorted(late, key=lambda load: (-load.overdue, -load.longest, load.unit.path, load.person))


def _person_load(name: str, lines: list[WaitingLine]) -> PersonLoad:
    late = [line for line in lines if line.is_overdue]
    first = lines[0]
    return PersonLoad(
        name,
        first.order.issuer if first.waiting.party == "issuer" else first.order.unit,
        open=len(lines),
        overdue=len(late),
        longest=max((line.days or 0 for line in late), default=0),
        what=tuple(dict.fromkeys(line.waiting.what for line in late)),
    )


@dataclass(frozen=True, slots=True)
class AgeLoad:
    """How many open orders are overdue by so many days, in all and by kind of order."""

    least: int
    most: int | None
    count: int
    by_kind: dict[str, int]


def age_loads(lines: Iterable[WaitingLine]) -> list[AgeLoad]:
    """The bands of AGES that hold overdue orders, the latest ones first."""
    late = [line for line in lines if line.is_overdue]
    found = []
    for least, most in AGES:
        within = [line for line in late if least <= (line.days or 0) and (most is None or (line.days or 0) <= most)]
        if within:
            by_kind = {kind: sum(line.order.kind == kind for line in within) for kind in OrderKind.values}
            found.append(AgeLoad(least, most, len(within), by_kind))
    return found


def project_orders(viewer: User, project_id: int) -> QuerySet[Order]:
    """Orders of a project in reach, latest first."""
    return orders(viewer, OrderFilter(project_id=project_id))
