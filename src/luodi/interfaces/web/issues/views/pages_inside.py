"""Problems inside: the list, raising one, its record and steps, the question to its raiser."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.base.core.text import masked_phone
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.issues import IssueAct
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.issues.columns import COLUMNS, DEFAULT_SORT
from luodi.interfaces.web.issues.forms import IssueFilters, IssueForm, StepForm
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Table, order_of
from luodi.interfaces.web.ui.uploads import stored

ACTING = (Permission.ANSWER, Permission.RAISE, Permission.CHECK)
OF_RAISER = frozenset({IssueAct.CONFIRM, IssueAct.REJECT})
DANGEROUS = frozenset({IssueAct.REJECT, IssueAct.WITHDRAW, IssueAct.CLOSE_UNCONFIRMED})


@requires(Permission.VIEW)
def issue_list(request: HttpRequest) -> HttpResponse:
    """Problems in reach, latest first."""
    form = IssueFilters(request.GET, viewer=account(request))
    rows = form.narrow(selectors.visible_issues(account(request)))
    page = page_of(rows, order=order_of(COLUMNS, request.GET, default=DEFAULT_SORT), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="问题",
        default_sort=DEFAULT_SORT,
        count=rows.count(),
        before=page.before,
        after=page.after,
        export_href=reverse("issues:export"),
        empty_title="没有问题",
        empty_advice="项目推进中遇到的困难和企业反映的问题都在这里登记；提出后由责任单位接办，由提出人确认解决。",
    )
    return pages.page(
        request, "issues/list", {"form": form, "table": table, "may_raise": may(request, Permission.RAISE)}
    )


@requires(Permission.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    form = IssueFilters(request.GET, viewer=account(request))
    rows = form.narrow(selectors.visible_issues(account(request)))
    shown = ordered(rows, order_of(COLUMNS, request.GET, default=DEFAULT_SORT))
    return exports.workbook(request, COLUMNS, shown, title="问题清单")


@requires(Permission.RAISE)
def issue_new(request: HttpRequest) -> HttpResponse:
    """Raise a problem."""
    actor = account(request)
    own = actor.unit.code if actor.unit else ""
    begins = {"unit": request.GET.get("unit", own), "project": request.GET.get("project", "")}
    form = IssueForm(request.POST or None, viewer=actor, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.raise_issue(form.values(), actor=actor, at=pages.now())
            return pages.done(request, f"问题已提出，编号 {made.number}。", "issues:detail", pk=made.pk)
    return pages.form_page(request, "issues/form", {"form": form, "back": reverse("issues:list"), "submit": "提出"})


def _page(request: HttpRequest, issue: Any, form: StepForm | None = None) -> HttpResponse:  # noqa: ANN401
    viewer = account(request)
    buttons = [(one, one.code in DANGEROUS) for one in selectors.issue_buttons(issue, viewer)]
    context = {
        "issue": issue,
        "state": marks.issue_state(issue.state, is_unconfirmed=issue.is_unconfirmed),
        "level": marks.issue_level(issue.level),
        "phone": masked_phone(issue.contact_phone),
        "steps": [(step, _by(step, issue)) for step in selectors.issue_steps(issue)],
        "buttons": buttons,
        "orders": [(one, marks.order_state(one.state)) for one in selectors.visible_orders(viewer).filter(issue=issue)],
        "request_row": selectors.standing_request(issue),
        "confirmed": selectors.is_confirmed(issue),
        "may_ask": bool(issue.company) and selectors.may_ask(issue, viewer) and selectors.solver_of(issue) != viewer.pk,
        "may_answer": selectors.may_answer(issue, viewer) and not buttons,
        "may_draft": may(request, Permission.DRAFT) and not issue.ended_on,
        "form": form or StepForm(),
    }
    return pages.form_page(request, "issues/detail", context)


def _by(step: Any, issue: Any) -> str:  # noqa: ANN401
    """Who took a step: a person, the company by its link, or the system."""
    if not step.recorded_by.is_service:
        return str(step.recorded_by)
    return f"{issue.company}（通过链接）" if step.act in OF_RAISER else "系统"


@requires(Permission.VIEW)
def issue_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The problem with its record."""
    return _page(request, selectors.issue(account(request), pk))


@require_POST
@requires(*ACTING)
def issue_act(request: HttpRequest, pk: int) -> HttpResponse:
    """One step; the raiser's word on an ordered matter comes this way too."""
    issue = selectors.issue(account(request), pk)
    form = StepForm(request.POST, request.FILES)
    if form.is_valid():
        with rule_errors(form):
            _take(issue, form, account(request))
            return pages.done(request, "已办理。", "issues:detail", pk=pk)
    return _page(request, issue, form)


@transaction.atomic
def _take(issue: Any, form: StepForm, actor: Any) -> None:  # noqa: ANN401 - pages know no models
    at, data = pages.now(), form.cleaned_data
    if data["act"] in {"yes", "no"}:
        services.answer(issue, is_solved=data["act"] == "yes", note=data["note"], actor=actor, at=at)
        return
    evidence = stored(data["evidence"], unit_code=issue.unit.code, actor=actor, at=at)
    services.take_issue_step(issue, data["act"], actor=actor, at=at, note=data["note"], evidence=evidence)


@require_POST
@requires(Permission.RAISE, Permission.CHECK)
def issue_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the raiser; a company's link is shown this once."""
    issue = selectors.issue(account(request), pk)
    token = services.ask_raiser(issue, actor=account(request), at=pages.now())
    if not token:
        return pages.done(request, "已请提出人确认。", "issues:detail", pk=pk)
    link = request.build_absolute_uri(reverse("confirm:answer", args=[token]))
    response = pages.page(request, "issues/link", {"issue": issue, "link": link})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.VIEW)
def file_download(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of the record as a download."""
    attachment = selectors.issue_attachment(selectors.issue(account(request), pk), file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)
