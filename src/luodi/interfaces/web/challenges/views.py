"""Views of challenges: the list, one with its takers, posting, taking up, and every step."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.assessment.services.honours import claim_challenge_bonus
from luodi.base.core.errors import NotVisible
from luodi.domains.incentives.rules.challenges import (
    CHALLENGE_STEPS,
    LABELS,
    TAKE_STEPS,
    ChallengeAct,
    ChallengeState,
    TakeAct,
)
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import challenges as selectors
from luodi.domains.incentives.services import challenges as services
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.challenges import sheets, tables
from luodi.interfaces.web.challenges.forms import ChallengeForm, ChangeForm, StepForm, TakeForm
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Table

_TAKERS: Final = (Permission.POST, Permission.TAKE, Permission.ACCEPT)


@requires(Permission.VIEW)
def challenge_list(request: HttpRequest) -> HttpResponse:
    """Every challenge in reach, the latest first."""
    table = Table(
        tables.LISTS,
        selectors.challenges(account(request)),
        request.GET,
        title="揭榜挂帅",
        export_href=reverse("challenges:export") if may(request, Projects.EXPORT) else "",
        can_choose_columns=False,
        empty_title="还没有张榜",
        empty_advice="项目科、产业科把要攻的目标企业、产业链环节、重点项目张榜后，各单位和个人在这里揭榜。",
    )
    return pages.page(request, "challenges/list", {"table": table, "may_post": may(request, Permission.POST)})


@requires(Projects.EXPORT)
def challenge_export(request: HttpRequest) -> HttpResponse:
    """The same board with its takers as a workbook."""
    viewer = account(request)
    return exports.book(sheets.sheets(viewer, selectors.challenges(viewer), pages.today()), title="揭榜挂帅")


@requires(Permission.POST)
def challenge_new(request: HttpRequest) -> HttpResponse:
    """Hold a challenge out."""
    actor = account(request)
    form = ChallengeForm(request.POST or None, viewer=actor, initial={"unit": actor.unit.code if actor.unit else ""})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.post_challenge(form.cleaned_data["unit"], form.values(), actor=actor, at=pages.now())
            return pages.done(request, f"已张榜，编号 {made.code}。", "challenges:detail", pk=made.pk)
    context = {"form": form, "title": "张榜", "back": reverse("challenges:list"), "submit": "张榜"}
    return pages.form_page(request, "challenges/form", context)


@requires(Permission.VIEW)
def challenge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held out, who took it up, what may be done next."""
    viewer = account(request)
    one = selectors.challenge(viewer, pk)
    is_open = one.state is ChallengeState.POSTED and pages.today() <= one.due_on
    context = {
        "one": one,
        "state": tables.state_mark(one),
        "rows": tables.take_rows(viewer, one, pages.today()),
        "offered": selectors.offered_steps(viewer, one),
        "may_claim": selectors.may(viewer, Assessment.FILE_ADJUSTMENT, one.challenge.unit),
        "may_take": is_open and may(request, Permission.TAKE),
        "steps": [(LABELS[step.act], step) for step in reversed(one.steps)],
    }
    return pages.page(request, "challenges/detail", context)


@requires(Permission.TAKE)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a challenge up."""
    actor = account(request)
    one = selectors.challenge(actor, pk)
    begins = {"unit": actor.unit.code if actor.unit else ""}
    form = TakeForm(request.POST or None, viewer=actor, one=one, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.take_challenge(one.challenge, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已揭榜，请按承诺推进。", "challenges:detail", pk=pk)
    context = {"form": form, "title": f"揭榜：{one.challenge.title}", "submit": "揭榜"}
    return pages.form_page(request, "challenges/form", context | {"back": reverse("challenges:detail", args=[pk])})


@requires(Permission.POST)
def challenge_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Another deadline, or taken down."""
    actor = account(request)
    one = selectors.challenge(actor, pk)
    if act not in {step.code for step in selectors.offered_steps(actor, one)}:
        raise NotVisible("现在没有这个步骤，请从榜的页面办理。", code="incentives.step")
    chosen = ChallengeAct(act)
    form = ChangeForm(request.POST or None, act=chosen, initial={"due_on": one.due_on})
    if request.method == "POST" and form.is_valid():
        verb = services.end_challenge if chosen is ChallengeAct.END else services.extend_challenge
        with rule_errors(form):
            verb(one.challenge, actor=actor, at=pages.now(), **form.cleaned_data)
            return pages.done(request, f"“{CHALLENGE_STEPS[chosen].label}”已办理。", "challenges:detail", pk=pk)
    context = {"form": form, "title": f"{CHALLENGE_STEPS[chosen].label}：{one.challenge.title}", "submit": "确认"}
    return pages.form_page(request, "challenges/form", context | {"back": reverse("challenges:detail", args=[pk])})


@requires(*_TAKERS)
def take_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step of a taker."""
    actor = account(request)
    one = selectors.take(actor, pk)
    if act not in {step.code for step in selectors.offered_take_steps(actor, one)}:
        raise NotVisible("现在没有这个步骤，请从榜的页面办理。", code="incentives.step")
    chosen = TakeAct(act)
    form = StepForm(request.POST or None, act=chosen, viewer=actor)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.step_take(one.take, chosen, actor=actor, at=pages.now(), **form.cleaned_data)
            said = f"“{TAKE_STEPS[chosen].label}”已办理。"
            return pages.done(request, said, "challenges:detail", pk=one.take.challenge_id)
    return pages.form_page(request, "challenges/form", _step_context(one, chosen, form))


def _step_context(one: selectors.TakeStanding, act: TakeAct, form: StepForm) -> dict[str, Any]:
    back = reverse("challenges:detail", args=[one.take.challenge_id])
    title = f"{TAKE_STEPS[act].label}：{one.take.label}"
    return {"form": form, "title": title, "words": one.take.challenge.title, "back": back, "submit": "确认"}


@require_POST
@requires(Assessment.FILE_ADJUSTMENT)
def bonus(request: HttpRequest, pk: int) -> HttpResponse:
    """File the bonus of a unit whose result was accepted; another person approves it."""
    one = selectors.take(account(request), pk)
    told = claim_challenge_bonus(one.take, actor=account(request), at=pages.now())
    said = f"考核加分：{told}。由他人审核、批准后计入。"
    return pages.done(request, said, "challenges:detail", pk=one.take.challenge_id)
