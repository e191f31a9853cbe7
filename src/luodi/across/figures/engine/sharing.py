"""Who a project counts for: shares in force on each day, and how much of a project lies below each unit of the tree.

A project of one unit alone is `plain`; one that is shared, or changed hands, is `mixed` and carries its spans of days.
A unit counts a project once, with the sum of the shares below it, never more than the whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.ledger import Ledger, UnitNode
from luodi.across.figures.engine.source import Frame
from luodi.across.figures.engine.timeline import NEVER
from luodi.across.figures.rules.measures import BASIS

ALWAYS: Final = -NEVER


@dataclass(frozen=True)
class Sharing:
    """`plain`: project_id, counted_unit. `mixed`: project_id, from_day, until_day, node, share_bp.
    `above`: unit_id, node.
    """

    plain: Frame
    mixed: Frame
    above: Frame

    @property
    def spans(self) -> Frame:
        """The spans of days of mixed projects: project_id, from_day, until_day."""
        return self.mixed.select("project_id", "from_day", "until_day").unique()


def share_out(ledger: Ledger, nodes: Collection[int] | None) -> Sharing:
    """Shares for the units named (None: all units). Projects without a share set count whole for their own unit;
    before the first day of a project's first set, that set holds.
    """
    above = _ancestors(ledger.units, nodes)
    owned = ledger.projects.select("project_id", nw.col("unit_id").alias("owner_id"))
    parts = ledger.shares.group_by("project_id").agg(nw.len().alias("parts"), nw.col("share_bp").min().alias("least"))
    simple = (nw.col("parts") == 1) & (nw.col("least") == BASIS)
    several = owned.join(parts.filter(~simple), on="project_id", how="inner").select("project_id").collect().lazy()
    single = ledger.shares.join(parts.filter(simple).select("project_id"), on="project_id", how="inner")
    plain = owned.join(single.select("project_id", "unit_id"), on="project_id", how="left")
    plain = plain.join(several, on="project_id", how="anti")
    plain = plain.select("project_id", nw.coalesce("unit_id", "owner_id").alias("counted_unit"))
    mixed = _in_force(ledger.shares.join(several, on="project_id", how="inner"))
    mixed = mixed.join(above, on="unit_id", how="inner")
    mixed = mixed.group_by("project_id", "from_day", "until_day", "node").agg(nw.col("share_bp").sum())
    mixed = mixed.with_columns(nw.min_horizontal(nw.col("share_bp"), nw.lit(BASIS)).cast(nw.Int64).alias("share_bp"))
    if nodes is not None:
        within = above.select(nw.col("unit_id").alias("counted_unit")).unique()
        plain = plain.join(within, on="counted_unit", how="inner")
    return Sharing(plain.collect().lazy(), mixed.collect().lazy(), above)


def _in_force(shares: Frame) -> Frame:
    """Each share with the span of days in which its set is the one of the greatest revision that has begun."""
    sets = shares.group_by("project_id", "revision").agg(nw.col("from_day").min()).collect().lazy()
    soonest = nw.col("from_day").cum_min(reverse=True).over("project_id", order_by="revision")
    sets = sets.with_columns(soonest.alias("soonest"))
    until = nw.col("soonest").shift(-1).over("project_id", order_by="revision").fill_null(NEVER)
    sets = sets.with_columns(until.alias("until_day")).filter(nw.col("from_day") < nw.col("until_day"))
    first = nw.col("from_day") == nw.col("from_day").min().over("project_id")
    begin = nw.when(first).then(nw.lit(ALWAYS)).otherwise(nw.col("from_day"))
    sets = sets.select(
        "project_id", "revision", begin.cast(nw.Int32).alias("from_day"), nw.col("until_day").cast(nw.Int32)
    )
    return shares.drop("from_day").join(sets, on=["project_id", "revision"], how="inner")


def _ancestors(units: Mapping[int, UnitNode], nodes: Collection[int] | None) -> Frame:
    """Pairs of a unit and each unit above it (itself included), as far as asked for. A circle in the tree ends itself."""
    wanted = None if nodes is None else set(nodes)
    below: list[int] = []
    above: list[int] = []
    for unit_id in units:
        for node in lineage(units, unit_id):
            if wanted is None or node in wanted:
                below.append(unit_id)
                above.append(node)
    frame = nw.from_dict({"unit_id": below, "node": above}, {"unit_id": nw.Int64, "node": nw.Int64}, backend="polars")
    return frame.lazy()


def lineage(units: Mapping[int, UnitNode], unit_id: int) -> list[int]:
    """The unit and all above it, from below."""
    found: list[int] = []
    current: int | None = unit_id
    while current is not None and current in units and current not in found:
        found.append(current)
        current = units[current].parent_id
    return found
