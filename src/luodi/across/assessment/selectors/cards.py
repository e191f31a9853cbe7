"""Task cards of leaders as a viewer may see them: each task with what was done, by which facts, and what lies ahead.

The office sees the cards of units in reach, a leader the own one. Cards stand in the order of units and people and are
never ranked or compared (domain/06 §4.8.1).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Q

from luodi.across.assessment.rules.cards import CardDay, card_day
from luodi.across.assessment.selectors.card_facts import CardFact, CardFacts
from luodi.across.figures.selectors import governing
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Person, User
from luodi.base.orgs.selectors import can
from luodi.domains.investors.selectors import trips
from luodi.domains.projects.models import Project
from luodi.domains.projects.models.responsibility import Assignment, Visit
from luodi.domains.projects.rules.responsibility import DutyRole
from luodi.domains.projects.selectors import projects
from luodi.domains.projects.selectors.colours import ProjectColour, project_colours
from luodi.domains.projects.selectors.responsibility import VisitDuty, held_by, visit_duties
from luodi.domains.supervision.rules.orders import OPEN
from luodi.domains.supervision.selectors.statistics import WaitingLine, waiting_line
from luodi.domains.supervision.selectors.visibility import visible_orders
from luodi.domains.targets.models import LeaderCard, LeaderCardStep
from luodi.domains.targets.rules import Permission, SplitAct, Task, TaskState, card_state, task_state
from luodi.domains.targets.selectors import cards_in_force

_FAR: Final = 9999
"""What has no day stands last."""


@dataclass(frozen=True)
class TaskResult:
    """One task: what was done of it, by which facts, and how it stands."""

    task: Task
    done: int
    state: TaskState
    facts: tuple[CardFact, ...]

    @property
    def left(self) -> int:
        """How many are still to do."""
        return max(self.task.value - self.done, 0)


@dataclass(frozen=True)
class CardResult:
    """A leader's card read on a day."""

    card: LeaderCard
    day: CardDay
    tasks: tuple[TaskResult, ...]

    @property
    def state(self) -> TaskState:
        """The card as a whole: done when all tasks are."""
        return card_state(one.state for one in self.tasks)

    @property
    def issued(self) -> LeaderCardStep:
        """The step that issued it, with its document."""
        return next(step for step in self.card.steps.all() if step.act == SplitAct.ISSUE)


@dataclass(frozen=True)
class LeaderProject:
    """A project in the leader's charge with its colour and what comes next."""

    assignment: Assignment
    colour: ProjectColour

    @property
    def project(self) -> Project:
        """The project."""
        return self.assignment.project


@dataclass(frozen=True)
class LeaderWork:
    """What lies before a leader today: projects in charge, the open orders about them or handled by the leader, visits."""

    projects: tuple[LeaderProject, ...]
    orders: tuple[WaitingLine, ...]
    visits: tuple[Visit, ...]
    due: tuple[VisitDuty, ...]


def leader_cards(viewer: User, period: Period, *, today: date) -> list[CardResult]:
    """The cards of the period's year that the viewer may see, as at the period's last day (or today)."""
    day = card_day(period, today=today)
    return _read(viewer, _in_force(viewer, day), day)


def leader_card(viewer: User, person_id: int, period: Period, *, today: date) -> CardResult:
    """One leader's card; NotVisible when there is none, or it is not for the viewer."""
    day = card_day(period, today=today)
    found = [one for one in _in_force(viewer, day) if one.person_id == person_id]
    if not found:
        raise NotVisible(
            f"没有找到{day.year}年的任务卡，它还没有下达，或不在您的查看范围内。", code="targets.card_not_visible"
        )
    return _read(viewer, found, day)[0]


