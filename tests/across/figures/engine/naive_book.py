"""Facts read slowly and plainly: what was known when, whose it was, how it stood. It shares no code with the engine."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
RANK = {
    "LEAD": 10,
    "TALK": 20,
    "CLEAR": 25,
    "FRAMEWORK": 30,
    "SIGN": 40,
    "PREPARE": 45,
    "LAND": 50,
    "START": 60,
    "COMPLETE": 70,
    "PRODUCE": 80,
    "FULL": 90,
}
SIDE = {
    "HOLD": "ON_HOLD",
    "SUSPEND": "SUSPENDED",
    "RESUME": "NORMAL",
    "TERMINATE": "TERMINATED",
    "RETURN": "RETURNED",
    "REPLACE": "REPLACED",
    "LOSE": "LOST",
    "TRANSFER": "TRANSFERRED",
    "MERGE": "MERGED",
}
YI = 10**10


@dataclass
class Target:
    holder: int
    indicator: str
    issuer: str
    start: date
    end: date
    value: Decimal
    measure: str


@dataclass
class Asked:
    """The question: a period, a unit, and how things are to be seen."""

    start: date
    end: date
    unit: int
    calibre: str = "A"
    known_at: datetime | None = None
    role: str = "PROMOTE"
    window: tuple[date, date] | None = None
    targets: list[Target] = field(default_factory=list)
    seen_on: date | None = None


@dataclass
class Answer:
    values: list[Fraction | None]
    numerator: Fraction | None = None
    denominator: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        return self.values[0] if self.values else None


@dataclass
class State:
    """A project at the end of a day. `task_on`, `listed_on`, `task_occasion`: its place in a task (see Book.placed)."""

    row: Row
    first: dict[str, Row]
    last: dict[str, Row]
    stage: int
    side: str
    side_on: date | None
    revoked: Row | None = None
    standing: frozenset[int] = frozenset()
    task_on: date | None = None
    listed_on: date | None = None
    task_occasion: int | None = None

    def on(self, event: str) -> date | None:
        return self.first[event]["occurred_on"] if event in self.first else None

    @property
    def opened(self) -> date | None:
        days = [self.first[event]["occurred_on"] for event in ("TALK", "CLEAR", "FRAMEWORK") if event in self.first]
        return min(days, default=None)


def months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def month_end(day: date) -> date:
    return months_later(day.replace(day=1), 1) - timedelta(days=1)


class Book:
    """The facts as known at a moment."""

    def __init__(self, rows: dict[str, list[Row]], asked: Asked) -> None:
        def known(row: Row) -> bool:
            return asked.known_at is None or row["known_at"] <= asked.known_at

        self.rows = rows
        self.asked = asked
        self.events = [row for row in rows["stage_events"] if known(row)]
        self.capital = [row for row in rows["capital"] if known(row)]
        self.dues = [row for row in rows["dues"] if known(row)]
        self.planned = [row for row in rows["planned"] if known(row)]
        self.planned_steps = [row for row in rows["planned_steps"] if known(row)]
        self.planned_links = [row for row in rows["planned_links"] if known(row)]
        self.shares = [row for row in rows["shares"] if known(row) and row["role"] == asked.role]
        withdrawn = {row["reverses_id"] for row in rows["trips"] if known(row)} - {None}
        trips = [row for row in rows["trips"] if known(row) and row["reverses_id"] is None]
        self.trips = [row for row in trips if row["is_led"] and row["trip_id"] not in withdrawn]
        self.projects = [row for row in map(self.attributes, self.project_ids()) if row and not row["scope"]]
        self.parent = {row["unit_id"]: row["parent_id"] for row in rows["units"]}

    def project_ids(self) -> list[int]:
        return sorted({row["project_id"] for row in self.rows["projects"]})

    def attributes(self, project: int) -> Row | None:
        history = sorted(
            (row for row in self.rows["projects"] if row["project_id"] == project), key=lambda row: row["valid_from"]
        )
        moment = self.asked.known_at
        if moment is None:
            return next((row for row in history if row.get("valid_to") is None), None)
        if moment < history[0]["valid_from"]:
            return history[0]
        for row in history:
            if row["valid_from"] <= moment and (row.get("valid_to") is None or moment < row["valid_to"]):
                return row
        return None

    def under(self, unit: int | None, above: int) -> bool:
        while unit is not None:
            if unit == above:
                return True
            unit = self.parent.get(unit)
        return False

    def share(self, row: Row, day: date, unit: int) -> Fraction:
        """How much of the project lies under the unit on the day."""
        own = [share for share in self.shares if share["project_id"] == row["project_id"]]
        if not own:
            return Fraction(int(row["unit_id"] in self.parent and self.under(row["unit_id"], unit)))
        begun = [share for share in own if share["valid_from"] <= day]
        if not begun:
            soonest = min(share["valid_from"] for share in own)
            begun = [share for share in own if share["valid_from"] == soonest]
        revision = max(share["revision"] for share in begun)
        parts = [share for share in own if share["revision"] == revision and self.under(share["unit_id"], unit)]
        return min(Fraction(1), Fraction(sum(share["share_bp"] for share in parts), 10_000))

    def state(self, row: Row, day: date) -> State:
        events = sorted(
            (e for e in self.events if e["project_id"] == row["project_id"] and e["occurred_on"] <= day),
            key=lambda e: e["event_id"],
        )
        void: set[int] = set()
        for event in reversed(events):
            if event["reverses_id"] is not None and event["event_id"] not in void:
                void.add(event["reverses_id"])
        live = sorted((e for e in events if e["event_id"] not in void), key=lambda e: (e["occurred_on"], e["event_id"]))
        first: dict[str, Row] = {}
        last: dict[str, Row] = {}
        side, side_on, waits_for = "NORMAL", None, None
        names = {e["event_id"]: e["event"] for e in events}
        for event in live:
            kind = event["event"]
            first.setdefault(kind, event)
            last[kind] = event
            if kind in SIDE:
                side, side_on = SIDE[kind], event["occurred_on"]
                waits_for = names.get(event["reverses_id"]) if kind == "RETURN" else None
            elif side == "RETURNED" and kind == waits_for:
                side, side_on = "NORMAL", event["occurred_on"]
        stage = max((RANK[kind] for kind in first if kind in RANK), default=0)
        if any(event["event"] == "MERGE" for event in live):
            side = "MERGED"
        found = State(row, first, last, stage, side, side_on)
        by_id = {event["event_id"]: event for event in events}
        gone = [by_id[e["reverses_id"]] for e in live if e["event"] == "RETURN" and e["reverses_id"] in by_id]
        signings = sorted((e for e in gone if e["event"] == "SIGN"), key=lambda e: e["occurred_on"])
        found.revoked = signings[0] if signings and "SIGN" not in first else None
        found.standing = frozenset(event["event_id"] for event in live)
        return found

    def states(self, day: date) -> list[State]:
        everyone = [self.state(row, day) for row in self.every_row()]
        self.placed(everyone)
        counted = {row["project_id"] for row in self.projects}
        return [state for state in everyone if state.side != "MERGED" and state.row["project_id"] in counted]

    def every_row(self) -> list[Row]:
        """All projects with events, those out of scope too: a place may be handed on by one that does not count."""
        return [row for row in map(self.attributes, self.project_ids()) if row]

    def placed(self, states: list[State]) -> None:
        """Who holds which place: one replaced holds none; one that replaces holds that of the first of its row."""
        mine = {state.row["project_id"]: state for state in states}
        new_of: dict[int, int] = {}
        told = sorted(self.rows["pairs"], key=lambda pair: pair["event_id"])
        for pair in told:
            old = mine.get(pair["project_id"])
            if old is not None and pair["event_id"] in old.standing:
                new_of[pair["project_id"]] = pair["counterpart_id"]
        old_of = {new: old for old, new in new_of.items()}
        for project, state in mine.items():
            root, seen = project, {project}
            while root in old_of and old_of[root] not in seen:
                root = old_of[root]
                seen.add(root)
            source = mine.get(root, state)
            sign = source.first.get("SIGN") or source.revoked
            if project in new_of or sign is None:
                continue
            state.listed_on, state.task_occasion = sign["occurred_on"], sign["occasion_id"]
            state.task_on = state.listed_on if "SIGN" in state.first else None


class Sums:
    """Sums over projects of one book for one unit."""

    def __init__(self, book: Book, unit: int, end: date) -> None:
        self.book, self.unit, self.end = book, unit, end
        self.all = book.states(end)

    def count(self, test: Callable[[State], bool], day: Callable[[State], date] | None = None) -> Fraction:
        return self.total(lambda _: Fraction(1), test, day)

    def total(
        self,
        worth: Callable[[State], Fraction],
        test: Callable[[State], bool],
        day: Callable[[State], date] | None = None,
    ) -> Fraction:
        found = Fraction(0)
        for state in self.all:
            if test(state):
                when = self.end if day is None else day(state)
                found += worth(state) * self.book.share(state.row, when, self.unit)
        return found

    def unknown_only(self, amount: Callable[[State], Any], test: Callable[[State], bool], day: Any = None) -> bool:
        """Whether there are projects, but no amount of any is known."""
        mine = [
            s
            for s in self.all
            if test(s) and self.book.share(s.row, self.end if day is None else day(s), self.unit) > 0
        ]
        return bool(mine) and all(amount(s) is None for s in mine)

    def capital(
        self,
        start: date | None,
        end: date,
        test: Callable[[State], bool] = lambda _: True,
        origins: Iterable[str] = ("FOREIGN", "OUT_PROVINCE", "OUT_CITY"),
        *,
        share_on: date | None = None,
    ) -> Fraction:
        found = Fraction(0)
        states = {state.row["project_id"]: state for state in self.all}
        for record in self.book.capital:
            state = states.get(record["project_id"])
            if state is None or not test(state) or record["origin"] not in set(origins):
                continue
            if record["span_to"] > end or (start is not None and record["span_from"] < start):
                continue
            day = share_on or record["arrived_on"]
            found += record["amount_fen"] * self.book.share(state.row, day, self.unit)
        return found / YI
