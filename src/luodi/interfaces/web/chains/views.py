"""Views of chains."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.base.core.errors import NotVisible
from luodi.domains.chains import selectors, services
from luodi.domains.chains.rules import Permission
from luodi.interfaces.web.chains.forms import ChainForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Column, Table

COLUMNS: tuple[Column[Any], ...] = (
    Column("code", "代码", lambda row: row.code, Kind.CODE),
    Column(
        "name",
        "产业链",
        lambda row: row.name,
        is_title=True,
        href=lambda row: f"{reverse('projects:list')}?chain={row.code}",
    ),
    Column("chief", "链长", lambda row: row.chief),
    Column("lead_unit", "牵头单位", lambda row: row.lead_unit),
    Column("task_force", "专班", lambda row: row.task_force),
)


@requires(Permission.VIEW)
def chain_list(request: HttpRequest) -> HttpResponse:
    """All chains; the name leads to its projects."""
    may_edit = may(request, Permission.EDIT)
    edit: Column[Any] = Column(
        "edit", "办理", lambda _row: "修改", href=lambda row: reverse("chains:edit", args=[row.code])
    )
    columns = (*COLUMNS, edit) if may_edit else COLUMNS
    rows = list(selectors.chains(account(request)))
    table = Table(
        columns,
        rows,
        request.GET,
        title="产业链",
        count=len(rows),
        can_choose_columns=False,
        empty_title="还没有产业链",
    )
    return pages.page(request, "chains/list", {"table": table, "form": "", "may_edit": may_edit})


@requires(Permission.EDIT)
def chain_new(request: HttpRequest) -> HttpResponse:
    """A new chain."""
    form = ChainForm(request.POST or None, viewer=account(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.make_chain(actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "产业链已建立。", "chains:list")
    return pages.form_page(request, "chains/form", {"form": form})


@requires(Permission.EDIT)
def chain_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change name or units."""
    chain = selectors.chains(account(request)).filter(code=code).first()
    if chain is None:
        raise NotVisible()
    initial = {
        "name": chain.name,
        "lead_unit": chain.lead_unit.code if chain.lead_unit else "",
        "task_force": chain.task_force.code if chain.task_force else "",
    }
    form = ChainForm(request.POST or None, viewer=account(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.change_chain(chain, actor=account(request), at=pages.now(), chief=chain.chief, **form.cleaned_data)
            return pages.done(request, "修改已保存。", "chains:list")
    return pages.form_page(request, "chains/form", {"form": form, "chain": chain})
