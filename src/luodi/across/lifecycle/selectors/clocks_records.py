"""What was put down about clocks: pauses with the days charged to who blocks, steps, lengths, proposals and answers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from luodi.across.lifecycle.models import ClockAnswer, ClockMark, ClockPause, ClockStep, ClockTerm
from luodi.across.lifecycle.rules.clocks import CLOCKS, OF_CODE, Clock, State
from luodi.across.lifecycle.rules.clocks_days import PROPOSING, Mark
from luodi.across.lifecycle.selectors.clocks import ClockFilter, readings
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors import projects

_MARK_OF: Final = {"橙": Mark.ORANGE, "红": Mark.RED}


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause as a list shows it: `last_on` is the day it really ended, `days` those that count by the day asked for."""

    row: ClockPause
    last_on: date
    days: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """How many days of pauses are charged to a unit, over how many projects."""

    unit: Unit
    days: int
    projects: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step proposed to people: which clock, what is proposed, and the decision when there is one."""

    mark: ClockMark
    clock: Clock
    proposed: str
    answer: ClockAnswer | None


@dataclass(frozen=True, slots=True)
class Definition:
    """A clock with the length in force on a day, and every length that was or will be put in force."""

    clock: Clock
    length: int
    terms: tuple[ClockTerm, ...]


def pauses(viewer: User, on: date) -> list[Pause]:
    """Pauses of the projects in reach, waiting ones included, latest first."""
    rows = ClockPause.objects.filter(project__in=projects(viewer).order_by().values("pk"))
    return [_pause(row, on) for row in _with_rows(rows)]


def pauses_of(project: Project, on: date) -> list[Pause]:
    """The pauses of one project, latest first."""
    return [_pause(row, on) for row in _with_rows(ClockPause.objects.filter(project=project))]


def _with_rows(rows: QuerySet[ClockPause]) -> QuerySet[ClockPause]:
    near = rows.select_related("project__unit", "blocking_unit", "slip", "end", "recorded_by__person")
    return near.order_by("-first_on", "-pk")


def _pause(row: ClockPause, on: date) -> Pause:
    last = row.end.last_on if hasattr(row, "end") else row.last_on
    counts = row.slip.state == SlipState.RECOGNISED
    days = max((min(last, on) - row.first_on).days + 1, 0) if counts else 0
    return Pause(row, last, days, counts and row.first_on <= on <= last)


def blocked(viewer: User, on: date) -> list[Blocked]:
    """The days charged to each blocking unit by pauses that count, most first."""
    days: dict[int, int] = defaultdict(int)
    about: dict[int, set[int]] = defaultdict(set)
    units: dict[int, Unit] = {}
    for one in pauses(viewer, on):
        if one.days:
            unit = one.row.blocking_unit
            units[unit.pk] = unit
            days[unit.pk] += one.days
            about[unit.pk].add(one.row.project_id)
    found = [Blocked(unit, days[pk], len(about[pk])) for pk, unit in units.items()]
    return sorted(found, key=lambda one: (-one.days, one.unit.path))


def pause_of(viewer: User, pk: int) -> ClockPause:
    """One pause of a project in reach; NotVisible otherwise."""
    rows = ClockPause.objects.filter(pk=pk, project__in=projects(viewer).order_by().values("pk"))
    found = _with_rows(rows).first()
    if found is None:
        raise NotVisible("没有找到该暂停记录，或它不在您的管理范围内。", code="clocks.not_visible")
    return found


def pauses_of_slip(slip: Slip) -> list[ClockPause]:
    """The pauses that a slip asks for."""
    return list(_with_rows(ClockPause.objects.filter(slip=slip)))


def steps_of(project: Project) -> list[ClockStep]:
    """The steps noted for a project, latest first."""
    rows = ClockStep.objects.filter(project=project).select_related("recorded_by__person")
    return list(rows.order_by("-done_on", "-pk"))


def proposals(viewer: User, on: date) -> list[Proposal]:
    """What is proposed for projects in reach and waits for a decision on the day, longest overdue first.

    What has been overtaken is not asked for any more: the clock has ended, has moved, or has passed the next mark.
    """
    standing = {
        (one.clock.code, one.project.pk, one.due_on, _MARK_OF[one.colour])
        for one in readings(viewer, on, ClockFilter(state=State.OVERDUE))
        if one.project is not None and one.colour in _MARK_OF
    }
    rows = _proposing(viewer).filter(answer=None).order_by("due_on", "pk")
    found = [_proposal(row) for row in rows if (row.code, row.project_id, row.due_on, row.mark) in standing]
    return [one for one in found if one.proposed]


def answered(viewer: User) -> list[Proposal]:
    """The proposals for projects in reach on which somebody has decided, latest decision first."""
    rows = _proposing(viewer).filter(answer__isnull=False).select_related("answer__recorded_by__person")
    return [_proposal(row) for row in rows.order_by("-answer__pk")]


def _proposing(viewer: User) -> QuerySet[ClockMark]:
    rows = ClockMark.objects.filter(mark__in=PROPOSING, project__in=projects(viewer).order_by().values("pk"))
    return rows.select_related("project__unit", "answer")


def _proposal(row: ClockMark) -> Proposal:
    clock = OF_CODE[row.code]
    said = (clock.proposals or {}).get(Mark(row.mark), "")
    return Proposal(row, clock, said, row.answer if hasattr(row, "answer") else None)


def proposal_of(viewer: User, pk: int) -> Proposal:
    """One proposal about a project in reach; NotVisible otherwise."""
    found = _proposing(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该建议，或它不在您的管理范围内。", code="clocks.not_visible")
    return _proposal(found)


def definitions(on: date) -> list[Definition]:
    """Every clock with its length in force on the day and its history."""
    terms: dict[str, list[ClockTerm]] = defaultdict(list)
    for row in ClockTerm.objects.select_related("recorded_by__person").order_by("-valid_from", "-pk"):
        terms[row.code].append(row)
    found = []
    for clock in CLOCKS:
        begun = [row.length for row in terms[clock.code] if row.valid_from <= on]
        found.append(Definition(clock, begun[0] if begun else clock.length, tuple(terms[clock.code])))
    return found
