"""Scores, places and colours of whole groups in one period: one asking for all figures of all their units."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from luodi.across.assessment.models import Scheme
from luodi.across.assessment.rules.colours import (
    Colour,
    Coloured,
    ColourMode,
    Standing,
    quota_colour,
    score_colour,
    settled_colour,
    unit_colour,
)
from luodi.across.assessment.rules.ranks import LEAST_MEMBERS, Grade, grade, is_low, places
from luodi.across.assessment.rules.scoring import Known, UnitScore, ranges_of, score_unit
from luodi.across.assessment.rules.sheets import SheetSpec, SourceSpec, Veto
from luodi.across.assessment.selectors.adjustments import Decided, decided
from luodi.across.assessment.selectors.readings import SIGNINGS, Figures, read
from luodi.across.assessment.selectors.schemes import in_force, members, sheet
from luodi.across.figures.selectors import SupposedFact
from luodi.across.figures.selectors.locks import governing
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, month_end, period_at
from luodi.base.orgs.models import Unit

_NO_BETTER_THAN_PASSED: Final = frozenset({Veto.ZERO_SIGNED, Veto.FALSIFIED})


@dataclass(frozen=True)
class Result:
    """The result of a unit in a period. `settled` is its colour before the rule of two periods in a row."""

    unit: Unit
    score: UnitScore
    rank: int | None
    members: int
    is_low: bool
    grade: Grade | None
    settled: Colour
    colour: Colour
    colour_why: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True)
class GroupResult:
    """The results of a group under one version of a scheme, best first, unranked ones last in tree order."""

    scheme: Scheme
    sheet: SheetSpec
    period: Period
    results: tuple[Result, ...]

    def of(self, unit: Unit) -> Result | None:
        """The result of a unit."""
        return next((one for one in self.results if one.unit.pk == unit.pk), None)


Before = Mapping[str, GroupResult]


def before(period: Period) -> Period | None:
    """The period of the same kind just before; None for a free span."""
    if period.kind == "span":
        return None
    return period_at(period.first - timedelta(days=1), period.kind)


def with_history(
    period: Period, *, code: str = "", group: str = "", known_at: datetime | None = None, steps: int = 2
) -> list[dict[str, GroupResult]]:
    """Results by group of the period and of the ones before it, the latest first; a period without a scheme ends it.

    The colour of a period depends on the one before; so one more is computed than is shown.
    """
    asked = [period]
    while len(asked) <= steps and (earlier := before(asked[-1])) is not None:
        asked.append(earlier)
    found: list[dict[str, GroupResult]] = []
    # A scheme put into force after the close does not score the closed period again.
    holding = in_force(period.last, code=code, group=group, known_at=known_at or _closed_at(period))
    for number, one in enumerate(reversed(asked)):
        is_last = number == len(asked) - 1
        sheets = holding if is_last else _in_force_before(one, holding[0].code, group, known_at)
        found.append(results(sheets, one, known_at=known_at, earlier=found[-1] if found else {}))
    return found[::-1]


def _closed_at(period: Period) -> datetime | None:
    """When the period was closed, in its newest version; None while it is open."""
    lock = governing(period.last)
    return None if lock is None else lock.known_at


def _in_force_before(period: Period, code: str, group: str, known_at: datetime | None) -> list[Scheme]:
    try:
        return in_force(period.last, code=code, group=group, known_at=known_at or _closed_at(period))
    except BusinessError:
        return []


def results(
    sheets: Sequence[Scheme],
    period: Period,
    *,
    known_at: datetime | None = None,
    earlier: Before | None = None,
    supposed: Sequence[SupposedFact] = (),
) -> dict[str, GroupResult]:
    """Results by group for some schemes; `earlier` are those of the period before.

    With `supposed` facts as they would be if these were recognised.
    """
    lock = governing(period.last, known_at)
    then = known_at if lock is None else lock.known_at
    units = {one.pk: members(one, period.span, known_at=then) for one in sheets}
    specs = {one.pk: sheet(one) for one in sheets}
    figures = _figures(sheets, units, specs, period, known_at, supposed)
    found = {}
    for one in sheets:
        known, decisions = _known(one, units[one.pk], specs[one.pk], figures, period, known_at)
        past = (earlier or {}).get(one.group)
        ranked = _ranked(specs[one.pk], units[one.pk], known, decisions, past, period)
        found[one.group] = GroupResult(one, specs[one.pk], period, ranked)
    return found


def _figures(
    sheets: Sequence[Scheme],
    belonging: Mapping[int, Sequence[Unit]],
    specs: Mapping[int, SheetSpec],
    period: Period,
    known_at: datetime | None,
    supposed: Sequence[SupposedFact],
) -> dict[int, Figures]:
    """One asking per unit under which schemes stand: usually a single one, the root."""
    found: dict[int, Figures] = {}
    within: dict[int, list[Scheme]] = defaultdict(list)
    for one in sheets:
        within[one.unit_id].append(one)
    for some in within.values():
        units = list({unit.pk: unit for one in some for unit in belonging[one.pk]}.values())
        codes = [code for one in some for code in specs[one.pk].figures]
        if units:
            found |= read(units, within=some[0].unit, period=period, codes=codes, known_at=known_at, supposed=supposed)
    return found


def _known(
    scheme: Scheme,
    units: Sequence[Unit],
    spec: SheetSpec,
    figures: Mapping[int, Figures],
    period: Period,
    known_at: datetime | None,
) -> tuple[dict[int, Known], dict[int, Decided]]:
    decisions = decided(units, scheme_code=scheme.code, period=period.code, known_at=known_at)
    known = {unit.pk: _known_of(spec, figures[unit.pk], decisions.get(unit.pk, Decided())) for unit in units}
    return known, decisions


def _known_of(spec: SheetSpec, figures: Figures, decision: Decided) -> Known:
    sources = {source for line in spec.lines for source in line.sources}
    cases = dict(decision.cases)
    for item in spec.items:
        counted = figures.reading(SourceSpec(item.figure)).value if item.figure else None
        if counted:
            cases[item.code] = cases.get(item.code, Fraction(0)) + counted
    listed = {item.code for item in spec.items}
    found = {Veto.ZERO_SIGNED.value} if _is_zero_signed(figures) else set()
    return Known(
        {source: figures.reading(source) for source in sources},
        decision.marks,
        decision.corrections,
        cases,
        frozenset((found | decision.vetoes) & listed),
    )


def _is_zero_signed(figures: Figures) -> bool:
    """零签约: a target for signings and nothing signed since 1 January."""
    signed = figures.entries.get(SIGNINGS, ())
    return bool(signed) and bool(signed[0].targets) and signed[0].exact == 0


def _ranked(
    spec: SheetSpec,
    units: Sequence[Unit],
    known: Mapping[int, Known],
    decisions: Mapping[int, Decided],
    past: GroupResult | None,
    period: Period,
) -> tuple[Result, ...]:
    ranges = ranges_of(list(known.values()))
    scores = {unit.pk: score_unit(spec, known[unit.pk], ranges) for unit in units}
    totals = {pk: score.total for pk, score in scores.items() if score.total is not None}
    is_ranked = spec.is_ranked and len(totals) >= LEAST_MEMBERS
    ranks = places(totals) if is_ranked else {}
    made = [
        _result(
            spec,
            unit,
            scores[unit.pk],
            ranks.get(unit.pk),
            len(totals),
            decisions.get(unit.pk, Decided()),
            past,
            period,
        )
        for unit in units
    ]
    return tuple(sorted(made, key=lambda one: -1 if one.score.total is None else one.score.total, reverse=True))


def _result(
    spec: SheetSpec,
    unit: Unit,
    score: UnitScore,
    rank: int | None,
    scored: int,
    decision: Decided,
    past: GroupResult | None,
    period: Period,
) -> Result:
    plain = quota_colour(rank, scored) if spec.colour_mode == ColourMode.QUOTA else score_colour(score.total)
    earlier = past.of(unit) if past is not None else None
    at_quarter_end = period.last.month % 3 == 0 and period.last == month_end(period.last)
    standing = Standing(
        is_first=rank == 1,
        is_zero_signed=at_quarter_end and Veto.ZERO_SIGNED in score.vetoes,
        is_falsified=Veto.FALSIFIED in score.vetoes,
        before=earlier.settled if earlier is not None and at_quarter_end else Colour.GREY,
    )
    settled = settled_colour(plain, standing)
    found = _overridden(unit_colour(plain, standing), decision)
    graded = None if score.total is None else grade(score.total, rank, scored, at_most=_at_most(score))
    low = rank is not None and is_low(rank, scored)
    return Result(unit, score, rank, scored, low, graded, settled.colour, found.colour, found.why, decision)


def _overridden(found: Coloured, decision: Decided) -> Coloured:
    row = decision.colour
    if row is None:
        return found
    why = f"经批准由{found.colour}改评{row.colour}：{row.reason}（依据：{row.basis}）"
    return Coloured(Colour(row.colour), (*found.why, why))


def _at_most(score: UnitScore) -> Grade:
    if _NO_BETTER_THAN_PASSED & set(score.vetoes):
        return Grade.PASSED
    return Grade.GOOD if Veto.ACCIDENT in score.vetoes else Grade.EXCELLENT
