"""Views of the close."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.closing import ClosingState, ClosingStep
from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.closing import tables
from luodi.interfaces.web.closing.forms import RestateForm, ValuesForm
from luodi.interfaces.web.ui import exports, pages, published
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Table

SHOWN = 300


@requires(Permission.VIEW)
def period_list(request: HttpRequest) -> HttpResponse:
    """The periods of a year that are over, with their state; the latest first. A page opens with the chosen period's year."""
    today, asked = pages.today(), request.GET.get("year", "")
    first = insight.first_fact_on() or today
    years = range(today.year, min(first.year, today.year) - 1, -1)
    usual = published.chosen(request).period.last.year
    year = int(asked) if asked.isdecimal() and int(asked) in years else (usual if usual in years else today.year)
    rows = selectors.period_rows(account(request), year=year, today=today)
    table = Table(
        tables.PERIODS,
        rows,
        request.GET,
        title="期间",
        can_choose_columns=False,
        empty_title="这一年还没有结束的期间",
        empty_advice="月、季、半年、年结束以后，在这里结账。",
    )
    return pages.page(request, "closing/list", {"table": table, "year": year, "years": years})


def _frame(request: HttpRequest, code: str, tab: str) -> dict[str, Any]:
    """What every page of a period shows: its state, what may be done, the tabs."""
    row = selectors.period_row(account(request), code)
    return {
        "row": row,
        "mark": tables.state_mark(row),
        "tab": tab,
        "is_closed": row.state is ClosingState.CLOSED,
        "is_over": row.period.last < pages.today(),
        "steps": {str(step.code) for step in row.steps},
    }


@requires(Permission.VIEW)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """What waits before the close; the versions after it."""
    viewer, context = account(request), _frame(request, code, "detail")
    left = selectors.waiting(viewer, context["row"].period)
    waiting = Table(
        tables.WAITING,
        left,
        request.GET,
        title="待办事项",
        can_choose_columns=False,
        empty_title="没有待办事项",
        empty_advice="截止日以前的填报都已审核、认定，可以结账。",
    )
    versions = list(selectors.snapshots(viewer, code))
    context |= {
        "waiting": waiting,
        "count": sum(one.count for one in left),
        "may_force": may(request, Permission.FORCE_CLOSE),
        "versions": Table(tables.VERSIONS, versions, request.GET, title="版次", can_choose_columns=False),
    }
    return pages.page(request, "closing/detail", context)


@require_POST
@requires(Permission.CLOSE)
def act(request: HttpRequest, code: str) -> HttpResponse:
    """One step: announce the close, take that back, or close."""
    period, step, by = parse_period(code), request.POST.get("step", ""), account(request)
    if step == ClosingStep.START:
        services.start_closing(period, actor=by, at=pages.now())
        return pages.done(request, f"{period.label}开始结账，已通知各单位。", "closing:detail", code=period.code)
    if step == ClosingStep.CANCEL:
        services.cancel_closing(period, actor=by, at=pages.now())
        return pages.done(request, f"{period.label}已退回未结账。", "closing:detail", code=period.code)
    services.close_period(period, actor=by, at=pages.now(), forced_reason=request.POST.get("reason", ""))
    return pages.done(request, f"{period.label}已结账，公布值已留存快照。", "closing:detail", code=period.code)


@requires(Permission.RESTATE)
def restate(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of a closed period, by order of the leading group."""
    context = _frame(request, code, "restate")
    form = RestateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            period = context["row"].period
            made = services.restate_closing(period, actor=account(request), at=pages.now(), **form.cleaned_data)
            named = "、".join(one.closing.period for one in made)
            return pages.done(request, f"已重述：{named}。", "closing:detail", code=period.code)
    return pages.form_page(request, "closing/restate", context | {"form": form})


def _published(request: HttpRequest, code: str) -> tuple[ValuesForm, Any, Any, Any]:
    """The form, the snapshot chosen, the unit chosen and its values."""
    viewer = account(request)
    numbers = [one.version for one in selectors.snapshots(viewer, code)]
    form = ValuesForm(request.GET or None, viewer=viewer, versions=numbers)
    form.is_valid()
    unit = form.value("unit") or orgs.default_unit(viewer, Permission.VIEW) or orgs.root_unit()
    snapshot = selectors.snapshot(viewer, code, form.value("version"))
    return form, snapshot, unit, selectors.snapshot_values(viewer, snapshot, unit=unit)


@requires(Permission.VIEW)
def values(request: HttpRequest, code: str) -> HttpResponse:
    """What was published of a unit when the period was closed, with the scores."""
    context = _frame(request, code, "values")
    form, snapshot, unit, rows = _published(request, code)
    listed = Table(
        tables.VALUES,
        list(rows),
        request.GET,
        title="公布值",
        count=rows.count(),
        can_choose_columns=False,
        export_href=reverse("closing:values_export", args=[code]),
    )
    scores = list(selectors.snapshot_scores(account(request), snapshot))
    context |= {"form": form, "snapshot": snapshot, "unit": unit, "table": listed}
    context["scores"] = Table(tables.SCORES, scores, request.GET, title="得分", can_choose_columns=False)
    return pages.page(request, "closing/values", context)


@requires(Permission.VIEW)
def values_export(request: HttpRequest, code: str) -> HttpResponse:
    """The published values as a workbook."""
    _, snapshot, unit, rows = _published(request, code)
    title = f"{unit.name}{parse_period(code).label}公布值（第{snapshot.version}版）"
    return exports.workbook(request, tables.VALUES, rows, title=title)


@requires(Permission.VIEW)
def corrections(request: HttpRequest, code: str) -> HttpResponse:
    """What was learnt of the closed period since, fact by fact."""
    context = _frame(request, code, "corrections")
    rows = figures.corrections(account(request), code)
    columns = tables.correction_columns(may_open=may(request, Projects.VIEW))
    table = Table(
        columns,
        rows[:SHOWN],
        request.GET,
        title="差异",
        count=len(rows),
        can_choose_columns=False,
        export_href=reverse("closing:corrections_export", args=[code]) if may(request, Projects.EXPORT) else "",
        empty_title="没有差异",
        empty_advice="结账以后没有补计、冲减或更正，公布值与现在重算一致。",
    )
    return pages.page(request, "closing/corrections", context | {"table": table, "is_cut": len(rows) > SHOWN})


@requires(Projects.EXPORT)
def corrections_export(request: HttpRequest, code: str) -> HttpResponse:
    """All of them as a workbook."""
    rows = figures.corrections(account(request), code)
    title = f"{parse_period(code).label}结账后差异"
    return exports.workbook(request, tables.correction_columns(may_open=False), rows, title=title)
