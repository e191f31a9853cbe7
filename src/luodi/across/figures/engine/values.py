"""From tallies to published values: formulas, targets, rounding, and the reason where a value cannot be said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from luodi.across.figures.engine.answers import Answers
from luodi.across.figures.engine.dues import Due
from luodi.across.figures.engine.published import Display, FigureValue, Progress, Result, TargetValue
from luodi.across.figures.engine.tally import Group, Tally
from luodi.across.figures.engine.terms import BY_TARGET, Asked, Query, TargetLine, comparisons
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import CALIBRE_TEXT, FEN_PER_YI, Amount, Capital, Formula, Measure
from luodi.across.figures.rules.rounding import count_digits, exact, root, shown
from luodi.base.core.periods import Span

NO_TARGET: Final = "未下达目标任务"
NOT_DIVIDED: Final = "此项指标不按此维度分列"
_MAY_HAVE_TARGETS: Final = (
    *(Formula.TOTAL, Formula.RATIO, Formula.TRIPS, Formula.COMPANIES),
    *(Formula.DUTIES, Formula.STOCK, Formula.ATTRACTED),
)
_YUAN_IN_YI: Final = {"元": 10**8, "万元": 10**4, "亿元": 1}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The words and days around every value of a figure, put together once for all units."""

    definition: str
    calibre_text: str
    window: str
    window_from: str
    window_to: str


class Evaluator:
    """Evaluates the figures of one query for any unit."""

    def __init__(self, query: Query, answers: Answers, display: Display) -> None:
        self.query = query
        self.answers = answers
        self.display = display
        self._frames: dict[str, _Frame] = {}

    def values(self, node: int, group: Group = None) -> list[FigureValue]:
        """All figures of the query for a unit (and group), in order; completions once per issuer and tier."""
        return [value for figure in self.query.figures for value in self.entries(figure, node, group)]

    def entries(self, figure: Figure, node: int, group: Group = None) -> Iterator[FigureValue]:
        """The entries of one figure."""
        for result in _FORMULAS[figure.formula](self, figure, node, group):
            yield self._publish(figure, result, node, group)

    def total(self, figure: Figure, node: int, group: Group = None, flow: Span | None = None) -> Tally:
        """The numerator."""
        return self._summed(self.query.numerator(figure, flow), node, group)

    def towards_target(self, figure: Figure, line: TargetLine, node: int, group: Group = None) -> Tally:
        """What counts towards a target: the numerator from the target's first day on, by places in the task."""
        return self._summed(self.query.numerator(figure, _since(line, self.query), in_task=True), node, group)

    def below(self, figure: Figure, node: int, group: Group = None) -> Tally:
        """The denominator."""
        return self._measured(self.query.denominator(figure), node, group)

    def _summed(self, parts: Sequence[Asked], node: int, group: Group) -> Tally:
        if len(parts) == 1:
            return self._measured(parts[0], node, group)
        return sum((self._measured(part, node, group) for part in parts), Tally())

    def _measured(self, asked: Asked, node: int, group: Group) -> Tally:
        """A measure, with what corrects closed periods before it."""
        own = self.answers.tally(asked.own, node, group)
        if asked.correction is None:
            return own
        now = self.answers.tally(asked.correction.now, node, group)
        return own.corrected_by(now, self.answers.tally(asked.correction.published, node, group))

    def scaled(self, tally: Tally, measure: Measure | None) -> Fraction:
        """A tally in the unit of its kind: projects, days, or 亿元."""
        return tally.value / FEN_PER_YI if isinstance(measure, Amount | Capital) else tally.value

    def late(self, tally: Tally, measure: Measure | None) -> Fraction | None:
        """The part of a tally that corrects closed periods, in the same unit."""
        return None if tally.corrected is None else self.scaled(Tally(tally.corrected), measure)

    def _publish(self, figure: Figure, result: Result, node: int, group: Group) -> FigureValue:
        frame = self._frame(figure)
        targets = (result.target,) if result.target is not None else self._own_targets(figure, node, group)
        digits = self._digits(figure, result.value)
        return FigureValue(
            code=figure.code,
            name=figure.name,
            unit=figure.unit,
            value=None if result.value is None else shown(result.value, digits, self.display.mode),
            raw=_raw(figure, result),
            numerator=None if result.numerator is None else exact(result.numerator),
            denominator=None if result.denominator is None else exact(result.denominator),
            definition=frame.definition,
            calibre_text=frame.calibre_text,
            round=self.display.mode,
            digits=digits,
            facts=result.facts,
            window=frame.window,
            window_from=frame.window_from,
            window_to=frame.window_to,
            targets=tuple(self._target(figure, line, result, node, group) for line in targets),
            why=result.why,
            note=result.note,
            exact=result.value,
            corrections=_told(result.corrections),
            denominator_corrections=_told(result.denominator_corrections),
        )

    def _frame(self, figure: Figure) -> "_Frame":
        if figure.code not in self._frames:
            name, span = self.query.cohort_of(figure)
            calibre = CALIBRE_TEXT[self.query.calibre] if figure.takes_calibre else "不分口径"
            dates = (span.start.isoformat(), span.end.isoformat())
            self._frames[figure.code] = _Frame(figure.definition, calibre, name, *dates)
        return self._frames[figure.code]

    def _digits(self, figure: Figure, value: Fraction | None) -> int:
        if self.display.digits is not None:
            return self.display.digits
        if figure.unit in {"个", "家", "次"} and value is not None:
            return count_digits(value, figure.digits)
        return figure.digits

    @property
    def _completion_digits(self) -> int:
        return 1 if self.display.digits is None else self.display.digits

    def _own_targets(self, figure: Figure, node: int, group: Group) -> tuple[TargetLine, ...]:
        if group is not None or figure.formula not in _MAY_HAVE_TARGETS:
            return ()
        return tuple(self.query.targets_for(figure, node))

    def _target(self, figure: Figure, line: TargetLine, result: Result, node: int, group: Group) -> TargetValue:
        value = result.value
        if result.target is None and figure.is_flow and figure.formula is Formula.TOTAL:
            tally = self.towards_target(figure, line, node, group)
            value = self.scaled(tally, figure.numerator[0])
        reached = result.numerator if figure.formula in BY_TARGET else value
        completion = None if reached is None else reached * 100 / target_value(line)
        return TargetValue(
            issuer=line.issuer,
            tier=line.tier,
            period=line.period,
            value=exact(Fraction(line.value)),
            unit=line.measure,
            completion=None if completion is None else shown(completion, self._completion_digits, self.display.mode),
            progress=None if reached is None else _progress(figure, line, reached),
        )


