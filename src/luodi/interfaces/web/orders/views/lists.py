"""The list of orders, its export, and the overview: whom everything waits for, unit by unit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.domains.supervision import selectors
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.orders.columns import AGES, DEFAULT_SORT, DRAFTS, LOADS, PERSONS, WAITING, columns
from luodi.interfaces.web.orders.forms import OrderFilters
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Table, order_of


def _rows(request: HttpRequest, form: OrderFilters) -> Any:  # noqa: ANN401 - pages know no models
    rows = selectors.orders(account(request), form.wanted(pages.today()))
    return rows.filter(issued_on__isnull=False)


@requires(Permission.VIEW)
def order_list(request: HttpRequest) -> HttpResponse:
    """Orders that have been sent, latest first."""
    form = OrderFilters(request.GET, viewer=account(request))
    shown, rows = columns(pages.today()), _rows(request, form)
    page = page_of(rows, order=order_of(shown, request.GET, default=DEFAULT_SORT), query=request.GET)
    table = Table(
        shown,
        page.rows,
        request.GET,
        title="三单",
        default_sort=DEFAULT_SORT,
        count=rows.count(),
        before=page.before,
        after=page.after,
        export_href=reverse("orders:export"),
        empty_title="没有三单",
        empty_advice="下达给本单位的交办单、督办单会出现在这里；筛选了条件时可清除再看。",
    )
    context = {"form": form, "table": table, "tab": "list", "may_draft": may(request, Permission.DRAFT)}
    return pages.page(request, "orders/list", context)


@requires(Permission.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    form = OrderFilters(request.GET, viewer=account(request))
    shown = columns(pages.today())
    rows = ordered(_rows(request, form), order_of(shown, request.GET, default=DEFAULT_SORT))
    return exports.workbook(request, shown, rows, title="三单")


@requires(Permission.VIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """督办总览: what is overdue and waits for whom, unit by unit; drafts for those who issue."""
    viewer, today, may_draft = account(request), pages.today(), may(request, Permission.DRAFT)
    lines = selectors.waiting_lines(viewer, on=today)
    late = [line for line in lines if line.is_overdue]
    near = [line for line in lines if not line.is_overdue and line.days is not None and line.days >= -1]
    drafts = list(selectors.waiting_drafts(viewer))
    context = _owed(request, lines) | {
        "today": today,
        "tab": "overview",
        "counts": [
            ("在办", len(lines), "/orders/?open=1"),
            ("已逾期", len(late), "/orders/?open=late"),
            ("一日内到期", len(near), "#near"),
            *([("待下达草稿", len(drafts), "#drafts")] if may_draft else []),
        ],
        "late": _table(request, WAITING, late, "逾期事项", "没有逾期的事项"),
        "near": _table(request, WAITING, near, "即将到期", "没有即将到期的事项"),
        "drafts": _table(request, DRAFTS, drafts, "待下达", "没有待下达的草稿") if drafts else None,
        "may_draft": may_draft,
    }
    return pages.page(request, "orders/overview", context)


def _owed(request: HttpRequest, lines: list[selectors.WaitingLine]) -> dict[str, Any]:
    """Who owes what: by unit, by person, by days overdue."""
    viewer, today = account(request), pages.today()
    persons = selectors.person_loads(viewer, on=today)
    return {
        "loads": _table(request, LOADS, selectors.unit_loads(viewer, on=today), "各单位", "本年还没有下达三单"),
        "persons": _table(request, PERSONS, persons, "各承办人", "没有人欠着逾期的步骤"),
        "ages": _table(request, AGES, selectors.age_loads(lines), "逾期时长", ""),
        "has_late": bool(persons),
    }


def _table(request: HttpRequest, shown: Any, rows: list[Any], title: str, empty: str) -> Table[Any]:  # noqa: ANN401
    return Table(shown, rows, request.GET, title=title, can_choose_columns=False, empty_title=empty, empty_advice="")
