"""What a target may say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain
from luodi.base.core.periods import Span
from luodi.base.core.workflow import Step, StepTable
from luodi.base.orgs.rules import UnitKind

MOST: Final = Decimal(1_000_000_000)
MEASURES: Final = ("个", "亿元", "万元", "万美元", "%", "次", "家")


def aim_label(issuer: str, tier: str) -> str:
    """Whose target, in the office's own words: 市级, 区级M0 (tiers are free text, domain/12 O2)."""
    return f"{issuer}{tier}"


class Permission(StrEnum):
    """Rights over targets (domain/10, module TGT)."""

    VIEW = "targets.view"
    EDIT = "targets.edit"
    APPROVE = "targets.approve"
    VIEW_CARDS = "targets.view_cards"
    OWN_CARD = "targets.own_card"


LABELS = {
    Permission.VIEW: "查看目标任务",
    Permission.EDIT: "维护目标任务、提出目标分解和领导任务卡",
    Permission.APPROVE: "审批、下达目标分解和领导任务卡",
    Permission.VIEW_CARDS: "查看范围内的领导任务卡",
    Permission.OWN_CARD: "查看本人任务卡",
}


class SumRule(TextChoices):
    """What the parts of a split must come to."""

    EQUAL = "EQUAL", "合计等于上级目标"
    AT_LEAST = "AT_LEAST", "合计不低于上级目标"


class SplitState(TextChoices):
    """Where a split stands; a leader's task card is issued in the same steps."""

    SUBMITTED = "SUBMITTED", "待审批"
    APPROVED = "APPROVED", "待下达"
    RETURNED = "RETURNED", "已退回"
    ISSUED = "ISSUED", "已下达"


class SplitAct(TextChoices):
    """Steps of a split, and of a task card."""

    SUBMIT = "SUBMIT", "提交"
    APPROVE = "APPROVE", "审批同意"
    RETURN = "RETURN", "退回"
    ISSUE = "ISSUE", "下达"


SPLIT_STEPS: Final = StepTable(
    (
        Step(SplitAct.APPROVE, "同意", (SplitState.SUBMITTED.value,), SplitState.APPROVED, Permission.APPROVE),
        Step(SplitAct.ISSUE, "下达", (SplitState.APPROVED.value,), SplitState.ISSUED, Permission.APPROVE),
        Step(
            SplitAct.RETURN,
            "退回",
            (SplitState.SUBMITTED.value, SplitState.APPROVED.value),
            SplitState.RETURNED,
            Permission.APPROVE,
        ),
    )
)
SPLIT_STATE: Final = {
    SplitAct.SUBMIT: SplitState.SUBMITTED,
    SplitAct.APPROVE: SplitState.APPROVED,
    SplitAct.RETURN: SplitState.RETURNED,
    SplitAct.ISSUE: SplitState.ISSUED,
}
"""The state after a step; that of a split is the one after its last."""
_WHOLE: Final = frozenset({"个", "次", "家"})
SHARING_KINDS: Final = frozenset({UnitKind.COUNTY, UnitKind.ZONE, UnitKind.TOWNSHIP, UnitKind.DEPARTMENT})
"""Units among which a target is shared equally: leaders, task forces and outposts have targets of their own."""


def proposed_parts(total: Decimal, weights: Mapping[int, Decimal], measure: str) -> dict[int, Decimal]:
    """The total shared out by weights, in whole numbers for counts and two digits otherwise; the parts make up the total.

    What rounding leaves goes to the parts that lost most (largest remainder). Weights that are all zero share equally.
    An example: 40 个 by 1:1:1 is 14, 13, 13.
    """
    if not weights:
        return {}
    whole = sum(weights.values(), Decimal(0))
    shares = {
        unit: Fraction(weight) / Fraction(whole) if whole else Fraction(1, len(weights))
        for unit, weight in weights.items()
    }
    grain = Fraction(1) if measure in _WHOLE else Fraction(1, 100)
    exact = {unit: Fraction(total) * share / grain for unit, share in shares.items()}
    parts = {unit: int(value) for unit, value in exact.items()}
    left = int(Fraction(total) / grain) - sum(parts.values())
    order = sorted(exact, key=lambda unit: (parts[unit] - exact[unit], unit))
    for unit in order[:left]:
        parts[unit] += 1
    return {unit: Decimal(int(count * grain.numerator)) / grain.denominator for unit, count in parts.items()}


def require_sum(values: Iterable[Decimal], total: Decimal, sum_rule: str, measure: str) -> None:
    """Refuse parts that do not make up the target, or fall short of it where they may exceed it."""
    summed = sum(values, Decimal(0))
    difference = summed - total
    if difference < 0 or (difference and sum_rule == SumRule.EQUAL):
        word = "少" if difference < 0 else "多"
        raise BusinessError(
            f"各单位合计 {plain(summed)}{measure}，比上级目标 {plain(total)}{measure} {word} "
            f"{plain(abs(difference))}{measure}，不符合“{SumRule(sum_rule).label}”，请调整后再提交。",
            code="targets.split_sum",
        )


def require_sound(*, issuer: str, indicator: str, value: Decimal, measure: str) -> None:
    """Refuse a target without issuer or indicator, with a value not above zero, or an unknown unit of measure."""
    if not issuer.strip() or not indicator.strip():
        raise BusinessError("目标要写明下达单位和指标。", code="targets.incomplete")
    if value <= 0:
        raise BusinessError("目标值应大于 0；没有下达的目标请不要录入。", code="targets.value")
    if value >= MOST:
        raise BusinessError("目标值大得不合理，请核对数字和计量单位。", code="targets.value")
    if measure not in MEASURES:
        raise BusinessError(f"计量单位“{measure}”不认识，可用：{'、'.join(MEASURES)}。", code="targets.measure")


