"""Periods of several years: which ones a yearly paper takes, and their years."""

from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, split


def require_whole_years(period: Period) -> None:
    """BusinessError `reports.period_kind` unless the period is made of whole calendar years."""
    if not is_whole_years(period):
        raise BusinessError(
            f"年度总结的期间应为整年，如2023、2016..2020，不能用“{period.code}”。", code="reports.period_kind"
        )


def is_whole_years(period: Period) -> bool:
    """Whether the period begins on a 1 January and ends on a 31 December."""
    first, last = period.first, period.last
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def years_of(period: Period) -> tuple[Period, ...]:
    """The calendar years of a period of several whole years; nothing for any other one."""
    if not is_whole_years(period) or period.first.year == period.last.year:
        return ()
    return split(period, "year")
