"""The mart as a cache of the ledger: whoever reads it finds it up to date.

Facts are appended by the number of the step that recognised them; attributes and units are taken anew when they change.
"""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import connection, transaction

from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.store import Draft, Manifest, MartStore
from luodi.across.figures.selectors import extract
from luodi.base.approvals.models import SlipStep
from luodi.domains.investors.models import Trip
from luodi.domains.projects.models import Project, ProjectUnitShare

STEP, HISTORY, HONOUR, SHARE, TRIP, UNITS = "step", "history", "honour", "share", "trip", "units"


GROWING = (STEP, HISTORY, HONOUR, SHARE, TRIP)
"""Marks that only grow. A mart that has seen further than the ledger belongs to another one, restored or replaced."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh brought: rows added per table, and whether anything changed."""

    added: dict[str, int]

    @property
    def is_changed(self) -> bool:
        """True when a table got rows."""
        return any(self.added.values())


def store() -> MartStore:
    """The mart of this instance."""
    return MartStore(Path(settings.LUODI_MART))


def fresh_mart() -> MartFiles:
    """The mart, brought up to date first."""
    refresh_mart()
    return MartFiles(store().folder)


def refresh_mart() -> Refreshed:
    """Append what was recognised since the last time; cheap when there is nothing new."""
    marks = extract.watermarks()
    if dict(store().manifest().watermarks) == marks:
        return Refreshed({})
    return _write(afresh=False)


def rebuild_mart() -> Refreshed:
    """Make the mart anew out of the ledger."""
    return _write(afresh=True)


def _write(*, afresh: bool) -> Refreshed:
    mart = store()
    with _lock(mart.folder), _steady_ledger(), mart.writing(afresh=afresh) as draft:
        before = Manifest() if afresh else mart.manifest()
        marks = extract.watermarks()
        if any(before.watermarks.get(name, 0) > marks[name] for name in GROWING):
            before = Manifest()
            draft.clear()
        return Refreshed(_append(draft, mart, before, marks))


def _append(draft: Draft, mart: MartStore, before: Manifest, marks: Mapping[str, int]) -> dict[str, int]:
    """Rows up to the watermarks, which were read first: what comes in meanwhile is taken the next time."""
    old = {name: before.watermarks.get(name, 0) for name in marks}
    steps, shares, trips = ((old[name], marks[name]) for name in (STEP, SHARE, TRIP))
    added: dict[str, int] = {}
    for table, frame in (
        ("stage_events", extract.stage_events(*steps)),
        ("capital", extract.capital(*steps)),
        ("shares", extract.shares(*shares)),
        ("trips", extract.trips(*trips)),
        ("trip_contacts", extract.trip_contacts(*trips)),
    ):
        draft.append(table, frame)
        added[table] = frame.height
    if (old[HISTORY], old[HONOUR]) != (marks[HISTORY], marks[HONOUR]):
        added["projects"] = _take_projects(draft, mart, before, old, marks)
    if old[UNITS] != marks[UNITS]:
        draft.replace("units", extract.units())
    for name, value in marks.items():
        draft.watermark(name, value)
    return added


def _take_projects(
    draft: Draft, mart: MartStore, before: Manifest, old: Mapping[str, int], marks: Mapping[str, int]
) -> int:
    """Attributes anew: of the projects that changed, or of all where honours (which belong to investors) changed."""
    if old[HONOUR] != marks[HONOUR] or not before.rows("projects"):
        fresh = extract.projects()
        draft.replace("projects", fresh)
        return fresh.height
    changed = extract.changed_projects(old[HISTORY], marks[HISTORY])
    fresh = extract.projects(changed)
    kept = mart.table("projects").filter(~pl.col("project_id").is_in(changed))
    draft.replace("projects", pl.concat([kept, fresh]))
    return fresh.height


@contextmanager
def _steady_ledger() -> Iterator[None]:
    """On PostgreSQL numbers are given before a transaction commits: wait for those under way, so that none is passed
    over. SQLite has one writer at a time, whose numbers follow each other; it is only read, and waits for nobody.
    """
    if connection.vendor != "postgresql":
        yield
        return
    models = (SlipStep, ProjectUnitShare, Trip, Project.history.model)
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")
        yield


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One writer at a time, across processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
