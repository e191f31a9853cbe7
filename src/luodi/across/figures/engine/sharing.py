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
    """`plain`: project_id, unit_id. `mixed`: project_id, from_day, until_day, node, share_bp. `above`: unit_id, node."""

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
    rows = _in_force(ledger.shares)
    owned = ledger.projects.select("project_id", "unit_id")
    alone = owned.join(rows.select("project_id").unique(), on="project_id", how="anti").with_columns(
        nw.lit(BASIS).cast(nw.Int64).alias("share_bp"),
        nw.lit(ALWAYS).cast(nw.Int32).alias("from_day"),
        nw.lit(NEVER).cast(nw.Int32).alias("until_day"),
    )
    counted = rows.join(owned.select("project_id"), on="project_id", how="inner")
    columns = ("project_id", "unit_id", "share_bp", "from_day", "until_day")
    rows = nw.concat([counted.select(*columns), alone.select(*columns)])
    whole = (nw.col("share_bp") == BASIS) & (nw.col("from_day") == ALWAYS) & (nw.col("until_day") == NEVER)
    parts = rows.group_by("project_id").agg(nw.len().alias("parts"), whole.all().alias("whole"))
    several = parts.filter((nw.col("parts") > 1) | ~nw.col("whole")).select("project_id")
    plain = rows.join(several, on="project_id", how="anti").select("project_id", "unit_id")
    mixed = rows.join(several, on="project_id", how="inner").join(above, on="unit_id", how="inner")
    mixed = mixed.group_by("project_id", "from_day", "until_day", "node").agg(nw.col("share_bp").sum())
    mixed = mixed.with_columns(nw.min_horizontal(nw.col("share_bp"), nw.lit(BASIS)).cast(nw.Int64).alias("share_bp"))
    if nodes is not None:
        plain = plain.join(above.select("unit_id").unique(), on="unit_id", how="inner")
    return Sharing(plain.collect().lazy(), mixed.collect().lazy(), above)


def _in_force(shares: Frame) -> Frame:
    """Each share with the span of days in which its set is the one of the greatest revision that has begun."""
    sets = shares.group_by("project_id", "revision").agg(nw.col("from_day").min())
    several = sets.group_by("project_id").agg(nw.len().alias("sets")).filter(nw.col("sets") > 1).select("project_id")
    changing = sets.join(several, on="project_id", how="inner")
    soonest = nw.col("from_day").cum_min(reverse=True).over("project_id", order_by="revision")
    changing = changing.with_columns(soonest.alias("soonest"))
    changing = changing.with_columns(
        nw.col("soonest").shift(-1).over("project_id", order_by="revision").fill_null(NEVER).alias("until_day")
    ).filter(nw.col("from_day") < nw.col("until_day"))
    first = nw.col("from_day") == nw.col("from_day").min().over("project_id")
    begin = nw.when(first).then(nw.lit(ALWAYS)).otherwise(nw.col("from_day"))
    changing = changing.select("project_id", "revision", begin.cast(nw.Int32).alias("begin"), "until_day")
    steady = shares.join(several, on="project_id", how="anti").with_columns(
        nw.lit(ALWAYS).cast(nw.Int32).alias("begin"), nw.lit(NEVER).cast(nw.Int32).alias("until_day")
    )
    moved = shares.join(changing, on=["project_id", "revision"], how="inner")
    columns = (
        "project_id",
        "unit_id",
        "share_bp",
        nw.col("begin").alias("from_day"),
        nw.col("until_day").cast(nw.Int32),
    )
    return nw.concat([steady.select(*columns), moved.select(*columns)])


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
