"""What proves a project's steps: its gates, papers, site checks and photos."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from luodi.across.lifecycle.rules.gates_rights import Permission as Gates
from luodi.across.lifecycle.selectors import gates as lifecycle
from luodi.domains.projects import selectors as projects
from luodi.domains.projects import services
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.projects import saving
from luodi.interfaces.web.projects.proofs import CheckForm, DocumentForm, WithdrawForm
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import gates, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.photos import PhotoForm, file_photos


@requires(Permission.VIEW)
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """关口: what each waiting event and the next step still lack, and who recognises them."""
    context = head(request, pk, "gate")
    project = context["project"]
    context |= {
        "gates": gates.of_project(project),
        "office": lifecycle.recognising_office(project, today=pages.today()),
        "waivers": gates.waivers_of(project),
        "may_ask_waiver": may(request, Gates.ASK_WAIVER),
        "may_file_document": may(request, Permission.FILE_DOCUMENT),
        "may_check": may(request, Permission.CHECK_SITE),
    }
    return pages.page(request, "projects/gate", context)


@requires(Permission.FILE_DOCUMENT)
def document_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File a paper, or one that takes the place of another."""
    context: dict[str, Any] = head(request, pk, "gate")
    old = saving.replaced(context["project"], request.GET.get("replaces", ""))
    form = DocumentForm(request.POST or None, request.FILES or None, initial=saving.document_initial(request.GET, old))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.file_document(context["project"], form, replaces=old, actor=account(request), at=pages.now())
            return pages.done(request, "文件已登记。", "projects:gate", pk=pk)
    return pages.form_page(request, "projects/document_form", context | {"form": form, "old": old})


@requires(Permission.FILE_DOCUMENT)
def document_withdraw(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Take a mistaken paper out."""
    context: dict[str, Any] = head(request, pk, "files")
    document = saving.one(projects.documents(context["project"]), document_pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.withdraw_document(document, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "文件已作废，原件保留。", "projects:files", pk=pk)
    return pages.form_page(request, "projects/document_withdraw", context | {"form": form, "document": document})


@requires(Permission.CHECK_SITE)
def check_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a site check by two people."""
    context: dict[str, Any] = head(request, pk, "gate")
    initial = {"event": request.GET.get("event", ""), "place": context["project"].place}
    form = CheckForm(request.POST or None, viewer=account(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.record_check(context["project"], form, actor=account(request), at=pages.now())
            return pages.done(request, "核查记录已登记。", "projects:gate", pk=pk)
    return pages.form_page(request, "projects/check_form", context | {"form": form})


@requires(Permission.CHECK_SITE)
def photos_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload site photos with time and place."""
    context: dict[str, Any] = head(request, pk, "gate")
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"scene": request.GET.get("scene", "")})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            count = file_photos(context["project"], form, actor=account(request), at=pages.now())
            return pages.done(request, f"已上传 {count} 张照片。", "projects:gate", pk=pk)
    return pages.form_page(request, "projects/photos_form", context | {"form": form})


@requires(Permission.EDIT)
def expansion_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Register an expansion of this project: a child project whose increment alone counts."""
    parent = projects.project(account(request), pk)
    form = saving.expansion_form(request, parent)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.open_project(form, actor=account(request), at=pages.now(), parent=parent)
            return redirect("projects:gate", pk=made.pk)
    return pages.form_page(request, "projects/form", {"form": form, "parent": parent})
