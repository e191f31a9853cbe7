"""The tables of a paper as .xlsx."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl

from luodi.base.core.documents import Cell, Column, Document, HeaderCell, Row, Table, row, write_xlsx

COLUMNS = (Column("单位", width=30), Column("任务", "money"), Column("完成", "money"), Column("截止日", "date"))
HEADER = (
    (HeaderCell("单位", depth=2), HeaderCell("正式合同额", span=2), HeaderCell("截止日", depth=2)),
    (HeaderCell("任务"), HeaderCell("完成")),
)
ROW = row(
    "=甲街道",
    Cell("120.00", Decimal("120")),
    Cell("64.10", Decimal("64.1")),
    Cell("2023-06-30", date(2023, 6, 30)),
)


def open_book(document: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(document)))


def test_title_unit_header_rows_and_note_stand_below_each_other_with_real_values() -> None:
    table = Table(COLUMNS, (ROW,), caption="表1 完成情况", unit_line="单位：亿元", note="注：略。", header=HEADER)

    sheet = open_book(Document("通报", (table,)))["表1 完成情况"]

    values = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert values[0][0] == "表1 完成情况"
    assert values[1][0] == "单位：亿元"
    assert values[2] == ["单位", "正式合同额", None, "截止日"]
    assert values[3] == [None, "任务", "完成", None]
    assert values[4][:3] == ["=甲街道", 120, 64.1]
    assert values[4][3].date() == date(2023, 6, 30)
    assert values[5][0] == "注：略。"
    merged = {"A1:D1", "A2:D2", "A3:A4", "B3:C3", "D3:D4", "A6:D6"}
    assert {str(area) for area in sheet.merged_cells.ranges} == merged


def test_the_header_is_repeated_on_print_and_stays_on_screen() -> None:
    table = Table(COLUMNS, (ROW,), caption="表1", header=HEADER)

    sheet = open_book(Document("通报", (table,)))["表1"]

    assert sheet.print_title_rows == "$2:$3"
    assert sheet.freeze_panes == "A4"


def test_words_that_look_like_a_formula_stay_words() -> None:
    sheet = open_book(Document("通报", (Table(COLUMNS, (ROW,), caption="表1"),)))["表1"]

    cell = sheet["A3"]
    assert (cell.value, cell.data_type, cell.style.lower(), cell.quotePrefix) == ("=甲街道", "s", "normal", True)


def test_each_table_has_a_sheet_with_a_name_excel_accepts() -> None:
    tables = tuple(Table((Column("甲"),), (row("1"),), caption="签约/未开工[清单]" + "很长" * 20) for _ in range(3))

    names = open_book(Document("通报", tables)).sheetnames

    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_paper_without_tables_says_so() -> None:
    sheet = open_book(Document("总结", ())).active

    assert sheet is not None
    assert sheet["A1"].value == "本文稿没有表格"


def test_the_same_tables_give_the_same_bytes() -> None:
    document = Document("通报", (Table(COLUMNS, (ROW,), caption="表1"),), signed_on=date(2023, 7, 5))

    first = write_xlsx(document)

    assert write_xlsx(document) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_letters_keep_their_ground_and_numbers_room_for_their_digits() -> None:
    cells = Row((Cell("红", fill="F5BFBB"), Cell("5172.70", Decimal("5172.7"))))
    table = Table((Column("五色", width=6), Column("得分", "decimal", 6)), (cells,), caption="五色")

    sheet = open_book(Document("五色图", (table,)))["五色"]

    assert sheet["A3"].fill.start_color.rgb == "FFF5BFBB"
    assert sheet.column_dimensions["B"].width >= 9


def test_a_table_that_is_wide_is_printed_on_its_side() -> None:
    columns = (Column("指标", width=95), Column("各单位", width=95))
    narrow = Table(columns[:1], (row("签约"),), caption="窄表")
    wide = Table(columns, (row("签约", "甲县 6"),), caption="宽表")

    book = open_book(Document("通报", (narrow, wide)))

    assert [sheet.page_setup.orientation for sheet in book] == ["portrait", "landscape"]
