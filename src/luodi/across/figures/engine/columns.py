"""From terms to columns: what a project adds to each term, written as few wide expressions over the frame of projects.

A term with number i has `v{i}` (an amount in 分, or days), `n{i}` (the facts counted) and `u{i}` (amounts unknown).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, countable
from luodi.across.figures.engine.compile import Spans, columns_of, condition_expr, side_in
from luodi.across.figures.engine.ledger import day_number
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.rules.conditions import Condition, Happened, Moment, Within
from luodi.across.figures.rules.measures import BASIS, Amount, Capital, Count, Days, Takes
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import CapitalOrigin, SideStatus

CUT_OFF: Final = "cut_off"
STEADY: Final = "steady"
ANY_DAY: Final = "any_day"
"""Capital was given to the share of its own arrival day already, when it was summed."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of capital that some terms need: a column of the frame of projects."""

    takes: Takes
    span: Span | None
    cut_off: date
    origins: frozenset[CapitalOrigin]

    @classmethod
    def of(cls, term: Term, measure: Capital) -> "Money":
        """The sum that a capital term needs."""
        span = term.spans.flow if measure.takes is Takes.FLOW else None
        return cls(measure.takes, span, term.cut_off, measure.origins)

    @property
    def counts(self) -> nw.Expr:
        """True for the records that count: spans that lie wholly in the period, or have ended by the cut-off."""
        fits = nw.col("to_day") <= day_number(self.cut_off)
        if self.span is not None:
            fits = (nw.col("from_day") >= day_number(self.span.start)) & (nw.col("to_day") <= day_number(self.span.end))
        return fits & nw.col("origin").is_in([origin.value for origin in CapitalOrigin if origin in self.origins])


