"""What a set of figures needs: terms, each one measure over definite spans. Equal terms are computed once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Final

from luodi.across.figures.engine.compile import Spans
from luodi.across.figures.rules.duties import DEADLINES, Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.knowledge import NOTHING_CLOSED, Knowledge
from luodi.across.figures.rules.measures import (
    LEFT_OUT,
    Calibre,
    Capital,
    Cohort,
    Formula,
    Measure,
    cohort_span,
    for_task,
)
from luodi.base.core.periods import Span, same_span_last_year
from luodi.domains.projects.rules import CapitalOrigin, ShareRole, SideStatus

TRAVEL: Final = (Formula.TRIPS, Formula.COMPANIES)
BY_TARGET: Final = (Formula.COMPLETION, Formula.GAP)


@dataclass(frozen=True, slots=True)
class Term:
    """A measure over definite spans; `left_out` are the side statuses that the calibre takes out.

    `known_at` is the moment of a closed period (None: that of the question).
    """

    measure: Measure
    spans: Spans
    left_out: frozenset[SideStatus] = frozenset()
    known_at: datetime | None = None
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        """Terms are looked up by the hundred thousand: their hash is taken once."""
        whole = hash((self.measure, self.spans, self.left_out, self.known_at))
        object.__setattr__(self, "_hash", whole)

    def __hash__(self) -> int:
        return self._hash

    @property
    def cut_off(self) -> date:
        """The day at whose end the state is taken."""
        return self.spans.cut_off


@dataclass(frozen=True, slots=True)
class Correction:
    """What is known of closed time now, and what was published of it. The difference is 补计 or 冲减."""

    now: Term
    published: Term


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure of a figure as the computation is asked for it: its term, and what corrects closed periods beside it."""

    own: Term
    correction: Correction | None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything that is needed to say it."""
        return (self.own,) if self.correction is None else (self.own, self.correction.now, self.correction.published)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as the engine sees it."""

    holder_id: int
    indicator: str
    issuer: str
    tier: str
    period: str
    span: Span
    value: Decimal
    measure: str


@dataclass(frozen=True)
class Query:
    """What is asked: which figures of which period, in which calibre and window. `seen_on` is the day of asking: what lies
    ahead of it has not fallen due (None: everything has).
    """

    period: Span
    figures: tuple[Figure, ...]
    period_code: str = ""
    calibre: Calibre = Calibre.A
    window: Cohort | Span | None = None
    role: ShareRole = ShareRole.PROMOTE
    targets: tuple[TargetLine, ...] = field(default=())
    knowledge: Knowledge = NOTHING_CLOSED
    seen_on: date | None = None

    def cohort_of(self, figure: Figure) -> tuple[str, Span]:
        """The name and span of a figure's window of signings; of the period where it has none."""
        if figure.cohort is None:
            return ("period" if figure.is_flow else "cut_off"), self.period
        if isinstance(self.window, Span):
            return f"{self.window.start}..{self.window.end}", self.window
        cohort = self.window or figure.cohort
        span = cohort_span(cohort, self.period)
        return (f"{span.start}..{span.end}" if cohort is Cohort.START_YEAR else cohort.value), span

    def due_span(self, duty: Duty) -> Span | None:
        """The part of the period in which something of a kind can have fallen due; None while all of it lies ahead."""
        end = self.period.end
        if self.seen_on is not None:
            end = min(end, self.seen_on - timedelta(days=1) if duty in DEADLINES else self.seen_on)
        return Span(self.period.start, end) if self.period.start <= end else None

    def term(self, figure: Figure, measure: Measure, flow: Span | None = None) -> Term:
        """The term of a measure of a figure; `flow` other than the period for comparisons and targets."""
        asked = flow or self.period
        left_out = LEFT_OUT[self.calibre] if figure.takes_calibre else frozenset()
        cohort = self.cohort_of(figure)[1] if figure.cohort is not None else asked
        return Term(measure, Spans(asked, cohort), left_out, self.knowledge.at(asked.end))

    def correction(self, figure: Figure, measure: Measure, flow: Span | None = None) -> Correction | None:
        """What has to be corrected beside the measure of a flow; None unless a period was closed on its eve."""
        asked = flow or self.period
        past = self.knowledge.closed_before(asked) if figure.takes_corrections else None
        if past is None:
            return None
        own = self.term(figure, measure, flow)
        cohort = own.spans.cohort if figure.cohort is not None else past
        now = replace(own, spans=Spans(past, cohort, seen_from=asked.end))
        return Correction(now, replace(own, spans=Spans(past, cohort), known_at=self.knowledge.at(past.end)))

    def numerator(self, figure: Figure, flow: Span | None = None, *, in_task: bool = False) -> tuple[Asked, ...]:
        """What sums up to the numerator; `in_task`: as it counts towards a task. Put together once for all units."""
        key = (figure.code, flow, in_task)
        if key not in self._numerators:
            measures = map(for_task, figure.numerator) if in_task else figure.numerator
            self._numerators[key] = tuple(self._asked(figure, measure, flow) for measure in measures)
        return self._numerators[key]

    def denominator(self, figure: Figure) -> Asked:
        """What the numerator is divided by. ValueError for a figure without."""
        if figure.denominator is None:
            raise ValueError(f"{figure.code} has no denominator")
        if figure.code not in self._denominators:
            self._denominators[figure.code] = self._asked(figure, figure.denominator, None)
        return self._denominators[figure.code]

    def _asked(self, figure: Figure, measure: Measure, flow: Span | None) -> Asked:
        return Asked(self.term(figure, measure, flow), self.correction(figure, measure, flow))

    @cached_property
    def _numerators(self) -> dict[tuple[str, Span | None, bool], tuple[Asked, ...]]:
        return {}

    @cached_property
    def _denominators(self) -> dict[str, Asked]:
        return {}

    @cached_property
    def _held_by(self) -> dict[int, list[TargetLine]]:
        """The targets around the period, by who holds them."""
        held: dict[int, list[TargetLine]] = {}
        for line in self.targets:
            if line.span.covers(self.period):
                held.setdefault(line.holder_id, []).append(line)
        return held

    def targets_for(self, figure: Figure, holder_id: int) -> list[TargetLine]:
        """One target per issuer, tier and indicator: that of the period itself, else the shortest around it.

        A figure of both count and amount takes those whose unit of measure fits.
        """
        best: dict[tuple[str, str, str], TargetLine] = {}
        for line in self._held_by.get(holder_id, ()):
            if line.indicator not in figure.target_of or not _fits(figure, line):
                continue
            key = (line.issuer, line.tier, line.indicator)
            if key not in best or line.span.days < best[key].span.days:
                best[key] = line
        return list(best.values())


