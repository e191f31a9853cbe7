"""Monthly progress returns: the light and its reason, which month may be returned, what may be said in it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, period_at
from luodi.domains.projects.rules.events import SideStatus, Stage

DUE_DAY: Final = 5
"""Returns of a month are due by the 5th of the next (domain/07 §4.11)."""


class Light(TextChoices):
    """How the filer sees the month."""

    GREEN = "GREEN", "绿（正常）"
    YELLOW = "YELLOW", "黄（有滞后）"
    RED = "RED", "红（严重滞后）"


_GOING: Final = (SideStatus.NORMAL, SideStatus.SUSPENDED, SideStatus.RETURNED, SideStatus.TRANSFERRED)
LETTERS: Final = {Light.GREEN: "绿", Light.YELLOW: "黄", Light.RED: "红"}


def owes_returns(stage: str, side_status: str) -> bool:
    """Whether a project under a plan owes a return for a month at whose end it stood so: it goes on and does not produce."""
    return side_status in _GOING and stage < Stage.PRODUCING


def due_on(month: Period) -> date:
    """The day by which the return of a month is due."""
    return (month.last + timedelta(days=1)).replace(day=DUE_DAY)


def months_owed(since: date, until: date) -> list[Period]:
    """The months for which a return is owed by the day: from the month of `since` to the last that has ended."""
    found = []
    month = period_at(since, "month")
    while month.last < until:
        found.append(month)
        month = period_at(month.last + timedelta(days=1), "month")
    return found


def require_month(month: Period, today: date) -> None:
    """Refuse a span that is no month, and a month that has not begun."""
    if month.kind != "month":
        raise BusinessError("进度月报按自然月填报，请选月份。", code="progress.period")
    if month.first > today:
        raise BusinessError(f"{month.label}还没有开始，不能填报。", code="progress.future")


def require_sound_return(
    *,
    invested_in_wan: Decimal,
    work_percent: Decimal,
    before_percent: Decimal | None,
    light: str,
    works: str,
    reason: str,
) -> None:
    """Refuse numbers out of range, no word on the works, and yellow, red or a step back without a reason."""
    if invested_in_wan < 0 or invested_in_wan >= Decimal(1_000_000_000):
        raise BusinessError("本月完成投资应不小于 0，请核对单位（万元）。", code="progress.amount")
    if not 0 <= work_percent <= 100:
        raise BusinessError("累计完成工作量应在 0 至 100 之间。", code="progress.percent")
    if not works.strip():
        raise BusinessError("请写明形象进度（实物量），如“主体施工至三层”。", code="progress.works")
    if light not in Light.values:
        raise BusinessError("请选择绿、黄或红。", code="progress.light")
    if reason.strip():
        return
    if light != Light.GREEN:
        raise BusinessError("黄灯、红灯要写明滞后原因和下一步办法。", code="progress.reason")
    if before_percent is not None and work_percent < before_percent:
        raise BusinessError(
            f"累计工作量 {work_percent:f}% 低于上期的 {before_percent:f}%，请写明原因。", code="progress.backwards"
        )
