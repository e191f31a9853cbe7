"""From a figure of a paper to its facts, as they were known when the paper took it: their sum is what the paper prints.

A paper keeps values, not questions. The question is found again by asking for the figure at the paper's own moment
until window and value are those of the paper, to the last digit; a figure that cannot be found so is told to have no facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from luodi.across.assessment.selectors.readings import to_date
from luodi.across.figures import selectors as figures
from luodi.across.figures.rules import CALIBRE_TEXT
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.across.figures.rules.measures import Formula
from luodi.across.figures.rules.rounding import exact
from luodi.across.figures.selectors.asking import require_detail
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.changes import CORRECTIONS, Fact, Subject
from luodi.across.reports.engine.printed import PrintedAs, printed_in
from luodi.across.reports.engine.tokens import parse_reference
from luodi.across.reports.models import Paper, TemplatePaper
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.selectors.stored import book_from_json, draft_from_json
from luodi.across.reports.selectors.taken import as_decimal
from luodi.across.reports.selectors.templates import refilled
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.selectors import projects

Side = Literal["value", "numerator", "denominator", "corrections"]
_OF_COHORT: Final = (None, "r36", "ytd", "period")
_CALIBRES: Final = {text: str(code.value) for code, text in CALIBRE_TEXT.items()}
_SUMS: Final = frozenset(
    {Formula.TOTAL, Formula.TRIPS, Formula.COMPANIES, Formula.STOCK, Formula.WIPED_OUT, Formula.IDLE_UNITS}
)
_QUOTIENTS: Final = frozenset({Formula.RATIO, Formula.DUTIES, Formula.ATTRACTED})
_DERIVED: Final = {"ahead": "减时序进度", "rate": "除以目标任务"}
_NO_FACTS: Final = "这个数出自登记簿、目标任务、考核方案或由其他数推算，没有逐条的事实，来源见上。"
_NOT_AGAIN: Final = (
    "这个数按产业链、届次、名单分列，或由其他数推算，不能在这里逐条列出；请在“指标看板”按其指标代码查看。"
)
_MASKED: Final = "隐数稿不显示数值和明细，请看内部稿。"


@dataclass(frozen=True)
class Taken:
    """Figures as a paper has taken them: of which unit and period, as known when, and how it prints them."""

    unit: Unit
    period: Period
    known_at: datetime
    book: FigureBook
    printed: Mapping[str, PrintedAs] = field(default_factory=dict)


@dataclass(frozen=True)
class Behind:
    """A figure of a paper with the facts behind it; `why` there are none. `side` is the part of the figure that the
    paper prints, `check` how the facts give it.
    """

    key: str
    figure: FigureValue
    unit: Unit
    known_at: datetime
    why: str = ""
    drill: figures.FigureDrill | None = None
    side: Side = "value"
    check: str = ""
    printed: PrintedAs = field(default_factory=PrintedAs)

    @property
    def rows(self) -> tuple[figures.DrillRow, ...]:
        """The facts of what the paper prints: of a numerator those of the numerator alone."""
        rows = () if self.drill is None else self.drill.rows
        if self.side == "corrections":
            return tuple(row for row in rows if row.part == "numerator" and row.mark)
        return rows if self.side == "value" else tuple(row for row in rows if row.part == self.side)

    @property
    def is_flow(self) -> bool:
        """Whether its facts count by their day."""
        return BY_CODE[self.figure.code].is_flow


def taken_by(paper: Paper) -> Taken:
    """What a paper has taken. BusinessError `reports.no_figures` for lists, `reports.masked` for a masked paper."""
    if KINDS[paper.kind].is_list:
        raise BusinessError("项目调度清单逐项列出项目，没有单独的指标。", code="reports.no_figures")
    if paper.is_masked:
        raise BusinessError(_MASKED, code="reports.masked")
    book = book_from_json(paper.book)
    printed = printed_in(draft_from_json(paper.draft), book)
    return Taken(paper.unit, parse_period(paper.period), paper.known_at, book, printed)


def taken_by_template(paper: TemplatePaper) -> Taken:
    """What a paper out of a template has taken. BusinessError `reports.masked` for a masked paper."""
    if paper.is_masked:
        raise BusinessError(_MASKED, code="reports.masked")
    return Taken(paper.unit, parse_period(paper.period), paper.known_at, book_from_json(paper.material["book"]))


def printed_by_template(paper: TemplatePaper) -> Taken:
    """The same with how the paper prints it. BusinessError also `reports.template_lost`."""
    filled = refilled(paper)
    words: dict[str, dict[str, None]] = {}
    for line in filled.sources:
        words.setdefault(line.token.key, {}).setdefault(line.shown)
    taken = taken_by_template(paper)
    of_units = {figure: shown for measure in filled.measures for figure, shown in measure.said.values()}
    for key, figure in taken.book.items():
        if figure in of_units:
            words.setdefault(key, {}).setdefault(of_units[figure])
    return replace(taken, printed={key: PrintedAs(tuple(said)) for key, said in words.items()})


def behind(taken: Taken, key: str) -> Behind:
    """The facts behind a figure, whoever asks: what of them is shown is for `in_reach`. NotVisible for an unknown key."""
    figure = taken.book.get(key)
    if figure is None:
        raise NotVisible("本文稿没有这个数。", code="reports.figure_unknown")
    unit = _unit_of(taken, key, figure)
    printed = taken.printed.get(key, PrintedAs())
    found = Behind(key, figure, unit or taken.unit, taken.known_at, printed=printed)
    if figure.raw is None:
        return _without(found, figure.why or "暂无数值")
    if figure.code not in BY_CODE or figure.facts is None:
        return _without(found, _NO_FACTS)
    if unit is None:
        return _without(found, _NOT_AGAIN)
    base = _base_key(taken, key)
    if base:
        return _derived(found, behind(taken, base))
    for question in _questions(taken, figure, unit):
        side = question.side_of(figure)
        if side is not None:
            value, which = side
            drill = question.drill()
            check = _check(figure, value, _Answer(drill, which, printed.said(figure)))
            return replace(found, drill=drill, side=which, check=check)
    return _without(found, _NOT_AGAIN)


def _base_key(taken: Taken, key: str) -> str:
    """The figure from which another is derived: what is ahead of the schedule, and the rate of a target for trips."""
    code, _, tail = key.rpartition(".")
    bases = (f"{code}.ytd", code) if tail in _DERIVED else ()
    return next((base for base in bases if base in taken.book), "")


def _derived(found: Behind, base: Behind) -> Behind:
    """A derived figure with the facts of the one that it is derived from."""
    says = f"由“{base.figure.name}”{base.printed.said(base.figure)}{_DERIVED[found.key.rpartition('.')[2]]}得出。"
    check = " ".join(part for part in (says, base.check) if part)
    return replace(found, unit=base.unit, why=base.why, drill=base.drill, side=base.side, check=check)


def _without(found: Behind, why: str) -> Behind:
    return replace(found, why=why)


def _unit_of(taken: Taken, key: str, figure: FigureValue) -> Unit | None:
    """The unit that a figure is of; None for one of a chain or a project."""
    if not figure.owner:
        return taken.unit
    return Unit.objects.filter(code=parse_reference(key).qualifier).first()


@dataclass(frozen=True)
class _Question:
    """A figure asked for once more, as known at the paper's moment. The instance itself asks."""

    code: str
    unit: Unit
    period: str
    calibre: str
    window: str | None
    known_at: datetime

    def side_of(self, figure: FigureValue) -> tuple[figures.FigureValue, Side] | None:
        """The answer that the paper holds, and which side of it; None when this was not the question."""
        sheet = figures.figures(
            operator(),
            period=self.period,
            unit=self.unit.code,
            codes=(self.code,),
            calibre=self.calibre,
            window=self.window,
            known_at=self.known_at,
        )
        for value in sheet.figures:
            if value.code == self.code and f"{value.window_from}至{value.window_to}" == figure.period:
                side = _side(value, figure)
                if side is not None:
                    return value, side
        return None

    def drill(self) -> figures.FigureDrill:
        """The facts of this question."""
        return figures.drill(
            operator(),
            self.code,
            period=self.period,
            unit=self.unit.code,
            calibre=self.calibre,
            window=self.window,
            known_at=self.known_at,
        )


