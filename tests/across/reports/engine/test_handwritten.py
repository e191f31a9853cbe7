"""Numbers typed by hand: each stands beside the ledger's own value when a figure of the paper is named before it."""

import pytest

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft, DraftBlock
from luodi.across.reports.engine.editing import parse_edited
from luodi.across.reports.engine.handwritten import Handwritten, handwritten, told_numbers

ORIGINAL = Draft("RP04", "总结", (DraftBlock("工作情况", "heading", 1), DraftBlock("签约{{S01}}。")))


def typed(sentence: str, book: FigureBook) -> tuple[Handwritten, ...]:
    return handwritten(parse_edited(f"【一级】工作情况\n{sentence}\n", book=book, original=ORIGINAL), book)


@pytest.mark.parametrize(
    ("sentence", "ledger"),
    [
        ("到位资金8.8亿元。", "实际到位资金6.1亿元"),
        ("到位资金 8.8 亿元。", "实际到位资金6.1亿元"),
        ("上半年实际到位资金达到88000万元。", "实际到位资金6.1亿元"),
        ("全区签约项目４０个，势头良好。", "新签正式合同项目数38个"),
        ("合同额共70亿元。", "新签正式合同额64.1亿元"),
        ("产业链项目到位资金8.8亿元。", ""),
        ("到位资金项目8个。", ""),
        ("到位资金增长8.8%。", ""),
        ("走访企业45家。", ""),
    ],
)
def test_a_number_beside_the_name_of_a_figure_has_the_ledgers_value(
    sentence: str, ledger: str, book: FigureBook
) -> None:
    assert [one.ledger for one in typed(sentence, book)] == [ledger]


def test_numbers_stand_in_order_with_their_place(book: FigureBook) -> None:
    found = typed("〔新签正式合同项目数：38个〕，到位资金8.8亿元，走访8家。", book)

    assert [one.place for one in found] == ["第一部分第1段"] * 2
    assert told_numbers(found) == "8.8亿元（台账：实际到位资金6.1亿元）、8家"
    assert told_numbers(found, shown=1) == "8.8亿元（台账：实际到位资金6.1亿元）等2处"
