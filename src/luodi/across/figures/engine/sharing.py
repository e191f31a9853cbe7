"""Who a project counts for: shares in force on each day, and how much of a project lies below each unit of the tree.

Most projects belong to one unit alone. The others hold a set of shares, or several one after the other; equal sets of
up to three units are one set, so that their projects can be summed before they are shared out.
A unit counts a project once, with the sum of the shares below it, never more than the whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, beside, held, number_of_rows
from luodi.across.figures.engine.ledger import NEVER, Ledger, UnitNode
from luodi.across.figures.rules.measures import BASIS

ALWAYS: Final = -NEVER
_WIDE: Final = 2**20
"""A unit's number × this + its basis points is one number that tells both."""


_NOTHING_HELD: Final[Mapping[str, list[int]]] = {"project_id": [], "set_id": [], "from_day": [], "until_day": []}
_NO_SETS: Final[Mapping[str, list[int]]] = {"set_id": [], "node": [], "share_bp": []}


@dataclass(frozen=True)
class Sharing:
    """Who has what, and when.

    `projects`: those of the ledger with their `counted_unit` (null where there is not one unit alone). `held`:
    project_id, set_id, from_day, until_day. `sets`: set_id, node, share_bp. `above`: counted_unit, node.
    """

    projects: Frame
    held: Frame
    sets: Frame
    above: Frame


def share_out(ledger: Ledger, nodes: Collection[int] | None) -> Sharing:
    """Shares for the units named (None: all units). Projects without a share set count whole for their own unit;
    before the first day of a project's first set, that set holds.
    """
    above = beside(ledger.projects, _ancestors(ledger.units, nodes))
    parts = ledger.shares.group_by("project_id").agg(
        nw.len().alias("parts"), nw.col("share_bp").min().alias("least"), nw.col("unit_id").min().alias("sharer")
    )
    several = (nw.col("parts") > 1) | (nw.col("least") != BASIS)
    owner = nw.when(~several.fill_null(False)).then(nw.coalesce("sharer", "unit_id")).alias("counted_unit")
    projects = ledger.projects.join(parts, on="project_id", how="left").with_columns(owner)
    projects = held(projects.drop("parts", "least", "sharer"))
    mixed = held(projects.filter(nw.col("counted_unit").is_null()).select("project_id"))
    if not number_of_rows(mixed):
        return Sharing(projects, beside(projects, _NOTHING_HELD), beside(projects, _NO_SETS), above)
    owned, sets = _in_force(ledger.shares.join(mixed, on="project_id", how="inner"))
    sets = sets.join(above, left_on="unit_id", right_on="counted_unit", how="inner")
    sets = sets.group_by("set_id", "node").agg(nw.col("share_bp").sum())
    sets = sets.with_columns(nw.min_horizontal(nw.col("share_bp"), nw.lit(BASIS)).cast(nw.Int64).alias("share_bp"))
    sets = held(sets)
    if nodes is not None:
        owned = owned.join(sets.select("set_id").unique(), on="set_id", how="inner")
    return Sharing(projects, held(owned), sets, above)


def _in_force(shares: Frame) -> tuple[Frame, Frame]:
    """Sets with the span of days in which each is the one of the greatest revision that has begun; and their units."""
    packed = nw.col("unit_id") * _WIDE + nw.col("share_bp")
    shares = shares.with_columns(packed.alias("packed"))
    sets = shares.group_by("project_id", "revision").agg(
        nw.col("from_day").min(),
        nw.len().alias("units"),
        nw.col("packed").min().alias("low"),
        nw.col("packed").max().alias("high"),
        nw.col("packed").sum().alias("all"),
    )
    sets = _with_spans(held(sets))
    own = nw.when(nw.col("units") > 3).then(nw.col("project_id")).otherwise(nw.lit(0))
    sets = held(sets.with_columns(own.alias("own")))
    marks = ["units", "low", "high", "all", "own"]
    kinds = sets.select(*marks).unique().with_row_index("set_id", order_by=marks)
    owned = sets.join(kinds, on=marks, how="inner")
    examples = (
        owned.group_by("set_id")
        .agg(nw.col("project_id").min())
        .join(owned.select("set_id", "project_id", "revision"), on=["set_id", "project_id"], how="inner")
    )
    examples = examples.group_by("set_id", "project_id").agg(nw.col("revision").min())
    units = examples.join(shares.drop("from_day"), on=["project_id", "revision"], how="inner")
    return owned.select("project_id", "set_id", "from_day", "until_day"), units.select("set_id", "unit_id", "share_bp")


def _with_spans(sets: Frame) -> Frame:
    """`from_day` and `until_day` of each set of shares; sets that never come into force fall away."""
    counts = sets.group_by("project_id").agg(nw.len().alias("sets"))
    several = held(counts.filter(nw.col("sets") > 1).select("project_id"))
    always, never = nw.lit(ALWAYS).cast(nw.Int32), nw.lit(NEVER).cast(nw.Int32)
    single = sets.join(several, on="project_id", how="anti")
    single = single.with_columns(always.alias("from_day"), never.alias("until_day"))
    moving = sets.join(several, on="project_id", how="inner")
    soonest = nw.col("from_day").cum_min(reverse=True).over("project_id", order_by="revision")
    moving = moving.with_columns(soonest.alias("soonest"))
    until = nw.col("soonest").shift(-1).over("project_id", order_by="revision").fill_null(NEVER).cast(nw.Int32)
    moving = moving.with_columns(until.alias("until_day")).drop("soonest")
    moving = moving.filter(nw.col("from_day") < nw.col("until_day"))
    first = nw.col("from_day") == nw.col("from_day").min().over("project_id")
    begin = nw.when(first).then(always).otherwise(nw.col("from_day")).cast(nw.Int32)
    return nw.concat([single, moving.with_columns(begin.alias("from_day"))])


def _ancestors(units: Mapping[int, UnitNode], nodes: Collection[int] | None) -> dict[str, list[int]]:
    """Pairs of a unit and each unit above it (itself included), as far as asked for."""
    wanted = None if nodes is None else set(nodes)
    pairs = [
        (unit_id, node) for unit_id in units for node in lineage(units, unit_id) if wanted is None or node in wanted
    ]
    return {"counted_unit": [unit for unit, _ in pairs], "node": [node for _, node in pairs]}


def lineage(units: Mapping[int, UnitNode], unit_id: int) -> list[int]:
    """The unit and all above it, from below. A circle in the tree ends itself."""
    found: list[int] = []
    current: int | None = unit_id
    while current is not None and current in units and current not in found:
        found.append(current)
        current = units[current].parent_id
    return found
