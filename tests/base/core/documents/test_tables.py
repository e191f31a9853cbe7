"""Tables: headers of several levels, alignment by kind, repeated headers, rows kept whole."""

from collections.abc import Callable

import pytest
from lxml import etree

from luodi.base.core.documents import Cell, Column, Document, HeaderCell, Table, row, write_docx
from luodi.base.core.documents.tables import column_widths, header_lines, place_header

Part = Callable[[bytes, str], etree._Element]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = (Column("单位", width=30), Column("任务", "money"), Column("完成", "money"), Column("截止日", "date"))
TWO_LEVELS = (
    (HeaderCell("单位", depth=2), HeaderCell("正式合同额", span=2), HeaderCell("截止日", depth=2)),
    (HeaderCell("任务"), HeaderCell("完成")),
)


def table_of(part: Part, table: Table) -> etree._Element:
    (found,) = part(write_docx(Document("通报", (table,))), "word/document.xml").iter(f"{W}tbl")
    return found


def text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_header_rows_are_repeated_and_no_row_is_split(part: Part) -> None:
    table = Table(COLUMNS, (row("甲街道", "120.00", "64.10", "2023-06-30"),) * 2, header=TWO_LEVELS)

    rows = list(table_of(part, table).iter(f"{W}tr"))

    assert [line.find(f"{W}trPr/{W}tblHeader") is not None for line in rows] == [True, True, False, False]
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in rows)


def test_a_header_of_two_levels_spans_columns_and_rows(part: Part) -> None:
    table = Table(COLUMNS, (), header=TWO_LEVELS)

    upper, lower = table_of(part, table).iter(f"{W}tr")

    assert [text_of(cell) for cell in upper.iter(f"{W}tc")] == ["单位", "正式合同额", "截止日"]
    assert [text_of(cell) for cell in lower.iter(f"{W}tc")] == ["", "任务", "完成", ""]
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in upper.iter(f"{W}tc")]
    assert [None if span is None else span.get(f"{W}val") for span in spans] == [None, "2", None]
    merges = [cell.find(f"{W}tcPr/{W}vMerge") for cell in lower.iter(f"{W}tc")]
    assert [None if merge is None else merge.get(f"{W}val") for merge in merges] == ["continue", None, None, "continue"]


def test_a_header_that_leaves_a_column_open_is_refused() -> None:
    table = Table(COLUMNS, (), caption="表1", header=((HeaderCell("单位"), HeaderCell("合同额", span=2)),))

    with pytest.raises(ValueError, match="没有盖满所有列"):
        place_header(table)


def test_a_header_beyond_the_table_is_refused() -> None:
    table = Table(COLUMNS, (), header=((HeaderCell("单位", span=5),),))

    with pytest.raises(ValueError, match="超出表格"):
        place_header(table)


def test_numbers_stand_right_days_in_the_middle_words_left(part: Part) -> None:
    table = Table(COLUMNS, (row("甲街道", "120.00", "64.10", "2023-06-30"),))

    body = list(table_of(part, table).iter(f"{W}tr"))[1]

    alignments = [jc.get(f"{W}val") for jc in body.iter(f"{W}jc")]
    assert alignments == ["left", "right", "right", "center"]


def test_an_alignment_of_its_own_wins_over_the_kind() -> None:
    assert Column("数", "money", alignment="center").effective_alignment == "center"


def test_the_columns_share_the_text_width_to_the_twip() -> None:
    table = Table((Column("甲", width=1), Column("乙", width=1), Column("丙", width=1)), ())

    widths = column_widths(table, 8845)

    assert widths == [2948, 2949, 2948]
    assert sum(widths) == 8845


def test_caption_and_unit_line_stand_above_and_the_note_below(part: Part) -> None:
    table = Table((Column("单位"),), (row("甲"),), caption="表1 完成情况", unit_line="单位：亿元", note="注：略。")

    body = part(write_docx(Document("通报", (table,))), "word/document.xml")[0]

    around = [text_of(child) for child in body if text_of(child)]
    assert around == ["通报", "表1 完成情况", "单位：亿元", "单位甲", "注：略。"]


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="第2行有1格，应为2格"):
        Table((Column("甲"), Column("乙")), (row("1", "2"), row("1")), caption="表1")


def test_a_cell_may_lead_to_its_source(part: Part) -> None:
    cell = Cell("64.10", source="S02", hint="S02 新签正式合同额")
    table = Table((Column("额", "money"), Column("源")), (row(cell, "见下"), row("", "S02", anchor="S02")))

    links = list(table_of(part, table).iter(f"{W}hyperlink"))

    assert [(link.get(f"{W}anchor"), link.get(f"{W}tooltip"), text_of(link)) for link in links] == [
        ("source_1", "S02 新签正式合同额", "64.10")
    ]


def test_the_unit_of_a_header_stays_whole_on_its_own_line_where_there_is_room() -> None:
    assert header_lines("比时序（百分点）", 5) == ("比时序", "（百分点）")
    assert header_lines("合同额（亿元）", 9) == ("合同额（亿元）",)
    assert "".join(header_lines("新签正式合同项目数（个）", 4)) == "新签正式合同项目数（个）"
