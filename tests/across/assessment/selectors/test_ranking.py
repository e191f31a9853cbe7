"""Rankings out of real ledgers: scores, places, colours, what is not judged, and who sees what."""

from fractions import Fraction

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Scheme
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.ranks import Grade
from luodi.across.assessment.selectors.readings import to_date
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.core.periods import parse_period
from tests.across.assessment.city import aim, counties, signed
from tests.domains.supervision.making import issued
from tests.factories import AT, clerk, officer, user
from tests.refusals import refused
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@remembered
def signed_by_june() -> None:
    """Ten contracts due in the year; signed by June: 6, 5, 4, 1 and none; of the first county's six three started."""
    for county in counties():
        aim(county, "10")
    signed("QJ-A1", 6, started=3)
    signed("QJ-A2", 5)
    signed("QJ-A3", 4)
    signed("QJ-A4", 1)


@pytest.fixture
def half_year(db: None) -> selectors.Ranking:
    signed_by_june()
    return selectors.ranking(user("r07"), period="2023H1")


def by_code(ranking: selectors.Ranking) -> dict[str, selectors.RankedUnit]:
    return {unit.unit.code: unit for group in ranking.groups for unit in group.units}


def line(unit: selectors.RankedUnit, code: str) -> dict[str, object]:
    lines = unit.to_json()["lines"]
    assert isinstance(lines, list)
    return next(one for one in lines if one["indicator"] == code)


def test_units_of_a_group_are_ranked_by_score(half_year: selectors.Ranking) -> None:
    (group,) = [group for group in half_year.groups if group.units]

    assert (half_year.scheme_code, group.code, group.is_ranked) == ("STD", "G1a", True)
    assert [unit.unit.code for unit in group.units] == ["QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4", "QJ-A5"]
    assert [unit.rank for unit in group.units] == [1, 2, 3, 4, 5]
    assert [unit.is_low for unit in group.units] == [False, False, False, True, True]


def test_a_completion_counts_against_what_was_due(half_year: selectors.Ranking) -> None:
    signing = line(by_code(half_year)["QJ-A1"], "S06")

    assert (signing["value"], signing["k"], signing["weight"], signing["colour"]) == ("60.0", "1.20", "8", "绿")
    assert str(signing["why"]).startswith(
        "签约任务完成率（个数）60.0%（6÷目标10个，市级，时序进度50%）；签约任务完成率（金额）：未下达目标任务，不计入；K=1.2"
    )


def test_a_rate_counts_against_its_target_rate(half_year: selectors.Ranking) -> None:
    starts = line(by_code(half_year)["QJ-A1"], "P02")

    assert (starts["value"], starts["k"], starts["colour"]) == ("50.0", "0.63", "红")
    assert str(starts["why"]).startswith("新签约项目开工率50.0%（3÷6，目标80%）；K=0.63")


def test_points_are_exact_and_add_up(half_year: selectors.Ranking) -> None:
    first = by_code(half_year)["QJ-A1"].score

    assert first.total is not None
    assert first.base == sum(one.points or Fraction(0) for one in first.lines)
    assert sum(one.counted for one in first.lines) == 100


def test_what_has_no_data_is_named_and_not_judged(half_year: selectors.Ranking) -> None:
    industry = line(by_code(half_year)["QJ-A1"], "T01")

    assert (industry["points"], industry["colour"], industry["counted_weight"]) == (None, "灰", "0")
    assert industry["why"] == "不评价：数据待接入，暂不评价；权重4分摊到其他指标"


def test_orders_that_fell_due_are_judged_and_where_nothing_was_due_nothing_is() -> None:
    for county in counties():
        aim(county, "10")
    signed("QJ-A1", 6, started=3)
    signed("QJ-A2", 5)
    issued(unit_code="QJ-A1")

    found = by_code(selectors.ranking(user("r07"), period="2023-07"))

    late, without = line(found["QJ-A1"], "G06"), line(found["QJ-A2"], "G06")
    assert (late["points"], late["k"], late["colour"]) == ("0.00", "0.00", "红")
    assert "三单按期办结率0.0%（0÷1，目标100%）" in str(late["why"])
    assert (without["points"], without["colour"]) == (None, "灰")
    assert str(without["why"]).startswith("不评价：要素问题解决率：本期无要素问题；三单按期办结率：本期无到期的三单")


def test_who_has_a_target_and_signed_nothing_gets_nothing_for_signing(half_year: selectors.Ranking) -> None:
    last = by_code(half_year)["QJ-A5"]

    assert last.to_json()["vetoes"] == [{"code": "V1", "name": "零签约"}]
    assert (line(last, "S06")["points"], line(last, "P02")["points"]) == ("0.00", "0.00")
    assert last.colour in {Colour.ORANGE, Colour.RED}
    assert "零签约，最高评橙色" in last.colour_why
    assert last.grade is Grade.FAILED


def test_without_a_target_nobody_is_zero_signed() -> None:
    counties()
    signed("QJ-A1", 1)

    found = by_code(selectors.ranking(user("r07"), period="2023H1"))

    assert found["QJ-A5"].score.vetoes == ()


