"""The computation: every term for every unit out of frames that were scanned once.

Exactness: sums of whole 分 and whole basis points. A share of an amount is kept as two sums (ten-thousands of 分 and the
rest, each × basis points), so that no nation's total leaves 64 bits and no rounding happens before display.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import narwhals as nw
import polars as pl

from luodi.across.figures.engine.compile import all_of, side_in
from luodi.across.figures.engine.ledger import Ledger, day_number
from luodi.across.figures.engine.sharing import Sharing
from luodi.across.figures.engine.source import Frame
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.engine.timeline import NEVER, SIDES, states
from luodi.across.figures.rules.measures import BASIS, Amount, Capital, Count, Days, Takes
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import CapitalOrigin, SideStatus

Group: TypeAlias = int | str | None
_Table: TypeAlias = nw.DataFrame[pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Tally:
    """A term for one unit: the sum × 10000 (projects, 分 or days), the facts behind it, and amounts that are unknown."""

    weighted: int = 0
    facts: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.weighted + other.weighted, self.facts + other.facts, self.unknown + other.unknown)

    @property
    def value(self) -> Fraction:
        """The sum, exactly."""
        return Fraction(self.weighted, BASIS)


@dataclass
class Tallies:
    """The answers: terms by unit and group."""

    columns: Mapping[Term, int]
    tables: list[tuple[_Table, dict[tuple[int, Group], int], int]] = field(default_factory=list)
    groups: set[Group] = field(default_factory=set)

    def add(self, table: _Table, *, weight: int, key: str | None) -> None:
        """Another table of sums; `weight` is what one unit of its sums weighs."""
        nodes = table["node"].to_list()
        keys: list[Group] = table[key].to_list() if key is not None else [None] * len(nodes)
        self.groups.update(keys)
        self.tables.append((table, {pair: row for row, pair in enumerate(zip(nodes, keys, strict=True))}, weight))

    def tally(self, term: Term, node: int, group: Group = None) -> Tally:
        """The sum of a term for a unit (and group); zero where no project came along."""
        number = self.columns[term]
        total = Tally()
        for table, rows, weight in self.tables:
            row = rows.get((node, group))
            if row is not None and f"n{number}" in table.columns:
                cell = {part: _cell(table, f"{part}{number}", row) for part in "vhlnu"}
                weighted = cell["v"] * weight + cell["h"] * BASIS + cell["l"]
                total += Tally(weighted, cell["n"], cell["u"])
        return total


def _cell(table: _Table, column: str, row: int) -> int:
    return int(table[column][row] or 0) if column in table.columns else 0


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of capital that some terms need: a column of the frame of projects."""

    takes: Takes
    span: Span | None
    cut_off: date
    origins: frozenset[CapitalOrigin]

    @classmethod
    def of(cls, term: Term) -> "Money":
        """The sum that a capital term needs."""
        measure = term.measure
        if not isinstance(measure, Capital):
            raise TypeError("not a term of capital")
        span = term.spans.flow if measure.takes is Takes.FLOW else None
        return cls(measure.takes, span, term.cut_off, measure.origins)

    @property
    def counts(self) -> nw.Expr:
        """True for the records that count: spans that lie wholly in the period, or have ended by the cut-off."""
        fits = nw.col("to_day") <= day_number(self.cut_off)
        if self.span is not None:
            fits = (nw.col("from_day") >= day_number(self.span.start)) & (nw.col("to_day") <= day_number(self.span.end))
        return fits & nw.col("origin").is_in([origin.value for origin in CapitalOrigin if origin in self.origins])


