"""The computation: every term for every unit out of frames that were scanned once.

Exactness: sums of whole 分 and whole basis points; nothing is rounded and nothing is floating before display.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

import narwhals as nw
import polars as pl

from luodi.across.figures.engine.columns import Columns, Money, columns_read
from luodi.across.figures.engine.compile import all_of, side_in
from luodi.across.figures.engine.ledger import Ledger, day_number
from luodi.across.figures.engine.sharing import Sharing
from luodi.across.figures.engine.source import Frame
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.engine.timeline import NEVER, SIDES, states
from luodi.across.figures.rules.measures import BASIS, Amount, Capital, Count, Days, Proof, Takes
from luodi.domains.projects.rules import SideStatus

Group: TypeAlias = int | str | None
_Table: TypeAlias = nw.DataFrame[pl.DataFrame]
_Row: TypeAlias = dict[str, int]
_ALWAYS_READ: Final = frozenset(
    {"project_id", "side", "side_day", "chain_id", "section", "sign_occasion", "framework_occasion"}
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A term for one unit: the sum × 10000 (projects, 分 or days), the facts behind it, and the amounts unknown."""

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
class _Sums:
    """A table of sums and where each unit and group stands in it."""

    table: _Table
    places: Mapping[tuple[int, Group], int]
    rows: dict[int, _Row] = field(default_factory=dict)

    def row(self, node: int, group: Group) -> _Row | None:
        place = self.places.get((node, group))
        if place is None:
            return None
        if place not in self.rows:
            self.rows[place] = dict(zip(self.table.columns, self.table.row(place), strict=True))
        return self.rows[place]


class Tallies:
    """The answers: terms by unit and group."""

    def __init__(self, numbers: Mapping[Term, int]) -> None:
        self.groups: set[Group] = set()
        self._numbers = numbers
        self._whole: list[_Sums] = []
        self._shared: list[_Sums] = []

    def add(self, table: _Table, key: str | None, *, shared: bool) -> None:
        """Another table of sums."""
        nodes = table["node"].to_list()
        keys: list[Group] = table[key].to_list() if key is not None else [None] * len(nodes)
        self.groups.update(keys)
        sums = _Sums(table, {pair: place for place, pair in enumerate(zip(nodes, keys, strict=True))})
        (self._shared if shared else self._whole).append(sums)

    def tally(self, term: Term, node: int, group: Group = None) -> Tally:
        """The sum of a term for a unit (and group); zero where no project came along."""
        number, counts = self._numbers[term], isinstance(term.measure, Count)
        total = Tally()
        for sums in self._whole:
            row = sums.row(node, group)
            if row is not None and f"n{number}" in row:
                whole = row[f"n{number}"] if counts else row[f"v{number}"]
                total += Tally(whole * BASIS, row[f"n{number}"], row.get(f"u{number}", 0))
        for sums in self._shared:
            row = sums.row(node, group)
            if row is not None and f"n{number}" in row:
                part = row[f"n{number}_l"] if counts else row[f"v{number}_h"] * BASIS + row[f"v{number}_l"]
                total += Tally(part, row[f"n{number}"], row.get(f"u{number}", 0))
        return total


