"""Planned projects by unit: what stands in the library at a cut-off, and what was published in a span with its success.

The record is replayed for all at once: a revoked step was never taken, the last one that stands says where the planned
project is, and a link holds from its day until that of its ending.
"""

from dataclasses import dataclass
from datetime import date

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, countable, held, here
from luodi.across.figures.engine.ledger import Ledger, day_number
from luodi.across.figures.engine.timeline import SIDES, states
from luodi.across.figures.rules.planning import ATTRACTED_FROM, EXTENSIONS, INSIDE, Planning
from luodi.base.core.periods import Span
from luodi.domains.offers.rules import PlannedAct
from luodi.domains.projects.rules import SideStatus


@dataclass(frozen=True, slots=True)
class Planned:
    """Of a unit and those below it: how many, their planned investment in 分, of how many it is unknown, and how many of
    them found an investor.
    """

    number: int = 0
    fen: int = 0
    unknown: int = 0
    met: int = 0


def planned_rows(ledger: Ledger, planning: Planning, span: Span) -> Frame:
    """One row per planned project that counts: `planned_id`, `counted_unit`, `day`, `amount_fen`, `project_id` (null
    unless it found an investor).

    `day` is that on which it came into the library, or was published first.
    """
    if planning is Planning.ATTRACTED:
        return _published(ledger, span)
    return _in_library(ledger, planning, span.end)


def planned_by_unit(ledger: Ledger, above: Frame, planning: Planning, span: Span) -> dict[int, Planned]:
    """The sums of every unit."""
    rows = planned_rows(ledger, planning, span).join(above, on="counted_unit", how="inner")
    known = ~nw.col("amount_fen").is_null()
    sums = rows.group_by("node").agg(
        countable(rows, ~nw.col("planned_id").is_null()).sum().cast(nw.Int64).alias("number"),
        nw.col("amount_fen").fill_null(0).sum().cast(nw.Int64).alias("fen"),
        countable(rows, known).sum().cast(nw.Int64).alias("known"),
        countable(rows, ~nw.col("project_id").is_null()).sum().cast(nw.Int64).alias("met"),
    )
    return {
        row["node"]: Planned(row["number"], row["fen"], row["number"] - row["known"], row["met"])
        for row in here(sums).rows(named=True)
    }


def _live_steps(ledger: Ledger, cut_off: date) -> Frame:
    """Steps taken by the cut-off that stand: neither revoked nor revocations themselves."""
    steps = ledger.planned_steps.filter(nw.col("day") <= day_number(cut_off))
    gone = steps.filter(~nw.col("reverses_id").is_null()).select(nw.col("reverses_id").alias("step_id"))
    return held(steps.filter(nw.col("reverses_id").is_null()).join(gone, on="step_id", how="anti"))


def _attributes(ledger: Ledger) -> Frame:
    """Of each planned project what its last known version says."""
    last = nw.col("revision") == nw.col("revision").max().over("planned_id")
    rows = ledger.planned.filter(last)
    return rows.select("planned_id", nw.col("unit_id").alias("counted_unit"), "investment_fen", "action", "is_resource")


def _in_library(ledger: Ledger, planning: Planning, cut_off: date) -> Frame:
    live = _live_steps(ledger, cut_off)
    last = live.filter(nw.col("step_id") == nw.col("step_id").max().over("planned_id"))
    inside = last.filter(nw.col("act").is_in(INSIDE)).select("planned_id")
    stored = live.filter(nw.col("act") == PlannedAct.STORE.value).group_by("planned_id").agg(nw.col("day").max())
    rows = inside.join(_attributes(ledger), on="planned_id", how="inner").join(stored, on="planned_id", how="left")
    if planning is Planning.RESOURCE:
        rows = rows.filter(nw.col("is_resource"))
    elif planning is Planning.EXTENDING:
        rows = rows.filter(nw.col("action").is_in(EXTENSIONS))
    return rows.select(
        "planned_id",
        "counted_unit",
        "day",
        nw.col("investment_fen").alias("amount_fen"),
        nw.lit(None, nw.Int64).alias("project_id"),
    )


def _published(ledger: Ledger, span: Span) -> Frame:
    live = _live_steps(ledger, span.end)
    first = live.filter(nw.col("act") == PlannedAct.OFFER.value).group_by("planned_id").agg(nw.col("day").min())
    inside = first.filter(nw.col("day") >= day_number(span.start))
    rows = inside.join(_attributes(ledger), on="planned_id", how="inner")
    found = _attracted(ledger, span.end)
    rows = rows.join(found, on="planned_id", how="left")
    return rows.select("planned_id", "counted_unit", "day", nw.col("investment_fen").alias("amount_fen"), "project_id")


def _attracted(ledger: Ledger, cut_off: date) -> Frame:
    """Planned projects with a link that holds to a project that counts and has a formal contract by the cut-off; of
    several projects the first.
    """
    links = ledger.planned_links.filter(nw.col("day") <= day_number(cut_off))
    ended = links.filter(~nw.col("reverses_id").is_null()).select(nw.col("reverses_id").alias("link_id"))
    standing = links.filter(nw.col("reverses_id").is_null()).join(ended, on="link_id", how="anti")
    state = states(ledger, cut_off, frozenset({"stage"}))
    signed = (nw.col("stage") >= ATTRACTED_FROM) & (nw.col("side") != SIDES[SideStatus.MERGED])
    projects = (
        state.filter(signed)
        .select("project_id")
        .join(ledger.projects.select("project_id"), on="project_id", how="inner")
    )
    rows = standing.join(projects, on="project_id", how="inner")
    return rows.group_by("planned_id").agg(nw.col("project_id").min())
