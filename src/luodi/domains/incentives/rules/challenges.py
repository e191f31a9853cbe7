"""Challenges 揭榜挂帅: what is held out, the steps of a challenge and of whoever takes it up (domain/09 §4.17, A133).

发榜 → 揭榜 (several takers, each a promise) → 中期检查 → 申请验收 → 验收 on a recognised project → 兑现, or 解除 with a reason.
"""

from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import normalise
from luodi.base.core.workflow import Step, StepTable
from luodi.domains.incentives.rules.rights import Permission

ResultT = TypeVar("ResultT")
REMIND_DAYS: Final = 7
"""So many days before its deadline a challenge that is not reported yet is told once."""


class Subject(TextChoices):
    """What a challenge is about."""

    COMPANY = "COMPANY", "目标企业"
    LINK = "LINK", "产业链环节"
    PROJECT = "PROJECT", "重点项目"


class Aim(TextChoices):
    """The recognised event of a project that shows the result; the codes are those of project events."""

    SIGN = "SIGN", "签订正式合同"
    LAND = "LAND", "落地"
    START = "START", "开工"
    PRODUCE = "PRODUCE", "投产"


class ChallengeState(TextChoices):
    """Whether a challenge is still held out."""

    POSTED = "POSTED", "张榜中"
    ENDED = "ENDED", "已撤榜"


class ChallengeAct(StrEnum):
    """Steps of a challenge. POST makes it and stands in no table."""

    POST = "post"
    EXTEND = "extend"
    END = "end"


class TakeState(TextChoices):
    """How far a taker has come."""

    TAKEN = "TAKEN", "攻关中"
    REPORTED = "REPORTED", "待验收"
    ACCEPTED = "ACCEPTED", "揭榜成功"
    RELEASED = "RELEASED", "已解除"


class TakeAct(StrEnum):
    """Steps of a taker. TAKE makes it and stands in no table."""

    TAKE = "take"
    CHECK = "check"
    REPORT = "report"
    RETURN = "return"
    ACCEPT = "accept"
    REWARD = "reward"
    RELEASE = "release"


UNDER_WAY: Final = frozenset({TakeState.TAKEN, TakeState.REPORTED})
CHALLENGE_STEPS: Final = StepTable(
    (
        Step(ChallengeAct.EXTEND, "调整期限", (ChallengeState.POSTED,), ChallengeState.POSTED, Permission.POST),
        Step(ChallengeAct.END, "撤榜", (ChallengeState.POSTED,), ChallengeState.ENDED, Permission.POST),
    )
)
TAKE_STEPS: Final = StepTable(
    (
        Step(TakeAct.CHECK, "中期检查", (TakeState.TAKEN,), TakeState.TAKEN, Permission.POST),
        Step(TakeAct.REPORT, "申请验收", (TakeState.TAKEN,), TakeState.REPORTED, Permission.TAKE),
        Step(TakeAct.ACCEPT, "验收通过", (TakeState.REPORTED,), TakeState.ACCEPTED, Permission.ACCEPT),
        Step(TakeAct.RETURN, "退回继续攻关", (TakeState.REPORTED,), TakeState.TAKEN, Permission.ACCEPT),
        Step(TakeAct.REWARD, "登记兑现", (TakeState.ACCEPTED,), TakeState.ACCEPTED, Permission.POST),
        Step(TakeAct.RELEASE, "解除揭榜", (TakeState.TAKEN, TakeState.REPORTED), TakeState.RELEASED, Permission.POST),
    )
)
LABELS: Final = {
    **{step.code: step.label for step in (*CHALLENGE_STEPS, *TAKE_STEPS)},
    ChallengeAct.POST.value: "发榜",
    TakeAct.TAKE.value: "揭榜",
}
"""Every step in words."""
_NOTED: Final = frozenset({TakeAct.CHECK, TakeAct.RETURN, TakeAct.REWARD, TakeAct.RELEASE})
_ASKS: Final = {
    TakeAct.CHECK: "请写明中期检查的情况：进展、问题、下一步。",
    TakeAct.RETURN: "请写明退回的理由，便于揭榜方补充。",
    TakeAct.REWARD: "请写明兑现的内容和依据文件。",
    TakeAct.RELEASE: "请写明解除的原因。",
}


def require_sound(*, title: str, task: str, reward: str) -> None:
    """Refuse a challenge without title, task or promise."""
    if not normalise(title) or not normalise(task):
        raise BusinessError("请写明榜题和任务要求：要引进谁、补哪个环节、办成什么。", code="incentives.task")
    if not normalise(reward):
        raise BusinessError(
            "请写明揭榜成功后的激励（通报表扬、考核加分等）；这里不写给企业的优惠。", code="incentives.reward"
        )


def require_deadline(due_on: date, *, today: date) -> None:
    """Refuse a deadline that has passed."""
    if due_on <= today:
        raise BusinessError(f"完成期限 {due_on} 已到或已过，请填今天以后的日子。", code="incentives.deadline")


def require_open(state: str, *, due_on: date, today: date) -> None:
    """Refuse to take up what was taken down or is over."""
    if state != ChallengeState.POSTED:
        raise BusinessError("该榜已经撤下，不能再揭榜。", code="incentives.ended")
    if today > due_on:
        raise BusinessError(f"该榜的完成期限 {due_on} 已过，不能再揭榜。", code="incentives.over")


def require_promise(promise: str) -> None:
    """Refuse a taker who promises nothing."""
    if not normalise(promise):
        raise BusinessError("请写明揭榜承诺：到什么时候、做到什么程度。", code="incentives.promise")


def require_not_taken(label: str, *, is_present: bool) -> None:
    """Refuse to take the same challenge twice."""
    if is_present:
        raise BusinessError(f"“{label}”已经揭了这个榜，不用重复揭榜。", code="incentives.taken")


def require_note(act: str, note: str) -> None:
    """Refuse a check, return, reward or release without words."""
    if act in _NOTED and not normalise(note):
        raise BusinessError(_ASKS[TakeAct(act)], code="incentives.note")


def require_other_accepter(actor: int, *, takers: frozenset[int]) -> None:
    """Refuse that whoever took the challenge, in whose name it was taken, or who reported the result also accepts it."""
    if actor in takers:
        raise BusinessError("揭榜、申请验收的人不能自己验收，请由其他有权人员验收。", code="incentives.own_take")


def require_recognised(aim: str, *, project: str, is_met: bool, since: date) -> None:
    """Refuse a result whose event is not recognised, or happened before the challenge was taken."""
    if not is_met:
        raise BusinessError(
            f"“{project}”还没有在 {since} 揭榜之后发生、并经认定的“{Aim(aim).label}”，不能作为揭榜成果。"
            "请先在项目中填报并认定。",
            code="incentives.not_recognised",
        )


def require_own_result(project: str, *, is_own: bool) -> None:
    """Refuse the project of another unit."""
    if not is_own:
        raise BusinessError(f"“{project}”不是揭榜单位的项目，不能作为揭榜成果。", code="incentives.not_own")


def require_unused(project: str, *, is_used: bool) -> None:
    """Refuse a project that already is the accepted result of a challenge."""
    if is_used:
        raise BusinessError(f"“{project}”已经作为一次揭榜的成果，一个项目只能用一次。", code="incentives.used")


def required_result(project: ResultT | None) -> ResultT:
    """The project that is the result; BusinessError when none is named."""
    if project is None:
        raise BusinessError("请填写成果项目的编号；成果以项目台账中已认定的事实为准。", code="incentives.result")
    return project
