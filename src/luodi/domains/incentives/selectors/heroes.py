"""Reading hero lists: which a person sees, where each stands, its nominations with their means, its places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.db.models import Q, QuerySet

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.workflow import Step
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import ancestors, reach
from luodi.domains.incentives.models import (
    HeroCriterion,
    HeroList,
    HeroMark,
    HeroPlace,
    HeroPublicity,
    HeroStep,
    Nomination,
    Objection,
)
from luodi.domains.incentives.rules import heroes as rules
from luodi.domains.incentives.rules.heroes import (
    STEPS,
    Candidate,
    HeroAct,
    HeroKind,
    HeroState,
    Origin,
    Publicised,
    Verdict,
)
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors.people import in_detail

_SEEING: Final = (Permission.RUN, Permission.REVIEW, Permission.DECIDE, Permission.ANSWER)
"""Who reads every nomination and mark before the publicity."""


@dataclass(frozen=True)
class Standing:
    """A list and where it stands: its steps in order, the publicity that runs or ran last."""

    hero_list: HeroList
    steps: tuple[HeroStep, ...]
    publicity: HeroPublicity | None

    @property
    def last(self) -> HeroStep:
        """The latest step."""
        return self.steps[-1]

    @property
    def state(self) -> HeroState:
        """Where the list stands."""
        return HeroState(self.last.state)

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read the list."""
        return self.state in rules.SHOWN

    @property
    def until(self) -> date | None:
        """The last day of the publicity."""
        return None if self.publicity is None else self.publicity.until

    @cached_property
    def decision(self) -> HeroStep | None:
        """The step that decided it."""
        return next((step for step in self.steps if step.act == HeroAct.DECIDE), None)

    @property
    def proposal(self) -> HeroStep | None:
        """The latest step that proposed places."""
        return next((step for step in reversed(self.steps) if step.act == HeroAct.PROPOSE), None)

    @property
    def places(self) -> dict[str, int]:
        """How many places there are of each kind."""
        one = self.hero_list
        return {HeroKind.UNIT.value: one.unit_places, HeroKind.PERSON.value: one.person_places}


def hero_lists(viewer: User) -> list[Standing]:
    """The lists that a person may know of, the latest first: of units in reach and of those above them."""
    rows = HeroList.objects.filter(_known_to(viewer)).select_related("unit").order_by("-year", "-pk")
    return _standings(list(rows))


def _known_to(viewer: User) -> Q:
    found = reach(viewer, Permission.VIEW)
    if found.everything:
        return Q()
    own = {viewer.unit_id} if found.own and viewer.unit_id else set()
    return Q(unit_id__in=found.unit_ids | ancestors(found.unit_ids | found.chain_unit_ids | own))


def standing(row: HeroList, *, known_at: datetime | None = None) -> Standing:
    """Where a list stands, as known at a moment (default now)."""
    return _standings([row], known_at=known_at)[0]


def _standings(rows: Sequence[HeroList], *, known_at: datetime | None = None) -> list[Standing]:
    """All at once: one question for the steps of however many lists."""
    steps = HeroStep.objects.filter(hero_list__in=rows).select_related("recorded_by__person", "publicity")
    if known_at is not None:
        steps = steps.filter(recorded_at__lte=known_at)
    told: dict[int, list[HeroStep]] = defaultdict(list)
    for step in steps.order_by("hero_list_id", "position"):
        told[step.hero_list_id].append(step)
    return [_standing(row, tuple(told[row.pk])) for row in rows]


def _standing(row: HeroList, steps: tuple[HeroStep, ...]) -> Standing:
    shown = next((step for step in reversed(steps) if step.act == HeroAct.PUBLICISE), None)
    return Standing(row, steps, None if shown is None else shown.publicity)


def hero_list(viewer: User, pk: int) -> Standing:
    """One list that the person may know of; NotVisible otherwise."""
    row = HeroList.objects.filter(_known_to(viewer), pk=pk).select_related("unit").first()
    if row is None:
        raise NotVisible("没有找到该英雄榜，或它不在您的查看范围内。", code="incentives.not_visible")
    return standing(row)


