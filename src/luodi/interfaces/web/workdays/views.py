"""Views of the working-day calendar."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.base.orgs import selectors, services
from luodi.base.orgs.rules import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table
from luodi.interfaces.web.workdays.forms import DayForm

COLUMNS: tuple[Column[Any], ...] = (
    Column("day", "日期", lambda row: row.day, Kind.DATE, is_title=True),
    Column("kind", "当天", lambda row: Badge("上班", "warn") if row.is_workday else Badge("放假", "good"), Kind.BADGE),
    Column("name", "名称", lambda row: row.name),
)


@requires(Permission.VIEW_UNITS)
def day_list(request: HttpRequest) -> HttpResponse:
    """The special days of a year; a year without any is counted by weekends only, and the page says so."""
    years = selectors.calendar_years()
    asked = request.GET.get("year", "")
    year = int(asked) if re.fullmatch(r"(?:19|20)[0-9]{2}", asked) else pages.today().year
    rows = list(selectors.calendar_days(year))
    table = Table(
        COLUMNS,
        rows,
        request.GET,
        title="工作日历",
        count=len(rows),
        can_choose_columns=False,
        empty_title=f"{year}年的节假日还没有录入",
        empty_advice="期限暂按周末推算。国务院办公厅公布放假安排后，请系统管理员录入。",
    )
    shown = sorted({*years, year, pages.today().year + 1}, reverse=True)
    context = {"table": table, "year": year, "years": shown[:8], "may_edit": may(request, Permission.MANAGE_UNITS)}
    return pages.page(request, "workdays/list", context)


@requires(Permission.MANAGE_UNITS)
def day_set(request: HttpRequest) -> HttpResponse:
    """Enter or correct one day."""
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            given = form.cleaned_data
            services.set_calendar_day(actor=account(request), at=pages.now(), **given)
            return pages.done(request, f"{given['day']} 已录入。", "workdays:list")
    return pages.form_page(request, "workdays/form", {"form": form})
