"""Closing a period: its states and steps as one table, when it is usually done, and what forbids it (domain/05 §4.7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from luodi.across.figures.rules.rights import Permission
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, PeriodKind, period_at
from luodi.base.core.workdays import WorkCalendar
from luodi.base.core.workflow import Step, StepTable


class ClosingState(TextChoices):
    """Where a period stands."""

    OPEN = "OPEN", "未结账"
    CLOSING = "CLOSING", "结账中"
    CLOSED = "CLOSED", "已结账"


class ClosingStep(StrEnum):
    """What may be done with it."""

    START = "start"
    CANCEL = "cancel"
    CLOSE = "close"
    RESTATE = "restate"


STEPS: Final = StepTable(
    (
        Step(ClosingStep.START, "开始结账", (ClosingState.OPEN,), ClosingState.CLOSING, Permission.CLOSE),
        Step(ClosingStep.CANCEL, "退回未结账", (ClosingState.CLOSING,), ClosingState.OPEN, Permission.CLOSE),
        Step(ClosingStep.CLOSE, "结账", (ClosingState.CLOSING,), ClosingState.CLOSED, Permission.CLOSE),
        Step(ClosingStep.RESTATE, "重述", (ClosingState.CLOSED,), ClosingState.CLOSED, Permission.RESTATE),
    )
)
KINDS: Final[tuple[PeriodKind, ...]] = ("month", "quarter", "half", "year")
"""The kinds of period that are closed; each series has no gaps."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The usual days of closing after the end: a day of the next month for months, working days for longer periods."""

    month_day: int
    quarter_workdays: int
    year_workdays: int

    def due_on(self, period: Period, calendar: WorkCalendar) -> date:
        """The day by which the period is usually closed; a hint, nothing depends on it."""
        if period.kind == "month":
            return period.last + timedelta(days=self.month_day)
        days = self.year_workdays if period.kind == "year" else self.quarter_workdays
        return calendar.add_workdays(period.last, days)


def before(period: Period) -> Period:
    """The period of the same kind just before."""
    return period_at(period.first - timedelta(days=1), period.kind)


def require_closable(period: Period, *, today: date) -> None:
    """Refuse periods that are not closed as such, and those that are not over."""
    if period.kind not in KINDS:
        raise BusinessError(
            f"“{period.label}”不能结账：只有月、季、半年、年可以结账，如 2023-06、2023Q2、2023H1、2023。",
            code="closing.kind",
        )
    if period.last >= today:
        raise BusinessError(
            f"{period.label}还没有结束（止于 {period.last}），请在期满之后再结账。", code="closing.not_over"
        )


def require_predecessor(period: Period, *, closed: Collection[str], earlier: bool) -> None:
    """Refuse a gap: once a series has begun (`earlier` ones of the kind are closed), the period before must be closed."""
    last = before(period)
    if earlier and last.code not in closed:
        raise BusinessError(
            f"{last.label}还没有结账，请先结{last.label}，再结{period.label}。", code="closing.predecessor"
        )


def require_outside(period: Period, *, locked_until: date | None, by: str) -> None:
    """Refuse a period inside one that is closed and ends later: `by` has locked it until that day."""
    if locked_until is not None and locked_until > period.last:
        raise BusinessError(f"{by} 已经结账，其中的{period.label}随之锁定，不能再单独结账。", code="closing.inside")


def require_verified(period: Period, *, waiting: int, forced: str) -> None:
    """Refuse to close while filed facts of the period wait, unless it is forced with a reason."""
    if waiting and not forced.strip():
        raise BusinessError(
            f"{period.label}还有 {waiting} 件填报事项没有办完（待审核或待认定）。请先到“审核认定”办理；"
            "确需先行结账的，由有权人员写明原因后强制结账，未办完的以后作补计。",
            code="closing.unverified",
        )
