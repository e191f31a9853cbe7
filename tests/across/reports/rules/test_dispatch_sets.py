"""Which projects belong to which dispatch list, and what a set of an office's own may ask."""

from dataclasses import replace
from decimal import Decimal

import pytest

from luodi.across.reports.rules.dispatch import FILTER_SETS, require_set
from luodi.across.reports.rules.dispatch_sets import Conditions, DispatchFacts, require_sound
from luodi.base.core.errors import BusinessError

LATE = {"TALKS": 1}
PROJECT = DispatchFacts("ST40", "NORMAL", Decimal(8_000), {"LANDING": 31, "CONTRACT_START": 5}, "橙", "/1/4/", 7)


@pytest.mark.parametrize(
    ("facts", "sets"),
    [
        (DispatchFacts("ST40", "NORMAL", Decimal(10_000)), {"unstarted", "large_unstarted"}),
        (DispatchFacts("ST45", "ON_HOLD", Decimal(9_999)), {"unstarted"}),
        (DispatchFacts("ST50", "TRANSFERRED"), {"unstarted"}),
        (DispatchFacts("ST50", "TERMINATED", Decimal(50_000)), set()),
        (DispatchFacts("ST60", "SUSPENDED", Decimal(50_000)), {"suspended"}),
        (DispatchFacts("ST60", "NORMAL"), set()),
        (DispatchFacts("ST20", "NORMAL", overdue=LATE), {"overdue_talks"}),
        (DispatchFacts("ST20", "NORMAL"), set()),
        (DispatchFacts("ST20", "ON_HOLD", overdue=LATE), set()),
        (DispatchFacts("ST80", "NORMAL"), {"below_capacity"}),
        (DispatchFacts("ST90", "NORMAL"), set()),
    ],
)
def test_a_project_belongs_to_its_sets(facts: DispatchFacts, sets: set[str]) -> None:
    assert {code for code, one in FILTER_SETS.items() if one.belongs(facts)} == sets


@pytest.mark.parametrize(
    ("asked", "unmet"),
    [
        (Conditions(), ()),
        (Conditions(stages=frozenset({"ST50"}), sides=frozenset({"ON_HOLD"})), ("阶段", "状态")),
        (Conditions(overdue_from=30), ()),
        (Conditions(overdue_from=32), ("时限",)),
        (Conditions(clocks=frozenset({"CONTRACT_START"}), overdue_from=30), ("时限",)),
        (Conditions(colours=frozenset({"黄", "红"})), ("颜色",)),
        (Conditions(colours=frozenset({"橙"})), ()),
        (Conditions(amount_from=Decimal(8_000), amount_to=Decimal(8_001)), ()),
        (Conditions(amount_to=Decimal(8_000)), ("总投资",)),
        (Conditions(unit_path="/1/4/", chain_id=7), ()),
        (Conditions(unit_path="/1/5/", chain_id=8), ("责任单位", "产业链")),
    ],
)
def test_all_that_is_asked_must_hold(asked: Conditions, unmet: tuple[str, ...]) -> None:
    assert asked.unmet(PROJECT) == unmet


def test_a_project_without_an_amount_is_in_no_set_that_asks_for_one() -> None:
    assert Conditions(amount_to=Decimal(9_000)).unmet(replace(PROJECT, total_investment_in_wan=None)) == ("总投资",)


def test_conditions_are_put_into_words() -> None:
    asked = Conditions(
        frozenset({"ST40", "ST45"}),
        frozenset({"NORMAL"}),
        frozenset({"LANDING"}),
        frozenset({"红", "橙"}),
        overdue_from=30,
        amount_from=Decimal(10_000),
    )

    assert asked.spoken(unit="东县") == (
        "阶段为正式签约、准备落地，状态为正常，落地时限超期30天以上，颜色为橙、红，总投资1亿元以上，责任单位为东县"
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Conditions(), "reports.set_empty"),
        (Conditions(clocks=frozenset({"LANDING"})), "reports.set_overdue"),
        (Conditions(amount_from=Decimal(5), amount_to=Decimal(5)), "reports.set_amounts"),
    ],
)
def test_conditions_that_make_no_sense_are_refused(asked: Conditions, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        require_sound(asked)

    assert refused.value.code == code


def test_a_set_whose_facts_do_not_exist_says_so() -> None:
    with pytest.raises(BusinessError, match="暂不能生成“开工未入统”清单：统计入库资料尚未接入"):
        require_set("unreported")


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        BusinessError, match="可选：签约未开工（unstarted）、超亿签约未开工（large_unstarted）"
    ) as refused:
        require_set("nonsense")
    assert refused.value.code == "reports.set_unknown"


def test_a_known_set_is_given() -> None:
    assert require_set("large_unstarted").label == "超亿签约未开工"
