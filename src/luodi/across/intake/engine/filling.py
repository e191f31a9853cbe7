"""Text that one cell says for several rows: merged ranges running down, and what is left of them in a csv file.

Only text is filled (unit, chain, project of a detail line), never an amount or a date.
"""

from collections.abc import Sequence
from typing import Final

from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.columns import Column, joined_days
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.tables import FILLABLE, Table

_RUNNING: Final = ("unit", "leader", "chain", "kind", "owner")
_OF_DETAIL: Final = ("name", "investor", "serial", "unit", "chain")
_MOST_FILLED: Final = 0.6
_MOST_REPEATED: Final = 1.25


def filled_column(table: Table, column: Column, fates: Sequence[RowFate], *, is_detail: bool) -> list[Cell]:
    """The column's cells for all fates, run down where one cell stands for several rows."""
    rows = [fate.row for fate in fates]
    cells = table.grid.column(column.index, rows)
    if column.parts:
        return joined_days([cells, *(table.grid.column(part, rows) for part in column.parts)])
    if column.field not in FILLABLE:
        return cells
    merged = {
        area.top: area
        for area in table.grid.merged
        if area.left <= column.index <= area.right and area.bottom > area.top
    }
    if merged:
        cells = _from_ranges(table, column, fates, cells)
    if is_detail and column.field in _OF_DETAIL:
        return _run_down(fates, cells)
    if not merged and not table.has_merges and _is_run(column, fates, cells):
        return _run_down(fates, cells)
    return cells


def is_covered(table: Table, row: int, column: Column) -> bool:
    """Does the cell belong to a merged range that began in a row above?"""
    area = table.grid.area(row, column.index)
    return area is not None and area.top < row


def _from_ranges(table: Table, column: Column, fates: Sequence[RowFate], cells: list[Cell]) -> list[Cell]:
    for place, fate in enumerate(fates):
        area = table.grid.area(fate.row, column.index) if is_blank(cells[place]) else None
        if area is not None and area.top < fate.row and fate.kind == "data" and area.top >= table.block.first_row:
            cells[place] = table.grid.cell(area.top, column.index)
    return cells


def _is_run(column: Column, fates: Sequence[RowFate], cells: Sequence[Cell]) -> bool:
    """Each name stands once, at the top of its run: so it was merged before it became text."""
    if column.field not in _RUNNING:
        return False
    data = [compact(text_of(cell)) for fate, cell in zip(fates, cells, strict=True) if fate.kind == "data"]
    said = [text for text in data if text]
    if not data or not data[0] or len(said) > _MOST_FILLED * len(data):
        return False
    return len(said) <= _MOST_REPEATED * len(set(said)) and len(said) < len(data)


def _run_down(fates: Sequence[RowFate], cells: list[Cell]) -> list[Cell]:
    current: Cell = ""
    for place, fate in enumerate(fates):
        if fate.kind != "data":
            if fate.kind in ("group", "header_repeat"):
                current = "" if fate.kind == "group" else current
            continue
        if is_blank(cells[place]):
            cells[place] = current
        else:
            current = cells[place]
    return cells
