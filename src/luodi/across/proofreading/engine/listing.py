"""What was found as a workbook: one row per relation, and one per figure beside the ledger's."""

from collections.abc import Sequence

from luodi.across.proofreading.engine.claims import LABELS, Place
from luodi.across.proofreading.engine.proof import Proof
from luodi.base.core.tabular import Cell, Column, Sheet, write_workbook

_COLUMNS = (
    Column("序号", "integer", 6),
    Column("位置", "text", 14),
    Column("原文", "text", 44),
    Column("关系", "choice", 12),
    Column("依据的数", "text", 26),
    Column("文中写作", "text", 12),
    Column("重算", "text", 14),
    Column("结论", "choice", 10),
    Column("说明", "text", 44),
)
_LEDGER_COLUMNS = (
    Column("序号", "integer", 6),
    Column("位置", "text", 14),
    Column("原文", "text", 44),
    Column("指标", "text", 26),
    Column("文中写作", "text", 14),
    Column("台账", "text", 14),
    Column("结论", "choice", 14),
    Column("说明", "text", 30),
)


def workbook(title: str, proof: Proof, ledger: Sequence[Sequence[Cell]] = ()) -> bytes:
    """The .xlsx. `ledger` are the rows of the second sheet, without their number."""
    rows = [(number, *row) for number, row in enumerate(_rows(proof), start=1)]
    sheets = [Sheet("核数清单", f"{title}核数清单", _COLUMNS, rows, frozen_columns=1)]
    if ledger:
        numbered = [(number, *row) for number, row in enumerate(ledger, start=1)]
        sheets.append(Sheet("与台账比对", f"{title}与台账比对", _LEDGER_COLUMNS, numbered, frozen_columns=1))
    return write_workbook(sheets)


def where(at: Place) -> str:
    """A place for people: 第4段, or 第6段 表第3行第2列."""
    return f"第{at.paragraph}段" if at.row is None else f"第{at.paragraph}段 表第{at.row}行第{at.column}列"


def _rows(proof: Proof) -> list[tuple[Cell, ...]]:
    return [
        (
            where(relation.at),
            relation.quote,
            LABELS[relation.kind],
            "、".join(one.text for one in relation.operands),
            relation.stated.text,
            "" if relation.recomputed is None else f"{relation.recomputed:f}{relation.stated.unit_name}",
            relation.verdict.label,
            relation.note,
        )
        for relation in proof.relations
    ]
