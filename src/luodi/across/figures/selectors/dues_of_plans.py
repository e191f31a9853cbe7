"""Milestones and monthly returns that fell due, worked out of a project's plans, events and returns (P24, G09.r)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db.models import Min, QuerySet
from django.utils import timezone

from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.selectors.due_lines import Line, Row, versions_together
from luodi.across.figures.selectors.locks import as_known
from luodi.base.approvals.models import SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.core.periods import Period
from luodi.domains.projects.models import MilestoneDone, Plan, PlanStep, ProgressReturn, StageEvent
from luodi.domains.projects.rules import ORDERED_EVENTS, Event, EventFact, SideStatus, replay
from luodi.domains.projects.rules.progress import due_on, months_owed, owes_returns
from luodi.domains.projects.rules.replay import LifeState

MONTHS: Final = 100_000
"""A return is numbered by its project × this + its month."""
_CHUNK: Final = 500
_NOT_DUE: Final = frozenset({SideStatus.ON_HOLD, SideStatus.TERMINATED, SideStatus.REPLACED, SideStatus.LOST})
"""Side statuses in which a milestone does not fall due."""


def touched_projects(old: Mapping[str, int], new: Mapping[str, int]) -> list[int]:
    """Projects under a plan of which something was learnt since the old marks."""
    slips = SlipStep.objects.filter(act=SlipAct.RECOGNISE, pk__gt=old.get("step", 0), pk__lte=new["step"]).values(
        "slip_id"
    )
    found: set[int] = set()
    for rows in (StageEvent.objects.filter(slip__in=slips), MilestoneDone.objects.filter(slip__in=slips)):
        found |= set(rows.order_by().values_list("project_id", flat=True))
    found |= set(Plan.objects.filter(slip__in=slips).order_by().values_list("project_id", flat=True))
    for mark, numbered in (("plan", Plan.objects.all()), ("return", ProgressReturn.objects.all())):
        fresh = numbered.filter(pk__gt=old.get(mark, 0), pk__lte=new[mark])
        found |= set(fresh.order_by().values_list("project_id", flat=True))
    return sorted(found & set(_under_plan()))


def planned(projects: Sequence[int] | None) -> Iterator[Row]:
    """The milestones and returns of some projects (None: of all that have a plan)."""
    ids = _under_plan() if projects is None else list(projects)
    today = timezone.localdate()
    for at in range(0, len(ids), _CHUNK):
        for project, known in _read(ids[at : at + _CHUNK]).items():
            yield from _lines(project, known, today)


def return_number(project: int, month: Period) -> int:
    """The number of a project's return of a month."""
    return project * MONTHS + month.first.year * 12 + month.first.month - 1


