"""Marts for the Spark tests: a generated nation with everything that can happen, and many small ledgers in one."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from luodi.across.figures.engine.schema import TABLES
from luodi.across.figures.rules.duties import Duty
from tests.across.figures.engine.synthetic import Ledger, Row

APART = 1_000
"""The numbers of the n-th of several ledgers in one mart begin here × n."""
FIRST = datetime(2023, 1, 1, tzinfo=UTC)
_OWN = {
    "event_id",
    "reverses_id",
    "record_id",
    "project_id",
    "counterpart_id",
    "unit_id",
    "parent_id",
    "trip_id",
    "investor_id",
    "subject_id",
    "planned_id",
    "step_id",
    "link_id",
}
_EVENTS = ["TALK", "FRAMEWORK", "SIGN", "LAND", "START", "COMPLETE", "HOLD", "SUSPEND", "TERMINATE", "RETURN", "MERGE"]


def together(ledgers: Sequence[Ledger]) -> dict[str, pl.DataFrame]:
    """The ledgers as one mart: the tree and the projects of each have numbers of their own."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for place, ledger in enumerate(ledgers):
        for table, some in ledger.rows.items():
            rows[table] += [_moved(row, place * APART) for row in some]
    return {
        table: pl.DataFrame([{name: row.get(name) for name in TABLES[table]} for row in some], schema=TABLES[table])
        for table, some in rows.items()
    }


def _moved(row: Row, by: int) -> Row:
    return {name: value + by if name in _OWN and value is not None else value for name, value in row.items()}


def nation(projects: int, units: int) -> dict[str, pl.DataFrame]:
    """A tree of three levels, every kind of event, shares that move, capital, trips; the same every time."""
    drawn = _Nation(units)
    for project in range(1, projects + 1):
        drawn.project(project)
        drawn.events(project)
        drawn.capital(project)
        drawn.dues(project)
        drawn.planned(project)
    return {table: _frame(table, some) for table, some in drawn.rows.items()}


def _frame(table: str, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows may end before the table's last columns, which are then empty."""
    names = list(TABLES[table])
    full = [(*row, *[None] * (len(names) - len(row))) for row in rows]
    return pl.DataFrame(full, schema=TABLES[table], orient="row")


class _Nation:
    def __init__(self, units: int) -> None:
        self.chance = random.Random(20230630)
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self.units = units
        for unit in range(1, units + 1):
            parent = None if unit == 1 else 1 if unit <= 20 else self.chance.randrange(2, 21)
            self.rows["units"].append((unit, parent, f"U{unit}", f"单位{unit}", "OTHER", None, None))
            led = (unit, self.any_unit(), self.day(), unit % 3 > 0, self.moment())
            self.rows["trips"].append(led)
            self.rows["trip_contacts"] += [(unit, self.chance.randrange(1, 200)) for _ in range(3)]

    def any_unit(self) -> int:
        return self.chance.randrange(1, self.units + 1)

    def day(self) -> date:
        return date(2020, 1, 1) + timedelta(days=self.chance.randrange(1_300))

    def moment(self) -> datetime:
        return FIRST + timedelta(days=self.chance.randrange(240), microseconds=self.chance.randrange(10**6))

    def project(self, project: int) -> None:
        chance = self.chance
        chain, sector = chance.choice([None, 1, 2]), chance.choice(["", "C13", "B06", "D44", "F51"])
        flags = (project % 9 == 0, project % 5 == 0)
        plain = (f"P{project}", f"项目{project}", self.any_unit(), chain, sector, None, "", *flags)
        rest = (chance.randrange(10**12), None if project % 4 else 1, "", chance.choice([3, 6]))
        turned = self.moment() if project % 10 == 0 else None
        self.rows["projects"].append((project, FIRST, turned, *plain, *rest))
        if turned is not None:
            moved = (f"P{project}", f"项目{project}", self.any_unit(), *plain[3:])
            self.rows["projects"].append((project, turned, None, *moved, *rest))
        for revision in range(1, chance.choice([0, 0, 1, 1, 1, 2, 3]) + 1):
            parts = chance.choice([[10_000], [5_000, 5_000], [3_333, 3_334, 3_333], [2_500] * 4])
            begun, known = self.day(), self.moment()
            sharers = chance.sample(range(1, self.units + 1), len(parts))
            self.rows["shares"] += [
                (project, sharer, "PROMOTE", share, begun, revision, known)
                for sharer, share in zip(sharers, parts, strict=True)
            ]

    def events(self, project: int) -> None:
        chance, events = self.chance, self.rows["stage_events"]
        own: list[int] = []
        for name in ["SIGN", *chance.sample(_EVENTS, chance.randrange(4))]:
            reverses = chance.choice(own) if own and chance.random() < 0.1 else None
            what = "REVOKE" if reverses and name != "RETURN" else name
            amount = chance.randrange(1, 10**13) if what in {"SIGN", "FRAMEWORK"} and chance.random() < 0.9 else None
            own.append(len(events) + 1)
            occasion = chance.choice([None, 1])
            events.append((own[-1], project, what, self.day(), self.moment(), amount, occasion, reverses))

    def capital(self, project: int) -> None:
        chance, records = self.chance, self.rows["capital"]
        for _ in range(chance.randrange(3)):
            arrived = self.day()
            begun = arrived - timedelta(days=chance.choice([0, 0, 0, 80]))
            origin = chance.choice(["FOREIGN", "OUT_PROVINCE", "OUT_CITY", "LOCAL"])
            amount, number = chance.randrange(-(10**10), 10**11), len(records) + 1
            records.append((number, project, arrived, begun, arrived, self.moment(), amount, origin, None))

    def dues(self, project: int) -> None:
        """Something owed for the project or by a unit, with up to two changes of what is known of it."""
        chance = self.chance
        kind = chance.choice(list(Duty))
        unit = None if kind in {Duty.MILESTONE, Duty.RETURN} else self.any_unit()
        moments = sorted(self.moment() for _ in range(chance.randrange(1, 4)))
        for version, moment in enumerate(moments, start=1):
            done = self.day() if chance.random() < 0.6 else None
            points = (chance.randrange(30_000), chance.choice([100, 200, 300])) if kind is Duty.VISIT else (1, 1)
            counted = chance.random() < 0.9
            self.rows["dues"].append(
                (kind.value, project, version, moment, unit, project, self.day(), counted, done, *points)
            )

    def planned(self, project: int) -> None:
        """A planned project of any unit, stored and perhaps offered, linked to the project, sometimes revoked or ended."""
        chance, rows = self.chance, self.rows
        known = (project % 7 > 0, chance.randrange(1, 10**12))
        investment = known[1] if known[0] else None
        said = (investment, chance.choice(["", "EXTEND", "FILL"]), chance.random() < 0.4)
        rows["planned"].append((project, 1, self.moment(), self.any_unit(), *said))
        for act in ("STORE", "OFFER")[: chance.randrange(3)]:
            rows["planned_steps"].append(
                (len(rows["planned_steps"]) + 1, project, act, self.day(), self.moment(), None)
            )
        if rows["planned_steps"] and chance.random() < 0.1:
            last = rows["planned_steps"][-1]
            undone = (len(rows["planned_steps"]) + 1, last[1], "REVOKE", last[3], self.moment(), last[0])
            rows["planned_steps"].append(undone)
        if chance.random() < 0.6:
            rows["planned_links"].append(
                (len(rows["planned_links"]) + 1, project, project, self.day(), self.moment(), None)
            )
