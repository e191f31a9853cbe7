"""Views of the audit log."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.insight import selectors as insight
from luodi.base.audit import selectors
from luodi.base.audit.rules import Permission
from luodi.interfaces.web.audit.forms import AuditFilters
from luodi.interfaces.web.ui import audit_words, exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


def _changes(entry: Any) -> str:  # noqa: ANN401 - pages know no models
    if entry.is_masked:
        return "业务内容不显示"
    lines = [
        audit_words.difference(audit_words.field(name), *(audit_words.value(name, value) for value in pair))
        for name, pair in entry.changes.items()
    ]
    return "；".join([*lines, *([f"事由：{entry.reason}"] if entry.reason else [])])


COLUMNS: tuple[Column[Any], ...] = (
    Column("number", "序号", lambda row: row.number, Kind.INTEGER),
    Column("at", "时间", lambda row: row.at, Kind.MOMENT),
    Column("actor", "操作人", lambda row: row.actor or "系统", is_short=True),
    Column("action", "动作", lambda row: audit_words.action(row.action), is_short=True),
    Column("subject", "对象", lambda row: row.subject, is_title=True),
    Column("unit", "单位代码", lambda row: row.unit_code, Kind.CODE),
    Column("channel", "入口", lambda row: audit_words.CHANNELS.get(row.channel, row.channel)),
    Column("changes", "内容与事由", _changes, is_wide=True),
    Column("hash", "哈希", lambda row: row.hash[:12], Kind.CODE, is_shown=False),
)


@requires(Permission.VIEW)
def entry_list(request: HttpRequest) -> HttpResponse:
    """Entries, latest first."""
    form = AuditFilters(request.GET)
    viewer = account(request)
    rows = insight.log_entries(viewer, form.wanted())
    page = page_of(rows, order=Order("number", is_descending=True), query=request.GET)
    table = Table(
        COLUMNS,
        insight.log_lines(viewer, page.rows),
        request.GET,
        title="审计日志",
        before=page.before,
        after=page.after,
        export_href=reverse("audit:export") if may(request, Permission.EXPORT) else "",
        empty_title="没有符合条件的日志",
    )
    return pages.page(request, "audit/list", {"form": form, "table": table})


@requires(Permission.EXPORT)
def entry_export(request: HttpRequest) -> HttpResponse:
    """The filtered entries as a workbook."""
    viewer = account(request)
    rows = insight.log_entries(viewer, AuditFilters(request.GET).wanted())
    return exports.workbook(request, COLUMNS, insight.log_lines(viewer, rows), title="审计日志")


@require_POST
@requires(Permission.VIEW)
def chain_check(request: HttpRequest) -> HttpResponse:
    """Recompute the hash chain and say whether it is whole."""
    found = selectors.check_chain()
    if found.is_whole:
        messages.success(request, f"哈希链完整，共核对 {found.entries:,} 条。")
    else:
        messages.error(request, f"第 {found.broken_at} 条{found.why}，日志可能被改动，请立即报告。")
    return redirect("audit:list")
