"""What an adjustment may say: points, cases of an item, a veto finding, a colour (domain/06 §4.8.5, §4.9)."""

from collections.abc import Collection
from decimal import Decimal
from typing import Final

from luodi.across.assessment.rules.colours import Colour
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError

MOST_POINTS: Final = Decimal(20)
MOST_CASES: Final = Decimal(100)


class AdjustmentKind(TextChoices):
    """What is adjusted."""

    POINTS = "POINTS", "分值调整"
    CASES = "CASES", "加扣分事项"
    VETO = "VETO", "限制与否决"
    COLOUR = "COLOUR", "改评颜色"


def require_reasoned(*, reason: str, basis: str) -> None:
    """Refuse an adjustment without reason or basis document."""
    if not reason.strip():
        raise BusinessError("请写明调整理由，通报附注要列出。", code="assessment.reason")
    if not basis.strip():
        raise BusinessError("请写明依据文件的名称或文号，没有依据的不能调整。", code="assessment.basis")


def require_sound(
    kind: str,
    *,
    subject: str,
    amount: Decimal,
    colour: str,
    lines: Collection[str],
    items: Collection[str],
    vetoes: Collection[str],
) -> None:
    """Refuse an adjustment whose subject the scheme does not have, or whose amount or colour does not fit its kind."""
    if kind == AdjustmentKind.COLOUR:
        _require_colour(colour)
    elif kind == AdjustmentKind.VETO:
        _require_known(subject, vetoes, "限制与否决事项")
    elif kind == AdjustmentKind.CASES:
        _require_known(subject, items, "加扣分事项")
        if not 0 < amount <= MOST_CASES:
            raise BusinessError("加扣分事项请填件数，应大于0、不超过100。", code="assessment.cases")
    else:
        if subject:
            _require_known(subject, lines, "指标行")
        if not amount or abs(amount) > MOST_POINTS:
            raise BusinessError("调整分值不能为0，也不能超过正负20分，请核对。", code="assessment.points")


def _require_colour(colour: str) -> None:
    if colour not in set(Colour) - {Colour.GREY}:
        raise BusinessError("请选择改评为哪种颜色：绿、蓝、黄、橙、红。", code="assessment.colour")


def _require_known(subject: str, known: Collection[str], word: str) -> None:
    if subject not in known:
        offered = "、".join(known) or "无"
        raise BusinessError(f"方案里没有代码为“{subject}”的{word}，可用：{offered}。", code="assessment.subject")


def require_mark(mark: Decimal) -> None:
    """Refuse a mark outside 0–100."""
    if not 0 <= mark <= 100:
        raise BusinessError("评价分应在0到100之间。", code="assessment.mark")
