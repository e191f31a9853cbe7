"""Visits: recording one, its photos, findings with their rectification, marks."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.inspections import FindingAct, InspectionKind
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.inspections import saving
from luodi.interfaces.web.inspections.columns import findings
from luodi.interfaces.web.inspections.forms import FindingActForm, FindingForm, MarkForm, VisitForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Table

PICTURES = frozenset({"jpg", "png"})


@requires(Permission.INSPECT)
def visit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a visit under an approved plan."""
    actor = account(request)
    plan = selectors.plan(actor, pk)
    begins = {"held_on": pages.today()}
    form = VisitForm(request.POST or None, request.FILES or None, viewer=actor, units=plan.units.all(), initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.record_visit(plan, form, actor=actor, at=pages.now())
            return pages.done(request, "督查记录已登记。", "inspections:visit", pk=made.pk)
    context = {"form": form, "title": f"登记督查：{plan.title}", "back": reverse("inspections:detail", args=[pk])}
    return pages.form_page(request, "inspections/form", context | {"submit": "登记"})


@requires(Permission.VIEW)
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was seen, photos with time and place, findings, marks."""
    visit = selectors.inspection(account(request), pk)
    may_inspect = may(request, Permission.INSPECT)
    is_marked = visit.plan.kind == InspectionKind.VISIT
    photos = visit.photos.select_related("attachment").order_by("pk")
    score = next(
        (one for one in selectors.visit_scores(account(request), visit.plan_id) if one.inspection_id == pk), None
    )
    context = {
        "visit": visit,
        "photos": [(one, one.attachment.kind in PICTURES) for one in photos],
        "findings": [(one, marks.finding_state(one.state)) for one in visit.findings.select_related("unit")],
        "marks": visit.marks.order_by("judge", "-revision") if is_marked and may_inspect else [],
        "score": score,
        "may_inspect": may_inspect,
        "mark_form": MarkForm() if is_marked and may_inspect else None,
    }
    return pages.page(request, "inspections/visit", context)


@requires(Permission.INSPECT)
def finding_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a rectification."""
    visit = selectors.inspection(account(request), pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.order_rectification(visit, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已责令限期整改。", "inspections:visit", pk=pk)
    context = {"form": form, "title": f"限期整改：{visit.unit.label}", "back": reverse("inspections:visit", args=[pk])}
    return pages.form_page(request, "inspections/form", context | {"submit": "责令整改"})


@require_POST
@requires(Permission.INSPECT)
def mark_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a judge's mark."""
    visit = selectors.inspection(account(request), pk)
    form = MarkForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            services.enter_mark(visit, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "评分已录入。", "inspections:visit", pk=pk)
    context = {"form": form, "title": "观摩评分", "back": reverse("inspections:visit", args=[pk]), "submit": "录入"}
    return pages.form_page(request, "inspections/form", context)


@requires(Permission.VIEW)
def finding_list(request: HttpRequest) -> HttpResponse:
    """Rectifications in reach, latest first."""
    rows = selectors.visible_findings(account(request))
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        findings(pages.today()),
        page.rows,
        request.GET,
        title="限期整改",
        count=rows.count(),
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="没有限期整改",
        empty_advice="督查中发现的问题责令整改后列在这里；逾期未整改的拟出督办单草稿。",
    )
    return pages.page(request, "inspections/list", {"table": table, "tab": "findings"})


@requires(Permission.VIEW)
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The rectification with its record; a POST is the step of the button pressed."""
    actor = account(request)
    finding = selectors.finding(actor, pk)
    form = FindingActForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.take_finding_step(finding, form, actor=actor, at=pages.now())
            return pages.done(
                request, f"已{FindingAct(form.cleaned_data['act']).label}。", "inspections:finding", pk=pk
            )
    steps = finding.steps.select_related("recorded_by__person").prefetch_related("evidence_rows__attachment")
    context: dict[str, Any] = {
        "finding": finding,
        "state": marks.finding_state(finding.state),
        "steps": steps.order_by("pk"),
        "orders": selectors.visible_orders(actor).filter(finding=finding),
        "buttons": [(one, one.code == FindingAct.RETURN) for one in selectors.finding_buttons(finding, actor)],
        "form": form,
    }
    return pages.form_page(request, "inspections/finding", context)


@requires(Permission.VIEW)
def file_download(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """A photo of the visit, or a document of its rectification, as a download."""
    visit = selectors.inspection(account(request), pk)
    attachment = selectors.inspection_attachment(visit.pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)
