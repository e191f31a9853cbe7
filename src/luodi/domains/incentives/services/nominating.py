"""Nominations of a hero list, the points they get, objections to them and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.money import plain
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require, users_with
from luodi.domains.incentives.models import (
    HeroList,
    HeroMark,
    HeroPlace,
    Nomination,
    NominationEvidence,
    NominationWithdrawal,
    Objection,
    ObjectionAnswer,
)
from luodi.domains.incentives.rules import heroes as rules
from luodi.domains.incentives.rules.heroes import HeroKind, Origin
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import heroes as selectors


@dataclass(frozen=True)
class NominationValues:
    """Who is put forward for what; without a person the unit itself. `is_proposed`: the system's proposal, taken over."""

    unit: Unit
    deeds: str
    person: Person | None = None
    evidence: Sequence[Attachment] = ()
    is_proposed: bool = False


@transaction.atomic
def nominate(of: HeroList, values: NominationValues, *, actor: User, at: datetime) -> Nomination:
    """Put a unit or one of its staff forward. What the system proposes is taken over by the organiser's people.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.closed|deeds|range|unit_closed|other_unit|left|twice`.
    """
    if values.is_proposed:
        require(actor, Permission.RUN, unit=of.unit)
    else:
        require(actor, Permission.NOMINATE, unit=values.unit)
    rules.require_deeds(values.deeds)
    _require_eligible(of, values)
    audit.stand_in_line()
    rules.require_nominating(selectors.standing(of).state)
    made = Nomination(
        hero_list=of,
        kind=HeroKind.UNIT if values.person is None else HeroKind.PERSON,
        origin=Origin.SYSTEM if values.is_proposed else Origin.UNIT,
        unit=values.unit,
        person=values.person,
        deeds=fitted(values.deeds.strip(), 1000, "事迹"),
        recorded_by=actor,
        recorded_at=at,
    )
    same = selectors.standing_nominations(of).filter(unit=values.unit, person=values.person)
    rules.require_once(made.label, is_present=same.exists())
    made.save()
    NominationEvidence.objects.bulk_create(
        NominationEvidence(nomination=made, attachment=item, recorded_by=actor, recorded_at=at)
        for item in dict.fromkeys(values.evidence)
    )
    act = audit.Act("incentives.nominated", made, f"{of}：{made.label}", values.unit.code)
    audit.record(act, actor=actor, at=at)
    return made


def _require_eligible(of: HeroList, values: NominationValues) -> None:
    unit, person = values.unit, values.person
    rules.require_below(unit.label, is_below=unit.pk != of.unit_id and unit.path.startswith(of.unit.path))
    rules.require_living_unit(unit.label, is_closed=unit.active_to is not None)
    if person is not None:
        has_left = User.objects.filter(person=person, is_active=False).exists()
        rules.require_staff(person.name, is_of_unit=person.unit_id == unit.pk, has_left=has_left)


