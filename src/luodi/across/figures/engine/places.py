"""Places in a task: whose signing counts towards a target or for a fair, and from which day (domain/04 §4.4, 置换, 退回).

A replaced project leaves its place; the one that replaces it holds that place, with its day and occasion, for as long as
it is signed itself. A signing that a return revoked stays in the list, but no longer counts towards the task.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, beside, held, here, number_of_rows
from luodi.across.figures.engine.ledger import NEVER
from luodi.domains.projects.rules import Event

PLACES: Final = frozenset({"task_day", "listed_day"})
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a project stands by itself: the days of its signing (null: not signed, or revoked) and of its place."""

    signed: int | None
    listed: int | None
    occasion: int | None


def with_places(state: Frame, pairs: Frame, live: Frame, told: Frame) -> Frame:
    """`task_day`, `listed_day` and `task_occasion` of each project. `pairs` are all that are known, `live` the events that
    stand, `told` those up to the cut-off.
    """
    signed = nw.col("sign_day")
    state = state.with_columns(
        signed.alias("task_day"), signed.alias("listed_day"), nw.col("sign_occasion").alias("task_occasion")
    )
    state = _with_returned(state, live, told)
    return _with_replaced(state, pairs, live) if number_of_rows(pairs) else state


def _with_returned(state: Frame, live: Frame, told: Frame) -> Frame:
    """Signings revoked by a return keep their line in the list."""
    gone = live.filter(nw.col("event") == Event.RETURN.value).select(nw.col("reverses_id").alias("event_id"))
    signings = told.filter(nw.col("event") == Event.SIGN.value)
    revoked = held(
        gone.join(signings.select("event_id", "project_id", "day", "occasion_id"), on="event_id", how="inner")
        .group_by("project_id")
        .agg(nw.col("day").min().alias("revoked_day"), nw.col("occasion_id").max().alias("revoked_occasion"))
    )
    if not number_of_rows(revoked):
        return state
    unsigned = nw.col("sign_day").is_null()
    return (
        state.join(revoked, on="project_id", how="left")
        .with_columns(
            nw.when(unsigned).then(nw.col("revoked_day")).otherwise(nw.col("sign_day")).alias("listed_day"),
            nw.when(unsigned)
            .then(nw.col("revoked_occasion"))
            .otherwise(nw.col("sign_occasion"))
            .alias("task_occasion"),
        )
        .drop("revoked_day", "revoked_occasion")
    )


def _with_replaced(state: Frame, pairs: Frame, live: Frame) -> Frame:
    """The few projects of the pairs that stand, worked out here and put beside the others."""
    standing = live.filter(nw.col("event") == Event.REPLACE.value).select("event_id", "project_id")
    found = here(standing.join(pairs.select("event_id", "counterpart_id"), on="event_id", how="inner").sort("event_id"))
    if not len(found):
        return state
    new_of = dict(zip(found["project_id"].to_list(), found["counterpart_id"].to_list(), strict=True))
    ids = {*new_of, *new_of.values()}
    own = _own_places(state, ids)
    untold = dict.fromkeys(sorted(ids - own.keys()), _Place(None, None, None))
    if untold:
        # A replacing project of which nothing else is known yet holds the place all the same.
        names = state.collect_schema().names()
        state = nw.concat([state, beside(state, {"project_id": list(untold)})], how="diagonal").select(*names)
    mended = beside(state, _moved(new_of, own | untold))
    is_moved = ~nw.col("moved_listed").is_null()
    occasion = nw.when(nw.col("moved_occasion") != _NONE).then(nw.col("moved_occasion"))
    return (
        state.join(mended, on="project_id", how="left")
        .with_columns(
            *(
                nw.when(is_moved)
                .then(nw.col(f"moved_{name}"))
                .otherwise(nw.col(f"{name}_day"))
                .cast(nw.Int32)
                .alias(f"{name}_day")
                for name in ("task", "listed")
            ),
            nw.when(is_moved).then(occasion).otherwise(nw.col("task_occasion")).alias("task_occasion"),
        )
        .drop("moved_task", "moved_listed", "moved_occasion")
    )


def _own_places(state: Frame, ids: Iterable[int]) -> dict[int, _Place]:
    rows = here(
        state.filter(nw.col("project_id").is_in(sorted(ids))).select(
            "project_id", "sign_day", "listed_day", "task_occasion"
        )
    )
    return {project: _Place(*place) for project, *place in rows.iter_rows()}


def _moved(new_of: Mapping[int, int], own: Mapping[int, _Place]) -> dict[str, list[int]]:
    """Columns of what differs: a replaced project has no place, a replacing one that of the first in its row."""
    old_of = {new: old for old, new in new_of.items()}
    columns: dict[str, list[int]] = {
        name: [] for name in ("project_id", "moved_task", "moved_listed", "moved_occasion")
    }
    for project, place in sorted(own.items()):
        first = own.get(_first(project, old_of), place)
        is_out = project in new_of or first.listed is None
        listed = NEVER if is_out or first.listed is None else first.listed
        task = NEVER if place.signed is None else listed
        occasion = _NONE if is_out or first.occasion is None else first.occasion
        for name, value in zip(columns, (project, task, listed, occasion), strict=True):
            columns[name].append(value)
    return columns


def _first(project: int, old_of: Mapping[int, int]) -> int:
    """The project whose place was handed on to this one. A circle ends itself."""
    seen = {project}
    while project in old_of and old_of[project] not in seen:
        project = old_of[project]
        seen.add(project)
    return project
