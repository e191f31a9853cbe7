"""Columns of arrived money: which are arrivals and which are sums beside them, and what a row's cells say in records.

Finer columns win. A sum whose time they cover is derived and never a new arrival; what it tells beyond them is one record with
the span that is left (累计 − 本年 = up to the end of last year).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from luodi.across.intake.engine.amounts import AmountReading
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.model import CapitalEntry
from luodi.across.intake.engine.spans import TimeSpan, range_span, up_to_span
from luodi.domains.projects.rules import OPEN_START

Mode: TypeAlias = Literal["whole", "rest"]
_SUM_FIELDS: Final = ("capital", "capital_total", "capital_ytd")
_DECEMBER: Final = 12
_LONGEST_MONTH: Final = 31
_NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One column that brings records: all of its cell, or what is left of it beside the finer columns `inner`."""

    column: Column
    span: TimeSpan
    whole: TimeSpan
    """The time of the whole column; `span` is what is left of it."""
    mode: Mode = "whole"
    inner: tuple[int, ...] = ()
    """Indexes of the columns that are taken off."""


def plan_arrivals(columns: Sequence[Column], *, year: int | None, as_of: date | None) -> list[Arrival]:
    """What each column of arrivals brings, in order of time. Columns that only repeat others bring nothing."""
    spans = [(column, _span_of(column, year, as_of)) for column in columns if column.field in _SUM_FIELDS]
    known = sorted(
        ((column, span) for column, span in spans if span is not None),
        key=lambda pair: (_length(pair[1]), pair[0].index),
    )
    taken: list[Arrival] = []
    for column, span in known:
        arrival = _arrival(column, span, taken, as_of)
        if arrival is not None:
            taken.append(arrival)
    return sorted(taken, key=lambda arrival: (arrival.span.last, arrival.span.first))


def _span_of(column: Column, year: int | None, as_of: date | None) -> TimeSpan | None:
    if column.span is not None:
        return _so_far(column.span, as_of)
    if column.field == "capital_ytd":
        return _so_far(TimeSpan(f"{year:04d}", date(year, 1, 1), date(year, _DECEMBER, 31)), as_of) if year else None
    last = as_of or (date(year, _DECEMBER, 31) if year else None)
    return up_to_span(last) if last else None


def _so_far(span: TimeSpan, as_of: date | None) -> TimeSpan:
    """A year, half or quarter that is not over covers the time up to the ledger's day (当年到位 of June: January to June)."""
    is_running = as_of is not None and span.first <= as_of < span.last and _length(span) > _LONGEST_MONTH
    return replace(span, last=as_of) if is_running and as_of is not None else span


def _length(span: TimeSpan) -> int:
    return (span.last - span.first).days


def _arrival(column: Column, span: TimeSpan, taken: Sequence[Arrival], as_of: date | None) -> Arrival | None:
    """The column's part beside what finer columns already bring."""
    if any((other.whole.first, other.whole.last) == (span.first, span.last) for other in taken):
        return None
    inner = _outermost([other for other in taken if _lies_in(other.whole, span, as_of)], as_of)
    if not inner:
        return Arrival(column, span, span)
    rest = _rest_of(column, span, inner, as_of)
    return Arrival(column, rest, span, "rest", tuple(other.column.index for other in inner)) if rest else None


def _lies_in(inner: TimeSpan, outer: TimeSpan, as_of: date | None) -> bool:
    return outer.first <= inner.first and _reached(inner, as_of) <= _reached(outer, as_of)


def _outermost(arrivals: Sequence[Arrival], as_of: date | None) -> list[Arrival]:
    """Without those that another of them contains: a month inside the year's sum is taken off with it."""
    return [
        one
        for one in arrivals
        if not any(other is not one and _lies_in(one.whole, other.whole, as_of) for other in arrivals)
    ]


def _reached(span: TimeSpan, as_of: date | None) -> date:
    """A year that is not over reaches only to the day of the ledger."""
    return min(span.last, as_of) if as_of and span.first <= as_of else span.last


def _rest_of(column: Column, span: TimeSpan, inner: Sequence[Arrival], as_of: date | None) -> TimeSpan | None:
    """The time of the column that no finer column covers, when it lies at one end of it."""
    first = min(other.whole.first for other in inner)
    last = max(_reached(other.whole, as_of) for other in inner)
    if span.first == OPEN_START:
        if first == OPEN_START:
            return _after(last, span, as_of)
        is_beside_months = (
            column.field == "capital_total" and sum(1 for other in inner if _length(other.whole) < 100) >= 2
        )
        return None if is_beside_months else up_to_span(first - timedelta(days=1))
    if first > span.first:
        return range_span(span.first, first - timedelta(days=1))
    return _after(last, span, as_of)


def _after(last: date, span: TimeSpan, as_of: date | None) -> TimeSpan | None:
    end = _reached(span, as_of)
    return range_span(last + timedelta(days=1), end) if last < end and (end - last).days > 27 else None


def entries_of(
    plan: Sequence[Arrival], readings: Mapping[int, Sequence[AmountReading]], rows: Sequence[int], *, sheet: str
) -> Iterator[tuple[int, Arrival, CapitalEntry]]:
    """(place of the row, arrival, record) for every record of the rows, column after column.

    `readings` holds a column's amounts for all rows. Cells without an amount, zeros and rests that are not positive bring none.
    """
    for arrival in plan:
        mine = readings[arrival.column.index]
        for place, row in enumerate(rows):
            reading = mine[place]
            if not reading.amount:
                continue
            amount = reading.amount
            if arrival.mode == "rest":
                amount -= sum((readings[index][place].amount or _NOTHING for index in arrival.inner), _NOTHING)
                if amount <= 0:
                    continue
            yield place, arrival, _entry(arrival, amount, reading.currency, sheet, row)


def _entry(arrival: Arrival, amount: Decimal, currency: str, sheet: str, row: int) -> CapitalEntry:
    is_home = currency == "CNY"
    return CapitalEntry(
        span=arrival.span.name,
        span_from=arrival.span.first,
        span_to=arrival.span.last,
        amount_in_yuan=amount if is_home else None,
        sheet=sheet,
        row=row,
        column=arrival.column.label,
        currency=currency,
        amount_in_currency=None if is_home else amount,
    )
