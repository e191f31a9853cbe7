from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from luodi.base.core.tabular import Cell, Column, ColumnKind, Sheet, write_workbook

COLUMNS = (
    Column("项目名称", "text", 30),
    Column("总投资", "money"),
    Column("签约日期", "date"),
    Column("统一社会信用代码", "code"),
)
ROWS: list[Sequence[Cell]] = [
    ("琨岳风电场二期项目", Decimal("641000.1234"), date(2023, 6, 30), "91350100M000100Y43"),
    ("铄瑞蚕桑园", None, None, ""),
]


def _sheet(**changes: Any) -> Sheet:
    return Sheet(**{"name": "项目", "title": "2023年上半年签约项目", "columns": COLUMNS, "rows": ROWS, **changes})


def _page(*sheets: Sheet) -> Any:
    return load_workbook(BytesIO(write_workbook(sheets)))[sheets[0].name]


def _only_cell(kind: ColumnKind, value: Cell) -> Any:
    return _page(_sheet(columns=[Column("列", kind)], rows=[[value]])).cell(3, 1)


def test_title_note_header_and_rows_stand_in_this_order() -> None:
    page = _page(_sheet(note="单位：万元"))

    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["2023年上半年签约项目", None, None, None],
        ["单位：万元", None, None, None],
        ["项目名称", "总投资", "签约日期", "统一社会信用代码"],
        ["琨岳风电场二期项目", 641000.1234, datetime(2023, 6, 30), "91350100M000100Y43"],
        ["铄瑞蚕桑园", None, None, None],
    ]
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:D1", "A2:D2"]


def test_a_sheet_without_note_and_with_one_column_is_not_merged() -> None:
    page = _page(_sheet(columns=[Column("项目名称")], rows=[["甲"]]))

    assert [row[0].value for row in page.iter_rows()] == ["2023年上半年签约项目", "项目名称", "甲"]
    assert list(page.merged_cells.ranges) == []


@pytest.mark.parametrize("text", ["=1+1", "+86 010", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")'])
def test_typed_text_never_becomes_a_formula(text: str) -> None:
    cell = _only_cell("text", text)

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_an_address_does_not_become_a_link() -> None:
    cell = _only_cell("text", "http://example.com")

    assert (cell.value, cell.hyperlink, cell.quotePrefix) == ("http://example.com", None, False)


@pytest.mark.parametrize(
    ("kind", "value", "stored", "number_format"),
    [
        ("money", Decimal("3250.5"), 3250.5, "#,##0.00"),
        ("integer", 1341, 1341, "#,##0"),
        ("decimal", Decimal("1.8"), 1.8, "#,##0.00"),
        ("percent", Decimal("40.2"), 40.2, '0.0"%"'),
        ("percent", "—", "—", '0.0"%"'),
        ("date", date(2023, 6, 30), datetime(2023, 6, 30), "yyyy-mm-dd"),
        ("date", "2023年6月", "2023年6月", "yyyy-mm-dd"),
        ("date", 2023, "2023", "yyyy-mm-dd"),
        ("datetime", datetime(2023, 6, 30, 16, 30, tzinfo=UTC), datetime(2023, 7, 1, 0, 30), "yyyy-mm-dd hh:mm"),
        ("datetime", datetime(2023, 6, 30, 8, 5), datetime(2023, 6, 30, 8, 5), "yyyy-mm-dd hh:mm"),
        ("code", "0013", "0013", "@"),
        ("code", 13, "13", "@"),
        ("phone", "13800000000", "13800000000", "@"),
        ("text", Decimal("3.50"), "3.50", "General"),
        ("text", date(2023, 6, 30), "2023-06-30", "General"),
        ("boolean", True, "是", "General"),
        ("boolean", False, "否", "General"),
        ("choice", "在建", "在建", "General"),
        ("money", None, None, "#,##0.00"),
    ],
)
def test_every_kind_of_cell(kind: ColumnKind, value: Cell, stored: object, number_format: str) -> None:
    cell = _only_cell(kind, value)

    assert (cell.value, cell.number_format) == (stored, number_format)


def test_the_page_prints_on_a4_landscape_with_its_header_repeated() -> None:
    page = _page(_sheet(note="单位：万元", frozen_columns=1))

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what a file means that does not say how wide.
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "B4"
    assert page.auto_filter.ref == "A3:D5"
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_fonts_are_the_offices_fonts() -> None:
    page = _page(_sheet())

    assert [(page.cell(row, 1).font.name, page.cell(row, 1).font.sz) for row in (1, 2, 3)] == [
        ("宋体", 16),
        ("宋体", 11),
        ("仿宋", 11),
    ]


def test_widths_are_given_or_follow_kind_and_header() -> None:
    page = _page(_sheet(columns=(*COLUMNS[:3], Column("统一社会信用代码（法人）", "integer")), rows=[]))

    widths = [round(page.column_dimensions[letter].width) for letter in "ABCD"]

    assert widths == [31, 15, 13, 29]


def test_names_that_excel_refuses_are_mended_and_told_apart() -> None:
    names = ["在建[重点]/拟建:2023", "在建[重点]/拟建:2023", "'很长" + "名" * 40, ""]

    book = load_workbook(BytesIO(write_workbook([_sheet(name=name) for name in names])))

    assert book.sheetnames == ["在建_重点__拟建_2023", "在建_重点__拟建_2023(2)", "很长" + "名" * 29, "Sheet"]


def test_an_empty_table_keeps_its_header() -> None:
    page = _page(_sheet(rows=[]))

    assert page.max_row == 2
    assert page.auto_filter.ref == "A2:D2"


def test_the_same_table_gives_the_same_bytes() -> None:
    assert write_workbook([_sheet()]) == write_workbook([_sheet()])


def test_a_row_of_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="row 3 has 1 values for 4 columns"):
        write_workbook([_sheet(rows=[["甲"]])])


def test_a_workbook_needs_a_sheet() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        write_workbook([])
