"""States and steps of a slip. Who fills a fact can never recognise it (domain/10 hard rule 1)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.core.workflow import Step, StepTable


class SlipState(TextChoices):
    """Where a slip stands."""

    FILED = "FILED", "待审核"
    VERIFIED = "VERIFIED", "待认定"
    RECOGNISED = "RECOGNISED", "已认定"
    RETURNED = "RETURNED", "已退回"


WAITING: Final = (SlipState.FILED, SlipState.VERIFIED)
"""A slip that waits for its next step: what stands on it is filed and does not count yet."""


class SlipAct(TextChoices):
    """Steps of a slip."""

    FILE = "file", "填报"
    VERIFY = "verify", "审核"
    RECOGNISE = "recognise", "认定"
    RETURN = "return", "退回"


class SlipKind(StrEnum):
    """What a slip is about; each kind has its own permissions."""

    EVENT = "event"
    CAPITAL = "capital"
    TAKEOVER = "takeover"
    SHARE = "share"
    ADJUSTMENT = "adjustment"
    PAUSE = "pause"
    MILESTONE = "milestone"
    PROGRESS = "progress"
    WAIVER = "waiver"
    LINK = "link"


class Permission(StrEnum):
    """Rights over slips, per kind: `approvals.event_verify` and so on."""

    EVENT_VERIFY = "approvals.event_verify"
    EVENT_RECOGNISE = "approvals.event_recognise"
    CAPITAL_VERIFY = "approvals.capital_verify"
    CAPITAL_RECOGNISE = "approvals.capital_recognise"
    TAKEOVER_VERIFY = "approvals.takeover_verify"
    TAKEOVER_RECOGNISE = "approvals.takeover_recognise"
    SHARE_VERIFY = "approvals.share_verify"
    SHARE_RECOGNISE = "approvals.share_recognise"
    ADJUSTMENT_VERIFY = "approvals.adjustment_verify"
    ADJUSTMENT_RECOGNISE = "approvals.adjustment_recognise"
    PAUSE_VERIFY = "approvals.pause_verify"
    PAUSE_RECOGNISE = "approvals.pause_recognise"
    MILESTONE_VERIFY = "approvals.milestone_verify"
    MILESTONE_RECOGNISE = "approvals.milestone_recognise"
    PROGRESS_VERIFY = "approvals.progress_verify"
    PROGRESS_RECOGNISE = "approvals.progress_recognise"
    WAIVER_VERIFY = "approvals.waiver_verify"
    WAIVER_RECOGNISE = "approvals.waiver_recognise"
    LINK_VERIFY = "approvals.link_verify"
    LINK_RECOGNISE = "approvals.link_recognise"


LABELS: Final = {
    Permission.EVENT_VERIFY: "审核阶段事件",
    Permission.EVENT_RECOGNISE: "认定阶段事件",
    Permission.CAPITAL_VERIFY: "审核到位资金",
    Permission.CAPITAL_RECOGNISE: "认定到位资金",
    Permission.TAKEOVER_VERIFY: "审核台账导入",
    Permission.TAKEOVER_RECOGNISE: "认定台账导入",
    Permission.SHARE_VERIFY: "审核单位分担",
    Permission.SHARE_RECOGNISE: "认定单位分担",
    Permission.ADJUSTMENT_VERIFY: "审核考核调整",
    Permission.ADJUSTMENT_RECOGNISE: "批准考核调整",
    Permission.PAUSE_VERIFY: "审核时限暂停",
    Permission.PAUSE_RECOGNISE: "批准时限暂停",
    Permission.MILESTONE_VERIFY: "审核节点完成与调整",
    Permission.MILESTONE_RECOGNISE: "认定节点完成与调整",
    Permission.PROGRESS_VERIFY: "审核进度月报",
    Permission.PROGRESS_RECOGNISE: "认定进度月报",
    Permission.WAIVER_VERIFY: "审核要件豁免",
    Permission.WAIVER_RECOGNISE: "批准要件豁免",
    Permission.LINK_VERIFY: "审核策划项目关联",
    Permission.LINK_RECOGNISE: "认定策划项目关联",
}


def steps(kind: str) -> StepTable:
    """The step table of a kind: verify, recognise (after verification), return from either waiting state."""
    verify, recognise = f"approvals.{kind}_verify", f"approvals.{kind}_recognise"
    waiting = tuple(state.value for state in WAITING)
    return StepTable(
        (
            Step(SlipAct.VERIFY, "审核通过", (SlipState.FILED.value,), SlipState.VERIFIED, verify),
            Step(SlipAct.RECOGNISE, "认定", (SlipState.VERIFIED.value,), SlipState.RECOGNISED, recognise),
            Step(SlipAct.RETURN, "退回", waiting, SlipState.RETURNED, verify),
        )
    )


def require_other_person(filed_by: int | None, judge: int | None) -> None:
    """Refuse a verification or recognition by the person who filed."""
    if filed_by == judge:
        raise BusinessError("填报人不能审核或认定自己填报的事项，请由其他有权人员办理。", code="approvals.same_person")


def require_reason(reason: str) -> None:
    """A return needs a reason."""
    if not reason.strip():
        raise BusinessError("请写明退回原因，让填报人知道改什么。", code="approvals.reason")


def require_unjudged(filed: Iterable[tuple[int | None, str]], actor: int | None) -> None:
    """Refuse to take slips back unless the actor filed them all and nobody has verified or recognised any.

    `filed`: who filed each slip, and its state. Errors: BusinessError `approvals.filer`, `approvals.judged`.
    """
    for filed_by, state in filed:
        if filed_by != actor:
            raise BusinessError("其中有他人填报的事项，只能撤回自己填报的。", code="approvals.filer")
        if state in {SlipState.VERIFIED, SlipState.RECOGNISED}:
            raise BusinessError(
                "其中已有事项审核或认定，填报人不能再撤回。请联系有权撤销的同志，写明原因后整批撤销。",
                code="approvals.judged",
            )


_NAMED: Final = 3
"""So many slips are named in a notice of several; the rest is counted."""
_NOTICE: Final = 200
_REASON: Final = 100


def told_of(word: str, titles: Sequence[str], reason: str = "") -> str:
    """What a notice says of slips: `已认定：甲`; of several `已认定 76 件：甲；乙；丙等`; the reason is never crowded out."""
    why = f"。原因：{shortened(reason.strip(), _REASON)}" if reason.strip() else ""
    count = len(titles)
    head = f"{word}：" if count == 1 else f"{word} {count} 件："
    rest = "等" if count > _NAMED else ""
    room = (_NOTICE - len(head) - len(rest) - len(why)) // min(count, _NAMED) - 1
    return f"{head}{'；'.join(shortened(title, room) for title in titles[:_NAMED])}{rest}{why}"
