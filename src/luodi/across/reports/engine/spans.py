"""What periods are called in a paper: 2023年, “十三五”期间, 2018—2020年, 2012年—2015年上半年."""

from typing import Final

from luodi.across.reports.rules.spans import is_whole_years
from luodi.base.core.documents import chinese_number
from luodi.base.core.periods import Period, parse_period

_PLAN_YEARS: Final = 5
_NONE_SINCE: Final = 1951
"""From the sixth one on, five-year plans follow each other without a gap: 2016–2020 is the thirteenth."""


def plan_name(period: Period) -> str:
    """十三五 for 2016–2020; empty when the period is no five-year plan."""
    number, rest = divmod(period.first.year - _NONE_SINCE, _PLAN_YEARS)
    is_plan = is_whole_years(period) and period.last.year - period.first.year == _PLAN_YEARS - 1 and not rest
    return f"{chinese_number(number)}五" if is_plan and number > 0 else ""


def span_words(period: Period) -> str:
    """What the period is called in a sentence."""
    plan = plan_name(period)
    if plan:
        return f"“{plan}”期间"
    if is_whole_years(period) and period.first.year != period.last.year:
        return f"{period.first.year}—{period.last.year}年"
    return period.label


def next_words(period: Period) -> str:
    """What follows the period: “十四五”期间, 2024年, 下一步."""
    if plan_name(period):
        first = period.last.year + 1
        return f"“{plan_name(parse_period(f'{first}..{first + _PLAN_YEARS - 1}'))}”期间"
    return f"{period.last.year + 1}年" if is_whole_years(period) else "下一步"
