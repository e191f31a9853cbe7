"""The tables and charts of a paper as a workbook: one sheet a table or chart, header repeated on print, numbers as numbers."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from luodi.base.core.documents.archive import repack
from luodi.base.core.documents.content import NUMBER_KINDS, Cell, Column, ColumnKind, Document, Table
from luodi.base.core.documents.sheet_charts import write_chart_sheet
from luodi.base.core.documents.tables import place_header
from luodi.base.core.documents.wording import clean, width_in_characters

_NUMBER_FORMATS: dict[ColumnKind, str] = {
    "index": "0",
    "integer": "#,##0",
    "number": "General",
    "money": "#,##0.00",
    "percent": '0.0"%"',
    "decimal": "0.00",
    "date": "yyyy-mm-dd",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHEET_NAME_LENGTH = 31
_CHARACTERS_PER_WEIGHT = 0.55
_UPRIGHT_CHARACTERS = 100
"""A wider table is printed on its side: upright A4 would make its letters too small."""
_LINE, _MOST_LINES = 15.0, 24
_EPOCH = date(2000, 1, 1)


def write_xlsx(document: Document) -> bytes:
    """All tables of the paper as .xlsx; equal content gives equal bytes."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.combine(document.signed_on or _EPOCH, time(0), tzinfo=UTC).replace(tzinfo=None)
    workbook.set_properties({"title": document.title, "author": document.issuer, "created": created})
    tables = list(document.tables())
    pictures = list(document.pictures())
    if not tables and not pictures:
        workbook.add_worksheet("无表格").write_string(0, 0, "本文稿没有表格")
    for name, table in zip(_sheet_names(document.title, tables), tables, strict=True):
        _TableSheet(workbook, workbook.add_worksheet(name), table, document.title).write()
    for number, picture in enumerate(pictures, 1):
        write_chart_sheet(workbook, workbook.add_worksheet(f"图{number}"), picture.chart)
    workbook.close()
    return repack(buffer.getvalue(), replaced={})


def _sheet_names(title: str, tables: list[Table]) -> Iterator[str]:
    used: set[str] = set()
    for number, table in enumerate(tables, 1):
        base = _FORBIDDEN.sub("", clean(table.caption or title)).strip() or f"表{number}"
        name, again = base[:_SHEET_NAME_LENGTH], 2
        while name.lower() in used:
            mark = f"（{again}）"
            name, again = base[: _SHEET_NAME_LENGTH - len(mark)] + mark, again + 1
        used.add(name.lower())
        yield name


class _TableSheet:
    """Writes one table to one sheet."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, table: Table, title: str) -> None:
        self._sheet = sheet
        self._table = table
        self._title = table.caption or title
        self._widths = [max(_least(column), column.width * _CHARACTERS_PER_WEIGHT) for column in table.columns]
        plain = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"}
        boxed = {**plain, "border": 1, "text_wrap": True}
        self._heading = workbook.add_format({**plain, "font_name": "黑体", "font_size": 16, "align": "center"})
        self._remark = workbook.add_format({**plain, "align": "left", "text_wrap": True})
        self._unit = workbook.add_format({**plain, "align": "right"})
        self._head = workbook.add_format({**boxed, "font_name": "黑体", "align": "center"})
        grounds = sorted({"", *(cell.fill for line in table.rows for cell in line.cells)})
        self._cells = {
            (index, is_strong, is_quoted, fill): workbook.add_format(
                {**boxed, **_column_format(column), **_ground(fill), "bold": is_strong, "quote_prefix": is_quoted}
            )
            for index, column in enumerate(table.columns)
            for is_strong in (False, True)
            for is_quoted in (False, True)
            for fill in grounds
        }

    def write(self) -> None:
        """Title, unit, header, rows and note from the top; then what print and screen need."""
        first = self._write_head()
        last = self._write_rows(first)
        if self._table.note:
            self._merge((last, 0), (last, len(self._widths) - 1), self._table.note, self._remark)
            self._sheet.set_row(last, _height(((self._table.note, sum(self._widths)),)))
        for index, width in enumerate(self._widths):
            self._sheet.set_column(index, index, width)
        depth = len(self._table.header_rows)
        self._sheet.freeze_panes(first, 0)
        self._sheet.repeat_rows(first - depth, first - 1)
        self._sheet.set_paper(9)
        if self._table.is_wide or len(self._table.columns) > 8 or sum(self._widths) > _UPRIGHT_CHARACTERS:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C— &P —")

    def _write_head(self) -> int:
        last_column = len(self._table.columns) - 1
        self._merge((0, 0), (0, last_column), self._title, self._heading)
        self._sheet.set_row(0, 28)
        at = 1
        if self._table.unit_line:
            self._merge((at, 0), (at, last_column), self._table.unit_line, self._unit)
            at += 1
        for level, line in enumerate(place_header(self._table)):
            single = ((cell.text, self._widths[column]) for column, cell in line if cell.span == 1 and cell.depth == 1)
            self._sheet.set_row(at + level, _height(single))
            for column, cell in line:
                until = (at + level + cell.depth - 1, column + cell.span - 1)
                self._merge((at + level, column), until, cell.text, self._head)
        return at + len(self._table.header_rows)

    def _write_rows(self, first: int) -> int:
        for offset, line in enumerate(self._table.rows):
            self._sheet.set_row(
                first + offset, _height(zip((cell.text for cell in line.cells), self._widths, strict=True))
            )
            for index, cell in enumerate(line.cells):
                is_quoted = cell.raw is None and cell.text.startswith(_FORMULA_STARTS)
                self._write_cell(first + offset, index, cell, self._cells[index, line.is_strong, is_quoted, cell.fill])
        return first + len(self._table.rows)

    def _write_cell(self, row: int, column: int, cell: Cell, style: Format) -> None:
        if cell.raw is None:
            self._sheet.write_string(row, column, clean(cell.text), style)
        elif isinstance(cell.raw, date):
            self._sheet.write_datetime(row, column, cell.raw, style)
        else:
            self._sheet.write_number(row, column, cell.raw, style)

    def _merge(self, at: tuple[int, int], until: tuple[int, int], text: str, style: Format) -> None:
        top, left = at
        if at == until:
            self._sheet.write_string(top, left, clean(text), style)
        else:
            self._sheet.merge_range(top, left, *until, "", style)
            self._sheet.write_string(top, left, clean(text), style)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for the most lines that a text needs in its width; rows of merged cells do not grow by themselves."""
    lines = max((ceil(2 * width_in_characters(text) / max(width - 1, 1)) for text, width in cells), default=1)
    return _LINE * max(1, min(lines, _MOST_LINES)) + 3


def _least(column: Column) -> float:
    """Numbers need room for their digits; a spreadsheet shows ### instead."""
    return 9.0 if column.kind in NUMBER_KINDS else 5.0


def _ground(fill: str) -> dict[str, str]:
    return {"bg_color": f"#{fill}"} if fill else {}


def _column_format(column: Column) -> dict[str, str]:
    chosen: dict[str, str] = {"align": column.effective_alignment}
    number_format = _NUMBER_FORMATS.get(column.kind)
    return {**chosen, "num_format": number_format} if number_format else chosen
