"""From conditions of the catalogue to expressions over the frame of projects, one function per kind of condition."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.ledger import NEVER, day_number
from luodi.across.figures.engine.timeline import SIDES
from luodi.across.figures.rules.conditions import (
    CANCELLED,
    MONTHS_TO_CAPACITY,
    NORMAL,
    OVER,
    AmountFrom,
    CapacityDue,
    Condition,
    Flag,
    Happened,
    InOrder,
    Is,
    Known,
    Moment,
    Not,
    ShouldBeActive,
    SideIn,
    StageIn,
    StartDue,
    StartedInTime,
    TalksInPlay,
    TalksOverdue,
    Within,
)
from luodi.across.figures.rules.measures import last_due_signing, start_bottom_line
from luodi.base.core.periods import Span, add_months
from luodi.domains.projects.rules import SideStatus

FEN_PER_WAN: Final = 1_000_000
_FLAG_COLUMNS: Final = {
    Flag.FRAMEWORK_AT_OCCASION: "framework_occasion",
    Flag.SIGN_AT_OCCASION: "sign_occasion",
    Flag.SIGN_AMOUNT_KNOWN: "sign_fen",
}
"""Flags that hold where the column has a value; the others are columns of their own."""

_READS: Final[dict[type[Condition], frozenset[str]]] = {
    StageIn: frozenset({"stage"}),
    SideIn: frozenset(),
    AmountFrom: frozenset({"sign_fen"}),
    StartDue: frozenset({"sign_day"}),
    StartedInTime: frozenset({"sign_day", "start_day"}),
    TalksOverdue: frozenset({"talk_day", "negotiation_months"}),
    TalksInPlay: frozenset({"opened_day", "sign_day"}),
    ShouldBeActive: frozenset({"stage", "sign_day"}),
    CapacityDue: frozenset({"produce_day"}),
}
_LIMITS_IN_MONTHS: Final = (3, 6)


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans a condition may speak of: the period, and the signing window of a cohort.

    `seen_from` is a later day from which the period is looked back at.
    """

    flow: Span
    cohort: Span
    seen_from: date | None = None

    @property
    def cut_off(self) -> date:
        """The day at whose end the state is taken."""
        return self.seen_from or self.flow.end

    def of(self, within: Within) -> Span:
        """The span of the word."""
        return self.flow if within is Within.FLOW else self.cohort


def condition_expr(condition: Condition, spans: Spans) -> nw.Expr:
    """True for projects that meet the condition; never null."""
    return _COMPILERS[type(condition)](condition, spans)


def all_of(conditions: tuple[Condition, ...], spans: Spans) -> nw.Expr | None:
    """True for projects that meet all conditions; None when there are none."""
    parts = [condition_expr(condition, spans) for condition in conditions]
    return reduce(and_, parts) if parts else None


def columns_of(conditions: Iterable[Condition]) -> set[str]:
    """The columns of the frame of projects that the conditions read."""
    found: set[str] = set()
    for condition in conditions:
        if isinstance(condition, Not):
            found |= columns_of((condition.condition,))
        elif isinstance(condition, Happened | Known):
            found.add(condition.moment.value)
        elif isinstance(condition, InOrder):
            found |= {condition.first.value, condition.second.value}
        elif isinstance(condition, Is):
            column = _FLAG_COLUMNS.get(condition.flag, condition.flag.value)
            found.add("prepare_day" if condition.flag is Flag.PREPARED else column)
        else:
            found |= _READS[type(condition)]
    return found


def side_in(sides: frozenset[SideStatus]) -> nw.Expr:
    """True for projects in one of the side statuses."""
    return nw.col("side").is_in([SIDES[side] for side in SideStatus if side in sides])


def _within(column: str, span: Span) -> nw.Expr:
    return (nw.col(column) >= day_number(span.start)) & (nw.col(column) <= day_number(span.end))


def _happened(condition: Happened, spans: Spans) -> nw.Expr:
    return _within(condition.moment.value, spans.of(condition.within))


def _known(condition: Known, spans: Spans) -> nw.Expr:
    return nw.col(condition.moment.value) < NEVER


