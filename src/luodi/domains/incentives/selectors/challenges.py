"""Reading challenges: which a person sees, where each and each taker stands, what was counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.core.workflow import Step
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import ancestors, reach
from luodi.domains.incentives.models import Challenge, ChallengeStep, Take, TakeStep
from luodi.domains.incentives.rules.challenges import (
    CHALLENGE_STEPS,
    TAKE_STEPS,
    UNDER_WAY,
    ChallengeState,
    TakeAct,
    TakeState,
)
from luodi.domains.incentives.rules.heroes import HeroKind
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors.people import in_detail
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.projects.rules import SideStatus
from luodi.domains.projects.selectors import projects

_SEEING: Final = (Permission.POST, Permission.ACCEPT)
"""Who reads every taker of a challenge with promise and checks."""


@dataclass(frozen=True)
class TakeStanding:
    """A taker and where it stands: its steps in order."""

    take: Take
    steps: tuple[TakeStep, ...]

    @property
    def last(self) -> TakeStep:
        """The latest step."""
        return self.steps[-1]

    @property
    def state(self) -> TakeState:
        """Where the taker stands."""
        return TakeState(self.last.state)

    @property
    def began_on(self) -> date:
        """The day on which the challenge was taken up."""
        return self.steps[0].occurred_on

    @property
    def reported(self) -> TakeStep | None:
        """The latest step that named a result."""
        return next((step for step in reversed(self.steps) if step.act == TakeAct.REPORT), None)

    @property
    def accepted(self) -> TakeStep | None:
        """The step that accepted the result."""
        return next((step for step in self.steps if step.act == TakeAct.ACCEPT), None)

    @property
    def authors(self) -> frozenset[int]:
        """Who took it up and who reported results; of a taker by name also the own account."""
        own = {TakeAct.TAKE, TakeAct.REPORT}
        account = getattr(self.take.person, "user", None)
        named = set() if account is None else {account.pk}
        filed = (step.recorded_by_id for step in self.steps if step.act in own)
        return frozenset({self.take.recorded_by_id, *filed, *named})


@dataclass(frozen=True)
class ChallengeStanding:
    """A challenge and where it stands, with those of its takers that the person may read."""

    challenge: Challenge
    steps: tuple[ChallengeStep, ...]
    takes: tuple[TakeStanding, ...]
    units: int
    people: int
    accepted: int

    @property
    def last(self) -> ChallengeStep:
        """The latest step."""
        return self.steps[-1]

    @property
    def state(self) -> ChallengeState:
        """Whether it is still held out."""
        return ChallengeState(self.last.state)

    @property
    def due_on(self) -> date:
        """The deadline as it is now."""
        return self.last.due_on


def challenges(viewer: User) -> list[ChallengeStanding]:
    """The challenges that a person may know of, the latest first: of units in reach and of those above them."""
    rows = Challenge.objects.filter(_known_to(viewer)).select_related("unit", "chain").order_by("-pk")
    return _standings(viewer, list(rows))


def _known_to(viewer: User) -> Q:
    found = reach(viewer, Permission.VIEW)
    if found.everything:
        return Q()
    own = {viewer.unit_id} if found.own and viewer.unit_id else set()
    return Q(unit_id__in=found.unit_ids | ancestors(found.unit_ids | found.chain_unit_ids | own))


def challenge(viewer: User, pk: int) -> ChallengeStanding:
    """One challenge that the person may know of; NotVisible otherwise."""
    row = Challenge.objects.filter(_known_to(viewer), pk=pk).select_related("unit", "chain").first()
    if row is None:
        raise NotVisible("没有找到该榜，或它不在您的查看范围内。", code="incentives.not_visible")
    return _standings(viewer, [row])[0]


def _standings(viewer: User, rows: Sequence[Challenge]) -> list[ChallengeStanding]:
    """All at once: as many questions for one challenge as for a hundred."""
    steps: dict[int, list[ChallengeStep]] = defaultdict(list)
    for step in ChallengeStep.objects.filter(challenge__in=rows).select_related("recorded_by__person"):
        steps[step.challenge_id].append(step)
    takes: dict[int, list[TakeStanding]] = defaultdict(list)
    for one in _with_steps(_takes(rows)):
        takes[one.take.challenge_id].append(one)
    return [_standing(viewer, row, tuple(steps[row.pk]), takes[row.pk]) for row in rows]


def _standing(
    viewer: User, row: Challenge, steps: tuple[ChallengeStep, ...], every: Sequence[TakeStanding]
) -> ChallengeStanding:
    alive = [one for one in every if one.state is not TakeState.RELEASED]
    return ChallengeStanding(
        row,
        steps,
        tuple(one for one in every if _may_read(viewer, one)),
        sum(one.take.kind == HeroKind.UNIT for one in alive),
        sum(one.take.kind == HeroKind.PERSON for one in alive),
        sum(one.state is TakeState.ACCEPTED for one in every),
    )


def _may_read(viewer: User, one: TakeStanding) -> bool:
    """Takers are competitors: promises and checks are read by the poster, the accepter and the taker's own people."""
    if any(reach(viewer, right).covers(one.take.challenge.unit_id) for right in _SEEING):
        return True
    return reach(viewer, Permission.VIEW).covers(one.take.unit_id) or one.take.recorded_by_id == viewer.pk


