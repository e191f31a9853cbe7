"""The rows that were not imported, in the ledger's own layout with one more column that says why, to be mended and imported again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luodi.across.intake.engine.cells import is_blank, text_of
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.model import (
    Cell,
    MergedRange,
    ParsedBlock,
    ParsedRow,
    ParsedSheet,
    ParsedWorkbook,
    RawWorkbook,
    RowRef,
)
from luodi.across.intake.rules.rows import REASON_HEADER

_FONT: Final = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_WIDTH, _REASON_WIDTH = 14, 50
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same leftovers give the same bytes


def leftovers(raw: RawWorkbook, parsed: ParsedWorkbook, *, held: Mapping[RowRef, str] | None = None) -> bytes:
    """An .xlsx of every rejected row (and of `held` ones, with their reason), sheet by sheet; b"" when nothing is left over.

    Titles, headers, merged header cells, order of columns and the cells themselves are the ledger's; text that ran down a merged
    range is written into each row, so that a row can stand alone.
    """
    reasons = held or {}
    chosen = [(sheet, rows) for sheet in parsed.sheets if (rows := _left(sheet, reasons))]
    if not chosen:
        return b""
    grids = {sheet.name: Grid(sheet) for sheet in raw.sheets}
    buffer = BytesIO()
    book = Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": _CREATED})
    looks = _Looks(book)
    for sheet, rows in chosen:
        _write_sheet(book.add_worksheet(sheet.name[:31]), grids[sheet.name], sheet, rows, looks, reasons)
    book.close()
    return buffer.getvalue()


class _Looks:
    """The few formats that are needed."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format(_FONT | {"bold": True, "align": "center", "text_wrap": True, "border": 1})
        self.title = book.add_format(_FONT | {"bold": True})
        self.cell = book.add_format(_FONT | {"border": 1})
        self.day = book.add_format(_FONT | {"border": 1, "num_format": "yyyy-mm-dd"})
        self.reason = book.add_format(_FONT | {"border": 1, "text_wrap": True, "font_color": "#C00000"})


def _left(sheet: ParsedSheet, held: Mapping[RowRef, str]) -> list[ParsedRow]:
    return [row for row in sheet.rows if row.outcome == "reject" or RowRef(sheet.name, row.row) in held]


def _write_sheet(
    page: Worksheet,
    grid: Grid,
    sheet: ParsedSheet,
    rows: Sequence[ParsedRow],
    looks: _Looks,
    held: Mapping[RowRef, str],
) -> None:
    page.set_column(0, grid.width - 1, _WIDTH)
    page.set_column(grid.width, grid.width, _REASON_WIDTH)
    at = 0
    for number, block in enumerate(sheet.blocks):
        mine = [row for row in rows if row.block == number]
        if mine:
            at = _write_head(page, grid, block, at, looks)
            for row in mine:
                _write_row(page, grid, block, row.row, at, looks)
                page.write_string(at, grid.width, _reason(sheet, row, held), looks.reason)
                at += 1
            at += 1


def _write_head(page: Worksheet, grid: Grid, block: ParsedBlock, at: int, looks: _Looks) -> int:
    """Title rows and header rows as they stand, one below the other; returns the next free row."""
    places = {row: at + step for step, row in enumerate((*block.title_rows, *block.header_rows))}
    for row, place in places.items():
        look = looks.head if row in block.header_rows else looks.title
        for column, cell in enumerate(grid.rows[row - 1], 1):
            if not is_blank(cell):
                _write(page, place, column - 1, cell, look, looks)
    taken: set[tuple[int, int]] = set()
    for area in grid.merged:
        cells = _cells_of(area)
        if area.top in places and area.bottom in places and len(cells) > 1 and not taken & cells:
            taken |= cells
            look = looks.head if area.top in block.header_rows else looks.title
            page.merge_range(
                places[area.top],
                area.left - 1,
                places[area.bottom],
                area.right - 1,
                text_of(grid.cell(area.top, area.left)),
                look,
            )
    first, last = places[block.header_rows[0]], places[block.header_rows[-1]]
    if last > first:
        page.merge_range(first, grid.width, last, grid.width, REASON_HEADER, looks.head)
    else:
        page.write_string(first, grid.width, REASON_HEADER, looks.head)
    return last + 1


def _cells_of(area: MergedRange) -> set[tuple[int, int]]:
    return {(row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)}


def _write_row(page: Worksheet, grid: Grid, block: ParsedBlock, row: int, at: int, looks: _Looks) -> None:
    filled = {column.index for column in block.columns if column.field in ("name", "investor", "unit", "chain", "uscc")}
    for column in range(1, grid.width + 1):
        cell = grid.shown(row, column) if column in filled else grid.cell(row, column)
        if is_blank(cell) and column in filled:
            cell = _above(grid, block, row, column)
        if not is_blank(cell):
            _write(page, at, column - 1, cell, looks.cell, looks)
        else:
            page.write_blank(at, column - 1, None, looks.cell)


def _above(grid: Grid, block: ParsedBlock, row: int, column: int) -> Cell:
    """In a list of payments without merged ranges the project stands in the first of its rows only."""
    is_name = any(known.index == column and known.field == "name" for known in block.columns)
    if not is_name or not any(known.field == "amount" for known in block.columns):
        return ""
    for higher in range(row - 1, block.first_row - 1, -1):
        cell = grid.cell(higher, column)
        if not is_blank(cell):
            return cell
    return ""


def _write(page: Worksheet, row: int, column: int, cell: Cell, look: Format, looks: _Looks) -> None:
    if isinstance(cell, (bool, str)):
        page.write_string(row, column, str(cell), look)
    elif isinstance(cell, (int, float)):
        page.write_number(row, column, cell, look)
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell.replace(tzinfo=None), looks.day)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, looks.day)
    else:
        page.write_string(row, column, text_of(cell), look)


def _reason(sheet: ParsedSheet, row: ParsedRow, held: Mapping[RowRef, str]) -> str:
    said = [f"{issue.column}：{issue.message}" for issue in row.issues if issue.is_rejection]
    own = held.get(RowRef(sheet.name, row.row))
    return "；".join([*said, *([own] if own else [])])
