"""The steps of a round of assessment: trial, self-check, verification, publicity, final; every one is a fact.

All verbs stand in line, so of two people at the same moment one takes the step and the other is told where it stands.
"""

from dataclasses import astuple
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.across.assessment.models import (
    Round,
    RoundLine,
    RoundScore,
    RoundSetting,
    RoundStep,
    RoundVersion,
    SampleDraw,
    SampleItem,
)
from luodi.across.assessment.rules import rounds as rules
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import STEPS, USUAL_DAYS, RoundAct, RoundState, VersionKind
from luodi.across.assessment.selectors.rounds import Standing, latest, require_ready, standing, standings, trial
from luodi.across.assessment.selectors.rounds_taken import (
    TakenLine,
    TakenRound,
    TakenScore,
    says_the_same,
    taken_round,
)
from luodi.across.assessment.selectors.schemes import in_force
from luodi.across.lifecycle.rules.gates_review import drawn
from luodi.base.audit import services as audit
from luodi.base.core import bulk
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit, users_with, work_calendar

_ACTIONS: Final = {
    RoundAct.RECOMPUTE: "assessment.round_recomputed",
    RoundAct.OPEN_CHECK: "assessment.self_check_opened",
    RoundAct.DRAW: "assessment.sample_drawn",
    RoundAct.PUBLICISE: "assessment.publicity_opened",
    RoundAct.REPUBLICISE: "assessment.publicity_opened",
    RoundAct.FINALISE: "assessment.round_finalised",
    RoundAct.CANCEL: "assessment.round_cancelled",
}


