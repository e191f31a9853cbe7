"""What is added to a project beside its facts: later documents, and a new set of unit shares."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.projects import saving
from luodi.interfaces.web.projects.forms import EvidenceForm, SharesForm
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.FILE_EVENT)
def event_evidence(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Add documents to an event."""
    context = head(request, pk, "progress")
    event = saving.one(projects.events(context["project"]), event_pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.add_event_evidence(event, form.cleaned_data["evidence"], actor=account(request), at=pages.now())
            return pages.done(request, "材料已补充。", "projects:progress", pk=pk)
    return pages.form_page(request, "projects/evidence", context | {"form": form, "fact": event, "back": "progress"})


@requires(Permission.FILE_CAPITAL)
def capital_evidence(request: HttpRequest, pk: int, record_pk: int) -> HttpResponse:
    """Add documents to a capital record."""
    context = head(request, pk, "capital")
    record = saving.one(projects.capital_records(context["project"]), record_pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.add_capital_evidence(record, form.cleaned_data["evidence"], actor=account(request), at=pages.now())
            return pages.done(request, "材料已补充。", "projects:capital", pk=pk)
    return pages.form_page(request, "projects/evidence", context | {"form": form, "fact": record, "back": "capital"})


@requires(Permission.VIEW)
def shares(request: HttpRequest, pk: int) -> HttpResponse:
    """Every set of shares there has been, and what is asked for."""
    context = head(request, pk, "overview")
    project = context["project"]
    asked = [(row, badges.slip_state(row.slip.state)) for row in projects.share_proposals(project)]
    context |= {"revisions": projects.share_revisions(project, pages.today()), "asked": asked}
    return pages.page(request, "projects/shares", context)


@requires(Permission.EDIT)
def shares_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new set of shares."""
    context: dict[str, Any] = head(request, pk, "overview")
    project = context["project"]
    form = SharesForm(request.POST or None, initial={"unit_1": project.unit.name})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.propose_shares(project, actor=account(request), at=pages.now(), **form.taken())
            return pages.done(request, "已提交，经审核认定后生效。", "projects:shares", pk=pk)
    return pages.form_page(request, "projects/shares_form", context | {"form": form})
