"""A small ledger written by hand: rows of the mart's tables, as a test tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from luodi.across.figures.engine.schema import TABLES
from luodi.across.figures.engine.source import MartFrames

EARLY = datetime(2023, 1, 1, tzinfo=UTC)
YI = 10**10
WAN = 10**6
Row = dict[str, Any]


@dataclass
class Ledger:
    """Rows by table; ids are given in order."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})

    def unit(self, parent: int | None = None, code: str = "") -> int:
        """A unit; the first one is the root."""
        number = len(self.rows["units"]) + 1
        self._add(
            "units", unit_id=number, parent_id=parent, code=code or f"U{number}", name=f"单位{number}", kind="OTHER"
        )
        return number

    def project(self, unit: int, *, valid_from: datetime = EARLY, **changed: object) -> int:
        """A project of a unit."""
        number = len({row["project_id"] for row in self.rows["projects"]}) + 1
        plain: Row = {"project_id": number, "valid_from": valid_from, "code": f"P{number:04d}", "name": f"项目{number}"}
        plain |= {"unit_id": unit, "is_foreign": False, "has_honour": False, "scope": "", "sector": ""}
        self._add("projects", **(plain | {"investor_kind": "", "negotiation_months": 3} | changed))
        return number

    def event(
        self,
        project: int,
        event: str,
        day: str | date,
        *,
        amount: int | None = None,
        known_at: datetime = EARLY,
        occasion: int | None = None,
        reverses: int | None = None,
        counterpart: int | None = None,
    ) -> int:
        """A recognised event; `counterpart` is the project that replaces this one."""
        number = len(self.rows["stage_events"]) + 1
        self._add(
            "stage_events",
            event_id=number,
            project_id=project,
            event=event,
            occurred_on=_day(day),
            known_at=known_at,
            amount_fen=amount,
            occasion_id=occasion,
            reverses_id=reverses,
        )
        if counterpart is not None:
            self._add("pairs", event_id=number, project_id=project, counterpart_id=counterpart)
        return number

    def capital(
        self,
        project: int,
        day: str | date,
        amount: int,
        *,
        span: tuple[str | date, str | date] | None = None,
        origin: str = "OUT_PROVINCE",
        known_at: datetime = EARLY,
    ) -> int:
        """A recognised capital record."""
        number = len(self.rows["capital"]) + 1
        first, last = span or (day, day)
        self._add(
            "capital",
            record_id=number,
            project_id=project,
            arrived_on=_day(day),
            span_from=_day(first),
            span_to=_day(last),
            known_at=known_at,
            amount_fen=amount,
            origin=origin,
        )
        return number

    def share(
        self,
        project: int,
        parts: Mapping[int, int],
        *,
        valid_from: str | date = "2000-01-01",
        revision: int = 1,
        role: str = "PROMOTE",
        known_at: datetime = EARLY,
    ) -> None:
        """A set of shares in basis points."""
        for unit, share_bp in parts.items():
            self._add(
                "shares",
                project_id=project,
                unit_id=unit,
                role=role,
                share_bp=share_bp,
                valid_from=_day(valid_from),
                revision=revision,
                known_at=known_at,
            )

    def trip(self, unit: int, day: str | date, investors: Sequence[int] = (), *, is_led: bool = True) -> int:
        """A trip and the companies met."""
        number = len(self.rows["trips"]) + 1
        self._add(
            "trips", trip_id=number, unit_id=unit, left_on=_day(day), is_led=is_led, known_at=EARLY, reverses_id=None
        )
        for investor in investors:
            self._add("trip_contacts", trip_id=number, investor_id=investor)
        return number

    def due(
        self,
        kind: str,
        subject: int,
        day: str | date,
        *,
        unit: int | None = None,
        project: int | None = None,
        done_on: str | date | None = None,
        is_counted: bool = True,
        points: tuple[int, int] = (1, 1),
        known_at: datetime = EARLY,
    ) -> None:
        """The next thing known of something owed."""
        told = [row for row in self.rows["dues"] if (row["kind"], row["subject_id"]) == (kind, subject)]
        self._add(
            "dues",
            kind=kind,
            subject_id=subject,
            version=len(told) + 1,
            known_at=known_at,
            unit_id=unit,
            project_id=project,
            day=_day(day),
            is_counted=is_counted,
            done_on=None if done_on is None else _day(done_on),
            score=points[0],
            parts=points[1],
        )

    def planned(
        self,
        unit: int,
        *,
        investment: int | None = YI,
        action: str = "",
        is_resource: bool = False,
        number: int = 0,
        known_at: datetime = EARLY,
    ) -> int:
        """A planned project, or with its `number` the next version of one."""
        told = [row for row in self.rows["planned"] if row["planned_id"] == number]
        number = number or len({row["planned_id"] for row in self.rows["planned"]}) + 1
        self._add(
            "planned",
            planned_id=number,
            revision=len(told) + 1,
            known_at=known_at,
            unit_id=told[0]["unit_id"] if told else unit,
            investment_fen=investment,
            action=action,
            is_resource=is_resource,
        )
        return number

    def planned_step(
        self,
        planned: int,
        act: str,
        day: str | date,
        *,
        known_at: datetime = EARLY,
        reverses: int | None = None,
    ) -> int:
        """A step of a planned project, or the revocation of one."""
        number = len(self.rows["planned_steps"]) + 1
        self._add(
            "planned_steps",
            step_id=number,
            planned_id=planned,
            act=act,
            occurred_on=_day(day),
            known_at=known_at,
            reverses_id=reverses,
        )
        return number

    def planned_link(
        self,
        planned: int,
        project: int,
        day: str | date,
        *,
        known_at: datetime = EARLY,
        reverses: int | None = None,
    ) -> int:
        """A recognised link to a project, or the ending of one."""
        number = len(self.rows["planned_links"]) + 1
        self._add(
            "planned_links",
            link_id=number,
            planned_id=planned,
            project_id=project,
            linked_on=_day(day),
            known_at=known_at,
            reverses_id=reverses,
        )
        return number

    def signed(self, unit: int, day: str | date, *, amount: int | None = YI, **changed: object) -> int:
        """A project that was signed on the day."""
        project = self.project(unit, **changed)  # type: ignore[arg-type]  # columns of the projects table
        self.event(project, "SIGN", day, amount=amount)
        return project

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables as frames."""
        return {
            table: pl.DataFrame([{name: row.get(name) for name in TABLES[table]} for row in rows], schema=TABLES[table])
            for table, rows in self.rows.items()
        }

    def mart(self) -> MartFrames:
        """The mart in memory."""
        return MartFrames(self.frames())

    def _add(self, table: str, **row: object) -> None:
        self.rows[table].append(row)


def _day(day: str | date) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