class Workbench:
    """The frames of one ledger, ready for any number of terms."""

    def __init__(self, ledger: Ledger, sharing: Sharing, terms: Collection[Term]) -> None:
        self.ledger = ledger
        self.sharing = sharing
        self.terms = list(dict.fromkeys(terms))
        sums = dict.fromkeys(Money.of(term, term.measure) for term in self.terms if isinstance(term.measure, Capital))
        self.money = {money: number for number, money in enumerate(sums)}
        self._bases: dict[date, Frame] = {}

    def tabulate(self, key: str | None = None) -> Tallies:
        """All terms by unit, and by the group column `key` (`chain_id`, `section`, `occasion`)."""
        answers = Tallies({term: number for number, term in enumerate(self.terms)})
        capital = self._capital()
        for cut_off in sorted({term.cut_off for term in self.terms}):
            base = self.base(cut_off)
            for column, numbers in self._by_key(cut_off, key).items():
                columns = Columns(self.terms, numbers, self.money)
                keep = {"project_id"} if column is None else {"project_id", column}
                masked = columns.masked(base, keep).collect().lazy()
                answers.add(self._whole(masked, capital[0], columns, column).collect(), column, shared=False)
                answers.add(self._shared(masked, capital[1], columns, cut_off, column).collect(), column, shared=True)
        return answers

    def base(self, cut_off: date) -> Frame:
        """One row per project that counts at the cut-off: attributes and state."""
        if cut_off not in self._bases:
            self._bases[cut_off] = self._base(cut_off)
        return self._bases[cut_off]

    def full_base(self, cut_off: date) -> Frame:
        """The same with every column, names and keys of facts included."""
        return self._joined(cut_off, None).collect().lazy()

    def _base(self, cut_off: date) -> Frame:
        wanted = frozenset[str]().union(*(columns_read(term) for term in self.terms if term.cut_off == cut_off))
        joined = self._joined(cut_off, wanted)
        names = joined.collect_schema().names()
        return joined.select(*(name for name in names if name in wanted | _ALWAYS_READ)).collect().lazy()

    def _joined(self, cut_off: date, wanted: frozenset[str] | None) -> Frame:
        joined = self.ledger.projects.join(states(self.ledger, cut_off, wanted), on="project_id", how="left")
        names = joined.collect_schema().names()
        days = [name for name in names if name.endswith("_day")]
        joined = joined.with_columns(
            *([nw.col("stage").fill_null(0)] if "stage" in names else []),
            nw.col("side").fill_null(SIDES[SideStatus.NORMAL]),
            *(nw.col(day).fill_null(NEVER) for day in days),
        )
        return joined.filter(nw.col("side") != SIDES[SideStatus.MERGED])

    def median_days(self, term: Term) -> dict[int, tuple[Fraction, int]]:
        """Median of the days of a Days term by unit, each project once, with the number of projects."""
        measure = term.measure
        if not isinstance(measure, Days):
            raise TypeError("a median is taken of days")
        rows = self.counted(self.base(term.cut_off), term).select(
            "project_id", (nw.col(measure.second.value) - nw.col(measure.first.value)).alias("days")
        )
        sharing, day = self.sharing, day_number(term.cut_off)
        plain = rows.join(sharing.plain, on="project_id", how="inner")
        plain = plain.join(sharing.above, left_on="counted_unit", right_on="unit_id", how="inner")
        held = sharing.mixed.filter((nw.col("from_day") <= day) & (nw.col("until_day") > day))
        mixed = rows.join(held, on="project_id", how="inner")
        both = nw.concat([plain.select("node", "days"), mixed.select("node", "days")])
        found = both.group_by("node").agg(nw.col("days").median().alias("median"), nw.len().alias("projects")).collect()
        return {row["node"]: (Fraction(row["median"]), row["projects"]) for row in found.rows(named=True)}

    def counted(self, base: Frame, term: Term) -> Frame:
        """The projects that a term counts."""
        mask = _mask(term)
        return base if mask is None else base.filter(mask)

    def money_columns(self, takes: Takes | None = None) -> list[nw.Expr]:
        """Sum and number of records of the sums of capital (of one kind)."""
        found = []
        for money, number in self.money.items():
            if takes in {None, money.takes}:
                found.append(nw.when(money.counts).then(nw.col("amount_fen")).otherwise(0).sum().alias(f"m{number}"))
                found.append(money.counts.sum().cast(nw.Int64).alias(f"r{number}"))
        return found

    def _capital(self) -> tuple[Frame, Frame]:
        """Capital by project; and of mixed projects by project and span of shares, each record under its own day's
        (totals up to the cut-off stand in every span).
        """
        records = self.ledger.capital
        if not self.money:
            return records, records
        by_project = records.group_by("project_id").agg(*self.money_columns()).collect().lazy()
        spans = self.sharing.spans
        named = spans.select("project_id", nw.col("from_day").alias("begin"), "until_day")
        held = (nw.col("begin") <= nw.col("day")) & (nw.col("day") < nw.col("until_day"))
        flows = records.join(named, on="project_id", how="inner").filter(held).group_by("project_id", "begin")
        flow_sums = flows.agg(nw.len().alias("records"), *self.money_columns(Takes.FLOW)).rename({"begin": "from_day"})
        totals = [
            f"{letter}{number}" for money, number in self.money.items() if money.takes is Takes.TOTAL for letter in "mr"
        ]
        by_span = spans.select("project_id", "from_day").join(flow_sums, on=["project_id", "from_day"], how="left")
        by_span = by_span.join(by_project.select("project_id", *totals), on="project_id", how="left")
        return by_project, by_span.collect().lazy()

    def _by_key(self, cut_off: date, key: str | None) -> dict[str | None, list[int]]:
        """The terms of a cut-off by the column that groups them: an occasion is that of the event that is counted."""
        numbers: dict[str | None, list[int]] = {}
        for number, term in enumerate(self.terms):
            if term.cut_off == cut_off:
                numbers.setdefault(group_column(term, key), []).append(number)
        return numbers

    def _whole(self, masked: Frame, capital: Frame, columns: Columns, key: str | None) -> Frame:
        keys = [key] if key is not None else []
        rows = masked.join(self.sharing.plain, on="project_id", how="inner")
        if self.money:
            rows = rows.join(capital, on="project_id", how="left")
        by_unit = rows.group_by("counted_unit", *keys).agg(*columns.whole_sums())
        rolled = by_unit.join(self.sharing.above, left_on="counted_unit", right_on="unit_id", how="inner")
        names = [name for letter in "vnu" for name in columns.names(letter)]
        return rolled.group_by("node", *keys).agg(nw.col(*names).sum())

    def _shared(self, masked: Frame, capital: Frame, columns: Columns, cut_off: date, key: str | None) -> Frame:
        keys = [key] if key is not None else []
        rows = self.sharing.mixed.join(masked, on="project_id", how="inner")
        if self.money:
            rows = rows.join(capital, on=["project_id", "from_day"], how="left")
        rows = columns.with_shares(columns.valued(rows), cut_off)
        return rows.group_by("node", *keys).agg(*columns.shared_sums())


def group_column(term: Term, key: str | None) -> str | None:
    """The column that groups a term: an occasion is that of the event counted."""
    if key != "occasion":
        return key
    framed = isinstance(term.measure, Count | Amount) and term.measure.proof is Proof.FRAMEWORK
    return "framework_occasion" if framed else "sign_occasion"


def _mask(term: Term) -> nw.Expr | None:
    mask = all_of(term.measure.where, term.spans)
    if not term.left_out:
        return mask
    kept = ~side_in(term.left_out)
    return kept if mask is None else mask & kept
