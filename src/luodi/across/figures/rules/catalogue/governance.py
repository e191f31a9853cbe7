"""Families G and P as far as supervision tells them: problems, orders, rectifications, milestones, returns, marks
(domain/05 §4.6: G06 to G09, P24, P25).
"""

from typing import Final

from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Formula

_STEPS: Final = "只计已登记的步骤，按截至所知时点的最后一步判断"
_OF_UNIT: Final = "计入{}，上级单位含全部下级"
_OF_PROJECT: Final = "计入项目的责任单位，上级单位含全部下级；不在统计范围的项目不计"


def _rate(
    code: str, name: str, duty: Duty, says: str, nothing: str, sources: str, *, of: str, known: str = _STEPS
) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="%",
        digits=1,
        formula=Formula.DUTIES,
        says=says,
        sources=sources,
        is_flow=True,
        target_of=tuple(dict.fromkeys((code, code.partition(".")[0]))),
        no_denominator=nothing,
        duty=duty,
        known=known,
        attribution=of,
    )


MILESTONES: Final = _rate(
    "P24",
    "项目节点按期率",
    Duty.MILESTONE,
    "计划日在所选期间内的项目节点中，在计划日前（含当日）完成的个数÷到期节点数×100%；按现行节点计划判断，经批准调整的用调整后的计划日，"
    "批准前已结账的期间仍按原计划日；计划日当天处于搁置、终止、置换、流失的项目和被合并的项目不计",
    "本期无到期节点",
    "节点计划（含经批准的调整）、节点完成、阶段事件",
    of=_OF_PROJECT,
    known="节点计划的调整、节点完成和阶段事件经认定后才计，撤销的完成不计",
)
VISITS: Final = Figure(
    code="P25",
    name="项目观摩得分",
    unit="分",
    digits=2,
    formula=Formula.DUTIES,
    says="所选期间观摩的各观摩点得分的平均数；观摩点得分为各评委评分的平均数，同一评委改过评分的取最后一次，没有评分的观摩点不计",
    sources="项目观摩记录、评委评分",
    is_flow=True,
    target_of=("P25",),
    no_denominator="本期无已评分的观摩点",
    duty=Duty.VISIT,
    known="只计项目观摩计划下登记的观摩点和评分",
    attribution=_OF_UNIT.format("观摩点所在单位"),
)
FIGURES: Final = (
    _rate(
        "G06",
        "要素问题解决率",
        Duty.FACTOR,
        "所选期间内提出的要素问题（用地、用电、供排水、用气用热、用工、融资、环评与能耗指标）中，期末前已销号的件数÷提出件数×100%；"
        "未获确认而销号的算已解决，撤回的不计",
        "本期无要素问题",
        "问题及其办理步骤",
        of=_OF_UNIT.format("问题的责任单位"),
    ),
    _rate(
        "G07",
        "三单按期办结率",
        Duty.ORDER,
        "办理期限在所选期间内的三单中，在期限前（含当日）报请核查并已核查销号的件数÷到期件数×100%；批准延期的用延期后的期限，"
        "退回重办的看最后一次报请核查之日，核查所用时间不计入；作废、撤销的不计，升级的算未按期",
        "本期无到期的三单",
        "交办单、督办单、问责建议单及其步骤",
        of=_OF_UNIT.format("牵头单位"),
    ),
    _rate(
        "G08",
        "限期整改完成率",
        Duty.RECTIFICATION,
        "整改期限在所选期间内的限期整改中，在期限前（含当日）报告整改并已复查通过的项数÷到期项数×100%；复查未通过的看最后一次报告之日，"
        "转督办的算未按期",
        "本期无到期的限期整改",
        "督查发现的问题、限期整改及其步骤",
        of=_OF_UNIT.format("整改单位"),
    ),
    _rate(
        "G09.r",
        "报送及时率",
        Duty.RETURN,
        "报送期限（次月5日）在所选期间内的项目进度月报中，在期限前（含当日）报出的份数÷应报份数×100%；看首次报出之日，退回后补正的不再计；"
        "自编制节点计划的当月起，每月末未投产、未搁置、未终止的项目应报；周统计的报送另在周统计表中列明",
        "本期无到期的月报",
        "项目进度月报、节点计划、阶段事件",
        of=_OF_PROJECT,
        known="以系统登记时间为报出时间，阶段事件经认定后才计",
    ),
    _rate(
        "G09.e",
        "数据差错率",
        Duty.REVIEW,
        "所选期间各月抽查复核的已认定事实中，复核为有误或虚假的件数÷已复核件数×100%；复核改过结论的取最后一次，尚未复核的不计",
        "本期无已复核的事实",
        "认定复核的抽样和结果",
        of=_OF_PROJECT,
        known="只计已登记的复核结果",
    ),
)
