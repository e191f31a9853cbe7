"""The round of an assessment (domain/06 §4.8.5): trial → self-check and appeal → verification → publicity → final.

Its states and steps are one table; who may answer, how late is late, what forbids the next step.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from luodi.across.assessment.rules.rights import Permission
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import Step, StepTable

USUAL_DAYS: Final = 5
"""Working days of the self-check and of the publicity (domain/06 §4.8.5, default)."""
MOST_DAYS: Final = 30
SAMPLE_PERCENT: Final = Decimal(10)
"""At least so much of each unit's judged lines is verified (domain/06 §4.8.5)."""

Outcome = ReviewOutcome
"""What the verification of a line found, in the words of every re-check."""


class RoundState(TextChoices):
    """How far a round has come."""

    TRIAL = "TRIAL", "试算"
    SELF_CHECK = "SELF_CHECK", "自查申诉"
    VERIFYING = "VERIFYING", "核查抽样"
    PUBLICITY = "PUBLICITY", "公示"
    FINAL = "FINAL", "已定稿"
    CANCELLED = "CANCELLED", "已作废"


WAY: Final = (
    RoundState.TRIAL,
    RoundState.SELF_CHECK,
    RoundState.VERIFYING,
    RoundState.PUBLICITY,
    RoundState.FINAL,
)
"""The stations of a round in order; none is passed over."""
SEEN_BY_UNITS: Final = frozenset(WAY) - {RoundState.TRIAL}
"""Before the self-check is opened a trial is the office's own paper."""


class RoundAct(StrEnum):
    """What may be done with a round. START makes it and stands in no table."""

    START = "start"
    RECOMPUTE = "recompute"
    OPEN_CHECK = "open_check"
    DRAW = "draw"
    PUBLICISE = "publicise"
    REPUBLICISE = "republicise"
    FINALISE = "finalise"
    CANCEL = "cancel"


START_LABEL: Final = "试算"
STEPS: Final = StepTable(
    (
        Step(RoundAct.RECOMPUTE, "重新试算", (RoundState.TRIAL,), RoundState.TRIAL, Permission.RUN_ROUND),
        Step(RoundAct.OPEN_CHECK, "开始自查", (RoundState.TRIAL,), RoundState.SELF_CHECK, Permission.RUN_ROUND),
        Step(RoundAct.DRAW, "转入核查", (RoundState.SELF_CHECK,), RoundState.VERIFYING, Permission.RUN_ROUND),
        Step(RoundAct.PUBLICISE, "开始公示", (RoundState.VERIFYING,), RoundState.PUBLICITY, Permission.RUN_ROUND),
        Step(RoundAct.REPUBLICISE, "重新公示", (RoundState.PUBLICITY,), RoundState.PUBLICITY, Permission.RUN_ROUND),
        Step(RoundAct.FINALISE, "定稿锁定", (RoundState.PUBLICITY,), RoundState.FINAL, Permission.FINALISE),
        Step(
            RoundAct.CANCEL,
            "作废",
            (RoundState.TRIAL, RoundState.SELF_CHECK, RoundState.VERIFYING, RoundState.PUBLICITY),
            RoundState.CANCELLED,
            Permission.FINALISE,
        ),
    )
)
TIMED: Final = frozenset({RoundAct.OPEN_CHECK, RoundAct.PUBLICISE, RoundAct.REPUBLICISE})
"""Steps that begin a stretch of working days."""


class VersionKind(TextChoices):
    """What was computed and kept in the course of a round."""

    TRIAL = "TRIAL", "试算"
    PUBLICITY = "PUBLICITY", "公示"
    FINAL = "FINAL", "定稿"


class AppealKind(TextChoices):
    """Against the trial, or against what is publicised."""

    APPEAL = "APPEAL", "申诉"
    OBJECTION = "OBJECTION", "异议"


class Verdict(TextChoices):
    """What was answered."""

    UPHELD = "UPHELD", "采纳"
    PARTLY = "PARTLY", "部分采纳"
    REJECTED = "REJECTED", "不予采纳"


APPEAL_STATES: Final = {RoundState.SELF_CHECK: AppealKind.APPEAL, RoundState.PUBLICITY: AppealKind.OBJECTION}
"""In which state something may be said, and what it is called."""


def label_of(act: str) -> str:
    """A step in words."""
    return START_LABEL if act == RoundAct.START else STEPS[act].label


def require_days(days: int) -> None:
    """Refuse a stretch shorter than a working day or longer than thirty."""
    if not 1 <= days <= MOST_DAYS:
        raise BusinessError(f"期限应为 1 至 {MOST_DAYS} 个工作日，惯例是 {USUAL_DAYS} 个。", code="rounds.days")


def require_ended(last: date, *, today: date) -> None:
    """Refuse a period that still runs."""
    if last >= today:
        raise BusinessError(f"期间还没有结束（止于 {last}），请在期满之后再开始考核。", code="rounds.not_over")


def require_alone(open_round: str) -> None:
    """Refuse a second round of the same scheme and period: one that runs, or one that is final."""
    if open_round:
        raise BusinessError(
            f"{open_round}。同一方案、同一期间只能有一轮考核；要重来的，请先把未定稿的一轮作废。", code="rounds.present"
        )


def require_checked(*, today: date, due_on: date | None, silent: Collection[str]) -> None:
    """Refuse to verify while the self-check runs and units have not said anything yet."""
    if due_on is not None and today <= due_on and silent:
        raise BusinessError(
            f"自查到 {due_on} 止，还有 {len(silent)} 个单位没有确认：{_named(silent)}。"
            "请等期满，或待各单位都确认后再转入核查。",
            code="rounds.checking",
        )