def target_value(line: TargetLine) -> Fraction:
    """A target in the unit of figures: money in 亿元."""
    return Fraction(line.value) / _YUAN_IN_YI.get(line.measure, 1)


def _progress(figure: Figure, line: TargetLine, reached: Fraction) -> Progress:
    """Only what is counted from the target's first day on has a pace."""
    unit = "亿元" if line.measure in _YUAN_IN_YI else line.measure
    is_counted_on = figure.formula in {Formula.TOTAL, *BY_TARGET} and figure.takes_corrections
    return Progress(target_value(line), reached, unit, is_counted_on)


def facts_behind(figure: Figure, numerator: Tally, denominator: Tally) -> int:
    """Facts behind a ratio: those of both parts, or of the denominator alone where the numerator is some of them."""
    proofs = {_proof(measure) for measure in figure.numerator}
    same = figure.denominator is not None and proofs == {_proof(figure.denominator)}
    return denominator.facts if same else numerator.facts + denominator.facts


def _proof(measure: Measure) -> str:
    return "CAPITAL" if isinstance(measure, Capital) else measure.proof.value


def _since(line: TargetLine, query: Query) -> Span:
    """From the first day of the target to the cut-off."""
    return Span(line.span.start, query.period.end)


def _raw(figure: Figure, result: Result) -> str | None:
    if result.value is None:
        return None
    return exact(result.value / 100 if figure.unit == "%" else result.value)


def _told(part: Fraction | None) -> str | None:
    return None if part is None else exact(part)


def _unknown_note(unknown: int) -> str:
    return f"另有{unknown}个项目金额未知，未计入" if unknown else ""


