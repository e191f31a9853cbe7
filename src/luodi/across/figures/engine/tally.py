"""The computation: every term for every unit out of frames that were scanned once.

Exactness: sums of whole 分 and whole basis points; nothing is rounded and nothing is floating before display.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, Table, countable, held, here, number_of_rows
from luodi.across.figures.engine.columns import STEADY, Columns, Money, columns_read, tells_earlier
from luodi.across.figures.engine.compile import all_of, side_in
from luodi.across.figures.engine.ledger import NEVER, Ledger, day_number
from luodi.across.figures.engine.sharing import ALWAYS, Sharing
from luodi.across.figures.engine.terms import Term
from luodi.across.figures.engine.timeline import SIDES, states, turned_back
from luodi.across.figures.rules.conditions import TASK_PLACES, Happened
from luodi.across.figures.rules.measures import BASIS, Amount, Capital, Count, Days, Proof, Takes
from luodi.domains.projects.rules import SideStatus

Group: TypeAlias = int | str | None
_ALWAYS_READ: Final = frozenset(
    {
        *("project_id", "counted_unit", "side", "side_day", "chain_id", "section"),
        *("sign_occasion", "framework_occasion", "task_occasion"),
    }
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A term for one unit: the sum × 10000 (projects, 分 or days), the facts behind it, and the amounts unknown.

    `corrected` is the part of the sum that corrects closed periods (None: nothing before it is closed).
    """

    weighted: int = 0
    facts: int = 0
    unknown: int = 0
    corrected: int | None = None

    def __add__(self, other: "Tally") -> "Tally":
        corrected = self.corrected
        if other.corrected is not None:
            corrected = (corrected or 0) + other.corrected
        return Tally(self.weighted + other.weighted, self.facts + other.facts, self.unknown + other.unknown, corrected)

    def corrected_by(self, now: "Tally", published: "Tally") -> "Tally":
        """With the difference between what is known of closed time now and what was published of it."""
        difference = now.weighted - published.weighted
        return replace(self, weighted=self.weighted + difference, corrected=difference)

    @property
    def value(self) -> Fraction:
        """The sum, exactly."""
        return Fraction(self.weighted, BASIS)


@dataclass(frozen=True, slots=True)
class _Sums:
    """A table of sums and where each unit and group stands in it; `shared` sums are × 10000 already."""

    table: Table
    places: Mapping[tuple[int, Group], int]
    shared: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """The columns of a term in one table of sums: (high + low / basis) × 10000, where one of the two may lack."""

    places: Mapping[tuple[int, Group], int]
    facts: list[int]
    high: list[int] | None
    low: list[int] | None
    unknown: list[int] | None

    def tally(self, place: int) -> Tally:
        weighted = 0 if self.high is None else self.high[place] * BASIS
        weighted += 0 if self.low is None else self.low[place]
        return Tally(weighted, self.facts[place], 0 if self.unknown is None else self.unknown[place])


class Tallies:
    """The answers: terms by unit and group."""

    def __init__(self, numbers: Mapping[Term, int]) -> None:
        self.groups: set[Group] = set()
        self._numbers = numbers
        self._sums: list[_Sums] = []
        self._parts: dict[int, list[_Part]] = {}

    def add(self, table: Table, key: str | None, *, shared: bool) -> None:
        """Another table of sums."""
        nodes = table["node"].to_list()
        keys: list[Group] = table[key].to_list() if key is not None else [None] * len(nodes)
        self.groups.update(keys)
        places = {pair: place for place, pair in enumerate(zip(nodes, keys, strict=True))}
        self._sums.append(_Sums(table, places, shared))

    def tally(self, term: Term, node: int, group: Group = None) -> Tally:
        """The sum of a term for a unit (and group); zero where no project came along."""
        number = self._numbers[term]
        if number not in self._parts:
            counts = isinstance(term.measure, Count)
            found = (self._part(sums, number, counts=counts) for sums in self._sums)
            self._parts[number] = [part for part in found if part is not None]
        total: Tally | None = None
        for part in self._parts[number]:
            place = part.places.get((node, group))
            if place is not None:
                here_of_it = part.tally(place)
                total = here_of_it if total is None else total + here_of_it
        return total or Tally()

    @staticmethod
    def _part(sums: _Sums, number: int, *, counts: bool) -> _Part | None:
        """The columns of a term in a table, as lists: asked once for each of thousands of units. None where it has none."""
        names, letter = set(sums.table.columns), "n" if counts else "v"
        if f"n{number}" not in names:
            return None

        def column(name: str) -> list[int] | None:
            return sums.table[name].to_list() if name in names else None

        high = f"{letter}{number}_h" if sums.shared else f"{letter}{number}"
        facts, unknown = sums.table[f"n{number}"].to_list(), column(f"u{number}")
        low = column(f"{letter}{number}_l") if sums.shared else None
        return _Part(sums.places, facts, column(high), low, unknown)


