"""What each step asks for: the matrix, one gate with its versions, a new version; and who recognises what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.lifecycle.rules.gates import Gate
from luodi.across.lifecycle.rules.gates_order import GATED
from luodi.across.lifecycle.rules.gates_rights import Permission
from luodi.across.lifecycle.selectors import gates, gates_review
from luodi.across.lifecycle.services import gates_rules as services
from luodi.base.core.errors import NotVisible
from luodi.domains.projects.rules import Event, ProjectKind
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.gates.forms import CompetenceForm, RowForms, VersionForm, row_initial, target_words
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Projects.VIEW)
def gate_list(request: HttpRequest) -> HttpResponse:
    """Steps by kinds of project: how many requirements each gate has today, and whether the bureau wrote it."""
    book, today = gates.gate_book(), pages.today()
    rows = [(event, [(kind, book.gate(event, kind, today)) for kind, _ in gates.kinds()]) for event in GATED]
    context = {
        "kinds": gates.kinds(),
        "rows": rows,
        "competence": gates_review.competence(today),
        "may_set": may(request, Permission.SET_COMPETENCE),
        "tab": "gates",
    }
    return pages.page(request, "gates/list", context)


def _known(event: str, kind: str) -> dict[str, Any]:
    """The step and the kind in words; NotVisible for unknown ones."""
    if event not in GATED or kind not in ProjectKind.values:
        raise NotVisible("没有这个关口。", code="lifecycle.unknown")
    return {"event": Event(event), "kind": ProjectKind(kind), "gate": gates.gate_of(event, kind, pages.today())}


@requires(Projects.VIEW)
def gate_detail(request: HttpRequest, event: str, kind: str) -> HttpResponse:
    """One gate: its rows today, and every version that was written."""
    context = _known(event, kind)
    gate: Gate = context["gate"]
    context |= {
        "rows": [(row, target_words(row)) for row in gate.rows],
        "versions": gates.versions().filter(event=event, kind=kind),
        "today": pages.today(),
        "may_edit": may(request, Permission.EDIT_GATES),
    }
    return pages.page(request, "gates/detail", context)


@requires(Permission.EDIT_GATES)
def gate_revise(request: HttpRequest, event: str, kind: str) -> HttpResponse:
    """Write the next version."""
    context = _known(event, kind)
    gate: Gate = context["gate"]
    initial = {"valid_from": pages.today(), "is_used": gate.is_used}
    form = VersionForm(request.POST or None, initial=initial)
    rows = RowForms(request.POST or None, initial=row_initial(gate), prefix="rows")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with rule_errors(form):
            _revise(request, event, kind, form, rows)
            return pages.done(request, "新版本已保存，自所填日期起生效。", "gates:detail", event=event, kind=kind)
    wrong = bool(rows.is_bound and not rows.is_valid())
    return pages.form_page(request, "gates/revise", context | {"form": form, "rows": rows, "rows_wrong": wrong})


def _revise(request: HttpRequest, event: str, kind: str, form: VersionForm, rows: Any) -> None:  # noqa: ANN401 - a formset
    given = [row.requirement(place) for place, row in enumerate(rows) if row.cleaned_data.get("label")]
    services.revise_gate(event, kind, given, actor=account(request), at=pages.now(), **form.cleaned_data)


@requires(Permission.SET_COMPETENCE)
def competence(request: HttpRequest) -> HttpResponse:
    """Settle from which amount the city recognises, and how much is re-checked."""
    present = gates_review.competence(pages.today())
    initial = {
        "valid_from": pages.today(),
        "city_from_in_wan": present.city_from_in_wan,
        "sample_percent": present.sample_percent,
    }
    form = CompetenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            given = {name: form.cleaned_data[name] for name in ("valid_from", "basis")}
            services.set_competence(form.values(), actor=account(request), at=pages.now(), **given)
            return pages.done(request, "认定权限已保存，自所填日期起生效。", "gates:list")
    context = {"form": form, "rules": gates_review.competence_rules(), "back": reverse("gates:list")}
    return pages.form_page(request, "gates/competence", context)
