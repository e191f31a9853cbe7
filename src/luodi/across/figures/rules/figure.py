"""One row of the catalogue: a figure with its code, unit, formula and the parts of its definition."""

from dataclasses import dataclass
from typing import Final

from luodi.across.figures.rules.duties import DEADLINES, Duty
from luodi.across.figures.rules.measures import Cohort, Formula, Measure, adds_up
from luodi.across.figures.rules.planning import Planning

_WINDOWS: Final = {
    Cohort.YEAR_TO_DATE: "当年1月1日至截止日签约的项目",
    Cohort.ROLLING: "截止日前36个月（不含起点日）签约的项目",
    Cohort.START_YEAR: "最近一个开工底线（次年3月31日）已到的签约年度",
    Cohort.PERIOD: "所选期间签约的项目",
    Cohort.EXPLICIT: "指定窗口签约的项目",
}
_ATTRIBUTION: Final = "跨单位项目按招引分担比例计入各单位，上级单位同一项目只计一次"
_AS_KNOWN: Final = "只计已认定的事实，撤销自其发生日起生效，合并掉的项目和不在统计范围的项目不计"


_CLOSED: Final = "已结账期间按结账时点所知，重述另出新版"
_CLOSED_FLOW: Final = f"{_CLOSED}；结账后才认定或撤销的，作为补计、冲减计入紧接其后的未结账期间"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as declared. `says` is the formula in words: numerator, denominator and what is left out.

    `cohort` is the signing window (None: the figure speaks of the period or of the cut-off); `is_flow` tells that the
    period itself counts; `takes_calibre` that B and C change it; `target_of` names the indicators whose targets fit.
    `duty` is what a rate of supervision counts, `planning` which planned projects a figure counts; `known` and
    `attribution` say what counts and for whom where it is not the usual.
    """

    code: str
    name: str
    unit: str
    digits: int
    formula: Formula
    says: str
    sources: str
    numerator: tuple[Measure, ...] = ()
    denominator: Measure | None = None
    cohort: Cohort | None = None
    is_flow: bool = False
    takes_calibre: bool = False
    target_of: tuple[str, ...] = ()
    no_denominator: str = "分母为0"
    note: str = ""
    duty: Duty | None = None
    planning: Planning | None = None
    known: str = _AS_KNOWN
    attribution: str = _ATTRIBUTION

    @property
    def base_code(self) -> str:
        """The code without its suffix: `S06.n` → `S06`."""
        return self.code.partition(".")[0]

    @property
    def takes_corrections(self) -> bool:
        """Whether what was learnt of closed periods appears in the open one: flows that add up over time.

        Cohort rates, as-at states, durations and distinct companies do not add up, so they are only locked.
        """
        if self.formula is Formula.TRIPS:
            return True
        measures = self.numerator if self.denominator is None else (*self.numerator, self.denominator)
        return self.is_flow and bool(measures) and all(adds_up(measure) for measure in measures)

    @property
    def window_text(self) -> str:
        """The window in words."""
        if self.cohort is not None:
            return _WINDOWS[self.cohort] + ("，流量取所选期间" if self.is_flow else "，状态看截止日")
        if self.duty is not None:
            return "所选期间，期限未过的不计" if self.duty in DEADLINES else "所选期间内发生"
        return "所选期间内发生" if self.is_flow else "截止日时点"

    @property
    def definition(self) -> str:
        """口径说明: everything a reader needs to recompute the figure."""
        calibre = (
            "口径A含终止、置换的项目，口径B把它们从分子分母中剔除，口径C再剔除搁置的项目"
            if self.takes_calibre
            else "不受口径A/B/C影响"
        )
        parts = (
            self.says,
            f"统计窗口：{self.window_text}",
            f"口径：{calibre}",
            f"认定：{self.known}",
            f"归属：{self.attribution}",
            f"结账：{_CLOSED_FLOW if self.takes_corrections else _CLOSED}",
            f"数据来源：{self.sources}",
            f"单位：{self.unit}，显示{self.digits}位小数，按未修约值计算",
            self.note,
        )
        return "。".join(part for part in parts if part) + "。"