def terms_of(query: Query) -> Iterator[Term]:
    """Every term that the figures of a query need."""
    starts = {line.span.start for line in query.targets if line.span.covers(query.period)}
    for figure in query.figures:
        if figure.formula in TRAVEL:
            continue
        asked = [query.numerator(figure, span) for span in (None, *comparisons(figure, query.period))]
        if figure.is_flow and figure.target_of:
            asked += [query.numerator(figure, Span(start, query.period.end), in_task=True) for start in starts]
        if figure.denominator is not None:
            asked.append((query.denominator(figure),))
        for part in chain.from_iterable(asked):
            yield from part.terms


def comparisons(figure: Figure, period: Span) -> tuple[Span, ...]:
    """The other spans a figure looks at: last year's for growth, first and last full year for yearly growth."""
    if figure.formula is Formula.GROWTH:
        return (same_span_last_year(period),)
    if figure.formula is Formula.YEARLY_GROWTH:
        return full_years(period)
    return ()


def full_years(period: Span) -> tuple[Span, ...]:
    """First and last calendar year that lie wholly in the period; nothing when there are fewer than two."""
    first = period.start.year if (period.start.month, period.start.day) == (1, 1) else period.start.year + 1
    last = period.end.year if (period.end.month, period.end.day) == (12, 31) else period.end.year - 1
    if last <= first:
        return ()
    return tuple(Span(date(year, 1, 1), date(year, 12, 31)) for year in (first, last))


def origins_of(terms: Iterable[Term]) -> frozenset[CapitalOrigin]:
    """The origins of all capital that the terms need."""
    asked = (term.measure.origins for term in terms if isinstance(term.measure, Capital))
    return frozenset[CapitalOrigin]().union(*asked)


def _fits(figure: Figure, line: TargetLine) -> bool:
    money = line.measure in {"元", "万元", "亿元"}
    if figure.formula is Formula.GAP or figure.unit == "亿元":
        return money
    if figure.formula is Formula.COMPLETION:
        measures_money = not all(type(measure).__name__ == "Count" for measure in figure.numerator)
        return money == measures_money
    return (line.measure == "%") == (figure.unit == "%") and not money
