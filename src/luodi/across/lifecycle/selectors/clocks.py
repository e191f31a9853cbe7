"""How the clocks stand on a day: of every project in the viewer's reach, of one project, of the slips that wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from luodi.across.lifecycle.rules.clocks import (
    OF_PROJECTS,
    OF_SLIPS,
    OPEN,
    Clock,
    Side,
    State,
    began_on,
    ended_on,
)
from luodi.across.lifecycle.rules.clocks_days import (
    Measure,
    PauseSpan,
    colour_of,
    is_paused,
    paused_days,
    span_end,
)
from luodi.across.lifecycle.selectors.clocks_ground import Ground, Moments, general_ground, ground
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.core.text import compact
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import ENDED, Event, Permission, Stage
from luodi.domains.projects.selectors import ProjectFilter, projects

_STAGES: Final = tuple(stage for stage in Stage if stage != Stage.FULL)
_STATE_OF_SLIP: Final = {"VERIFY": SlipState.FILED, "RECOGNISE": SlipState.VERIFIED}
_COLOUR_WORDS: Final = {"黄": "超期", "橙": "超期30天以上", "红": "超期60天以上"}


@dataclass(frozen=True)
class ClockFilter:
    """What a list of clocks asks for; empty fields ask for everything."""

    unit: Unit | None = None
    state: str = ""
    code: str = ""
    colour: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock of one project or slip on a day. `days`: left until it is due, negative when over.

    `due_on` holds the days added by pauses (`paused_days`). Of a clock that has ended `days` is what was left then.
    """

    clock: Clock
    began_on: date
    due_on: date
    state: State
    days: int
    colour: str = ""
    paused_days: int = 0
    ended_on: date | None = None
    project: Project | None = None
    slip: Slip | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.state in OPEN

    @property
    def title(self) -> str:
        """Of what it is the clock."""
        return self.project.name if self.project is not None else str(self.slip)

    @property
    def unit(self) -> Unit:
        """The unit that answers."""
        row = self.project if self.project is not None else self.slip
        assert row is not None
        unit: Unit = row.unit
        return unit

    @property
    def answers(self) -> str:
        """The unit and the people who answer, as far as they are known."""
        people = [] if self.project is None else [self.project.owner or self.project.leader]
        return "　".join([self.unit.label, *filter(None, people)])

    @property
    def link(self) -> str:
        """Where it is dealt with."""
        if self.project is not None:
            return f"/projects/{self.project.pk}/"
        return "" if self.slip is None else f"/approvals/{self.slip.pk}/"

    @property
    def said(self) -> str:
        """The days in words: 剩 12 天, 今天到期, 超期 3 天."""
        if self.days > 0:
            return f"剩 {self.days} 天"
        return "今天到期" if self.days == 0 else f"超期 {-self.days} 天"


def readings(viewer: User, on: date, wanted: ClockFilter | None = None) -> list[Reading]:
    """Every clock that runs on the day in the viewer's reach and meets the filter, the most overdue first."""
    asked = wanted or ClockFilter()
    found = [*_of_projects(viewer, on, asked), *_of_slips(viewer, on, asked)]
    chosen = [one for one in found if _meets(one, asked)]
    return sorted(chosen, key=lambda one: (one.days, one.clock.code, one.link))


def readings_of(project: Project, on: date) -> list[Reading]:
    """Every clock that the project has had or has, in the order in which they fall due; also those that have ended."""
    rows = Project.objects.filter(pk=project.pk)
    base = ground(rows, [project], whole=True)
    moments = base.moments[project.pk]
    found = [_project_reading(row, project, moments, base, on, only_open=False) for row in OF_PROJECTS]
    return sorted((one for one in found if one is not None), key=lambda one: (one.due_on, one.clock.code))


def _of_projects(viewer: User, on: date, wanted: ClockFilter) -> Iterator[Reading]:
    rows = projects(viewer, ProjectFilter(unit=wanted.unit)).filter(stage__in=_STAGES).exclude(side_status__in=ENDED)
    found = list(rows)
    base = ground(rows, found)
    for project in found:
        for row in OF_PROJECTS:
            if not wanted.code or row.code == wanted.code:
                one = _project_reading(row, project, base.moments[project.pk], base, on)
                if one is not None:
                    yield one