class Columns:
    """The columns of some terms over the frame of projects of one cut-off.

    Terms of an earlier cut-off may come along: they speak of signings and money of their own period only, which the
    later state tells too, except for projects in which something was taken back since (`steady` is false).
    """

    def __init__(self, terms: Mapping[int, Term], money: Mapping[Money, int], cut_off: date) -> None:
        self._terms = terms
        self._money = money
        self._masks: dict[tuple[Condition | frozenset[SideStatus], Spans], str] = {}
        self._asked = {number: self._mask(term, cut_off) for number, term in terms.items()}

    def masked(self, projects: Frame, keep: Collection[str]) -> Frame:
        """The frame of projects with one column per condition, and of its own columns those that are needed."""
        masks = [
            (condition_expr(asked, spans) if not isinstance(asked, frozenset) else ~side_in(asked)).alias(name)
            for (asked, spans), name in self._masks.items()
        ]
        read = set[str]().union(keep, *(values_read(term) for term in self._terms.values()))
        return (projects.with_columns(*masks) if masks else projects).select(*sorted(read), *self._masks.values())

    def sums(self, rows: Frame, *, held: bool = False) -> list[nw.Expr]:
        """What the rows add to each term; with `held` only where the row's span of days holds the term's day."""
        sums: list[nw.Expr] = []
        for number, term in self._terms.items():
            names = list(self._asked[number])
            if held and share_day(term) != ANY_DAY:
                names.append(_held_name(term))
            mask = reduce(and_, (nw.col(name) for name in names)) if names else None
            sums += [value.sum().cast(nw.Int64) for value in self._values(rows, number, term, mask)]
        return sums

    def with_held(self, frame: Frame) -> Frame:
        """For each day asked for: whether the row's span of days holds it."""
        days = {_held_name(term): term for term in self._terms.values() if share_day(term) != ANY_DAY}
        columns = []
        for name, term in days.items():
            day = share_day(term)
            moment = nw.lit(day_number(term.cut_off)) if day == CUT_OFF else nw.col(day)
            columns.append(((nw.col("from_day") <= moment) & (moment < nw.col("until_day"))).alias(name))
        return frame.with_columns(*columns) if columns else frame

    def weighted(self) -> list[nw.Expr]:
        """Sums of a set shared out: `n_l` of counts, `v_h` and `v_l` of amounts, `n` and `u` of facts as they are.

        An amount × its basis points may leave 64 bits, so ten-thousands and rest are summed apart; `//` and `%` floor.
        """
        share = nw.col("share_bp")
        counts, amounts = self.names("n", counts=True), self.names("v")
        found = [nw.col(*self.names("n"), *self.names("u")).sum()]
        if counts:
            found.append((nw.col(*counts) * share).sum().name.suffix("_l"))
        if amounts:
            found.append((nw.col(*amounts) // BASIS * share).sum().name.suffix("_h"))
            found.append((nw.col(*amounts) % BASIS * share).sum().name.suffix("_l"))
        return found

    def names(self, letter: str, *, counts: bool | None = None) -> list[str]:
        """The columns of a letter, of terms that count projects or do not."""
        return [
            f"{letter}{number}"
            for number, term in self._terms.items()
            if letter in _letters(term) and (counts is None or isinstance(term.measure, Count) == counts)
        ]

    @property
    def money(self) -> list[int]:
        """The sums of capital that the terms need."""
        measures = [(term, term.measure) for term in self._terms.values()]
        found = (self._money[Money.of(term, measure)] for term, measure in measures if isinstance(measure, Capital))
        return list(dict.fromkeys(found))

    def _values(self, rows: Frame, number: int, term: Term, mask: nw.Expr | None) -> list[nw.Expr]:
        measure = term.measure
        if isinstance(measure, Capital):
            money = self._money[Money.of(term, measure)]
            columns = (f"m{money}", f"v{number}"), (f"r{money}", f"n{number}")
            return [(_where(mask, nw.col(column))).alias(name) for column, name in columns]
        if mask is None:
            raise ValueError("a term over projects has conditions")
        if isinstance(measure, Count):
            return [countable(rows, mask).alias(f"n{number}")]
        if isinstance(measure, Days):
            days = nw.col(measure.second.value).cast(nw.Int64) - nw.col(measure.first.value)
            return [_where(mask, days).alias(f"v{number}"), countable(rows, mask).alias(f"n{number}")]
        amount = nw.col(measure.of.value)
        return [
            _where(mask, amount).alias(f"v{number}"),
            countable(rows, mask & ~amount.is_null()).alias(f"n{number}"),
            countable(rows, mask & amount.is_null()).alias(f"u{number}"),
        ]

    def _mask(self, term: Term, cut_off: date) -> tuple[str, ...]:
        asked: list[Condition | frozenset[SideStatus]] = list(term.measure.where)
        if term.left_out:
            asked.append(term.left_out)
        names = [self._masks.setdefault((one, term.spans), f"c{len(self._masks)}") for one in asked]
        return (*names, STEADY) if term.cut_off != cut_off else tuple(names)


def _held_name(term: Term) -> str:
    day = share_day(term)
    return f"held_{day}_{day_number(term.cut_off)}" if day == CUT_OFF else f"held_{day}"


def _where(mask: nw.Expr | None, value: nw.Expr) -> nw.Expr:
    return value if mask is None else nw.when(mask).then(value)


def tells_earlier(term: Term) -> bool:
    """Whether a later state tells the term too: it speaks of signings and money of its own period only."""
    if term.left_out or isinstance(term.measure, Days):
        return False
    return all(
        isinstance(condition, Happened) and condition == Happened(Moment.SIGN, Within.FLOW)
        for condition in term.measure.where
    )


def share_day(term: Term) -> str:
    """The day whose share counts: a column of the frame, the cut-off, or any (see ANY_DAY)."""
    measure = term.measure
    if isinstance(measure, Capital):
        return ANY_DAY if measure.takes is Takes.FLOW else CUT_OFF
    day = measure.day if isinstance(measure, Count | Amount) else None
    return day.value if day is not None else CUT_OFF


def columns_read(term: Term) -> set[str]:
    """The columns of the frame of projects that a term reads."""
    return columns_of(term.measure.where) | values_read(term)


def values_read(term: Term) -> set[str]:
    """Those that it reads besides its conditions: amounts, and the day of the share."""
    measure = term.measure
    found: set[str] = set()
    if isinstance(measure, Amount):
        found.add(measure.of.value)
    if isinstance(measure, Days):
        found |= {measure.first.value, measure.second.value}
    if share_day(term) not in {CUT_OFF, ANY_DAY}:
        found.add(share_day(term))
    return found


def _letters(term: Term) -> str:
    if isinstance(term.measure, Count):
        return "n"
    return "vnu" if isinstance(term.measure, Amount) else "vn"
