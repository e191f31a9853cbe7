"""Milestones as they stand on a day: the plan in force beside its baseline, actual days, what comes next, what is critical."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import NotVisible
from luodi.domains.projects.engine.schedule import Node, critical
from luodi.domains.projects.models import MilestoneDone, Plan, PlanLink, PlanStep, Project, StageEvent
from luodi.domains.projects.rules import ORDERED_EVENTS, Event, replay
from luodi.domains.projects.selectors.ledger import recognised_facts

_IN_FORCE: Final = Q(slip=None) | Q(slip__state=SlipState.RECOGNISED)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `overdue`: days past its planned day, by the day asked for or by the actual one; negative before it.

    `claimed_on` is an actual day that waits for recognition. `slack`: days it may slip without moving the end.
    """

    code: str
    name: str
    days: int
    after: tuple[str, ...]
    event: str
    planned_on: date
    baseline_on: date | None
    done_on: date | None
    claimed_on: date | None
    overdue: int
    is_critical: bool
    slack: int

    @property
    def is_late(self) -> bool:
        """Done after its planned day, or not done though the day has passed."""
        return self.overdue > 0


@dataclass(frozen=True)
class PlanView:
    """The plan in force of a project, its baseline, and a change that waits for approval."""

    plan: Plan
    baseline: Plan
    waiting: Plan | None
    milestones: tuple[Milestone, ...]
    length: int

    @property
    def next(self) -> Milestone | None:
        """The undone milestone with the earliest planned day."""
        return min((one for one in self.milestones if one.done_on is None), key=_by_day, default=None)

    @property
    def done_count(self) -> int:
        """How many are done."""
        return sum(one.done_on is not None for one in self.milestones)

    @property
    def percent(self) -> int:
        """Work done by the days of the milestones, in whole percent rounded down."""
        total = sum(one.days for one in self.milestones)
        done = sum(one.days for one in self.milestones if one.done_on is not None)
        return done * 100 // total if total else 0

    def of(self, code: str) -> Milestone:
        """The milestone of that code; NotVisible otherwise."""
        for one in self.milestones:
            if one.code == code:
                return one
        raise NotVisible("计划里没有这个节点，请刷新页面。", code="plan.not_visible")


def _by_day(one: Milestone) -> tuple[date, str]:
    return one.planned_on, one.code


@dataclass(frozen=True)
class _Actual:
    """Days on which milestones were done: recognised, and claimed but waiting."""

    done: dict[str, date]
    claimed: dict[str, date]


def plan_of(project: Project, on: date) -> PlanView | None:
    """The plan of one project as it stands on the day; None when it has none."""
    return plans_of([project.pk], on).get(project.pk)


def plans_of(project_ids: Iterable[int], on: date) -> dict[int, PlanView]:
    """The plans of many projects in a fixed number of queries; projects without a plan are left out."""
    ids = list(project_ids)
    versions = _versions(ids)
    steps = _steps([plan.pk for chosen in versions.values() for plan in chosen if plan is not None])
    actual = _actual(list(versions), steps, versions)
    return {pk: _view(chosen, steps, actual[pk], on) for pk, chosen in versions.items()}


def _versions(ids: Sequence[int]) -> dict[int, tuple[Plan, Plan, Plan | None]]:
    """Per project the version in force, the baseline, and the version that waits."""
    rows: dict[int, list[Plan]] = defaultdict(list)
    for plan in Plan.objects.filter(project_id__in=ids).select_related("slip", "recorded_by").order_by("version"):
        rows[plan.project_id].append(plan)
    found = {}
    for pk, plans in rows.items():
        standing = [plan for plan in plans if plan.slip is None or plan.slip.state == SlipState.RECOGNISED]
        waiting = [plan for plan in plans if plan.slip is not None and plan.slip.state in WAITING]
        found[pk] = (standing[-1], standing[0], waiting[-1] if waiting else None)
    return found


def _steps(plan_ids: Sequence[int]) -> dict[int, list[tuple[PlanStep, tuple[str, ...]]]]:
    after: dict[int, list[str]] = defaultdict(list)
    links = PlanLink.objects.filter(step__plan_id__in=plan_ids).order_by("after__position")
    for step_id, code in links.values_list("step_id", "after__code"):
        after[step_id].append(code)
    found: dict[int, list[tuple[PlanStep, tuple[str, ...]]]] = defaultdict(list)
    for step in PlanStep.objects.filter(plan_id__in=plan_ids).order_by("plan_id", "position"):
        found[step.plan_id].append((step, tuple(after[step.pk])))
    return found


