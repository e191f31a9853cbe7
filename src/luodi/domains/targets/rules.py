"""What a target may say."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Span
from luodi.base.core.workflow import Step, StepTable
from luodi.base.orgs.rules import UnitKind

MOST: Final = Decimal(1_000_000_000)
MEASURES: Final = ("个", "亿元", "万元", "万美元", "%", "次", "家")


class Permission(StrEnum):
    """Rights over targets (domain/10, module TGT)."""

    VIEW = "targets.view"
    EDIT = "targets.edit"
    APPROVE = "targets.approve"


LABELS = {
    Permission.VIEW: "查看目标任务",
    Permission.EDIT: "维护目标任务、提出目标分解",
    Permission.APPROVE: "审批、下达目标分解",
}


class SumRule(TextChoices):
    """What the parts of a split must come to."""

    EQUAL = "EQUAL", "合计等于上级目标"
    AT_LEAST = "AT_LEAST", "合计不低于上级目标"


class SplitState(TextChoices):
    """Where a split stands."""

    SUBMITTED = "SUBMITTED", "待审批"
    APPROVED = "APPROVED", "待下达"
    RETURNED = "RETURNED", "已退回"
    ISSUED = "ISSUED", "已下达"


class SplitAct(TextChoices):
    """Steps of a split."""

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
            f"各单位合计 {_plain(summed)}{measure}，比上级目标 {_plain(total)}{measure} {word} "
            f"{_plain(abs(difference))}{measure}，不符合“{SumRule(sum_rule).label}”，请调整后再提交。",
            code="targets.split_sum",
        )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


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