def alive(unit: Unit, year: int) -> Standing | None:
    """The list of the unit and year that was not cancelled."""
    found = _standings(list(HeroList.objects.filter(unit=unit, year=year).select_related("unit")))
    return next((one for one in found if one.state is not HeroState.CANCELLED), None)


def decided_list(unit: Unit, year: int, *, known_at: datetime | None = None) -> Standing | None:
    """The list of the unit and year that was decided, as known at a moment."""
    rows = HeroList.objects.filter(unit=unit, year=year).select_related("unit").order_by("-pk")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    found = _standings(list(rows), known_at=known_at)
    return next((one for one in found if one.steps and one.state is HeroState.DECIDED), None)


def sees_all(viewer: User, one: Standing) -> bool:
    """Whether the person is of the organiser's people, who read every nomination with its marks."""
    return any(reach(viewer, right).covers(one.hero_list.unit_id) for right in _SEEING)


def nominations(viewer: User, one: Standing) -> QuerySet[Nomination]:
    """The nominations that the person may read: all for the organiser's people, for others those of units in reach."""
    rows = one.hero_list.nominations.select_related("unit", "person__unit", "recorded_by__person", "withdrawal")
    rows = rows.order_by("kind", "pk").reverse()
    if sees_all(viewer, one):
        return rows
    found = reach(viewer, Permission.VIEW)
    mine = Q(unit_id__in=found.unit_ids) | Q(recorded_by=viewer)
    return rows if found.everything else rows.filter(mine)


def nomination(viewer: User, pk: int) -> Nomination:
    """One nomination that the person may read; NotVisible otherwise."""
    row = Nomination.objects.select_related("hero_list__unit", "unit", "person__unit").filter(pk=pk).first()
    if row is None or not nominations(viewer, hero_list(viewer, row.hero_list_id)).filter(pk=pk).exists():
        raise NotVisible("没有找到该提名，或它不在您的查看范围内。", code="incentives.not_visible")
    return row


def nomination_file(viewer: User, pk: int, file_pk: int) -> Attachment:
    """A document of a nomination that the person may read; NotVisible otherwise."""
    # By its own key: a number too large for the database is then no row, not an error.
    kept = Attachment.objects.filter(pk=file_pk)
    row = nomination(viewer, pk).evidence.filter(attachment__in=kept).select_related("attachment").first()
    if row is None:
        raise NotVisible("没有找到该附件，或它不在您的查看范围内。", code="incentives.not_visible")
    return row.attachment


def standing_nominations(hero_list: HeroList) -> QuerySet[Nomination]:
    """The nominations of a list that were not withdrawn."""
    rows = hero_list.nominations.filter(withdrawal=None).select_related("unit", "person__unit")
    return rows.order_by("pk")


@dataclass(frozen=True)
class Scored:
    """A nomination with the mean of each criterion and how many people marked it."""

    nomination: Nomination
    candidate: Candidate
    means: tuple[tuple[HeroCriterion, Decimal | None], ...]
    reviewers: int


def scored(hero_list: HeroList) -> list[Scored]:
    """The standing nominations, units before persons, the higher mean first."""
    criteria = list(hero_list.criteria.order_by("position"))
    latest = _latest_marks(hero_list)
    found = [_scored(row, criteria, latest.get(row.pk, {})) for row in standing_nominations(hero_list)]
    return sorted(
        found, key=lambda one: (one.nomination.kind != HeroKind.UNIT, -(one.candidate.mean or -1), one.nomination.pk)
    )


def _latest_marks(hero_list: HeroList) -> dict[int, dict[tuple[int, int], Decimal]]:
    """Nomination → (criterion, reviewer) → points."""
    found: dict[int, dict[tuple[int, int], Decimal]] = defaultdict(dict)
    for row in HeroMark.objects.filter(nomination__hero_list=hero_list).order_by("pk"):
        found[row.nomination_id][row.criterion_id, row.recorded_by_id] = row.points
    return found


