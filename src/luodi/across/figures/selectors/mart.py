"""The mart as a cache of the ledger: whoever reads it finds it up to date.

Facts are appended by the number of the step that recognised them; attributes and units are taken anew when they change.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.store import Draft, Manifest, MartStore
from luodi.across.figures.selectors import extract
from luodi.base.approvals.models import SlipStep
from luodi.domains.investors.models import Trip
from luodi.domains.projects.models import ProjectUnitShare

STEP, HISTORY, SHARE, TRIP = "step", "history", "share", "trip"


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
    with _lock(mart.folder), transaction.atomic(), mart.writing(afresh=afresh) as draft:
        _wait_for_writers()
        before = Manifest() if afresh else mart.manifest()
        return Refreshed(_append(draft, before))


def _append(draft: Draft, before: Manifest) -> dict[str, int]:
    """Read the watermarks first: what comes in meanwhile is taken the next time."""
    marks = extract.watermarks()
    old = {name: before.watermarks.get(name, 0) for name in marks}
    added: dict[str, int] = {}
    steps = (old[STEP], marks[STEP])
    for table, frame in (
        ("stage_events", extract.stage_events(*steps)),
        ("capital", extract.capital(*steps)),
        ("shares", extract.shares(old[SHARE], marks[SHARE])),
        ("trips", extract.trips(old[TRIP], marks[TRIP])),
        ("trip_contacts", extract.trip_contacts(old[TRIP], marks[TRIP])),
    ):
        draft.append(table, frame)
        added[table] = frame.height
    if old[HISTORY] != marks[HISTORY]:
        projects = extract.projects()
        draft.replace("projects", projects)
        added["projects"] = projects.height
    units = extract.units()
    draft.replace("units", units)
    for name, value in marks.items():
        draft.watermark(name, value)
    return added


def _wait_for_writers() -> None:
    """On PostgreSQL numbers are given before a transaction commits: wait for those under way, so that none is passed over."""
    if connection.vendor == "postgresql":
        tables = ", ".join(
            connection.ops.quote_name(model._meta.db_table) for model in (SlipStep, ProjectUnitShare, Trip)
        )
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One writer at a time, across processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
