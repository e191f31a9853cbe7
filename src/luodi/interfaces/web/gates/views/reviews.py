"""The monthly re-check: what was drawn, what was found, the share of errors."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.across.lifecycle.rules.gates_rights import Permission
from luodi.across.lifecycle.selectors import gates_review
from luodi.across.lifecycle.services import gates_review as services
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import add_months
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.gates.forms import DrawForm, ReviewFilters, ReviewForm
from luodi.interfaces.web.ui import exports, pages, query
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table

TONES = {ReviewOutcome.TRUE: "good", ReviewOutcome.ERROR: "warn", ReviewOutcome.FALSE: "bad"}


def _outcome(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    known = ReviewOutcome(row.outcome) if row.outcome else None
    return Badge("待复核", "plain") if known is None else Badge(known.label, TONES[known])


def _fact(row: Any) -> str:  # noqa: ANN401 - pages know no models
    if row.event_id:
        return f"{row.event.get_event_display()} {row.event.occurred_on}"
    return f"到位 {row.record.amount_in_wan:.2f} 万元 {row.record.arrived_on}"


COLUMNS: tuple[Column[Any], ...] = (
    Column("fact", "抽中的事实", _fact, is_title=True, href=lambda row: query.of_row("gates:review", row.pk)),
    Column("project", "项目", lambda row: row.project.name),
    Column("unit", "单位", lambda row: row.project.unit.label),
    Column("month", "认定月份", lambda row: f"{row.draw.month:%Y-%m}", Kind.CODE),
    Column("outcome", "复核结果", _outcome, Kind.BADGE),
    Column("checked_on", "复核日期", lambda row: row.checked_on, Kind.DATE),
    Column("finding", "复核情况", lambda row: row.finding, is_wide=True),
)


def _filters(request: HttpRequest) -> ReviewFilters:
    return ReviewFilters(request.GET, months=[f"{draw.month:%Y-%m}" for draw in gates_review.draws()])


def _month(word: str) -> date | None:
    """The first day of `2023-06`; None for nothing."""
    try:
        return date.fromisoformat(f"{word}-01") if word else None
    except ValueError as error:
        raise BusinessError("月份应写作 2023-06。", code="lifecycle.month") from error


@requires(Projects.VIEW)
def review_list(request: HttpRequest) -> HttpResponse:
    """What was drawn of the projects in reach, with the share of errors."""
    form = _filters(request)
    month = _month(form.value("month") or "")
    rows = gates_review.review_items(account(request), month)
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="认定复核",
        count=rows.order_by().count(),
        before=page.before,
        after=page.after,
        export_href=reverse("gates:reviews_export") if may(request, Projects.EXPORT) else "",
        empty_title="没有抽中的事实",
        empty_advice="每月从上月认定的事实中随机抽取不少于 5%，到现场复核后在此登记结果。",
    )
    rate = gates_review.error_rate(account(request), month or date(2000, 1, 1), month or pages.today())
    context = {"form": form, "table": table, "rate": rate, "tab": "reviews", "draws": gates_review.draws()[:6]}
    context |= {
        "may_review": may(request, Permission.REVIEW),
        "last_month": add_months(pages.today().replace(day=1), -1),
    }
    return pages.page(request, "gates/reviews", context)


@requires(Projects.EXPORT)
def review_export(request: HttpRequest) -> HttpResponse:
    """What was drawn as a workbook."""
    month = _month(_filters(request).value("month") or "")
    return exports.workbook(request, COLUMNS, gates_review.review_items(account(request), month), title="认定复核")


@require_POST
@requires(Permission.REVIEW)
def review_draw(request: HttpRequest) -> HttpResponse:
    """Draw a month by hand; the worker does it by itself at the month's beginning."""
    form = DrawForm(request.POST)
    month = _month(form.cleaned_data["month"]) if form.is_valid() else None
    if month is None:
        raise BusinessError("请写明月份，如 2023-06。", code="lifecycle.month")
    draw = services.draw_month(month, actor=account(request), at=pages.now())
    return pages.done(request, f"{draw} 已抽取 {draw.items.count()} 项。", "gates:reviews")


@requires(Permission.REVIEW)
def review_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the re-check of one fact found."""
    item = gates_review.review_item(account(request), pk)
    form = ReviewForm(request.POST or None, initial={"checked_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.record_review(item, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "复核结果已登记。", "gates:reviews")
    context = {
        "form": form,
        "item": item,
        "fact": _fact(item),
        "results": item.results.select_related("recorded_by__person"),
    }
    return pages.form_page(request, "gates/review", context)