def _scored(row: Nomination, criteria: Sequence[HeroCriterion], marks: dict[tuple[int, int], Decimal]) -> Scored:
    given = [[points for (key, _), points in marks.items() if key == one.pk] for one in criteria]
    means = tuple(
        (one, sum(points, Decimal(0)) / len(points) if points else None)
        for one, points in zip(criteria, given, strict=True)
    )
    candidate = Candidate(row.label, row.kind, rules.mean_of(given))
    return Scored(row, candidate, means, len({reviewer for _, reviewer in marks}))


def marks_by(viewer: User, row: Nomination) -> dict[str, Decimal]:
    """What the person has given a nomination last, by criterion."""
    marks = row.marks.filter(recorded_by=viewer).select_related("criterion").order_by("pk")
    return {mark.criterion.name: mark.points for mark in marks}


def places(one: Standing) -> list[HeroPlace]:
    """The places of the latest proposal, units before persons, in their order."""
    if one.proposal is None:
        return []
    rows = HeroPlace.objects.filter(step=one.proposal).select_related(
        "nomination__unit", "nomination__person__unit", "revocation__recorded_by__person"
    )
    return sorted(rows.order_by("position"), key=lambda row: row.nomination.kind != HeroKind.UNIT)


def standing_places(one: Standing, *, known_at: datetime | None = None) -> list[HeroPlace]:
    """The places that were not taken back, as known at a moment (default now)."""
    return [row for row in places(one) if not is_revoked(row, known_at=known_at)]


def is_revoked(row: HeroPlace, *, known_at: datetime | None = None) -> bool:
    """Whether the place was taken back by a moment (default now)."""
    revocation = getattr(row, "revocation", None)
    return revocation is not None and (known_at is None or revocation.recorded_at <= known_at)


def objections(viewer: User, one: Standing) -> list[Objection]:
    """All for the organiser's people, for others their own; the latest first."""
    rows = Objection.objects.filter(step__hero_list=one.hero_list).select_related(
        "place__nomination__unit",
        "place__nomination__person__unit",
        "recorded_by__person",
        "answer__recorded_by__person",
    )
    return list((rows if sees_all(viewer, one) else rows.filter(recorded_by=viewer)).order_by("-pk"))


def objection(viewer: User, pk: int) -> Objection:
    """One objection that the person may read; NotVisible otherwise."""
    row = Objection.objects.select_related("step__hero_list__unit").filter(pk=pk).first()
    found = [] if row is None else objections(viewer, hero_list(viewer, row.step.hero_list_id))
    chosen = next((one for one in found if one.pk == pk), None)
    if chosen is None:
        raise NotVisible("没有找到该异议，或它不在您的查看范围内。", code="incentives.not_visible")
    return chosen


def publicised(one: Standing) -> Publicised:
    """How the publicity stands, as the decision judges it."""
    rows = list(
        Objection.objects.filter(step__hero_list=one.hero_list).select_related(
            "answer", "place__nomination__unit", "place__nomination__person__unit"
        )
    )
    running = None if one.publicity is None else one.publicity.step_id
    upheld = [
        row.place.nomination.label
        for row in rows
        if row.step_id == running and hasattr(row, "answer") and row.answer.verdict == Verdict.UPHELD
    ]
    unanswered = sum(not hasattr(row, "answer") for row in rows)
    proposer = None if one.proposal is None else one.proposal.recorded_by_id
    named = [row.nomination.person_id for row in places(one) if row.nomination.person_id is not None]
    honoured = frozenset(User.objects.filter(person__in=named).values_list("pk", flat=True))
    return Publicised(one.until, unanswered, tuple(dict.fromkeys(upheld)), proposer, honoured)


@dataclass(frozen=True)
class Offered:
    """A step that the person has the right to, with the sentence that says why it cannot be taken yet."""

    step: Step
    obstacle: str = ""
    is_again: bool = False

    @property
    def label(self) -> str:
        """What the button says; a proposal that stands already is made anew."""
        return f"重新{self.step.label}" if self.is_again else self.step.label

    @property
    def is_forward(self) -> bool:
        """Whether the step leads on, neither back nor out."""
        return not self.is_again and self.step.code != HeroAct.CANCEL


