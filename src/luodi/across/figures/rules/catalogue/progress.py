"""Family P: progress of signed projects and of talks (domain/05 §4.6, side states after domain/04 §4.4)."""

from typing import Final

from luodi.across.figures.rules.conditions import (
    CANCELLED,
    COMPLETED,
    LANDED,
    LIVELY,
    NORMAL,
    NOT_PERFORMED,
    PRODUCING,
    STARTED,
    Condition,
    Flag,
    Happened,
    InOrder,
    Is,
    Moment,
    Not,
    SideIn,
    StageIn,
    StartDue,
    StartedInTime,
    TalksInPlay,
    TalksOverdue,
    Within,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Amount, Cohort, Count, Days, Formula, Measure, Money, Proof
from luodi.domains.projects.rules import SideStatus

_SIGNED: Final = Happened(Moment.SIGN, Within.COHORT)
_COHORT: Final = Count((_SIGNED,), Proof.SIGN)
_EVENTS: Final = "阶段事件（已认定）"
_EMPTY: Final = "窗口内没有签约项目，分母为0"
_TERMINATED: Final = SideIn(frozenset({SideStatus.TERMINATED}))
_ENDED: Final = SideIn(CANCELLED)
_SUSPENDED: Final = SideIn(frozenset({SideStatus.SUSPENDED}))
_ON_HOLD: Final = SideIn(frozenset({SideStatus.ON_HOLD}))
_UNLANDED: Final = (_SIGNED, StageIn(0, LANDED - 1), Not(_ENDED))
_WAITING: Final = (StageIn(40, 50), SideIn(LIVELY))
_BUILDING: Final = (StageIn(60, 69), Not(_ENDED))
_TALKING: Final = (StageIn(20, 30), SideIn(LIVELY))
_NEWLY_SIGNED: Final = Happened(Moment.SIGN, Within.FLOW)


def _rate(code: str, name: str, says: str, *where: Condition, proof: Proof, cohort: Cohort = Cohort.ROLLING) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says=says,
        sources=_EVENTS,
        numerator=(Count((_SIGNED, *where), proof),),
        denominator=_COHORT,
        cohort=cohort,
        takes_calibre=True,
        target_of=(code,),
        no_denominator=_EMPTY,
    )


def _share(code: str, name: str, says: str, *where: Condition) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says=says,
        sources=_EVENTS,
        numerator=(Count((_SIGNED, *where), Proof.SIDE),),
        denominator=_COHORT,
        cohort=Cohort.ROLLING,
        no_denominator=_EMPTY,
    )


def _part(suffix: str, name: str, says: str, *where: Condition) -> Figure:
    return Figure(
        code=f"P05.{suffix}",
        name=name,
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says=says,
        sources=_EVENTS,
        numerator=(Count((_SIGNED, *where), Proof.SIGN),),
        cohort=Cohort.ROLLING,
        takes_calibre=True,
    )


def _flow(code: str, name: str, says: str, moment: Moment, proof: Proof, *targets: str) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says=says,
        sources=_EVENTS,
        numerator=(Count((Happened(moment, Within.FLOW),), proof, moment),),
        is_flow=True,
        target_of=targets,
    )


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


_TALKED: Final = (_NEWLY_SIGNED, InOrder(Moment.TALK, Moment.SIGN))
_STARTS: Final = (Happened(Moment.START, Within.FLOW), InOrder(Moment.SIGN, Moment.START))
_TALK_DAYS: Final = Days(Moment.TALK, Moment.SIGN, _TALKED, Proof.SIGN)
_START_DAYS: Final = Days(Moment.SIGN, Moment.START, _STARTS, Proof.STARTED)

