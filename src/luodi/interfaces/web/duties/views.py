"""Views of responsibility over all projects."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.selectors import handover
from luodi.base.core.errors import NotVisible
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors import responsibility as duties
from luodi.domains.projects.services import duty_sets, responsibility
from luodi.interfaces.web.duties.columns import GAPS, VISITS
from luodi.interfaces.web.duties.forms import DutyFilters, HandOverForm, SetForm, VisitFilters
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Table

_SIZE = 50


def _filters(request: HttpRequest) -> DutyFilters:
    sets = [(one.code, one.name) for one in duties.sets_in_force(pages.today()).values()]
    return DutyFilters(request.GET, viewer=account(request), sets=sets)


def _paged(request: HttpRequest, rows: Sequence[Any]) -> dict[str, Any]:
    """One page of rows that were read already; the place in the address is the number of the first."""
    asked = request.GET.get("after", "") or request.GET.get("before", "")
    first = int(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else 0
    before = str(max(first - _SIZE, 0)) if first else ""
    after = str(first + _SIZE) if first + _SIZE < len(rows) else ""
    return {"rows": rows[first : first + _SIZE], "count": len(rows), "before": before, "after": after}


@requires(Permission.VIEW)
def duty_list(request: HttpRequest) -> HttpResponse:
    """Projects with what their set asks for and does not have."""
    form = _filters(request)
    table = Table(
        GAPS,
        query=request.GET,
        title="责任体系",
        export_href=reverse("duties:export") if may(request, Permission.EXPORT) else "",
        empty_title="没有缺项",
        empty_advice="所选范围内应有人负责的项目都已落实；可在“显示”里看全部项目。",
        **_paged(request, duties.duty_list(account(request), form.wanted(), pages.today())),
    )
    return pages.page(request, "duties/list", {"form": form, "table": table, "tab": "gaps"})


@requires(Permission.EXPORT)
def duty_export(request: HttpRequest) -> HttpResponse:
    """The projects shown."""
    rows = duties.duty_list(account(request), _filters(request).wanted(), pages.today())
    return exports.workbook(request, GAPS, rows, title="责任体系缺项")


def _owed(request: HttpRequest) -> list[tuple[Any, int]]:
    form = VisitFilters(request.GET, viewer=account(request))
    today = pages.today()
    return [
        (duty, duty.days_over(today)) for duty in duties.visit_duties(account(request), today, unit=form.value("unit"))
    ]


@requires(Permission.VIEW)
def visit_list(request: HttpRequest) -> HttpResponse:
    """Visits that are owed, the longest overdue first."""
    table = Table(
        VISITS,
        query=request.GET,
        title="走访",
        export_href=reverse("duties:visits_export") if may(request, Permission.EXPORT) else "",
        can_choose_columns=False,
        empty_title="没有需要走访的项目",
        empty_advice="在项目的“责任”页安排包抓领导、驻工地专员后，按责任体系的走访间隔列在这里。",
        **_paged(request, _owed(request)),
    )
    form = VisitFilters(request.GET, viewer=account(request))
    return pages.page(request, "duties/list", {"form": form, "table": table, "tab": "visits"})


@requires(Permission.EXPORT)
def visit_export(request: HttpRequest) -> HttpResponse:
    """The visits shown."""
    return exports.workbook(request, VISITS, _owed(request), title="走访到期")


@requires(Permission.VIEW)
def set_list(request: HttpRequest) -> HttpResponse:
    """Every set with its versions."""
    versions = list(duties.duty_set_versions())
    current = {one.row.pk for one in duties.sets_in_force(pages.today()).values()}
    context = {
        "sets": [(row, row.pk in current) for row in versions],
        "may_edit": may(request, Permission.EDIT_DUTY_SETS),
        "tab": "sets",
    }
    return pages.page(request, "duties/sets", context)


@requires(Permission.EDIT_DUTY_SETS)
def set_revise(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of a set."""
    known = duties.sets_in_force(pages.today()).get(code)
    if known is None:
        raise NotVisible("没有这套责任体系，请从“各套要求”进入。")
    initial = {"name": known.name, "applies": known.row.applies, "valid_from": pages.today()}
    form = SetForm(request.POST or None, lines=known.lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            given = {name: form.cleaned_data[name] for name in ("name", "applies", "valid_from", "basis")}
            duty_sets.revise_duty_set(code, form.lines(), actor=account(request), at=pages.now(), **given)
            return pages.done(request, "新的一版已保存，自生效日起按它核对。", "duties:sets")
    return pages.form_page(request, "duties/set_form", {"form": form, "known": known})


@requires(Permission.VIEW)
def handover_list(request: HttpRequest) -> HttpResponse:
    """People who answer for projects: whose work can be handed over."""
    people = duties.burdened_people(account(request), pages.today())
    return pages.page(request, "duties/handover", {"people": people, "tab": "handover"})


@requires(Permission.VIEW)
def handover_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """What one person would hand over today."""
    pack = handover.handover_pack(account(request), pk, pages.today())
    context = {
        "pack": pack,
        "pk": pk,
        "may_act": may(request, Permission.ASSIGN),
        "may_print": may(request, Reports.EXPORT),
    }
    return pages.page(request, "duties/pack", context)


@requires(Reports.EXPORT)
def handover_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The pack as Word."""
    pack = handover.handover_pack(account(request), pk, pages.today())
    return pages.download(handover.handover_document(pack), f"{pack.person}工作交接清单.docx", pages.DOCUMENT)


@requires(Permission.ASSIGN)
def handover_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand everything over to a successor."""
    actor = account(request)
    person = duties.burdened_person(actor, pk, pages.today())
    form = HandOverForm(request.POST or None, viewer=actor, initial={"on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            responsibility.hand_over(person, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已交接，接手人会逐个项目收到消息。", "duties:handover")
    return pages.form_page(request, "duties/hand_over", {"form": form, "person": person})
