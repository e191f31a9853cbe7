"""Dispatch meetings: calling one, fixing its agenda, decisions, orders out of decisions, minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, shortened
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.supervision.models import AgendaItem, Decision, Meeting, MeetingStep, Order
from luodi.domains.supervision.rules.meetings import (
    STEPS,
    MeetingAct,
    MeetingKind,
    MeetingState,
    require_decisions_open,
    require_minutes,
)
from luodi.domains.supervision.rules.numbering import minutes_number
from luodi.domains.supervision.rules.orders import OrderKind, Source
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.selectors.agenda import agenda_now, decisions_of
from luodi.domains.supervision.services.drafting import OrderValues, draft_order
from luodi.domains.supervision.services.recording import next_serial, require_standing

_TITLE_LENGTH = 60


@dataclass(frozen=True)
class MeetingValues:
    """What is said of a meeting. `topics`: one topic a line, beside what the agenda finds by itself."""

    kind: str
    title: str
    unit: Unit
    held_on: date
    chair: str
    place: str = ""
    attendees: str = ""
    topics: str = ""


@transaction.atomic
def call_meeting(values: MeetingValues, *, actor: User, at: datetime) -> Meeting:
    """A meeting that is being prepared. Errors: NotPermitted, NotVisible, BusinessError `meetings.words`, `day.*`."""
    require(actor, Permission.MEET, unit=values.unit)
    if not values.title.strip() or not values.chair.strip():
        raise BusinessError("请填写会议名称和主持人。", code="meetings.words")
    require_sensible_day(values.held_on, label="会议日期")
    audit.stand_in_line()
    meeting = Meeting.objects.create(
        kind=MeetingKind(values.kind),
        title=values.title.strip(),
        unit=values.unit,
        held_on=values.held_on,
        place=values.place.strip(),
        chair=values.chair.strip(),
        attendees=values.attendees.strip(),
        topics=values.topics.strip(),
        created_at=at,
    )
    append_to_meeting_log(meeting, MeetingAct.CALL, actor=actor, at=at)
    return meeting


@transaction.atomic
def take_meeting_step(meeting: Meeting, act: str, *, actor: User, at: datetime, note: str = "") -> Meeting:
    """Fix the agenda as it stands now, issue the minutes with their number, or cancel the meeting.

    Errors: NotPermitted, NotVisible, BusinessError `workflow.*`, `meetings.no_decision`, `meetings.early`.
    """
    STEPS.require_known(act)
    require(actor, STEPS[act].permission, unit=meeting.unit)
    audit.stand_in_line()
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    STEPS.require(act, locked.state)
    prepare = _PREPARE.get(act)
    number = "" if prepare is None else prepare(locked, actor, at)
    append_to_meeting_log(locked, act, actor=actor, at=at, note=note, number=number)
    return locked


def _fix_agenda(meeting: Meeting, actor: User, at: datetime) -> str:
    for position, item in enumerate(agenda_now(meeting, on=timezone.localdate(at)), start=1):
        AgendaItem.objects.create(
            meeting=meeting, position=position, recorded_by=actor, recorded_at=at, **item.__dict__
        )
    return ""


def _number_minutes(meeting: Meeting, _actor: User, at: datetime) -> str:
    require_minutes(decisions_of(meeting).count())
    today = timezone.localdate(at)
    if meeting.held_on > today:
        raise BusinessError(f"会议定于 {meeting.held_on}，尚未召开，不能编发纪要。", code="meetings.early")
    return minutes_number(today.year, next_serial("minutes", today.year))


_PREPARE: Final[dict[str, Callable[[Meeting, User, datetime], str]]] = {
    MeetingAct.FREEZE.value: _fix_agenda,
    MeetingAct.HOLD.value: _number_minutes,
}


def append_to_meeting_log(
    meeting: Meeting, act: str, *, actor: User, at: datetime, note: str = "", number: str = ""
) -> MeetingStep:
    """Append a step and move the cached columns; audited."""
    step = MeetingStep.objects.create(
        meeting=meeting,
        act=act,
        note=fitted(note.strip(), 300, "说明"),
        number=number,
        recorded_by=actor,
        recorded_at=at,
    )
    old = meeting.state
    if act != MeetingAct.CALL:
        meeting.state = MeetingState(STEPS[act].target)
        meeting.number = number or meeting.number
        meeting.save(update_fields=["state", "number"])
    changes = {"act": ("", act), "state": (str(old), str(meeting.state))}
    entry = audit.Act("supervision.meeting_stepped", meeting, unit_code=meeting.unit.code, changes=changes, reason=note)
    audit.record(entry, actor=actor, at=at)
    return step


@transaction.atomic
def decide(
    meeting: Meeting, *, text: str, unit: Unit, actor: User, at: datetime, due_on: date | None = None
) -> Decision:
    """What the meeting decided for one unit.

    Errors: NotPermitted, NotVisible, BusinessError `meetings.decisions`, `meetings.words`, `meetings.due`, `units.closed`.
    """
    require(actor, Permission.MEET, unit=meeting.unit)
    require(actor, Permission.MEET, unit=unit)
    audit.stand_in_line()
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    require_decisions_open(locked.state)
    require_standing(unit, at)
    if not text.strip():
        raise BusinessError("请写明议定事项。", code="meetings.words")
    if due_on is not None and due_on < locked.held_on:
        raise BusinessError(f"完成期限 {due_on} 早于会议日期 {locked.held_on}，请改正。", code="meetings.due")
    made = Decision.objects.create(
        meeting=locked,
        text=fitted(text.strip(), 500, "内容"),
        unit=unit,
        due_on=due_on,
        recorded_by=actor,
        recorded_at=at,
    )
    audit.record(audit.Act("supervision.decided", made, unit_code=unit.code), actor=actor, at=at)
    return made


@transaction.atomic
def withdraw_decision(decision: Decision, *, actor: User, at: datetime) -> Decision:
    """Take a mistaken decision back by a new fact, before the minutes are out and before an order was made of it.

    Errors: NotPermitted, NotVisible, BusinessError `meetings.decisions`, `meetings.ordered`.
    """
    require(actor, Permission.MEET, unit=decision.meeting.unit)
    audit.stand_in_line()
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=decision.meeting_id)
    require_decisions_open(locked.state)
    if Order.objects.filter(decision=decision).exists() or Decision.objects.filter(reverses=decision).exists():
        raise BusinessError("该议定事项已撤回或已起草三单，不能再撤回。", code="meetings.ordered")
    made = Decision.objects.create(
        meeting=locked,
        text=decision.text,
        unit_id=decision.unit_id,
        due_on=decision.due_on,
        reverses=decision,
        recorded_by=actor,
        recorded_at=at,
    )
    audit.record(audit.Act("supervision.decision_withdrawn", made, unit_code=made.unit.code), actor=actor, at=at)
    return made


@transaction.atomic
def order_of_decision(decision: Decision, *, actor: User, at: datetime) -> Order:
    """The draft of an order for a decision: one click, one draft however often it is clicked.

    Errors: NotPermitted, NotVisible, BusinessError `meetings.withdrawn`, `units.closed`.
    """
    if Decision.objects.filter(reverses=decision).exists():
        raise BusinessError("该议定事项已撤回，不能交办。", code="meetings.withdrawn")
    meeting = decision.meeting
    values = OrderValues(
        kind=OrderKind.ASSIGN,
        title=shortened(decision.text, _TITLE_LENGTH),
        text=decision.text if decision.due_on is None else f"{decision.text}（会议要求 {decision.due_on} 前完成）",
        basis=f"{meeting.title}（{meeting.held_on}）议定事项",
        unit=decision.unit,
        decision=decision,
        issuer=meeting.unit,
    )
    # draft_order( writes the audit row.
    return draft_order(values, source=Source.MEETING, source_key=f"decision:{decision.pk}", actor=actor, at=at)
