"""The figures of a group's units as readings: what was reached, what was due, and the ratio of both.

The instance itself computes them in one asking for all units; who may see which result is for the ranking to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from django.utils import timezone

from luodi.across.assessment.rules.scoring import Reading
from luodi.across.assessment.rules.sheets import SourceSpec
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.across.figures.rules.measures import Formula
from luodi.across.figures.rules.rounding import shown
from luodi.across.figures.selectors import FigureValue
from luodi.across.figures.selectors.answers import answers
from luodi.across.figures.selectors.asking import Ask, understand
from luodi.across.figures.selectors.supposing import SupposedFact, answers_supposing
from luodi.base.core.periods import Period, parse_period, period_at, year_to_date
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.domains.targets.models import SchedulePoint, Target
from luodi.domains.targets.rules import due_share

SIGNINGS: Final = "S01"
_COUNTED: Final = frozenset({Formula.TOTAL, Formula.TRIPS, Formula.COMPANIES})
_BASE_TIERS: Final = ("", "M0")
"""Of several targets that of the base tier counts (domain/12 O2), of these the one issued first."""

Entries = Mapping[str, tuple[FigureValue, ...]]


@dataclass(frozen=True)
class Figures:
    """The figures of one unit by code (several entries where there are several targets), and how its targets fall due."""

    unit: Unit
    entries: Entries
    cut_off: date
    schedules: Mapping[tuple[int, str, str, str], Mapping[int, object]]

    def reading(self, source: SourceSpec) -> Reading:
        """The reading of a source."""
        found = self.entries.get(source.figure)
        if source.figure not in BY_CODE or not found:
            return Reading(source.figure, source.figure, why="系统尚无此项数据", is_absent=True)
        formula = BY_CODE[source.figure].formula
        if formula is Formula.COMPLETION:
            return self._completion(_of_base_tier(found))
        if source.target is not None:
            return _rate(found[0], source.target)
        if formula in _COUNTED and BY_CODE[source.figure].target_of:
            return self._against_target(found[0])
        return _plain(found[0])

    def _completion(self, figure: FigureValue) -> Reading:
        if figure.exact is None or not figure.targets:
            return _unsaid(figure)
        due = self._due(figure)
        return Reading(
            figure.code,
            figure.name,
            figure.exact,
            _text(figure.exact, figure),
            figure.exact / 100 / due if due else None,
            _of_target(figure, due),
            "" if due else "截止日尚无应完成数",
        )

    def _against_target(self, figure: FigureValue) -> Reading:
        aims = [aim for aim in figure.targets if parse_period(aim.period).first == year_to_date(self.cut_off).start]
        if figure.exact is None:
            return _unsaid(figure)
        if not aims:
            return Reading(figure.code, figure.name, figure.exact, _text(figure.exact, figure), why="未下达目标任务")
        aim = min(aims, key=lambda one: _BASE_TIERS.index(one.tier) if one.tier in _BASE_TIERS else len(_BASE_TIERS))
        target = Fraction(aim.value) / _YUAN_IN_YI.get(aim.unit, 1)
        due = self._due_of(figure.code, aim.issuer, aim.tier, aim.period)
        return Reading(
            figure.code,
            f"{figure.name}完成率",
            figure.exact * 100 / target,
            f"{shown(figure.exact * 100 / target, 1, 'HALF_UP')}%",
            figure.exact / target / due if due else None,
            f"（{_text(figure.exact, figure)}÷目标{aim.value}{aim.unit}，{aim.issuer}{aim.tier}，时序进度{_percent(due)}）",
            "" if due else "截止日尚无应完成数",
        )

    def _due(self, figure: FigureValue) -> Fraction:
        aim = figure.targets[0]
        return self._due_of(figure.code, aim.issuer, aim.tier, aim.period)

    def _due_of(self, code: str, issuer: str, tier: str, period: str) -> Fraction:
        span = parse_period(period).span
        for indicator in BY_CODE[code].target_of:
            points = self.schedules.get((self.unit.pk, indicator, f"{issuer}\n{tier}", period))
            if points is not None:
                return due_share(points, span, self.cut_off)  # type: ignore[arg-type]  # months to Decimals
        return due_share({}, span, self.cut_off)


_YUAN_IN_YI: Final = {"元": 10**8, "万元": 10**4}


def to_date(period: Period) -> Period:
    """From 1 January to the end of the period, under its shortest code: June → 2023H1, May → 2023-01..2023-05."""
    span = year_to_date(period.last)
    for kind in ("year", "half", "quarter", "month"):
        found = period_at(period.last, kind)
        if found.span == span:
            return found
    end = period.code if period.kind in {"month", "half_month"} else f"{period.last}"
    return parse_period(f"{period.last.year}-01..{end}")


def reached(period: Period, moment: datetime) -> date:
    """The day by which targets are measured: the period's last, or the moment's while the period still runs."""
    return min(period.last, max(period.first, timezone.localdate(moment)))


def read(
    units: Sequence[Unit],
    *,
    within: Unit,
    period: Period,
    codes: Sequence[str],
    known_at: datetime | None = None,
    supposed: Sequence[SupposedFact] = (),
) -> dict[int, Figures]:
    """The figures of units below `within` from 1 January to the end of the period, in one computation.

    With `supposed` facts as they would be if these were recognised.
    """
    wanted = tuple(dict.fromkeys(code for code in (*codes, SIGNINGS) if code in BY_CODE))
    asked = understand(operator(), Ask(to_date(period).code, within.code, wanted, known_at=known_at))
    nodes = [within, *units]
    found = (answers_supposing(asked, supposed, nodes) if supposed else answers(asked, nodes)).by_unit
    schedules, day = _schedules(units, asked.moment), reached(period, asked.moment)
    return {unit.pk: Figures(unit, _by_code(found[unit.pk]), day, schedules) for unit in units if unit.pk in found}


def _by_code(values: Sequence[FigureValue]) -> dict[str, tuple[FigureValue, ...]]:
    grouped: dict[str, list[FigureValue]] = {}
    for value in values:
        grouped.setdefault(value.code, []).append(value)
    return {code: tuple(entries) for code, entries in grouped.items()}


def _schedules(units: Sequence[Unit], known_at: datetime) -> dict[tuple[int, str, str, str], dict[int, object]]:
    """The points of the units' targets in force, by holder, indicator, issuer with tier, and period."""
    targets = Target.objects.filter(holder__in=units, recorded_at__lte=known_at, is_withdrawn=False)
    targets = targets.exclude(superseded_by__recorded_at__lte=known_at)
    rows = SchedulePoint.objects.filter(target__in=targets).select_related("target")
    found: dict[tuple[int, str, str, str], dict[int, object]] = {}
    for row in rows:
        aim = row.target
        key = (aim.holder_id, aim.indicator, f"{aim.issuer}\n{aim.tier}", aim.period)
        found.setdefault(key, {})[row.month] = row.percent
    return found


