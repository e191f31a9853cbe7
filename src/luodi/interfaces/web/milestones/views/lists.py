"""Lists over many projects: milestones by planned day, returns of a month."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors import overview, progress
from luodi.domains.projects.selectors.overview import Due, DueFilter
from luodi.domains.projects.selectors.progress import Owed
from luodi.interfaces.web.milestones import columns
from luodi.interfaces.web.milestones.forms import MilestoneFilters, ReturnFilters
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.slices import slice_of
from luodi.interfaces.web.ui.tables import Table


def _due(request: HttpRequest) -> tuple[MilestoneFilters, list[Due]]:
    form = MilestoneFilters(request.GET, viewer=account(request))
    wanted = DueFilter(form.value("unit"), form.value("state") or "", form.value("first"), form.value("last"))
    return form, overview.due_milestones(account(request), pages.today(), wanted)


def _owed(request: HttpRequest) -> tuple[ReturnFilters, list[Owed]]:
    form = ReturnFilters(request.GET, viewer=account(request), today=pages.today())
    return form, progress.owed_for(account(request), form.period(), unit=form.value("unit"))


@requires(Permission.VIEW)
def milestone_list(request: HttpRequest) -> HttpResponse:
    """Milestones of projects with a plan, by planned day; those that are not done come first."""
    form, rows = _due(request)
    table = _table(request, columns.MILESTONES, rows, title="节点", export="milestones:export")
    return pages.page(request, "milestones/list", {"form": form, "table": table, "tab": "list"})


@requires(Permission.EXPORT)
def milestone_export(request: HttpRequest) -> HttpResponse:
    """The filtered milestones as a workbook."""
    return exports.workbook(request, columns.MILESTONES, _due(request)[1], title="项目节点")


@requires(Permission.VIEW)
def return_list(request: HttpRequest) -> HttpResponse:
    """Who has filed the return of a month and who has not."""
    form, rows = _owed(request)
    table = _table(request, columns.RETURNS, rows, title="进度月报", export="milestones:returns_export")
    missing = sum(one.is_missing for one in rows)
    context = {"form": form, "table": table, "tab": "returns", "month": form.period(), "missing": missing}
    return pages.page(request, "milestones/returns", context)


@requires(Permission.EXPORT)
def return_export(request: HttpRequest) -> HttpResponse:
    """The returns of a month as a workbook."""
    form, rows = _owed(request)
    return exports.workbook(request, columns.RETURNS, rows, title=f"{form.period().label}项目进度月报")


def _table(request: HttpRequest, shown: tuple[Any, ...], rows: list[Any], *, title: str, export: str) -> Table[Any]:
    part = slice_of(rows, request.GET)
    return Table(
        shown,
        part.rows,
        request.GET,
        title=title,
        count=len(rows),
        before=part.before,
        after=part.after,
        export_href=reverse(export) if may(request, Permission.EXPORT) else "",
        empty_title="没有符合条件的记录",
        empty_advice="项目编制节点计划后，节点和月报会列在这里；也可以放宽筛选条件。",
    )
