"""Projects by stage and side status beside each other: two fields that never overwrite each other (seed 003)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit

STAGE_TABLE: Final = "stages"
ALL: Final = "all"


@dataclass(frozen=True)
class Axis:
    """A stage or side status that some project has: its code in keys, and its name."""

    code: str
    name: str


def cell_key(stage: str, side: str) -> str:
    """The key of the number of projects of a stage and a side status; ALL for a sum."""
    return f"major.{stage}.{side}"


def cross_table(stages: Sequence[Axis], sides: Sequence[Axis], *, note: str) -> tuple[TableExhibit, ...]:
    """The table with its sums; nothing without projects. Stages and statuses that nobody has are left out."""
    if not stages:
        return ()
    every = (*sides, Axis(ALL, "合计"))
    columns = (ExhibitColumn("阶段", width=30), *(ExhibitColumn(f"{one.name}（个）", "number", 20) for one in every))
    rows = tuple(
        (stage.name, *(f"{{{{{cell_key(stage.code, side.code)}|表内}}}}" for side in every))
        for stage in (*stages, Axis(ALL, "合计"))
    )
    return (TableExhibit(STAGE_TABLE, "重大项目阶段和状态", columns, rows, note=note, strong=(len(rows) - 1,)),)
