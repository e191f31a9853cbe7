"""Frozen lists, one version with its difference, the preview that is frozen, orders out of chosen rows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.reports import services
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.selectors import dispatch_frozen, dispatch_sets, dispatch_taking
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.interfaces.web.dispatch import tables
from luodi.interfaces.web.dispatch.forms import FreezeForm, VersionFilters, usual_period
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.query import with_usual
from luodi.interfaces.web.ui.slices import slice_of


@requires(Reports.VIEW)
def version_list(request: HttpRequest) -> HttpResponse:
    """Frozen lists that name a project in reach, latest first."""
    form = VersionFilters(request.GET)
    wanted = {name: form.value(name) or "" for name in ("code", "period")}
    viewer = account(request)
    rows = dispatch_frozen.counted(viewer, dispatch_frozen.dispatch_versions(viewer, **wanted))
    part = slice_of(rows, request.GET)
    table = tables.version_table(request, rows, part)
    context = {"form": form, "table": table, "tab": "lists", "may_freeze": may(request, Permission.FREEZE)}
    return pages.page(request, "dispatch/list", context)


@requires(Permission.FREEZE)
def preview(request: HttpRequest) -> HttpResponse:
    """What the lists read at the end of a half month, beside the version before; a POST freezes exactly these."""
    viewer, today = account(request), pages.today()
    unit = orgs.default_unit(viewer, Permission.FREEZE)
    usual = {"period": usual_period(today).code, "unit": unit.code if unit else ""}
    sent = request.POST if request.method == "POST" else request.GET
    form = FreezeForm(with_usual(sent.dict(), usual), viewer=viewer, today=today)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            asked = form.cleaned_data
            codes = [asked["code"]] if asked["code"] else []
            made = services.freeze_lists(
                codes, period=asked["period"], unit=asked["unit"], actor=viewer, at=pages.now()
            )
            return _frozen(request, made)
    return pages.form_page(request, "dispatch/new", {"form": form, "taken": _taken(request, form), "tab": "lists"})


def _taken(request: HttpRequest, form: FreezeForm) -> list[dict[str, object]]:
    if not form.is_valid():
        return []
    asked = form.cleaned_data
    chosen = [dispatch_sets.filter_set(asked["code"])] if asked["code"] else dispatch_sets.available_sets()
    found = dispatch_taking.take_many(account(request), chosen, asked["unit"], parse_period(asked["period"]))
    return [{"taken": one, "table": tables.live_table(request, one)} for one in found]


def _frozen(request: HttpRequest, made: list[Any]) -> HttpResponse:
    if len(made) == 1:
        sentence = f"{made[0].label}调度清单已定版（第{made[0].version}版），有关单位会收到消息。"
        return pages.done(request, sentence, "dispatch:detail", pk=made[0].pk)
    return pages.done(request, f"{len(made)} 张调度清单已定版，有关单位会收到消息。", "dispatch:list")


@requires(Reports.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its rows in reach, what is new, changed and gone."""
    viewer = account(request)
    version = dispatch_frozen.dispatch_version(viewer, pk)
    shown = dispatch_frozen.frozen(viewer, version)
    may_draft = may(request, Supervision.DRAFT)
    context = {
        "version": version,
        "shown": shown,
        "table": tables.frozen_table(request, shown, may_draft=may_draft),
        "period": parse_period(version.period),
        "may_export": may(request, Reports.EXPORT),
        "may_draft": may_draft,
    }
    return pages.page(request, "dispatch/detail", context)


@require_POST
@requires(Supervision.DRAFT)
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    """Drafts of 交办单 out of the chosen rows."""
    version = dispatch_frozen.dispatch_version(account(request), pk)
    numbers = {int(word) for word in request.POST.getlist("row") if word.isdecimal()}
    made = services.draft_orders(version, numbers, actor=account(request), at=pages.now())
    sentence = f"已起草 {len(made)} 份交办单，请在“三单督办”的草稿中核对后下达。"
    return pages.done(request, sentence, "dispatch:detail", pk=pk)


@requires(Reports.EXPORT)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The version after GB/T 9704 on landscape A4."""
    name, content, _ = _files(request, pk)
    return pages.download(content, f"{name}.docx", pages.DOCUMENT)


@requires(Reports.EXPORT)
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The version's table."""
    name, _, content = _files(request, pk)
    return pages.download(content, f"{name}.xlsx", pages.WORKBOOK)


def _files(request: HttpRequest, pk: int) -> tuple[str, bytes, bytes]:
    viewer = account(request)
    return dispatch_frozen.dispatch_files(dispatch_frozen.frozen(viewer, dispatch_frozen.dispatch_version(viewer, pk)))
