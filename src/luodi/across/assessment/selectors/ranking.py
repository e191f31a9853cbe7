"""The ranking as a viewer may see it: groups, units, scores, places, colours, and every line with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils import timezone

from luodi.across.assessment.models import Adjustment, Scheme
from luodi.across.assessment.rules.colours import Colour, ColourMode, rule_text
from luodi.across.assessment.rules.ranks import Grade, arrow
from luodi.across.assessment.rules.reasons import Placed, colour_reason, loss_words
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.scoring import LineScore, UnitScore
from luodi.across.assessment.rules.sheets import Veto
from luodi.across.assessment.selectors.adjustments import is_public
from luodi.across.assessment.selectors.readings import reached
from luodi.across.assessment.selectors.scores import GroupResult, Result, before, with_history
from luodi.across.figures.rules.rounding import exact, shown
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.core.periods import Period, parse_period, schedule_fraction
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, reach

SCORE_DIGITS = 2
K_DIGITS = 2
_LOW_RUN_ADVICE = 2


@dataclass(frozen=True)
class RankedUnit:
    """One unit's place. `is_open` tells whether the viewer may see its lines; `reason` says why it has its colour, and to
    whom the lines are open where the points went.
    """

    unit: Unit
    score: UnitScore
    rank: int | None
    previous_rank: int | None
    colour: Colour
    previous_colour: Colour | None
    colour_why: tuple[str, ...]
    grade: Grade | None
    is_low: bool
    low_run: int
    adjustments: tuple[Adjustment, ...]
    reason: str
    is_open: bool = True

    @property
    def arrow(self) -> str:
        """The change of place against the period before."""
        return arrow(self.rank, self.previous_rank)

    @property
    def advice(self) -> str:
        """What follows from the low zone (seed 002)."""
        return f"连续{self.low_run}期靠后，建议问责" if self.low_run >= _LOW_RUN_ADVICE else ""

    def to_json(self) -> dict[str, object]:
        """As the contract prints it, with what makes it clearer."""
        total = self.score.total
        return {
            "unit": self.unit.code,
            "name": self.unit.name,
            "score": _said(total, SCORE_DIGITS),
            "score_raw": None if total is None else exact(total),
            "calculated": _said(self.score.calculated, SCORE_DIGITS),
            "judged_weight": exact(self.score.judged_weight),
            "rank": self.rank,
            "previous_rank": self.previous_rank,
            "colour": self.colour.value,
            "previous_colour": self.previous_colour.value if self.previous_colour else None,
            "colour_why": list(self.colour_why),
            "grade": self.grade.value if self.grade else None,
            "is_low": self.is_low,
            "low_run": self.low_run,
            "why": self.score.why,
            "lines": [line_json(line) for line in self.score.lines] if self.is_open else [],
            "items": [
                {
                    "code": item.spec.code,
                    "name": item.spec.name,
                    "cases": exact(item.cases),
                    "points": shown(item.points, SCORE_DIGITS, "HALF_UP"),
                    "why": item.why,
                }
                for item in self.score.items
            ],
            "adjustments": [_adjustment_json(row) for row in self.adjustments],
            "vetoes": [{"code": code, "name": str(Veto(code).label)} for code in self.score.vetoes],
        }


@dataclass(frozen=True)
class RankedGroup:
    """One group under the version of the scheme that holds. `is_public`: open to all its members."""

    scheme: Scheme
    code: str
    name: str
    units: tuple[RankedUnit, ...]
    is_ranked: bool
    is_public: bool
    colour_rule: str
    note: str = ""

    def to_json(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "code": self.code,
            "name": self.name,
            "scheme_version": self.scheme.version,
            "is_ranked": self.is_ranked,
            "is_public": self.is_public,
            "note": self.note,
            "units": [unit.to_json() for unit in self.units],
        }


@dataclass(frozen=True)
class Ranking:
    """The ranking of a period under a scheme; `schedule` is 时序进度 at its end."""

    period: Period
    previous: Period | None
    scheme_code: str
    scheme_name: str
    schedule: Fraction
    groups: tuple[RankedGroup, ...]

    def to_json(self) -> dict[str, object]:
        """Exactly `luodi rank --json` of the contract."""
        return {
            "period": self.period.code,
            "previous_period": self.previous.code if self.previous else None,
            "scheme": self.scheme_code,
            "scheme_name": self.scheme_name,
            "groups": [group.to_json() for group in self.groups],
        }

    def group_of(self, unit_code: str) -> tuple[RankedGroup, RankedUnit] | None:
        """The group and place of a unit."""
        return next(
            ((group, unit) for group in self.groups for unit in group.units if unit.unit.code == unit_code), None
        )


def ranking(
    viewer: User, *, period: str, scheme: str = "", group: str = "", known_at: datetime | None = None
) -> Ranking:
    """The ranking of a period, computed from 1 January to its end.

    Who sees all units sees all. Others see their own units, and once a group is published its other units' scores,
    places and colours, but not their lines. Errors: NotPermitted, NotVisible, BusinessError `periods.*`,
    `assessment.no_scheme`, `assessment.no_group`.
    """
    found = reach(viewer, Permission.VIEW)
    if found.is_empty:
        raise NotPermitted("您没有查看考核排名的权限，请联系安全管理员授权。", code="assessment.not_permitted")
    whole = parse_period(period)
    now, *earlier = with_history(whole, code=scheme, group=group, known_at=known_at)
    groups = [_group(one, [past.get(code) for past in earlier], found) for code, one in now.items()]
    seen = tuple(one for one in groups if one.units)
    if group and not seen:
        raise NotVisible("没有找到该考核分组，或不在您的查看范围内。", code="assessment.group")
    first = next(iter(now.values())).scheme
    schedule = schedule_fraction(reached(whole, known_at or timezone.now()))
    return Ranking(whole, before(whole), first.code, first.name, schedule, seen)


def unit_ranking(
    viewer: User, unit_code: str, *, period: str, scheme: str = ""
) -> tuple[Ranking, RankedGroup, RankedUnit]:
    """One unit's result with its lines; NotVisible when the viewer may not see them."""
    whole = ranking(viewer, period=period, scheme=scheme)
    found = whole.group_of(unit_code)
    if found is None or not found[1].is_open:
        raise NotVisible("没有找到该单位的考核结果，或不在您的查看范围内。", code="assessment.unit")
    return (whole, *found)


