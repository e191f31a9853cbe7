"""Editing a draft: words are free, fields are kept, numbers typed by hand are listed."""

from collections.abc import Callable

import pytest

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.draft import Draft, DraftBlock, Untraced
from luodi.across.reports.engine.editing import FieldLine, draft_text, field_lines, numbers_in, parse_edited
from luodi.across.reports.engine.half_year import HALF_YEAR
from luodi.base.core.errors import BusinessError

ORIGINAL = Draft(
    "RP04",
    "2023年上半年总结",
    (DraftBlock("工作情况", "heading", 1), DraftBlock("签约年产30万吨项目{{S01}}，合同额{{S02}}。")),
)


def edited(body: str, book: FigureBook) -> Draft:
    return parse_edited(f"【标题】2023年上半年总结\n【一级】工作情况\n{body}\n", book=book, original=ORIGINAL)


def test_a_draft_goes_through_editing_unchanged(material: Material) -> None:
    draft = compose(HALF_YEAR, material)

    again = parse_edited(draft_text(draft, material.book), book=material.book, original=draft)

    assert again == draft


def test_the_editable_text_marks_title_and_headings_and_names_its_figures(book: FigureBook) -> None:
    assert draft_text(ORIGINAL, book).splitlines() == [
        "【标题】2023年上半年总结",
        "【一级】工作情况",
        "签约年产30万吨项目〔新签正式合同项目数：38个〕，合同额〔新签正式合同额：64.1亿元〕。",
    ]


def test_a_named_figure_comes_back_as_exactly_its_field(book: FigureBook) -> None:
    draft = edited("合同额〔新签正式合同额：64.1亿元〕，〔新签正式合同项目数: 38个〕。", book)

    assert draft.blocks[1].text == "合同额{{S02}}，{{S01}}。"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "签约〔新签正式合同项目数：39个〕。",
            "文稿未保存：第一部分第1段的〔新签正式合同项目数：39个〕中的数字被改动，台账中是“38个”；数字不能改写，请恢复或整个删去。",
        ),
        (
            "〔没有的：3个〕",
            "第一部分第1段的〔没有的：3个〕不是本文稿可用的数据，请从数据列表中选用；若只是文字，请把〔〕改为（）",
        ),
        ("签约〔新签正式合同项目数：38个，完成", "“〔新签正式合同项目数：38个，完成”缺了右边的〕"),
    ],
)
def test_a_changed_figure_is_refused_with_the_true_value(book: FigureBook, body: str, message: str) -> None:
    with pytest.raises(BusinessError) as refused:
        edited(body, book)

    assert message in refused.value.message


def test_a_document_number_is_no_figure(book: FigureBook) -> None:
    body = "按照松招办〔2023〕5号文件：签约{{S01}}。"

    assert edited(body, book).blocks[1].text == body


def test_manners_of_one_figure_and_equal_names_keep_different_names(figure: Callable[..., FigureValue]) -> None:
    book = FigureBook(
        {
            "S01": figure("S01", "项目数", 38, "个"),
            "T04.n": figure("T04.n", "项目数", 12, "个"),
            "S09.n": figure("S09.n", "项目数同比", "5.25", "%"),
        }
    )
    text = "{{S01}}{{T04.n}}{{S09.n}}{{S09.n|同比}}{{S09.n:0}}{{S09.n:2|同比}}{{S01|数值}}"
    draft = Draft("RP04", "总结", (DraftBlock(text),))

    written = draft_text(draft, book)

    assert "〔项目数：38个〕〔项目数 #2：12个〕〔项目数同比：" in written
    assert parse_edited(written, book=book, original=draft) == draft


def test_words_may_change_and_fields_may_move_or_go(book: FigureBook) -> None:
    draft = edited("合同额达到{{S02:1}}。\n\n　　另起一段，{{P10}}未开工。\n【二级】新标题", book)

    assert draft.blocks[1:] == (
        DraftBlock("合同额达到{{S02:1}}。"),
        DraftBlock("另起一段，{{P10}}未开工。"),
        DraftBlock("新标题", "heading", 2),
    )
    assert draft.untraced == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("签约{{S99}}。", "文稿未保存：第一部分第1段的{{S99}}不是本文稿可用的数据，请从数据列表中选用。"),
        ("签约{{S01。", "第一部分第1段的“{{”不是完整的数据"),
        ("签约{{新签}}。", "第一部分第1段的“{{新签}}”不是完整的数据"),
        ("签约{{S01|翻番}}。", "第一部分第1段的{{S01|翻番}}中没有“翻番”这种说法，可用：数值、同比、"),
        (
            "签约{{S01}}，{{S09.n|同比}}。",
            "第一部分第1段的〔新签约项目数同比（带增减）：暂无数值〕没有数值（上年同期为零），请删去所在的句子",
        ),
        ("好。\n【二级】第二节\n好。\n{{S98}}。", "第一部分（一）第2段的{{S98}}不是本文稿可用的数据"),
    ],
)
def test_what_is_no_field_of_this_paper_is_refused_with_its_place(book: FigureBook, body: str, message: str) -> None:
    with pytest.raises(BusinessError) as refused:
        edited(body, book)

    assert message in refused.value.message
    assert refused.value.code == "reports.edit"