def takes_of(row: Challenge) -> list[TakeStanding]:
    """Every taker, in the order in which they came."""
    return _with_steps(_takes([row]))


def _takes(rows: Sequence[Challenge]) -> QuerySet[Take]:
    found = Take.objects.filter(challenge__in=rows).order_by("pk")
    return found.select_related("unit", "person__unit", "person__user", "challenge__unit", "recorded_by__person")


def _with_steps(rows: Iterable[Take], known_at: datetime | None = None) -> list[TakeStanding]:
    takes = list(rows)
    steps = TakeStep.objects.filter(take__in=takes).select_related("recorded_by__person", "project__unit")
    if known_at is not None:
        steps = steps.filter(recorded_at__lte=known_at)
    found: dict[int, list[TakeStep]] = {}
    for step in steps.order_by("take_id", "position"):
        found.setdefault(step.take_id, []).append(step)
    return [TakeStanding(take, tuple(found[take.pk])) for take in takes if take.pk in found]


def take(viewer: User, pk: int) -> TakeStanding:
    """One taker that the person may read; NotVisible otherwise."""
    row = Take.objects.filter(pk=pk).first()
    found = () if row is None else challenge(viewer, row.challenge_id).takes
    chosen = next((one for one in found if one.take.pk == pk), None)
    if chosen is None:
        raise NotVisible("没有找到该揭榜，或它不在您的查看范围内。", code="incentives.not_visible")
    return chosen


def take_standing(row: Take) -> TakeStanding:
    """Where a taker stands now."""
    return _with_steps([row])[0]


def may(viewer: User, permission: str, unit: Unit) -> bool:
    """Whether the person holds the right for the unit."""
    return reach(viewer, permission).covers(unit.pk)


def unit_of(one: TakeStanding, permission: str) -> Unit:
    """For which unit a step asks the right: the taker's for its own steps, the poster's for the others."""
    return one.take.unit if permission == Permission.TAKE else one.take.challenge.unit


def offered_take_steps(viewer: User, one: TakeStanding) -> list[Step]:
    """The steps of a taker that the person may take now; nobody is offered to accept what is one's own."""
    steps = [
        step for step in TAKE_STEPS.allowed(one.state) if may(viewer, step.permission, unit_of(one, step.permission))
    ]
    return [step for step in steps if not (step.code == TakeAct.ACCEPT and viewer.pk in one.authors)]


def offered_steps(viewer: User, one: ChallengeStanding) -> list[Step]:
    """The steps of a challenge that the person may take now."""
    return [step for step in CHALLENGE_STEPS.allowed(one.state) if may(viewer, step.permission, one.challenge.unit)]


