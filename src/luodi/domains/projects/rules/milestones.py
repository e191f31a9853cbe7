"""Milestones: the preset templates per project kind, what a plan and a done milestone may say, colours (domain/06 §4.9 C)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules.events import Event
from luodi.domains.projects.rules.words import ProjectKind

MOST_STEPS: Final = 24
LONGEST_DAYS: Final = 1500


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A milestone of a template: what it is called, how many days the work before it takes, what must be done first.

    `event` names the stage event that is the same thing: its recognised day is then the milestone's actual day.
    """

    code: str
    name: str
    days: int
    after: tuple[str, ...] = ()
    event: str = ""


class Colour(TextChoices):
    """The colour of a project by the days its next milestone is overdue."""

    GREEN = "GREEN", "绿"
    BLUE = "BLUE", "蓝"
    YELLOW = "YELLOW", "黄"
    ORANGE = "ORANGE", "橙"
    RED = "RED", "红"
    GREY = "GREY", "灰"


def colour_of_days(overdue: int) -> Colour:
    """§4.9 C: d ≤ −7 绿; −7 < d ≤ 0 蓝; 1–15 黄; 16–30 橙; over 30 红."""
    if overdue <= -7:
        return Colour.GREEN
    if overdue <= 0:
        return Colour.BLUE
    if overdue <= 15:
        return Colour.YELLOW
    return Colour.ORANGE if overdue <= 30 else Colour.RED


_PAPERS: Final = (
    StepSpec("M01", "公司注册", 20),
    StepSpec("M02", "项目备案（赋码）", 15, ("M01",)),
)
_BUILD: Final = (
    *_PAPERS,
    StepSpec("M03", "征地拆迁", 60, ("M02",)),
    StepSpec("M04", "供地（取得用地）", 45, ("M03",)),
    StepSpec("M05", "落地", 5, ("M04",), Event.LAND),
    StepSpec("M06", "环评、能评批复", 45, ("M02",)),
    StepSpec("M07", "规划许可", 30, ("M04",)),
    StepSpec("M08", "施工许可", 30, ("M07",)),
    StepSpec("M09", "开工", 10, ("M05", "M06", "M08"), Event.START),
    StepSpec("M10", "入统（投资项目入库）", 30, ("M09",)),
    StepSpec("M11", "主体封顶", 150, ("M09",)),
    StepSpec("M12", "设备订购到场", 120, ("M09",)),
    StepSpec("M13", "竣工", 60, ("M11",), Event.COMPLETE),
    StepSpec("M14", "设备安装调试", 60, ("M11", "M12")),
    StepSpec("M15", "投产", 30, ("M13", "M14"), Event.PRODUCE),
)
_PURCHASE: Final = (
    *_PAPERS,
    StepSpec("M03", "场地落实", 30, ("M02",)),
    StepSpec("M04", "落地", 5, ("M03",), Event.LAND),
    StepSpec("M05", "设备订购", 30, ("M04",)),
    StepSpec("M06", "开工", 30, ("M05",), Event.START),
    StepSpec("M07", "入统（投资项目入库）", 30, ("M06",)),
    StepSpec("M08", "设备到场", 60, ("M06",)),
    StepSpec("M09", "安装调试、竣工", 45, ("M08",), Event.COMPLETE),
    StepSpec("M10", "投产", 30, ("M09",), Event.PRODUCE),
)
_LEASE: Final = (
    *_PAPERS,
    StepSpec("M03", "租赁合同、厂房交付", 30, ("M02",)),
    StepSpec("M04", "落地", 5, ("M03",), Event.LAND),
    StepSpec("M05", "环评、能评批复", 45, ("M02",)),
    StepSpec("M06", "装修改造开工", 20, ("M04", "M05"), Event.START),
    StepSpec("M07", "入统（投资项目入库）", 30, ("M06",)),
    StepSpec("M08", "装修改造完成", 60, ("M06",)),
    StepSpec("M09", "设备安装调试", 30, ("M08",)),
    StepSpec("M10", "投产", 20, ("M09",), Event.PRODUCE),
)
_SERVICE: Final = (
    StepSpec("M01", "公司注册", 20),
    StepSpec("M02", "场地签约入驻", 30, ("M01",)),
    StepSpec("M03", "落地", 5, ("M02",), Event.LAND),
    StepSpec("M04", "人员到岗", 30, ("M03",)),
    StepSpec("M05", "开业", 15, ("M03", "M04"), Event.START),
    StepSpec("M06", "运营（首笔营收）", 60, ("M05",), Event.PRODUCE),
)
_PLATFORM: Final = (
    StepSpec("M01", "机构设立", 30),
    StepSpec("M02", "场地设备到位", 45, ("M01",)),
    StepSpec("M03", "落地", 5, ("M02",), Event.LAND),
    StepSpec("M04", "团队到位", 60, ("M03",)),
    StepSpec("M05", "平台运行", 60, ("M04",)),
)
PRESETS: Final[dict[str, tuple[StepSpec, ...]]] = {
    ProjectKind.BUILD.value: _BUILD,
    ProjectKind.PURCHASE.value: _PURCHASE,
    ProjectKind.LEASE.value: _LEASE,
    ProjectKind.SERVICE.value: _SERVICE,
    ProjectKind.PLATFORM.value: _PLATFORM,
    ProjectKind.EXPANSION.value: _BUILD,
}
"""Templates in force until an office puts its own in their place from a day on 【默认】."""


def require_sound_steps(steps: Sequence[StepSpec]) -> None:
    """Refuse a template without steps, with too many, without a name, or with days out of reason."""
    if not steps:
        raise BusinessError("请至少填写一个节点。", code="plan.empty")
    if len(steps) > MOST_STEPS:
        raise BusinessError(f"一套计划最多 {MOST_STEPS} 个节点，请合并。", code="plan.many")
    for step in steps:
        if not step.name.strip():
            raise BusinessError("节点要有名称。", code="plan.name")
        if not 1 <= step.days <= LONGEST_DAYS:
            raise BusinessError(f"“{step.name}”的天数应在 1 至 {LONGEST_DAYS} 之间。", code="plan.days")
    events = [step.event for step in steps if step.event]
    if len(events) != len(set(events)):
        raise BusinessError("同一个阶段事件只能对应一个节点。", code="plan.event")


def require_target_ahead(target: date, today: date) -> None:
    """Refuse a target that has passed: a plan is for what is still to come."""
    require_sensible_day(target, label="目标日")
    if target <= today:
        raise BusinessError(f"目标日 {target} 已过，请填今天以后的日子。", code="plan.target")


def require_reason(reason: str) -> None:
    """A change of a plan, or taking back a milestone, says why."""
    if not reason.strip():
        raise BusinessError("请写明调整的原因和依据。", code="plan.reason")
