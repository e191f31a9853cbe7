"""Views of rounds: the list, one round with what stands in the way, its steps, one unit's sheet, the workbook."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import APPEAL_STATES, STEPS, RoundAct, RoundState
from luodi.across.insight import selectors as insight
from luodi.base.core.errors import NotVisible
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.assessment import round_tables as tables
from luodi.interfaces.web.assessment.round_forms import NewRoundForm, StepForm
from luodi.interfaces.web.ui import exports, pages, scope
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Table

_VERBS: Final[dict[RoundAct, Callable[..., Any]]] = {
    RoundAct.RECOMPUTE: services.recompute_trial,
    RoundAct.OPEN_CHECK: services.open_self_check,
    RoundAct.DRAW: services.draw_sample,
    RoundAct.PUBLICISE: services.publicise,
    RoundAct.REPUBLICISE: services.republicise,
    RoundAct.FINALISE: services.finalise_round,
}
_WORDS: Final = {
    RoundAct.RECOMPUTE: "按现在的台账重新计算各单位得分，替换原试算结果。",
    RoundAct.OPEN_CHECK: "试算结果向各单位开放，各单位只看到自己的各项得分和依据，期内确认或申诉。",
    RoundAct.DRAW: "结束自查，从每个单位已评价的指标中随机抽取不少于 10% 核查；种子取自试算结果的校验值，可以重演。",
    RoundAct.PUBLICISE: "按已批准的调整重新计算，结果向各分组公示。",
    RoundAct.REPUBLICISE: "公示以后结果有变的，按已批准的调整重新计算，再公示一次；期满后才能定稿。",
    RoundAct.FINALISE: "得分、名次、五色和所用方案版本连同校验值一并锁定，以后不再变动。",
    RoundAct.CANCEL: "本轮作废，记录保留；可以重新开始一轮。",
}


@requires(Permission.VIEW)
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round in reach, the latest first."""
    rows = selectors.rounds(account(request))
    table = Table(
        tables.ROUNDS,
        rows,
        request.GET,
        title="考核轮次",
        can_choose_columns=False,
        empty_title="还没有考核轮次",
        empty_advice="考核科开始试算、开放自查后，在这里核对本单位的得分；之后依次是核查、公示、定稿。",
    )
    context = {"table": table, "tab": "rounds", "may_run": may(request, Permission.RUN_ROUND)}
    return pages.page(request, "assessment/rounds", context)


@requires(Permission.RUN_ROUND)
def round_new(request: HttpRequest) -> HttpResponse:
    """Begin the assessment of a period."""
    viewer = account(request)
    initial = {"period": scope.period_of(request, insight.latest_fact_on).code}
    in_force = [row for row in selectors.schemes(viewer) if row.valid_from is not None]
    form = NewRoundForm(request.POST or None, schemes=selectors.codes(in_force), initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            data = form.cleaned_data
            made = services.start_round(data["scheme"], period=data["period"], actor=viewer, at=pages.now())
            return pages.done(request, "试算已完成，核对后开放自查。", "assessment:round", pk=made.pk)
    return pages.form_page(request, "assessment/round_new", {"form": form})


def frame(one: selectors.Standing) -> dict[str, Any]:
    """What every page of a round shows."""
    return {"one": one, "state": tables.state_badge(one), "track": tables.track(one)}


@requires(Permission.VIEW)
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the round stands, what may be done next, results by group, what was said and found."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    items = selectors.sample_items(viewer, one)
    context = frame(one) | {
        "offered": selectors.offered(viewer, one, today=pages.today()),
        "groups": tables.groups(selectors.results(viewer, one)),
        "version": selectors.latest(one.round),
        "appeals": [(row, tables.verdict_badge(row)) for row in selectors.appeals(viewer, one)],
        "items": [(item, tables.finding_badge(item)) for item in items],
        "draw": items[0].draw if items else None,
        "steps": tables.said_steps(one),
        "may_verify": may(request, Permission.VERIFY_SAMPLE) and one.state is RoundState.VERIFYING,
        "may_object": one.state is RoundState.PUBLICITY and may(request, Permission.APPEAL),
        "is_checking": one.state is RoundState.SELF_CHECK,
    }
    return pages.page(request, "assessment/round", context)


@requires(Permission.RUN_ROUND, Permission.FINALISE)
def round_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step, with its days and a note; what forbids it comes back as a sentence."""
    one = selectors.round_of(account(request), pk)
    if act not in {step.code for step in STEPS}:
        raise NotVisible("没有这个步骤，请从考核轮次页办理。", code="rounds.step")
    chosen = RoundAct(act)
    form = StepForm(request.POST or None, act=chosen)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            _done(one.round, chosen, form.cleaned_data, request)
            return pages.done(request, f"“{STEPS[chosen].label}”已办理。", "assessment:round", pk=pk)
    context = frame(one) | {"form": form, "step": STEPS[chosen], "words": _WORDS[chosen]}
    return pages.form_page(request, "assessment/round_step", context)


def _done(of: Any, act: RoundAct, data: dict[str, Any], request: HttpRequest) -> None:  # noqa: ANN401 - pages know no models
    by, at = account(request), pages.now()
    if act is RoundAct.CANCEL:
        services.cancel_round(of, reason=data["note"], actor=by, at=at)
    else:
        _VERBS[act](of, actor=by, at=at, **data)


@requires(Permission.VIEW)
def round_unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One unit's lines with the ways to their facts; here a unit confirms and appeals."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    score, pairs = selectors.sheet_of(viewer, one, code)
    own = orgs.visible_units(viewer, Permission.APPEAL).filter(code=code).exists()
    context = frame(one) | {
        "score": score,
        "total": tables.rounded(score.score),
        "calculated": tables.rounded(score.calculated),
        "lines": tables.unit_lines(pairs, one, code, has_facts=selectors.sees_facts(viewer, score.unit)),
        "appeals": [
            (row, tables.verdict_badge(row)) for row in selectors.appeals(viewer, one) if row.about_id == score.unit_id
        ],
        "confirmation": selectors.confirmation(one.round, score.unit),
        "word": APPEAL_STATES[one.state].label if one.state in APPEAL_STATES else "",
        "may_speak": may(request, Permission.APPEAL) and own,
        "is_checking": one.state is RoundState.SELF_CHECK,
    }
    return pages.page(request, "assessment/round_unit", context)


@requires(Permission.VIEW)
def round_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The results in reach as a workbook."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    rows = tables.export_rows(selectors.results(viewer, one))
    return exports.workbook(request, tables.EXPORT, rows, title=f"{one.label}结果")
