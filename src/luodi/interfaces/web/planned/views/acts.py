"""Filling in and changing planned projects, their steps and links."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.domains.offers import selectors, services
from luodi.domains.offers.rules import Permission, PlannedAct
from luodi.interfaces.web.planned.forms import EndForm, LinkForm, PlannedForm, RevokeForm, StepForm
from luodi.interfaces.web.planned.views.lists import detail_page
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.EDIT)
def planned_new(request: HttpRequest) -> HttpResponse:
    """A new planned project."""
    actor = account(request)
    begins = {"unit": actor.unit.code if actor.unit else "", "occurred_on": pages.today()}
    form = PlannedForm(request.POST or None, viewer=actor, is_new=True, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            unit, day = form.cleaned_data["unit"], form.cleaned_data["occurred_on"]
            made = services.make_planned(unit, form.values(), occurred_on=day, actor=actor, at=pages.now())
            return pages.done(request, f"策划项目已登记，编号 {made.code}。", "planned:detail", pk=made.pk)
    context = {"form": form, "title": "登记策划项目", "back": reverse("planned:list"), "submit": "登记"}
    return pages.form_page(request, "planned/form", context)


@requires(Permission.EDIT)
def planned_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version."""
    actor, back = account(request), reverse("planned:detail", args=[pk])
    version = selectors.planned_version(actor, pk)
    begins = {name: getattr(version, name) for name in PlannedForm.base_fields if hasattr(version, name)}
    begins |= {"chain": version.chain.code if version.chain else "", "reason": ""}
    owners = [row.unit for row in selectors.owners_of(version)]
    begins["owners"] = [unit.code for unit in owners]
    form = PlannedForm(request.POST or None, viewer=actor, is_new=False, owners=owners, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            reason = form.cleaned_data["reason"]
            services.revise_planned(version.planned, form.values(), reason=reason, actor=actor, at=pages.now())
            return pages.done(request, "修改已保存。", "planned:detail", pk=pk)
    context = {"form": form, "title": f"修改“{version.title}”", "back": back}
    return pages.form_page(request, "planned/form", context)


@require_POST
@requires(Permission.EDIT, Permission.STORE)
def planned_step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step."""
    version = selectors.planned_version(account(request), pk)
    form = StepForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            act = form.cleaned_data["act"]
            day, note = form.cleaned_data["occurred_on"], form.cleaned_data["note"]
            services.take_planned_step(
                version.planned, act, occurred_on=day, note=note, actor=account(request), at=pages.now()
            )
            return pages.done(request, f"已登记{PlannedAct(act).label}。", "planned:detail", pk=pk)
    return detail_page(request, version, form)


@require_POST
@requires(Permission.STORE)
def planned_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last step."""
    version = selectors.planned_version(account(request), pk)
    form = RevokeForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            reason = form.cleaned_data["reason"]
            services.revoke_planned_step(version.planned, reason=reason, actor=account(request), at=pages.now())
            return pages.done(request, "已撤销上一步。", "planned:detail", pk=pk)
    return detail_page(request, version, revoke=form)


@requires(Permission.EDIT)
def link_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say into which project it turned."""
    actor, back = account(request), reverse("planned:detail", args=[pk])
    version = selectors.planned_version(actor, pk)
    form = LinkForm(request.POST or None, viewer=actor, initial={"linked_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.file_link(version.planned, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "关联已填报，经他人审核、认定后计入。", "planned:detail", pk=pk)
    context = {"form": form, "title": f"“{version.title}”关联到项目", "back": back, "submit": "提交认定"}
    return pages.form_page(request, "planned/form", context)


@requires(Permission.EDIT)
def link_end(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Ask to end a link."""
    actor, back = account(request), reverse("planned:detail", args=[pk])
    link = selectors.link(actor, pk, link_pk)
    form = EndForm(request.POST or None, initial={"ends_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.reverse_link(link, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "解除关联已填报，经他人审核、认定后生效。", "planned:detail", pk=pk)
    context = {"form": form, "title": f"解除与“{link.project.name}”的关联", "back": back, "submit": "提交认定"}
    return pages.form_page(request, "planned/form", context)