@transaction.atomic
def start_round(scheme_code: str, *, period: str, actor: User, at: datetime) -> Round:
    """Begin the assessment of a period that is over: the system computes the trial and keeps it.

    Errors: NotPermitted; BusinessError `rounds.not_over`, `rounds.present`, `rounds.nothing`, `assessment.no_scheme`.
    """
    whole = parse_period(period)
    scheme = in_force(whole.last, code=scheme_code)[0]
    require(actor, Permission.RUN_ROUND, unit=scheme.unit)
    rules.require_ended(whole.last, today=timezone.localdate(at))
    audit.stand_in_line()
    present = standings(scheme.code, whole.code)
    alive = next((one for one in present if one.state is not RoundState.CANCELLED), None)
    rules.require_alone("" if alive is None else f"{alive.label}正在“{alive.state.label}”")
    made = Round.objects.create(
        scheme_code=scheme.code, period=whole.code, number=len(present) + 1, recorded_by=actor, recorded_at=at
    )
    _step(made, RoundAct.START, RoundState.TRIAL, actor=actor, at=at)
    version = _keep(made, VersionKind.TRIAL, _computed(made, at=at), actor=actor, at=at)
    changes = {"state": ("", str(RoundState.TRIAL.label)), "sha256": ("", version.sha256)}
    act = audit.Act("assessment.round_started", made, unit_code=scheme.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def recompute_trial(of: Round, *, actor: User, at: datetime, note: str = "") -> RoundVersion:
    """Compute the trial again before anybody has seen it. Errors: NotPermitted; BusinessError `workflow.not_allowed`."""
    one = _ready(of, RoundAct.RECOMPUTE, actor=actor, at=at)
    _take(one, RoundAct.RECOMPUTE, actor=actor, at=at, note=note)
    return _keep(of, VersionKind.TRIAL, _computed(of, at=at), actor=actor, at=at)


@transaction.atomic
def open_self_check(of: Round, *, actor: User, at: datetime, days: int = USUAL_DAYS, note: str = "") -> RoundStep:
    """Show every unit its results for so many working days, to confirm or appeal; the units are told.

    Errors: NotPermitted; BusinessError `rounds.days`, `workflow.not_allowed`.
    """
    rules.require_days(days)
    one = _ready(of, RoundAct.OPEN_CHECK, actor=actor, at=at)
    due_on = work_calendar().add_workdays(timezone.localdate(at), days)
    made = _take(one, RoundAct.OPEN_CHECK, actor=actor, at=at, note=note, due_on=due_on)
    title = f"{one.label}试算结果已出，请在 {due_on} 前核对确认，有异议的逐项申诉"
    _tell_units(one, "assessment.self_check", title, at=at)
    return made


@transaction.atomic
def draw_sample(of: Round, *, actor: User, at: datetime, note: str = "") -> SampleDraw:
    """End the self-check and draw, of each unit, the lines that are verified; the seed is written down.

    The seed rests on the hash of the trial, which nobody can choose; so the draw is not to be foreseen and can be
    repeated. Errors: NotPermitted; BusinessError `rounds.checking`, `workflow.not_allowed`.
    """
    one = _ready(of, RoundAct.DRAW, actor=actor, at=at)
    version = trial(of)
    lines = RoundLine.objects.filter(version=version, points__isnull=False).exclude(counted="0")
    rows = list(lines.select_related("unit").order_by("unit__path", "position"))
    seed = f"{of.scheme_code}-{of.period}-{of.number}-{version.sha256[:16]}"
    draw = SampleDraw.objects.create(
        round=of, seed=seed, percent=rules.SAMPLE_PERCENT, population=len(rows), recorded_by=actor, recorded_at=at
    )
    chosen = _chosen(rows, seed)
    SampleItem.objects.bulk_create(
        [SampleItem(draw=draw, unit=row.unit, line=row.code, name=row.name) for row in chosen]
    )
    _take(one, RoundAct.DRAW, actor=actor, at=at, note=note)
    people = users_with(Permission.VERIFY_SAMPLE, root_unit())
    title = f"{one.label}已抽取 {len(chosen)} 项待核查"
    notices.tell(people, code="assessment.sample_waiting", title=title, link=_link(of), at=at)
    return draw


@transaction.atomic
def publicise(of: Round, *, actor: User, at: datetime, days: int = USUAL_DAYS, note: str = "") -> RoundVersion:
    """Compute the results again, with what was settled on the way, and show each group its own for so many working days.

    Errors: NotPermitted; BusinessError `rounds.days`, `rounds.unsettled`, `rounds.not_closed`, `workflow.not_allowed`.
    """
    rules.require_days(days)
    one = _ready(of, RoundAct.PUBLICISE, actor=actor, at=at)
    until = work_calendar().add_workdays(timezone.localdate(at), days)
    _take(one, RoundAct.PUBLICISE, actor=actor, at=at, note=note, due_on=until)
    made = _keep(of, VersionKind.PUBLICITY, _computed(of, at=at), actor=actor, at=at)
    title = f"{one.label}结果公示至 {until}，有异议的请在期内提出"
    _tell_units(one, "assessment.publicity", title, at=at)
    return made


@transaction.atomic
def republicise(of: Round, *, actor: User, at: datetime, days: int = USUAL_DAYS, note: str = "") -> RoundVersion:
    """Show results that changed during the publicity for so many working days more; without a change there is nothing to.

    The publicity never ends before the day that was announced first. Errors: NotPermitted; BusinessError `rounds.days`, `rounds.unsettled`, `rounds.unchanged`, `workflow.not_allowed`.
    """
    rules.require_days(days)
    one = _ready(of, RoundAct.REPUBLICISE, actor=actor, at=at)
    found = taken_round(of.scheme_code, one.period, at=at)
    rules.require_changed(is_same=says_the_same(found, latest(of)))
    until = work_calendar().add_workdays(timezone.localdate(at), days)
    until = max(until, one.due_on or until)
    _take(one, RoundAct.REPUBLICISE, actor=actor, at=at, note=note, due_on=until)
    made = _keep(of, VersionKind.PUBLICITY, found, actor=actor, at=at)
    title = f"{one.label}结果有变，重新公示至 {until}，有异议的请在期内提出"
    _tell_units(one, "assessment.publicity", title, at=at)
    return made


@transaction.atomic
def finalise_round(of: Round, *, actor: User, at: datetime, note: str = "") -> RoundVersion:
    """Lock the results: values, scores, places and the versions they rest on, under one hash. Nothing changes after.

    What is final has been publicised: results that changed since are refused. Errors: NotPermitted; BusinessError
    `rounds.publicity_runs`, `rounds.unsettled`, `rounds.same_person`, `rounds.unpublicised`, `workflow.not_allowed`.
    """
    one = _ready(of, RoundAct.FINALISE, actor=actor, at=at)
    found = taken_round(of.scheme_code, one.period, at=at)
    rules.require_as_publicised(is_same=says_the_same(found, latest(of)))
    _take(one, RoundAct.FINALISE, actor=actor, at=at, note=note)
    made = _keep(of, VersionKind.FINAL, found, actor=actor, at=at)
    _tell_units(one, "assessment.round_final", f"{one.label}结果已定稿", at=at)
    return made


@transaction.atomic
def cancel_round(of: Round, *, reason: str, actor: User, at: datetime) -> RoundStep:
    """Give a round up before it is final; it stays to be read. Errors: NotPermitted; BusinessError `rounds.cancel_reason`."""
    one = _ready(of, RoundAct.CANCEL, actor=actor, at=at)
    if not reason.strip():
        raise BusinessError("请写明作废的原因。", code="rounds.cancel_reason")
    made = _take(one, RoundAct.CANCEL, actor=actor, at=at, note=reason)
    if one.state is not RoundState.TRIAL:
        _tell_units(one, "assessment.round_dropped", f"{one.label}已作废：{reason.strip()}", at=at)
    return made


def _ready(of: Round, act: RoundAct, *, actor: User, at: datetime) -> Standing:
    """Where the round stands now, if the step may be taken."""
    require(actor, STEPS[act].permission, unit=_unit_of(of))
    audit.stand_in_line()
    one = standing(Round.objects.get(pk=of.pk))
    require_ready(one, act, actor=actor, today=timezone.localdate(at))
    return one


def _unit_of(of: Round) -> Unit:
    return in_force(parse_period(of.period).last, code=of.scheme_code)[0].unit


def _take(
    one: Standing, act: RoundAct, *, actor: User, at: datetime, note: str = "", due_on: date | None = None
) -> RoundStep:
    target = RoundState(STEPS[act].target)
    made = _step(one.round, act, target, actor=actor, at=at, note=note, due_on=due_on, position=len(one.steps) + 1)
    changes = {"state": (str(one.state.label), str(target.label))}
    if due_on is not None:
        changes["due_on"] = ("", str(due_on))
    said = audit.Act(_ACTIONS[act], one.round, label=one.label, changes=changes, reason=note)
    audit.record(said, actor=actor, at=at)
    return made


def _step(
    of: Round,
    act: RoundAct,
    state: RoundState,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    due_on: date | None = None,
    position: int = 1,
) -> RoundStep:
    return RoundStep.objects.create(
        round=of,
        position=position,
        act=act.value,
        state=state,
        due_on=due_on,
        note=fitted(note.strip(), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )


def _computed(of: Round, *, at: datetime) -> TakenRound:
    """All results as known now. BusinessError `rounds.nothing` when nobody has a score."""
    found = taken_round(of.scheme_code, parse_period(of.period), at=at)
    if found.is_empty:
        raise BusinessError(
            "各组都没有能评分的单位，无法试算。请先下达目标任务，或给单位选择考核分组。", code="rounds.nothing"
        )
    return found


def _keep(of: Round, kind: VersionKind, found: TakenRound, *, actor: User, at: datetime) -> RoundVersion:
    """Keep results that were computed."""
    made = RoundVersion.objects.create(
        round=of,
        kind=kind,
        number=of.versions.count() + 1,
        sha256=found.sha256,
        recorded_by=actor,
        recorded_at=at,
    )
    bulk.append_rows(RoundScore, TakenScore.__slots__, [astuple(one) for one in found.scores], version_id=made.pk)
    bulk.append_rows(RoundLine, TakenLine.__slots__, [astuple(one) for one in found.lines], version_id=made.pk)
    bulk.append_rows(RoundSetting, ("name", "value"), list(found.settings), version_id=made.pk)
    return made


def _chosen(rows: list[RoundLine], seed: str) -> list[RoundLine]:
    """Of each unit at least the share, and one line where there is any."""
    by_unit: dict[str, dict[str, RoundLine]] = {}
    for row in rows:
        by_unit.setdefault(row.unit.code, {})[f"{row.unit.code}|{row.code}"] = row
    return [
        lines[key] for lines in by_unit.values() for key in drawn(list(lines), seed=seed, percent=rules.SAMPLE_PERCENT)
    ]


def _tell_units(one: Standing, code: str, title: str, *, at: datetime) -> None:
    """The people of every assessed unit who may confirm and appeal."""
    rows = RoundScore.objects.filter(version=trial(one.round)).select_related("unit")
    people = {user.pk: user for row in rows for user in users_with(Permission.APPEAL, row.unit)}
    notices.tell(people.values(), code=code, title=title, link=_link(one.round), at=at)


def _link(of: Round) -> str:
    return f"/assessment/rounds/{of.pk}/"
