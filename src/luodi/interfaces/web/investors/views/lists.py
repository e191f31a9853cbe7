"""The three lists and their exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.domains.investors import selectors
from luodi.domains.investors.rules import Permission
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.investors.columns import ACTIVITIES, INVESTORS, TRIPS
from luodi.interfaces.web.investors.forms import ActivityFilters, InvestorFilters, TripFilters
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Column, Table, order_of


@dataclass(frozen=True, slots=True)
class Listing:
    """One of the lists: its columns, usual order, where it is exported, and what stands there when it is empty."""

    columns: Sequence[Column[Any]]
    sort: str
    export: str
    empty: str
    advice: str


COMPANIES = Listing(
    INVESTORS, "name", "investors:export", "还没有客商", "登记项目、外出或导入台账时，投资方会自动列入。"
)
TRAVELS = Listing(
    TRIPS, "-left_on", "investors:trips_export", "还没有外出招商记录", "外出回来后填报，计入外出次数和对接企业数。"
)
EVENTS = Listing(
    ACTIVITIES,
    "-held_on",
    "investors:activities_export",
    "还没有招商活动",
    "推介会、签约仪式等活动登记后显示在这里。",
)


@requires(Permission.VIEW)
def investor_list(request: HttpRequest) -> HttpResponse:
    """Investors behind the projects and trips in reach, by name."""
    form = InvestorFilters(request.GET)
    rows = projects.known_investors(account(request), search=form.value("q") or "")
    context = {"form": form, "table": _table(request, COMPANIES, rows), "tab": "list"}
    return pages.page(request, "investors/list", context)


@requires(Permission.VIEW)
def trip_list(request: HttpRequest) -> HttpResponse:
    """Trips, latest first; those taken back are marked."""
    form = TripFilters(request.GET, viewer=account(request))
    rows = selectors.trips(account(request), form.wanted(), withdrawn=True)
    context = {"form": form, "table": _table(request, TRAVELS, rows), "tab": "trips"}
    return pages.page(request, "investors/list", context | {"may_file": may(request, Permission.FILE_TRIP)})


@requires(Permission.VIEW)
def activity_list(request: HttpRequest) -> HttpResponse:
    """Activities, latest first; those taken back are marked."""
    form = ActivityFilters(request.GET, viewer=account(request))
    rows = selectors.activities(account(request), form.wanted(), withdrawn=True)
    context = {"form": form, "table": _table(request, EVENTS, rows), "tab": "activities"}
    return pages.page(request, "investors/list", context | {"may_file": may(request, Permission.FILE_TRIP)})


@requires(Projects.EXPORT)
def investor_export(request: HttpRequest) -> HttpResponse:
    """The investors shown; telephone numbers stay masked."""
    word = InvestorFilters(request.GET).value("q") or ""
    return _export(request, COMPANIES, projects.known_investors(account(request), search=word), "客商名录")


@requires(Projects.EXPORT)
def trip_export(request: HttpRequest) -> HttpResponse:
    """The trips shown."""
    wanted = TripFilters(request.GET, viewer=account(request)).wanted()
    return _export(request, TRAVELS, selectors.trips(account(request), wanted, withdrawn=True), "外出招商台账")


@requires(Projects.EXPORT)
def activity_export(request: HttpRequest) -> HttpResponse:
    """The activities shown."""
    wanted = ActivityFilters(request.GET, viewer=account(request)).wanted()
    rows = selectors.activities(account(request), wanted, withdrawn=True)
    return _export(request, EVENTS, rows, "招商活动台账")


def _export(request: HttpRequest, listing: Listing, rows: QuerySet[Any], title: str) -> HttpResponse:
    order = order_of(listing.columns, request.GET, default=listing.sort)
    return exports.workbook(request, listing.columns, ordered(rows, order), title=title)


def _table(request: HttpRequest, listing: Listing, rows: QuerySet[Any]) -> Table[Any]:
    order = order_of(listing.columns, request.GET, default=listing.sort)
    page = page_of(rows, order=order, query=request.GET)
    return Table(
        tuple(listing.columns),
        page.rows,
        request.GET,
        default_sort=listing.sort,
        count=rows.order_by().count(),
        before=page.before,
        after=page.after,
        export_href=reverse(listing.export) if may(request, Projects.EXPORT) else "",
        row_css=lambda row: "is-void" if getattr(row, "withdrawal", None) else "",
        empty_title=listing.empty,
        empty_advice=listing.advice,
    )
