"""Tables out as .xlsx: title, unit line, header, rows; printed on A4 landscape with the header on every page.

Text stays text: nothing that people typed can become a formula or a link. Reading is the intake's business.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Literal
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

ColumnKind = Literal[
    "text", "money", "date", "datetime", "code", "choice", "integer", "decimal", "percent", "boolean", "phone"
]
Cell = str | int | Decimal | date | datetime | bool | None

_CHINA = ZoneInfo("Asia/Shanghai")
_A4 = 9
_SHEET_NAME_LIMIT = 31
_ROW_LIMIT = 1_048_576
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_NUMBER_FORMATS: dict[ColumnKind, str] = {
    "money": "#,##0.00",
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "percent": '0.0"%"',
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "code": "@",
    "phone": "@",
}
_WIDTHS: dict[ColumnKind, float] = {"text": 24, "date": 12, "datetime": 18, "code": 22, "money": 14, "choice": 12}
_DEFAULT_WIDTH = 10.0
_NUMERIC: frozenset[ColumnKind] = frozenset({"money", "integer", "decimal", "percent"})
_DATED: frozenset[ColumnKind] = frozenset({"date", "datetime"})
_CENTRED: frozenset[ColumnKind] = _DATED | {"boolean", "choice"}
_CELL_LOOK = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter"}
_NOTE_LOOK = _CELL_LOOK | {"align": "right"}
_TITLE_LOOK = _CELL_LOOK | {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"}
_HEAD_LOOK = _TITLE_LOOK | {"font_size": 11, "text_wrap": True, "border": 1, "bg_color": "#EDEDED"}
# No clock: the same table gives the same bytes, so a file can be compared by its hash.
_CREATED = datetime(2000, 1, 1, tzinfo=_CHINA)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, what it holds, its width in half-width characters (0 = by kind and header)."""

    header: str
    kind: ColumnKind = "text"
    width: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `note` (as 单位：万元) stands right above the header; `frozen_columns` stay in sight."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    note: str = ""
    frozen_columns: int = 0


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of the sheets; rows are streamed. ValueError for no sheet, a row of wrong width or too many rows.

    Percent values are given in percent (40.2); aware moments are shown in China's time; None is an empty cell.
    """
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    buffer = BytesIO()
    book = Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, _sheet_name(sheet.name, names))
    book.close()
    return buffer.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, name: str) -> None:
    page = book.add_worksheet(name)
    last_column = len(sheet.columns) - 1
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _width(column))
    row = _write_heading(book, page, sheet)
    header_row = row - 1
    formats = [_Formats.of(book, column.kind) for column in sheet.columns]
    for values in sheet.rows:
        if len(values) != len(sheet.columns):
            raise ValueError(f"row {row + 1} has {len(values)} values for {len(sheet.columns)} columns")
        if row == _ROW_LIMIT:
            raise ValueError(f"a sheet holds at most {_ROW_LIMIT} rows")
        for at, value in enumerate(values):
            formats[at].write(page, row, at, value)
        row += 1
    page.autofilter(header_row, 0, max(row - 1, header_row), last_column)
    _set_up_print(page, header_row, sheet.frozen_columns)


def _write_heading(book: Workbook, page: Worksheet, sheet: Sheet) -> int:
    """Title, note and header; returns the row after them."""
    columns = len(sheet.columns)
    page.set_row(0, 30)
    _write_across(page, 0, columns, sheet.title, book.add_format(_TITLE_LOOK))
    row = 1
    if sheet.note:
        _write_across(page, row, columns, sheet.note, book.add_format(_NOTE_LOOK))
        row += 1
    head = book.add_format(_HEAD_LOOK)
    for at, column in enumerate(sheet.columns):
        page.write_string(row, at, column.header, head)
    return row + 1


def _write_across(page: Worksheet, row: int, columns: int, text: str, form: Format) -> None:
    if columns > 1:
        page.merge_range(row, 0, row, columns - 1, "", form)
    page.write_string(row, 0, text, form)


def _set_up_print(page: Worksheet, header_row: int, frozen_columns: int) -> None:
    page.freeze_panes(header_row + 1, frozen_columns)
    page.repeat_rows(header_row)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C第 &P 页，共 &N 页")


@dataclass(frozen=True, slots=True)
class _Formats:
    kind: ColumnKind
    plain: Format
    quoted: Format

    @classmethod
    def of(cls, book: Workbook, kind: ColumnKind) -> "_Formats":
        align = "right" if kind in _NUMERIC else "center" if kind in _CENTRED else "left"
        look = _CELL_LOOK | {"border": 1, "align": align, "text_wrap": align == "left"}
        look |= {"num_format": _NUMBER_FORMATS.get(kind, "General")}
        return cls(kind, book.add_format(look), book.add_format(look | {"quote_prefix": True}))

    def write(self, page: Worksheet, row: int, at: int, value: Cell) -> None:
        if value is None or value == "":
            page.write_blank(row, at, None, self.plain)
        elif isinstance(value, str):
            risky = value.startswith(_FORMULA_STARTS)
            page.write_string(row, at, value, self.quoted if risky else self.plain)
        elif isinstance(value, bool):
            page.write_string(row, at, "是" if value else "否", self.plain)
        elif isinstance(value, date):
            self._write_date(page, row, at, _naive(value))
        elif self.kind in _NUMERIC:
            page.write_number(row, at, float(value), self.plain)
        else:
            page.write_string(row, at, str(value), self.plain)

    def _write_date(self, page: Worksheet, row: int, at: int, value: date) -> None:
        if self.kind in _DATED:
            page.write_datetime(row, at, value, self.plain)
        else:
            page.write_string(row, at, str(value), self.plain)


def _naive(value: date) -> date:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(_CHINA).replace(tzinfo=None)
    return value


def _width(column: Column) -> float:
    longest = max((_text_width(line) for line in column.header.split("\n")), default=0)
    return column.width or max(_WIDTHS.get(column.kind, _DEFAULT_WIDTH), longest + 4)


def _text_width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts: at most 31 characters, none of []:*?/\\, no apostrophe at the ends, unique."""
    base = _NOT_IN_SHEET_NAME.sub("_", wanted).strip("'")[:_SHEET_NAME_LIMIT] or "Sheet"
    name, number = base, 2
    while name.lower() in taken:
        mark = f"({number})"
        name = base[: _SHEET_NAME_LIMIT - len(mark)] + mark
        number += 1
    taken.add(name.lower())
    return name
