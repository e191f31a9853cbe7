"""Stages ST10–ST90, side statuses, and the events that lead to them (domain/04 §4.3)."""

from typing import Final

from luodi.base.core.choices import TextChoices


class Stage(TextChoices):
    """How far a project has come; moved only by recognised events."""

    LEAD = "ST10", "线索"
    TALKS = "ST20", "在谈"
    CLEARED = "ST25", "待签"
    FRAMEWORK = "ST30", "协议签约"
    SIGNED = "ST40", "正式签约"
    PREPARING = "ST45", "准备落地"
    LANDED = "ST50", "落地"
    STARTED = "ST60", "开工"
    COMPLETED = "ST70", "竣工"
    PRODUCING = "ST80", "投产"
    FULL = "ST90", "达产"


class SideStatus(TextChoices):
    """What stands beside the stage and never overwrites it."""

    NORMAL = "NORMAL", "正常"
    ON_HOLD = "ON_HOLD", "搁置"
    SUSPENDED = "SUSPENDED", "停建"
    TERMINATED = "TERMINATED", "终止"
    RETURNED = "RETURNED", "退回"
    REPLACED = "REPLACED", "置换"
    LOST = "LOST", "流失"
    TRANSFERRED = "TRANSFERRED", "移交"
    MERGED = "MERGED", "合并"


ENDED: Final = frozenset({SideStatus.TERMINATED, SideStatus.REPLACED, SideStatus.LOST, SideStatus.MERGED})
"""After these a project goes no further: no step follows, its clocks have stopped, nobody answers for it."""


class Event(TextChoices):
    """What can happen to a project; REVOKE takes a mistaken event out."""

    LEAD = "LEAD", "列为线索"
    TALK = "TALK", "开始洽谈"
    CLEAR = "CLEAR", "评审通过"
    FRAMEWORK = "FRAMEWORK", "签订框架协议"
    SIGN = "SIGN", "签订正式合同"
    PREPARE = "PREPARE", "准备落地"
    LAND = "LAND", "落地"
    START = "START", "开工"
    COMPLETE = "COMPLETE", "竣工"
    PRODUCE = "PRODUCE", "投产"
    FULL = "FULL", "达产"
    HOLD = "HOLD", "搁置"
    SUSPEND = "SUSPEND", "停建"
    RESUME = "RESUME", "复工/恢复"
    TERMINATE = "TERMINATE", "终止"
    RETURN = "RETURN", "退回"
    REPLACE = "REPLACE", "置换"
    LOSE = "LOSE", "流失"
    TRANSFER = "TRANSFER", "移交"
    MERGE = "MERGE", "合并"
    REVOKE = "REVOKE", "撤销"


class Precision(TextChoices):
    """How exactly a date is known; it counts as the last day of its span."""

    DAY = "day", "日"
    MONTH = "month", "月"
    QUARTER = "quarter", "季"
    YEAR = "year", "年"
    AS_OF = "as_of", "台账口径日"


STAGE_OF_EVENT: Final = {
    Event.LEAD: Stage.LEAD,
    Event.TALK: Stage.TALKS,
    Event.CLEAR: Stage.CLEARED,
    Event.FRAMEWORK: Stage.FRAMEWORK,
    Event.SIGN: Stage.SIGNED,
    Event.PREPARE: Stage.PREPARING,
    Event.LAND: Stage.LANDED,
    Event.START: Stage.STARTED,
    Event.COMPLETE: Stage.COMPLETED,
    Event.PRODUCE: Stage.PRODUCING,
    Event.FULL: Stage.FULL,
}
EVENT_OF_STAGE: Final = {stage: event for event, stage in STAGE_OF_EVENT.items()}
ORDERED_EVENTS: Final = tuple(STAGE_OF_EVENT)
SIDE_OF_EVENT: Final = {
    Event.HOLD: SideStatus.ON_HOLD,
    Event.SUSPEND: SideStatus.SUSPENDED,
    Event.RESUME: SideStatus.NORMAL,
    Event.TERMINATE: SideStatus.TERMINATED,
    Event.RETURN: SideStatus.RETURNED,
    Event.REPLACE: SideStatus.REPLACED,
    Event.LOSE: SideStatus.LOST,
    Event.TRANSFER: SideStatus.TRANSFERRED,
    Event.MERGE: SideStatus.MERGED,
}


def _stages(first: Stage, last: Stage) -> tuple[Stage, ...]:
    return tuple(stage for stage in Stage if first <= stage <= last)


STAGES_OF_SIDE_EVENT: Final = {
    Event.HOLD: _stages(Stage.LEAD, Stage.LANDED),
    Event.SUSPEND: _stages(Stage.STARTED, Stage.STARTED),
    Event.TERMINATE: _stages(Stage.FRAMEWORK, Stage.PRODUCING),
    Event.RETURN: _stages(Stage.SIGNED, Stage.PRODUCING),
    Event.REPLACE: _stages(Stage.SIGNED, Stage.STARTED),
    Event.LOSE: _stages(Stage.LEAD, Stage.FRAMEWORK),
    Event.TRANSFER: _stages(Stage.LEAD, Stage.LANDED),
}
"""The stages from which a side event may come (domain/04 §4.3); the others may come from any."""