@transaction.atomic
def withdraw_nomination(row: Nomination, *, reason: str, actor: User, at: datetime) -> NominationWithdrawal:
    """Take a nomination back while nominations are open.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.closed|reason|withdrawn`.
    """
    of = row.hero_list
    if row.origin == Origin.SYSTEM:
        require(actor, Permission.RUN, unit=of.unit)
    else:
        require(actor, Permission.NOMINATE, unit=row.unit)
    rules.require_reason(reason)
    audit.stand_in_line()
    rules.require_nominating(selectors.standing(of).state)
    rules.require_not_withdrawn(is_withdrawn=NominationWithdrawal.objects.filter(nomination=row).exists())
    made = NominationWithdrawal.objects.create(
        nomination=row, reason=fitted(reason.strip(), 300, "事由"), recorded_by=actor, recorded_at=at
    )
    act = audit.Act("incentives.nomination_withdrawn", made, f"{of}：{row.label}", row.unit.code, reason=made.reason)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def mark_nomination(row: Nomination, points: Mapping[str, Decimal], *, actor: User, at: datetime) -> list[HeroMark]:
    """Give a nomination points on every criterion, by the criteria's names; given again they replace one's own.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.not_reviewing|own_nomination|self_review|points|withdrawn`.
    """
    of = row.hero_list
    require(actor, Permission.REVIEW, unit=of.unit)
    is_nominee = selectors.is_nominee(actor, row)
    rules.require_impartial_reviewer(is_filer=row.recorded_by_id == actor.pk, is_nominee=is_nominee)
    criteria = list(of.criteria.order_by("position"))
    rules.require_points(points, {one.name: one.most for one in criteria})
    audit.stand_in_line()
    rules.require_reviewing(selectors.standing(of).state)
    rules.require_not_withdrawn(is_withdrawn=NominationWithdrawal.objects.filter(nomination=row).exists())
    made = HeroMark.objects.bulk_create(
        [
            HeroMark(nomination=row, criterion=one, points=points[one.name], recorded_by=actor, recorded_at=at)
            for one in criteria
        ]
    )
    told = {one.name: ("", plain(points[one.name])) for one in criteria}
    act = audit.Act("incentives.marked", row, f"{of}：{row.label}", row.unit.code, told)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def file_objection(place: HeroPlace, *, text: str, actor: User, at: datetime, told_by: str = "") -> Objection:
    """Object to a place that is shown. `told_by`: from whom it comes when an officer writes it down.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.no_publicity|late|objection`.
    """
    of = place.step.hero_list
    require(actor, Permission.OBJECT)
    audit.stand_in_line()
    one = selectors.hero_list(actor, of.pk)
    is_shown = one.proposal is not None and one.proposal.pk == place.step_id
    state = one.state if is_shown else ""
    rules.require_objection(state=state, today=timezone.localdate(at), until=one.until, text=text)
    made = Objection.objects.create(
        step=one.last,
        place=place,
        told_by=fitted(told_by.strip(), 60, "提出人"),
        text=fitted(text.strip(), 500, "内容"),
        recorded_by=actor,
        recorded_at=at,
    )
    label = f"{of}：{place.nomination.label}"
    audit.record(audit.Act("incentives.objected", made, label, of.unit.code, reason=made.text), actor=actor, at=at)
    people = [user for user in users_with(Permission.ANSWER, of.unit) if user.pk != actor.pk]
    link = f"/heroes/{of.pk}/"
    notices.tell(people, code="incentives.objection_waiting", title=f"{of}公示有异议待答复", link=link, at=at)
    return made


@transaction.atomic
def answer_objection(row: Objection, *, verdict: str, text: str, actor: User, at: datetime) -> ObjectionAnswer:
    """Answer an objection, by another person than who made it, than who nominated and than who is meant.

    Errors: NotPermitted, NotVisible; BusinessError `incentives.verdict|answer|own_objection|own_nomination|own_place|
    answered`.
    """
    of, target = row.step.hero_list, row.place.nomination
    require(actor, Permission.ANSWER, unit=of.unit)
    rules.require_answer(verdict, text)
    is_nominee = target.person_id is not None and target.person_id == actor.person_id
    rules.require_other_answerer(
        actor.pk, filer=row.recorded_by_id, nominator=target.recorded_by_id, is_nominee=is_nominee
    )
    audit.stand_in_line()
    rules.require_unanswered(is_answered=ObjectionAnswer.objects.filter(objection=row).exists())
    made = ObjectionAnswer.objects.create(
        objection=row, verdict=verdict, text=fitted(text.strip(), 500, "内容"), recorded_by=actor, recorded_at=at
    )
    label = f"{of}：{target.label}"
    changes = {"verdict": ("", str(made.get_verdict_display()))}
    act = audit.Act("incentives.objection_answered", made, label, of.unit.code, changes, made.text)
    audit.record(act, actor=actor, at=at)
    title = f"{of}异议已答复：{made.get_verdict_display()}"
    notices.tell([row.recorded_by], code="incentives.objection_replied", title=title, link=f"/heroes/{of.pk}/", at=at)
    return made