def _of_base_tier(entries: Sequence[FigureValue]) -> FigureValue:
    def height(figure: FigureValue) -> int:
        tier = figure.targets[0].tier if figure.targets else ""
        return _BASE_TIERS.index(tier) if tier in _BASE_TIERS else len(_BASE_TIERS)

    return min(entries, key=height)


def _rate(figure: FigureValue, target: Fraction) -> Reading:
    if figure.exact is None:
        return _unsaid(figure)
    parts = f"{_short(figure.numerator)}÷{_short(figure.denominator)}，" if figure.denominator else ""
    told = f"（{parts}目标{float(target):g}{figure.unit}）"
    return Reading(figure.code, figure.name, figure.exact, _text(figure.exact, figure), figure.exact / target, told)


def _plain(figure: FigureValue) -> Reading:
    """A figure without a target: its value alone."""
    if figure.exact is None:
        return _unsaid(figure)
    return Reading(figure.code, figure.name, figure.exact, _text(figure.exact, figure), why="没有目标值")


def _unsaid(figure: FigureValue) -> Reading:
    return Reading(figure.code, figure.name, why=figure.why or "数值未知")


def _of_target(figure: FigureValue, due: Fraction) -> str:
    aim = figure.targets[0]
    return f"（{_short(figure.numerator)}÷目标{aim.value}{aim.unit}，{aim.issuer}{aim.tier}，时序进度{_percent(due)}）"


def _text(value: Fraction, figure: FigureValue) -> str:
    return f"{shown(value, figure.digits, 'HALF_UP')}{figure.unit}"


def _percent(share: Fraction) -> str:
    text = shown(share * 100, 1, "HALF_UP")
    return f"{text.removesuffix('.0')}%"


def _short(number: str | None) -> str:
    whole, _, rest = (number or "—").partition(".")
    return f"{whole}.{rest[:2]}".rstrip("0").rstrip(".") if rest else whole
