"""Figures of planned projects: P23 success of attracting, T05 to T07 the library (domain/05 §4.6)."""

from typing import Final

from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Formula
from luodi.across.figures.rules.planning import Planning

_KNOWN: Final = "只计已登记且未撤销的步骤；入库由填报人以外的人办理；关联经他人认定后才计，解除的关联自解除日起不计"
_OF_UNIT: Final = "计入谋划单位，上级单位含全部下级；几家共同谋划的只计牵头的谋划单位"
_SOURCES: Final = "策划项目及其步骤"
_INSIDE: Final = "截至日在库（已入库、推介或招引成功，未出库）的策划项目"


def _stock(code: str, name: str, unit: str, planning: Planning, says: str) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit=unit,
        digits=0 if unit == "个" else 2,
        formula=Formula.STOCK,
        says=says,
        sources=_SOURCES,
        target_of=tuple(dict.fromkeys((code, code.partition(".")[0]))),
        planning=planning,
        known=_KNOWN,
        attribution=_OF_UNIT,
    )


FIGURES: Final = (
    Figure(
        code="P23",
        name="策划项目招引成功率",
        unit="%",
        digits=1,
        formula=Formula.ATTRACTED,
        says="所选期间首次对外推介的策划项目中，截至日已关联到签有正式合同（ST40及以后）的招商项目的个数÷首次对外推介的策划项目数×100%；"
        "签约被撤销或退回的不计，签约后终止的仍计，被合并的项目应改为关联存续的项目",
        sources="策划项目及其步骤、策划项目关联、阶段事件",
        is_flow=True,
        target_of=("P23",),
        no_denominator="本期没有对外推介的策划项目",
        planning=Planning.ATTRACTED,
        known=_KNOWN,
        attribution=_OF_UNIT,
    ),
    _stock("T05.n", "延链补链策划项目数", "个", Planning.EXTENDING, f"{_INSIDE}中，属于延链、补链的个数"),
    _stock("T05.v", "延链补链策划项目总投资", "亿元", Planning.EXTENDING, f"{_INSIDE}中，属于延链、补链的计划投资合计"),
    _stock("T06.n", "谋划项目数", "个", Planning.STORED, f"{_INSIDE}个数"),
    _stock("T06.v", "谋划项目总投资", "亿元", Planning.STORED, f"{_INSIDE}计划投资合计"),
    _stock("T07", "资源类项目数", "个", Planning.RESOURCE, f"{_INSIDE}中，依托闲置土地、厂房、楼宇等资源谋划的个数"),
)
