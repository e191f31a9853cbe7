"""What if: a unit's score, place and colour as they are, and as they would be if facts were recognised. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.across.assessment.models import Scheme
from luodi.across.assessment.rules.colours import score_colour
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.scoring import LineScore
from luodi.across.assessment.rules.supposing import Supposition, What, require_sound
from luodi.across.assessment.selectors.adjustments import is_public
from luodi.across.assessment.selectors.scores import Result, results, with_history
from luodi.across.figures.selectors import SupposedFact
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import groups_on, require, unit_by_code
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.rules import Permission as Projects


@dataclass(frozen=True)
class ChangedLine:
    """A line that would give other points, or stand on another value."""

    now: LineScore
    then: LineScore


@dataclass(frozen=True)
class WhatIf:
    """A unit's result as it is and as it would be, and the lines that change.

    `hides_place`: the ranking is not open to the viewer yet. A place for every supposed score, or what follows from it,
    would tell the scores of the others, so the colour is that of the score alone.
    """

    unit: Unit
    period: Period
    scheme: Scheme
    now: Result
    then: Result
    lines: tuple[ChangedLine, ...]
    hides_place: bool = False


def what_if(viewer: User, unit_code: str, *, period: str, said: Sequence[Supposition], scheme: str = "") -> WhatIf:
    """The same computation over the same facts and the supposed ones.

    The projects are of the viewer's reach, the unit's lines are for the viewer to see. Errors: NotPermitted, NotVisible,
    BusinessError `supposing.*`, `assessment.no_group`, `assessment.no_scheme`.
    """
    unit, whole = unit_by_code(unit_code), parse_period(period)
    require_visible(viewer, unit)
    require(viewer, Projects.VIEW)
    facts = _facts(viewer, said, whole)
    group = groups_on([unit], whole.last)[unit.pk]
    if not group:
        raise BusinessError(f"“{unit.name}”没有考核分组，不参加考核排名，无从测算。", code="assessment.no_group")
    present, earlier = with_history(whole, code=scheme, group=group, steps=1)[:2]
    sheets = [present[group].scheme]
    after = results(sheets, whole, earlier=earlier, supposed=facts)
    now, then = present[group].of(unit), after[group].of(unit)
    if now is None or then is None:
        raise NotVisible("没有找到该单位的考核结果，或不在您的查看范围内。", code="assessment.unit")
    found = require(viewer, Permission.VIEW)
    hides_place = not (found.everything or found.summary or is_public(sheets[0].code, group, whole.code))
    if hides_place:
        plain = score_colour(then.score.total)
        then = replace(then, rank=None, grade=None, colour=plain, colour_why=())
    return WhatIf(unit, whole, sheets[0], now, then, _changed(now, then), hides_place)


def require_visible(viewer: User, unit: Unit) -> None:
    """NotVisible for a unit whose lines are not the viewer's to see."""
    found = require(viewer, Permission.VIEW)
    if not (found.everything or found.summary or unit.pk in found.unit_ids | found.chain_unit_ids):
        raise NotVisible("没有找到该单位的考核结果，或不在您的查看范围内。", code="assessment.unit")


def _facts(viewer: User, said: Sequence[Supposition], period: Period) -> list[SupposedFact]:
    """The suppositions as the figures take them, each project in reach; BusinessError `supposing.*`."""
    projects = {one.project_id: ledger.project(viewer, one.project_id) for one in said}
    states = ledger.recognised_states(projects)
    known = frozenset((pk, str(event)) for pk, state in states.items() for event in state.life.days)
    require_sound(said, last=period.last, known=known)
    return [
        SupposedFact(one.project_id, one.day, "" if one.what == What.CAPITAL else one.what, one.amount_in_wan)
        for one in said
    ]


def _changed(now: Result, then: Result) -> tuple[ChangedLine, ...]:
    pairs = zip(now.score.lines, then.score.lines, strict=True)
    return tuple(
        ChangedLine(one, other) for one, other in pairs if (one.points, one.value) != (other.points, other.value)
    )
