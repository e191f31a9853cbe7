"""One order: drafting, sending, its record and chain, and every step of its life."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.base.orgs.selectors import work_calendar
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.deadlines import usual_due
from luodi.domains.supervision.rules.orders import OrderAct
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.orders import saving
from luodi.interfaces.web.orders.details import context_of
from luodi.interfaces.web.orders.forms import ActForm, DraftForm, IssueForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors

ACTING = (Permission.ANSWER, Permission.FINISH, Permission.CHECK, Permission.DRAFT, Permission.APPROVE_EXTENSION)
ISSUING = (Permission.ISSUE_ASSIGN, Permission.ISSUE_SUPERVISE, Permission.ISSUE_ACCOUNT)


@requires(Permission.DRAFT)
def order_new(request: HttpRequest) -> HttpResponse:
    """Draft an order, perhaps for a problem (`?issue=`) or of a project (`?project=`)."""
    actor = account(request)
    issue, begins = saving.fresh(actor, request.GET.get("issue", ""), request.GET.get("project", ""))
    form = DraftForm(request.POST or None, viewer=actor, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.draft(form, issue=issue, actor=actor, at=pages.now())
            return pages.done(request, "草稿已存，签发人下达后生效。", "orders:detail", pk=made.pk)
    context = {"form": form, "title": "起草三单", "submit": "存为草稿", "back": reverse("orders:list")}
    return pages.form_page(request, "orders/form", context)


@requires(Permission.DRAFT)
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a draft anew."""
    actor = account(request)
    order = selectors.order(actor, pk)
    form = DraftForm(request.POST or None, viewer=actor, initial=saving.present(order))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.change(order, form, actor=actor, at=pages.now())
            return pages.done(request, "草稿已修改。", "orders:detail", pk=pk)
    context = {
        "form": form,
        "title": f"修改草稿：{order.title}",
        "submit": "保存",
        "back": reverse("orders:detail", args=[pk]),
    }
    return pages.form_page(request, "orders/form", context)


@requires(*ISSUING)
def order_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft with its days."""
    order = selectors.order(account(request), pk)
    usual = usual_due(order.kind, pages.today(), work_calendar())
    given = request.POST if request.method == "POST" else None
    form = IssueForm(given, needs_day=usual is None, usual=usual)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.issue_order(
                order,
                actor=account(request),
                at=pages.now(),
                due_on=form.cleaned_data["due_on"],
                milestones=form.cleaned_data["milestones"],
            )
            return pages.done(request, f"已下达，文号 {made.number}。", "orders:detail", pk=pk)
    context = {
        "form": form,
        "title": f"下达：{order.title}",
        "submit": "下达",
        "back": reverse("orders:detail", args=[pk]),
    }
    return pages.form_page(request, "orders/form", context | {"order": order, "usual": usual})


def _page(request: HttpRequest, order: Any, form: ActForm | None = None) -> HttpResponse:  # noqa: ANN401
    return pages.form_page(request, "orders/detail", context_of(request, order, form))


@requires(Permission.VIEW)
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The order with its record, its chain and what may be done."""
    return _page(request, selectors.order(account(request), pk))


@require_POST
@requires(*ACTING)
def order_act(request: HttpRequest, pk: int) -> HttpResponse:
    """One step or remark; the button pressed says which."""
    actor = account(request)
    order = selectors.order(actor, pk)
    form = ActForm(request.POST, request.FILES, order=order, buttons=selectors.order_buttons(order, actor))
    if form.is_valid():
        with rule_errors(form):
            saving.act(order, form, actor=actor, at=pages.now())
            return pages.done(request, f"已{OrderAct(form.cleaned_data['act']).label}。", "orders:detail", pk=pk)
    return _page(request, order, form)


@require_POST
@requires(Permission.CHECK)
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the raiser; a company's link is shown this once."""
    order = selectors.order(account(request), pk)
    note = request.POST.get("note", "").strip() or "核查通过"
    token = services.ask_confirmation(order, actor=account(request), at=pages.now(), note=note)
    if not token:
        return pages.done(request, "已请提出人确认。", "orders:detail", pk=pk)
    link = request.build_absolute_uri(reverse("confirm:answer", args=[token]))
    response = pages.page(request, "orders/link", {"order": order, "link": link})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.VIEW)
def file_download(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of the record as a download."""
    attachment = selectors.order_attachment(selectors.order(account(request), pk), file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)
