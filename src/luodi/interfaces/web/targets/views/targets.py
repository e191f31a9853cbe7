"""Views of targets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.domains.targets import selectors, services
from luodi.domains.targets.rules import Permission
from luodi.interfaces.web.targets.forms import TargetFilters, TargetForm
from luodi.interfaces.web.targets.naming import names
from luodi.interfaces.web.ui import formats, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table


def _columns(names: dict[str, str]) -> tuple[Column[Any], ...]:
    return (
        Column(
            "indicator", "指标", lambda row: f"{row.indicator} {names.get(row.indicator, '')}".strip(), is_title=True
        ),
        Column("holder", "承担单位", lambda row: row.holder.label),
        Column("period", "期间", lambda row: _period(row.period)),
        Column("issuer", "下达单位", lambda row: row.issuer),
        Column("tier", "层级", lambda row: row.tier),
        Column("value", "目标值", lambda row: formats.count(row.value), Kind.DECIMAL),
        Column("measure", "计量单位", lambda row: row.measure),
        Column("doc_no", "文号", lambda row: row.doc_no),
        Column("issued_on", "下达日期", lambda row: row.issued_on, Kind.DATE),
    )


SPLIT: Column[Any] = Column(
    "split", "办理", lambda _row: "分解", href=lambda row: reverse("targets:split_new", args=[row.pk])
)


def _period(code: str) -> str:
    try:
        return parse_period(code).label
    except BusinessError:
        return code


@requires(Permission.VIEW)
def target_list(request: HttpRequest) -> HttpResponse:
    """Targets in force."""
    form = TargetFilters(request.GET, viewer=account(request))
    rows = selectors.targets(account(request))
    if form.value("unit"):
        rows = rows.filter(holder=form.value("unit"))
    if form.value("period"):
        rows = rows.filter(period=form.value("period"))
    shown = list(rows[:500])
    columns = (*_columns(names()), SPLIT) if may(request, Permission.EDIT) else _columns(names())
    table = Table(columns, shown, request.GET, title="目标任务", count=len(shown), can_choose_columns=False)
    context = {
        "form": form,
        "table": table,
        "may_edit": may(request, Permission.EDIT),
        "may_see_cards": may(request, Permission.VIEW_CARDS),
        "has_own_card": may(request, Permission.OWN_CARD),
    }
    return pages.page(request, "targets/list", context)


@requires(Permission.EDIT)
def target_new(request: HttpRequest) -> HttpResponse:
    """Issue a target, or change one with a reason."""
    indicators = [(code, f"{code} {name}") for code, name in names().items()]
    form = TargetForm(request.POST or None, viewer=account(request), indicators=indicators)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            services.issue_target(values.pop("holder"), actor=account(request), at=pages.now(), **values)
            return pages.done(request, "目标已下达。", "targets:list")
    return pages.form_page(request, "targets/form", {"form": form})