def _project_reading(
    row: Clock, project: Project, moments: Moments, base: Ground, on: date, *, only_open: bool = True
) -> Reading | None:
    if not _applies(row, project, base) or (only_open and project.stage not in row.stages):
        return None
    began, ended = began_on(row, moments), ended_on(row, moments)
    due = None if began is None else _due(row, project, began, base)
    if began is None or due is None or (ended is not None and only_open):
        return None
    until, pauses = ended or on, base.pauses.get(project.pk, [])
    if ended is None and (project.stage not in row.stages or project.side_status in ENDED):
        return None
    added = paused_days(began, due, pauses, until)
    is_claimed = any(name in base.claimed.get(project.pk, frozenset()) for name in row.ends)
    return _judged(row, (began, due), pauses, on, added=added, ended=ended, is_claimed=is_claimed, project=project)


def _applies(row: Clock, project: Project, base: Ground) -> bool:
    if row.negotiation_class and project.negotiation_class != row.negotiation_class:
        return False
    if not row.by_hand_only:
        return True
    begun_by = Event.SIGN if Event.SIGN in row.starts else Event.LEAD
    return (project.pk, begun_by.value) in base.by_hand


def _due(row: Clock, project: Project, began: date, base: Ground) -> date | None:
    if row.measure == Measure.GIVEN:
        given: date | None = getattr(project, row.field)
        return given
    if Side.APPROVED in row.starts and project.pk in base.valid_until:
        return base.valid_until[project.pk]
    return span_end(began, row.measure, base.length(row, began), base.calendar, is_reply=row.is_reply)


def _judged(
    row: Clock,
    span: tuple[date, date],
    pauses: list[PauseSpan],
    on: date,
    *,
    added: int = 0,
    ended: date | None = None,
    is_claimed: bool = False,
    project: Project | None = None,
    slip: Slip | None = None,
) -> Reading:
    began, due = span[0], date.fromordinal(span[1].toordinal() + added)
    days = (due - (ended or on)).days
    if ended is not None:
        state = State.KEPT if days >= 0 else State.MISSED
    elif is_claimed:
        state = State.CLAIMED
    elif is_paused(pauses, on):
        state = State.PAUSED
    elif days < 0:
        state = State.OVERDUE
    else:
        state = State.SOON if days <= row.early else State.RUNNING
    colour = colour_of(due, on) if state == State.OVERDUE else ""
    return Reading(row, began, due, state, days, colour, added, ended, project, slip)


def _of_slips(viewer: User, on: date, wanted: ClockFilter) -> Iterator[Reading]:
    base = general_ground()
    for row in OF_SLIPS:
        if wanted.code and row.code != wanted.code:
            continue
        for slip in _waiting(viewer, _STATE_OF_SLIP[row.code], wanted.unit):
            moment = slip.filed_at if row.starts[0] == Side.FILED else slip.verified_at
            if moment is not None:
                began = timezone.localdate(moment)
                due = span_end(began, row.measure, base.length(row, began), base.calendar, is_reply=row.is_reply)
                yield _judged(row, (min(began, due), due), [], on, slip=slip)


def _waiting(viewer: User, state: str, unit: Unit | None) -> QuerySet[Slip]:
    """Slips of that state in reach, the viewer's own ones included: also who filed wants to know how long it lies."""
    found = reach(viewer, Permission.VIEW)
    rows = Slip.objects.filter(state=state).select_related("unit").order_by("pk")
    if not found.everything:
        rows = rows.filter(unit_id__in=found.unit_ids)
    if unit is not None and unit.parent_id is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    return rows


def _meets(one: Reading, wanted: ClockFilter) -> bool:
    if wanted.state and one.state != wanted.state:
        return False
    if wanted.colour and one.colour != wanted.colour:
        return False
    text = compact(f"{one.title}{one.project.code if one.project else ''}").lower()
    return all(compact(word).lower() in text for word in wanted.search.split())


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """How many clocks are due soon and overdue by colour, for a first page; with the most urgent of them."""

    soon: int
    yellow: int
    orange: int
    red: int
    urgent: tuple[Reading, ...]

    @property
    def over(self) -> int:
        """All that are overdue."""
        return self.yellow + self.orange + self.red


def urgent(viewer: User, on: date, *, unit: Unit | None = None, shown: int = 8) -> ClockCounts:
    """What runs out or has run out of projects: counts, and those that fall due next or have just fallen due.

    What fell due lately can still be saved, so it stands before what has been overdue for months. Slips that wait stand
    in the queue already.
    """
    near = {State.SOON, State.OVERDUE}
    found = [one for one in _of_projects(viewer, on, ClockFilter(unit=unit)) if one.state in near]
    count = {letter: sum(one.colour == letter for one in found) for letter in _COLOUR_WORDS}
    nearest = sorted(found, key=lambda one: (abs(one.days), one.link))[:shown]
    soon = sum(one.state == State.SOON for one in found)
    return ClockCounts(soon, count["黄"], count["橙"], count["红"], tuple(nearest))
