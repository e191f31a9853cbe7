"""Templates of milestones: those in force, and a new one from a day on."""

from django.http import HttpRequest, HttpResponse

from luodi.base.core.errors import NotVisible
from luodi.domains.projects.rules import Permission, ProjectKind
from luodi.domains.projects.selectors import templates
from luodi.domains.projects.services.milestones import set_template
from luodi.interfaces.web.milestones.forms import TemplateForm
from luodi.interfaces.web.milestones.steps import written
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.VIEW)
def template_list(request: HttpRequest) -> HttpResponse:
    """The template in force of each kind, and those before and after it."""
    found = templates.templates(pages.today())
    rows = [(one, written(one), templates.template_history(one.kind)) for one in found]
    context = {"tab": "templates", "rows": rows, "may_edit": may(request, Permission.EDIT_TEMPLATES)}
    return pages.page(request, "milestones/templates", context)


@requires(Permission.EDIT_TEMPLATES)
def template_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Put another template in force."""
    if kind not in ProjectKind.values:
        raise NotVisible("没有这种项目类别。", code="plan.kind")
    template = templates.template(kind, pages.today())
    form = TemplateForm(request.POST or None, template=template, initial={"valid_from": pages.today()})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("steps", "valid_from", "basis")}
        with rule_errors(form):
            set_template(kind, actor=account(request), at=pages.now(), **given)
            return pages.done(request, f"“{template.name}”的节点模板已更新。", "milestones:templates")
    return pages.form_page(request, "milestones/template_form", {"form": form, "template": template})