class Workbench:
    """The frames of one ledger, ready for any number of terms."""

    def __init__(self, ledger: Ledger, sharing: Sharing, terms: Collection[Term]) -> None:
        self.ledger = ledger
        self.sharing = sharing
        self.terms = list(dict.fromkeys(terms))
        sums = dict.fromkeys(Money.of(term) for term in self.terms if isinstance(term.measure, Capital))
        self.money = {money: number for number, money in enumerate(sums)}

    def tabulate(self, key: str | None = None) -> Tallies:
        """All terms by unit, and by the group column `key` (`chain_id`, `section`, `occasion`)."""
        answers = Tallies({term: number for number, term in enumerate(self.terms)})
        capital, capital_by_span = self._capital()
        for cut_off in sorted({term.cut_off for term in self.terms}):
            base = self.base(cut_off)
            for column, numbers in self._by_key(cut_off, key).items():
                plain = self._plain(base.join(capital, on="project_id", how="left"), numbers, column)
                mixed = self._mixed(base.join(capital, on="project_id", how="left"), capital_by_span, numbers, column)
                tables = [table.collect() for table in (plain, mixed)]
                answers.add(tables[0], weight=BASIS, key=column)
                answers.add(tables[1], weight=1, key=column)
        return answers

    def base(self, cut_off: date) -> Frame:
        """One row per project that counts at the cut-off: attributes and state."""
        joined = self.ledger.projects.join(states(self.ledger, cut_off), on="project_id", how="left")
        days = [name for name in joined.collect_schema().names() if name.endswith("_day")]
        joined = joined.with_columns(
            nw.col("stage").fill_null(0),
            nw.col("side").fill_null(SIDES[SideStatus.NORMAL]),
            *(nw.col(day).fill_null(NEVER) for day in days),
        )
        return joined.filter(nw.col("side") != SIDES[SideStatus.MERGED]).collect().lazy()

    def median_days(self, term: Term) -> dict[int, tuple[Fraction, int]]:
        """Median of the days of a Days term by unit, each project once, with the number of projects."""
        measure = term.measure
        if not isinstance(measure, Days):
            raise TypeError("a median is taken of days")
        rows = self.counted(self.base(term.cut_off), term).select(
            "project_id", (nw.col(measure.second.value) - nw.col(measure.first.value)).alias("days")
        )
        sharing, day = self.sharing, day_number(term.cut_off)
        plain = rows.join(sharing.plain, on="project_id", how="inner").join(sharing.above, on="unit_id", how="inner")
        held = sharing.mixed.filter((nw.col("from_day") <= day) & (nw.col("until_day") > day))
        mixed = rows.join(held, on="project_id", how="inner")
        both = nw.concat([plain.select("node", "days"), mixed.select("node", "days")])
        found = both.group_by("node").agg(nw.col("days").median().alias("median"), nw.len().alias("projects")).collect()
        return {row["node"]: (Fraction(row["median"]), row["projects"]) for row in found.rows(named=True)}

    def counted(self, base: Frame, term: Term) -> Frame:
        """The projects that a term counts."""
        mask = _mask(term)
        return base if mask is None else base.filter(mask)

    def money_columns(self) -> list[nw.Expr]:
        """Sum and number of records of every sum of capital."""
        found = []
        for money, number in self.money.items():
            found.append(nw.when(money.counts).then(nw.col("amount_fen")).otherwise(0).sum().alias(f"m{number}"))
            found.append(money.counts.sum().cast(nw.Int64).alias(f"r{number}"))
        return found

    def _capital(self) -> tuple[Frame, Frame]:
        """Capital by project, and of mixed projects by project and span of shares: each record under its own day's."""
        if not self.money:
            nothing = self.ledger.projects.select("project_id").head(0)
            return nothing, nothing.with_columns(nw.lit(0).cast(nw.Int32).alias("from_day"))
        columns = self.money_columns()
        by_project = self.ledger.capital.group_by("project_id").agg(*columns).collect().lazy()
        spans = self.sharing.spans.select("project_id", nw.col("from_day").alias("begin"), "until_day")
        records = self.ledger.capital.join(spans, on="project_id", how="inner")
        records = records.filter((nw.col("begin") <= nw.col("day")) & (nw.col("day") < nw.col("until_day")))
        by_span = records.group_by("project_id", "begin").agg(*columns).collect().lazy()
        renamed = {f"{letter}{number}": f"s{letter}{number}" for number in self.money.values() for letter in "mr"}
        return by_project, by_span.rename({"begin": "from_day", **renamed})

    def _by_key(self, cut_off: date, key: str | None) -> dict[str | None, list[int]]:
        """The terms of a cut-off by the column that groups them: an occasion is that of the event that is counted."""
        numbers: dict[str | None, list[int]] = {}
        for number, term in enumerate(self.terms):
            if term.cut_off == cut_off:
                numbers.setdefault(group_column(term, key), []).append(number)
        return numbers

    def _plain(self, base: Frame, numbers: Sequence[int], key: str | None) -> Frame:
        keys = [key] if key is not None else []
        sums: list[nw.Expr] = []
        for number in numbers:
            sums += self._plain_sums(number)
        rows = base.join(self.sharing.plain.rename({"unit_id": "counted_unit"}), on="project_id", how="inner")
        by_unit = rows.group_by("counted_unit", *keys).agg(*sums)
        rolled = by_unit.join(self.sharing.above, left_on="counted_unit", right_on="unit_id", how="inner")
        names = [name for name in by_unit.collect_schema().names() if name not in {"counted_unit", *keys}]
        return rolled.group_by("node", *keys).agg(nw.col(*names).sum())

    def _plain_sums(self, number: int) -> list[nw.Expr]:
        term = self.terms[number]
        mask, measure = _mask(term), term.measure
        if isinstance(measure, Count):
            ones = nw.lit(True) if mask is None else mask
            return [ones.sum().cast(nw.Int64).alias(f"v{number}"), ones.sum().cast(nw.Int64).alias(f"n{number}")]
        if isinstance(measure, Capital):
            money = self.money[Money.of(term)]
            return [_sum(mask, nw.col(f"m{money}"), f"v{number}"), _sum(mask, nw.col(f"r{money}"), f"n{number}")]
        amount, known, unknown = _amount(measure)
        return [
            _sum(mask, amount, f"v{number}"),
            _count(mask, known, f"n{number}"),
            *([] if unknown is None else [_count(mask, unknown, f"u{number}")]),
        ]

    def _mixed(self, base: Frame, by_span: Frame, numbers: Sequence[int], key: str | None) -> Frame:
        keys = [key] if key is not None else []
        rows = self.sharing.mixed.join(base, on="project_id", how="inner")
        rows = rows.join(by_span, on=["project_id", "from_day"], how="left")
        sums: list[nw.Expr] = []
        for number in numbers:
            sums += self._mixed_sums(number)
        return rows.group_by("node", *keys).agg(*sums)

    def _mixed_sums(self, number: int) -> list[nw.Expr]:
        term = self.terms[number]
        mask, measure, share = _mask(term), term.measure, nw.col("share_bp")
        if isinstance(measure, Capital):
            money = self.money[Money.of(term)]
            if measure.takes is Takes.FLOW:
                return [*_split(mask, nw.col(f"sm{money}"), number), _sum(mask, nw.col(f"sr{money}"), f"n{number}")]
            held = _held(nw.lit(day_number(term.cut_off)), mask)
            return [*_split(held, nw.col(f"m{money}"), number), _sum(held, nw.col(f"r{money}"), f"n{number}")]
        day = nw.lit(day_number(term.cut_off))
        if isinstance(measure, Count | Amount) and measure.day is not None:
            day = nw.col(measure.day.value)
        held = _held(day, mask)
        if isinstance(measure, Count):
            return [_sum(held, share, f"l{number}"), held.sum().cast(nw.Int64).alias(f"n{number}")]
        amount, known, unknown = _amount(measure)
        return [
            *_split(held, amount, number),
            _count(held, known, f"n{number}"),
            *([] if unknown is None else [_count(held, unknown, f"u{number}")]),
        ]


