"""What changed in the ledger in a week, and what was corrected in a span: recognised facts and reversals, with who answers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from luodi.base.approvals.rules import SlipState
from luodi.base.core.money import plain
from luodi.base.core.periods import Span
from luodi.base.orgs.models import User
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import SIDE_OF_EVENT, Event, SideStatus
from luodi.domains.projects.selectors import projects

SHOWN = 12
_WEEK = timedelta(days=6)
_BACK = frozenset({*SIDE_OF_EVENT, Event.REVOKE})


@dataclass(frozen=True)
class Change:
    """A recognised event that stopped a project or took it back, and who answers for the project."""

    project: Project
    event: StageEvent

    @property
    def answers(self) -> str:
        """The unit, the leader in charge and the person responsible, as far as they are known."""
        people = [name for name in (self.project.leader, self.project.owner) if name]
        return "　".join([self.project.unit.label, *dict.fromkeys(people)])


@dataclass(frozen=True)
class Changes:
    """One week: how many events of each kind were recognised, and those that went backwards (stopped, returned, revoked)."""

    span: Span
    counts: list[tuple[str, int]]
    backward: list[Change]
    stopped: list[Project]
    stopped_count: int


def changes(viewer: User, *, on: date) -> Changes:
    """The seven days up to `on`, or up to the last recognition when these were quiet; and what stands stopped now."""
    visible = projects(viewer).order_by()
    events = StageEvent.objects.filter(slip__state=SlipState.RECOGNISED, project__in=visible.values("pk"))
    span = _week(events, on)
    recent = events.filter(slip__recognised_at__range=_moments(span))
    counts = recent.order_by().values_list("event").annotate(count=Count("pk")).order_by("-count", "event")
    back = (
        recent.filter(event__in=_BACK).select_related("project__unit", "slip").order_by("-slip__recognised_at", "-pk")
    )
    stopped = visible.filter(side_status=SideStatus.SUSPENDED).order_by("side_since", "pk")
    return Changes(
        span,
        [(str(Event(event).label), count) for event, count in counts],
        [Change(event.project, event) for event in back[:SHOWN]],
        list(stopped[:SHOWN]),
        stopped.count(),
    )


def _week(events: QuerySet[StageEvent], on: date) -> Span:
    week = Span(on - _WEEK, on)
    if events.filter(slip__recognised_at__range=_moments(week)).exists():
        return week
    until = _moments(week)[1]
    last = events.filter(slip__recognised_at__lte=until).aggregate(last=Max("slip__recognised_at"))["last"]
    end = on if last is None else timezone.localdate(last)
    return Span(end - _WEEK, end)


def _moments(span: Span) -> tuple[datetime, datetime]:
    first, last = datetime.combine(span.start, time.min), datetime.combine(span.end, time.max)
    return timezone.make_aware(first), timezone.make_aware(last)


@dataclass(frozen=True)
class Correction:
    """A reversal: of which project, what was taken out, why, by whom, and whether it is recognised."""

    project: Project
    fact: StageEvent | CapitalRecord
    what: str
    reason: str
    by: str
    recorded_at: datetime
    is_recognised: bool


@dataclass(frozen=True)
class Corrections:
    """The reversals recorded in a span: how many, and the latest ones."""

    events: int
    capital: int
    latest: list[Correction]


def corrections(viewer: User, *, span: Span) -> Corrections:
    """Events taken back and capital written down, recorded in the span, of projects in reach, latest first."""
    visible = projects(viewer).order_by().values("pk")
    wanted = {"reverses__isnull": False, "recorded_at__range": _moments(span), "project__in": visible}
    related = ("project__unit", "slip", "recorded_by__person", "reverses")
    events = StageEvent.objects.filter(**wanted).select_related(*related).order_by("-recorded_at", "-pk")
    capital = CapitalRecord.objects.filter(**wanted).select_related(*related).order_by("-recorded_at", "-pk")
    rows: list[StageEvent | CapitalRecord] = [*events[:SHOWN], *capital[:SHOWN]]
    latest = [_correction(row) for row in rows]
    latest.sort(key=lambda one: one.recorded_at, reverse=True)
    return Corrections(events.count(), capital.count(), latest[:SHOWN])


def _correction(row: StageEvent | CapitalRecord) -> Correction:
    if isinstance(row, CapitalRecord):
        what = f"冲减到位资金 {plain(row.amount_in_wan)} 万元"
    else:
        what = f"撤销{row.reverses.get_event_display() if row.reverses else ''}"
    recognised = row.slip.state == SlipState.RECOGNISED
    return Correction(row.project, row, what, row.reason, str(row.recorded_by), row.recorded_at, recognised)
