"""Challenges posted and taken up, their steps, and the reminders of those that are due.

All verbs stand in line, so of two people at the same moment one takes the step and the other is told where it stands.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require, users_with
from luodi.domains.chains.models import Chain
from luodi.domains.incentives.models import Challenge, ChallengeStep, Take, TakeStep
from luodi.domains.incentives.rules import challenges as rules
from luodi.domains.incentives.rules import heroes as hero_rules
from luodi.domains.incentives.rules.challenges import (
    CHALLENGE_STEPS,
    TAKE_STEPS,
    ChallengeAct,
    ChallengeState,
    TakeAct,
    TakeState,
)
from luodi.domains.incentives.rules.heroes import HeroKind
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import challenges as selectors
from luodi.domains.incentives.selectors.challenges import TakeStanding
from luodi.domains.incentives.selectors.people import holders_below
from luodi.domains.projects.models import Project

_TOLD: Final = frozenset({TakeAct.CHECK, TakeAct.ACCEPT, TakeAct.RETURN, TakeAct.REWARD, TakeAct.RELEASE})


@dataclass(frozen=True)
class ChallengeValues:
    """What is held out: to whom or what it is about, what shows the result, by when, for what."""

    subject: str
    title: str
    task: str
    aim: str
    due_on: date
    reward: str
    chain: Chain | None = None
    evidence_wanted: str = ""


@transaction.atomic
def post_challenge(unit: Unit, values: ChallengeValues, *, actor: User, at: datetime) -> Challenge:
    """Hold a challenge out to all units below; they are told. Errors: NotPermitted, NotVisible; `incentives.task|reward|deadline`."""
    require(actor, Permission.POST, unit=unit)
    rules.require_sound(title=values.title, task=values.task, reward=values.reward)
    rules.require_deadline(values.due_on, today=timezone.localdate(at))
    audit.stand_in_line()
    made = Challenge.objects.create(
        code=_next_code(at),
        unit=unit,
        subject=values.subject,
        title=fitted(values.title.strip(), 120, "标题"),
        task=fitted(values.task.strip(), 2000, "任务内容"),
        chain=values.chain,
        aim=values.aim,
        evidence_wanted=fitted(values.evidence_wanted.strip(), 300, "佐证要求"),
        reward=fitted(values.reward.strip(), 300, "奖励"),
        recorded_by=actor,
        recorded_at=at,
    )
    _step(made, ChallengeAct.POST, ChallengeState.POSTED, position=1, due_on=values.due_on, actor=actor, at=at)
    changes = {"due_on": ("", values.due_on.isoformat())}
    act = audit.Act("incentives.challenge_posted", made, unit_code=unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    people = holders_below(Permission.TAKE, unit)
    title = f"揭榜挂帅：{made.title}，期限 {values.due_on}"
    notices.tell(people, code="incentives.challenge_open", title=title, link=_link(made), at=at)
    return made


def _next_code(at: datetime) -> str:
    """`B2023-001`: year and number, one after the other."""
    prefix = f"B{timezone.localdate(at).year}-"
    last = Challenge.objects.filter(code__startswith=prefix).order_by("-pk").first()
    return f"{prefix}{1 if last is None else int(last.code.removeprefix(prefix)) + 1:03d}"


@transaction.atomic
def extend_challenge(of: Challenge, *, due_on: date, reason: str, actor: User, at: datetime) -> ChallengeStep:
    """Give a challenge another deadline. Errors: NotPermitted, NotVisible; BusinessError `incentives.deadline|reason`."""
    rules.require_deadline(due_on, today=timezone.localdate(at))
    return _append(of, ChallengeAct.EXTEND, due_on=due_on, reason=reason, actor=actor, at=at)


@transaction.atomic
def end_challenge(of: Challenge, *, reason: str, actor: User, at: datetime) -> ChallengeStep:
    """Take a challenge down; who has taken it up goes on. Errors: NotPermitted, NotVisible; `incentives.reason`."""
    return _append(of, ChallengeAct.END, due_on=None, reason=reason, actor=actor, at=at)


def _append(
    of: Challenge, act: ChallengeAct, *, due_on: date | None, reason: str, actor: User, at: datetime
) -> ChallengeStep:
    require(actor, CHALLENGE_STEPS[act].permission, unit=of.unit)
    hero_rules.require_reason(reason)
    audit.stand_in_line()
    last = of.steps.order_by("position").last() or ChallengeStep()
    step = CHALLENGE_STEPS.require(act, last.state)
    made = _step(
        of,
        act,
        ChallengeState(step.target),
        position=last.position + 1,
        due_on=due_on or last.due_on,
        actor=actor,
        at=at,
        note=reason,
    )
    changes = {
        "state": (str(ChallengeState(last.state).label), str(made.get_state_display())),
        "due_on": (last.due_on.isoformat(), made.due_on.isoformat()),
    }
    said = audit.Act("incentives.challenge_stepped", of, unit_code=of.unit.code, changes=changes, reason=reason)
    audit.record(said, actor=actor, at=at)
    return made


def _step(
    of: Challenge,
    act: ChallengeAct,
    state: ChallengeState,
    *,
    position: int,
    due_on: date,
    actor: User,
    at: datetime,
    note: str = "",
) -> ChallengeStep:
    return ChallengeStep.objects.create(
        challenge=of,
        position=position,
        act=act.value,
        state=state,
        due_on=due_on,
        note=fitted(note.strip(), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )


@transaction.atomic
def take_challenge(
    of: Challenge, unit: Unit, *, promise: str, actor: User, at: datetime, person: Person | None = None
) -> Take:
    """Take a challenge up, for a unit or for one of its staff, with a promise; several may.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.ended|over|promise|taken|range|unit_closed|other_unit|left`.
    """
    require(actor, Permission.TAKE, unit=unit)
    one = selectors.challenge(actor, of.pk)
    rules.require_promise(promise)
    is_below = unit.pk != of.unit_id and unit.path.startswith(of.unit.path)
    hero_rules.require_below(unit.label, is_below=is_below)
    hero_rules.require_living_unit(unit.label, is_closed=unit.active_to is not None)
    if person is not None:
        has_left = User.objects.filter(person=person, is_active=False).exists()
        hero_rules.require_staff(person.name, is_of_unit=person.unit_id == unit.pk, has_left=has_left)
    audit.stand_in_line()
    today = timezone.localdate(at)
    last = of.steps.order_by("position").last() or one.last
    rules.require_open(last.state, due_on=last.due_on, today=today)
    made = Take(
        challenge=of,
        kind=HeroKind.UNIT if person is None else HeroKind.PERSON,
        unit=unit,
        person=person,
        promise=fitted(promise.strip(), 500, "承诺"),
        recorded_by=actor,
        recorded_at=at,
    )
    same = [
        row for row in selectors.takes_of(of) if (row.take.unit_id, row.take.person_id) == (unit.pk, made.person_id)
    ]
    rules.require_not_taken(made.label, is_present=any(row.state is not TakeState.RELEASED for row in same))
    made.save()
    _take_step(made, TakeAct.TAKE, TakeState.TAKEN, position=1, actor=actor, at=at)
    label = f"{of.title}：{made.label}"
    audit.record(audit.Act("incentives.taken", made, label, unit.code, reason=made.promise), actor=actor, at=at)
    people = users_with(Permission.POST, of.unit)
    notices.tell(people, code="incentives.take_moved", title=f"{made.label}揭榜：{of.title}", link=_link(of), at=at)
    return made


@transaction.atomic
def step_take(
    row: Take, act: TakeAct, *, actor: User, at: datetime, note: str = "", project: Project | None = None
) -> TakeStep:
    """The next step of a taker: checked, reported with its project, accepted by another, rewarded, released.

    Errors: NotPermitted, NotVisible; BusinessError `workflow.not_allowed`, `incentives.note|not_own|used|not_recognised|
    own_take|result`.
    """
    permission = TAKE_STEPS[act].permission
    require(actor, permission, unit=row.unit if permission == Permission.TAKE else row.challenge.unit)
    rules.require_note(act, note)
    audit.stand_in_line()
    one = selectors.take_standing(row)
    step = TAKE_STEPS.require(act, one.state)
    result = _result(one, act, project, actor)
    made = _take_step(
        row, act, TakeState(step.target), position=len(one.steps) + 1, actor=actor, at=at, note=note, project=result
    )
    label = f"{row.challenge.title}：{row.label}"
    changes = {"state": (str(one.state.label), str(made.get_state_display()))}
    if result is not None:
        changes["project"] = ("", result.code)
    said = audit.Act("incentives.take_stepped", row, label, row.unit.code, changes, note)
    audit.record(said, actor=actor, at=at)
    _tell(one, step.label, act, actor=actor, at=at)
    return made


def _result(one: TakeStanding, act: TakeAct, project: Project | None, actor: User) -> Project | None:
    """The project that a report names and an acceptance rests on; its fact is looked up anew at both."""
    if act is TakeAct.ACCEPT:
        rules.require_other_accepter(actor.pk, takers=one.authors)
        project = None if one.reported is None else one.reported.project
    elif act is not TakeAct.REPORT:
        return None
    found = rules.required_result(project)
    taker = one.take.unit
    rules.require_own_result(found.name, is_own=found.unit.path.startswith(taker.path))
    rules.require_unused(found.name, is_used=selectors.is_used(found))
    is_met = selectors.is_met(found, one.take.challenge.aim, since=one.began_on)
    rules.require_recognised(one.take.challenge.aim, project=found.name, is_met=is_met, since=one.began_on)
    return found


def _take_step(
    row: Take,
    act: TakeAct,
    state: TakeState,
    *,
    position: int,
    actor: User,
    at: datetime,
    note: str = "",
    project: Project | None = None,
) -> TakeStep:
    return TakeStep.objects.create(
        take=row,
        position=position,
        act=act.value,
        state=state,
        occurred_on=timezone.localdate(at),
        project=project,
        note=fitted(note.strip(), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )


def _tell(one: TakeStanding, label: str, act: TakeAct, *, actor: User, at: datetime) -> None:
    """The taker's people of what others did; the accepters of what the taker reported."""
    row = one.take
    if act in _TOLD:
        people = users_with(Permission.TAKE, row.unit)
    else:
        people = users_with(Permission.ACCEPT, row.challenge.unit)
    others = [user for user in people if user.pk != actor.pk]
    title = f"{label}：{row.challenge.title}（{row.label}）"
    notices.tell(others, code="incentives.take_moved", title=title, link=_link(row.challenge), at=at)


@transaction.atomic
def remind_challenges(*, at: datetime) -> int:
    """Tell the takers whose deadline is near, and takers and posters of what is overdue; each of a deadline once."""
    today = timezone.localdate(at)
    return sum(_remind(one, due_on, today, at) for one, due_on in selectors.under_way())


def _remind(one: TakeStanding, due_on: date, today: date, at: datetime) -> int:
    left = (due_on - today).days
    if one.state is not TakeState.TAKEN or left > rules.REMIND_DAYS:
        return 0
    row, key = one.take, f"take:{one.take.pk}:{due_on}"
    people = {user.pk: user for user in users_with(Permission.TAKE, row.unit)}
    title = f"揭榜将于 {due_on} 到期：{row.challenge.title}（{row.label}）"
    if left < 0:
        key, title = f"{key}:over", f"揭榜已于 {due_on} 超期：{row.challenge.title}（{row.label}）"
        people |= {user.pk: user for user in users_with(Permission.POST, row.challenge.unit)}
    return notices.tell(
        people.values(), code="incentives.take_due", title=title, link=_link(row.challenge), key=key, at=at
    )


def _link(of: Challenge) -> str:
    return f"/challenges/{of.pk}/"
