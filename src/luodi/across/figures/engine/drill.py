"""Behind a figure: the facts it sums, each with its amount, share and contribution. Their sum is the figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

import narwhals as nw

from luodi.across.figures.engine.backend import Frame, here
from luodi.across.figures.engine.columns import ANY_DAY, CUT_OFF, Money, share_day
from luodi.across.figures.engine.compute import Book, Computation, Sheet, compute
from luodi.across.figures.engine.dues import due_lines
from luodi.across.figures.engine.ledger import KEY, day_number, day_of
from luodi.across.figures.engine.planned import planned_rows
from luodi.across.figures.engine.published import Display, FigureValue
from luodi.across.figures.engine.source import Source
from luodi.across.figures.engine.tally import Workbench
from luodi.across.figures.engine.terms import BY_TARGET, TRAVEL, Query, Term, comparisons
from luodi.across.figures.engine.timeline import PROOFS
from luodi.across.figures.engine.values import wiped_out
from luodi.across.figures.rules.duties import MISSED, Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import BASIS, FEN_PER_YI, Amount, Capital, Days, Formula, Measure, Takes
from luodi.across.figures.rules.planning import UNATTRACTED
from luodi.across.figures.rules.rounding import exact
from luodi.base.core.periods import Span
from luodi.domains.projects.rules import STAGE_OF_EVENT

NUMERATOR: Final = "numerator"
DENOMINATOR: Final = "denominator"
PREVIOUS: Final = "previous"
LATE: Final = "补计"
TAKEN_BACK: Final = "冲减"
PLANNED: Final = (Formula.STOCK, Formula.ATTRACTED)


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One fact behind a figure. `amount` is whole, `contribution` = amount × share, in the unit of the part."""

    part: str
    kind: str
    fact_id: int
    event: str
    day: date | None
    project_id: int | None
    code: str
    name: str
    share: Fraction
    amount: Fraction | None
    contribution: Fraction
    mark: str = ""
    """补计 or 冲减, where the fact corrects a closed period; 未按期 … where what was due does not count."""

    def to_json(self) -> dict[str, object]:
        """With exact decimal strings."""
        return {
            "part": self.part,
            "kind": self.kind,
            "fact": self.fact_id,
            "event": self.event,
            "date": self.day.isoformat() if self.day else None,
            "code": self.code,
            "name": self.name,
            "share": exact(self.share),
            "amount": None if self.amount is None else exact(self.amount),
            "contribution": exact(self.contribution),
            **({"mark": self.mark} if self.mark else {}),
        }


@dataclass(frozen=True)
class Drill:
    """A figure with its rows, and the exact sum of each part."""

    values: tuple[FigureValue, ...]
    rows: tuple[DrillRow, ...]

    def total(self, part: str) -> Fraction:
        """The sum of the contributions of a part."""
        return sum((row.contribution for row in self.rows if row.part == part), Fraction(0))


def drill(
    source: Source,
    query: Query,
    node: int,
    *,
    known_at: datetime | None = None,
    display: Display | None = None,
) -> Drill:
    """What stands behind the one figure of the query for a unit."""
    (figure,) = query.figures
    sheet, answers = compute_with(source, query, node, known_at=known_at, display=display)
    rows: list[DrillRow] = []
    if figure.formula in TRAVEL:
        rows = list(_journeys(answers, figure, query, node))
    elif figure.formula is Formula.DUTIES:
        rows = list(_due_rows(answers, figure, query, node))
    elif figure.formula in PLANNED:
        rows = list(_planned_rows(answers, figure, query, node))
    elif figure.formula is Formula.IDLE_UNITS:
        rows = list(_idle_rows(sheet, answers, figure, node))
    elif figure.formula is Formula.WIPED_OUT:
        _, lost = wiped_out(sheet.evaluator, figure, node)
        rows = [_unit_row(sheet, unit) for unit in lost]
    else:
        for part, measure, span in _parts(figure, query, node):
            rows.extend(_rows(answers, part, query.term(figure, measure, span), node))
            correction = query.correction(figure, measure, span)
            if correction is not None:
                now, published = (_rows(answers, part, term, node) for term in (correction.now, correction.published))
                rows.extend(_differences(now, published))
    return Drill(tuple(sheet.values(node)), tuple(rows))


def compute_with(
    source: Source, query: Query, node: int, *, known_at: datetime | None, display: Display | None
) -> tuple[Sheet, Computation]:
    """One figure for one unit, with the computation it came from."""
    (sheet,) = compute(source, [query], known_at=known_at, nodes={node}, display=display, in_detail=True)
    answers = sheet.evaluator.answers
    if not isinstance(answers, Computation):
        raise TypeError("a sheet of a computation is needed")
    return sheet, answers


