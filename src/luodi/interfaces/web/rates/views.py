"""Views of exchange rates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.domains.projects import selectors, services
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.rates.forms import RateFilters, RateForm
from luodi.interfaces.web.ui import exports, formats, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Column, Table, order_of

SORT = "-day"
COLUMNS: tuple[Column[Any], ...] = (
    Column("day", "日期", lambda row: row.day, Kind.DATE, is_title=True, sort="day"),
    Column("currency", "币种", lambda row: formats.CURRENCIES.get(row.currency, row.currency), sort="currency"),
    Column("code", "代码", lambda row: row.currency, Kind.CODE),
    Column(
        "rate",
        "汇率",
        lambda row: f"{row.rate:.4f}" if row.rate == round(row.rate, 4) else f"{row.rate:f}",
        Kind.DECIMAL,
        "元",
    ),
    Column("source", "来源", lambda row: row.source),
    Column("state", "状态", lambda row: Badge("已被取代") if row.is_superseded else Badge("有效", "good"), Kind.BADGE),
    Column("reason", "更正原因", lambda row: row.reason),
    Column("by", "录入人", lambda row: row.recorded_by),
    Column("at", "录入时间", lambda row: row.recorded_at, Kind.MOMENT, is_shown=False),
)


@requires(Permission.VIEW)
def rate_list(request: HttpRequest) -> HttpResponse:
    """Rates, latest day first; superseded ones stay visible."""
    form = RateFilters(request.GET)
    rows = selectors.exchange_rates(account(request), form.wanted())
    page = page_of(rows, order=order_of(COLUMNS, request.GET, default=SORT), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="汇率",
        default_sort=SORT,
        count=rows.order_by().count(),
        before=page.before,
        after=page.after,
        export_href=reverse("rates:export") if may(request, Permission.EXPORT) else "",
        row_css=lambda row: "is-void" if row.is_superseded else "",
        empty_title="还没有汇率",
        empty_advice="录入签约日、到账日的中间价后，外币合同和外币到账才能折算计入。",
    )
    context = {"form": form, "table": table, "may_enter": may(request, Permission.ENTER_RATES)}
    return pages.page(request, "rates/list", context)


@requires(Permission.EXPORT)
def rate_export(request: HttpRequest) -> HttpResponse:
    """The rates shown."""
    rows = selectors.exchange_rates(account(request), RateFilters(request.GET).wanted())
    order = order_of(COLUMNS, request.GET, default=SORT)
    return exports.workbook(request, COLUMNS, ordered(rows, order), title="汇率")


@requires(Permission.ENTER_RATES)
def rate_new(request: HttpRequest) -> HttpResponse:
    """Enter a rate, or one that supersedes another."""
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            services.enter_exchange_rate(values.pop("currency"), actor=account(request), at=pages.now(), **values)
            return pages.done(request, "汇率已录入。", "rates:list")
    return pages.form_page(request, "rates/form", {"form": form})
