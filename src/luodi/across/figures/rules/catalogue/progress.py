"""Family P: progress of signed projects (domain/05 §4.6, side states after domain/04 §4.4)."""

from typing import Final

from luodi.across.figures.rules.conditions import (
    CANCELLED,
    COMPLETED,
    FULL,
    LANDED,
    LIVELY,
    NORMAL,
    NOT_PERFORMED,
    PRODUCING,
    STARTED,
    CapacityDue,
    Condition,
    Flag,
    Happened,
    Is,
    Moment,
    Not,
    ShouldBeActive,
    SideIn,
    StageIn,
    StartDue,
    StartedInTime,
    Within,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import PLACES_IN_TASKS, Cohort, Count, Formula, Proof
from luodi.domains.projects.rules import SideStatus

_SIGNED: Final = Happened(Moment.SIGN, Within.COHORT)
_COHORT: Final = Count((_SIGNED,), Proof.SIGN)
_EVENTS: Final = "阶段事件（已认定）"
_EMPTY: Final = "窗口内没有签约项目，分母为0"
_TERMINATED: Final = SideIn(frozenset({SideStatus.TERMINATED}))
_ENDED: Final = SideIn(CANCELLED)
_SUSPENDED: Final = SideIn(frozenset({SideStatus.SUSPENDED}))
_PERFORMING: Final = SideIn(NORMAL)
_ON_HOLD: Final = SideIn(frozenset({SideStatus.ON_HOLD}))
_UNLANDED: Final = (_SIGNED, StageIn(0, LANDED - 1), Not(_ENDED))
_WAITING: Final = (StageIn(40, 50), SideIn(LIVELY))
_BUILDING: Final = (StageIn(60, 69), Not(_ENDED))


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
    Figure(
        code="P04",
        name="开复工率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="截止日在建且状态正常（含移交）的项目数÷应在建项目数×100%；应在建=已开工未竣工且未终止、未置换的（停建在内），"
        "加签约次年3月31日开工底线已过、仍未开工且状态正常的；已批准搁置的不算应在建",
        sources=_EVENTS,
        numerator=(Count((StageIn(60, 69), _PERFORMING), Proof.STARTED),),
        denominator=Count((ShouldBeActive(),), Proof.WORKED),
        no_denominator="截止日没有应在建的项目，分母为0",
        note="“在建”依据已认定的开工、停建、复工、竣工事件判断，不依据当月固定资产投资数",
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
    Figure(
        code="P09",
        name="达产率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="截止日投产已满24个月的项目中已认定达产的个数÷投产已满24个月的项目数×100%；投产未满24个月的不进分子分母",
        sources=_EVENTS,
        numerator=(Count((CapacityDue(), StageIn(FULL)), Proof.PRODUCED),),
        denominator=Count((CapacityDue(),), Proof.PRODUCED),
        takes_calibre=True,
        target_of=("P09",),
        no_denominator="截止日没有投产满24个月的项目，分母为0",
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
    Figure(
        code="P16.r",
        name="置换率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="窗口内签约项目中被置换的个数÷窗口内任务口径签约项目数×100%；任务口径中原项目让出位置、新项目顶替，总数不变",
        sources=_EVENTS,
        numerator=(Count((_SIGNED, SideIn(frozenset({SideStatus.REPLACED}))), Proof.SIDE),),
        denominator=Count((Happened(Moment.TASK, Within.COHORT),), Proof.SIGN),
        cohort=Cohort.ROLLING,
        no_denominator=_EMPTY,
        note=PLACES_IN_TASKS,
    ),
    Figure(
        code="P17",
        name="全军覆没单位数",
        unit="个",
        digits=0,
        formula=Formula.WIPED_OUT,
        says="直接下级单位中，窗口内有签约项目而一个也没有落地的单位个数，穿透可见名单",
        sources=_EVENTS,
        numerator=(Count((_SIGNED, StageIn(LANDED)), Proof.LANDED),),
        denominator=_COHORT,
        cohort=Cohort.ROLLING,
        takes_calibre=True,
        no_denominator="直接下级单位在窗口内都没有签约项目",
    ),
)
