"""The agenda as it stands now: undone decisions, overdue orders, projects in trouble and new problems since the last meeting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import SideStatus, Stage, bottom_line
from luodi.domains.supervision.engine.minutes import Decided, Heard, Minutes, minutes_word
from luodi.domains.supervision.models import AgendaItem, Decision, Issue, Meeting, Order
from luodi.domains.supervision.rules.issues import IssueState
from luodi.domains.supervision.rules.meetings import ItemKind, MeetingState, Score
from luodi.domains.supervision.rules.orders import OPEN, OrderState
from luodi.domains.supervision.selectors.statistics import waiting_line

_MOST: int = 60
"""Items of one kind on an agenda; a meeting that hears more decides nothing."""


@dataclass(frozen=True)
class Item:
    """An item as it would stand on the agenda now."""

    kind: str
    title: str
    text: str = ""
    unit: Unit | None = None
    order: Order | None = None
    issue: Issue | None = None
    project: Project | None = None
    decision: Decision | None = None


def last_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting of the same kind and unit that was held before this one."""
    same = Meeting.objects.filter(kind=meeting.kind, unit_id=meeting.unit_id, state=MeetingState.HELD)
    before = same.filter(Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk))
    return before.exclude(pk=meeting.pk).order_by("-held_on", "-pk").first()


def decisions_of(meeting: Meeting) -> QuerySet[Decision]:
    """What the meeting decided, without what was taken back."""
    made = Order.objects.select_related("unit").order_by("pk")
    rows = meeting.decisions.filter(reverses=None, withdrawal=None).select_related("unit").order_by("pk")
    return rows.prefetch_related(Prefetch("orders", made))


def is_done(decision: Decision) -> bool:
    """A decision is done when an order of its chain is closed."""
    return any(_chain_is_closed(order) for order in decision.orders.all())


def _chain_is_closed(order: Order) -> bool:
    if order.state == OrderState.CLOSED:
        return True
    return order.state == OrderState.ESCALATED and any(
        _chain_is_closed(next_order) for next_order in order.following.all()
    )


def score_of(meeting: Meeting) -> Score:
    """How many of the meeting's decisions are done, how many not."""
    done = [is_done(decision) for decision in decisions_of(meeting)]
    return Score(sum(done), len(done) - sum(done))


def agenda_now(meeting: Meeting, *, on: date) -> list[Item]:
    """The agenda as it would be fixed on the day, in the order of ItemKind."""
    last = last_meeting(meeting)
    since = None if last is None else last.held_on
    below = set(Unit.objects.filter(path__startswith=meeting.unit.path).values_list("pk", flat=True))
    topics = [line.strip() for line in meeting.topics.splitlines() if line.strip()]
    return [
        *([] if last is None else _undone(last)),
        *_overdue(below, on),
        *_troubled(below, on, since),
        *_new_issues(below, since),
        *(Item(ItemKind.OTHER, topic[:200]) for topic in topics),
    ]


def _undone(last: Meeting) -> list[Item]:
    return [
        Item(
            ItemKind.UNDONE,
            decision.text[:200],
            f"{last.title}（{last.held_on}）议定"
            + ("" if decision.due_on is None else f"，应于 {decision.due_on} 前完成"),
            decision.unit,
            decision=decision,
        )
        for decision in decisions_of(last)
        if not is_done(decision)
    ]


def _overdue(below: set[int], on: date) -> list[Item]:
    rows = Order.objects.filter(state__in=OPEN).filter(Q(unit__in=below) | Q(issuer__in=below))
    lines = [
        line for row in rows.select_related("unit", "issuer", "handler__person") if (line := waiting_line(row, on))
    ]
    late = sorted((line for line in lines if line.is_overdue), key=lambda line: (-(line.days or 0), line.order.pk))
    return [
        Item(
            ItemKind.OVERDUE,
            f"{line.order.number} {line.order.title}"[:200],
            f"待{line.who}{line.waiting.what}，期限 {line.waiting.due_on}，已逾期 {line.days} 天",
            line.order.unit,
            order=line.order,
            project=line.order.project,
        )
        for line in late[:_MOST]
    ]


def _troubled(below: set[int], on: date, since: date | None) -> list[Item]:
    """Red projects: stopped since the last meeting, or signed and not started by the bottom line."""
    rows = Project.objects.filter(is_withdrawn=False, unit__in=below).select_related("unit").order_by("pk")
    stopped = rows.filter(side_status=SideStatus.SUSPENDED)
    if since is not None:
        stopped = stopped.filter(side_since__gte=since)
    waiting = rows.filter(
        side_status=SideStatus.NORMAL, signed_on__isnull=False, started_on=None, stage__lt=Stage.STARTED
    )
    late = [row for row in waiting if row.signed_on and bottom_line(row.signed_on, row.planned_start_on) < on]
    found = [
        Item(ItemKind.PROJECT, row.name, f"停建，自 {row.side_since} 起", row.unit, project=row)
        for row in stopped[:_MOST]
    ]
    found += [
        Item(
            ItemKind.PROJECT,
            row.name,
            f"{row.signed_on} 签约，应于 {bottom_line(row.signed_on, row.planned_start_on)} 前开工，仍未开工",
            row.unit,
            project=row,
        )
        for row in late
        if row.signed_on
    ]
    return found[:_MOST]


def _new_issues(below: set[int], since: date | None) -> list[Item]:
    handled = Order.objects.filter(issue=OuterRef("pk"), state__in=OPEN)
    rows = Issue.objects.filter(
        Q(unit__in=below), ~Q(Exists(handled)), state__in=(IssueState.RAISED, IssueState.TAKEN, IssueState.SOLVED)
    )
    if since is not None:
        rows = rows.filter(raised_on__gte=since)
    return [
        Item(
            ItemKind.ISSUE, f"{row.number} {row.title}"[:200], row.text[:500], row.unit, issue=row, project=row.project
        )
        for row in rows.select_related("unit", "project").order_by("pk")[:_MOST]
    ]


def frozen_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The agenda as it was fixed."""
    return meeting.items.select_related("unit", "order", "issue", "project", "decision").order_by("position")


def minutes_file(meeting: Meeting) -> bytes:
    """The minutes as a Word file."""
    return minutes_word(minutes_of(meeting))


def minutes_of(meeting: Meeting) -> Minutes:
    """What the minutes say: the frozen agenda, the standing decisions with their orders, the score of the last meeting."""
    last = last_meeting(meeting)
    return Minutes(
        title=meeting.title,
        number=meeting.number,
        issuer=meeting.unit.name,
        held_on=meeting.held_on,
        place=meeting.place,
        chair=meeting.chair,
        attendees=meeting.attendees.replace("\n", "；"),
        previous="" if last is None else _score_sentence(last),
        heard=tuple(
            Heard(ItemKind(item.kind).label, item.title, item.text, item.unit.label if item.unit else "")
            for item in frozen_items(meeting)
        ),
        decided=tuple(
            Decided(
                row.text, row.unit.label, row.due_on, "、".join(one.number for one in row.orders.all() if one.number)
            )
            for row in decisions_of(meeting)
        ),
    )


def _score_sentence(last: Meeting) -> str:
    score = score_of(last)
    return f"{last.held_on}{last.title}议定 {score.total} 项，已办结 {score.done} 项，未办结 {score.undone} 项。"