def offered_steps(viewer: User, one: Standing, *, today: date) -> list[Offered]:
    """What the person may do next."""
    steps = [step for step in STEPS.allowed(one.state) if may(viewer, step.permission, one.hero_list.unit)]
    return [Offered(step, _obstacle(one, step, viewer, today), _is_again(one, step)) for step in steps]


def _is_again(one: Standing, step: Step) -> bool:
    return step.code == HeroAct.PROPOSE and one.state is not HeroState.REVIEWING


def _obstacle(one: Standing, step: Step, viewer: User, today: date) -> str:
    if step.code != HeroAct.DECIDE:
        return ""
    try:
        # Any number will do here: the form asks for it.
        rules.require_decidable(publicised(one), today=today, actor=viewer.pk, document_no="—")
    except BusinessError as error:
        return error.message
    return ""


def may(viewer: User, permission: str, unit: Unit) -> bool:
    """Whether the person holds the right for the unit."""
    return reach(viewer, permission).covers(unit.pk)


def nominable_units(viewer: User, one: Standing) -> QuerySet[Unit]:
    """The living units below the organiser in whose name the person may nominate; for the organiser all."""
    rows = Unit.objects.filter(path__startswith=one.hero_list.unit.path, active_to=None).exclude(
        pk=one.hero_list.unit_id
    )
    if may(viewer, Permission.RUN, one.hero_list.unit):
        return rows.order_by("path")
    return in_detail(viewer, Permission.NOMINATE, rows).order_by("path")


def nominable_people(viewer: User, one: Standing) -> QuerySet[Person]:
    """The staff of these units who have not left."""
    rows = Person.objects.filter(unit__in=nominable_units(viewer, one)).exclude(user__is_active=False)
    return rows.select_related("unit").order_by("unit__path", "name", "pk")


def place(viewer: User, list_pk: int, pk: int) -> HeroPlace:
    """A place of a list that the person may read; NotVisible otherwise."""
    one = hero_list(viewer, list_pk)
    rows = places(one) if one.is_shown or sees_all(viewer, one) else []
    found = next((row for row in rows if row.pk == pk), None)
    if found is None:
        raise NotVisible("没有找到该名额，或榜单还没有公示。", code="incentives.not_visible")
    return found


def may_mark(viewer: User, row: Nomination) -> bool:
    """Whether the person may give the nomination points: a reviewer who neither filed it nor is meant by it."""
    is_other = row.recorded_by_id != viewer.pk and not is_nominee(viewer, row)
    return may(viewer, Permission.REVIEW, row.hero_list.unit) and is_other


def is_nominee(viewer: User, row: Nomination) -> bool:
    """Whether the person is meant by the nomination: in person, or as one of the unit's people and of those below it."""
    if row.person_id is not None:
        return viewer.person_id == row.person_id
    return viewer.unit is not None and viewer.unit.path.startswith(row.unit.path)


def may_withdraw(viewer: User, row: Nomination) -> bool:
    """Whether the person may take the nomination back."""
    if row.origin == Origin.SYSTEM:
        return may(viewer, Permission.RUN, row.hero_list.unit)
    return may(viewer, Permission.NOMINATE, row.unit)


def shown_list(unit: Unit, year: int, *, known_at: datetime) -> Standing | None:
    """The list of the unit and year that was in its publicity or decided, as known at a moment."""
    rows = HeroList.objects.filter(unit=unit, year=year, recorded_at__lte=known_at).select_related("unit")
    found = _standings(list(rows.order_by("-pk")), known_at=known_at)
    return next((one for one in found if one.steps and one.is_shown), None)


def objection_count(hero_list: HeroList, *, known_at: datetime) -> int:
    """How many objections were made by a moment."""
    return Objection.objects.filter(step__hero_list=hero_list, recorded_at__lte=known_at).count()