def takers(viewer: User, one: ChallengeStanding) -> QuerySet[Unit]:
    """The living units below the poster for which the person may take it up."""
    below = Unit.objects.filter(path__startswith=one.challenge.unit.path, active_to=None).order_by("path")
    return in_detail(viewer, Permission.TAKE, below.exclude(pk=one.challenge.unit_id))


def taking_people(viewer: User, one: ChallengeStanding) -> QuerySet[Person]:
    """The staff of these units who have not left."""
    rows = Person.objects.filter(unit__in=takers(viewer, one)).exclude(user__is_active=False)
    return rows.select_related("unit").order_by("unit__path", "name", "pk")


def is_met(project: Project, aim: str, *, since: date) -> bool:
    """Whether the project has a recognised event of the kind on or after the day that nobody took back, and still goes on."""
    events = StageEvent.objects.filter(
        project=project, event=aim, occurred_on__gte=since, reverses=None, slip__state=SlipState.RECOGNISED
    )
    taken_back = StageEvent.objects.filter(reverses__in=events, slip__state=SlipState.RECOGNISED).values("reverses")
    return project.side_status == SideStatus.NORMAL and events.exclude(pk__in=taken_back).exists()


def is_used(project: Project) -> bool:
    """Whether the project already is the accepted result of a challenge."""
    return TakeStep.objects.filter(act=TakeAct.ACCEPT, project=project).exists()


def shows_project(viewer: User, project: Project) -> bool:
    """Whether the person may read the project's name."""
    return projects(viewer).filter(pk=project.pk).exists()


@dataclass(frozen=True)
class ChallengeCounts:
    """What was posted, taken up and accepted: each unit and person counts once, however many challenges it took."""

    posted: int
    units: int
    people: int
    accepted: int


def challenge_counts(unit: Unit, first: date, last: date, *, known_at: datetime | None = None) -> ChallengeCounts:
    """Of the challenges of a unit and those below it, by the days within a span, as known at a moment (default now)."""
    posted = ChallengeStep.objects.filter(challenge__unit__path__startswith=unit.path, position=1)
    takes = Take.objects.filter(challenge__unit__path__startswith=unit.path)
    steps = TakeStep.objects.filter(take__in=takes, occurred_on__range=(first, last))
    if known_at is not None:
        posted, steps = posted.filter(recorded_at__lte=known_at), steps.filter(recorded_at__lte=known_at)
    taken = steps.filter(act=TakeAct.TAKE)
    return ChallengeCounts(
        posted.filter(recorded_at__date__range=(first, last)).count(),
        taken.filter(take__kind=HeroKind.UNIT).values("take__unit").distinct().count(),
        taken.filter(take__kind=HeroKind.PERSON).values("take__person").distinct().count(),
        steps.filter(act=TakeAct.ACCEPT).count(),
    )


def accepted_takes(unit: Unit, first: date, last: date, *, known_at: datetime | None = None) -> list[TakeStanding]:
    """The takers whose result was accepted within a span, in the order of acceptance."""
    rows = Take.objects.filter(challenge__unit__path__startswith=unit.path).select_related(
        "challenge__chain", "unit", "person__unit"
    )
    found = [one for one in _with_steps(rows, known_at) if one.accepted is not None]
    inside = [one for one in found if one.accepted is not None and first <= one.accepted.occurred_on <= last]
    return sorted(inside, key=lambda one: (one.accepted is not None and one.accepted.occurred_on, one.take.pk))


def under_way() -> list[tuple[TakeStanding, date]]:
    """Every taker that has not come to its end, with the deadline of its challenge."""
    rows = Take.objects.select_related("challenge__unit", "unit", "person__unit").order_by("pk")
    due = {step.challenge_id: step.due_on for step in ChallengeStep.objects.order_by("challenge_id", "position")}
    return [(one, due[one.take.challenge_id]) for one in _with_steps(rows) if one.state in UNDER_WAY]
