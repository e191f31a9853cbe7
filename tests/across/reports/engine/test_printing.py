"""Setting figures into a draft: runs, source annex, masking, what was typed by hand and what was left out."""

import io
from datetime import date

import docx
import pytest

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft, DraftBlock, Omission, Untraced
from luodi.across.reports.engine.printing import Cover, fill, print_paper
from luodi.base.core.documents import Figure, Heading, Paragraph, Table, Text, write_docx, write_text
from luodi.base.core.errors import BusinessError

DRAFT = Draft(
    "RP04",
    "半年总结",
    (
        DraftBlock("工作情况", "heading", 1),
        DraftBlock("签订合同{{S01}}，合同额{{S02}}。"),
        DraftBlock("产业招商", "heading", 2),
        DraftBlock("签约{{T04.n}}，其中亿元以上若干；合同{{S01}}。"),
    ),
    omissions=(Omission("一", "同比〔同比〕", "S09.n", "上年同期为零"),),
    untraced=(Untraced("第一部分第1段", "12个"),),
)
COVER = Cover("区招商投资局", date(2023, 7, 5))


def tables(draft: Draft, book: FigureBook, **how: bool) -> list[Table]:
    return list(print_paper(draft, book, COVER, **how).tables())


def test_fields_become_figures_between_the_words(book: FigureBook) -> None:
    filled = fill(DRAFT, book)

    assert filled.blocks[0] == Heading("工作情况", 1)
    hint = "S01 新签正式合同项目数；口径A（含终止）；2023年上半年；事实38条"
    assert isinstance(filled.blocks[1], Paragraph)
    assert filled.blocks[1].runs[:2] == (Text("签订合同"), Figure("38个", "{{S01}}", hint))
    assert filled.blocks[1].text == "签订合同38个，合同额64.1亿元。"


def test_each_figure_has_one_line_of_source_with_all_its_places(book: FigureBook) -> None:
    sources = tables(DRAFT, book)[0]

    assert [[cell.text for cell in line.cells] for line in sources.rows][:1] == [
        [
            "1",
            "第一部分第1段、第一部分（一）第1段",
            "S01",
            "新签正式合同项目数",
            "38个",
            "口径A（含终止）",
            "2023年上半年",
            "38",
            "认定的正式签约项目个数",
        ]
    ]
    assert [line.cells[4].text for line in sources.rows] == ["38个", "64.1亿元", "38个"]


def test_typed_numbers_follow_the_sources_and_unwritten_passages_stay_inside(book: FigureBook) -> None:
    found = tables(DRAFT, book)

    assert [table.caption for table in found] == ["附表1　正文数据来源", "附表2　手工数字"]
    assert [cell.text for cell in found[1].rows[0].cells] == ["1", "第一部分第1段", "12个"]


def test_the_source_annex_can_be_switched_off(book: FigureBook) -> None:
    with_annex = print_paper(DRAFT, book, COVER)
    without = print_paper(DRAFT, book, COVER, has_sources=False)

    assert [annex.title for annex in with_annex.annexes] == ["数据溯源表"]
    assert without.annexes == ()
    assert without.body == with_annex.body


def test_a_masked_paper_gives_no_value_away_anywhere(book: FigureBook) -> None:
    text = write_text(print_paper(DRAFT, book, COVER, is_masked=True))

    assert "签订合同**个，合同额**亿元。" in text
    assert not any(number in text for number in ("38", "64.1"))


def test_a_figure_that_lost_its_value_stops_the_print(book: FigureBook) -> None:
    draft = Draft("RP04", "总结", (DraftBlock("同比{{S09.n}}。"),))

    with pytest.raises(BusinessError, match=r"开头第1段的\{\{S09.n\}\}没有数值（上年同期为零）") as refused:
        fill(draft, book)
    assert refused.value.code == "reports.figure_missing"


def test_the_printed_paper_is_the_same_to_the_byte_and_its_figures_lead_to_their_rows(book: FigureBook) -> None:
    paper = print_paper(DRAFT, book, COVER)

    data = write_docx(paper)

    assert data == write_docx(print_paper(DRAFT, book, COVER))
    links = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:hyperlink/@w:anchor")
    assert links == ["source_1", "source_2", "source_3", "source_1"]