def _actual(
    ids: Sequence[int],
    steps: dict[int, list[tuple[PlanStep, tuple[str, ...]]]],
    versions: dict[int, tuple[Plan, Plan, Plan | None]],
) -> dict[int, _Actual]:
    own, waiting = _own_days(ids, recognised=True), _own_days(ids, recognised=False)
    lives = {pk: replay(facts).days for pk, facts in recognised_facts(ids).items()}
    filed: dict[int, dict[str, date]] = defaultdict(dict)
    rows = StageEvent.objects.filter(project_id__in=ids, slip__state__in=WAITING, reverses=None).order_by("-pk")
    for project_id, event, day in rows.values_list("project_id", "event", "occurred_on"):
        filed[project_id][event] = day
    found = {}
    for pk in ids:
        done, claimed = dict(own[pk]), {code: day for code, day in waiting[pk].items() if code not in own[pk]}
        for step, _ in steps[versions[pk][0].pk]:
            reached = _reached(step.event, lives[pk]) if step.event else None
            if reached is not None:
                done[step.code] = reached
            elif step.event in filed[pk]:
                claimed[step.code] = filed[pk][step.event]
        found[pk] = _Actual(done, claimed)
    return found


def _reached(event: str, days: dict[str, date]) -> date | None:
    """The day of the event, or of the first later stage event when it was passed without a record of its own."""
    later = ORDERED_EVENTS[ORDERED_EVENTS.index(Event(event)) :]
    return next((days[one] for one in later if one in days), None)


def _own_days(ids: Sequence[int], *, recognised: bool) -> dict[int, dict[str, date]]:
    """Actual days of milestones that are no stage events; what has been taken back is left out."""
    states = (SlipState.RECOGNISED,) if recognised else WAITING
    rows = MilestoneDone.objects.filter(project_id__in=ids, slip__state__in=states, reverses=None)
    taken_back = MilestoneDone.objects.filter(
        project_id__in=ids, slip__state=SlipState.RECOGNISED, reverses__isnull=False
    ).values("reverses_id")
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for project_id, code, day in (
        rows.exclude(pk__in=taken_back).order_by("pk").values_list("project_id", "code", "done_on")
    ):
        found[project_id][code] = day
    return found


def _view(
    versions: tuple[Plan, Plan, Plan | None],
    steps: dict[int, list[tuple[PlanStep, tuple[str, ...]]]],
    actual: _Actual,
    on: date,
) -> PlanView:
    plan, baseline, waiting = versions
    rows = steps[plan.pk]
    path = critical([Node(step.code, step.days, after) for step, after in rows])
    first = {step.code: step.planned_on for step, _ in steps[baseline.pk]}
    milestones = tuple(
        Milestone(
            step.code,
            step.name,
            step.days,
            after,
            step.event,
            step.planned_on,
            first.get(step.code),
            actual.done.get(step.code),
            actual.claimed.get(step.code),
            ((actual.done.get(step.code) or on) - step.planned_on).days,
            step.code in path.codes,
            path.slack[step.code],
        )
        for step, after in rows
    )
    return PlanView(plan, baseline, waiting, milestones, path.length)


def plan_versions(project: Project) -> list[Plan]:
    """Every version of the plan, latest first, also those that were returned."""
    rows = Plan.objects.filter(project=project).select_related("slip", "recorded_by__person")
    return list(rows.prefetch_related("steps").order_by("-version"))


def done_facts(project: Project) -> list[MilestoneDone]:
    """Every actual day filed for a milestone, and what took it back, latest first."""
    rows = MilestoneDone.objects.filter(project=project).select_related("slip", "recorded_by__person", "reverses")
    return list(rows.prefetch_related("photos__attachment", "reversals__slip").order_by("-pk"))


def plan_of_slip(slip: Slip) -> list[tuple[Plan, list[tuple[str, date | None, date]]]]:
    """The change of a plan that a slip asks for: milestones whose day moves, with the day in force and the asked one."""
    found = []
    for plan in Plan.objects.filter(slip=slip).select_related("project__unit", "project__investor"):
        before = Plan.objects.filter(_IN_FORCE, project=plan.project, version__lt=plan.version).order_by("-version")
        now = {step.code: step.planned_on for step in PlanStep.objects.filter(plan=before.first())}
        asked = [(step.name, now.get(step.code), step.planned_on) for step in plan.steps.order_by("position")]
        found.append((plan, [row for row in asked if row[1] != row[2]]))
    return found


def done_of_slip(slip: Slip) -> list[MilestoneDone]:
    """The actual days that a slip is about."""
    rows = MilestoneDone.objects.filter(slip=slip).select_related("project__unit", "project__investor", "reverses")
    return list(rows.prefetch_related("photos__attachment").order_by("pk"))
