"""Dispatch meetings: kinds, states, what an agenda is built of, and the score of the meeting before."""

from dataclasses import dataclass
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.supervision.rules.rights import Permission


class MeetingKind(TextChoices):
    """Which meeting it is (domain/07 §4.11)."""

    WEEKLY = "WEEKLY", "周调度会"
    HALF_MONTHLY = "HALF_MONTHLY", "半月调度会"
    JOINT = "JOINT", "联席会议"
    SPECIAL = "SPECIAL", "专题会"


class MeetingState(TextChoices):
    """Where a meeting stands."""

    PLANNED = "PLANNED", "筹备中"
    FROZEN = "FROZEN", "议程已定"
    HELD = "HELD", "已召开"
    CANCELLED = "CANCELLED", "已取消"


class MeetingAct(TextChoices):
    """Steps of a meeting."""

    CALL = "call", "拟开"
    FREEZE = "freeze", "确定议程"
    HOLD = "hold", "会议召开，编发纪要"
    CANCEL = "cancel", "取消"


class ItemKind(TextChoices):
    """From where an item of the agenda comes, in the order in which they are taken."""

    UNDONE = "UNDONE", "上次议定未办结"
    OVERDUE = "OVERDUE", "逾期三单"
    PROJECT = "PROJECT", "预警项目"
    ISSUE = "ISSUE", "新增问题"
    OTHER = "OTHER", "其他议题"


_BEFORE: Final = (MeetingState.PLANNED.value, MeetingState.FROZEN.value)
STEPS: Final = StepTable(
    (
        Step(MeetingAct.FREEZE, "确定议程", (MeetingState.PLANNED.value,), MeetingState.FROZEN, Permission.MEET),
        Step(MeetingAct.HOLD, "编发纪要", (MeetingState.FROZEN.value,), MeetingState.HELD, Permission.MEET),
        Step(MeetingAct.CANCEL, "取消会议", _BEFORE, MeetingState.CANCELLED, Permission.MEET),
    )
)


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what a meeting decided is done."""

    done: int
    undone: int

    @property
    def total(self) -> int:
        """Decisions in all."""
        return self.done + self.undone


def require_decisions_open(state: str) -> None:
    """Refuse a decision of a meeting whose agenda is not fixed or whose minutes are out."""
    if state != MeetingState.FROZEN:
        raise BusinessError(
            "议定事项在确定议程之后、编发纪要之前登记；纪要已编发的，请在下次会议上补充议定。",
            code="meetings.decisions",
        )


def require_minutes(decisions: int) -> None:
    """Minutes say what was decided."""
    if not decisions:
        raise BusinessError("还没有登记议定事项。请先登记，再编发纪要。", code="meetings.no_decision")


def replay(acts: list[str]) -> str:
    """The state after the steps."""
    targets = {step.code: str(step.target) for step in STEPS}
    state = MeetingState.PLANNED.value
    for act in acts:
        state = targets.get(act, state)
    return state