def _in_order(condition: InOrder, spans: Spans) -> nw.Expr:
    second = nw.col(condition.second.value)
    return (nw.col(condition.first.value) <= second) & (second < NEVER)


def _stage_in(condition: StageIn, spans: Spans) -> nw.Expr:
    return (nw.col("stage") >= condition.low) & (nw.col("stage") <= condition.high)


def _side_in(condition: SideIn, spans: Spans) -> nw.Expr:
    return side_in(condition.sides)


def _amount_from(condition: AmountFrom, spans: Spans) -> nw.Expr:
    return (nw.col("sign_fen") >= condition.wan * FEN_PER_WAN).fill_null(False)


def _is(condition: Is, spans: Spans) -> nw.Expr:
    if condition.flag is Flag.PREPARED:
        return nw.col("prepare_day") < NEVER
    column = _FLAG_COLUMNS.get(condition.flag)
    return nw.col(condition.flag.value) if column is None else ~nw.col(column).is_null()


def _not(condition: Not, spans: Spans) -> nw.Expr:
    return ~condition_expr(condition.condition, spans)


def _start_due(condition: StartDue, spans: Spans) -> nw.Expr:
    return nw.col(Moment.SIGN.value) <= day_number(last_due_signing(spans.cut_off))


def _started_in_time(condition: StartedInTime, spans: Spans) -> nw.Expr:
    """Year by year of the window, because the bottom line depends on the year of signing."""
    met: nw.Expr = nw.lit(False)
    for year in range(spans.cohort.start.year, spans.cohort.end.year + 1):
        signed = _within(Moment.SIGN.value, Span(date(year, 1, 1), date(year, 12, 31)))
        met = met | (signed & (nw.col(Moment.START.value) <= day_number(start_bottom_line(year))))
    return met


def _talks_overdue(condition: TalksOverdue, spans: Spans) -> nw.Expr:
    overdue: nw.Expr = nw.lit(False)
    for months in _LIMITS_IN_MONTHS:
        late = nw.col(Moment.TALK.value) <= day_number(_last_before(spans.cut_off, months))
        overdue = overdue | ((nw.col("negotiation_months") == months) & late)
    return overdue


def _last_before(cut_off: date, months: int) -> date:
    """The last day whose limit, so many months on, lies before the cut-off. Limits never run backwards."""
    day = add_months(cut_off, -months)
    while add_months(day, months) >= cut_off:
        day = date.fromordinal(day.toordinal() - 1)
    while add_months(date.fromordinal(day.toordinal() + 1), months) < cut_off:
        day = date.fromordinal(day.toordinal() + 1)
    return day


def _talks_in_play(condition: TalksInPlay, spans: Spans) -> nw.Expr:
    start = day_number(spans.flow.start)
    ended = side_in(OVER) & (nw.col("side_day") < start)
    return (nw.col(Moment.OPENED.value) < NEVER) & (nw.col(Moment.SIGN.value) >= start) & ~ended


def _should_be_active(condition: ShouldBeActive, spans: Spans) -> nw.Expr:
    building = _stage_in(StageIn(60, 69), spans) & ~side_in(CANCELLED)
    owed = _stage_in(StageIn(40, 50), spans) & side_in(NORMAL) & _start_due(StartDue(), spans)
    return building | owed


def _capacity_due(condition: CapacityDue, spans: Spans) -> nw.Expr:
    morrow = date.fromordinal(spans.cut_off.toordinal() + 1)
    return nw.col(Moment.PRODUCE.value) <= day_number(_last_before(morrow, MONTHS_TO_CAPACITY))


_COMPILERS: Final[dict[type[Condition], Callable[..., nw.Expr]]] = {
    Happened: _happened,
    Known: _known,
    InOrder: _in_order,
    StageIn: _stage_in,
    SideIn: _side_in,
    AmountFrom: _amount_from,
    Is: _is,
    Not: _not,
    StartDue: _start_due,
    StartedInTime: _started_in_time,
    TalksOverdue: _talks_overdue,
    TalksInPlay: _talks_in_play,
    ShouldBeActive: _should_be_active,
    CapacityDue: _capacity_due,
}
