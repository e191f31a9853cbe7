"""Family P: talks, and how long things take (domain/05 §4.6, P18 to P22)."""

from typing import Final

from luodi.across.figures.rules.conditions import (
    LIVELY,
    NORMAL,
    Condition,
    Happened,
    InOrder,
    Moment,
    SideIn,
    StageIn,
    TalksInPlay,
    TalksOverdue,
    Within,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Amount, Count, Days, Formula, Measure, Money, Proof

_EVENTS: Final = "阶段事件（已认定）"
_TALKING: Final = (StageIn(20, 30), SideIn(LIVELY))
_NEWLY_SIGNED: Final = Happened(Moment.SIGN, Within.FLOW)
_TALKED: Final = (_NEWLY_SIGNED, InOrder(Moment.TALK, Moment.SIGN))
_STARTS: Final = (Happened(Moment.START, Within.FLOW), InOrder(Moment.SIGN, Moment.START))
_TALK_DAYS: Final = Days(Moment.TALK, Moment.SIGN, _TALKED, Proof.SIGN)
_START_DAYS: Final = Days(Moment.SIGN, Moment.START, _STARTS, Proof.STARTED)


def _standing(code: str, name: str, says: str, *where: Condition, proof: Proof) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says=says,
        sources=_EVENTS,
        numerator=(Count(where, proof),),
    )


def _days(code: str, name: str, says: str, measure: Days, counted: Measure, *, median: bool = False) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="天",
        digits=0,
        formula=Formula.MEDIAN if median else Formula.RATIO,
        says=says,
        sources=_EVENTS,
        numerator=(measure,),
        denominator=counted,
        is_flow=True,
        no_denominator="期间内没有可计算时长的项目",
    )


FIGURES: Final = (
    _standing(
        "P18.n",
        "在谈项目数",
        "截止日处于在谈、待签或协议签约阶段，状态正常（含移交）或搁置的项目个数",
        *_TALKING,
        proof=Proof.OPENED,
    ),
    Figure(
        code="P18.v",
        name="在谈项目投资额",
        unit="亿元",
        digits=2,
        formula=Formula.TOTAL,
        says="在谈项目（P18.n）的计划总投资之和，总投资未知的不计入并注明",
        sources=f"{_EVENTS}、项目（总投资）",
        numerator=(Amount(Money.INVESTMENT, _TALKING, Proof.OPENED),),
    ),
    Figure(
        code="P19",
        name="在谈转化率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="所选期间由在谈转为正式签约的项目数÷（期初在谈项目数+期间新增在谈项目数）×100%；没有洽谈记录的签约不计",
        sources=_EVENTS,
        numerator=(Count((_NEWLY_SIGNED, InOrder(Moment.OPENED, Moment.SIGN)), Proof.SIGN),),
        denominator=Count((TalksInPlay(),), Proof.OPENED),
        is_flow=True,
        no_denominator="期初和期间都没有在谈项目，分母为0",
    ),
    _standing(
        "P20",
        "超期在谈项目数",
        "截止日仍在谈、自洽谈之日起已超过3个月（重大项目6个月）的项目个数；搁置的暂停计时，不计入",
        StageIn(20, 30),
        SideIn(NORMAL),
        TalksOverdue(),
        proof=Proof.OPENED,
    ),
    _days(
        "P21",
        "洽谈到签约平均时长",
        "所选期间签约项目自洽谈之日至签约之日的天数之和÷项目数；没有洽谈日期的不计",
        _TALK_DAYS,
        Count(_TALKED, Proof.SIGN),
    ),
    _days(
        "P22",
        "签约到开工平均时长",
        "所选期间开工项目自签约之日至开工之日的天数之和÷项目数",
        _START_DAYS,
        Count(_STARTS, Proof.STARTED),
    ),
    _days(
        "P22.median",
        "签约到开工时长中位数",
        "所选期间开工项目自签约之日至开工之日的天数的中位数，每个项目计一次",
        _START_DAYS,
        Count(_STARTS, Proof.STARTED),
        median=True,
    ),
)
