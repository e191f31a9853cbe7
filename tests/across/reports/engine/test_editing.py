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

    again = parse_edited(draft_text(draft), book=material.book, original=draft)

    assert again == draft


def test_the_editable_text_marks_title_and_headings() -> None:
    assert draft_text(ORIGINAL).splitlines() == [
        "【标题】2023年上半年总结",
        "【一级】工作情况",
        "签约年产30万吨项目{{S01}}，合同额{{S02}}。",
    ]


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
        ("签约{{S99}}。", "文稿未保存：一第1段的{{S99}}不是本文稿可用的数据项，请从数据项列表中选用。"),
        ("签约{{S01。", "一第1段的“{{”不是完整的数据项"),
        ("签约{{新签}}。", "一第1段的“{{新签}}”不是完整的数据项"),
        ("签约{{S01|翻番}}。", "一第1段的{{S01|翻番}}中没有“翻番”这种说法，可用：数值、同比、"),
        ("签约{{S01}}，{{S09.n|同比}}。", "一第1段的{{S09.n|同比}}没有数值（上年同期为零），请删去所在的句子"),
        ("好。\n【二级】第二节\n好。\n{{S98}}。", "一（一）第2段的{{S98}}不是本文稿可用的数据项"),
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
    with pytest.raises(BusinessError, match="标题中不能使用数据项"):
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
        with pytest.raises(BusinessError, match=r"请改用\{\{S09.n\|同比\}\}"):
            edited(body, changed)
    else:
        assert edited(body, changed).blocks[1].text == body


def test_the_editor_sees_every_field_with_its_value_or_the_reason(book: FigureBook) -> None:
    lines = {line.written: line for line in field_lines(book)}

    assert len(lines) == len(book)
    assert lines["{{S02}}"] == FieldLine("{{S02}}", "新签正式合同额", "64.1亿元")
    assert lines["{{S09.n}}"] == FieldLine("{{S09.n}}", "新签约项目数同比", "", "上年同期为零")


def test_numbers_typed_by_hand_are_allowed_and_listed(book: FigureBook) -> None:
    draft = edited("签约年产30万吨项目{{S01}}，另有意向项目１２个、增长5.5%，投资3亿元。", book)

    assert draft.untraced == (Untraced("一第1段", "12个"), Untraced("一第1段", "5.5%"), Untraced("一第1段", "3亿元"))


def test_a_number_of_the_original_is_listed_when_it_stands_twice(book: FigureBook) -> None:
    draft = edited("年产30万吨项目{{S01}}。年产30万吨。", book)

    assert draft.untraced == (Untraced("一第1段", "30万吨"),)


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
