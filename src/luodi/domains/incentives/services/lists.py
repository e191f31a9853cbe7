"""The steps of a hero list: opened, reviewed, proposed, shown, decided; each is a fact with who and when.

All verbs stand in line, so of two people at the same moment one takes the step and the other is told where the list stands.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, users_with, work_calendar
from luodi.domains.incentives.models import (
    HeroCriterion,
    HeroList,
    HeroPlace,
    HeroPublicity,
    HeroStep,
    PlaceRevocation,
)
from luodi.domains.incentives.rules import heroes as rules
from luodi.domains.incentives.rules.heroes import CRITERIA, STEPS, CriterionSpec, HeroAct, HeroKind, HeroState
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.selectors.heroes import Scored, Standing
from luodi.domains.incentives.selectors.people import holders_below

_ACTIONS: Final = {
    HeroAct.REVIEW: "incentives.review_opened",
    HeroAct.PROPOSE: "incentives.list_proposed",
    HeroAct.PUBLICISE: "incentives.list_publicised",
    HeroAct.DECIDE: "incentives.list_decided",
    HeroAct.CANCEL: "incentives.list_cancelled",
}


@dataclass(frozen=True)
class ListValues:
    """The year, the places of each kind, the criteria."""

    year: int
    unit_places: int = rules.UNIT_PLACES
    person_places: int = rules.PERSON_PLACES
    criteria: Sequence[CriterionSpec] = CRITERIA


@transaction.atomic
def open_list(unit: Unit, values: ListValues, *, actor: User, at: datetime) -> HeroList:
    """Open the hero list of a year for nominations; the units below are told.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.year|places|criteria|present`.
    """
    require(actor, Permission.RUN, unit=unit)
    given = {HeroKind.UNIT.value: values.unit_places, HeroKind.PERSON.value: values.person_places}
    rules.require_sound_list(
        year=values.year, this_year=timezone.localdate(at).year, places=given, criteria=values.criteria
    )
    audit.stand_in_line()
    present = selectors.alive(unit, values.year)
    rules.require_alone("" if present is None else str(present.hero_list))
    made = HeroList.objects.create(
        unit=unit,
        year=values.year,
        number=HeroList.objects.filter(unit=unit, year=values.year).count() + 1,
        unit_places=values.unit_places,
        person_places=values.person_places,
        recorded_by=actor,
        recorded_at=at,
    )
    HeroCriterion.objects.bulk_create(
        HeroCriterion(hero_list=made, position=place, name=one.name.strip(), most=one.most)
        for place, one in enumerate(values.criteria, 1)
    )
    _step(made, HeroAct.OPEN, HeroState.NOMINATING, position=1, actor=actor, at=at)
    changes = {
        "state": ("", str(HeroState.NOMINATING.label)),
        "places": ("", f"单位{values.unit_places}、个人{values.person_places}"),
    }
    audit.record(audit.Act("incentives.list_opened", made, unit_code=unit.code, changes=changes), actor=actor, at=at)
    _tell_units(made, Permission.NOMINATE, f"{made}开始提名，请推荐", at=at)
    return made


@transaction.atomic
def start_review(of: HeroList, *, actor: User, at: datetime, note: str = "") -> HeroStep:
    """Close the nominations; the reviewers are told. Errors: NotPermitted, NotVisible; BusinessError `workflow.not_allowed`."""
    one = _ready(of, HeroAct.REVIEW, actor=actor)
    made = _append(one, HeroAct.REVIEW, actor=actor, at=at, note=note)
    count = selectors.standing_nominations(of).count()
    people = users_with(Permission.REVIEW, of.unit)
    title = f"{of}有 {count} 个提名待评分"
    notices.tell(people, code="incentives.review_waiting", title=title, link=_link(of), at=at)
    return made


@transaction.atomic
def propose_places(of: HeroList, chosen: Collection[int], *, actor: User, at: datetime, note: str = "") -> HeroStep:
    """Propose who gets the places; `chosen` are nominations. A proposal made again replaces the one before.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.empty|too_many|unscored|against_scores`,
    `workflow.not_allowed`.
    """
    one = _ready(of, HeroAct.PROPOSE, actor=actor)
    every = selectors.scored(of)
    taken = [row for row in every if row.nomination.pk in set(chosen)]
    others = [row.candidate for row in every if row.nomination.pk not in set(chosen)]
    rules.require_proposal([row.candidate for row in taken], others, one.places, note)
    if one.state is not HeroState.REVIEWING:
        rules.require_reason(note)
    made = _append(one, HeroAct.PROPOSE, actor=actor, at=at, note=note)
    HeroPlace.objects.bulk_create(_place(made, row, place) for place, row in enumerate(taken, 1))
    return made


def _place(step: HeroStep, row: Scored, position: int) -> HeroPlace:
    mean = row.candidate.mean
    return HeroPlace(step=step, nomination=row.nomination, position=position, score="" if mean is None else str(mean))


@dataclass(frozen=True)
class PublicityValues:
    """For how many working days a list is shown, and where people turn to."""

    contact: str
    oversight: str
    days: int = rules.PUBLICITY_DAYS


@transaction.atomic
def publicise_list(of: HeroList, values: PublicityValues, *, actor: User, at: datetime) -> HeroPublicity:
    """Show the proposed list for so many working days, counted from the next one; the units are told.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.days|contact`, `workflow.not_allowed`.
    """
    rules.require_publicity(days=values.days, contact=values.contact, oversight=values.oversight)
    one = _ready(of, HeroAct.PUBLICISE, actor=actor)
    today = timezone.localdate(at)
    until = work_calendar().add_workdays(today, values.days)
    rules.require_announced(until, announced=one.until)
    step = _append(one, HeroAct.PUBLICISE, actor=actor, at=at)
    made = HeroPublicity.objects.create(
        step=step,
        starts_on=today,
        until=until,
        days=values.days,
        contact=fitted(values.contact.strip(), 120, "联系方式"),
        oversight=fitted(values.oversight.strip(), 120, "监督方式"),
    )
    _tell_units(of, Permission.VIEW, f"{of}拟上榜名单公示至 {until}，有异议的请在期内提出", at=at)
    return made


@transaction.atomic
def decide_list(of: HeroList, *, document_no: str, actor: User, at: datetime, note: str = "") -> HeroStep:
    """Decide the list under a document number when its publicity is over; nothing of it changes after.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.publicity_runs|unanswered|upheld|same_person|own_place|
    document`, `workflow.not_allowed`.
    """
    one = _ready(of, HeroAct.DECIDE, actor=actor)
    shown = selectors.publicised(one)
    rules.require_decidable(shown, today=timezone.localdate(at), actor=actor.pk, document_no=document_no)
    made = _append(one, HeroAct.DECIDE, actor=actor, at=at, note=note, document_no=document_no)
    _tell_units(of, Permission.VIEW, f"{of}已公布（{made.document_no}）", at=at)
    return made


@transaction.atomic
def cancel_list(of: HeroList, *, reason: str, actor: User, at: datetime) -> HeroStep:
    """Give up a list before it is decided; it stays to be read. Errors: NotPermitted, NotVisible; `incentives.reason`."""
    rules.require_reason(reason)
    one = _ready(of, HeroAct.CANCEL, actor=actor)
    return _append(one, HeroAct.CANCEL, actor=actor, at=at, note=reason)


@transaction.atomic
def revoke_place(place: HeroPlace, *, reason: str, document_no: str, actor: User, at: datetime) -> PlaceRevocation:
    """Take a place of a decided list back by a fact of its own, with reason and document.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.reason|document|not_decided|revoked`.
    """
    of = place.step.hero_list
    require(actor, Permission.DECIDE, unit=of.unit)
    rules.require_reason(reason)
    audit.stand_in_line()
    one = selectors.standing(of)
    standing = {row.pk for row in selectors.standing_places(one)}
    rules.require_revocable(
        is_decided=one.state is HeroState.DECIDED, is_standing=place.pk in standing, document_no=document_no
    )
    made = PlaceRevocation.objects.create(
        place=place,
        document_no=fitted(document_no.strip(), 60, "文号"),
        reason=fitted(reason.strip(), 300, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    label = f"{of}：{place.nomination.label}"
    changes = {"document_no": ("", made.document_no)}
    act = audit.Act("incentives.place_revoked", made, label, of.unit.code, changes, made.reason)
    audit.record(act, actor=actor, at=at)
    return made


def _ready(of: HeroList, act: HeroAct, *, actor: User) -> Standing:
    """Where the list stands now, if the step may be taken."""
    require(actor, STEPS[act].permission, unit=of.unit)
    audit.stand_in_line()
    one = selectors.standing(of)
    STEPS.require(act, one.state)
    return one


def _append(
    one: Standing, act: HeroAct, *, actor: User, at: datetime, note: str = "", document_no: str = ""
) -> HeroStep:
    target = HeroState(STEPS[act].target)
    place = len(one.steps) + 1
    made = _step(one.hero_list, act, target, position=place, actor=actor, at=at, note=note, document_no=document_no)
    changes = {"state": (str(one.state.label), str(target.label))}
    if document_no:
        changes["document_no"] = ("", made.document_no)
    said = audit.Act(_ACTIONS[act], one.hero_list, unit_code=one.hero_list.unit.code, changes=changes, reason=note)
    audit.record(said, actor=actor, at=at)
    return made


def _step(
    of: HeroList,
    act: HeroAct,
    state: HeroState,
    *,
    position: int,
    actor: User,
    at: datetime,
    note: str = "",
    document_no: str = "",
) -> HeroStep:
    return HeroStep.objects.create(
        hero_list=of,
        position=position,
        act=act.value,
        state=state,
        document_no=fitted(document_no.strip(), 60, "文号"),
        note=fitted(note.strip(), 300, "说明"),
        recorded_by=actor,
        recorded_at=at,
    )


def _tell_units(of: HeroList, permission: Permission, title: str, *, at: datetime) -> None:
    """Whoever holds the right for a unit below the organiser."""
    people = holders_below(permission, of.unit)
    notices.tell(people, code="incentives.list_moved", title=title, link=_link(of), at=at)


def _link(of: HeroList) -> str:
    return f"/heroes/{of.pk}/"