def group_column(term: Term, key: str | None) -> str | None:
    """The column that groups a term: an occasion is that of the event counted."""
    if key != "occasion":
        return key
    framed = isinstance(term.measure, Count | Amount) and term.measure.proof == "FRAMEWORK"
    return "framework_occasion" if framed else "sign_occasion"


def _mask(term: Term) -> nw.Expr | None:
    measure = term.measure
    mask = all_of(measure.where, term.spans)
    if not term.left_out:
        return mask
    kept = ~side_in(term.left_out)
    return kept if mask is None else mask & kept


def _held(day: nw.Expr, mask: nw.Expr | None) -> nw.Expr:
    held = (nw.col("from_day") <= day) & (day < nw.col("until_day"))
    return held if mask is None else held & mask


def _amount(measure: Amount | Days) -> tuple[nw.Expr, nw.Expr, nw.Expr | None]:
    """The amount, and whether it is known or unknown (days of a counted project always are known)."""
    if isinstance(measure, Days):
        days = nw.col(measure.second.value).cast(nw.Int64) - nw.col(measure.first.value)
        return days, nw.lit(True), None
    column = nw.col(measure.of.value)
    return column, ~column.is_null(), column.is_null()


def _sum(mask: nw.Expr | None, value: nw.Expr, name: str) -> nw.Expr:
    return (value if mask is None else nw.when(mask).then(value).otherwise(0)).sum().alias(name)


def _count(mask: nw.Expr | None, known: nw.Expr, name: str) -> nw.Expr:
    return (known if mask is None else mask & known).sum().cast(nw.Int64).alias(name)


def _split(mask: nw.Expr | None, amount: nw.Expr, number: int) -> list[nw.Expr]:
    """Amount × share as two sums: ten-thousands and the rest. The first × 10000 + the second is exact."""
    tens, share = amount // BASIS, nw.col("share_bp")
    return [_sum(mask, tens * share, f"h{number}"), _sum(mask, (amount - tens * BASIS) * share, f"l{number}")]
