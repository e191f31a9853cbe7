"""Views of verification and recognition."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.insight import selectors as insight
from luodi.across.lifecycle.selectors import gates as lifecycle
from luodi.across.lifecycle.selectors import queue as office
from luodi.across.lifecycle.services import gates as services
from luodi.base.approvals import selectors as approvals
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.bookmarks.rules import Area
from luodi.base.core.errors import NotVisible
from luodi.base.files.rules import MEDIA_TYPES
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.approvals import facts
from luodi.interfaces.web.approvals.forms import KINDS, MOST, DecisionForm, ManyForm, QueueFilters
from luodi.interfaces.web.ui import badges, gates, pages, saved
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.menu import QUEUE
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table

SHOWN_INSIDE = "default-src 'none'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"
SHOWN_OF_CITY = 20
WAITING = {SlipAct.VERIFY.value: SlipState.FILED, SlipAct.RECOGNISE.value: SlipState.VERIFIED}


def _age(row: Any) -> int | None:  # noqa: ANN401 - pages know no models
    """Full days since filing, while the slip still waits."""
    if row.state not in WAITING.values():
        return None
    return insight.waited(row, pages.today())


SAID: tuple[Column[Any], ...] = (
    Column(
        "title", "事项", lambda row: row.title, is_title=True, href=lambda row: reverse("approvals:slip", args=[row.pk])
    ),
    Column("kind", "类别", lambda row: KINDS.get(row.kind, row.kind)),
    Column("unit", "单位", lambda row: row.unit.label),
)
STATE: Column[Any] = Column("state", "状态", lambda row: badges.slip_state(row.state), Kind.BADGE)


def _queue_columns(rows: list[Any]) -> tuple[Column[Any], ...]:
    """The columns of the queue; those of events say how their gates stand."""
    states = lifecycle.states_of_slips(rows, today=pages.today())
    marks = {pk: [gates.gate_summary(state) for _, state in found] for pk, found in states.items()}
    return (
        *SAID,
        Column("gate", "关口", lambda row: marks.get(row.pk), Kind.BADGE),
        Column("filed_by", "填报人", lambda row: row.filed_by, is_short=True),
        Column("age", "已等（天）", _age, Kind.INTEGER),
    )


FILED: tuple[Column[Any], ...] = (
    *SAID,
    Column("filed_at", "填报时间", lambda row: row.filed_at, Kind.MOMENT),
    Column("age", "已等（天）", _age, Kind.INTEGER),
    STATE,
)


@requires(*QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the person, one tab a step, with the step for many at once."""
    form = QueueFilters(request.GET, viewer=account(request))
    waiting = office.offered_slips(account(request), form.wanted())
    counts = {act: waiting.filter(state=state).count() for act, state in WAITING.items()}
    asked = request.GET.get("step", "")
    act = asked if asked in WAITING else max(counts, key=lambda name: (counts[name] > 0, name == SlipAct.VERIFY))
    context = {
        "form": form,
        "saved": saved.bar(request, Area.QUEUE),
        "table": _queued(request, waiting.filter(state=WAITING[act]), counts[act]),
        "act": act,
        "label": SlipAct(act).label,
        "counts": counts,
        "at_once": min(counts[act], MOST),
        **_of_city(request, form),
    }
    return pages.page(request, "approvals/queue", context)


def _of_city(request: HttpRequest, form: QueueFilters) -> dict[str, Any]:
    """What the city recognises of the person's units: how many, and the oldest of them, without any step."""
    rows = office.city_slips(account(request), form.wanted())
    return {"city_count": rows.count(), "of_city": [(row, _age(row)) for row in rows[:SHOWN_OF_CITY]]}


def _queued(request: HttpRequest, rows: Any, count: int) -> Table[Any]:  # noqa: ANN401 - pages know no models
    """One page of the queue, oldest first."""
    page = page_of(rows, order=Order("pk"), query=request.GET)
    return Table(
        _queue_columns(page.rows),
        page.rows,
        request.GET,
        title="待办事项",
        count=count,
        before=page.before,
        after=page.after,
        select_name="slips",
        select_form="decide",
        can_choose_columns=False,
        empty_title="没有等待办理的事项",
        empty_advice="下级单位填报后会出现在这里，并有消息通知；筛选了类别或单位时，可以清除筛选再看。",
    )


