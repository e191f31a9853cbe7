"""Waivers: who asked, why, until when; and asking for one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.lifecycle.rules.gates_rights import Permission
from luodi.across.lifecycle.selectors import gates, gates_review
from luodi.across.lifecycle.services import gates_rules as services
from luodi.base.core.errors import NotVisible
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.gates.forms import WaiverForm
from luodi.interfaces.web.ui import badges, exports, pages, query
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


def _state(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    if row.slip.is_recognised and row.valid_until < pages.today():
        return Badge("已到期")
    return Badge("有效", "info") if row.slip.is_recognised else badges.slip_state(row.slip.state)


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "project",
        "项目",
        lambda row: row.project.name,
        is_title=True,
        href=lambda row: query.of_row("projects:gate", row.project_id),
    ),
    Column("unit", "单位", lambda row: row.project.unit.label),
    Column("event", "事项", lambda row: row.get_event_display(), is_short=True),
    Column("label", "豁免的要件", lambda row: row.label),
    Column("reason", "理由", lambda row: row.reason, is_wide=True),
    Column("valid_until", "有效期至", lambda row: row.valid_until, Kind.DATE),
    Column("recorded_by", "申请人", lambda row: row.recorded_by, is_short=True),
    Column("approved_by", "批准人", lambda row: row.slip.recognised_by, is_short=True),
    Column("state", "状态", _state, Kind.BADGE),
)


@requires(Projects.VIEW)
def waiver_list(request: HttpRequest) -> HttpResponse:
    """Waivers of the projects in reach, latest first."""
    rows = gates_review.waivers(account(request))
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="要件豁免",
        count=rows.order_by().count(),
        before=page.before,
        after=page.after,
        export_href=reverse("gates:waivers_export") if may(request, Projects.EXPORT) else "",
        empty_title="没有豁免",
        empty_advice="在项目的“关口”页，可对缺少且可豁免的要件申请豁免，由他人批准。",
    )
    return pages.page(request, "gates/waivers", {"table": table, "tab": "waivers"})


@requires(Projects.EXPORT)
def waiver_export(request: HttpRequest) -> HttpResponse:
    """The waivers as a workbook."""
    return exports.workbook(request, COLUMNS, gates_review.waivers(account(request)), title="要件豁免")


@requires(Permission.ASK_WAIVER)
def waiver_new(request: HttpRequest, pk: int, event: str, code: str) -> HttpResponse:
    """Ask that a requirement of a project be waived."""
    project = projects.project(account(request), pk)
    row = _requirement(project, event, code)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            given = {"event": event, "code": code, **form.cleaned_data}
            services.ask_waiver(project, actor=account(request), at=pages.now(), **given)
            return pages.done(request, "豁免已申请，经他人批准后生效。", "projects:gate", pk=pk)
    return pages.form_page(request, "gates/waiver_form", {"form": form, "project": project, "row": row})


def _requirement(project: Any, event: str, code: str) -> Any:  # noqa: ANN401 - pages know no models
    """The requirement that is asked for; NotVisible when the gate has none of that code."""
    found = next((row for row in gates.requirements(project.kind, event, pages.today()) if row.code == code), None)
    if found is None:
        raise NotVisible("没有这个要件，请从项目的“关口”页进入。", code="lifecycle.unknown")
    return found