def own_card(viewer: User, period: Period, *, today: date) -> CardResult | None:
    """The viewer's own card of the period's year; None where none was issued."""
    if viewer.person_id is None or not can(viewer, Permission.OWN_CARD):
        return None
    day = card_day(period, today=today)
    found = [one for one in _in_force(viewer, day) if one.person_id == viewer.person_id]
    return _read(viewer, found, day)[0] if found else None


def leader_work(viewer: User, person: Person, *, on: date) -> LeaderWork:
    """What lies before the leader on the day, as far as it is in the viewer's reach; what is late comes first."""
    held = [row for row in held_by(viewer, person, on) if row.role == DutyRole.LEADER]
    colours = project_colours([row.project for row in held], on)
    under = [LeaderProject(row, colours[row.project_id]) for row in held]
    under.sort(key=lambda one: (_FAR if one.colour.overdue is None else -one.colour.overdue, one.project.code))
    concerned = Q(project__in=[row.project_id for row in held]) | Q(handler__person=person)
    rows = visible_orders(viewer).filter(concerned, state__in=OPEN)
    lines = [line for row in rows if (line := waiting_line(row, on)) is not None]
    made = Visit.objects.filter(visitor=person, reverses=None, reversal=None, project__in=projects(viewer).values("pk"))
    return LeaderWork(
        tuple(under),
        tuple(sorted(lines, key=lambda line: _FAR if line.days is None else -line.days)),
        tuple(made.select_related("project").order_by("-visited_on", "-pk")[:10]),
        tuple(duty for duty in visit_duties(viewer, on) if duty.assignment.person_id == person.pk),
    )


def _in_force(viewer: User, day: CardDay) -> list[LeaderCard]:
    lock = governing(day.cut_off)
    return cards_in_force(viewer, day.year, known_at=None if lock is None else lock.known_at)


def _read(viewer: User, found: Sequence[LeaderCard], day: CardDay) -> list[CardResult]:
    """The cards with their results; names of projects and trips that the viewer may not see are left out."""
    if not found:
        return []
    facts = CardFacts(day, {one.person_id for one in found})
    read = [
        CardResult(one, day, tuple(_result(facts, one.person_id, row.asked, day) for row in one.tasks.all()))
        for one in found
    ]
    return _shown(viewer, read)


def _result(facts: CardFacts, person_id: int, task: Task, day: CardDay) -> TaskResult:
    counted = facts.of(person_id, task)
    done = sum(fact.counted for fact in counted)
    return TaskResult(task, done, task_state(done, task.value, is_over=day.is_over), counted)


def _shown(viewer: User, read: Sequence[CardResult]) -> list[CardResult]:
    every = [fact for one in read for result in one.tasks for fact in result.facts]
    named = {fact.project_id for fact in every if fact.project_id is not None}
    open_projects = set(projects(viewer).filter(pk__in=named).values_list("pk", flat=True))
    travelled = {fact.trip_id for fact in every if fact.trip_id is not None}
    open_trips = set(trips(viewer).filter(pk__in=travelled).values_list("pk", flat=True))
    return [
        replace(
            one,
            tasks=tuple(
                replace(
                    result, facts=tuple(_seen(result.facts, open_projects, open_trips, is_own=_is_own(viewer, one)))
                )
                for result in one.tasks
            ),
        )
        for one in read
    ]


def _is_own(viewer: User, one: CardResult) -> bool:
    return viewer.person_id == one.card.person_id


def _seen(
    facts: Iterable[CardFact], open_projects: Collection[int], open_trips: Collection[int], *, is_own: bool
) -> Iterable[CardFact]:
    """Projects that are not in the viewer's reach (any more) lose their names; so do trips, with the companies met, for
    all but the leader who was there.
    """
    for fact in facts:
        if fact.project_id is not None and fact.project_id not in open_projects:
            yield replace(fact, code="", name="", project_id=None, amount=None)
        elif fact.trip_id is not None and fact.trip_id not in open_trips:
            yield replace(fact, trip_id=None, name=fact.name if is_own else "")
        else:
            yield fact
