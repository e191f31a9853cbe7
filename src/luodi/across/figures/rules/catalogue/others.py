"""Families T, F and A as far as their facts exist: structure, foreign investment, trips and activities."""

from typing import Final

from luodi.across.figures.rules.conditions import Condition, Flag, Happened, Is, Moment, Within
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Amount, Count, Formula, Measure, Money, Proof

_SIGNED: Final = Happened(Moment.SIGN, Within.FLOW)
_FRAMED_THERE: Final = (Happened(Moment.FRAMEWORK, Within.FLOW), Is(Flag.FRAMEWORK_AT_OCCASION))
_SIGNED_THERE: Final = (_SIGNED, Is(Flag.SIGN_AT_OCCASION))
_EVENTS: Final = "阶段事件（签约，已认定）、项目分类属性（按已知时点）"
_TRIPS: Final = "外出招商记录、对接企业记录"
_NO_INDUSTRY: Final = "期间内没有新签工业项目，分母为0"


def _signed(*more: Condition) -> Count:
    return Count((_SIGNED, *more), Proof.SIGN, Moment.SIGN)


def _contracts(*more: Condition) -> Amount:
    return Amount(Money.CONTRACT, (_SIGNED, *more), Proof.SIGN, Moment.SIGN)


def _of_signed(code: str, name: str, unit: str, says: str, *parts: Measure, below: Measure | None = None) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit=unit,
        digits={"个": 0, "亿元": 2, "%": 1}[unit],
        formula=Formula.TOTAL if below is None else Formula.RATIO,
        says=says,
        sources=_EVENTS,
        numerator=parts,
        denominator=below,
        is_flow=True,
        target_of=(code,),
        no_denominator=_NO_INDUSTRY,
    )


def _travelled(code: str, name: str, unit: str, says: str, formula: Formula) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit=unit,
        digits=0,
        formula=formula,
        says=says,
        sources=_TRIPS,
        is_flow=True,
        target_of=(code,),
    )


FIGURES: Final = (
    _of_signed(
        "T02.n",
        "制造业项目数占工业项目比",
        "%",
        "新签正式合同项目中制造业（C）项目数÷采矿、制造、电力等工业（B、C、D）项目数×100%",
        _signed(Is(Flag.MANUFACTURING)),
        below=_signed(Is(Flag.INDUSTRY)),
    ),
    _of_signed(
        "T02.v",
        "制造业项目投资占工业项目比",
        "%",
        "新签正式合同项目中制造业（C）合同额÷采矿、制造、电力等工业（B、C、D）合同额×100%",
        _contracts(Is(Flag.MANUFACTURING)),
        below=_contracts(Is(Flag.INDUSTRY)),
    ),
    _of_signed(
        "T04.n", "产业链项目数", "个", "新签正式合同项目中归入产业链的个数，可按链分列", _signed(Is(Flag.CHAIN))
    ),
    _of_signed(
        "T04.v",
        "产业链项目合同额",
        "亿元",
        "新签正式合同项目中归入产业链的合同额，可按链分列",
        _contracts(Is(Flag.CHAIN)),
    ),
    _of_signed("F08", "外资项目引进数", "个", "新签正式合同项目中有外资股份的个数", _signed(Is(Flag.FOREIGN))),
    _travelled(
        "A01", "领导外出招商次数", "次", "所选期间出发、由领导带队的外出招商次数，一次往返计一次", Formula.TRIPS
    ),
    _travelled(
        "A02.n", "领导带队外出次数", "次", "所选期间出发、由领导带队的外出招商次数，一次往返计一次", Formula.TRIPS
    ),
    _travelled(
        "A02.c",
        "领导带队对接企业数",
        "家",
        "领导带队外出（A02.n）所对接企业的个数，同一企业只计一次",
        Formula.COMPANIES,
    ),
    _of_signed(
        "A05.n",
        "活动现场签约项目数",
        "个",
        "所选期间在招商活动上签订的框架协议和正式合同个数，可按活动分列；不看其后是否升格或终止",
        Count(_FRAMED_THERE, Proof.FRAMEWORK, Moment.FRAMEWORK),
        Count(_SIGNED_THERE, Proof.SIGN, Moment.SIGN),
    ),
    _of_signed(
        "A05.v",
        "活动协议引资额",
        "亿元",
        "所选期间在招商活动上签订的框架协议的协议额之和，不计入合同额",
        Amount(Money.FRAMEWORK, _FRAMED_THERE, Proof.FRAMEWORK, Moment.FRAMEWORK),
    ),
)
