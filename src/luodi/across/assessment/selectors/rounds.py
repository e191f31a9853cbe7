"""Rounds of assessment as a viewer may see them: where each stands, what stands in the way, results, what is drawn.

The office sees everything. A unit sees the round once the self-check is open: its own results down to the lines, and
the results of its whole group, without the lines of others, once they are publicised.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from luodi.across.assessment.models import (
    Adjustment,
    Appeal,
    Confirmation,
    JuryMark,
    Round,
    RoundLine,
    RoundScore,
    RoundStep,
    RoundVersion,
    SampleItem,
)
from luodi.across.assessment.rules import rounds as rules
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import SEEN_BY_UNITS, STEPS, RoundAct, RoundState, VersionKind
from luodi.across.assessment.selectors.rounds_taken import says_the_same, taken_round
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.figures.selectors.locks import governing
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import Period, parse_period
from luodi.base.core.workflow import Step
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, permissions_of, reach, require

_PUBLIC: frozenset[RoundState] = frozenset({RoundState.PUBLICITY, RoundState.FINAL})


@dataclass(frozen=True)
class Standing:
    """Where a round stands: the replay of its steps."""

    round: Round
    steps: tuple[RoundStep, ...]

    @property
    def state(self) -> RoundState:
        """The state its latest step led to."""
        return RoundState(self.steps[-1].state)

    @property
    def due_on(self) -> date | None:
        """The last day of the self-check or of the publicity while that runs."""
        return self.steps[-1].due_on

    @cached_property
    def period(self) -> Period:
        """The period it is about."""
        return parse_period(self.round.period)

    @property
    def starter_id(self) -> int:
        """Who ran the trial last."""
        trials = [step for step in self.steps if step.act in {RoundAct.START, RoundAct.RECOMPUTE}]
        return trials[-1].recorded_by_id

    @property
    def label(self) -> str:
        """Period and round in words."""
        again = f"（第{self.round.number}轮）" if self.round.number > 1 else ""
        return f"{self.period.label}考核{again}"


@dataclass(frozen=True)
class Offered:
    """A step that this person may take from here, and the sentence that says why not yet."""

    step: Step
    obstacle: str


@dataclass(frozen=True)
class Compared:
    """A unit's latest result beside the trial's. `is_open`: the viewer may see its lines."""

    score: RoundScore
    trial: RoundScore | None
    is_open: bool
    is_confirmed: bool
    appeals: int


@dataclass(frozen=True)
class LinePair:
    """A line of a unit: as it stands now, and as the trial had it."""

    line: RoundLine
    trial: RoundLine | None

    @property
    def is_changed(self) -> bool:
        """Whether the points moved since the trial."""
        return self.trial is not None and self.trial.points != self.line.points


def standing(of: Round) -> Standing:
    """Where the round stands."""
    return Standing(of, tuple(of.steps.all()))


def standings(scheme_code: str, period: str) -> list[Standing]:
    """Every round of a scheme in a period, the latest first. For verbs: not scoped."""
    rows = _with_steps().filter(scheme_code=scheme_code, period=period).order_by("-number")
    return [standing(row) for row in rows]


def every_standing() -> list[Standing]:
    """Every round, the latest first. For sweeps: not scoped."""
    return [standing(row) for row in _with_steps().order_by("-pk")]


def is_final(scheme_code: str, period: str) -> bool:
    """Whether the results of the scheme in the period are final."""
    return any(one.state is RoundState.FINAL for one in standings(scheme_code, period))


def rounds(viewer: User) -> list[Standing]:
    """The rounds that the viewer may see, the latest first. NotPermitted without the right to see rankings."""
    found = require(viewer, Permission.VIEW)
    own = _own_rounds(found)
    return [one for one in every_standing() if _may_see(found, one, own)]


def round_of(viewer: User, pk: int) -> Standing:
    """One round; NotVisible when it is not there or not for the viewer."""
    found = require(viewer, Permission.VIEW)
    row = _with_steps().filter(pk=pk).first()
    one = None if row is None else standing(row)
    if one is None or not _may_see(found, one, _own_rounds(found)):
        raise NotVisible("没有找到这轮考核，或它还没有向您的单位开放自查。", code="rounds.round")
    return one


def offered(viewer: User, one: Standing, *, today: date) -> list[Offered]:
    """The steps that the viewer may take from here, each with what still stands in its way."""
    held = permissions_of(viewer)
    return [
        Offered(step, _obstacle(one, RoundAct(step.code), viewer, today))
        for step in STEPS.allowed(one.state)
        if step.permission in held
    ]


def require_ready(one: Standing, act: RoundAct, *, actor: User, today: date) -> None:
    """Refuse a step before its time; BusinessError `workflow.not_allowed`, `rounds.*`. Skipping a station is refused here."""
    STEPS.require(act, one.state)
    if act is RoundAct.DRAW:
        silent = [unit.label for unit in unconfirmed(one)]
        rules.require_checked(today=today, due_on=one.due_on, silent=silent)
    elif act is RoundAct.PUBLICISE:
        _require_settled(one)
        rules.require_closed(one.period.label, is_closed=governing(one.period.last) is not None)
    elif act is RoundAct.REPUBLICISE:
        _require_settled(one)
    elif act is RoundAct.FINALISE:
        rules.require_publicised(today=today, until=one.due_on)
        _require_settled(one)
        rules.require_other_than_starter(one.starter_id, actor.pk)


def unconfirmed(one: Standing) -> list[Unit]:
    """The units with a score in the trial that have not confirmed it, in tree order."""
    confirmed = Confirmation.objects.filter(round=one.round).values("unit")
    scored = RoundScore.objects.filter(version=trial(one.round), score__isnull=False)
    units = Unit.objects.filter(pk__in=scored.values("unit"))
    return list(units.exclude(pk__in=confirmed).order_by("path"))


def latest(of: Round) -> RoundVersion:
    """What was computed last: the trial, what is publicised, or the final results."""
    return of.versions.select_related("recorded_by__person").order_by("-number")[0]


def trial(of: Round) -> RoundVersion:
    """The trial that the units check."""
    return of.versions.filter(kind=VersionKind.TRIAL).order_by("-number")[0]


def results(viewer: User, one: Standing) -> list[Compared]:
    """The latest results that the viewer may see, by group and place, each beside the trial's."""
    found = require(viewer, Permission.VIEW)
    now, before = latest(one.round), trial(one.round)
    scores = list(_scores(now).order_by("scheme__group", "pk"))
    seen = _seen_units(found, one, scores)
    earlier = {row.unit_id: row for row in _scores(before)} if before.pk != now.pk else {}
    confirmed = set(Confirmation.objects.filter(round=one.round).values_list("unit_id", flat=True))
    appealed = [row.about_id for row in visible_appeals(found, one)]
    return [
        Compared(
            row,
            earlier.get(row.unit_id),
            _is_own(found, row.unit_id),
            row.unit_id in confirmed,
            appealed.count(row.unit_id),
        )
        for row in scores
        if row.unit_id in seen
    ]