def _total(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    tally = self.total(figure, node, group)
    value = self.scaled(tally, figure.numerator[0])
    if tally.unknown and not tally.facts and not tally.corrected:
        return [Result(why=f"{tally.unknown}个项目的金额都未知，无法合计", facts=0)]
    late = self.late(tally, figure.numerator[0])
    return [Result(value, value, facts=tally.facts, note=_unknown_note(tally.unknown), corrections=late)]


def _ratio(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    above, below = self.total(figure, node, group), self.below(figure, node, group)
    numerator, denominator = self.scaled(above, figure.numerator[0]), self.scaled(below, figure.denominator)
    value, factor = None, 100 if figure.unit == "%" else 1
    if denominator:
        value = numerator * factor / denominator
    found = Result(
        value,
        numerator,
        denominator,
        facts_behind(figure, above, below),
        why="" if denominator else figure.no_denominator,
        note=_unknown_note(max(above.unknown, below.unknown)) if denominator else "",
        corrections=self.late(above, figure.numerator[0]),
        denominator_corrections=self.late(below, figure.denominator),
    )
    return [found]


def _growth(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    (before_span,) = comparisons(figure, self.query.period)
    now, before = self.total(figure, node, group), self.total(figure, node, group, before_span)
    measure = figure.numerator[0]
    current, previous = self.scaled(now, measure), self.scaled(before, measure)
    late, earlier = self.late(now, measure), self.late(before, measure)
    facts = now.facts + before.facts
    result = Result(None, current, previous, facts, corrections=late, denominator_corrections=earlier)
    if previous <= 0:
        return [replace(result, why="上年同期为零" if not previous else "上年同期为负数，不能比较")]
    return [replace(result, value=(current - previous) * 100 / previous)]


def _yearly_growth(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    years = comparisons(figure, self.query.period)
    if not years:
        return [Result(why="所选期间不足两个完整年度，不能计算年均增长")]
    first, last = years
    measure = figure.numerator[0]
    begun, ended = (self.total(figure, node, group, span) for span in years)
    base, final = self.scaled(begun, measure), self.scaled(ended, measure)
    result = Result(None, final, base, begun.facts + ended.facts)
    if base <= 0 or final < 0:
        return [replace(result, why="首年到位资金为零" if not base else "首年或末年到位资金为负数，不能比较")]
    growth = Fraction(root(final / base, last.end.year - first.end.year)) - 1
    return [replace(result, value=growth * 100)]


def _completion(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    return _against_targets(self, figure, node, group, lambda value, target: value * 100 / target)


def _gap(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    return _against_targets(self, figure, node, group, lambda value, target: target - value)


def _against_targets(
    self: Evaluator, figure: Figure, node: int, group: Group, said: Callable[[Fraction, Fraction], Fraction]
) -> list[Result]:
    """Once per target: what counts towards it, and what that says of it."""
    lines = self.query.targets_for(figure, node) if group is None else []
    found = []
    for line in lines:
        tally = self.towards_target(figure, line, node, group)
        value, target = self.scaled(tally, figure.numerator[0]), target_value(line)
        note, late = _unknown_note(tally.unknown), self.late(tally, figure.numerator[0])
        found.append(Result(said(value, target), value, target, tally.facts, note=note, target=line, corrections=late))
    return found or [Result(why=NO_TARGET)]


def _median(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    (asked,) = self.query.numerator(figure)
    found = self.answers.median(asked.own, node) if group is None else None
    if found is None:
        return [Result(why=figure.no_denominator)]
    return [Result(found[0], facts=found[1])]


def _idle_units(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    bound = [unit for unit in self.answers.below(node) if self.query.targets_for(figure, unit)]
    if not bound or group is not None:
        return [Result(why=figure.no_denominator)]
    idle = [unit for unit in bound if not self.total(figure, unit).weighted]
    return [Result(Fraction(len(idle)), Fraction(len(idle)), Fraction(len(bound)), len(idle))]


def wiped_out(self: Evaluator, figure: Figure, node: int, group: Group = None) -> tuple[list[int], list[int]]:
    """The units directly below with projects in the denominator, and those of them with none in the numerator."""
    units = self.answers.directly_below(node)
    engaged = [unit for unit in units if self.below(figure, unit, group).weighted]
    return engaged, [unit for unit in engaged if not self.total(figure, unit, group).weighted]


def _wiped_out(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    engaged, lost = wiped_out(self, figure, node, group)
    if not engaged:
        return [Result(why=figure.no_denominator)]
    return [Result(Fraction(len(lost)), Fraction(len(lost)), Fraction(len(engaged)), len(lost))]


def _duties(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    """Points per line: a share in percent, or a mean in 分."""
    if figure.duty is None:
        raise ValueError(f"{figure.code} counts no duty")
    if group is not None:
        return [Result(why=NOT_DIVIDED)]
    span = self.query.due_span(figure.duty)
    known_at = self.query.knowledge.at(self.query.period.end)
    due = Due() if span is None else self.answers.due(figure.duty, span, node, known_at)
    found = Result(None, due.points, Fraction(due.number), due.number)
    if not due.number:
        return [replace(found, why=figure.no_denominator)]
    return [replace(found, value=due.points * (100 if figure.unit == "%" else 1) / due.number)]


def _stock(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    """Number or planned investment of the library at the cut-off."""
    if figure.planning is None:
        raise ValueError(f"{figure.code} counts no planned projects")
    if group is not None:
        return [Result(why=NOT_DIVIDED)]
    period = self.query.period
    found = self.answers.planned(figure.planning, period, node, self.query.knowledge.at(period.end))
    if figure.unit != "亿元":
        return [Result(Fraction(found.number), Fraction(found.number), facts=found.number)]
    facts = found.number - found.unknown
    if found.unknown and not facts:
        return [Result(why=f"{found.unknown}个策划项目的计划投资都未知，无法合计", facts=0)]
    value = Fraction(found.fen, FEN_PER_YI)
    note = f"另有{found.unknown}个策划项目计划投资未知，未计入" if found.unknown else ""
    return [Result(value, value, facts=facts, note=note)]


def _attracted(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    """Share of what was published in the period and found its investor by the cut-off."""
    if figure.planning is None:
        raise ValueError(f"{figure.code} counts no planned projects")
    if group is not None:
        return [Result(why=NOT_DIVIDED)]
    period = self.query.period
    known = self.answers.planned(figure.planning, period, node, self.query.knowledge.at(period.end))
    result = Result(None, Fraction(known.met), Fraction(known.number), known.number)
    if not known.number:
        return [replace(result, why=figure.no_denominator)]
    return [replace(result, value=Fraction(known.met * 100, known.number))]


def _travel(self: Evaluator, figure: Figure, node: int, group: Group) -> list[Result]:
    if group is not None:
        return [Result(why="外出招商不按此维度分列")]
    query = self.query
    known_at = query.knowledge.at(query.period.end)
    number = self.answers.trips(figure, query.period, node, known_at)
    past = query.knowledge.closed_before(query.period) if figure.takes_corrections else None
    if past is None:
        return [Result(Fraction(number), Fraction(number), facts=number)]
    late = self.answers.trips(figure, past, node, known_at)
    late -= self.answers.trips(figure, past, node, query.knowledge.at(past.end))
    return [Result(Fraction(number + late), Fraction(number + late), facts=number, corrections=Fraction(late))]


_FORMULAS: Final[Mapping[Formula, Callable[[Evaluator, Figure, int, Group], list[Result]]]] = {
    Formula.TOTAL: _total,
    Formula.RATIO: _ratio,
    Formula.GROWTH: _growth,
    Formula.YEARLY_GROWTH: _yearly_growth,
    Formula.COMPLETION: _completion,
    Formula.GAP: _gap,
    Formula.MEDIAN: _median,
    Formula.IDLE_UNITS: _idle_units,
    Formula.WIPED_OUT: _wiped_out,
    Formula.TRIPS: _travel,
    Formula.COMPANIES: _travel,
    Formula.DUTIES: _duties,
    Formula.STOCK: _stock,
    Formula.ATTRACTED: _attracted,
}
