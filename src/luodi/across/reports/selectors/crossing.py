"""Signed major projects of a period by stage and side status, and those that lack a factor to land."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.cross_table import ALL, Axis, cell_key
from luodi.across.reports.engine.survey import Blocked
from luodi.across.reports.selectors.dispatch_standing import Standing
from luodi.across.reports.selectors.material import Asked, counted_fact
from luodi.domains.projects.rules import Event, SideStatus, Stage
from luodi.domains.supervision.models import Issue
from luodi.domains.supervision.rules.issues import FACTORS, IssueCategory

LARGE_IN_WAN: Final = Decimal(10_000)
MAJOR_SAYS: Final = (
    "重大项目指期间签约、登记为重大项目或合同额1亿元以上的项目；阶段和状态分列，停建、终止不改变已到的阶段"
)
_LANDING: Final = (Stage.PREPARING, Stage.LANDED, Stage.STARTED, Stage.COMPLETED, Stage.PRODUCING, Stage.FULL)
_DONE: Final = (Stage.COMPLETED, Stage.PRODUCING, Stage.FULL)
_ENDED: Final = frozenset({SideStatus.TERMINATED, SideStatus.RETURNED, SideStatus.REPLACED, SideStatus.MERGED})
_SOURCE: Final = "阶段事件（已认定），截至期末重放"


def signed_majors(asked: Asked, standing: Sequence[Standing]) -> list[Standing]:
    """The major projects signed in the period."""
    return [one for one in standing if _is_signed(asked, one) and _is_major(one)]


def crossed(rows: Sequence[Standing]) -> tuple[tuple[Axis, ...], tuple[Axis, ...], dict[str, FigureValue]]:
    """Stages and statuses that occur, and the number of projects of each pair with its sums."""
    pairs = Counter((one.state.stage, one.state.side_status) for one in rows)
    stages = tuple(Axis(stage.value, str(stage.label)) for stage in Stage if any(pair[0] == stage for pair in pairs))
    sides = tuple(Axis(side.value, str(side.label)) for side in SideStatus if any(pair[1] == side for pair in pairs))
    numbers: Counter[tuple[str, str]] = Counter()
    for (stage, side), number in pairs.items():
        for at in ((stage.value, side.value), (stage.value, ALL), (ALL, side.value), (ALL, ALL)):
            numbers[at] += number
    names = {ALL: "", **{one.value: str(one.label) for one in (*Stage, *SideStatus)}}
    asked_for = [(row.code, column.code) for row in (*stages, Axis(ALL, "")) for column in (*sides, Axis(ALL, ""))]
    book = {
        cell_key(stage, side): counted_fact(
            f"重大项目{names[stage]}{names[side]}数", numbers[stage, side], "个", _SOURCE
        )
        for stage, side in (*asked_for, (ALL, SideStatus.SUSPENDED.value), (ALL, SideStatus.TERMINATED.value))
    }
    landing = sum(one.state.stage in _LANDING for one in rows)
    done = sum(one.state.stage in _DONE for one in rows)
    book["major.landing"] = counted_fact("重大项目落地或准备落地数", landing, "个", _SOURCE)
    book["major.done"] = counted_fact("重大项目竣工或投产数", done, "个", _SOURCE)
    return stages, sides, book


def blocked(
    standing: Sequence[Standing], issues: Sequence[Issue]
) -> tuple[tuple[Blocked, ...], dict[str, FigureValue]]:
    """Signed projects that have not landed and have an open problem of a factor, factor by factor."""
    waiting = {
        one.project.pk: one.project.name
        for one in standing
        if one.state.stage in {Stage.SIGNED, Stage.PREPARING} and one.state.side_status not in _ENDED
    }
    names: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for issue in issues:
        if issue.category in FACTORS and issue.project_id in waiting and issue.project_id is not None:
            names[issue.category][issue.project_id] = waiting[issue.project_id]
    labels = dict(IssueCategory.choices)
    ordered = sorted(names, key=lambda code: (-len(names[code]), code))
    rows = tuple(Blocked(str(labels[code]), f"blocked.{code}", tuple(names[code].values())) for code in ordered)
    book = {
        f"blocked.{code}": counted_fact(f"缺{labels[code]}未落地项目数", len(names[code]), "个", "问题登记、阶段事件")
        for code in ordered
    }
    every = {pk for found in names.values() for pk in found}
    book["blocked.count"] = counted_fact("因要素未落地项目数", len(every), "个", "问题登记、阶段事件")
    return rows, book


def _is_signed(asked: Asked, one: Standing) -> bool:
    day = one.state.days.get(Event.SIGN)
    return day is not None and asked.period.span.contains(day)


def _is_major(one: Standing) -> bool:
    amount = one.facts.total_investment_in_wan
    return one.project.is_major or (amount is not None and amount >= LARGE_IN_WAN)