def test_a_group_of_three_that_can_be_scored_is_not_ranked() -> None:
    counties()
    for code in ("QJ-A1", "QJ-A2", "QJ-A3"):
        signed(code, 1)

    (group,) = [group for group in selectors.ranking(user("r07"), period="2023H1").groups if group.units]

    assert (group.is_ranked, group.note) == (False, "能评分的单位不足4个，不排名")
    assert {unit.rank for unit in group.units} == {None}


def test_the_place_before_stands_beside_the_place_now() -> None:
    places = counties()
    for county in places:
        aim(county, "10")
    signed("QJ-A1", 5, started=5)
    for code in ("QJ-A2", "QJ-A3", "QJ-A4"):
        signed(code, 2)
    signed("QJ-A5", 1)

    second = by_code(selectors.ranking(user("r07"), period="2023Q2"))

    assert (second["QJ-A1"].rank, second["QJ-A1"].previous_rank, second["QJ-A1"].arrow) == (1, 1, "→")
    assert second["QJ-A5"].previous_rank == 5


def test_two_quarters_in_the_low_zone_call_for_accountability() -> None:
    places = counties()
    for county in places:
        aim(county, "10")
    for number, code in enumerate(("QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4"), start=1):
        signed(code, 6 - number, started=6 - number)

    first, second = (by_code(selectors.ranking(user("r07"), period=period)) for period in ("2023Q1", "2023Q2"))

    assert (first["QJ-A5"].low_run, first["QJ-A5"].advice) == (1, "")
    assert [code for code, unit in second.items() if unit.advice] == ["QJ-A4", "QJ-A5"]
    assert second["QJ-A5"].advice == "连续2期靠后，建议问责"


def test_two_orange_quarters_make_a_red_one() -> None:
    places = counties()
    for county in places:
        aim(county, "10")
    for code in ("QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4"):
        signed(code, 5, started=5)
    services.publish_ranking("STD", group="G1a", period="2023Q2", is_open=True, actor=user("r03"), at=AT)
    first = by_code(selectors.ranking(user("r07"), period="2023Q1"))["QJ-A5"]
    second = by_code(selectors.ranking(user("r07"), period="2023Q2"))["QJ-A5"]

    assert first.colour in {Colour.ORANGE, Colour.RED}
    assert second.colour is Colour.RED


def test_a_schedule_curve_says_how_much_is_due() -> None:
    places = counties()
    aim(places[0], "10", schedule="30/60/80/100")
    signed("QJ-A1", 6)

    signing = line(by_code(selectors.ranking(user("r07"), period="2023H1"))["QJ-A1"], "S06")

    assert (signing["k"], signing["colour"]) == ("1.00", "蓝")
    assert "时序进度60%" in str(signing["why"])


def test_of_several_targets_the_base_tier_counts() -> None:
    places = counties()
    aim(places[0], "20", tier="M1")
    aim(places[0], "10", tier="M0", issuer="区级")
    signed("QJ-A1", 5)

    signing = line(by_code(selectors.ranking(user("r07"), period="2023H1"))["QJ-A1"], "S06")

    assert "5÷目标10个，区级M0" in str(signing["why"])


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2023-06", "2023H1"),
        ("2023Q1", "2023Q1"),
        ("2023-01", "2023-01"),
        ("2023", "2023"),
        ("2023-05", "2023-01..2023-05"),
    ],
)
def test_scores_run_from_the_first_of_january(period: str, code: str) -> None:
    assert to_date(parse_period(period)).code == code


def test_a_county_sees_itself_alone_until_its_group_is_published(half_year: selectors.Ranking) -> None:
    alone = selectors.ranking(clerk("QJ-A2"), period="2023H1")
    services.publish_ranking("STD", group="G1a", period="2023H1", is_open=True, actor=user("r03"), at=AT)
    together = by_code(selectors.ranking(clerk("QJ-A2"), period="2023H1"))

    assert [(code, unit.rank) for code, unit in by_code(alone).items()] == [("QJ-A2", 2)]
    assert list(together) == ["QJ-A1", "QJ-A2", "QJ-A3", "QJ-A4", "QJ-A5"]
    assert [code for code, unit in together.items() if unit.to_json()["lines"]] == ["QJ-A2"]


def test_another_county_s_lines_are_not_found(half_year: selectors.Ranking) -> None:
    assert selectors.unit_ranking(clerk("QJ-A2"), "QJ-A2", period="2023H1")[2].unit.code == "QJ-A2"
    with refused("assessment.unit", NotVisible):
        selectors.unit_ranking(clerk("QJ-A2"), "QJ-A1", period="2023H1")


def test_another_group_is_not_found(half_year: selectors.Ranking) -> None:
    with refused("assessment.group", NotVisible):
        selectors.ranking(clerk("QJ-A2"), period="2023H1", group="G3")


def test_an_officer_sees_no_ranking() -> None:
    counties()
    with refused("assessment.not_permitted", NotPermitted):
        selectors.ranking(officer("secadmin"), period="2023H1")


def test_an_unknown_scheme_is_refused_with_the_ones_there_are() -> None:
    counties()
    viewer = user("r07")

    with refused("assessment.no_scheme") as caught:
        selectors.ranking(viewer, period="2023H1", scheme="KH9")
    assert "现有方案：STD" in caught.value.message
    assert Scheme.objects.count() == 7