def _questions(taken: Taken, figure: FigureValue, unit: Unit) -> Iterator[_Question]:
    """What the paper can have asked: its own period, since 1 January, or the days that the figure names."""
    first, _, last = figure.period.partition("至")
    own, until = taken.period.code, to_date(taken.period).code
    periods = dict.fromkeys((own, until, f"{first}..{last}"))
    windows = _OF_COHORT if BY_CODE[figure.code].cohort is not None else (None,)
    calibre = _CALIBRES.get(figure.calibre, "A")
    for window in windows:
        for period in periods:
            yield _Question(figure.code, unit, period, calibre, window, taken.known_at)


def _side(value: figures.FigureValue, figure: FigureValue) -> Side | None:
    if figure.name.endswith(("其中补计", "其中冲减")):
        late = Decimal(value.corrections or 0)
        return "corrections" if figure.raw is not None and abs(late) == figure.raw else None
    if as_decimal(value.exact) == figure.raw:
        return "value"
    if value.numerator is not None and Decimal(value.numerator) == figure.raw:
        return "numerator"
    if value.denominator is not None and Decimal(value.denominator) == figure.raw:
        return "denominator"
    return None


@dataclass(frozen=True)
class _Answer:
    """The facts of a figure, which side of it the paper prints, and in which words."""

    drill: figures.FigureDrill
    side: Side
    printed: str