def sheet_of(viewer: User, one: Standing, unit_code: str) -> tuple[RoundScore, list[LinePair]]:
    """One unit's latest result with its lines; NotVisible for units whose lines are not the viewer's to see."""
    found = require(viewer, Permission.VIEW)
    now, before = latest(one.round), trial(one.round)
    score = _scores(now).filter(unit__code=unit_code).first()
    if score is None or not _is_own(found, score.unit_id):
        raise NotVisible("没有找到该单位的考核结果，或不在您的查看范围内。", code="rounds.unit")
    lines = RoundLine.objects.filter(version=now, unit=score.unit_id).order_by("position")
    earlier = {row.code: row for row in RoundLine.objects.filter(version=before, unit=score.unit_id)}
    return score, [LinePair(line, earlier.get(line.code) if before.pk != now.pk else None) for line in lines]


def sees_facts(viewer: User, unit: Unit) -> bool:
    """Whether the facts behind the unit's figures are open to the viewer: not to a reach of totals alone."""
    return _in_detail(reach(viewer, Figures.VIEW), unit.pk)


def member(viewer: User, one: Standing, unit_code: str) -> Unit:
    """A unit whose latest result the viewer may see; NotVisible otherwise."""
    found = next((row.score.unit for row in results(viewer, one) if row.score.unit.code == unit_code), None)
    if found is None:
        raise NotVisible("没有找到该单位的考核结果，或不在您的查看范围内。", code="rounds.unit")
    return found


def lines_of(version: RoundVersion, unit: Unit) -> dict[str, str]:
    """Codes and names of a unit's lines in a version."""
    return dict(RoundLine.objects.filter(version=version, unit=unit).order_by("position").values_list("code", "name"))


def appealable_lines(viewer: User, one: Standing, about: Unit) -> dict[str, str]:
    """The lines that may be appealed against: of an own unit all of them, of others those of the sheet."""
    found = require(viewer, Permission.VIEW)
    rows = RoundLine.objects.filter(version=latest(one.round), unit=about).order_by("position")
    chosen = rows if _is_own(found, about.pk) else rows.exclude(weight="0")
    return dict(chosen.values_list("code", "name"))


def confirmation(of: Round, unit: Unit) -> Confirmation | None:
    """Who confirmed the unit's results, and when; None while nobody has."""
    return Confirmation.objects.filter(round=of, unit=unit).select_related("recorded_by__person").first()


