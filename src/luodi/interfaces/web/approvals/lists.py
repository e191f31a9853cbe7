"""The two lists: what waits for the person, one tab a step, and what the person filed."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from luodi.across.insight import selectors as insight
from luodi.across.lifecycle.selectors import gates as lifecycle
from luodi.across.lifecycle.selectors import queue as office
from luodi.base.approvals import selectors as approvals
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.bookmarks.rules import Area
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.approvals import facts
from luodi.interfaces.web.approvals.forms import KINDS, MOST, FiledFilters, ManyForm, QueueFilters
from luodi.interfaces.web.ui import badges, gates, pages, query, saved
from luodi.interfaces.web.ui.access import account
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table

SHOWN_OF_CITY = 20
WAITING = {SlipAct.VERIFY.value: SlipState.FILED, SlipAct.RECOGNISE.value: SlipState.VERIFIED}
KEPT = ("step", *QueueFilters.base_fields, *query.PLACE)
"""Words of the queue's address that a form over its rows carries along."""


def kept(sent: QueryDict) -> QueryDict:
    """The queue as the person sees it (tab, filters, place), out of its address or of a form over its rows."""
    words = QueryDict(mutable=True)
    for name in KEPT:
        if sent.get(name):
            words[name] = str(sent[name])
    return words


def back_to(words: QueryDict) -> str:
    """The address of the queue with its tab and filters, from the first page on."""
    return reverse("approvals:queue") + query.changed(words, {})


def _age(row: Any) -> int | None:  # noqa: ANN401 - pages know no models
    """Full days since filing, while the slip still waits."""
    if row.state not in WAITING.values():
        return None
    return insight.waited(row, pages.today())


TITLE: Column[Any] = Column(
    "title", "事项", lambda row: row.title, is_title=True, href=lambda row: reverse("approvals:slip", args=[row.pk])
)
KIND: Column[Any] = Column("kind", "类别", lambda row: KINDS.get(row.kind, row.kind))
UNIT: Column[Any] = Column("unit", "单位", lambda row: row.unit.label)
STATE: Column[Any] = Column("state", "状态", lambda row: badges.slip_state(row.state), Kind.BADGE)
FILED_AT: Column[Any] = Column("filed_at", "填报时间", lambda row: row.filed_at, Kind.MOMENT)
AGE: Column[Any] = Column("age", "已等（天）", _age, Kind.INTEGER)


def _held(rows: list[Any]) -> Column[Any]:
    """What each slip holds: kind of event, time as known, amount."""
    found = projects.facts_of_slips(rows)
    return Column("held", "内容", lambda row: facts.held(found[row.pk]) if row.pk in found else None, is_wide=True)


def _queue_columns(rows: list[Any]) -> tuple[Column[Any], ...]:
    """The columns of the queue; those of events say how their gates stand."""
    states = lifecycle.states_of_slips(rows, today=pages.today())
    marks = {pk: [gates.gate_summary(state) for _, state in found] for pk, found in states.items()}
    gate: Column[Any] = Column("gate", "关口", lambda row: marks.get(row.pk), Kind.BADGE)
    by: Column[Any] = Column("filed_by", "填报人", lambda row: row.filed_by, is_short=True)
    return (TITLE, _held(rows), UNIT, gate, by, AGE)


def queue(request: HttpRequest, sent: QueryDict, refused: ManyForm | None = None) -> dict[str, object]:
    """The queue as its page draws it; with a `refused` form its choice, reason and errors stand there again."""
    words = kept(sent)
    form = QueueFilters(words, viewer=account(request))
    waiting = office.offered_slips(account(request), form.wanted())
    counts = {act: waiting.filter(state=state).count() for act, state in WAITING.items()}
    asked = words.get("step", "")
    act = asked if asked in WAITING else max(counts, key=lambda name: (counts[name] > 0, name == SlipAct.VERIFY))
    picked = () if refused is None else {int(pk) for pk in sent.getlist("slips") if pk.isdecimal()}
    return {
        "form": form,
        "saved": saved.bar(request, Area.QUEUE),
        "table": _table(words, waiting.filter(state=WAITING[act]), counts[act], picked),
        "act": act,
        "label": SlipAct(act).label,
        "tabs": [(step, SlipAct(step).label, query.changed(words, {"step": step}), counts[step]) for step in WAITING],
        "counts": counts,
        "at_once": min(counts[act], MOST),
        "words": [(name, words[name]) for name in words if name != "step"],
        "refused": refused,
        **_of_city(request, form),
    }


def _of_city(request: HttpRequest, form: QueueFilters) -> dict[str, object]:
    """What the city recognises of the person's units: how many, and the oldest of them, without any step."""
    rows = office.city_slips(account(request), form.wanted())
    return {"city_count": rows.count(), "of_city": [(row, _age(row)) for row in rows[:SHOWN_OF_CITY]]}


def _table(words: QueryDict, rows: Any, count: int, picked: Any) -> Table[Any]:  # noqa: ANN401 - pages know no models
    """One page of the queue, oldest first."""
    page = page_of(rows, order=Order("pk"), query=words)
    return Table(
        _queue_columns(page.rows),
        page.rows,
        words,
        title="待办事项",
        count=count,
        before=page.before,
        after=page.after,
        select_name="slips",
        select_form="decide",
        picked=picked,
        can_choose_columns=False,
        empty_title="没有等待办理的事项",
        empty_advice="下级单位填报后会出现在这里，并有消息通知；筛选了类别或单位时，可以清除筛选再看。",
    )


def filed(request: HttpRequest) -> dict[str, object]:
    """What the person filed, latest first, and how far it has come."""
    form = FiledFilters(request.GET)
    rows = approvals.filed_slips(account(request), state=form.value("state") or "").select_related("filed_by__person")
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table: Table[Any] = Table(
        (TITLE, _held(page.rows), KIND, UNIT, FILED_AT, AGE, STATE),
        page.rows,
        request.GET,
        title="我填报的事项",
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="没有这样的事项" if form.active_count else "还没有填报过",
        empty_advice="在项目页填报进展或资金后，可在这里看到审核到哪一步。",
    )
    return {"form": form, "table": table}
