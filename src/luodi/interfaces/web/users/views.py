"""Views of accounts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.base.core.errors import NotVisible
from luodi.base.orgs import selectors, services
from luodi.base.orgs.rules import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table
from luodi.interfaces.web.users.forms import PasswordForm, SwitchForm, UserFilters, UserForm


def _state(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    if row.is_service:
        return Badge("服务账号", "info")
    return Badge("在用", "good") if row.is_active else Badge("已停用", "bad")


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "name",
        "姓名",
        lambda row: row.display_name,
        is_title=True,
        href=lambda row: reverse("users:detail", args=[row.pk]),
    ),
    Column("username", "账号", lambda row: row.username, Kind.CODE),
    Column("unit", "单位", lambda row: row.unit),
    Column("post", "职务", lambda row: row.person.post if row.person else ""),
    Column("state", "状态", _state, Kind.BADGE),
    Column("last_login", "上次登录", lambda row: row.last_login, Kind.MOMENT),
)


@requires(Permission.VIEW_USERS)
def user_list(request: HttpRequest) -> HttpResponse:
    """All accounts."""
    form = UserFilters(request.GET, viewer=account(request))
    rows = selectors.users()
    if form.value("unit"):
        rows = rows.filter(unit=form.value("unit"))
    word = form.value("q")
    if word:
        rows = rows.filter(username__contains=word) | rows.filter(person__name__contains=word)
    page = page_of(rows, order=Order("pk"), query=request.GET)
    table = Table(
        COLUMNS, page.rows, request.GET, title="账号", before=page.before, after=page.after, can_choose_columns=False
    )
    context = {"form": form, "table": table, "may_add": may(request, Permission.MANAGE_USERS)}
    return pages.page(request, "users/list", context)


@requires(Permission.MANAGE_USERS)
def user_new(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = UserForm(request.POST or None, viewer=account(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            made = services.make_user(values.pop("username"), actor=account(request), at=pages.now(), **values)
            return pages.done(request, "账号已开通；授予角色由安全管理员办理。", "users:detail", pk=made.pk)
    return pages.form_page(request, "users/form", {"form": form})


def _user(pk: int) -> Any:  # noqa: ANN401 - pages know no models
    found = selectors.users().filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该账号。")
    return found


@requires(Permission.VIEW_USERS)
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its grants."""
    user = _user(pk)
    context = {
        "subject": user,
        "state": _state(user),
        "grants": selectors.grants().filter(user=user),
        "today": pages.today(),
        "may_manage": may(request, Permission.MANAGE_USERS) and not user.is_service,
        "may_see_grants": may(request, Permission.VIEW_GRANTS),
        "may_grant": may(request, Permission.GRANT_ROLES) and user.is_active,
    }
    return pages.page(request, "users/detail", context)


@requires(Permission.MANAGE_USERS)
def user_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account off or on again."""
    user = _user(pk)
    form = SwitchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            active = not user.is_active
            services.set_active(user, active=active, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "账号已启用。" if active else "账号已停用，授权已终止。", "users:detail", pk=pk)
    return pages.form_page(
        request, "users/act", {"form": form, "subject": user, "title": "停用账号" if user.is_active else "启用账号"}
    )


@requires(Permission.MANAGE_USERS)
def user_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new password."""
    user = _user(pk)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.set_password(user, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "密码已重置。", "users:detail", pk=pk)
    return pages.form_page(request, "users/act", {"form": form, "subject": user, "title": "重置密码"})
