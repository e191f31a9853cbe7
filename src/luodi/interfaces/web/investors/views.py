"""Views of investors, trips and activities."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.domains.investors import selectors
from luodi.domains.investors.rules import Permission
from luodi.interfaces.web.investors.forms import InvestorFilters
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import page_of
from luodi.interfaces.web.ui.tables import Column, Table, order_of


def _projects_href(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return f"{reverse('projects:list')}?{urlencode({'q': row.name})}"


INVESTORS: tuple[Column[Any], ...] = (
    Column("name", "企业名称", lambda row: row.name, is_title=True, href=_projects_href, sort="name_key"),
    Column("uscc", "统一社会信用代码", lambda row: row.uscc, Kind.CODE),
    Column("origin", "来源", lambda row: row.get_origin_display()),
    Column("country", "国家（地区）", lambda row: row.country),
    Column("place", "所在地", lambda row: row.place),
    Column("honours", "荣誉", lambda row: "、".join(str(item) for item in row.honours.all())),
)
TRIPS: tuple[Column[Any], ...] = (
    Column("place", "目的地", lambda row: row.place, is_title=True),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("left_on", "出发日", lambda row: row.left_on, Kind.DATE, sort="left_on"),
    Column("returned_on", "返回日", lambda row: row.returned_on, Kind.DATE),
    Column("leader", "带队领导", lambda row: row.leader),
    Column("is_led", "领导带队", lambda row: row.is_led, Kind.BOOLEAN),
    Column("met", "对接企业", lambda row: "、".join(item.investor.name for item in row.contacts.all()), is_wide=True),
    Column("purpose", "事由", lambda row: row.purpose, is_shown=False),
)
ACTIVITIES: tuple[Column[Any], ...] = (
    Column("name", "活动", str, is_title=True),
    Column("unit", "承办单位", lambda row: row.unit.label),
    Column("held_on", "举办日", lambda row: row.held_on, Kind.DATE, sort="held_on"),
    Column("place", "地点", lambda row: row.place),
    Column("companies", "参会企业", lambda row: row.companies_attending, Kind.INTEGER, "家"),
    Column("proposed", "拟合作项目", lambda row: row.projects_proposed, Kind.INTEGER, "个"),
    Column("is_fair", "有签约环节", lambda row: row.is_fair, Kind.BOOLEAN),
)


@requires(Permission.VIEW)
def investor_list(request: HttpRequest) -> HttpResponse:
    """Investors by name."""
    form = InvestorFilters(request.GET)
    rows = selectors.investors(account(request), search=form.value("q") or "")
    table = _table(request, INVESTORS, rows, "name", "还没有客商", "登记项目或导入台账时，投资方会自动列入。")
    return pages.page(request, "investors/list", {"form": form, "table": table, "tab": "list"})


@requires(Permission.VIEW)
def trip_list(request: HttpRequest) -> HttpResponse:
    """Trips, latest first."""
    rows = selectors.trips(account(request))
    table = _table(request, TRIPS, rows, "-left_on", "还没有外出招商记录", "外出回来后填报，计入外出次数和对接企业数。")
    return pages.page(request, "investors/list", {"form": "", "table": table, "tab": "trips"})


@requires(Permission.VIEW)
def activity_list(request: HttpRequest) -> HttpResponse:
    """Activities, latest first."""
    rows = selectors.activities(account(request))
    table = _table(request, ACTIVITIES, rows, "-held_on", "还没有招商活动", "推介会、签约仪式等活动登记后显示在这里。")
    return pages.page(request, "investors/list", {"form": "", "table": table, "tab": "activities"})


def _table(
    request: HttpRequest,
    columns: tuple[Column[Any], ...],
    rows: QuerySet[Any],
    sort: str,
    title: str,
    advice: str,
) -> Table[Any]:
    page = page_of(rows, order=order_of(columns, request.GET, default=sort), query=request.GET)
    return Table(
        columns,
        page.rows,
        request.GET,
        default_sort=sort,
        before=page.before,
        after=page.after,
        empty_title=title,
        empty_advice=advice,
    )