def _parts(figure: Figure, query: Query, node: int) -> Iterator[tuple[str, Measure, Span | None]]:
    flow = None
    if figure.formula in BY_TARGET:
        lines = query.targets_for(figure, node)
        flow = Span(lines[0].span.start, query.period.end) if lines else None
    spans = comparisons(figure, query.period)
    if figure.formula is Formula.YEARLY_GROWTH:
        labels = [PREVIOUS, NUMERATOR]
    else:
        yield from ((NUMERATOR, measure, flow) for measure in figure.numerator)
        labels = [PREVIOUS]
    for label, span in zip(labels, spans, strict=False):
        yield from ((label, measure, span) for measure in figure.numerator)
    if figure.denominator is not None and figure.formula is not Formula.MEDIAN:
        yield DENOMINATOR, figure.denominator, None


def _differences(now: Iterable[DrillRow], published: Iterable[DrillRow]) -> Iterator[DrillRow]:
    """What a fact of closed time adds to the open period, or takes from it. One that has gone shows as it was."""
    known = {(row.kind, row.fact_id): row for row in now}
    printed = {(row.kind, row.fact_id): row for row in published}
    for key in dict.fromkeys([*known, *printed]):
        after, before = known.get(key), printed.get(key)
        change = (after.contribution if after else 0) - (before.contribution if before else Fraction(0))
        row = after or before
        if row is not None and change:
            yield replace(row, contribution=change, mark=LATE if change > 0 else TAKEN_BACK)


def _rows(answers: Computation, part: str, term: Term, node: int) -> Iterator[DrillRow]:
    bench = answers.books[term.known_at].bench
    base = bench.counted(bench.full_base(term.cut_off), term)
    if isinstance(term.measure, Capital):
        yield from _capital_rows(bench, part, term, term.measure, base, node)
        return
    measure = term.measure
    amount = nw.lit(None, nw.Int64)
    if isinstance(measure, Amount):
        base = base.filter(~nw.col(measure.of.value).is_null())
        amount = nw.col(measure.of.value)
    elif isinstance(measure, Days):
        amount = nw.col(measure.second.value).cast(nw.Int64) - nw.col(measure.first.value)
    keys = [f"{event.value.lower()}_key" for event in PROOFS.get(measure.proof.value, ())] or ["side_key"]
    proof = nw.min_horizontal(*keys) if len(keys) > 1 else nw.col(keys[0])
    # Who holds a place without being signed is proved by what was known of it first.
    key = nw.coalesce(proof, nw.min_horizontal(*(f"{event.value.lower()}_key" for event in STAGE_OF_EVENT)))
    rows = _shared(bench, base, share_day(term), term.cut_off, node)
    rows = rows.select("project_id", "code", "name", "share_bp", key.alias("key"), amount.alias("amount"))
    named = rows.join(bench.ledger.events.select("key", "event"), on="key", how="left").sort("key", "project_id")
    unit = FEN_PER_YI if isinstance(measure, Amount) else 1
    for row in here(named).rows(named=True):
        day, fact_id = (None, 0) if row["key"] is None else divmod(row["key"], KEY)
        share = Fraction(row["share_bp"], BASIS)
        whole = None if row["amount"] is None else Fraction(row["amount"], unit)
        yield DrillRow(
            part,
            "stage_event",
            fact_id,
            row["event"] or "",
            None if day is None else day_of(day),
            row["project_id"],
            row["code"],
            row["name"],
            share,
            whole,
            share if whole is None else share * whole,
        )


def _capital_rows(
    bench: Workbench, part: str, term: Term, measure: Capital, base: Frame, node: int
) -> Iterator[DrillRow]:
    records = bench.ledger.capital.filter(Money.of(term, measure).counts).rename(
        {"day": "arrived_day", "from_day": "span_from", "to_day": "span_to"}
    )
    rows = records.join(base.select("project_id", "counted_unit", "code", "name"), on="project_id", how="inner")
    day = "arrived_day" if measure.takes is Takes.FLOW else CUT_OFF
    rows = _shared(bench, rows, day, term.cut_off, node).sort("arrived_day", "record_id")
    for row in here(rows).rows(named=True):
        share, whole = Fraction(row["share_bp"], BASIS), Fraction(row["amount_fen"], FEN_PER_YI)
        yield DrillRow(
            part,
            "capital",
            row["record_id"],
            row["origin"],
            day_of(row["arrived_day"]),
            row["project_id"],
            row["code"],
            row["name"],
            share,
            whole,
            share * whole,
        )


def _shared(bench: Workbench, rows: Frame, day: str, cut_off: date, node: int) -> Frame:
    """The rows with the share of the unit on the day, where it has one. Rows bring their `counted_unit`."""
    if day == ANY_DAY:
        raise ValueError("a share needs a day")
    sharing, here = bench.sharing, nw.col("node") == node
    whole = rows.join(sharing.above.filter(here).drop("node"), on="counted_unit", how="inner")
    whole = whole.with_columns(nw.lit(BASIS).cast(nw.Int64).alias("share_bp"))
    moment = nw.lit(day_number(cut_off)) if day == CUT_OFF else nw.col(day)
    held = sharing.held.join(sharing.sets.filter(here), on="set_id", how="inner")
    part = rows.join(held.select("project_id", "from_day", "until_day", "share_bp"), on="project_id", how="inner")
    part = part.filter((nw.col("from_day") <= moment) & (moment < nw.col("until_day")))
    return nw.concat([whole, part.select(*whole.collect_schema().names())])