def test_many_faults_are_counted(book: FigureBook) -> None:
    with pytest.raises(BusinessError, match="另有3处"):
        edited("".join(f"{{{{X{number}}}}}" for number in range(10, 18)), book)


def test_an_empty_paper_and_a_field_in_the_title_are_refused(book: FigureBook) -> None:
    with pytest.raises(BusinessError, match="没有正文"):
        parse_edited("【标题】总结\n\n", book=book, original=ORIGINAL)
    with pytest.raises(BusinessError, match="标题中不能使用台账数字"):
        parse_edited("【标题】签约{{S01}}\n正文。", book=book, original=ORIGINAL)


@pytest.mark.parametrize(
    ("raw", "body", "is_refused"),
    [
        ("-3.0", "同比增长{{S09.n}}。", True),
        ("-3.0", "同比下降{{S09.n}}。", True),
        ("12.0", "同比下降{{S09.n}}。", True),
        ("12.0", "同比增长{{S09.n}}。", False),
        ("-3.0", "{{S09.n|同比}}。", False),
    ],
)
def test_a_growth_word_may_not_contradict_its_figure(
    raw: str, body: str, is_refused: bool, figure: Callable[..., FigureValue]
) -> None:
    changed = FigureBook({"S09.n": figure("S09.n", "新签约项目数同比", raw, "%")})

    if is_refused:
        with pytest.raises(BusinessError, match="请改用〔新签约项目数同比（带增减）：同比"):
            edited(body, changed)
    else:
        assert edited(body, changed).blocks[1].text == body


def test_the_editor_sees_every_field_with_its_value_or_the_reason(book: FigureBook) -> None:
    lines = {line.name: line for line in field_lines(book, ORIGINAL)}

    assert len(lines) == len(book) + 1
    assert lines["新签正式合同额"] == FieldLine("〔新签正式合同额：64.1亿元〕", "新签正式合同额", "64.1亿元")
    assert lines["新签约项目数同比"] == FieldLine(
        "〔新签约项目数同比：暂无数值〕", "新签约项目数同比", "", "上年同期为零"
    )


def test_numbers_typed_by_hand_are_allowed_and_listed(book: FigureBook) -> None:
    draft = edited("签约年产30万吨项目{{S01}}，另有意向项目１２个、增长5.5%，投资3亿元。", book)

    assert draft.untraced == (
        Untraced("第一部分第1段", "12个"),
        Untraced("第一部分第1段", "5.5%"),
        Untraced("第一部分第1段", "3亿元"),
    )


def test_a_number_of_the_original_is_listed_when_it_stands_twice(book: FigureBook) -> None:
    draft = edited("年产30万吨项目{{S01}}。年产30万吨。", book)

    assert draft.untraced == (Untraced("第一部分第1段", "30万吨"),)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2023年上半年、2023年6月30日、6月30日", []),
        ("签约{{S01}}，其中3个", ["3个"]),
        ("完成1,234.5亿元", ["1,234.5亿元"]),
        ("一是、四个方面", []),
        ("占比12.3个百分点", ["12.3个百分点"]),
    ],
)
def test_days_are_no_numbers(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


def test_a_number_typed_by_hand_stays_one_however_often_the_text_is_saved(book: FigureBook) -> None:
    once = edited("签约年产30万吨项目{{S01}}，到位资金8.8亿元。", book)

    twice = parse_edited(draft_text(once, book), book=book, original=once)
    gone = parse_edited(draft_text(twice, book).replace("，到位资金8.8亿元", ""), book=book, original=twice)

    assert [[one.text for one in draft.untraced] for draft in (once, twice, gone)] == [["8.8亿元"], ["8.8亿元"], []]
