"""Days and spans of facts as exactly as they are known: a month is written as a month, never as the day it counts from."""

from datetime import date, timedelta
from typing import Any

from luodi.domains.projects.rules import OPEN_START, Precision
from luodi.interfaces.web.ui import formats


def known_day(day: date, precision: str) -> str:
    """`2023-05-18`, `2023年5月`, `2023年第2季度`, `2023年`."""
    texts = {Precision.MONTH: _month(day), Precision.YEAR: f"{day.year}年"}
    texts[Precision.QUARTER] = f"{day.year}年第{(day.month + 2) // 3}季度"
    return texts.get(Precision(precision), formats.day(day))


def known_span(first: date, last: date) -> str:
    """`2023年1月至2023年2月` for whole months, `2023-01-05 至 2023-02-20` for others, `截至 2023-06-30` from the beginning on."""
    if first == OPEN_START:
        return f"截至 {formats.day(last)}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = dict.fromkeys((_month(first), _month(last)))
        return "至".join(months)
    return f"{formats.day(first)} 至 {formats.day(last)}"


def known_time(fact: Any) -> str:  # noqa: ANN401 - pages know no models
    """When an event happened, or when money arrived."""
    if not hasattr(fact, "arrived_on"):
        return known_day(fact.occurred_on, fact.precision)
    if fact.span_from != fact.span_to:
        return known_span(fact.span_from, fact.span_to)
    return known_day(fact.arrived_on, fact.precision)


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
