"""A whole sheet: spreading of weights, zero signings, bonus, penalty, vetoes, corrections."""

from dataclasses import replace
from fractions import Fraction

import pytest

from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.scoring import Known, Reading, Share, UnitScore, ranges_of, score_unit, spread
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, LineSpec, Missing, SheetSpec, SourceSpec, Veto

SIGN, STARTS, MONEY, CASES = (SourceSpec(code) for code in ("S06.n", "P02", "C02", "P11"))
LINES = (
    LineSpec("S06", "签约", "签约", Method.LIN, Fraction(20), Fraction(12, 10), sources=(SIGN,)),
    LineSpec("P02", "开工率", "推进", Method.TGT, Fraction(30), sources=(STARTS,)),
    LineSpec("P11", "超期", "推进", Method.STEP, Fraction(10), per_case=Fraction(1, 10), sources=(CASES,)),
    LineSpec("C02", "到位", "资金", Method.LIN, Fraction(40), Fraction(12, 10), sources=(MONEY,)),
)
ITEMS = (
    ItemSpec(ItemKind.BONUS, "B1", "加分", Fraction(3)),
    ItemSpec(ItemKind.PENALTY, "D2", "扣分", Fraction(-2, 10), Fraction(-3)),
)
SHEET = SheetSpec(LINES, ITEMS)


def read(source: SourceSpec, k: str | None, why: str = "") -> tuple[SourceSpec, Reading]:
    number = None if k is None else Fraction(k)
    value = None if number is None else number * 100
    return source, Reading(source.figure, source.figure, value, f"{k}", number, why=why)


def known(**more: object) -> Known:
    readings = dict([read(SIGN, "1.1"), read(STARTS, "0.9"), read(MONEY, "1"), read(CASES, "0.04")])
    return replace(Known(readings), **more)  # type: ignore[arg-type]  # fields of Known


def score(some: Known, sheet: SheetSpec = SHEET) -> UnitScore:
    return score_unit(sheet, some, ranges_of([some]))


def without(*sources: SourceSpec, why: str = "未下达目标任务") -> Known:
    missing = dict(read(source, None, why) for source in sources)
    return known(readings={**known().readings, **missing})


def test_a_sheet_adds_up_its_lines() -> None:
    found = score(known())

    assert [line.points for line in found.lines] == [22, 27, Fraction("9.6"), 40]
    assert (found.total, found.judged_weight) == (Fraction("98.6"), 100)


def test_each_line_says_how_its_points_came_about() -> None:
    found = score(known())

    assert found.lines[0].why == "S06.n1.1；K=1.1，20×1.1得22分"
    assert found.lines[2].why == "P110.04；10−0.1×4，得9.6分"


def test_a_line_that_cannot_be_judged_gives_its_weight_to_its_block() -> None:
    found = score(without(STARTS))

    assert [line.counted for line in found.lines] == [20, 0, 40, 40]
    assert found.lines[1].points is None
    assert found.lines[1].why == "不评价：P02：未下达目标任务；权重30分摊到其他指标"
    assert found.lines[2].points == Fraction("39.6")
    assert found.judged_weight == 70


def test_a_block_that_cannot_be_judged_gives_its_weight_to_the_whole_sheet() -> None:
    shares = [Share("签约", Fraction(20)), Share("推进", Fraction(30)), Share("资金", Fraction(50), is_judged=False)]

    assert spread(shares) == [40, 60, 0]
    assert spread([Share("签约", Fraction(20), is_judged=False)]) == [0]


def test_listed_deductions_take_over_no_weight() -> None:
    shares = [
        Share("签约", Fraction(80)),
        Share("基础", Fraction(18), is_judged=False),
        Share("基础", Fraction(2), may_grow=False),
    ]

    assert spread(shares) == [98, 0, 2]


def test_the_scheme_may_give_nothing_instead() -> None:
    found = score(without(STARTS), replace(SHEET, missing=Missing.ZERO))

    assert [line.points for line in found.lines] == [22, 0, Fraction("9.6"), 40]


def test_with_nothing_to_judge_there_is_no_score() -> None:
    found = score(without(SIGN, STARTS, MONEY, CASES))

    assert (found.total, found.why) == (None, "没有可评价的指标，不计分")


