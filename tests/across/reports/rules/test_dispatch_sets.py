"""Which projects belong to which dispatch list."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.reports.rules.dispatch import FILTER_SETS, DispatchFacts, require_set
from luodi.base.core.errors import BusinessError

ON = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("facts", "sets"),
    [
        (DispatchFacts("ST40", "NORMAL", Decimal(10_000)), {"unstarted", "large_unstarted"}),
        (DispatchFacts("ST45", "ON_HOLD", Decimal(9_999)), {"unstarted"}),
        (DispatchFacts("ST50", "TRANSFERRED"), {"unstarted"}),
        (DispatchFacts("ST50", "TERMINATED", Decimal(50_000)), set()),
        (DispatchFacts("ST60", "SUSPENDED", Decimal(50_000)), {"suspended"}),
        (DispatchFacts("ST60", "NORMAL"), set()),
        (DispatchFacts("ST20", "NORMAL", talks_until=date(2023, 6, 29)), {"overdue_talks"}),
        (DispatchFacts("ST20", "NORMAL", talks_until=ON), set()),
        (DispatchFacts("ST20", "ON_HOLD", talks_until=date(2023, 1, 1)), set()),
        (DispatchFacts("ST80", "NORMAL"), {"below_capacity"}),
        (DispatchFacts("ST90", "NORMAL"), set()),
    ],
)
def test_a_project_belongs_to_its_sets(facts: DispatchFacts, sets: set[str]) -> None:
    assert {code for code, one in FILTER_SETS.items() if one.belongs(facts, ON)} == sets


def test_a_set_whose_facts_do_not_exist_says_so() -> None:
    with pytest.raises(BusinessError, match="暂不能生成“开工未入统”清单：统计入库资料尚未接入"):
        require_set("unreported")


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BusinessError, match="可选：签约未开工、超亿签约未开工、停建、超期在谈") as refused:
        require_set("nonsense")
    assert refused.value.code == "reports.set_unknown"


def test_a_known_set_is_given() -> None:
    assert require_set("large_unstarted").label == "超亿签约未开工"
