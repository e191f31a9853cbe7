"""Facts and figures of two issues side by side, without a database: sums are exact, corrections told from the run of time."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.changes import Border, Fact, PartShift, part_shifts, seen
from luodi.across.reports.engine.pairs import Pair

MAY, JUNE = date(2023, 5, 31), date(2023, 6, 1)
TO_DATE = Border(MAY, date(2023, 1, 1), is_flow=True, is_same=False)
STANDING = Border(MAY, date(2023, 1, 1), is_flow=False, is_same=False)
SAME = Border(MAY, date(2023, 1, 1), is_flow=False, is_same=True)


def fact(project: int, counted: str, day: date = date(2023, 3, 1), *, number: int = 0, mark: str = "") -> Fact:
    subject = ("project", project)
    key = ("capital", number or project)
    return Fact("numerator", subject, key, f"P{project}", f"项目{project}", day, Fraction(counted), mark)


def only(then: list[Fact], now: list[Fact], border: Border) -> PartShift:
    (part,) = part_shifts(then, now, border)
    return part


def test_what_entered_left_and_changed_sums_to_the_difference() -> None:
    then = [fact(1, "1/3"), fact(2, "2"), fact(3, "5")]
    now = [fact(1, "1/3"), fact(3, "4"), fact(4, "7", date(2023, 6, 9))]

    part = only(then, now, TO_DATE)

    assert [(one.code, one.way.value, one.difference) for one in part.moved] == [
        ("P4", "新计入", 7),
        ("P2", "不再计入", -2),
        ("P3", "数值变化", -1),
    ]
    assert (part.same, part.difference, sum(one.difference for one in part.moved)) == (1, 4, 4)


def test_a_fact_of_the_earlier_days_that_one_issue_did_not_know_is_a_correction_a_later_one_is_not() -> None:
    then = [fact(2, "2")]
    now = [fact(1, "3", MAY), fact(5, "6", JUNE)]

    part = only(then, now, TO_DATE)

    assert {one.code: (one.correction, one.corrected) for one in part.moved} == {
        "P5": ("", 0),
        "P1": ("补计", 3),
        "P2": ("冲减", -2),
    }


def test_of_figures_that_stand_at_a_day_only_marked_facts_are_corrections() -> None:
    part = only([fact(2, "1")], [fact(1, "1"), fact(3, "-1", mark="冲减")], STANDING)

    assert {one.code: one.correction for one in part.moved} == {"P1": "", "P2": "", "P3": "冲减"}


def test_over_the_same_days_every_difference_is_a_correction() -> None:
    part = only([fact(1, "2")], [fact(1, "3")], SAME)

    assert [(one.correction, one.corrected) for one in part.moved] == [("补计", 1)]


def test_what_is_out_of_reach_is_one_sum() -> None:
    part = only([fact(1, "1"), fact(2, "2")], [fact(3, "9", JUNE)], TO_DATE)

    told = seen(part, frozenset({("project", 3)}))

    assert [one.code for one in told.rows] == ["P3"]
    assert (told.others, told.others_then, told.others_now, told.others_difference) == (2, 3, 0, -3)


def value(raw: str | None, unit: str, text: str = "", *, code: str = "S02", why: str = "") -> FigureValue:
    return FigureValue(code, "指标", None if raw is None else Decimal(raw), unit, text or raw or "", why)


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        (value("3", "个"), value("5", "个"), "↑2个"),
        (value("5.04", "亿元", "5.0"), value("4.5", "亿元", "4.5"), "↓0.5亿元"),
        (value("40.15", "%", "40.2"), value("46", "%", "46.0"), "↑5.9个百分点"),
        (value("1.00001", "亿元", "1.00"), value("1.00011", "亿元", "1.00"), "↑0.0001亿元"),
        (value("7", "个"), value("7", "个"), "持平"),
        (value("3", "名", code="X03"), value("6", "名", code="X03"), "↓3位"),
        (value(None, "%", why="上年同期为零"), value("2", "%"), "前：上年同期为零"),
        (None, value("2", "个"), "前一份没有这项"),
    ],
)
def test_a_difference_is_said_with_its_arrow_and_unit(
    then: FigureValue | None, now: FigureValue | None, moved: str
) -> None:
    assert Pair("S02", then, now).moved == moved