def sample_items(viewer: User, one: Standing) -> list[SampleItem]:
    """What was drawn, of the units that the viewer sees in detail, with what was found: findings speak of single projects."""
    found = require(viewer, Permission.VIEW)
    rows = SampleItem.objects.filter(draw__round=one.round).select_related("unit", "draw", "found__recorded_by__person")
    return [row for row in rows.order_by("unit__path", "pk") if _in_detail(found, row.unit_id)]


def sample_item(viewer: User, one: Standing, pk: int) -> SampleItem:
    """One drawn line; NotVisible otherwise."""
    found = next((row for row in sample_items(viewer, one) if row.pk == pk), None)
    if found is None:
        raise NotVisible("没有找到这个抽样，或不在您的查看范围内。", code="rounds.sample")
    return found


def visible_appeals(found: Reach, one: Standing) -> list[Appeal]:
    """Appeals of own units and about own units; all for who sees all in detail. In the order in which they came.

    They speak of single projects, so a reach of totals alone shows none.
    """
    rows = Appeal.objects.filter(round=one.round).select_related(
        "unit", "about", "recorded_by__person", "answer__recorded_by__person", "answer__adjustment__slip"
    )
    return [row for row in rows.order_by("pk") if _in_detail(found, row.unit_id) or _in_detail(found, row.about_id)]


def _require_settled(one: Standing) -> None:
    waiting = Adjustment.objects.filter(scheme_code=one.round.scheme_code, period=one.round.period)
    rules.require_settled(
        appeals=Appeal.objects.filter(round=one.round, answer=None).count(),
        adjustments=waiting.filter(slip__state__in=WAITING).count(),
        samples=SampleItem.objects.filter(draw__round=one.round, found=None).count(),
    )


def _obstacle(one: Standing, act: RoundAct, viewer: User, today: date) -> str:
    try:
        require_ready(one, act, actor=viewer, today=today)
        if act in {RoundAct.FINALISE, RoundAct.REPUBLICISE}:
            _require_publicity(one, act)
    except BusinessError as error:
        return error.message
    return ""


def _require_publicity(one: Standing, act: RoundAct) -> None:
    """What the verbs ask of the results themselves; here they are computed only if something was decided meanwhile."""
    shown = latest(one.round)
    is_same = not _decided_since(one, shown)
    if not is_same:
        is_same = says_the_same(taken_round(one.round.scheme_code, one.period, at=timezone.now()), shown)
    judge = rules.require_as_publicised if act is RoundAct.FINALISE else rules.require_changed
    judge(is_same=is_same)


def _decided_since(one: Standing, shown: RoundVersion) -> bool:
    """Whether an adjustment was approved, a mark entered or the period restated after the results were publicised."""
    of_round = {"scheme_code": one.round.scheme_code, "period": one.round.period}
    approved = Adjustment.objects.filter(
        slip__state=SlipState.RECOGNISED, slip__recognised_at__gt=shown.recorded_at, **of_round
    )
    marked = JuryMark.objects.filter(recorded_at__gt=shown.recorded_at, **of_round)
    lock = governing(one.period.last)
    return approved.exists() or marked.exists() or (lock is not None and lock.recorded_at > shown.recorded_at)


def _with_steps() -> QuerySet[Round]:
    steps = RoundStep.objects.select_related("recorded_by__person").order_by("position")
    return Round.objects.select_related("recorded_by__person").prefetch_related(Prefetch("steps", steps))


def _own_rounds(found: Reach) -> set[int]:
    """The rounds in which own units are assessed."""
    rows = RoundScore.objects.filter(unit_id__in=found.unit_ids | found.chain_unit_ids)
    return set(rows.order_by().values_list("version__round", flat=True))


def _may_see(found: Reach, one: Standing, own: Collection[int]) -> bool:
    if found.everything or found.summary:
        return True
    return one.state in SEEN_BY_UNITS and one.round.pk in own


def _is_own(found: Reach, unit_id: int) -> bool:
    return found.everything or found.summary or unit_id in found.unit_ids | found.chain_unit_ids


def _in_detail(found: Reach, unit_id: int) -> bool:
    return found.everything or unit_id in found.unit_ids | found.chain_unit_ids


def _seen_units(found: Reach, one: Standing, scores: Iterable[RoundScore]) -> set[int]:
    """Own units; with them their whole group once the results are publicised."""
    rows = list(scores)
    groups = {row.scheme_id for row in rows if _is_own(found, row.unit_id)}
    is_public = one.state in _PUBLIC
    return {row.unit_id for row in rows if _is_own(found, row.unit_id) or (is_public and row.scheme_id in groups)}


def _scores(version: RoundVersion) -> QuerySet[RoundScore]:
    return RoundScore.objects.filter(version=version).select_related("unit", "scheme")