def _group(now: GroupResult, earlier: Sequence[GroupResult | None], found: Reach) -> RankedGroup:
    sees_all = found.everything or found.summary
    own = found.unit_ids | found.chain_unit_ids
    open_to_all = is_public(now.scheme.code, now.scheme.group, now.period.code)
    belongs = any(one.unit.pk in own for one in now.results)
    units = [
        _unit(one, earlier, mode=ColourMode(now.sheet.colour_mode), is_open=sees_all or one.unit.pk in own)
        for one in now.results
        if sees_all or one.unit.pk in own or (open_to_all and belongs)
    ]
    is_ranked = any(one.rank is not None for one in now.results)
    return RankedGroup(
        now.scheme,
        now.scheme.group,
        now.scheme.group_label,
        tuple(units),
        is_ranked,
        open_to_all,
        rule_text(ColourMode(now.sheet.colour_mode)),
        _note(now, is_ranked),
    )


def _note(now: GroupResult, is_ranked: bool) -> str:
    if not now.results:
        return "本组没有单位"
    if is_ranked:
        return ""
    if not now.sheet.is_ranked:
        return "按方案只晾晒不排名"
    return "能评分的单位不足4个，不排名"


def _reason(one: Result, mode: ColourMode, *, is_open: bool) -> str:
    because = colour_reason(one.colour, one.score, Placed(mode, one.rank, one.members, one.colour_why))
    lost = loss_words(one.score) if is_open else ""
    return f"{because}；{lost}" if lost else because


def _unit(one: Result, earlier: Sequence[GroupResult | None], *, mode: ColourMode, is_open: bool) -> RankedUnit:
    history = [group.of(one.unit) if group is not None else None for group in earlier]
    last = history[0] if history else None
    has_scored = last is not None and last.score.total is not None
    return RankedUnit(
        one.unit,
        one.score,
        one.rank,
        last.rank if last is not None else None,
        one.colour,
        last.colour if last is not None and has_scored else None,
        one.colour_why,
        one.grade,
        one.is_low,
        _low_run([one, *history]),
        tuple(one.decided.rows),
        _reason(one, mode, is_open=is_open),
        is_open,
    )


def _low_run(results: Sequence[Result | None]) -> int:
    run = 0
    for one in results:
        if one is None or not one.is_low:
            break
        run += 1
    return run


def line_json(line: LineScore) -> dict[str, object]:
    """One line as the contract prints it."""
    return {
        "indicator": line.spec.code,
        "name": line.spec.name,
        "block": line.spec.block,
        "method": line.spec.method,
        "value": _said(line.value, 1),
        "raw": None if line.value is None else exact(line.value),
        "k": _said(line.k, K_DIGITS),
        "weight": exact(line.spec.weight),
        "counted_weight": exact(line.counted),
        "points": _said(line.points, SCORE_DIGITS),
        "points_raw": None if line.points is None else exact(line.points),
        "correction": exact(line.correction),
        "colour": line.colour.value,
        "why": line.why,
        "figures": [reading.figure for reading in line.readings],
    }


def _adjustment_json(row: Adjustment) -> dict[str, object]:
    return {
        "kind": row.kind,
        "subject": row.subject,
        "amount": f"{row.amount:f}",
        "colour": row.colour,
        "reason": row.reason,
        "basis": row.basis,
        "approved_by": str(row.slip.recognised_by or ""),
    }


def _said(number: Fraction | None, digits: int) -> str | None:
    return None if number is None else shown(number, digits, "HALF_UP")
