"""Views of accounts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

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
from luodi.interfaces.web.users.forms import DecisionForm, ResetForm, SwitchForm, UserFilters, UserForm


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
    rows = selectors.accounts(account(request), Permission.VIEW_USERS)
    if form.value("unit"):
        rows = rows.filter(unit=form.value("unit"))
    word = form.value("q")
    if word:
        rows = rows.filter(username__contains=word) | rows.filter(person__name__contains=word)
    page = page_of(rows, order=Order("pk"), query=request.GET)
    table = Table(
        COLUMNS, page.rows, request.GET, title="账号", before=page.before, after=page.after, can_choose_columns=False
    )
    context = {
        "form": form,
        "table": table,
        "may_add": may(request, Permission.MANAGE_USERS),
        "may_see_resets": may(request, Permission.MANAGE_USERS, Permission.APPROVE_RESETS),
    }
    return pages.page(request, "users/list", context)


@requires(Permission.MANAGE_USERS)
def user_new(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = UserForm(request.POST or None, viewer=account(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            username = values.pop("username")
            made = services.make_user(username, actor=account(request), at=pages.now(), must_change=True, **values)
            return pages.done(request, "账号已开通；授予角色由安全管理员办理。", "users:detail", pk=made.pk)
    return pages.form_page(request, "users/form", {"form": form})


def _user(request: HttpRequest, pk: int, permission: str) -> Any:  # noqa: ANN401 - pages know no models
    found = selectors.accounts(account(request), permission).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该账号，或它不在您的管理范围内。")
    return found


@requires(Permission.VIEW_USERS)
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its grants."""
    user = _user(request, pk, Permission.VIEW_USERS)
    context = {
        "subject": user,
        "state": _state(user),
        "grants": selectors.grants(account(request), Permission.VIEW_USERS).filter(user=user),
        "today": pages.today(),
        "may_manage": may(request, Permission.MANAGE_USERS) and not user.is_service,
        "may_see_grants": may(request, Permission.VIEW_GRANTS),
        "may_grant": may(request, Permission.GRANT_ROLES) and user.is_active,
    }
    return pages.page(request, "users/detail", context)


@requires(Permission.MANAGE_USERS)
def user_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account off or on again."""
    user = _user(request, pk, Permission.MANAGE_USERS)
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
    """Ask for a temporary password for an account; of accounts that have none the form does not open either."""
    user = _user(request, pk, Permission.MANAGE_USERS)
    services.require_resettable(user, actor=account(request), at=pages.now())
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.request_reset(user, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "申请已登记。批准后在本页发出临时密码。", "users:resets")
    return pages.form_page(request, "users/act", {"form": form, "subject": user, "title": "申请重置密码"})


@requires(Permission.MANAGE_USERS, Permission.APPROVE_RESETS)
def reset_list(request: HttpRequest) -> HttpResponse:
    """Requests for temporary passwords, open ones first."""
    viewer = account(request)
    context = {
        "resets": selectors.password_resets(viewer)[:200],
        "viewer": viewer,
        "may_decide": may(request, Permission.APPROVE_RESETS),
        "may_issue": may(request, Permission.MANAGE_USERS),
    }
    return pages.page(request, "users/resets", context)


def _reset(request: HttpRequest, pk: int) -> Any:  # noqa: ANN401 - pages know no models
    found = selectors.password_resets(account(request)).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该申请。")
    return found


@requires(Permission.APPROVE_RESETS)
def reset_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse another officer's request."""
    reset = _reset(request, pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            approve, note = form.cleaned_data["answer"] == "approve", form.cleaned_data["note"]
            services.decide_reset(reset, approve=approve, note=note, actor=account(request), at=pages.now())
            return pages.done(request, "已批准。" if approve else "已退回申请人。", "users:resets")
    return pages.form_page(request, "users/act", {"form": form, "subject": reset.user, "title": "批准重置密码"})


@requires(Permission.MANAGE_USERS)
@require_POST
def reset_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the temporary password and show it once."""
    reset = _reset(request, pk)
    issued = services.issue_temporary(reset, actor=account(request), at=pages.now())
    response = pages.page(request, "users/issued", {"subject": reset.user, "issued": issued})
    response.headers["Cache-Control"] = "private, no-store"
    return response
