"""Which projects a dispatch list shows: the filter sets of RP08 as a table of judgements (domain/11 §4.19, domain/05 P10…)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.errors import BusinessError

LARGE_IN_WAN: Final = Decimal(10_000)
_SIGNED_STAGES: Final = frozenset({"ST40", "ST45", "ST50"})
_TALKING_STAGES: Final = frozenset({"ST20", "ST25", "ST30"})
_LIVE: Final = frozenset({"NORMAL", "TRANSFERRED"})
_WAITING: Final = _LIVE | {"ON_HOLD"}


@dataclass(frozen=True, slots=True)
class DispatchFacts:
    """What is known of a project at the day of the list. `talks_until` is the end of its negotiation clock."""

    stage: str
    side_status: str
    total_investment_in_wan: Decimal | None = None
    talks_until: date | None = None


@dataclass(frozen=True, slots=True)
class FilterSet:
    """A set of projects worth dispatching. `needs` names the facts that are still missing for it; then it is empty."""

    code: str
    label: str
    says: str
    belongs: Callable[[DispatchFacts, date], bool]
    needs: str = ""


def _unstarted(facts: DispatchFacts, on: date) -> bool:
    return facts.stage in _SIGNED_STAGES and facts.side_status in _WAITING


def _large_unstarted(facts: DispatchFacts, on: date) -> bool:
    amount = facts.total_investment_in_wan
    return _unstarted(facts, on) and amount is not None and amount >= LARGE_IN_WAN


def _suspended(facts: DispatchFacts, on: date) -> bool:
    return facts.side_status == "SUSPENDED"


def _overdue_talks(facts: DispatchFacts, on: date) -> bool:
    is_talking = facts.stage in _TALKING_STAGES and facts.side_status in _LIVE
    return is_talking and facts.talks_until is not None and facts.talks_until < on


def _below_capacity(facts: DispatchFacts, on: date) -> bool:
    return facts.stage == "ST80" and facts.side_status in _LIVE


def _unknown(facts: DispatchFacts, on: date) -> bool:
    return False


FILTER_SETS: Final[Mapping[str, FilterSet]] = {
    one.code: one
    for one in (
        FilterSet("unstarted", "签约未开工", "截止日已正式签约、尚未开工，状态正常（含移交）或搁置", _unstarted),
        FilterSet("large_unstarted", "超亿签约未开工", "签约未开工中总投资1亿元以上", _large_unstarted),
        FilterSet("suspended", "停建", "截止日处于停建状态", _suspended),
        FilterSet("overdue_talks", "超期在谈", "截止日仍在谈、已过洽谈时限（3个月，重大项目6个月）", _overdue_talks),
        FilterSet("unreported", "开工未入统", "已开工、尚未纳入统计", _unknown, needs="统计入库资料尚未接入"),
        FilterSet("below_capacity", "投产未达产", "截止日已投产、尚未达产达效", _below_capacity),
    )
}


AVAILABLE: Final = tuple(one for one in FILTER_SETS.values() if not one.needs)
"""The sets whose facts the ledger holds, in the order in which a paper lists them."""


def require_set(code: str) -> FilterSet:
    """The filter set of the code; BusinessError for an unknown one or one whose facts do not exist yet."""
    chosen = FILTER_SETS.get(code)
    if chosen is None:
        known = "、".join(one.label for one in FILTER_SETS.values())
        raise BusinessError(f"没有“{code}”这类调度清单，可选：{known}。", code="reports.set_unknown")
    if chosen.needs:
        raise BusinessError(f"暂不能生成“{chosen.label}”清单：{chosen.needs}。", code="reports.set_unavailable")
    return chosen
