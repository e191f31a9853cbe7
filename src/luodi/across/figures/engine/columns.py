"""From terms to columns: what a project adds to each term, written as few wide expressions over the frame of projects.

A term with number i has `v{i}` (an amount in 分, or days), `n{i}` (the facts counted) and `u{i}` (amounts unknown).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Final

import narwhals as nw

from luodi.across.figures.engine.compile import Spans, columns_of, condition_expr, side_in
from luodi.across.figures.engine.ledger import day_number
from luodi.across.figures.engine.source import Frame
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.rules.conditions import Condition
from luodi.across.figures.rules.measures import BASIS, Amount, Capital, Count, Days, Takes
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import CapitalOrigin, SideStatus

CUT_OFF: Final = "cut_off"
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
    """The columns of some terms, all of one cut-off."""

    def __init__(self, terms: Sequence[Term], numbers: Collection[int], money: dict[Money, int]) -> None:
        self._terms = {number: terms[number] for number in numbers}
        self._money = money
        self._masks: dict[tuple[Condition | frozenset[SideStatus], Spans], str] = {}
        self._values = [value for number, term in self._terms.items() for value in self._made(number, term)]

    def masked(self, projects: Frame, keep: Collection[str]) -> Frame:
        """The frame of projects with one column per condition, and of its own columns those that are needed."""
        masks = [
            (condition_expr(asked, spans) if not isinstance(asked, frozenset) else ~side_in(asked)).alias(name)
            for (asked, spans), name in self._masks.items()
        ]
        read = set[str]().union(keep, *(values_read(term) for term in self._terms.values()))
        return (projects.with_columns(*masks) if masks else projects).select(*sorted(read), *self._masks.values())

    def valued(self, masked: Frame) -> Frame:
        """The frame with what each row adds to the terms: `v`, `n` and `u`."""
        return masked.with_columns(*self._values)

    def whole_sums(self) -> list[nw.Expr]:
        """Sums over projects that belong to one unit alone, straight from the masks."""
        return [value.sum().cast(nw.Int64) for value in self._values]

    def shared_sums(self) -> list[nw.Expr]:
        """Sums over shares of projects: `n_l` of counts, `v_h` and `v_l` of amounts, `n` and `u` of facts.

        An amount × its basis points may leave 64 bits, so ten-thousands and rest are summed apart; `//` and `%` floor.
        """
        found: list[nw.Expr] = []
        for day in self._days:
            held, share = nw.col(f"held_{day}"), nw.col(f"share_{day}")
            counts, amounts = self.names("n", day=day, counts=True), self.names("v", day=day)
            facts = [*self.names("n", day=day), *self.names("u", day=day)]
            if counts:
                found.append((nw.col(*counts).cast(nw.Int64) * share).sum().name.suffix("_l"))
            if amounts:
                found.append((nw.col(*amounts) // BASIS * share).sum().name.suffix("_h"))
                found.append((nw.col(*amounts) % BASIS * share).sum().name.suffix("_l"))
            found.append((nw.col(*facts).cast(nw.Int64) * held).sum())
        return found

    def with_shares(self, frame: Frame, cut_off: date) -> Frame:
        """For each day asked for: whether the row's span of days holds it (1 or 0), and its share if so."""
        added: list[nw.Expr] = []
        for day in self._days:
            moment = nw.lit(day_number(cut_off)) if day == CUT_OFF else nw.col(day)
            held = (nw.col("from_day") <= moment) & (moment < nw.col("until_day"))
            if day == ANY_DAY:
                held = nw.col("share_bp") > 0
            added += [
                held.cast(nw.Int64).alias(f"held_{day}"),
                nw.when(held).then(nw.col("share_bp")).otherwise(0).alias(f"share_{day}"),
            ]
        return frame.with_columns(*added)

    def names(self, letter: str, *, day: str | None = None, counts: bool | None = None) -> list[str]:
        """The columns of a letter, of terms whose share is that of the day, and that count projects or do not."""
        return [
            f"{letter}{number}"
            for number, term in self._terms.items()
            if (day is None or share_day(term) == day)
            and (counts is None or isinstance(term.measure, Count) == counts)
            and letter in _letters(term)
        ]

    @property
    def _days(self) -> list[str]:
        return list(dict.fromkeys(share_day(term) for term in self._terms.values()))

    def _made(self, number: int, term: Term) -> list[nw.Expr]:
        measure, mask = term.measure, self._mask(term)
        if isinstance(measure, Count):
            return [mask.alias(f"n{number}")]
        if isinstance(measure, Capital):
            money = self._money[Money.of(term, measure)]
            return [
                nw.when(mask).then(nw.col(f"m{money}")).alias(f"v{number}"),
                nw.when(mask).then(nw.col(f"r{money}")).alias(f"n{number}"),
            ]
        if isinstance(measure, Days):
            days = nw.col(measure.second.value).cast(nw.Int64) - nw.col(measure.first.value)
            return [nw.when(mask).then(days).alias(f"v{number}"), mask.alias(f"n{number}")]
        amount = nw.col(measure.of.value)
        return [
            nw.when(mask).then(amount).alias(f"v{number}"),
            (mask & ~amount.is_null()).alias(f"n{number}"),
            (mask & amount.is_null()).alias(f"u{number}"),
        ]

    def _mask(self, term: Term) -> nw.Expr:
        asked: list[Condition | frozenset[SideStatus]] = list(term.measure.where)
        if term.left_out:
            asked.append(term.left_out)
        names = [self._masks.setdefault((one, term.spans), f"c{len(self._masks)}") for one in asked]
        return reduce(and_, (nw.col(name) for name in names)) if names else nw.lit(True)


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