def months_in(span: Span) -> int:
    """Calendar months that a span touches: a year has 12."""
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1


def schedule_points(text: str, span: Span) -> dict[int, Decimal]:
    """The points of a schedule such as 30/60/80/100: cumulative percents, evenly over the months of the target's period.

    Four numbers for a year are its quarters, twelve its months. Empty text: no points.
    BusinessError `targets.schedule` unless the numbers rise to 100 and divide the period into whole months.
    """
    parts = [part for part in re.split(r"[/／、,，\s]+", text.strip()) if part]
    if not parts:
        return {}
    months = months_in(span)
    if months % len(parts) or not all(re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?%?", part) for part in parts):
        raise BusinessError(
            f"进度曲线请按季或按月填写累计百分数，用“/”隔开，如 30/60/80/100；这一目标期有{months}个月。",
            code="targets.schedule",
        )
    percents = [Decimal(part.rstrip("%")) for part in parts]
    if percents != sorted(percents) or percents[-1] != 100:
        raise BusinessError("进度曲线应逐期不减，最后一期为100，请改正。", code="targets.schedule")
    step = months // len(parts)
    return {(place + 1) * step: percent for place, percent in enumerate(percents)}


def due_share(points: Mapping[int, Decimal], span: Span, cut_off: date) -> Fraction:
    """时序进度: the share of a target that is due at the cut-off; evenly over the months, or along its points.

    Between two points it rises in a straight line. June of a yearly target: 1/2; with 30/60/80/100: 3/5.
    """
    months = months_in(span)
    gone = min(max(months_in(Span(span.start, max(cut_off, span.start))), 0), months)
    known = {0: Fraction(0), months: Fraction(1), **{month: Fraction(share) / 100 for month, share in points.items()}}
    before = max(month for month in known if month <= gone)
    after = min(month for month in known if month >= gone)
    if before == after:
        return known[before]
    return known[before] + (known[after] - known[before]) * Fraction(gone - before, after - before)


class CardMeasure(TextChoices):
    """What a leader's task card counts: facts that published figures count too, of the projects in the leader's charge."""

    SIGNED = "SIGNED", "签约项目"
    LANDED = "LANDED", "落地项目"
    STARTED = "STARTED", "开工项目"
    MOVED = "MOVED", "包抓项目推进"
    TRIPS = "TRIPS", "带队外出招商"
    COMPANIES = "COMPANIES", "外出对接企业"
    VISITS = "VISITS", "走访包抓项目"


SIZED: Final = frozenset({CardMeasure.SIGNED, CardMeasure.LANDED, CardMeasure.STARTED})
"""Measures that may ask for projects of a contract amount from so many 亿元 on (R30: 10, 5, 3)."""
_CARD_UNITS: Final = {CardMeasure.TRIPS: "次", CardMeasure.COMPANIES: "家", CardMeasure.VISITS: "次"}
MOST_TASKS: Final = 8
_MOST_OF_A_TASK: Final = 1_000
_LARGEST_IN_YI: Final = 1_000


class TaskState(TextChoices):
    """How a task of a leader stands. There are no shares and no places: a card is never ranked (domain/06 §4.8.1)."""

    RUNNING = "RUNNING", "进行中"
    DONE = "DONE", "完成"
    MISSED = "MISSED", "未完成"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a card: so many of the measure in the year; `size_in_yi` 亿元 and more, 0 for any size."""

    measure: str
    value: int
    size_in_yi: int = 0

    @property
    def label(self) -> str:
        """10亿元以上签约项目."""
        said = str(CardMeasure(self.measure).label)
        return f"{self.size_in_yi}亿元以上{said}" if self.size_in_yi else said

    @property
    def unit(self) -> str:
        """个, 次 or 家."""
        return _CARD_UNITS.get(CardMeasure(self.measure), "个")


def require_sound_tasks(tasks: Sequence[Task]) -> None:
    """Refuse too many tasks, one asked for twice, and numbers that mean nothing."""
    if len(tasks) > MOST_TASKS:
        raise BusinessError(f"一张任务卡最多 {MOST_TASKS} 项任务，请合并或删去几项。", code="targets.card_tasks")
    keys = [(task.measure, task.size_in_yi) for task in tasks]
    if len(set(keys)) != len(keys):
        raise BusinessError("同一项任务填了两次，请删去一行。", code="targets.card_tasks")
    for task in tasks:
        if not 1 <= task.value <= _MOST_OF_A_TASK:
            raise BusinessError(
                f"“{task.label}”的目标应为 1 至 {_MOST_OF_A_TASK} 的整数，没有这项任务的请空着。",
                code="targets.card_value",
            )
        if task.size_in_yi and CardMeasure(task.measure) not in SIZED:
            raise BusinessError(f"“{CardMeasure(task.measure).label}”不分规模，规模请空着。", code="targets.card_size")
        if not 0 <= task.size_in_yi <= _LARGEST_IN_YI:
            raise BusinessError(
                f"规模应为 1 至 {_LARGEST_IN_YI} 亿元的整数，不限规模的请空着。", code="targets.card_size"
            )


def task_state(done: int, value: int, *, is_over: bool) -> TaskState:
    """完成 as soon as the number is reached; otherwise 进行中 until the year is over."""
    if done >= value:
        return TaskState.DONE
    return TaskState.MISSED if is_over else TaskState.RUNNING


def card_state(states: Iterable[TaskState]) -> TaskState:
    """A card is done when all its tasks are."""
    found = set(states)
    if found <= {TaskState.DONE}:
        return TaskState.DONE
    return TaskState.MISSED if TaskState.MISSED in found else TaskState.RUNNING