@requires(*QUEUE)
def filed(request: HttpRequest) -> HttpResponse:
    """What the person filed, and how far it has come."""
    rows = approvals.filed_slips(account(request)).select_related("filed_by__person")
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        FILED,
        page.rows,
        request.GET,
        title="我填报的事项",
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="还没有填报过",
        empty_advice="在项目页填报进展或资金后，可在这里看到审核到哪一步。",
    )
    return pages.page(request, "approvals/filed", {"table": table})


def _slip(request: HttpRequest, pk: int) -> Any:  # noqa: ANN401 - pages know no models
    viewer = account(request)
    for rows in (approvals.waiting_slips(viewer), approvals.filed_slips(viewer).select_related("filed_by__person")):
        found = rows.filter(pk=pk).first()
        if found is not None:
            return found
    raise NotVisible("没有找到该事项，或它已办结、不在您的办理范围内")


@requires(*QUEUE)
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: its facts, the evidence beside them, the steps."""
    return _slip_page(request, _slip(request, pk), DecisionForm())


@requires(*QUEUE)
def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts and documents of one slip, to be read beside the queue."""
    found = _slip(request, pk)
    context = {"slip": found, "matter": facts.matter(found), "state": badges.slip_state(found.state)}
    return pages.page(request, "approvals/beside", context)


@requires(*QUEUE)
def paper(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of a slip, shown inside the page; nothing in it may run or load anything."""
    matter = facts.matter(_slip(request, pk))
    known = next((one for one in matter.papers if one.pk == file_pk), None)
    if known is None:
        raise NotVisible("没有找到该材料，或它不属于此事项")
    attachment = projects.attachment(account(request), known.project_pk, file_pk)
    response = FileResponse(
        attachment.path.open("rb"), filename=attachment.name, content_type=MEDIA_TYPES[attachment.kind]
    )
    response.headers["Content-Security-Policy"] = SHOWN_INSIDE
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _slip_page(request: HttpRequest, found: Any, form: DecisionForm) -> HttpResponse:  # noqa: ANN401 - pages know no models
    following = office.offered_slips(account(request)).filter(pk__gt=found.pk).first()
    matter, buttons = facts.matter(found), facts.steps_for(request, found)
    context = {
        "slip": found,
        "kind": KINDS.get(found.kind, found.kind),
        "state": badges.slip_state(found.state),
        "matter": matter,
        "history": found.steps.select_related("recorded_by__person"),
        "buttons": buttons,
        "is_of_city": office.waits_for_city(found, account(request)),
        "may_cut": facts.may_cut(found, buttons, matter),
        "following": following,
        "form": form,
    }
    return pages.form_page(request, "approvals/slip", context)


@require_POST
@requires(*QUEUE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step of one slip; then the next one that waits."""
    found = _slip(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            services.decide(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            label = SlipAct(form.cleaned_data["act"]).label
            following = office.offered_slips(account(request)).filter(pk__gt=pk).first()
            sentence = f"已{label}：{found.title}"
            if following is None:
                return pages.done(request, sentence, "approvals:queue")
            return pages.done(request, sentence, "approvals:slip", pk=following.pk)
    return _slip_page(request, found, form)


@require_POST
@requires(*QUEUE)
def decide_many(request: HttpRequest) -> HttpResponse:
    """Take one step of many slips, each for itself; what was refused is listed with its reason."""
    act = request.POST.get("act", "")
    narrowed = QueueFilters(request.POST, viewer=account(request)).wanted()
    waiting = {row.pk: row for row in office.offered_slips(account(request), narrowed)}
    step = request.POST.get("step", "")
    allowed = [pk for pk, row in waiting.items() if step not in WAITING or row.state == WAITING[step]]
    form = ManyForm(request.POST, allowed=allowed)
    back = f"{reverse('approvals:queue')}?step={step or act}"
    if not form.is_valid():
        messages.error(request, "　".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(back)
    chosen = [waiting[pk] for pk in form.cleaned_data["slips"]]
    done, refused = services.decide_many(
        chosen, act, actor=account(request), at=pages.now(), note=form.cleaned_data["note"]
    )
    if done:
        messages.success(request, f"已{SlipAct(act).label} {len(done)} 件。")
    if not refused:
        return redirect(back)
    context = {"done": done, "refused": refused, "label": SlipAct(act).label, "back": back}
    return pages.page(request, "approvals/outcome", context)
