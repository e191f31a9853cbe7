"""What changes a project: registering, editing, filing and reversing events and capital."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.projects import saving
from luodi.interfaces.web.projects.forms import (
    CapitalForm,
    CapitalReversalForm,
    EventForm,
    EventReversalForm,
    ProjectForm,
)
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.EDIT)
def project_new(request: HttpRequest) -> HttpResponse:
    """Register a project."""
    actor = account(request)
    form = ProjectForm(request.POST or None, viewer=actor, initial=saving.fresh(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.open_project(form, actor=actor, at=pages.now())
            return pages.done(request, f"项目已登记，编号 {made.code}。", "projects:detail", pk=made.pk)
    return pages.form_page(request, "projects/form", {"form": form})


@requires(Permission.EDIT)
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a project is."""
    actor = account(request)
    project = projects.project(actor, pk)
    form = ProjectForm(request.POST or None, viewer=actor, initial=saving.present(project))
    if request.method == "POST" and form.is_valid():
        saving.require_version(form)
        with rule_errors(form):
            saving.change_project(project, form, actor=actor, at=pages.now())
            return pages.done(request, "修改已保存。", "projects:detail", pk=pk)
    return pages.form_page(request, "projects/form", {"form": form, "project": project})


@requires(Permission.FILE_EVENT)
def event_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File an event."""
    context = head(request, pk, "progress")
    actor = account(request)
    form = EventForm(
        request.POST or None, request.FILES or None, viewer=actor, initial={"event": request.GET.get("event", "")}
    )
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.file_event(context["project"], form, actor=actor, at=pages.now())
            return pages.done(request, "已填报，等待审核和认定。", "projects:progress", pk=pk)
    return pages.form_page(request, "projects/event_form", context | {"form": form})


@requires(Permission.FILE_CAPITAL)
def capital_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File an arrival of capital."""
    context = head(request, pk, "capital")
    actor = account(request)
    form = CapitalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.file_capital(context["project"], form, actor=actor, at=pages.now())
            return pages.done(request, "已填报，等待审核和认定。", "projects:capital", pk=pk)
    return pages.form_page(request, "projects/capital_form", context | {"form": form})


@requires(Permission.REVERSE_EVENT)
def event_reverse(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Take a mistaken event out by a new fact."""
    context = head(request, pk, "progress")
    event = saving.one(projects.events(context["project"]), event_pk)
    form = EventReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.reverse_event(event, actor=account(request), at=pages.now(), reason=form.cleaned_data["reason"])
            return pages.done(request, "撤销已提交，等待认定。", "projects:progress", pk=pk)
    return pages.form_page(request, "projects/event_reverse", context | {"form": form, "event": event})


@requires(Permission.REVERSE_CAPITAL)
def capital_reverse(request: HttpRequest, pk: int, record_pk: int) -> HttpResponse:
    """冲减."""
    context: dict[str, Any] = head(request, pk, "capital")
    record = saving.one(projects.capital_records(context["project"]), record_pk)
    form = CapitalReversalForm(request.POST or None, initial={"amount_in_wan": record.amount_in_wan})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.reverse_capital(record, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "冲减已提交，等待认定。", "projects:capital", pk=pk)
    return pages.form_page(request, "projects/capital_reverse", context | {"form": form, "record": record})