def month_of_return(number: int) -> tuple[int, date]:
    """The project and the first day of the month of a return's number."""
    project, month = divmod(number, MONTHS)
    return project, date(month // 12, month % 12 + 1, 1)


def _under_plan() -> list[int]:
    return sorted(Plan.objects.filter(version=1).order_by().values_list("project_id", flat=True))


@dataclass
class _Known:
    """The facts of one project, each with the moment from which it is known."""

    plans: list[tuple[datetime, Plan]] = field(default_factory=list)
    done: list[tuple[datetime, MilestoneDone]] = field(default_factory=list)
    events: list[tuple[datetime, EventFact]] = field(default_factory=list)
    returns: list[tuple[datetime, ProgressReturn]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """Of each milestone by its code: the number of its first planned step."""

    def moments(self) -> list[datetime]:
        """Whenever something was learnt, from the first plan on."""
        learnt = {at for facts in (self.plans, self.done, self.events, self.returns) for at, _ in facts}
        begun = min(at for at, _ in self.plans)
        return sorted(at for at in learnt if at >= begun)

    def until(self, moment: datetime) -> "_Known":
        """What was known at the moment."""
        told = (
            [one for one in facts if one[0] <= moment] for facts in (self.plans, self.done, self.events, self.returns)
        )
        plans, done, events, returns = told
        return _Known(plans, done, events, returns, self.numbers)  # type: ignore[arg-type]  # lists of the same kinds


def _read(ids: Sequence[int]) -> dict[int, _Known]:
    found = {pk: _Known() for pk in ids}
    filed_plan, filed_return = as_known("plan"), as_known("return")
    recognised = _recognition(ids)
    plans = Plan.objects.filter(project__in=ids).select_related("slip").prefetch_related("steps")
    for plan in plans.order_by("version"):
        if plan.slip is None:
            found[plan.project_id].plans.append((filed_plan(plan.pk, plan.recorded_at.astimezone(UTC)), plan))
        elif plan.slip.state == SlipState.RECOGNISED:
            found[plan.project_id].plans.append((recognised(plan.slip), plan))
    for done in _of(MilestoneDone.objects.all(), ids):
        found[done.project_id].done.append((recognised(done.slip), done))
    for row in _of(StageEvent.objects.all(), ids):
        fact = EventFact(row.pk, row.event, row.occurred_on, row.reverses_id)
        found[row.project_id].events.append((recognised(row.slip), fact))
    for sent in ProgressReturn.objects.filter(project__in=ids).order_by("pk"):
        found[sent.project_id].returns.append((filed_return(sent.pk, sent.recorded_at.astimezone(UTC)), sent))
    steps = PlanStep.objects.filter(plan__project__in=ids).order_by().values("plan__project_id", "code")
    for project, code, number in steps.annotate(first=Min("pk")).values_list("plan__project_id", "code", "first"):
        found[project].numbers[code] = number
    return found


def _of(rows: QuerySet[Any], ids: Collection[int]) -> QuerySet[Any]:
    return rows.filter(project__in=ids, slip__state=SlipState.RECOGNISED).select_related("slip").order_by("pk")


def _recognition(ids: Collection[int]) -> Callable[[Any], datetime]:
    """When a slip's facts became known: its recognition, but never before the lock it came after."""
    facts: tuple[QuerySet[Any], ...] = (Plan.objects.all(), MilestoneDone.objects.all(), StageEvent.objects.all())
    about = [rows.filter(project__in=ids).values("slip_id") for rows in facts]
    numbers: dict[int, int] = {}
    for slips in about:
        steps = SlipStep.objects.filter(act=SlipAct.RECOGNISE, slip__in=slips)
        numbers.update(steps.order_by().values_list("slip_id", "pk"))
    known = as_known("last_step")
    return lambda slip: known(numbers.get(slip.pk, 0), slip.recognised_at.astimezone(UTC))


def _lines(project: int, known: _Known, today: date) -> Iterator[Row]:
    told = [(moment, known.until(moment)) for moment in known.moments()]
    yield from versions_together(Duty.MILESTONE, [(at, _milestones(project, then)) for at, then in told])
    yield from versions_together(Duty.RETURN, [(at, _returns(project, then, today)) for at, then in told])


def _states(known: _Known) -> Callable[[date | None], LifeState]:
    """The project's state at the end of a day, as far as it was known."""
    facts = [fact for _, fact in known.events]
    found: dict[date | None, LifeState] = {}

    def state(day: date | None) -> LifeState:
        if day not in found:
            found[day] = replay(facts, day)
        return found[day]

    return state


def _milestones(project: int, known: _Known) -> dict[int, Line]:
    """The milestones of the plan in force, each on its planned day."""
    plan = max((plan for _, plan in known.plans), key=lambda plan: plan.version)
    state, own = _states(known), _own_days(known)
    now = state(None)
    found = {}
    for step in plan.steps.all():
        done = _reached(step.event, now.days) if step.event else None
        done = done or own.get(step.code)
        is_due = now.side_status != SideStatus.MERGED and state(step.planned_on).side_status not in _NOT_DUE
        in_time = done if done is not None and done <= step.planned_on else None
        found[known.numbers[step.code]] = Line(None, project, step.planned_on, is_due, in_time)
    return found


def _own_days(known: _Known) -> dict[str, date]:
    """Actual days of milestones that are no stage events; what has been taken back is left out."""
    taken_back = {done.reverses_id for _, done in known.done}
    facts = sorted((done for _, done in known.done), key=lambda done: done.pk)
    return {done.code: done.done_on for done in facts if done.reverses_id is None and done.pk not in taken_back}


def _reached(event: str, days: Mapping[str, date]) -> date | None:
    """The day of the event, or of the first later stage event when it was passed without a record of its own."""
    later = ORDERED_EVENTS[ORDERED_EVENTS.index(Event(event)) :]
    return next((days[one] for one in later if one in days), None)


def _returns(project: int, known: _Known, today: date) -> dict[int, Line]:
    """The returns of every month that has ended since the first plan, each on the day by which it is due."""
    state, first = _states(known), defaultdict(list)
    for _, sent in known.returns:
        first[sent.period].append(sent)
    begun = timezone.localdate(min(known.plans, key=lambda one: one[1].version)[1].recorded_at)
    is_merged = state(None).side_status == SideStatus.MERGED
    found = {}
    for month in months_owed(begun, today):
        then, due = state(month.last), due_on(month)
        sent_on = min((timezone.localdate(sent.recorded_at) for sent in first[month.code]), default=None)
        in_time = sent_on if sent_on is not None and sent_on <= due else None
        is_due = not is_merged and owes_returns(then.stage, then.side_status)
        found[return_number(project, month)] = Line(None, project, due, is_due, in_time)
    return found
