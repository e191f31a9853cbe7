"""Small workbooks made of rows, for tests of the reader."""

from collections.abc import Sequence

from luodi.across.intake.engine import (
    Cell,
    MergedRange,
    ParsedRow,
    ParsedSheet,
    ParsedWorkbook,
    RawSheet,
    RawWorkbook,
    parse_workbook,
)


def sheet(
    rows: Sequence[Sequence[Cell]],
    name: str = "Sheet1",
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
    state: str = "visible",
) -> RawSheet:
    """A raw sheet; rows are filled up to the same length; `merged` as (top, left, bottom, right)."""
    width = max((len(row) for row in rows), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawSheet(name, state, even, tuple(MergedRange(*area) for area in merged))


def book(*sheets: RawSheet, file: str = "台账.xlsx", kind: str = "xlsx") -> RawWorkbook:
    """A raw workbook of sheets."""
    return RawWorkbook(file, kind, "0" * 64, sheets)


def parsed(rows: Sequence[Sequence[Cell]], **asked: object) -> ParsedWorkbook:
    """A workbook of one sheet, understood."""
    return parse_workbook(book(sheet(rows)), **asked)


def only_sheet(workbook: ParsedWorkbook) -> ParsedSheet:
    """The workbook's one sheet."""
    (one,) = workbook.sheets
    return one


def row_of(workbook: ParsedWorkbook, number: int) -> ParsedRow:
    """A row of the workbook's one sheet by Excel's number."""
    return next(row for row in only_sheet(workbook).rows if row.row == number)


def codes(row: ParsedRow) -> list[tuple[str, str]]:
    """(column, code) of every fault of a row."""
    return [(issue.column, issue.code) for issue in row.issues]


def fields(workbook: ParsedWorkbook) -> list[str | None]:
    """The fields of the columns of the one sheet."""
    return [column.field for column in only_sheet(workbook).columns]