class Workbench:
    """The frames of one ledger, ready for any number of terms."""

    def __init__(self, ledger: Ledger, sharing: Sharing, terms: Collection[Term]) -> None:
        self.ledger = replace(ledger, projects=sharing.projects)
        self.sharing = sharing
        self.terms = list(dict.fromkeys(terms))
        sums = dict.fromkeys(Money.of(term, term.measure) for term in self.terms if isinstance(term.measure, Capital))
        self.money = {money: number for number, money in enumerate(sums)}
        self._bases: dict[date, Frame] = {}
        self._by_project: Frame | None = None
        self._by_span: Frame | None = None

    def tabulate(self, key: str | None = None) -> Tallies:
        """All terms by unit, and by the group column `key` (`chain_id`, `section`, `occasion`)."""
        answers = Tallies({term: number for number, term in enumerate(self.terms)})
        if not self.terms:
            return answers
        last = max(term.cut_off for term in self.terms)
        earlier = {term.cut_off for term in self.terms} - {last}
        told = {cut_off for cut_off in earlier if all(tells_earlier(term) for term in self._at(cut_off).values())}
        base = self.base(last)
        moved: Frame | None = None
        if told:
            moved = held(turned_back(self.ledger))
            back = moved.with_columns(nw.lit(False).alias(STEADY))
            base = base.join(back, on="project_id", how="left").with_columns(nw.col(STEADY).fill_null(True))
        along = {number: term for cut_off in (last, *told) for number, term in self._at(cut_off).items()}
        self._sum(answers, base, along, last, key)
        for cut_off in sorted(earlier):
            only = moved if cut_off in told else None
            self._sum(answers, self._base(cut_off, only), self._at(cut_off), cut_off, key)
        return answers

    def base(self, cut_off: date) -> Frame:
        """One row per project that counts at the cut-off: attributes and state."""
        if cut_off not in self._bases:
            self._bases[cut_off] = self._base(cut_off, None)
        return self._bases[cut_off]

    def full_base(self, cut_off: date) -> Frame:
        """The same with every column, names and keys of facts included."""
        return held(self._joined(self.ledger, states(self.ledger, cut_off, keys=True)))

    def median_days(self, term: Term) -> dict[int, tuple[Fraction, int]]:
        """Median of the days of a Days term by unit, each project once, with the number of projects."""
        measure = term.measure
        if not isinstance(measure, Days):
            raise TypeError("a median is taken of days")
        days = (nw.col(measure.second.value) - nw.col(measure.first.value)).alias("days")
        rows = self.counted(self.base(term.cut_off), term)
        sharing, day = self.sharing, day_number(term.cut_off)
        whole = rows.join(sharing.above, on="counted_unit", how="inner").select("node", days)
        owned = sharing.held.filter((nw.col("from_day") <= day) & (nw.col("until_day") > day))
        part = rows.join(owned, on="project_id", how="inner").join(sharing.sets, on="set_id", how="inner")
        both = nw.concat([whole, part.select("node", days)])
        found = here(both.group_by("node").agg(nw.col("days").median().alias("median"), nw.len().alias("projects")))
        return {row["node"]: (Fraction(row["median"]), row["projects"]) for row in found.rows(named=True)}

    def counted(self, base: Frame, term: Term) -> Frame:
        """The projects that a term counts."""
        mask = _mask(term)
        return base if mask is None else base.filter(mask)

    def _at(self, cut_off: date) -> dict[int, Term]:
        return {number: term for number, term in enumerate(self.terms) if term.cut_off == cut_off}

    def _base(self, cut_off: date, only: Frame | None) -> Frame:
        """The base of a cut-off (of `only` some projects), with the columns that the terms read."""
        ledger = self.ledger
        if only is not None:
            events = ledger.events.join(only, on="project_id", how="inner")
            ledger = replace(ledger, events=events, projects=ledger.projects.join(only, on="project_id", how="inner"))
        asked = [term for term in self.terms if term.cut_off == cut_off or tells_earlier(term)]
        wanted = frozenset[str]().union(*(columns_read(term) for term in asked))
        joined = self._joined(ledger, states(ledger, cut_off, wanted))
        names = joined.collect_schema().names()
        return held(joined.select(*(name for name in names if name in wanted | _ALWAYS_READ)))

    def _joined(self, ledger: Ledger, state: Frame) -> Frame:
        """State and attributes. Projects to which nothing has happened stand at the end: money may have come to them."""
        state = held(state)
        found = state.join(ledger.projects, on="project_id", how="left").filter(~nw.col("unit_id").is_null())
        rest = ledger.projects.join(state.select("project_id"), on="project_id", how="anti")
        names = found.collect_schema().names()
        joined = nw.concat([found, rest], how="diagonal").select(*names)
        joined = joined.with_columns(
            *([nw.col("stage").fill_null(0)] if "stage" in names else []),
            nw.col("side").fill_null(SIDES[SideStatus.NORMAL]),
            *(nw.col(day).fill_null(NEVER) for day in names if day.endswith("_day")),
        )
        return joined.filter(nw.col("side") != SIDES[SideStatus.MERGED])

    def _sum(self, answers: Tallies, base: Frame, terms: dict[int, Term], cut_off: date, key: str | None) -> None:
        by_key: dict[str | None, dict[int, Term]] = {}
        for number, term in terms.items():
            by_key.setdefault(group_column(term, key), {})[number] = term
        for column, some in by_key.items():
            columns = Columns(some, self.money, cut_off)
            keys = [column] if column is not None else []
            steady = [STEADY] if STEADY in base.collect_schema().names() else []
            masked = held(columns.masked(base, ["project_id", "counted_unit", *keys, *steady]))
            answers.add(here(self._whole(masked, columns, keys)), column, shared=False)
            if self._anything_shared:
                answers.add(self._shared(masked, columns, keys), column, shared=True)

    @cached_property
    def _anything_shared(self) -> bool:
        """Whether any project belongs to several of the units asked for: in most districts none does."""
        return bool(number_of_rows(self.sharing.held))

    def _whole(self, masked: Frame, columns: Columns, keys: list[str]) -> Frame:
        rows = masked.filter(~nw.col("counted_unit").is_null())
        rows = self._with_capital(rows, columns)
        by_unit = rows.group_by("counted_unit", *keys).agg(*columns.sums(rows))
        rolled = by_unit.join(self.sharing.above, on="counted_unit", how="inner")
        names = [name for letter in "vnu" for name in columns.names(letter)]
        return rolled.group_by("node", *keys).agg(nw.col(*names).sum())

    def _shared(self, masked: Frame, columns: Columns, keys: list[str]) -> Table:
        """Summed by share first: what is multiplied by the basis points is a small table, in whole numbers here."""
        rows = columns.with_held(self._held_rows(masked, columns))
        by_set = rows.group_by("set_id", *keys).agg(*columns.sums(rows, held=True))
        names = [name for letter in "vnu" for name in columns.names(letter)]
        shares = by_set.join(self.sharing.sets, on="set_id", how="inner").group_by("node", "share_bp", *keys)
        return here(shares.agg(nw.col(*names).sum())).group_by("node", *keys).agg(*columns.weighted())

    def _held_rows(self, masked: Frame, columns: Columns) -> Frame:
        """Projects under each set of shares they had; the money of those that changed hands goes by its day."""
        whole_time = (nw.col("from_day") == ALWAYS) & (nw.col("until_day") == NEVER)
        rows = self.sharing.held.join(masked, on="project_id", how="inner")
        moving = self.sharing.held.filter(~whole_time)
        if not columns.money or not number_of_rows(moving):
            return self._with_capital(rows, columns)
        settled = self._with_capital(rows.filter(whole_time), columns)
        moved = self._with_capital_by_day(rows.filter(~whole_time), moving, columns)
        return nw.concat([settled, moved.select(*settled.collect_schema().names())])

    def _with_capital(self, rows: Frame, columns: Columns) -> Frame:
        names = [f"{letter}{number}" for number in columns.money for letter in "mr"]
        if not names:
            return rows
        return rows.join(self._capital().select("project_id", *names), on="project_id", how="left")

    def _capital(self) -> Frame:
        """Capital by project."""
        if self._by_project is None:
            summed = self.ledger.capital.group_by("project_id").agg(*self._money_columns(self.money.values()))
            self._by_project = held(summed)
        return self._by_project

    def _with_capital_by_day(self, rows: Frame, moving: Frame, columns: Columns) -> Frame:
        """Each record under the share of its own day; totals up to the cut-off stand under every share."""
        kinds = {number: money.takes for money, number in self.money.items() if number in columns.money}
        flows, totals = (
            [f"{letter}{number}" for number, takes in kinds.items() if takes is wanted for letter in "mr"]
            for wanted in (Takes.FLOW, Takes.TOTAL)
        )
        if flows:
            by_span = self._capital_by_span(moving).select("project_id", "from_day", *flows)
            rows = rows.join(by_span, on=["project_id", "from_day"], how="left")
        if totals:
            rows = rows.join(self._capital().select("project_id", *totals), on="project_id", how="left")
        return rows

    def _capital_by_span(self, moving: Frame) -> Frame:
        """Capital of projects that changed hands, by project and the span of days of each set of shares."""
        if self._by_span is None:
            flows = [number for money, number in self.money.items() if money.takes is Takes.FLOW]
            spans = moving.select("project_id", nw.col("from_day").alias("begin"), "until_day")
            within = (nw.col("begin") <= nw.col("day")) & (nw.col("day") < nw.col("until_day"))
            records = self.ledger.capital.join(spans, on="project_id", how="inner").filter(within)
            summed = records.group_by("project_id", "begin").agg(*self._money_columns(flows))
            self._by_span = held(summed.rename({"begin": "from_day"}))
        return self._by_span

    def _money_columns(self, numbers: Collection[int]) -> list[nw.Expr]:
        """Sum and number of records of some sums of capital."""
        found = []
        for money, number in self.money.items():
            if number in numbers:
                found.append(nw.when(money.counts).then(nw.col("amount_fen")).otherwise(0).sum().alias(f"m{number}"))
                found.append(countable(self.ledger.capital, money.counts).sum().cast(nw.Int64).alias(f"r{number}"))
        return found


def group_column(term: Term, key: str | None) -> str | None:
    """The column that groups a term: an occasion is that of the event counted, or of the place in a task."""
    if key != "occasion":
        return key
    if any(isinstance(one, Happened) and one.moment in TASK_PLACES for one in term.measure.where):
        return "task_occasion"
    framed = isinstance(term.measure, Count | Amount) and term.measure.proof is Proof.FRAMEWORK
    return "framework_occasion" if framed else "sign_occasion"


def _mask(term: Term) -> nw.Expr | None:
    mask = all_of(term.measure.where, term.spans)
    if not term.left_out:
        return mask
    kept = ~side_in(term.left_out)
    return kept if mask is None else mask & kept
