"""Views of targets."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.figures.rules.outlook import cut_off_of
from luodi.across.insight import selectors as insight
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.domains.targets import selectors, services
from luodi.domains.targets.rules import Permission
from luodi.interfaces.web.targets.forms import TargetFilters, TargetForm
from luodi.interfaces.web.targets.naming import names
from luodi.interfaces.web.ui import formats, outlooks, pages, scope
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.slices import slice_of
from luodi.interfaces.web.ui.tables import Column, Table

SHOWN: Final = 20


def _columns(names: dict[str, str], standings: Mapping[int, insight.Standing]) -> tuple[Column[Any], ...]:
    """How far a target is stands before the papers by which it was issued."""
    return (
        Column(
            "indicator", "指标", lambda row: f"{row.indicator} {names.get(row.indicator, '')}".strip(), is_title=True
        ),
        Column("holder", "承担单位", lambda row: row.holder.label),
        Column("period", "期间", lambda row: _period(row.period)),
        Column("value", "目标值", lambda row: f"{formats.count(row.value)} {row.measure}", is_short=True),
        Column("reached", "已完成", lambda row: outlooks.reached(standings.get(row.pk)), is_short=True),
        Column("completion", "完成率与时序", lambda row: outlooks.against_time(standings.get(row.pk))),
        Column("missing", "还差多少", lambda row: outlooks.missing(standings.get(row.pk)), is_wide=True),
        Column("issuer", "下达单位与层级", lambda row: f"{row.issuer} {row.tier}".strip()),
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


def _table(request: HttpRequest, every: Sequence[Any], cut_off: date) -> Table[Any]:
    """One page of targets with how far each is; the figures are asked for those on the page alone."""
    part = slice_of(every, request.GET, size=SHOWN)
    columns = _columns(names(), insight.standings(account(request), part.rows, cut_off=cut_off))
    return Table(
        (*columns, SPLIT) if may(request, Permission.EDIT) else columns,
        part.rows,
        request.GET,
        title="目标任务",
        count=len(every),
        before=part.before,
        after=part.after,
        can_choose_columns=False,
    )


@requires(Permission.VIEW)
def target_list(request: HttpRequest) -> HttpResponse:
    """Targets in force."""
    form = TargetFilters(request.GET, viewer=account(request))
    rows = selectors.targets(account(request))
    if form.value("unit"):
        rows = rows.filter(holder=form.value("unit"))
    if form.value("period"):
        rows = rows.filter(period=form.value("period"))
    cut_off = cut_off_of(scope.kept_period(request, insight.latest_fact_on), pages.today())
    context = {
        "cut_off": cut_off,
        "form": form,
        "table": _table(request, list(rows), cut_off),
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
