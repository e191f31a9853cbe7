"""What the clocks of many projects rest on, read at once: lengths in force, pauses, steps, and the days of their events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import QuerySet

from luodi.across.lifecycle.models import ClockPause, ClockStep, ClockTerm
from luodi.across.lifecycle.rules.clocks import Clock, Side
from luodi.across.lifecycle.rules.clocks_days import PauseSpan
from luodi.base.approvals.rules import WAITING, SlipKind, SlipState
from luodi.base.core.workdays import WorkCalendar
from luodi.base.orgs.selectors import work_calendar
from luodi.domains.projects.models import Project, ProjectDocument, StageEvent
from luodi.domains.projects.rules import Event, SideStatus, Stage, replay
from luodi.domains.projects.rules.documents import DocumentKind
from luodi.domains.projects.selectors import recognised_facts

_CACHED: Final = {
    Event.FRAMEWORK: "framework_on",
    Event.SIGN: "signed_on",
    Event.LAND: "landed_on",
    Event.START: "started_on",
    Event.COMPLETE: "completed_on",
    Event.PRODUCE: "produced_on",
}
_EARLY: Final = (Stage.LEAD, Stage.TALKS, Stage.CLEARED, Stage.FRAMEWORK)
"""Stages whose clocks ask for days that stand in no cached column."""
_BY_HAND: Final = (Event.LEAD, Event.SIGN)

Moments = dict[str, date]


@dataclass(frozen=True)
class Ground:
    """For a set of projects: the calendar, lengths, pauses, recognised and waiting moments, and what was filed by hand."""

    calendar: WorkCalendar
    terms: Mapping[str, list[tuple[date, int]]]
    pauses: Mapping[int, list[PauseSpan]] = field(default_factory=dict)
    moments: Mapping[int, Moments] = field(default_factory=dict)
    claimed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    by_hand: frozenset[tuple[int, str]] = frozenset()
    valid_until: Mapping[int, date] = field(default_factory=dict)
    """Until when the approval of a project says that it is valid; where it says nothing the law counts."""

    def length(self, row: Clock, began: date) -> int:
        """The length in force on the day the clock began: of several the latest one put down."""
        begun = [length for valid_from, length in self.terms.get(row.code, ()) if valid_from <= began]
        return begun[-1] if begun else row.length


def general_ground() -> Ground:
    """Only what is the same for all: the calendar and the lengths."""
    return Ground(work_calendar(), _terms())


def ground(projects: QuerySet[Project], rows: Iterable[Project], *, whole: bool = False) -> Ground:
    """What the clocks of these projects rest on; `rows` are the rows of the queryset, already read.

    `whole` replays the log of every project, so that clocks that have ended are known as well.
    """
    chosen, found = projects.order_by(), list(rows)
    early = [row.pk for row in found if whole or row.stage in _EARLY]
    lives = {pk: replay(facts) for pk, facts in recognised_facts(early).items()}
    steps, approved = _steps(chosen), _approvals(chosen)
    moments = {
        row.pk: (dict(lives[row.pk].days) if row.pk in lives else _cached(row)) | _side(row) | steps.get(row.pk, {})
        for row in found
    }
    for pk, paper in approved.items():
        if paper.issued_on is not None and pk in moments:
            moments[pk][Side.APPROVED.value] = paper.issued_on
    until = {pk: paper.valid_until for pk, paper in approved.items() if paper.valid_until is not None}
    return Ground(work_calendar(), _terms(), _pauses(chosen), moments, _claimed(chosen), _filed_by_hand(chosen), until)


def _terms() -> dict[str, list[tuple[date, int]]]:
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for code, valid_from, length in ClockTerm.objects.order_by("valid_from", "pk").values_list(
        "code", "valid_from", "length"
    ):
        found[code].append((valid_from, length))
    return found


def _cached(row: Project) -> Moments:
    days = {str(event): getattr(row, column) for event, column in _CACHED.items()}
    return {event: day for event, day in days.items() if day is not None}


def _side(row: Project) -> Moments:
    if row.side_status == SideStatus.ON_HOLD and row.side_since is not None:
        return {Side.HELD.value: row.side_since}
    return {}


def _steps(chosen: QuerySet[Project]) -> dict[int, Moments]:
    """The latest day of each step."""
    found: dict[int, Moments] = defaultdict(dict)
    rows = ClockStep.objects.filter(project__in=chosen).order_by("done_on", "pk")
    for project_id, step, day in rows.values_list("project_id", "step", "done_on"):
        found[project_id][step] = day
    return found


def _pauses(chosen: QuerySet[Project]) -> dict[int, list[PauseSpan]]:
    found: dict[int, list[PauseSpan]] = defaultdict(list)
    rows = ClockPause.objects.filter(project__in=chosen, slip__state=SlipState.RECOGNISED).order_by("first_on", "pk")
    for row in rows.select_related("end"):
        until = row.end.last_on if hasattr(row, "end") else row.last_on
        found[row.project_id].append(PauseSpan(row.first_on, until))
    return found


def _claimed(chosen: QuerySet[Project]) -> dict[int, frozenset[str]]:
    """Events that have been filed and wait for others."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    rows = StageEvent.objects.filter(project__in=chosen, slip__state__in=WAITING).order_by()
    for project_id, event in rows.values_list("project_id", "event"):
        found[project_id] |= {event}
    return found


def _approvals(chosen: QuerySet[Project]) -> dict[int, ProjectDocument]:
    """The approval (核准) of each project that stands; of several the latest."""
    rows = ProjectDocument.objects.filter(
        project__in=chosen, kind=DocumentKind.APPROVAL, is_withdrawal=False, superseded_by=None
    )
    return {row.project_id: row for row in rows.order_by("pk")}


def _filed_by_hand(chosen: QuerySet[Project]) -> frozenset[tuple[int, str]]:
    rows = StageEvent.objects.filter(
        project__in=chosen, event__in=_BY_HAND, slip__kind=SlipKind.EVENT, slip__state=SlipState.RECOGNISED
    )
    return frozenset(rows.order_by().values_list("project_id", "event"))
