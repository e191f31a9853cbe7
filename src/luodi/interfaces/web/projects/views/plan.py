"""节点 of one project: the plan as a Gantt, its changes, actual days, monthly returns."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.base.core.errors import NotVisible
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors.milestones import done_facts, plan_of
from luodi.domains.projects.selectors.progress import returns_of
from luodi.domains.projects.selectors.templates import template
from luodi.domains.projects.services import milestones, progress
from luodi.interfaces.web.projects import plans, saving
from luodi.interfaces.web.projects.plan_forms import DoneForm, PlanChangeForm, PlanForm, TakeBackForm
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.returns import ReturnForm, months


@requires(Permission.VIEW)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The Gantt with its rows, versions, actual days and returns."""
    context = head(request, pk, "plan")
    shown = plans.tab(context["project"], pages.today())
    rights = {"may_plan": may(request, Permission.PLAN), "may_return": may(request, Permission.FILE_PROGRESS)}
    return pages.page(request, "projects/plan", context | shown | rights | {"moved": plans.moved(shown["plan"])})


@requires(Permission.PLAN)
def plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a plan backwards from its target."""
    context = head(request, pk, "plan")
    project = context["project"]
    steps = milestones.still_to_do(project, template(project.kind, pages.today()).steps)
    form = PlanForm(request.POST or None, steps=steps, initial={"target_on": project.planned_production_on})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"target_on": form.cleaned_data["target_on"], "days": form.days()}
        with rule_errors(form):
            milestones.make_plan(project, actor=account(request), at=pages.now(), **given)
            return pages.done(request, "节点计划已生成，作为基准保留。", "projects:plan", pk=pk)
    return pages.form_page(request, "projects/plan_form", context | {"form": form})


@requires(Permission.PLAN)
def plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for other days."""
    context = head(request, pk, "plan")
    view = _plan(context["project"])
    form = PlanChangeForm(request.POST or None, milestones=view.milestones)
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "actor": account(request), "at": pages.now()}
        with rule_errors(form):
            milestones.change_plan(context["project"], form.dates(), **given)
            return pages.done(request, "已提交，经他人审核、认定后按新日期执行。", "projects:plan", pk=pk)
    return pages.form_page(request, "projects/plan_change", context | {"form": form})


def _plan(project: Any) -> Any:  # noqa: ANN401 - pages know no models
    found = plan_of(project, pages.today())
    if found is None:
        raise NotVisible("该项目还没有节点计划。", code="plan.none")
    return found


@requires(Permission.PLAN)
def milestone_done(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """File the actual day of a milestone."""
    context = head(request, pk, "plan")
    project = context["project"]
    milestone = _plan(project).of(code)
    form = DoneForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.report_done(project, code, form, actor=account(request), at=pages.now())
            return pages.done(request, "已填报，等待审核和认定。", "projects:plan", pk=pk)
    return pages.form_page(request, "projects/milestone_done", context | {"form": form, "milestone": milestone})


@requires(Permission.PLAN)
def milestone_reverse(request: HttpRequest, pk: int, done_pk: int) -> HttpResponse:
    """Take a mistaken actual day back."""
    context = head(request, pk, "plan")
    rows = {row.pk: row for row in done_facts(context["project"])}
    if done_pk not in rows:
        raise NotVisible("没有找到该完成记录，或它不属于这个项目。", code="plan.not_visible")
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            milestones.reverse_done(rows[done_pk], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "撤销已提交，等待认定。", "projects:plan", pk=pk)
    return pages.form_page(request, "projects/milestone_reverse", context | {"form": form, "row": rows[done_pk]})


@requires(Permission.FILE_PROGRESS)
def return_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File the return of a month."""
    context = head(request, pk, "plan")
    project = context["project"]
    offered = months(pages.today(), returns_of(project))
    asked = request.GET.get("month", offered[0][0] if offered else "")
    form = ReturnForm(request.POST or None, months=offered, initial={"period": asked})
    if request.method == "POST" and form.is_valid():
        given = {"period": form.cleaned_data["period"], "values": form.values()}
        with rule_errors(form):
            progress.file_return(project, actor=account(request), at=pages.now(), **given)
            return pages.done(request, "月报已提交并锁定，等待审核。", "projects:plan", pk=pk)
    return pages.form_page(request, "projects/return_form", context | {"form": form})
