"""The mart as a cache of the ledger: whoever reads it finds it up to date.

Facts are appended by the number of the step that recognised them; attributes and units are taken anew when they change.
"""

import fcntl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.conf import settings

from luodi.across.figures.engine.schema import empty
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.store import Draft, Manifest, MartStore
from luodi.across.figures.selectors import dues, extract

STEP, HISTORY, HONOUR, SHARE, TRIP, TARGET = "step", "history", "honour", "share", "trip", "target"
PLANNED, PLANNED_STEP = "planned", "planned_step"


GROWING = (STEP, HISTORY, HONOUR, SHARE, TRIP, TARGET, PLANNED, PLANNED_STEP, *dues.MARKS)
"""Marks that only grow. A mart that has seen further than the ledger belongs to another one, restored or replaced."""


_DUE_MARKS = ("step", "step.seen", dues.MONTH, *(name for mark in dues.MARKS for name in (mark, f"{mark}.seen")))


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
    marks = _watermarks()
    if dict(store().manifest().watermarks) == marks:
        return Refreshed({})
    return _write(afresh=False)


def rebuild_mart() -> Refreshed:
    """Make the mart anew out of the ledger."""
    return _write(afresh=True)


def _watermarks() -> dict[str, int]:
    return extract.watermarks() | dues.watermarks()


def _write(*, afresh: bool) -> Refreshed:
    mart = store()
    with _lock(mart.folder), mart.writing(afresh=afresh) as draft:
        before = Manifest() if afresh else mart.manifest()
        marks = _watermarks()
        if any(before.watermarks.get(name, 0) > marks[name] for name in GROWING):
            before = Manifest()
            draft.clear()
        return Refreshed(_append(draft, mart, before, marks))


def _append(draft: Draft, mart: MartStore, before: Manifest, marks: Mapping[str, int]) -> dict[str, int]:
    """Rows up to the watermarks, which were read first: what comes in meanwhile is taken the next time."""
    old = {name: before.watermarks.get(name, 0) for name in marks}
    added = _append_facts(draft, mart, old, marks)
    if any(old[name] != marks[name] for name in ("history", "history.seen", "honour")):
        added["projects"] = _take_projects(draft, mart, before, old, marks)
    if any(old[name] != marks[name] for name in _DUE_MARKS):
        kept = mart.table("dues") if before.rows("dues") else empty("dues")
        fresh = dues.brought_up(kept, old, marks, is_late=_is_late("step", old))
        draft.replace("dues", fresh)
        added["dues"] = max(0, fresh.height - kept.height)
    if old["units"] != marks["units"]:
        draft.replace("units", extract.units())
    if any(old[name] != marks[name] for name in ("target", "target.seen")):
        draft.replace("targets", extract.targets())
    if old["lock"] != marks["lock"]:
        draft.replace("locks", extract.locks())
    for name, value in marks.items():
        draft.watermark(name, value)
    return added


def _append_facts(draft: Draft, mart: MartStore, old: Mapping[str, int], marks: Mapping[str, int]) -> dict[str, int]:
    """The tables that only grow."""
    added: dict[str, int] = {}
    for table, (name, read, keys) in _TABLES.items():
        is_late = _is_late(name, old)
        frame = read(_floor(name, old, is_late=is_late), marks[name])
        if is_late:
            frame = frame.join(mart.table(table), on=keys, how="anti")
        draft.append(table, frame)
        added[table] = frame.height
    return added


def _is_late(name: str, old: Mapping[str, int]) -> bool:
    """True when rows below the old mark have come in since: their transaction ended after later numbers were seen."""
    return old[name] > 0 and extract.seen(name, old[name]) != old[f"{name}.seen"]


def _floor(name: str, old: Mapping[str, int], *, is_late: bool) -> int:
    return max(0, old[name] - extract.REACH) if is_late else old[name]


def _take_projects(
    draft: Draft, mart: MartStore, before: Manifest, old: Mapping[str, int], marks: Mapping[str, int]
) -> int:
    """Attributes anew: of the projects that changed, or of all where honours (which belong to investors) changed."""
    if old["honour"] != marks["honour"] or not before.rows("projects"):
        fresh = extract.projects()
        draft.replace("projects", fresh)
        return fresh.height
    floor = _floor("history", old, is_late=_is_late("history", old))
    changed = extract.changed_projects(floor, marks["history"])
    fresh = extract.projects(changed)
    kept = mart.table("projects").filter(~pl.col("project_id").is_in(changed))
    draft.replace("projects", pl.concat([kept, fresh]))
    return fresh.height


_TABLES: Mapping[str, tuple[str, Callable[[int, int], pl.DataFrame], list[str]]] = {
    "stage_events": ("step", extract.stage_events, ["event_id"]),
    "pairs": ("step", extract.pairs, ["event_id"]),
    "capital": ("step", extract.capital, ["record_id"]),
    "shares": ("share", extract.shares, ["project_id", "role", "revision", "unit_id"]),
    "trips": ("trip", extract.trips, ["trip_id"]),
    "trip_contacts": ("trip", extract.trip_contacts, ["trip_id", "investor_id"]),
    "planned": ("planned", extract.planned, ["planned_id", "revision"]),
    "planned_steps": ("planned_step", extract.planned_steps, ["step_id"]),
    "planned_links": ("step", extract.planned_links, ["link_id"]),
}
"""Tables that only grow: by which numbers, how they are read, and what tells two rows apart."""


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One writer at a time, across processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