def _check(figure: FigureValue, value: figures.FigureValue, answer: _Answer) -> str:
    """How the facts give what the paper prints; said only when it is so."""
    drill, side, printed = answer.drill, answer.side, answer.printed
    formula = BY_CODE[figure.code].formula
    above, below = drill.total(), drill.total("denominator")
    if side == "corrections":
        late = sum((row.contribution for row in drill.rows if row.mark and row.part == "numerator"), Fraction(0))
        return f"更正明细合计 {exact(late)}，文中印作 {printed}。" if as_decimal(abs(late)) == figure.raw else ""
    if side != "value":
        total = drill.total(side)
        return f"明细合计 {exact(total)}，等于所印的数。" if as_decimal(total) == figure.raw else ""
    if formula in _SUMS:
        return f"明细合计 {exact(above)}，文中印作 {printed}。" if above == value.exact else ""
    factor = 100 if figure.unit == "%" else 1
    if formula in _QUOTIENTS and below and above * factor / below == value.exact:
        return f"分子合计 {exact(above)} ÷ 分母合计 {exact(below)}，文中印作 {printed}。"
    return _check_compared(figure, value, answer)


def _check_compared(figure: FigureValue, value: figures.FigureValue, answer: _Answer) -> str:
    """Against a target or the year before."""
    above, before = answer.drill.total(), answer.drill.total("previous")
    printed, formula = answer.printed, BY_CODE[figure.code].formula
    if formula is Formula.GROWTH and before and (above - before) * 100 / before == value.exact:
        return f"本期合计 {exact(above)}，上年同期合计 {exact(before)}，文中印作 {printed}。"
    if formula is Formula.COMPLETION and value.denominator is not None and exact(above) == value.numerator:
        return f"明细合计 {exact(above)} ÷ 任务 {value.denominator}，文中印作 {printed}。"
    return "这个数不是各项之和（如中位数、年均），下面列出计入的事实。" if formula is Formula.MEDIAN else ""


def in_reach(viewer: User, unit: Unit, rows: tuple[figures.DrillRow, ...]) -> frozenset[Subject] | None:
    """What of a figure's facts the viewer may see by name: all (None) of a unit that is open in detail, else the
    projects in reach.
    """
    try:
        require_detail(viewer, unit)
    except NotPermitted:
        wanted = {row.project_id for row in rows if row.project_id is not None}
        found = projects(viewer).filter(pk__in=wanted).order_by().values_list("pk", flat=True)
        return frozenset(("project", pk) for pk in found)
    return None


def subject_of(row: figures.DrillRow) -> Subject:
    """What a fact is about."""
    return (row.kind, row.fact_id) if row.project_id is None else ("project", row.project_id)


def facts_of(found: Behind) -> list[Fact]:
    """The facts behind a figure, ready to be set beside those of another issue."""
    return [
        Fact(
            row.part,
            subject_of(row),
            (row.kind, row.fact_id),
            row.code,
            row.name,
            row.day,
            row.contribution,
            row.mark if row.mark in CORRECTIONS else "",
        )
        for row in found.rows
    ]


@dataclass(frozen=True)
class SeenFacts:
    """A part of a figure as a viewer may read it: the facts in reach, how many others there are, and both sums."""

    part: str
    rows: tuple[figures.DrillRow, ...]
    others: int
    others_sum: Fraction
    total: Fraction


def seen_facts(viewer: User, found: Behind) -> tuple[SeenFacts, ...]:
    """The facts of what a paper prints, part by part; those out of reach as one sum."""
    scope = in_reach(viewer, found.unit, found.rows)
    return tuple(_seen(part, found.rows, scope) for part in dict.fromkeys(row.part for row in found.rows))


def _seen(part: str, rows: tuple[figures.DrillRow, ...], scope: frozenset[Subject] | None) -> SeenFacts:
    own = [row for row in rows if row.part == part]
    open_rows = [row for row in own if scope is None or subject_of(row) in scope]
    total = sum((row.contribution for row in own), Fraction(0))
    shown = sum((row.contribution for row in open_rows), Fraction(0))
    return SeenFacts(part, tuple(open_rows), len(own) - len(open_rows), total - shown, total)