def _journeys(answers: Computation, figure: Figure, query: Query, node: int) -> Iterator[DrillRow]:
    knowledge = query.knowledge
    known_at = knowledge.at(query.period.end)
    yield from _travel_rows(answers.books[known_at], figure, query.period, node)
    past = knowledge.closed_before(query.period) if figure.takes_corrections else None
    if past is not None:
        published = answers.books[knowledge.at(past.end)]
        yield from _differences(
            _travel_rows(answers.books[known_at], figure, past, node), _travel_rows(published, figure, past, node)
        )


def _travel_rows(book: Book, figure: Figure, span: Span, node: int) -> Iterator[DrillRow]:
    day = nw.col("day")
    trips = book.ledger.trips.filter((day >= day_number(span.start)) & (day <= day_number(span.end)))
    above = book.bench.sharing.above.filter(nw.col("node") == node)
    rows = trips.join(above, left_on="unit_id", right_on="counted_unit", how="inner")
    kind, column = "trip", "trip_id"
    if figure.formula is Formula.COMPANIES:
        kind, column = "investor", "investor_id"
        rows = rows.join(book.ledger.contacts, on="trip_id", how="inner")
        rows = rows.group_by(column).agg(nw.col("day").min())
    one = Fraction(1)
    for row in here(rows.sort("day", column)).rows(named=True):
        yield DrillRow(NUMERATOR, kind, row[column], "", day_of(row["day"]), None, "", "", one, None, one)


def _due_rows(answers: Computation, figure: Figure, query: Query, node: int) -> Iterator[DrillRow]:
    """What counts, then everything that was due; what of it does not count is marked."""
    span = None if figure.duty is None else query.due_span(figure.duty)
    if figure.duty is None or span is None:
        return
    book = answers.books[query.knowledge.at(query.period.end)]
    above = book.bench.sharing.above.filter(nw.col("node") == node)
    lines = due_lines(book.bench.ledger, span, figure.duty).join(above, on="counted_unit", how="inner")
    one, rows = Fraction(1), here(lines.sort("day", "subject_id")).rows(named=True)
    for row in rows:
        if row["is_met"]:
            points = Fraction(row["score"], row["parts"])
            yield _due_row(NUMERATOR, figure.duty, row, None if points == one else points, points)
    for row in rows:
        mark = "" if row["is_met"] else MISSED.get(figure.duty, "")
        yield replace(_due_row(DENOMINATOR, figure.duty, row, None, one), mark=mark)


def _due_row(part: str, duty: Duty, row: dict[str, Any], points: Fraction | None, counted: Fraction) -> DrillRow:
    kind, project = duty.value.lower(), row["project_id"]
    return DrillRow(
        part, kind, row["subject_id"], "", day_of(row["day"]), project, "", "", Fraction(1), points, counted
    )


def _planned_rows(answers: Computation, figure: Figure, query: Query, node: int) -> Iterator[DrillRow]:
    """What stands in the library; or what found its investor, then everything that was published."""
    if figure.planning is None:
        return
    book = answers.books[query.knowledge.at(query.period.end)]
    above = book.bench.sharing.above.filter(nw.col("node") == node)
    found = planned_rows(book.bench.ledger, figure.planning, query.period).join(above, on="counted_unit", how="inner")
    rows, one = here(found.sort("day", "planned_id")).rows(named=True), Fraction(1)
    if figure.formula is Formula.ATTRACTED:
        yield from (_planned_row(NUMERATOR, row, None, one) for row in rows if row["project_id"] is not None)
        for row in rows:
            mark = "" if row["project_id"] is not None else UNATTRACTED
            yield replace(_planned_row(DENOMINATOR, row, None, one), mark=mark)
        return
    for row in rows:
        if figure.unit != "亿元":
            yield _planned_row(NUMERATOR, row, None, one)
        elif row["amount_fen"] is not None:
            amount = Fraction(row["amount_fen"], FEN_PER_YI)
            yield _planned_row(NUMERATOR, row, amount, amount)


def _planned_row(part: str, row: dict[str, Any], amount: Fraction | None, counted: Fraction) -> DrillRow:
    day = None if row["day"] is None else day_of(row["day"])
    one = Fraction(1)
    return DrillRow(part, "planned", row["planned_id"], "", day, row["project_id"], "", "", one, amount, counted)


def _unit_row(sheet: Sheet, unit: int) -> DrillRow:
    one, found = Fraction(1), sheet.units[unit]
    return DrillRow(NUMERATOR, "unit", unit, "", None, None, found.code, found.name, one, None, one)


def _idle_rows(sheet: Sheet, answers: Computation, figure: Figure, node: int) -> Iterator[DrillRow]:
    for unit in answers.below(node):
        bound = sheet.query.targets_for(figure, unit)
        if bound and not sheet.evaluator.total(figure, unit).weighted:
            yield _unit_row(sheet, unit)
