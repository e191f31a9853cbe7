"""Plans: the list, drawing one up, approval under the burden rule, what hangs on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.rules.inspections import InspectionKind, PlanAct, PlanState
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.inspections import saving
from luodi.interfaces.web.inspections.columns import PLANS, SCORES, findings
from luodi.interfaces.web.inspections.forms import PlanActForm, PlanForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Table


@requires(Permission.VIEW)
def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans in reach, latest first."""
    rows = selectors.visible_plans(account(request))
    page = page_of(rows, order=Order("begins_on", is_descending=True), query=request.GET)
    table = Table(
        PLANS,
        page.rows,
        request.GET,
        title="督查计划",
        count=rows.count(),
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="没有督查计划",
        empty_advice="督查检查先列计划、有依据、经批准；同一单位一个季度内的督查尽量合并。",
    )
    context = {"table": table, "tab": "plans", "may_plan": may(request, Permission.PLAN)}
    return pages.page(request, "inspections/list", context)


@requires(Permission.PLAN)
def plan_new(request: HttpRequest) -> HttpResponse:
    """Draw up a plan."""
    actor = account(request)
    form = PlanForm(request.POST or None, viewer=actor)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.draft_plan(form.values(), actor=actor, at=pages.now())
            return pages.done(request, "计划已编制，经他人批准后实施。", "inspections:detail", pk=made.pk)
    context = {"form": form, "title": "编制督查计划", "back": reverse("inspections:list"), "submit": "提交"}
    return pages.form_page(request, "inspections/form", context)


def _page(request: HttpRequest, plan: Any, form: PlanActForm | None = None) -> HttpResponse:  # noqa: ANN401
    viewer = account(request)
    buttons = selectors.plan_buttons(plan, viewer)
    found = list(selectors.visible_findings(viewer).filter(inspection__plan=plan))
    scores = selectors.visit_scores(viewer, plan.pk) if plan.kind == InspectionKind.VISIT else []
    context = {
        "plan": plan,
        "state": marks.plan_state(plan.state),
        "units": _units(request, plan),
        "burdens": selectors.burdens_of(plan) if buttons else [],
        "visits": selectors.visible_inspections(viewer).filter(plan=plan),
        "findings": _table(request, findings(pages.today()), found, "限期整改") if found else None,
        "scores": _table(request, SCORES, scores, "观摩评分") if scores else None,
        "steps": plan.steps.select_related("recorded_by__person").order_by("pk"),
        "buttons": [(one, one.code == PlanAct.CANCEL) for one in buttons],
        "may_visit": may(request, Permission.INSPECT) and plan.state == PlanState.APPROVED,
        "form": form or PlanActForm(plan=plan, targets=_targets(plan, bool(buttons))),
    }
    return pages.form_page(request, "inspections/detail", context)


def _units(request: HttpRequest, plan: Any) -> list[Any]:  # noqa: ANN401 - pages know no models
    """The visited units that the person may see: a county reads its own name only."""
    visible = selectors.visible_units(account(request))
    return [row.unit for row in plan.plan_units.select_related("unit") if visible is None or row.unit_id in visible]


def _targets(plan: Any, wanted: bool) -> list[Any]:  # noqa: ANN401 - pages know no models
    return list(selectors.mergeable(plan)) if wanted else []


def _table(request: HttpRequest, shown: Any, rows: list[Any], title: str) -> Table[Any]:  # noqa: ANN401
    return Table(shown, rows, request.GET, title=title, can_choose_columns=False)


@requires(Permission.VIEW)
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan, who is visited twice, its visits and findings."""
    return _page(request, selectors.plan(account(request), pk))


@require_POST
@requires(Permission.PLAN, Permission.APPROVE_PLAN)
def plan_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, merge, finish or cancel."""
    plan, actor = selectors.plan(account(request), pk), account(request)
    form, act = PlanActForm(request.POST, plan=plan, targets=_targets(plan, wanted=True)), request.POST.get("act", "")
    if form.is_valid():
        with rule_errors(form):
            saving.take_plan_step(plan, act, form, actor=actor, at=pages.now())
            return pages.done(request, f"已{PlanAct(act).label}。", "inspections:detail", pk=pk)
    return _page(request, plan, form)
