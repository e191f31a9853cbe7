"""Views of templates: the list, a file taken in or refused with every fault and its place, versions, preview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.rules.template_rights import Permission
from luodi.across.reports.selectors import starters
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.services import templates as services
from luodi.interfaces.web.papers.template_forms import PrintForm, TemplateForm
from luodi.interfaces.web.papers.template_words import word_tables
from luodi.interfaces.web.ui import pages, published
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Reports.VIEW)
def template_list(request: HttpRequest) -> HttpResponse:
    """Every template with its versions, the one in use marked; templates to begin with."""
    context = {
        "tab": "templates",
        "versions": list(selectors.versions(account(request))),
        "kinds": {code: kind.name for code, kind in rules.KINDS.items()},
        "starters": [rules.KINDS[code] for code in starters.starters()],
        "may_edit": may(request, Permission.EDIT_TEMPLATES),
    }
    return pages.page(request, "papers/templates", context)


@requires(Reports.VIEW)
def words(request: HttpRequest) -> HttpResponse:
    """What may stand in braces."""
    return pages.page(request, "papers/template_words", {"tab": "words", "tables": word_tables()})


@requires(Reports.VIEW)
def starter(request: HttpRequest, kind: str) -> HttpResponse:
    """A template to begin with."""
    name, content = starters.starter_file(account(request), kind)
    return pages.download(content, name, pages.DOCUMENT)


@requires(Permission.EDIT_TEMPLATES)
def template_new(request: HttpRequest) -> HttpResponse:
    """Take a Word file; what is wrong with it is listed, all at once, each with its place."""
    before = _before(request)
    initial = {"kind": before.kind, "name": before.name} if before else {"kind": "RP02"}
    form = TemplateForm(request.POST or None, request.FILES or None, initial=initial)
    context: dict[str, object] = {"form": form, "before": before, "tab": "templates"}
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = _taken(request, form, before, context)
            if made is not None:
                return pages.done(request, "模板已收下，请预览，确认后启用。", "papers:template", pk=made.pk)
    return pages.form_page(request, "papers/template_new", context)


def _before(request: HttpRequest) -> Any:  # noqa: ANN401 - pages know no models
    """The version that the new one follows, when the address names one."""
    asked = request.GET.get("after", "")
    return selectors.version(account(request), int(asked)) if asked.isdecimal() and len(asked) < 10 else None


def _taken(request: HttpRequest, form: TemplateForm, before: Any, context: dict[str, object]) -> Any:  # noqa: ANN401
    """The new version; None with the faults in the context when there are any."""
    data = form.cleaned_data
    try:
        return services.upload_template(
            form.content(),
            file_name=data["file"].name,
            kind=data["kind"],
            name=data["name"],
            note=data["note"],
            code=before.code if before else "",
            actor=account(request),
            at=pages.now(),
        )
    except rules.TemplateFaulty as error:
        context["faults"] = error.faults
        form.add_error(None, f"模板有{len(error.faults)}处要改，没有上传。请在 Word 里改好后重新选择文件。")
        return None


@requires(Reports.VIEW)
def template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: its file, and what it prints for a unit and period."""
    found = selectors.version(account(request), pk)
    choice = published.chosen(request)
    asked = request.GET if "preview" in request.GET else None
    initial = {"unit": choice.unit_code, "period": choice.period.code}
    form = PrintForm(asked, viewer=account(request), choice=choice, kind=found.kind, initial=initial)
    context: dict[str, object] = {
        "template": found,
        "kind": rules.KINDS[found.kind],
        "form": form,
        "is_used": selectors.is_in_use(found),
        "may_edit": may(request, Permission.EDIT_TEMPLATES),
        "may_write": may(request, Reports.WRITE),
        "may_export": may(request, Reports.EXPORT),
    }
    if asked is not None and form.is_valid():
        with rule_errors(form):
            context["preview"] = selectors.preview(account(request), found, known_at=pages.now(), **form.cleaned_data)
    return pages.form_page(request, "papers/template", context)


@requires(Reports.VIEW)
def template_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file as it was uploaded."""
    found = selectors.version(account(request), pk)
    return pages.download(selectors.template_bytes(found), found.file.name, pages.DOCUMENT)


@require_POST
@requires(Permission.EDIT_TEMPLATES)
def template_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers are made from this version from now on."""
    services.use_template(selectors.version(account(request), pk), actor=account(request), at=pages.now())
    return pages.done(request, "这一版已启用，以后的文稿都用它。", "papers:template", pk=pk)


@require_POST
@requires(Permission.EDIT_TEMPLATES)
def template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """No more papers are made from the template."""
    services.retire_template(selectors.version(account(request), pk), actor=account(request), at=pages.now())
    return pages.done(request, "模板已停用，已生成的文稿不受影响。", "papers:template", pk=pk)
