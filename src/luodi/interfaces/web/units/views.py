"""Views of units."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.base.core.errors import NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.rules import Permission, UnitKind, group_label, kind_label
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table
from luodi.interfaces.web.units.forms import MergeForm, UnitChangeForm, UnitForm
from luodi.interfaces.web.units.mergers import merger_preview, preview_mark


def _indented(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return f"{'　' * max(row.path.count('/') - 2, 0)}{row.name}"


def _state(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    if row.active_to is None:
        return Badge("在用", "good")
    return Badge(f"已撤并，并入{row.merged_into}" if row.merged_into else "已撤销")


def _columns() -> tuple[Column[Any], ...]:
    """The columns, kinds and groups in the words of the area's level."""
    level = selectors.area_level()
    return (
        Column("name", "单位名称", _indented, is_title=True),
        Column("code", "代码", lambda row: row.code, Kind.CODE),
        Column("short_name", "简称", lambda row: row.short_name),
        Column("kind", "类别", lambda row: kind_label(row.kind, level)),
        Column("group", "考核分组", lambda row: group_label(row.group, level)),
        Column("state", "状态", _state, Kind.BADGE),
    )


@requires(Permission.VIEW_UNITS)
def unit_list(request: HttpRequest) -> HttpResponse:
    """The tree of units in reach."""
    may_edit = may(request, Permission.MANAGE_UNITS)
    edit: Column[Any] = Column(
        "edit", "办理", lambda _row: "修改", href=lambda row: reverse("units:edit", args=[row.code])
    )
    rows = list(selectors.visible_units(account(request), Permission.VIEW_UNITS).select_related("merged_into"))
    columns = (*_columns(), edit) if may_edit else _columns()
    table = Table(columns, rows, request.GET, title="单位", count=len(rows), can_choose_columns=False)
    return pages.page(request, "units/list", {"table": table, "may_edit": may_edit})


@requires(Permission.MANAGE_UNITS)
def unit_new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    actor = account(request)
    form = UnitForm(request.POST or None, viewer=actor, initial={"parent": request.GET.get("parent", "")})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = form.cleaned_data | {"kind": UnitKind(form.cleaned_data["kind"])}
            services.make_unit(actor=actor, at=pages.now(), **values)
            return pages.done(request, "单位已建立。", "units:list")
    return pages.form_page(request, "units/form", {"form": form})


def _unit(request: HttpRequest, code: str) -> Any:  # noqa: ANN401 - pages know no models
    found = selectors.visible_units(account(request), Permission.MANAGE_UNITS).filter(code=code).first()
    if found is None:
        raise NotVisible("没有找到该单位，或它不在您的管理范围内。")
    return found


@requires(Permission.MANAGE_UNITS)
def unit_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Rename or regroup."""
    unit = _unit(request, code)
    initial = {"name": unit.name, "short_name": unit.short_name, "kind": unit.kind, "group": unit.group}
    form = UnitChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = form.cleaned_data | {"kind": UnitKind(form.cleaned_data["kind"])}
            services.change_unit(unit, actor=account(request), at=pages.now(), **values)
            return pages.done(request, "修改已保存。", "units:list")
    return pages.form_page(request, "units/form", {"form": form, "unit": unit})


@requires(Permission.MANAGE_UNITS)
def unit_merge(request: HttpRequest, code: str) -> HttpResponse:
    """Close a unit and name its successor: first what that moves, then, once it was seen, the merger."""
    unit = _unit(request, code)
    form = MergeForm(request.POST or None, viewer=account(request), code=code)
    context: dict[str, object] = {"form": form, "unit": unit}
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if values.pop("seen") != preview_mark(unit, values):
            form.data = dict(form.data.items()) | {"seen": preview_mark(unit, values)}
            return pages.page(request, "units/merge", context | {"preview": merger_preview(unit, values)})
        with rule_errors(form):
            services.merge_units(unit, actor=account(request), at=pages.now(), **values)
            return pages.done(request, f"“{unit.name}”已撤并。", "units:list")
    return pages.form_page(request, "units/merge", context)
