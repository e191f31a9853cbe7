"""What a paper leaves out, as the page lists it: the passage, what is missing, and the page where it is filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.selectors import LeftOut
from luodi.base.orgs.rules import Permission as Orgs
from luodi.domains.chains.rules import Permission as Chains
from luodi.domains.incentives.rules.rights import Permission as Incentives
from luodi.domains.investors.rules import Permission as Investors
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.domains.targets.rules import Permission as Targets
from luodi.interfaces.web.ui.access import may

PLACES: Final = {
    "targets": ("目标任务", "targets:list", Targets.VIEW),
    "projects": ("项目台账", "projects:list", Projects.VIEW),
    "intake": ("台账导入", "intake:list", Intake.IMPORT),
    "trips": ("外出招商", "investors:trips", Investors.VIEW),
    "activities": ("招商活动", "investors:activities", Investors.VIEW),
    "investors": ("客商", "investors:list", Investors.VIEW),
    "heroes": ("招商英雄榜", "heroes:list", Incentives.VIEW),
    "chains": ("产业链", "chains:list", Chains.VIEW),
    "dispatch": ("调度清单", "dispatch:list", Reports.VIEW),
    "issues": ("问题", "issues:list", Supervision.VIEW),
    "orders": ("三单", "orders:list", Supervision.VIEW),
    "inspections": ("督查核查", "inspections:list", Supervision.VIEW),
    "reviews": ("认定复核", "gates:reviews", Projects.VIEW),
    "units": ("单位", "units:list", Orgs.VIEW_UNITS),
}


@dataclass(frozen=True, slots=True)
class Leftover:
    """One passage; `href` is empty when nothing is filed for it or the reader may not go there."""

    place: str
    passage: str
    missing: str
    why: str
    advice: str
    goes_to: str = ""
    href: str = ""


def leftovers(request: HttpRequest, passages: Iterable[LeftOut]) -> tuple[list[Leftover], list[Leftover]]:
    """Passages that lack facts, and those whose facts give nothing to write."""
    missing: list[Leftover] = []
    idle: list[Leftover] = []
    for one in passages:
        (missing if one.is_missing else idle).append(_leftover(request, one))
    return missing, idle


def _leftover(request: HttpRequest, one: LeftOut) -> Leftover:
    label, name, permission = PLACES.get(one.source.code, ("", "", ""))
    is_open = bool(name) and may(request, permission)
    return Leftover(
        one.place,
        one.passage,
        one.missing,
        one.why,
        one.source.advice,
        label if is_open else "",
        reverse(name) if is_open else "",
    )