FIGURES: Final = (
    _flow(
        "P01",
        "新开工项目数",
        "所选期间内认定开工的项目个数；后来停建、终止的不扣减",
        Moment.START,
        Proof.STARTED,
        "P01",
    ),
    _rate(
        "P02",
        "新签约项目开工率",
        "当年新签约项目中截止日前已开工的个数÷当年新签约项目数×100%；开工后停建、终止的仍算已开工",
        StageIn(STARTED),
        proof=Proof.STARTED,
        cohort=Cohort.YEAR_TO_DATE,
    ),
    _rate(
        "P03",
        "近三年签约项目开工率",
        "近36个月签约项目中截止日前已开工的个数÷近36个月签约项目数×100%；开工后停建、终止的仍算已开工",
        StageIn(STARTED),
        proof=Proof.STARTED,
    ),
    _rate(
        "P05",
        "落地率（综合落地率）",
        "签约项目中截止日前已落地（含其后各阶段）的个数÷签约项目数×100%；签约=取消+落地+未落地，落地后终止的仍算已落地",
        StageIn(LANDED),
        proof=Proof.LANDED,
    ),
    _part("signed", "其中：签约项目数", "窗口内签约的项目个数，等于取消、落地、未落地三类之和"),
    _part("cancelled", "其中：取消", "落地前终止或被置换的签约项目个数", StageIn(0, LANDED - 1), _ENDED),
    _part("landed", "其中：落地", "已落地（含其后各阶段）的签约项目个数", StageIn(LANDED)),
    _part("landed_suspended", "落地其中：停建", "已落地、截止日处于停建的项目个数", StageIn(LANDED), _SUSPENDED),
    _part("landed_ended", "落地其中：落地后终止", "已落地、后来终止或被置换的项目个数", StageIn(LANDED), _ENDED),
    _part("unlanded", "其中：未落地", "既未取消也未落地的签约项目个数", *_UNLANDED[1:]),
    _part(
        "unlanded_preparing", "未落地其中：准备落地", "未落地中已准备落地的项目个数", *_UNLANDED[1:], Is(Flag.PREPARED)
    ),
    _part("unlanded_held", "未落地其中：搁置", "未落地中搁置的项目个数", *_UNLANDED[1:], _ON_HOLD),
    _rate(
        "P06",
        "合同履约率",
        "签约项目中截止日已落地且未终止、未退回、未被置换的个数÷签约项目数×100%",
        StageIn(LANDED),
        Not(SideIn(NOT_PERFORMED)),
        proof=Proof.LANDED,
    ),
    _flow("P07.n", "竣工项目数", "所选期间内认定竣工的项目个数", Moment.COMPLETE, Proof.COMPLETED, "P07", "P07.n"),
    _rate(
        "P07.r",
        "竣工率",
        "签约项目中截止日前已竣工（含其后各阶段）的个数÷签约项目数×100%",
        StageIn(COMPLETED),
        proof=Proof.COMPLETED,
    ),
    _flow("P08.n", "投产项目数", "所选期间内认定投产的项目个数", Moment.PRODUCE, Proof.PRODUCED, "P08", "P08.n"),
    _rate(
        "P08.r",
        "投产率",
        "签约项目中截止日前已投产（含其后各阶段）的个数÷签约项目数×100%",
        StageIn(PRODUCING),
        proof=Proof.PRODUCED,
    ),
    _standing(
        "P10",
        "签约未开工项目数",
        "截止日处于正式签约、准备落地或落地阶段，状态正常（含移交）或搁置的项目个数；停建、终止、退回、置换的不在内",
        *_WAITING,
        proof=Proof.SIGN,
    ),
    _standing(
        "P11",
        "超期未开工项目数",
        "签约未开工项目（P10）中，截止日已过签约次年3月31日这一开工底线的个数",
        *_WAITING,
        StartDue(),
        proof=Proof.SIGN,
    ),
    _rate(
        "P12",
        "次年一季度前开工达标率",
        "签约年度的项目中在次年3月31日前（含当日）开工的个数÷该年度签约项目数×100%",
        StartedInTime(),
        proof=Proof.STARTED,
        cohort=Cohort.START_YEAR,
    ),
    _standing("P13.n", "停建项目数", "截止日处于停建状态的项目个数", _SUSPENDED, proof=Proof.SIDE),
    Figure(
        code="P13.r",
        name="停建率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="停建项目数÷已开工、未竣工且未终止（未置换）的项目数×100%；停建项目在分母内",
        sources=_EVENTS,
        numerator=(Count((*_BUILDING, _SUSPENDED), Proof.SIDE),),
        denominator=Count(_BUILDING, Proof.STARTED),
        no_denominator="截止日没有在建项目，分母为0",
    ),
    _flow("P14.n", "终止项目数", "所选期间内发生终止的项目个数", Moment.TERMINATE, Proof.TERMINATE),
    Figure(
        code="P14.closed",
        name="终止其中：投产后关停",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="所选期间内终止的项目中，终止前已投产的个数；属关停，不是签约失败",
        sources=_EVENTS,
        numerator=(
            Count((Happened(Moment.TERMINATE, Within.FLOW), StageIn(PRODUCING)), Proof.TERMINATE, Moment.TERMINATE),
        ),
        is_flow=True,
    ),
    _share("P14.r", "终止率", "窗口内签约项目中截止日处于终止状态的个数÷窗口内签约项目数×100%", _TERMINATED),
    _flow("P15", "退回项目数", "所选期间内被退回的项目个数", Moment.RETURN, Proof.RETURN),
    _flow("P16.n", "置换项目数", "所选期间内被置换的项目个数（每一对置换计一个）", Moment.REPLACE, Proof.REPLACE),
    _share(
        "P16.r",
        "置换率",
        "窗口内签约项目中被置换的个数÷窗口内签约项目数×100%",
        SideIn(frozenset({SideStatus.REPLACED})),
    ),
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
