"""What is missing of a target in words."""

from datetime import date
from fractions import Fraction

import pytest

from luodi.across.figures.rules.outlook import outlook
from luodi.across.figures.selectors import Progress
from luodi.across.insight.selectors import Standing
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.ui import outlooks

JUNE = date(2023, 6, 30)


def said(
    asked: str, reached: str, unit: str = "亿元", *, on: date = JUNE, period: str = "2023", adds_up: bool = True
) -> tuple[str, ...]:
    span = parse_period(period).span
    return outlooks.said(outlook(Fraction(asked), Fraction(reached), span=span, cut_off=on, adds_up=adds_up), unit)


@pytest.mark.parametrize(
    ("asked", "reached", "unit", "sentences"),
    [
        (
            "160",
            "64.1",
            "亿元",
            (
                "还差 95.90 亿元，距年底 184 天，每月需 15.98 亿元",
                "按1—6月平均进度，年底约 128.20 亿元，差 31.80 亿元",
            ),
        ),
        ("40", "25", "个", ("还差 15 个，距年底 184 天，每月需 2.5 个", "按1—6月平均进度，年底约 50 个，超 10 个")),
        ("40", "20", "个", ("还差 20 个，距年底 184 天，每月需 3.3 个", "按1—6月平均进度，年底约 40 个，正好完成")),
        ("40", "40", "个", ()),
        ("40", "41.5", "个", ("超出目标 1.5 个",)),
        (
            "1",
            "0.99999",
            "亿元",
            (
                "还差不足 0.01 亿元，距年底 184 天，每月需不足 0.01 亿元",
                "按1—6月平均进度，年底约 2.00 亿元，超 1.00 亿元",
            ),
        ),
    ],
)
def test_gap_need_and_pace_are_said_with_their_units(
    asked: str, reached: str, unit: str, sentences: tuple[str, ...]
) -> None:
    assert said(asked, reached, unit) == sentences


def test_the_printed_end_and_what_is_short_add_up_to_the_target() -> None:
    assert said("10", "3.1", "个", on=date(2023, 5, 31))[1] == "按1—5月平均进度，年底约 7.4 个，差 2.6 个"


def test_a_rate_has_points_and_no_pace() -> None:
    assert said("80", "40.2", "%", adds_up=False) == ("还差 39.8 个百分点，距年底 184 天",)


def test_after_the_end_of_the_target_the_gap_stands_alone() -> None:
    assert said("10", "9", "个", on=date(2023, 12, 31)) == ("还差 1 个，目标期已满",)


def test_parts_of_a_month_and_other_ends_are_named_by_their_days() -> None:
    assert said("12", "3", "个", on=date(2023, 6, 15), period="2023H1") == (
        "还差 9 个，距期末（2023-06-30） 15 天",
        "按2023-01-01至2023-06-15平均进度，期末（2023-06-30）约 3.3 个，差 8.7 个",
    )


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert outlooks.said(None, "个") == ()


def standing(asked: str, reached: str, unit: str, completion: str, due: str) -> Standing:
    found = outlook(Fraction(asked), Fraction(reached), span=parse_period("2023").span, cut_off=JUNE, adds_up=True)
    return Standing(Progress(Fraction(asked), Fraction(reached), unit, True), completion, Fraction(due), found)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (standing("160", "64.1", "亿元", "40.1", "1/2"), ("64.10 亿元", "40.1%，时序 50.0%，落后 9.9 个百分点")),
        (standing("40", "20", "个", "50.0", "1/2"), ("20 个", "50.0%，时序 50.0%，与时序持平")),
        (standing("40", "41.5", "个", "103.8", "1/2"), ("41.5 个", "103.8%，时序 50.0%，已完成")),
        (standing("80", "40.2", "%", "50.3", "1/2"), ("40.2 %", "50.3%，时序 50.0%，快 0.3 个百分点")),
        (None, ("", "")),
    ],
)
def test_a_row_of_a_list_tells_what_was_reached_against_time(found: Standing | None, words: tuple[str, str]) -> None:
    assert (outlooks.reached(found), outlooks.against_time(found)) == words
