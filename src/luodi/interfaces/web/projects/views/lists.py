"""The project list and its export."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.insight import selectors as insight
from luodi.base.bookmarks.rules import Area
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors import ProjectFilter
from luodi.interfaces.web.projects.columns import COLUMNS, DEFAULT_SORT
from luodi.interfaces.web.projects.forms import ProjectFilters
from luodi.interfaces.web.ui import exports, pages, saved
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Table, order_of

SUMMED = ("total_investment_in_wan", "contract_in_wan", "capital_in_wan")


@requires(Permission.VIEW)
def project_list(request: HttpRequest) -> HttpResponse:
    """Projects in reach: filters in the address, totals of all that is filtered, one page of rows."""
    form = ProjectFilters(request.GET, viewer=account(request))
    context = {
        "form": form,
        "saved": saved.bar(request, Area.PROJECTS),
        "table": _table(request, form.wanted()),
        "may_add": may(request, Permission.EDIT),
    }
    return pages.page(request, "projects/list", context)


def _table(request: HttpRequest, wanted: ProjectFilter) -> Table[Any]:
    order = order_of(COLUMNS, request.GET, default=DEFAULT_SORT)
    page = page_of(projects.listed_projects(account(request), wanted), order=order, query=request.GET)
    totals = insight.project_totals(account(request), wanted)
    return Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="项目列表",
        default_sort=DEFAULT_SORT,
        totals={name: getattr(totals, name) for name in SUMMED},
        count=totals.count,
        before=page.before,
        after=page.after,
        export_href=reverse("projects:export") if may(request, Permission.EXPORT) else "",
        empty_title="没有符合条件的项目",
        empty_advice="可以放宽筛选条件，或登记新项目、导入台账。",
    )


@requires(Permission.EXPORT)
def project_export(request: HttpRequest) -> HttpResponse:
    """The filtered list with the shown columns as a workbook, in the order shown."""
    viewer = account(request)
    wanted = ProjectFilters(request.GET, viewer=viewer).wanted()
    rows = ordered(projects.listed_projects(viewer, wanted), order_of(COLUMNS, request.GET, default=DEFAULT_SORT))
    return exports.workbook(request, COLUMNS, rows, title="招商引资项目台账")
