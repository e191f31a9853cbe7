"""What a target may say."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Span

MOST: Final = Decimal(1_000_000_000)
MEASURES: Final = ("个", "亿元", "万元", "万美元", "%", "次", "家")


class Permission(StrEnum):
    """Rights over targets (domain/10, module TGT)."""

    VIEW = "targets.view"
    EDIT = "targets.edit"


LABELS = {Permission.VIEW: "查看目标任务", Permission.EDIT: "维护目标任务"}


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
