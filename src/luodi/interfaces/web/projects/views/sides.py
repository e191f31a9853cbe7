"""状态变化: side events of one project, its replacement, transfer and merger, their approval and undoing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight import selectors as insight
from luodi.base.core.errors import NotVisible
from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.rules import Event, Permission
from luodi.domains.projects.rules.sides import SINGLE, ApprovalRole
from luodi.interfaces.web.projects import saving, sides
from luodi.interfaces.web.projects.side_forms import (
    ApprovalForm,
    MergeForm,
    MergeSearchForm,
    ReplaceForm,
    SideForm,
    TransferForm,
    UndoForm,
)
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors

_WAITING = "已提交，等待批准、审核和认定。"


@requires(Permission.FILE_EVENT)
def side_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File one of 搁置, 停建, 终止, 退回, 流失."""
    context = head(request, pk, "progress")
    project, event = context["project"], request.GET.get("event", Event.HOLD)
    if event not in SINGLE:
        raise NotVisible("没有这种状态变化，请从“进展”页选择。", code="sides.unknown")
    form = SideForm(request.POST or None, request.FILES or None, event=event, project=project)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            sides.file_side(project, event, form, actor=account(request), at=pages.now())
            return pages.done(request, _WAITING, "projects:progress", pk=pk)
    return pages.form_page(request, "projects/side_form", context | {"form": form, "event": Event(event)})


@requires(Permission.FILE_EVENT)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that another project take this one's place in a task."""
    context = head(request, pk, "progress")
    actor, project = account(request), context["project"]
    form = ReplaceForm(request.POST or None, request.FILES or None, viewer=actor, project=project)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            sides.file_replacement(project, form, actor=actor, at=pages.now())
            return pages.done(request, _WAITING, "projects:progress", pk=pk)
    return pages.form_page(request, "projects/replace", context | {"form": form})


@requires(Permission.FILE_EVENT)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that the project go over to another unit."""
    context = head(request, pk, "progress")
    form = TransferForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            sides.file_transfer(context["project"], form, actor=account(request), at=pages.now())
            return pages.done(request, _WAITING, "projects:progress", pk=pk)
    return pages.form_page(request, "projects/transfer", context | {"form": form})


@requires(Permission.FILE_EVENT)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """First the project that stays; then what would move, double and change; then the decision."""
    context = head(request, pk, "progress")
    actor = account(request)
    search = MergeSearchForm(request.GET if "into" in request.GET else None, viewer=actor)
    context |= {"search": search, "form": MergeForm(request.POST or None, request.FILES or None)}
    if not (search.is_bound and search.is_valid()):
        return pages.page(request, "projects/merge", context)
    source = request.POST if request.method == "POST" else request.GET
    left = [int(word) for word in source.getlist("left") if word.isdecimal()]
    plan = projects.merge_plan(context["project"], search.cleaned_data["into"], left_behind=left)
    form: MergeForm = context["form"]
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        with rule_errors(form):
            sides.file_merge(plan, form, left, actor=actor, at=pages.now())
            return pages.done(request, _WAITING, "projects:progress", pk=pk)
    return pages.form_page(request, "projects/merge", context | {"plan": plan, "left": left} | _effect(request, plan))


def _effect(request: HttpRequest, plan: projects.MergePlan) -> dict[str, Any]:
    """Figures of this year before and after, for those who see figures."""
    latest = insight.latest_fact_on()
    if not may(request, Figures.VIEW) or plan.conflicts or latest is None:
        return {}
    lines = figures.supposing_merger(account(request), plan, period=str(latest.year))
    return {"effect": lines, "year": latest.year}


@requires(Permission.APPROVE_SIDE, Permission.APPROVE_OVER_SHARE)
def side_approve(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Approve a 退回 or 置换."""
    context = head(request, pk, "progress")
    event = saving.one(projects.events(context["project"]), event_pk)
    role = request.GET.get("role", ApprovalRole.ISSUER)
    if role not in ApprovalRole.values:
        raise NotVisible("没有这种批准，请从“进展”页进入。", code="sides.unknown")
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.approve_side_event(event, role=role, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已批准。", "projects:progress", pk=pk)
    told = sides.told(account(request), context["project"])
    context |= {"form": form, "event": event, "role": ApprovalRole(role), "told": told}
    return pages.form_page(request, "projects/side_approve", context)


@requires(Permission.REVERSE_EVENT)
def merge_undo(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Take a merger back, whole."""
    context = head(request, pk, "progress")
    event = saving.one(projects.events(context["project"]), event_pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.undo_merge(event, actor=account(request), at=pages.now(), reason=form.cleaned_data["reason"])
            return pages.done(request, "撤销合并已提交，等待认定。", "projects:progress", pk=pk)
    context |= {"form": form, "event": event, "carried": projects.carried_facts(event)}
    return pages.form_page(request, "projects/merge_undo", context)


@requires(Permission.EDIT)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A lost project comes back as a new lead."""
    actor = account(request)
    made = services.reopen_lead(projects.project(actor, pk), actor=actor, at=pages.now())
    return pages.done(request, f"已登记为新线索，编号 {made.code}。", "projects:detail", pk=made.pk)
