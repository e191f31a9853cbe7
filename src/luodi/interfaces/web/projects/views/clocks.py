"""时限 of one project: every clock it has had, its pauses, and what ends reply clocks."""

from django.http import HttpRequest, HttpResponse

from luodi.across.lifecycle.selectors import clocks as readings
from luodi.across.lifecycle.selectors import clocks_records
from luodi.across.lifecycle.services import clocks as services
from luodi.base.core.errors import NotVisible
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.projects.clock_forms import PauseEndForm, PauseForm, StepForm
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import badges, clock_marks, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.VIEW)
def clocks(request: HttpRequest, pk: int) -> HttpResponse:
    """Clocks by due day, pauses with who blocks, steps."""
    context = head(request, pk, "clocks")
    project, today = context["project"], pages.today()
    context |= {
        "readings": [(one, clock_marks.state(one)) for one in readings.readings_of(project, today)],
        "pauses": [(one, badges.slip_state(one.row.slip.state)) for one in clocks_records.pauses_of(project, today)],
        "steps": clocks_records.steps_of(project),
    }
    return pages.page(request, "projects/clocks", context)


@requires(Permission.FILE_EVENT)
def pause_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that the clocks stand still."""
    context = head(request, pk, "clocks")
    form = PauseForm(request.POST or None, initial={"first_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.ask_pause(context["project"], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已提交，经他人审核、批准后时限暂停。", "projects:clocks", pk=pk)
    return pages.form_page(request, "projects/pause_form", context | {"form": form})


@requires(Permission.FILE_EVENT)
def pause_end(request: HttpRequest, pk: int, pause_pk: int) -> HttpResponse:
    """The obstacle is gone earlier."""
    context = head(request, pk, "clocks")
    pause = clocks_records.pause_of(account(request), pause_pk)
    if pause.project_id != pk:
        raise NotVisible("没有找到该暂停记录，或它不属于这个项目。", code="clocks.not_visible")
    form = PauseEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.end_pause(pause, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已恢复，次日起时限继续计算。", "projects:clocks", pk=pk)
    return pages.form_page(request, "projects/pause_end", context | {"form": form, "pause": pause})


@requires(Permission.FILE_EVENT)
def step_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a step that ends a reply clock."""
    context = head(request, pk, "clocks")
    initial = {"done_on": pages.today(), "step": request.GET.get("step", "")}
    form = StepForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.note_step(context["project"], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已登记。", "projects:clocks", pk=pk)
    return pages.form_page(request, "projects/step_form", context | {"form": form})
