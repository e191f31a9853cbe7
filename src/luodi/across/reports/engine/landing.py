"""签约＝取消＋未落地＋已落地, unit by unit, with the difference printed so that anybody can check it (seed 003)."""

from collections.abc import Sequence
from typing import Final

from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.tokens import qualified

LANDING_TABLE: Final = "landing"
_PARTS: Final = (
    ("签约（个）", "P05.signed.period", "number"),
    ("取消（个）", "P05.cancelled.period", "number"),
    ("未落地（个）", "P05.unlanded.period", "number"),
    ("已落地（个）", "P05.landed.period", "number"),
    ("落地率（%）", "P05.period", "percent"),
    ("核对差", "P05.gap.period", "number"),
)


def landing_table(members: Sequence[Member]) -> tuple[TableExhibit, ...]:
    """A line a unit that signed, and the whole; nothing when nobody signed."""
    if not members:
        return ()
    columns = (
        ExhibitColumn("单位", width=38),
        *(ExhibitColumn(header, "percent" if kind == "percent" else "number", 18) for header, _, kind in _PARTS),
    )
    rows = [(one.label, *(f"{{{{{qualified(key, one.code)}|表内}}}}" for _, key, _ in _PARTS)) for one in members]
    rows.append(("合计", *(f"{{{{{key}|表内}}}}" for _, key, _ in _PARTS)))
    note = (
        "取消指落地前终止或被置换；落地后终止的仍算已落地。核对差＝签约−（取消＋未落地＋已落地），应为0；"
        "跨单位项目按招引分担比例计入各单位"
    )
    return (TableExhibit(LANDING_TABLE, "签约项目落地情况", columns, tuple(rows), note=note, strong=(len(rows) - 1,)),)
