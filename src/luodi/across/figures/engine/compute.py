"""One computation: the mart read once, all figures of all queries for all units answered from it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

import narwhals as nw

from luodi.across.figures.engine.backend import here
from luodi.across.figures.engine.dues import Due, dues_by_unit
from luodi.across.figures.engine.ledger import Ledger, UnitNode, day_number, load, units_at
from luodi.across.figures.engine.planned import Planned, planned_by_unit
from luodi.across.figures.engine.published import Display, FigureValue
from luodi.across.figures.engine.sharing import lineage, share_out
from luodi.across.figures.engine.source import Source
from luodi.across.figures.engine.tally import Group, Tallies, Tally, Workbench
from luodi.across.figures.engine.terms import TRAVEL, Query, Term, origins_of, terms_of
from luodi.across.figures.engine.values import Evaluator
from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Formula
from luodi.across.figures.rules.planning import Planning
from luodi.base.core.periods import Span

GROUPINGS = ("chain", "sector", "occasion")
_COLUMNS = {"chain": "chain_id", "sector": "section", "occasion": "occasion"}


@dataclass
class Book:
    """One reading of the mart as known at one moment: its tallies, medians, trips, what fell due, planned projects."""

    ledger: Ledger
    bench: Workbench
    tallies: Tallies
    medians: dict[Term, dict[int, tuple[Fraction, int]]] = field(default_factory=dict)
    travels: dict[tuple[Formula, Span], dict[int, int]] = field(default_factory=dict)
    dues: dict[Span, dict[tuple[str, int], Due]] = field(default_factory=dict)
    plans: dict[tuple[Planning, Span], dict[int, Planned]] = field(default_factory=dict)

    def median(self, term: Term, node: int) -> tuple[Fraction, int] | None:
        """The median of days for a unit."""
        if term not in self.medians:
            self.medians[term] = self.bench.median_days(term)
        return self.medians[term].get(node)

    def trips(self, formula: Formula, span: Span, node: int) -> int:
        """Trips led by leaders of the unit and those below it, or the companies met on them, each once."""
        key = (formula, span)
        if key not in self.travels:
            self.travels[key] = self._travel(*key)
        return self.travels[key].get(node, 0)

    def due(self, duty: Duty, span: Span, node: int) -> Due:
        """What fell due in the span for the unit and those below it."""
        if span not in self.dues:
            self.dues[span] = dues_by_unit(self.ledger, self.bench.sharing.above, span)
        return self.dues[span].get((duty.value, node), Due())

    def planned(self, planning: Planning, span: Span, node: int) -> Planned:
        """Planned projects of the unit and those below it."""
        key = (planning, span)
        if key not in self.plans:
            self.plans[key] = planned_by_unit(self.ledger, self.bench.sharing.above, planning, span)
        return self.plans[key].get(node, Planned())

    def _travel(self, formula: Formula, span: Span) -> dict[int, int]:
        day = nw.col("day")
        trips = self.ledger.trips.filter((day >= day_number(span.start)) & (day <= day_number(span.end)))
        rows = trips.join(self.bench.sharing.above, left_on="unit_id", right_on="counted_unit", how="inner")
        if formula is Formula.COMPANIES:
            rows = rows.join(self.ledger.contacts, on="trip_id", how="inner")
        counted = nw.col("investor_id" if formula is Formula.COMPANIES else "trip_id").n_unique()
        found = here(rows.group_by("node").agg(counted.alias("number")))
        return dict(zip(found["node"].to_list(), found["number"].to_list(), strict=True))


@dataclass
class Computation:
    """One book for each moment of knowledge that the terms ask for (None: that of the question)."""

    books: Mapping[datetime | None, Book]
    children: dict[int, list[int]] = field(default_factory=dict)

    def tally(self, term: Term, node: int, group: Group = None) -> Tally:
        """The sum of a term for a unit."""
        return self.books[term.known_at].tallies.tally(term, node, group)

    def median(self, term: Term, node: int) -> tuple[Fraction, int] | None:
        """The median of days for a unit."""
        return self.books[term.known_at].median(term, node)

    def trips(self, figure: Figure, span: Span, node: int, known_at: datetime | None = None) -> int:
        """Trips led by leaders, or the companies met on them, as known at a moment."""
        return self.books[known_at].trips(figure.formula, span, node)

    def due(self, duty: Duty, span: Span, node: int, known_at: datetime | None = None) -> Due:
        """What fell due in a span, as known at a moment."""
        return self.books[known_at].due(duty, span, node)

    def planned(self, planning: Planning, span: Span, node: int, known_at: datetime | None = None) -> Planned:
        """Planned projects, as known at a moment."""
        return self.books[known_at].planned(planning, span, node)

    def directly_below(self, node: int) -> list[int]:
        """The units that a unit has directly below it."""
        return self.children.get(node, [])

    def below(self, node: int) -> list[int]:
        """All units below a unit, nearest first."""
        found = list(self.children.get(node, []))
        for unit in found:
            found.extend(child for child in self.children.get(unit, []) if child not in found)
        return found


@dataclass(frozen=True)
class Sheet:
    """The answer to one query: the values of any unit and group on demand."""

    query: Query
    evaluator: Evaluator
    units: Mapping[int, UnitNode]
    groups: tuple[Group, ...]

    def values(self, unit_id: int, group: Group = None) -> list[FigureValue]:
        """All figures for a unit (and group)."""
        return self.evaluator.values(unit_id, group)


def compute(
    source: Source,
    queries: Sequence[Query],
    *,
    known_at: datetime | None = None,
    nodes: Collection[int] | None = None,
    by: str | None = None,
    display: Display | None = None,
    in_detail: bool = False,
) -> list[Sheet]:
    """Answer the queries from one scan per table and moment of knowledge: one alone unless periods are closed.

    `nodes` limits the units that can be asked for (None: all). All queries share one role of attribution; `by` splits
    every value by chain, sector or occasion; `in_detail` keeps names and numbers for a drill-down.
    """
    roles = {query.role for query in queries}
    if len(roles) != 1:
        raise ValueError("one computation attributes by one role")
    terms = dict.fromkeys(term for query in queries for term in terms_of(query))
    last = max(query.period.end for query in queries)
    asked = queries[0].knowledge.at(last)
    units = units_at(source, last, asked or known_at)
    wanted = _wanted(units, queries, nodes)
    books: dict[datetime | None, Book] = {}
    for moment in dict.fromkeys([asked, *(term.known_at for term in terms), *_counted_apart(queries)]):
        own = [term for term in terms if term.known_at == moment]
        ledger = load(
            source,
            cut_off=max([last, *(term.cut_off for term in own)]),
            known_at=moment or known_at,
            role=queries[0].role,
            origins=origins_of(own),
            duties=_duties(queries, moment),
            plans=_asks_for_plans(queries, moment),
            in_detail=in_detail,
            units=units,
        )
        bench = Workbench(ledger, share_out(ledger, wanted), own)
        books[moment] = Book(ledger, bench, bench.tabulate(_COLUMNS[by] if by else None))
    answers = Computation(books, children=_children(units))
    found = {group for book in books.values() for group in book.tallies.groups}
    groups = tuple(sorted(found, key=lambda group: (group is None, str(group)))) if by else ()
    return [Sheet(query, Evaluator(query, answers, display or Display()), units, groups) for query in queries]


def _duties(queries: Sequence[Query], moment: datetime | None) -> set[Duty]:
    """What units owe, as far as it is asked for as known at the moment."""
    asked = [query for query in queries if query.knowledge.at(query.period.end) == moment]
    return {figure.duty for query in asked for figure in query.figures if figure.duty is not None}


def _asks_for_plans(queries: Sequence[Query], moment: datetime | None) -> bool:
    """Whether planned projects are asked for as known at the moment."""
    asked = [query for query in queries if query.knowledge.at(query.period.end) == moment]
    return any(figure.planning is not None for query in asked for figure in query.figures)


def _counted_apart(queries: Sequence[Query]) -> Iterator[datetime | None]:
    """The moments at which trips, duties and planned projects are counted, which have no terms."""
    for query in queries:
        if any(figure.duty is not None or figure.planning is not None for figure in query.figures):
            yield query.knowledge.at(query.period.end)
        if any(figure.formula in TRAVEL for figure in query.figures):
            yield query.knowledge.at(query.period.end)
            past = query.knowledge.closed_before(query.period)
            if past is not None:
                yield query.knowledge.at(past.end)


def _children(units: Mapping[int, UnitNode]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for unit in units.values():
        if unit.parent_id is not None:
            children.setdefault(unit.parent_id, []).append(unit.unit_id)
    return children


def _wanted(units: Mapping[int, UnitNode], queries: Sequence[Query], nodes: Collection[int] | None) -> set[int] | None:
    """The units asked for, and those with targets below them where units without signings are counted."""
    if nodes is None:
        return None
    wanted = set(nodes)
    for query in queries:
        if any(figure.formula is Formula.IDLE_UNITS for figure in query.figures):
            holders = {line.holder_id for line in query.targets}
            wanted |= {unit for unit in holders if wanted & set(lineage(units, unit))}
        if any(figure.formula is Formula.WIPED_OUT for figure in query.figures):
            wanted |= {unit.unit_id for unit in units.values() if unit.parent_id in nodes}
    return wanted
