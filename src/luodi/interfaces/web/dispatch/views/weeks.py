"""Weekly returns: the weeks, who has confirmed, and a unit's own week to confirm in one click."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.reports import services
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.rules.weekly import WeekState, timeliness
from luodi.across.reports.selectors import weekly
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.dispatch import columns, tables
from luodi.interfaces.web.dispatch.forms import RemarkForm
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Reports.VIEW)
def week_list(request: HttpRequest) -> HttpResponse:
    """The weeks with how many returns came in time, and what the viewer still has to confirm."""
    viewer = account(request)
    calls = list(weekly.week_calls()[: weekly.SHOWN_WEEKS])
    weeks = weekly.weeks_of(viewer, calls)
    lines = [_line(call, weeks[call.pk]) for call in calls]
    own = weekly.own_weeks(viewer) if may(request, Permission.CONFIRM_WEEK) else []
    rates = weekly.rates(viewer, pages.today())
    return pages.page(request, "dispatch/weeks", {"tab": "weeks", "lines": lines, "own": own, "rates": rates})


def _line(call: Any, weeks: list[weekly.UnitWeek]) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    states = [one.state for one in weeks]
    waiting = states.count(WeekState.WAITING)
    return {"call": call, "week": weekly.period_of(call), "counted": timeliness(states), "waiting": waiting}


@requires(Reports.VIEW)
def week(request: HttpRequest, first_on: str) -> HttpResponse:
    """Every unit in reach with its figures and whether it has confirmed them; as a workbook with `export=1`."""
    viewer, call = account(request), weekly.week_call(_day(first_on))
    rows = weekly.unit_weeks(viewer, call)
    period = weekly.period_of(call)
    if request.GET.get("export") and may(request, Reports.EXPORT):
        return exports.workbook(request, columns.WEEK, rows, title=f"周统计{period.code}")
    counted = timeliness(one.state for one in rows)
    context = {
        "tab": "weeks",
        "call": call,
        "period": period,
        "table": tables.week_table(request, rows),
        "counted": counted,
        "may_export": may(request, Reports.EXPORT),
        "may_write": may(request, Reports.WRITE),
    }
    return pages.page(request, "dispatch/week", context)


@requires(Reports.VIEW)
def unit_week(request: HttpRequest, first_on: str, code: str) -> HttpResponse:
    """A unit's week: the figures as the ledger has them, confirmed in one click."""
    viewer, call = account(request), weekly.week_call(_day(first_on))
    own = weekly.unit_week(viewer, call, code)
    form = RemarkForm(request.POST or None, initial={"remark": own.newest.remark if own.newest else ""})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.confirm_week(call, own.unit, actor=viewer, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "本周统计已确认。", "dispatch:unit_week", first_on=first_on, code=code)
    period = weekly.period_of(call)
    context = {
        "tab": "weeks",
        "own": own,
        "mark": Badge(str(own.state.label), columns.TONES[own.state]),
        "period": period,
        "lines": weekly.beside(own, weekly.prefilled(own.unit, period, pages.now())),
        "form": form,
        "may_confirm": weekly.may_confirm(viewer, own.unit),
    }
    return pages.form_page(request, "dispatch/unit_week", context)


@require_POST
@requires(Reports.WRITE)
def paper(request: HttpRequest, first_on: str) -> HttpResponse:
    """Draft the paper of the week for the whole district."""
    period = weekly.period_of(weekly.week_call(_day(first_on)))
    unit = orgs.root_unit()
    made = services.draft_paper(
        "RP21", period=period.code, unit=unit, actor=account(request), at=pages.now(), has_sources=False
    )
    return pages.done(request, "周统计表已起草，各单位为确认时的数字。", "papers:detail", pk=made.pk)


def _day(text: str) -> date:
    """The day in the address; what is none is not found."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    return day
