"""Splits of targets: the list, a new one or the next version, one with its parts and steps."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.base.core.money import plain
from luodi.domains.targets import selectors, services
from luodi.domains.targets.rules import Permission, SplitAct, SplitState
from luodi.interfaces.web.targets.forms import SplitForm, SplitStepForm
from luodi.interfaces.web.targets.naming import mark_of, names, split_mark, spoken
from luodi.interfaces.web.targets.splitting import proposed_parts, ways
from luodi.interfaces.web.ui import pages, query
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


def _columns(known: Mapping[str, str]) -> tuple[Column[Any], ...]:
    return (
        Column(
            "target",
            "上级目标",
            lambda row: f"{row.target.holder.label} {spoken(row.target, known)}",
            is_title=True,
            href=lambda row: query.of_row("targets:split", row.pk),
        ),
        Column("revision", "版次", lambda row: row.revision, Kind.INTEGER),
        Column("value", "目标值", lambda row: plain(row.target.value), Kind.DECIMAL),
        Column("total", "分解合计", lambda row: plain(row.total), Kind.DECIMAL),
        Column("measure", "计量单位", lambda row: row.target.measure),
        Column("issuer", "下达单位", lambda row: row.issuer),
        Column("by", "提出人", lambda row: row.recorded_by, is_short=True),
        Column("state", "状态", mark_of, Kind.BADGE),
    )


@requires(Permission.VIEW)
def split_list(request: HttpRequest) -> HttpResponse:
    """Splits in reach, latest first."""
    rows = selectors.splits(account(request))
    page = page_of(rows, order=Order("pk", is_descending=True), query=request.GET)
    table = Table(
        _columns(names()),
        page.rows,
        request.GET,
        title="目标分解",
        count=rows.count(),
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="还没有目标分解",
        empty_advice="在“目标任务”中选一个目标点“分解”，把它分到下级单位，经他人审批后下达。",
    )
    return pages.page(request, "targets/splits", {"table": table})


@requires(Permission.EDIT)
def split_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of a target, proposed by last year's values or equally, to be changed and submitted."""
    actor = account(request)
    target = selectors.target_to_split(actor, pk)
    offered = ways(target)
    way = request.GET.get("by", offered[0][0])
    parts = proposed_parts(actor, target, way)
    form = SplitForm(request.POST or None, target=target, parts=parts)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.submit_split(target, form.values(), actor=actor, at=pages.now())
            return pages.done(request, "目标分解已提交，经他人审批后下达。", "targets:split", pk=made.pk)
    context = {
        "form": form,
        "target": target,
        "called": spoken(target, names()),
        "way": way,
        "ways": offered,
        "back": reverse("targets:list"),
    }
    return pages.form_page(request, "targets/split_form", context)


@requires(Permission.VIEW)
def split_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One split: its parts against the target, its steps."""
    return _page(request, selectors.split(account(request), pk))


def _page(request: HttpRequest, split: Any, form: SplitStepForm | None = None) -> HttpResponse:  # noqa: ANN401
    viewer, state = account(request), selectors.split_state(split)
    parts = selectors.split_parts(split)
    context = {
        "split": split,
        "called": spoken(split.target, names()),
        "state": split_mark(state),
        "parts": parts,
        "has_before": any(part.before is not None for part in parts),
        "difference": split.total - split.target.value,
        "steps": selectors.steps_of_split(split),
        "buttons": [(one, one.code == SplitAct.RETURN) for one in selectors.split_buttons(split, viewer)],
        "asks_document": state == SplitState.APPROVED,
        "may_revise": may(request, Permission.EDIT) and selectors.may_revise(split),
        "form": form or SplitStepForm(initial={"issued_on": pages.today()}),
    }
    wrong = form is not None and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return pages.page(request, "targets/split", context, status=status)


@require_POST
@requires(Permission.APPROVE)
def split_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, return or issue."""
    split = selectors.split(account(request), pk)
    form = SplitStepForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            act = form.cleaned_data["act"]
            services.take_split_step(split, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, f"目标分解：已{SplitAct(act).label}。", "targets:split", pk=pk)
    return _page(request, split, form)
