"""Views of roles and grants."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.base.core.errors import NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.rules import Permission
from luodi.interfaces.web.roles.forms import EndForm, GrantForm
from luodi.interfaces.web.ui import pages, rights
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table

COLUMNS: tuple[Column[Any], ...] = (
    Column("code", "代码", lambda row: row.code, Kind.CODE),
    Column(
        "name", "角色", lambda row: row.name, is_title=True, href=lambda row: reverse("roles:detail", args=[row.code])
    ),
    Column("scope", "常用数据范围", lambda row: row.get_scope_display()),
    Column("count", "权限数", lambda row: len(row.permissions.all()), Kind.INTEGER, "项"),
    Column("preset", "预置", lambda row: row.is_preset, Kind.BOOLEAN),
)


@requires(Permission.VIEW_GRANTS)
def role_list(request: HttpRequest) -> HttpResponse:
    """All roles."""
    rows = list(selectors.roles())
    table = Table(COLUMNS, rows, request.GET, title="角色", count=len(rows), can_choose_columns=False)
    return pages.page(request, "roles/list", {"table": table})


@requires(Permission.VIEW_GRANTS)
def role_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a role may do, and who holds it."""
    role = selectors.roles().filter(code=code).first()
    if role is None:
        raise NotVisible("没有找到该角色。")
    context = {
        "role": role,
        "groups": rights.grouped(row.permission for row in role.permissions.all()),
        "grants": selectors.grants(account(request), Permission.VIEW_GRANTS).filter(role=role),
    }
    return pages.page(request, "roles/detail", context)


@requires(Permission.GRANT_ROLES)
def grant_new(request: HttpRequest, user_pk: int) -> HttpResponse:
    """Give a role to an account."""
    user = selectors.accounts(account(request), Permission.GRANT_ROLES).filter(pk=user_pk).first()
    if user is None:
        raise NotVisible("没有找到该账号，或它不在您的管理范围内。")
    initial = {"unit": user.unit.code if user.unit else ""}
    form = GrantForm(request.POST or None, viewer=account(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.grant_role(user, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "角色已授予。", "users:detail", pk=user_pk)
    return pages.form_page(request, "roles/grant", {"form": form, "subject": user, "title": "授予角色"})


@requires(Permission.GRANT_ROLES)
def grant_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant today."""
    grant = selectors.grants(account(request), Permission.GRANT_ROLES).filter(pk=pk).first()
    if grant is None:
        raise NotVisible("没有找到该授权，或它不在您的管理范围内。")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.end_grant(grant, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "授权已终止。", "users:detail", pk=grant.user_id)
    return pages.form_page(
        request, "roles/grant", {"form": form, "subject": grant.user, "title": f"终止“{grant.role.name}”"}
    )
