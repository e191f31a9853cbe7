"""Which projects a dispatch list shows: the filter sets that the product brings, as data (domain/11 §4.19, domain/05 P10…)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.reports.rules.dispatch_sets import Conditions, DispatchFacts
from luodi.base.core.errors import BusinessError

LARGE_IN_WAN: Final = Decimal(10_000)
_SIGNED_STAGES: Final = frozenset({"ST40", "ST45", "ST50"})
_TALKING_STAGES: Final = frozenset({"ST20", "ST25", "ST30"})
_LIVE: Final = frozenset({"NORMAL", "TRANSFERRED"})
_WAITING: Final = _LIVE | {"ON_HOLD"}


@dataclass(frozen=True, slots=True)
class FilterSet:
    """A set of projects worth dispatching. `needs` names the facts that are still missing for it; then it is empty.

    `revision` 0 is the set as the product brings it, above that the office's own.
    """

    code: str
    label: str
    says: str
    conditions: Conditions
    needs: str = ""
    revision: int = 0

    def belongs(self, facts: DispatchFacts) -> bool:
        """Whether a project stands in the list."""
        return not self.needs and not self.conditions.unmet(facts)


FILTER_SETS: Final[Mapping[str, FilterSet]] = {
    one.code: one
    for one in (
        FilterSet(
            "unstarted",
            "签约未开工",
            "截止日已正式签约、尚未开工，状态正常（含移交）或搁置",
            Conditions(_SIGNED_STAGES, _WAITING),
        ),
        FilterSet(
            "large_unstarted",
            "超亿签约未开工",
            "签约未开工中总投资1亿元以上",
            Conditions(_SIGNED_STAGES, _WAITING, amount_from=LARGE_IN_WAN),
        ),
        FilterSet("suspended", "停建", "截止日处于停建状态", Conditions(sides=frozenset({"SUSPENDED"}))),
        FilterSet(
            "overdue_talks",
            "超期在谈",
            "截止日仍在谈、已过洽谈时限（3个月，重大项目6个月）",
            Conditions(_TALKING_STAGES, _LIVE, frozenset({"TALKS", "TALKS_MAJOR"}), overdue_from=1),
        ),
        FilterSet(
            "unreported",
            "开工未入统",
            "已开工、尚未纳入统计",
            Conditions(frozenset({"ST60"}), _LIVE),
            needs="统计入库资料尚未接入",
        ),
        FilterSet("below_capacity", "投产未达产", "截止日已投产、尚未达产达效", Conditions(frozenset({"ST80"}), _LIVE)),
    )
}


AVAILABLE: Final = tuple(one for one in FILTER_SETS.values() if not one.needs)
"""The sets whose facts the ledger holds, in the order in which a paper lists them."""
UNSTARTED: Final = frozenset({"unstarted", "large_unstarted"})
"""Sets of signed projects that have not started: their orders name that list as the source."""


def set_of(code: str, known: Mapping[str, FilterSet]) -> FilterSet:
    """The filter set of the code; BusinessError for an unknown one or one whose facts do not exist yet."""
    chosen = known.get(code)
    if chosen is None:
        names = "、".join(f"{one.label}（{one.code}）" for one in known.values())
        raise BusinessError(f"没有“{code}”这类调度清单，可选：{names}。", code="reports.set_unknown")
    if chosen.needs:
        raise BusinessError(f"暂不能生成“{chosen.label}”清单：{chosen.needs}。", code="reports.set_unavailable")
    return chosen


def require_set(code: str) -> FilterSet:
    """The same among the sets that the product brings."""
    return set_of(code, FILTER_SETS)
