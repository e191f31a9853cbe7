"""Family P: the list of a fair or a task, where a replaced project hands its place on (domain/04 §4.4, 置换 and 退回)."""

from typing import Final

from luodi.across.figures.rules.conditions import (
    CANCELLED,
    LANDED,
    Condition,
    Flag,
    Happened,
    Is,
    Known,
    Moment,
    Not,
    SideIn,
    StageIn,
    Within,
)
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import PLACES_IN_TASKS, Cohort, Count, Formula, Proof
from luodi.domains.projects.rules import SideStatus

_EVENTS: Final = "阶段事件（已认定）"
_LISTED: Final = Happened(Moment.LISTED, Within.COHORT)
_REVOKED: Final = Not(Known(Moment.SIGN))
_ENDED: Final = SideIn(CANCELLED)
_SUSPENDED: Final = SideIn(frozenset({SideStatus.SUSPENDED}))
_ON_HOLD: Final = SideIn(frozenset({SideStatus.ON_HOLD}))
_LOST: Final = (
    (StageIn(0, LANDED - 1), _ENDED),
    (StageIn(0, LANDED - 1), Not(_ENDED), _REVOKED),
)
_OPEN: Final = (StageIn(0, LANDED - 1), Not(_ENDED), Known(Moment.SIGN))


def _listed(suffix: str, name: str, says: str, *classes: tuple[Condition, ...]) -> Figure:
    return Figure(
        code=f"P27.{suffix}",
        name=name,
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says=says,
        sources=_EVENTS,
        numerator=tuple(Count((_LISTED, *where), Proof.LISTED) for where in classes),
        cohort=Cohort.ROLLING,
        takes_calibre=True,
        note=PLACES_IN_TASKS,
    )


FIGURES: Final = (
    Figure(
        code="P26",
        name="新开工其中：已终止",
        unit="个",
        digits=0,
        formula=Formula.TOTAL,
        says="新开工项目（P01）中，截止日已终止或被置换的个数；开工数不因此扣减",
        sources=_EVENTS,
        numerator=(Count((Happened(Moment.START, Within.FLOW), _ENDED), Proof.STARTED, Moment.START),),
        is_flow=True,
    ),
    Figure(
        code="P27.r",
        name="任务口径落地率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="任务口径的签约项目中截止日前已落地（含其后各阶段）的个数÷任务口径签约项目数×100%",
        sources=_EVENTS,
        numerator=(Count((_LISTED, StageIn(LANDED)), Proof.LISTED),),
        denominator=Count((_LISTED,), Proof.LISTED),
        cohort=Cohort.ROLLING,
        takes_calibre=True,
        no_denominator="窗口内没有签约项目，分母为0",
        note=PLACES_IN_TASKS,
    ),
    _listed("signed", "任务口径：签约项目数", "展会名单、目标任务中的签约项目个数，等于取消、落地、未落地三类之和", ()),
    _listed("cancelled", "任务口径其中：取消", "名单中落地前终止、或签约被退回的项目个数", *_LOST),
    _listed("landed", "任务口径其中：落地", "名单中已落地（含其后各阶段）的项目个数", (StageIn(LANDED),)),
    _listed(
        "landed_suspended",
        "任务口径落地其中：停建",
        "名单中已落地、截止日处于停建的项目个数",
        (StageIn(LANDED), _SUSPENDED),
    ),
    _listed(
        "landed_ended",
        "任务口径落地其中：落地后终止",
        "名单中已落地、后来终止的项目个数",
        (StageIn(LANDED), _ENDED),
    ),
    _listed("unlanded", "任务口径其中：未落地", "名单中既未取消也未落地的项目个数", _OPEN),
    _listed(
        "unlanded_preparing",
        "任务口径未落地其中：准备落地",
        "名单中未落地、已准备落地的项目个数",
        (*_OPEN, Is(Flag.PREPARED)),
    ),
    _listed("unlanded_held", "任务口径未落地其中：搁置", "名单中未落地、处于搁置的项目个数", (*_OPEN, _ON_HOLD)),
)
