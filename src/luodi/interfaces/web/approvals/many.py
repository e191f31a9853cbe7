"""Many slips at once: the question with everything counted, then the step, then the same list again."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luodi.across.lifecycle.selectors import gates as lifecycle
from luodi.across.lifecycle.selectors import queue as office
from luodi.across.lifecycle.services import gates as services
from luodi.base.approvals.rules import SlipAct, SlipKind
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Event
from luodi.interfaces.web.approvals.forms import KINDS, ManyForm, QueueFilters
from luodi.interfaces.web.approvals.lists import WAITING, back_to, kept, queue
from luodi.interfaces.web.ui import formats, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.menu import QUEUE

Counted = tuple[str, str, str]
"""What it is, how many, and what is to be said of them (their amount)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The step that is asked for: the form, and the chosen slips once the form is accepted."""

    form: ManyForm
    slips: list[Any]
    words: QueryDict

    @property
    def label(self) -> str:
        """The step in words."""
        return str(SlipAct(self.form.cleaned_data["act"]).label)

    @property
    def back(self) -> str:
        """The list that the slips were chosen from."""
        return back_to(self.words)


def _asked(request: HttpRequest) -> Asked:
    words = kept(request.POST)
    step = words.setdefault("step", request.POST.get("act", ""))
    narrowed = QueueFilters(words, viewer=account(request)).wanted()
    waiting = {row.pk: row for row in office.offered_slips(account(request), narrowed)}
    allowed = [pk for pk, row in waiting.items() if step not in WAITING or row.state == WAITING[step]]
    form = ManyForm(request.POST, allowed=allowed)
    return Asked(form, [waiting[pk] for pk in form.cleaned_data["slips"]] if form.is_valid() else [], words)


def question(request: HttpRequest) -> HttpResponse:
    """What the step would do, before anything is done; a choice that cannot stand comes back as it was."""
    asked = _asked(request)
    if not asked.form.is_valid():
        context = queue(request, request.POST, asked.form)
        return pages.page(request, "approvals/queue", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    held, is_return = projects.held_by(asked.slips), asked.form.cleaned_data["act"] == SlipAct.RETURN
    context = {
        "asked": asked,
        "is_return": is_return,
        "act": asked.form.cleaned_data["act"],
        "note": asked.form.cleaned_data["note"],
        "words": [(name, asked.words[name]) for name in asked.words],
        "parts": (("事项", _kinds(asked.slips)), ("其中的事实", _facts(held))),
        **({} if is_return else {"bare": held.without_evidence, "closed": _closed(asked.slips)}),
    }
    return pages.page(request, "approvals/many", context)


def _kinds(slips: list[Any]) -> list[Counted]:
    """The kinds of the slips and how many there are of each."""
    counts = {name: sum(1 for slip in slips if slip.kind == name) for name in KINDS}
    return [
        (KINDS[name], f"{formats.count(count)} 件", "不经关口核对" if name == SlipKind.TAKEOVER else "")
        for name, count in counts.items()
        if count
    ]


def _facts(held: projects.SlipsHeld) -> list[Counted]:
    """The kinds of facts on the slips, with number and amount."""
    lines = [
        (Event(one.event).label, f"{formats.count(one.count)} 条", _amount(one.amount_in_wan, one.unknown))
        for one in held.events
    ]
    if held.capital_count:
        lines.append(("到位资金", f"{formats.count(held.capital_count)} 条", formats.money(held.capital_in_wan)))
    return lines


def _amount(known: Any, unknown: int | None) -> str:  # noqa: ANN401 - a number or None
    if unknown is None:
        return ""
    doubt = f"另有 {unknown} 条金额不明" if unknown else ""
    return "，".join(part for part in (formats.money(known) if known else "", doubt) if part)


def _closed(slips: list[Any]) -> int:
    """How many of the slips stand before a gate that is not open."""
    states = lifecycle.states_of_slips(slips, today=pages.today())
    return sum(1 for found in states.values() if not all(state.is_open for _, state in found))


@require_POST
@requires(*QUEUE)
def decide_many(request: HttpRequest) -> HttpResponse:
    """Take one step of many slips, each for itself; what was refused is listed with its reason."""
    asked = _asked(request)
    if not asked.form.is_valid():
        messages.error(request, "　".join(str(error) for errors in asked.form.errors.values() for error in errors))
        return redirect(asked.back)
    act, note = asked.form.cleaned_data["act"], asked.form.cleaned_data["note"]
    done, refused = services.decide_many(asked.slips, act, actor=account(request), at=pages.now(), note=note)
    left = _left(request, asked)
    if done:
        messages.success(request, f"已{asked.label} {len(done)} 件{left}。")
    if not refused:
        return redirect(asked.back)
    context = {"done": done, "refused": refused, "label": asked.label, "back": asked.back, "left": left}
    return pages.page(request, "approvals/outcome", context)


def _left(request: HttpRequest, asked: Asked) -> str:
    """How much of the same list still waits, in words."""
    step = asked.words.get("step", "")
    form = QueueFilters(asked.words, viewer=account(request))
    rows = office.offered_slips(account(request), form.wanted())
    count = rows.filter(state=WAITING[step]).count() if step in WAITING else rows.count()
    where = "按现在的筛选" if form.active_count else ""
    return f"，{where}还有 {count} 件等您办理" if count else f"，{where}已全部办完"
