"""The phrase rules as a table."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.phrases import completion, say, share
from luodi.across.reports.engine.tokens import Token

FigureMaker = Callable[..., FigureValue]


@pytest.mark.parametrize(
    ("value", "token", "said"),
    [
        ((38, "个", "38"), Token("X"), "38个"),
        (("64.1", "亿元", "64.10"), Token("X"), "64.1亿元"),
        (("64.1", "亿元", "64.10"), Token("X", 2), "64.10亿元"),
        (("55", "亿元", "55.00"), Token("X"), "55亿元"),
        (("0.35", "亿元", "0.35"), Token("X"), "3500万元"),
        (("0.035055", "亿元", "0.04"), Token("X"), "350.55万元"),
        (("95", "%", "95.0"), Token("X"), "95%"),
        (("40.0625", "%", "40.1"), Token("X"), "40.1%"),
        (("40.0625", "%", "40.1"), Token("X", 0), "40%"),
        (("40.0625", "%", "40.1"), Token("X", 2), "40.06%"),
        (("40.0625", "%", "40.1"), Token("X", None, "数值"), "40.1"),
        (("12.34", "%", "12.3"), Token("X", None, "同比"), "同比增长12.3%"),
        (("-3.04", "%", "-3.0"), Token("X", None, "同比"), "同比下降3%"),
        (("-3.04", "%", "-3.0"), Token("X", 2, "同比"), "同比下降3.04%"),
        (("0", "%", "0.0"), Token("X", None, "同比"), "与上年同期持平"),
        (("0.01", "%", "0.0"), Token("X", None, "同比"), "与上年同期基本持平"),
        (("5", "%", "5.0"), Token("X", None, "环比"), "环比增长5%"),
        (("-0.02", "%", "0.0"), Token("X", None, "环比"), "与上期基本持平"),
        (("1.25", "个百分点", "1.3"), Token("X", None, "百分点"), "同比提高1.3个百分点"),
        (("-2.5", "%", "-2.5"), Token("X", None, "百分点"), "同比下降2.5个百分点"),
        (("0", "个百分点", "0.0"), Token("X", None, "百分点"), "与上年同期持平"),
        (("3", "个", "3"), Token("X", None, "同比增减"), "同比增加3个"),
        (("-4", "个", "-4"), Token("X", None, "同比增减"), "同比减少4个"),
        (("1", "", "1"), Token("X", None, "新高"), "创历年新高"),
    ],
)
def test_a_figure_is_said(figure: FigureMaker, value: tuple[object, str, str], token: Token, said: str) -> None:
    book = FigureBook({"X": figure("X", "指标", *value)})

    assert say(token, book).text == said


@pytest.mark.parametrize(
    ("raw", "unit", "phrase", "said"),
    [
        (38, "个", "", "**个"),
        ("64.1", "亿元", "", "**亿元"),
        ("0.35", "亿元", "", "**亿元"),
        ("40.2", "%", "数值", "**"),
        ("12.3", "%", "同比", "同比增长**%"),
        ("1.3", "个百分点", "百分点", "同比提高**个百分点"),
    ],
)
def test_a_masked_paper_shows_no_value(figure: FigureMaker, raw: object, unit: str, phrase: str, said: str) -> None:
    book = FigureBook({"X": figure("X", "指标", raw, unit)})

    assert say(Token("X", None, phrase), book, is_masked=True).text == said


def test_no_growth_word_without_a_base(figure: FigureMaker) -> None:
    book = FigureBook({"S09.n": figure("S09.n", "新签约项目数同比", None, "%", why="上年同期为零")})

    said = say(Token("S09.n", None, "同比"), book)

    assert (said.text, said.why) == ("", "上年同期为零")


def test_no_record_unless_it_is_one(figure: FigureMaker) -> None:
    said = say(Token("X06", None, "新高"), FigureBook({"X06": figure("X06", "创历年新高", 0, "")}))

    assert (said.is_said, said.why) == (False, "未创历年新高")


def test_an_unknown_figure_or_phrase_is_not_said(figure: FigureMaker) -> None:
    book = FigureBook({"S01": figure("S01", "新签", 38, "个")})

    assert say(Token("S99"), book).why == "系统中尚无这项数据"
    assert say(Token("S01", None, "翻番"), book).why == "没有“翻番”这种说法"


def test_a_book_that_cuts_off_cuts_off(figure: FigureMaker) -> None:
    raw = Decimal(83) / 65 * 100
    values = {"S06.n": figure("S06.n", "完成率", raw, "%", "127.6")}

    assert say(Token("S06.n", 0), FigureBook(values, round_mode="DOWN")).text == "127%"
    assert say(Token("S06.n", 0), FigureBook(values)).text == "128%"


def test_completion_and_share_stand_before_the_figure() -> None:
    assert completion("区政府工作报告目标", "{{S06.n}}") == "完成区政府工作报告目标的{{S06.n}}"
    assert share("到位资金总额", "{{C06}}") == "占到位资金总额的{{C06}}"
