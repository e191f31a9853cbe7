"""Why a unit has its colour: bounds, rules that moved it, where points went."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from luodi.across.assessment.rules.colours import Colour, ColourMode, rule_text, score_bound
from luodi.across.assessment.rules.reasons import Placed, colour_reason, loss_words, losses
from luodi.across.assessment.rules.scoring import ItemScore, LineScore, UnitScore
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, LineSpec

PLAIN = Placed(ColourMode.SCORE, 9, 10)


def line(name: str, counted: str, points: str | None, correction: str = "0") -> LineScore:
    spec = LineSpec(name, name, "板块", "LIN", Fraction(counted))
    got = None if points is None else Fraction(points)
    return LineScore(spec, None, None, Fraction(counted), got, Colour.GREY, "", correction=Fraction(correction))


def score(total: str | None, lines: Sequence[LineScore] = (), items: Sequence[ItemScore] = ()) -> UnitScore:
    zero = Fraction(0)
    whole = None if total is None else Fraction(total)
    return UnitScore(tuple(lines), tuple(items), zero, zero, zero, zero, whole, whole, why="没有可评价的指标，不计分")


@pytest.mark.parametrize(
    ("colour", "bound"),
    [
        (Colour.GREEN, "95分以上"),
        (Colour.BLUE, "85分以上、不足95分"),
        (Colour.ORANGE, "65分以上、不足75分"),
        (Colour.RED, "低于65分"),
    ],
)
def test_each_colour_names_its_bounds(colour: Colour, bound: str) -> None:
    assert score_bound(colour) == bound


def test_a_colour_by_its_score_names_the_bound() -> None:
    assert colour_reason(Colour.RED, score("47.784"), PLAIN) == "红：47.78分，低于65分"


def test_a_moved_colour_names_that_of_the_score_and_the_rule() -> None:
    placed = Placed(ColourMode.SCORE, 9, 10, ("零签约，最高评橙色",))

    assert colour_reason(Colour.ORANGE, score("80"), placed) == (
        "橙：80.00分，按得分为黄（75分以上、不足85分）；零签约，最高评橙色"
    )


def test_a_rule_that_moved_nothing_stands_beside_the_bound() -> None:
    placed = Placed(ColourMode.SCORE, 9, 10, ("零签约，最高评橙色",))

    assert colour_reason(Colour.RED, score("3"), placed) == "红：3.00分，低于65分；零签约，最高评橙色"


def test_a_colour_by_place_names_the_place() -> None:
    quota = Placed(ColourMode.QUOTA, 9, 10)

    assert colour_reason(Colour.ORANGE, score("80"), quota) == "橙：80.00分，第9名，共10个单位"
    assert colour_reason(Colour.GREY, score("80"), Placed(ColourMode.QUOTA, None, 3)) == "灰：80.00分，本组不排名"


def test_without_a_score_the_reason_is_that_there_is_none() -> None:
    assert colour_reason(Colour.GREY, score(None), PLAIN) == "灰：没有可评价的指标，不计分"


def test_the_largest_losses_come_first_with_corrections_and_listed_cases() -> None:
    lines = [
        line("签约", "20", "19"),
        line("到位率", "30", "0"),
        line("履约率", "10", "6", "-2"),
        line("开工", "10", "12"),
        line("未评", "10", None),
        line("补回", "5", "2", "3"),
    ]
    case = ItemScore(ItemSpec(ItemKind.PENALTY, "D1", "瞒报", Fraction(-4)), Fraction(2), Fraction(-8), "")

    found = score("40", lines, [case])

    assert [(one.name, one.points) for one in losses(found)] == [
        ("到位率", 30),
        ("瞒报", 8),
        ("履约率", 6),
        ("签约", 1),
    ]
    assert loss_words(found) == "失分最多：到位率（−30.00）、瞒报（−8.00）、履约率（−6.00）"
    assert loss_words(score("100", [line("签约", "20", "20")])) == ""


def test_the_rule_on_the_page_is_the_table_that_judges() -> None:
    assert rule_text(ColourMode.SCORE).startswith(
        "五色按得分评：95分以上为绿，85分以上为蓝，75分以上为黄，65分以上为橙，低于65分为红；没有可评价的数据为灰。"
    )
    assert rule_text(ColourMode.QUOTA).startswith(
        "五色按组内名次评：前20%为绿，前40%为蓝，前70%为黄，前90%为橙，其余为红；"
    )
