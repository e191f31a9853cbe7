"""Views of meetings."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.base.core.errors import NotVisible
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.meetings import ItemKind, MeetingAct, MeetingState
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.meetings.forms import DecisionForm, MeetingForm
from luodi.interfaces.web.ui import pages, query
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


def _score(meeting: Any) -> str:  # noqa: ANN401 - pages know no models
    if meeting.state == MeetingState.PLANNED:
        return ""
    score = selectors.score_of(meeting)
    return f"{score.done} / {score.total}"


COLUMNS: Final[tuple[Column[Any], ...]] = (
    Column(
        "title", "会议", lambda row: row.title, is_title=True, href=lambda row: query.of_row("meetings:detail", row.pk)
    ),
    Column("kind", "类别", lambda row: row.get_kind_display()),
    Column("held_on", "日期", lambda row: row.held_on, Kind.DATE),
    Column("unit", "召集单位", lambda row: row.unit.label),
    Column("chair", "主持人", lambda row: row.chair, is_short=True),
    Column("number", "纪要", lambda row: row.number, is_short=True),
    Column("score", "议定办结", _score, Kind.CODE),
    Column("state", "状态", lambda row: marks.meeting_state(row.state), Kind.BADGE),
)


@requires(Permission.VIEW)
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings in reach, latest first."""
    rows = selectors.visible_meetings(account(request))
    page = page_of(rows, order=Order("held_on", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="调度会议",
        count=rows.count(),
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="没有会议",
        empty_advice="登记一次会议，议程会按逾期三单、预警项目、新增问题和上次未办结事项自动列出。",
    )
    return pages.page(request, "meetings/list", {"table": table, "may_meet": may(request, Permission.MEET)})


@requires(Permission.MEET)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Call a meeting."""
    actor = account(request)
    form = MeetingForm(request.POST or None, viewer=actor, initial={"kind": "HALF_MONTHLY", "held_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.call_meeting(form.values(), actor=actor, at=pages.now())
            return pages.done(request, "会议已登记，议程已自动列出。", "meetings:detail", pk=made.pk)
    return pages.form_page(request, "meetings/form", {"form": form, "back": reverse("meetings:list"), "submit": "登记"})


def _agenda(meeting: Any) -> list[tuple[str, list[Any]]]:  # noqa: ANN401 - pages know no models
    """The items under their headings: live while the meeting is prepared, frozen afterwards."""
    is_open = meeting.state == MeetingState.PLANNED
    items: list[Any] = list(
        selectors.agenda_now(meeting, on=pages.today()) if is_open else selectors.frozen_items(meeting)
    )
    groups = [(str(kind.label), [item for item in items if item.kind == kind]) for kind in ItemKind]
    return [(title, found) for title, found in groups if found]


def _page(request: HttpRequest, meeting: Any, form: DecisionForm | None = None) -> HttpResponse:  # noqa: ANN401
    viewer = account(request)
    last = selectors.last_meeting(meeting)
    may_meet = bool(selectors.meeting_buttons(meeting, viewer))
    decisions = [
        (row, [(one, marks.order_state(one.state)) for one in row.orders.all()], selectors.is_done(row))
        for row in selectors.decisions_of(meeting)
    ]
    context = {
        "meeting": meeting,
        "state": marks.meeting_state(meeting.state),
        "agenda": _agenda(meeting),
        "is_live": meeting.state == MeetingState.PLANNED,
        "last": last,
        "last_score": None if last is None else selectors.score_of(last),
        "decisions": decisions,
        "buttons": [(one, one.code == MeetingAct.CANCEL) for one in selectors.meeting_buttons(meeting, viewer)],
        "may_decide": may_meet and meeting.state == MeetingState.FROZEN,
        "may_order": may(request, Permission.DRAFT),
        "has_word": meeting.state != MeetingState.PLANNED,
        "form": form or DecisionForm(viewer=viewer),
    }
    return pages.form_page(request, "meetings/detail", context)


@requires(Permission.VIEW)
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, score of the meeting before, decisions."""
    return _page(request, selectors.meeting(account(request), pk))


@require_POST
@requires(Permission.MEET)
def meeting_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix the agenda, issue the minutes, or cancel."""
    meeting = selectors.meeting(account(request), pk)
    act = request.POST.get("act", "")
    services.take_meeting_step(meeting, act, actor=account(request), at=pages.now())
    return pages.done(request, f"已{MeetingAct(act).label}。", "meetings:detail", pk=pk)


@require_POST
@requires(Permission.MEET)
def decision_new(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided."""
    actor = account(request)
    meeting = selectors.meeting(actor, pk)
    form = DecisionForm(request.POST, viewer=actor)
    if form.is_valid():
        with rule_errors(form):
            services.decide(meeting, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "议定事项已登记。", "meetings:detail", pk=pk)
    return _page(request, meeting, form)


def _decision(request: HttpRequest, pk: int, decision_pk: int) -> Any:  # noqa: ANN401 - pages know no models
    meeting = selectors.meeting(account(request), pk)
    found = selectors.decisions_of(meeting).filter(pk=decision_pk).first()
    if found is None:
        raise NotVisible("没有找到该议定事项，或它已撤回")
    return found


@require_POST
@requires(Permission.DRAFT)
def decision_order(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """One click: the draft of an order; clicked again, the same draft."""
    order = services.order_of_decision(_decision(request, pk, decision_pk), actor=account(request), at=pages.now())
    return pages.done(request, "交办单草稿已拟好，下达后生效。", "orders:detail", pk=order.pk)


@require_POST
@requires(Permission.MEET)
def decision_withdraw(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Take a mistaken decision back."""
    services.withdraw_decision(_decision(request, pk, decision_pk), actor=account(request), at=pages.now())
    return pages.done(request, "议定事项已撤回。", "meetings:detail", pk=pk)


@requires(Permission.VIEW)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a Word file."""
    meeting = selectors.meeting(account(request), pk)
    if meeting.state == MeetingState.PLANNED:
        raise NotVisible("议程确定后才有纪要")
    return pages.download(selectors.minutes_file(meeting), f"{meeting.title}纪要.docx", pages.DOCUMENT)