def require_settled(*, appeals: int, adjustments: int, samples: int) -> None:
    """Refuse to go on over open appeals, undecided adjustments, samples without a finding."""
    waits = (
        (appeals, "件申诉或异议没有答复"),
        (adjustments, "项考核调整没有批准或退回"),
        (samples, "个抽样没有登记核查结果"),
    )
    told = "、".join(f"{count} {words}" for count, words in waits if count)
    if told:
        raise BusinessError(f"还有 {told}，请先办完再进行下一步。", code="rounds.unsettled")


def require_closed(period: str, *, is_closed: bool) -> None:
    """Refuse to publicise figures that may still move."""
    if not is_closed:
        raise BusinessError(
            f"{period}还没有结账，数字还会变。请先到“期间结账”办理结账，再开始公示。", code="rounds.not_closed"
        )


def require_publicised(*, today: date, until: date | None) -> None:
    """Refuse to end the publicity before its last day has passed."""
    if until is not None and today <= until:
        raise BusinessError(f"公示到 {until} 止，期满之后才能定稿。", code="rounds.publicity_runs")


def require_as_publicised(*, is_same: bool) -> None:
    """Refuse a final that nobody has seen: results that changed since they were publicised are publicised again."""
    if not is_same:
        raise BusinessError(
            "公示以后结果有了变化（批准了考核调整、补录了评价分或重述了期间），还没有公示过，不能定稿。"
            "请先“重新公示”，期满后再定稿。",
            code="rounds.unpublicised",
        )


def require_changed(*, is_same: bool) -> None:
    """Refuse to publicise again what is publicised already."""
    if is_same:
        raise BusinessError("结果与正在公示的完全相同，不用重新公示；期满后即可定稿。", code="rounds.unchanged")


def require_other_than_starter(starter: int, actor: int) -> None:
    """Refuse that who ran the trial also finalises."""
    if starter == actor:
        raise BusinessError("组织试算的人不能自己定稿，请由有权的其他人定稿。", code="rounds.same_person")


def kind_open(state: str) -> AppealKind:
    """What a unit may file now; BusinessError `rounds.no_appeal` in other states."""
    kind = APPEAL_STATES.get(RoundState(state))
    if kind is None:
        raise BusinessError(
            f"本轮考核现在是“{RoundState(state).label}”，只有自查期间可以申诉，公示期间可以提异议。",
            code="rounds.no_appeal",
        )
    return kind


def require_in_time(kind: AppealKind, *, today: date, due_on: date | None) -> None:
    """Refuse what comes after the last day."""
    if due_on is not None and today > due_on:
        advice = "可在公示期间提出异议" if kind is AppealKind.APPEAL else "请向领导小组办公室书面反映"
        raise BusinessError(f"{kind.label}截止到 {due_on}，已经过期，{advice}。", code="rounds.late")


def require_unconfirmed(kind: AppealKind, *, is_confirmed: bool) -> None:
    """Refuse an appeal, or a second confirmation, of a unit that has said its scores are right."""
    if is_confirmed and kind is AppealKind.APPEAL:
        raise BusinessError("本单位已经确认自查结果。如有新情况，可在公示期间提出异议。", code="rounds.confirmed")


def require_line(line: str, known: Collection[str]) -> None:
    """Refuse a line that the unit's sheet does not have; an empty one means the whole result."""
    if line and line not in known:
        raise BusinessError(f"评分表里没有代码为“{line}”的指标，可选：{'、'.join(known)}。", code="rounds.line")


def require_reason(reason: str) -> None:
    """Refuse an appeal or answer without words."""
    if not reason.strip():
        raise BusinessError("请写明理由和依据的事实，便于核对。", code="rounds.reason")


def require_impartial(actor: int, *, filer: int, behind: Collection[int]) -> None:
    """Refuse an answer by who filed the appeal, or by who made what is appealed against."""
    if actor == filer:
        raise BusinessError("提出人不能答复自己的申诉，请由其他有权人员答复。", code="rounds.own_appeal")
    if actor in behind:
        raise BusinessError(
            "这件申诉针对的是您经办的试算、调整或评价分，请由其他有权人员答复。", code="rounds.appealed_against"
        )


def require_sound_answer(verdict: str, *, text: str, basis: str, points: Decimal) -> None:
    """Refuse an answer without reason, and points that do not fit the verdict or rest on no document."""
    if verdict not in Verdict.values:
        raise BusinessError("请选择答复意见：采纳、部分采纳或不予采纳。", code="rounds.verdict")
    require_reason(text)
    if points and verdict == Verdict.REJECTED:
        raise BusinessError("不予采纳的不能调整分值，请清空调整分值或改选答复意见。", code="rounds.rejected_points")
    if points and not basis.strip():
        raise BusinessError("调整分值要写明依据文件的名称或文号。", code="rounds.answer_basis")


def require_sound_finding(*, is_true: bool, text: str, basis: str, points: Decimal) -> None:
    """Refuse a finding of error without words, points for what is true, points without a document."""
    if not is_true:
        require_reason(text)
    if points and is_true:
        raise BusinessError("核查属实的不用调整分值。", code="rounds.true_points")
    if points and not basis.strip():
        raise BusinessError("调整分值要写明依据文件的名称或文号。", code="rounds.answer_basis")


def require_not_final(label: str, *, is_final: bool) -> None:
    """Refuse what would change a final result: nothing changes after."""
    if is_final:
        raise BusinessError(
            f"{label}考核已经定稿锁定，不能再调整或评分。确有错误的，由领导小组按程序在下一期处理。",
            code="rounds.final",
        )


def _named(names: Collection[str]) -> str:
    shown = list(names)[:5]
    return "、".join(shown) + ("等" if len(names) > len(shown) else "")
