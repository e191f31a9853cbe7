"""责任: who answers for a project, what its set lacks, visits, papers."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse

from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors import responsibility as duties
from luodi.domains.projects.services import responsibility as verbs
from luodi.domains.projects.services import visits
from luodi.interfaces.web.projects import saving
from luodi.interfaces.web.projects.duty_forms import (
    AssignForm,
    ChooseSetForm,
    DutyPaperForm,
    EndForm,
    ReasonForm,
    VisitForm,
    require_people,
)
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.uploads import stored


@requires(Permission.VIEW)
def duty_tab(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers, what is missing, which visits were made and are owed."""
    context = head(request, pk, "duties")
    project, today = context["project"], pages.today()
    owed = [one for one in duties.visit_duties(account(request), today) if one.assignment.project_id == pk]
    context |= {
        "state": duties.duty_state(project, today),
        "chosen": duties.chosen_set(project),
        "assignments": duties.assignments(project),
        "visits": duties.visits(project)[:100],
        "papers": duties.duty_papers(project),
        "owed": [(one, one.days_over(today)) for one in owed],
        "today": today,
        "may_assign": may(request, Permission.ASSIGN),
        "may_visit": may(request, Permission.LOG_VISIT) and duties.visitors(account(request), project, today).exists(),
    }
    return pages.page(request, "projects/duties", context)


def _form_page(request: HttpRequest, context: dict[str, Any], form: Any, title: str, note: str = "") -> HttpResponse:  # noqa: ANN401 - any form
    return pages.form_page(request, "projects/duty_form", context | {"form": form, "act": title, "note": note})


@requires(Permission.ASSIGN)
def duty_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody answer for the project."""
    context = head(request, pk, "duties")
    initial = {"role": request.GET.get("role", ""), "starts_on": pages.today()}
    form = AssignForm(request.POST or None, viewer=account(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            verbs.assign(context["project"], form.values(), actor=account(request), at=pages.now())
            return pages.done(request, "责任已安排，本人会收到消息。", "projects:duties", pk=pk)
    note = "除首席服务员、驻工地专员外，一个角色一时只有一位：新安排的接任之日，原来的自动结束。"
    return _form_page(request, context, form, "安排责任", note)


@requires(Permission.ASSIGN)
def duty_end(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """End an assignment by a new fact."""
    context = head(request, pk, "duties")
    row = saving.one(duties.assignments(context["project"]), row_pk)
    form = EndForm(request.POST or None, initial={"ends_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            verbs.end_assignment(row, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已结束，原安排留在记录里。", "projects:duties", pk=pk)
    return _form_page(request, context, form, f"结束：{row.get_role_display()} {row.holder}")


@requires(Permission.ASSIGN)
def duty_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the set that the project follows."""
    context = head(request, pk, "duties")
    known = [(one.code, one.name) for one in duties.sets_in_force(pages.today()).values()]
    form = ChooseSetForm(request.POST or None, sets=known, initial={"code": duties.chosen_set(context["project"])})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            verbs.choose_set(context["project"], actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已改用所选的责任体系。", "projects:duties", pk=pk)
    return _form_page(request, context, form, "选用责任体系")


@requires(Permission.ASSIGN)
def duty_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a paper that the set asks for."""
    context = head(request, pk, "duties")
    form = DutyPaperForm(request.POST or None, request.FILES or None, initial={"paper": request.GET.get("paper", "")})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            _file_paper(context["project"], form, account(request))
            return pages.done(request, "材料已登记。", "projects:duties", pk=pk)
    return _form_page(request, context, form, "上传责任材料")


@transaction.atomic
def _file_paper(project: Any, form: DutyPaperForm, actor: Any) -> None:  # noqa: ANN401 - pages know no models
    at, given = pages.now(), form.cleaned_data
    (attachment,) = stored([given["attachment"]], unit_code=project.unit.code, actor=actor, at=at)
    verbs.file_duty_paper(project, given["paper"], attachment=attachment, actor=actor, at=at)


@requires(Permission.VIEW)
def duty_file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One paper as a download."""
    project = head(request, pk, "duties")["project"]
    attachment = saving.one(duties.duty_papers(project), file_pk).attachment
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)


@requires(Permission.LOG_VISIT)
def visit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a visit into the log."""
    context = head(request, pk, "duties")
    actor = account(request)
    people = duties.visitors(actor, context["project"], pages.today())
    require_people(people)
    form = VisitForm(request.POST or None, people=people, initial={"visited_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            visits.log_visit(context["project"], form.values(), actor=actor, at=pages.now())
            return pages.done(request, "走访已登记。", "projects:duties", pk=pk)
    return _form_page(request, context, form, "登记走访")


@requires(Permission.LOG_VISIT)
def visit_reverse(request: HttpRequest, pk: int, visit_pk: int) -> HttpResponse:
    """Take a mistaken visit out of the count."""
    context = head(request, pk, "duties")
    visit = saving.one(duties.visits(context["project"]), visit_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            visits.reverse_visit(visit, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已更正，原记录保留、不再计数。", "projects:duties", pk=pk)
    return _form_page(request, context, form, f"更正走访：{visit}")
