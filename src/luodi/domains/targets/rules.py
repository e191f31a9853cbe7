"""What a target may say."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from luodi.base.core.errors import BusinessError

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
