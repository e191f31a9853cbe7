"""Family S: signing (domain/05 §4.6)."""

from typing import Final

from luodi.across.figures.rules.conditions import (
    CANCELLED,
    AmountFrom,
    Condition,
    Flag,
    Happened,
    Is,
    Known,
    Moment,
    Not,
    SideIn,
    Within,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import PLACES_IN_TASKS, Amount, Count, Formula, Money, Proof, for_task

_SIGNED: Final = Happened(Moment.SIGN, Within.FLOW)
_FRAMED: Final = (Happened(Moment.FRAMEWORK, Within.FLOW), Not(Known(Moment.SIGN)))
_EVENTS: Final = "阶段事件（签约，已认定）"
_CONTRACTS: Final = "签约事件所载合同额（人民币；外币合同按签约日汇率，无汇率的不计入并注明）"
_NESTED: Final = "分级为“以上”口径，逐级包含"


def _signed(*more: Condition) -> Count:
    return Count((_SIGNED, *more), Proof.SIGN, Moment.SIGN)


def _contracts(*more: Condition) -> Amount:
    return Amount(Money.CONTRACT, (_SIGNED, *more), Proof.SIGN, Moment.SIGN)


_COUNT: Final = _signed()
_AMOUNT: Final = _contracts()
_LARGE: Final = _signed(AmountFrom(100_000))


def _threshold(code: str, words: str, wan: int) -> Figure:
    return Figure(
        code=code,
        name=f"{words}以上签约项目数",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says=f"所选期间新签正式合同、合同额达到{words}的项目个数；{_NESTED}",
        sources=f"{_EVENTS}、{_CONTRACTS}",
        numerator=(_signed(AmountFrom(wan)),),
        is_flow=True,
        target_of=(code,),
    )


FIGURES: Final = (
    Figure(
        code="S01",
        name="新签正式合同项目数",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="所选期间内签订正式合同并经认定的项目个数；框架、意向协议不计，后来终止的不扣减",
        sources=_EVENTS,
        numerator=(_COUNT,),
        is_flow=True,
        target_of=("S01",),
    ),
    Figure(
        code="S02",
        name="新签正式合同额",
        unit="亿元",
        digits=2,
        formula=Formula.TOTAL,
        says="新签正式合同项目（S01）的合同额之和；协议额不计入",
        sources=_CONTRACTS,
        numerator=(_AMOUNT,),
        is_flow=True,
        target_of=("S02",),
    ),
    Figure(
        code="S03.n",
        name="框架（协议）签约项目数",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="所选期间内签订框架或意向协议、至截止日尚未升格为正式合同的项目个数",
        sources="阶段事件（框架协议，已认定）",
        numerator=(Count(_FRAMED, Proof.FRAMEWORK, Moment.FRAMEWORK),),
        is_flow=True,
        target_of=("S03", "S03.n"),
    ),
    Figure(
        code="S03.v",
        name="协议额",
        unit="亿元",
        digits=2,
        formula=Formula.TOTAL,
        says="框架（协议）签约项目（S03.n）的协议额之和；永不与合同额相加",
        sources="框架协议事件所载协议额",
        numerator=(Amount(Money.FRAMEWORK, _FRAMED, Proof.FRAMEWORK, Moment.FRAMEWORK),),
        is_flow=True,
        target_of=("S03.v",),
    ),
    _threshold("S04", "亿元", 10_000),
    _threshold("S04.1000", "1000万元", 1_000),
    _threshold("S04.5000", "5000万元", 5_000),
    _threshold("S04.50000", "5亿元", 50_000),
    _threshold("S04.500000", "50亿元", 500_000),
    _threshold("S04.1000000", "100亿元", 1_000_000),
    _threshold("S05", "10亿元", 100_000),
    Figure(
        code="S06.n",
        name="签约任务完成率（个数）",
        unit="%",
        digits=1,
        formula=Formula.COMPLETION,
        says="新签正式合同项目数÷目标任务数×100%；目标期起点至截止日累计，各下达单位、各层级分别计算，可超过100%",
        sources=f"{_EVENTS}、置换事件、目标任务",
        numerator=(for_task(_COUNT),),
        note=PLACES_IN_TASKS,
        is_flow=True,
        target_of=("S01", "S06", "S06.n"),
    ),
    Figure(
        code="S06.v",
        name="签约任务完成率（金额）",
        unit="%",
        digits=1,
        formula=Formula.COMPLETION,
        says="新签正式合同额÷目标任务额×100%；目标期起点至截止日累计，各下达单位、各层级分别计算，可超过100%",
        sources=f"{_CONTRACTS}、置换事件、目标任务",
        numerator=(for_task(_AMOUNT),),
        note=PLACES_IN_TASKS,
        is_flow=True,
        target_of=("S02", "S06", "S06.v"),
    ),
    Figure(
        code="S07",
        name="平均单体投资规模",
        unit="亿元",
        digits=2,
        formula=Formula.RATIO,
        says="新签正式合同额（S02）÷新签正式合同项目数（S01）",
        sources=f"{_EVENTS}、{_CONTRACTS}",
        numerator=(_AMOUNT,),
        denominator=_COUNT,
        is_flow=True,
        no_denominator="期间内没有新签正式合同项目，分母为0",
    ),
    Figure(
        code="S08",
        name="重大项目签约占比",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="10亿元以上签约项目数（S05）÷新签正式合同项目数（S01）×100%",
        sources=f"{_EVENTS}、{_CONTRACTS}",
        numerator=(_LARGE,),
        denominator=_COUNT,
        is_flow=True,
        no_denominator="期间内没有新签正式合同项目，分母为0",
    ),
    Figure(
        code="S09.n",
        name="新签约项目数同比",
        unit="%",
        digits=1,
        formula=Formula.GROWTH,
        says="（本期新签正式合同项目数−上年同期数）÷上年同期数×100%；上年同期取上年同一起止日，已结账的取公布数",
        sources=_EVENTS,
        numerator=(_COUNT,),
        is_flow=True,
    ),
    Figure(
        code="S09.v",
        name="新签约合同额同比",
        unit="%",
        digits=1,
        formula=Formula.GROWTH,
        says="（本期新签正式合同额−上年同期额）÷上年同期额×100%；上年同期取上年同一起止日，已结账的取公布数",
        sources=_CONTRACTS,
        numerator=(_AMOUNT,),
        is_flow=True,
    ),
    Figure(
        code="S10",
        name="500强、独角兽、上市公司投资项目数",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="新签正式合同项目（S01）中，投资方列入世界500强、中国500强、民营500强、独角兽或上市公司名单的个数",
        sources=f"{_EVENTS}、客商荣誉",
        numerator=(_signed(Is(Flag.HONOUR)),),
        is_flow=True,
        target_of=("S10",),
    ),
    Figure(
        code="S11.n",
        name="增资扩产项目数",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="新签正式合同项目（S01）中，挂在原项目之下的增资扩产项目个数",
        sources=f"{_EVENTS}、项目（原项目）",
        numerator=(_signed(Is(Flag.CHILD)),),
        is_flow=True,
        target_of=("S11", "S11.n"),
    ),
    Figure(
        code="S11.v",
        name="增资扩产增量额",
        unit="亿元",
        digits=2,
        formula=Formula.TOTAL,
        says="增资扩产项目（S11.n）的合同额之和，只计增量",
        sources=_CONTRACTS,
        numerator=(_contracts(Is(Flag.CHILD)),),
        is_flow=True,
        target_of=("S11.v",),
    ),
    Figure(
        code="S12",
        name="零签约单位数",
        unit="个",
        digits=0,
        formula=Formula.IDLE_UNITS,
        says="下级单位中有签约目标（大于0）而所选期间新签正式合同项目数为0的单位个数，穿透可见名单",
        sources=f"{_EVENTS}、目标任务",
        numerator=(_COUNT,),
        is_flow=True,
        target_of=("S01",),
        no_denominator="下级单位没有下达签约目标，无从判断零签约",
    ),
    Figure(
        code="S13",
        name="新签约其中：已终止",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="新签正式合同项目（S01）中，截止日已终止或被置换的个数；签约数不因此扣减",
        sources=f"{_EVENTS}、终止、置换事件",
        numerator=(_signed(SideIn(CANCELLED)),),
        is_flow=True,
    ),
)