def test_deductions_alone_make_no_score() -> None:
    alone = SheetSpec((LineSpec("G09", "基础", "基础", Method.DED, Fraction(100)),))

    assert score(Known(), alone).total is None


def test_figures_beside_listed_deductions_are_told_and_take_nothing_off() -> None:
    late = SourceSpec("G09.r")
    alone = SheetSpec((LineSpec("G09", "基础", "基础", Method.DED, Fraction(4), sources=(late,)), SHEET.lines[0]))
    told = replace(known(), readings={**known().readings, late: Reading("G09.r", "报送及时率", Fraction(50), "50.0%")})

    found = score(told, alone).lines[0]

    assert (found.points, found.why) == (4, "没有经认定的扣分，计满分；参考：报送及时率50.0%")


def test_zero_signings_cost_the_signing_block_and_the_rates_without_denominator() -> None:
    some = replace(without(STARTS, why="窗口内没有签约项目，分母为0"), vetoes=frozenset({Veto.ZERO_SIGNED.value}))

    found = score(some)

    assert [line.points for line in found.lines] == [0, 0, Fraction("9.6"), 40]
    assert found.lines[0].why.startswith("零签约，签约类指标计0分；")
    assert found.lines[1].why.startswith("零签约，率类指标计0分；")


def test_bonus_and_penalty_are_limited_to_ten_each_and_single_items_to_their_own_limit() -> None:
    rich = score(known(cases={"B1": Fraction(5)}))
    poor = score(known(cases={"D2": Fraction(40)}))

    assert (rich.bonus, rich.total) == (10, Fraction("108.6"))
    assert (poor.penalty, poor.total) == (-3, Fraction("95.6"))
    assert poor.items[0].why == "40件×−0.2，封顶−3"


def test_excess_and_bonus_together_make_at_most_ten_above_a_hundred() -> None:
    readings = dict([read(SIGN, "1.2"), read(STARTS, "1"), read(MONEY, "1.2"), read(CASES, "0")])

    assert score(known(readings=readings, cases={"B1": Fraction(1)})).total == 110


def test_who_falsified_has_at_most_fifty_nine() -> None:
    assert score(known(vetoes=frozenset({"V2"}))).total == 59


def test_an_unfair_promise_costs_five_and_the_bonus() -> None:
    found = score(known(cases={"B1": Fraction(1)}, vetoes=frozenset({"V3"})))

    assert (found.bonus, found.penalty, found.total) == (0, -5, Fraction("93.6"))


def test_corrections_by_people_stand_beside_what_was_calculated() -> None:
    found = score(known(corrections={"P02": Fraction("1.5"), "": Fraction(-2)}))

    assert (found.calculated, found.correction, found.total) == (Fraction("98.6"), Fraction("-0.5"), Fraction("98.1"))
    assert found.lines[1].why.endswith("经批准调整+1.5分")


def test_a_jury_line_waits_for_marks() -> None:
    line = LineSpec("Z05", "评价", "评价", Method.JURY, Fraction(15))
    sheet = SheetSpec((*LINES, line))

    assert score(known(), sheet).lines[-1].why.startswith("不评价：还没有评价分")
    marked = score(known(marks={"Z05": (Fraction(90), Fraction(80), Fraction(85))}), sheet).lines[-1]
    assert (marked.points, marked.why) == (Fraction("12.75"), "3份评价，平均85分；15×85%，得12.75分")


@pytest.mark.parametrize(
    ("values", "points"), [(("10", "20", "30"), ["1.8", "2.4", "3"]), (("7", "7", "7"), ["3"] * 3)]
)
def test_efficacy_compares_inside_the_group(values: tuple[str, ...], points: list[str]) -> None:
    source = SourceSpec("C13")
    sheet = SheetSpec((LineSpec("C13", "占比", "质效", Method.EFF, Fraction(3), sources=(source,)), LINES[0]))
    group = [
        known(readings={source: Reading("C13", "占比", Fraction(value), value), **dict([read(SIGN, "1")])})
        for value in values
    ]

    found = [score_unit(sheet, one, ranges_of(group)).lines[0].points for one in group]

    assert found == [Fraction(one) for one in points]
