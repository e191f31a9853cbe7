"""Hero lists: all of them, a new one, one with its nominations, places and objections, and its steps."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.assessment.services.honours import claim_list_bonus
from luodi.across.insight.selectors.honours import CODES, hero_suggestions, person_suggestions
from luodi.base.core.errors import NotVisible
from luodi.domains.incentives.rules.heroes import STEPS, HeroAct, HeroState
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.services import lists as services
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.heroes import sheets, tables
from luodi.interfaces.web.heroes.forms import ListForm, ProposeForm, RevokeForm, StepForm
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.tables import Table

_WORDS: Final = {
    HeroAct.REVIEW: "不再接受推荐，评审人按评分标准逐项评分；推荐人和被提名的不参加评分。",
    HeroAct.PUBLICISE: "拟上榜名单向各单位公示，期内可以提出异议，每件异议由他人答复。",
    HeroAct.DECIDE: "按公示的名单决定，以后不再变动；确需撤销的，另行登记原因和文号。",
    HeroAct.CANCEL: "这次评选取消，记录保留；同一年度可以重新开榜。",
}


@requires(Permission.VIEW)
def hero_lists(request: HttpRequest) -> HttpResponse:
    """Every list in reach, the latest year first."""
    table = Table(
        tables.LISTS,
        selectors.hero_lists(account(request)),
        request.GET,
        title="招商英雄榜",
        export_href=reverse("heroes:export") if may(request, Projects.EXPORT) else "",
        can_choose_columns=False,
        empty_title="还没有英雄榜",
        empty_advice="考核科开榜后，各单位在这里推荐单位和个人；之后依次是评审、拟定、公示、决定。",
    )
    return pages.page(request, "heroes/list", {"table": table, "may_run": may(request, Permission.RUN)})


@requires(Projects.EXPORT)
def list_export(request: HttpRequest) -> HttpResponse:
    """The same lists as a workbook."""
    return exports.workbook(request, tables.LISTS, selectors.hero_lists(account(request)), title="招商英雄榜")


@requires(Projects.EXPORT)
def detail_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Places and nominations of a list as a workbook."""
    viewer = account(request)
    one = selectors.hero_list(viewer, pk)
    return exports.book(sheets.sheets(viewer, one), title=str(one.hero_list))


@requires(Permission.RUN)
def list_new(request: HttpRequest) -> HttpResponse:
    """Open the list of a year."""
    actor = account(request)
    begins = {"unit": actor.unit.code if actor.unit else "", "year": pages.today().year - 1}
    form = ListForm(request.POST or None, viewer=actor, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = services.open_list(form.cleaned_data["unit"], form.values(), actor=actor, at=pages.now())
            return pages.done(request, f"{made}已开榜，各单位可以推荐。", "heroes:detail", pk=made.pk)
    context = {"form": form, "title": "开榜", "back": reverse("heroes:list"), "submit": "开榜"}
    return pages.form_page(request, "heroes/form", context)


@requires(Permission.VIEW)
def list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the list stands, what may be done next, nominations, places, objections."""
    viewer = account(request)
    one = selectors.hero_list(viewer, pk)
    sees_all = selectors.sees_all(viewer, one)
    points = selectors.scored(one.hero_list) if sees_all else []
    places = selectors.places(one) if sees_all or one.is_shown else []
    context = {
        "one": one,
        "state": tables.state_mark(one),
        "track": tables.track(one),
        "offered": selectors.offered_steps(viewer, one, today=pages.today()),
        "criteria": list(one.hero_list.criteria.order_by("position")),
        "rows": tables.nomination_rows(list(selectors.nominations(viewer, one)), points),
        "sees_all": sees_all,
        "places": [
            (place, tables.place_score(place), tables.shown_deeds(place), selectors.is_revoked(place))
            for place in places
        ],
        "objections": [(row, tables.verdict_mark(row)) for row in selectors.objections(viewer, one)],
        "steps": tables.said_steps(one) if sees_all else [],
    }
    return pages.page(request, "heroes/detail", context | _rights(request, one))


def _rights(request: HttpRequest, one: selectors.Standing) -> dict[str, bool]:
    """What the person may do with the list as it stands."""
    viewer, unit = account(request), one.hero_list.unit
    is_nominating = one.state is HeroState.NOMINATING
    runs = selectors.may(viewer, Permission.RUN, unit)
    return {
        "may_nominate": is_nominating and (runs or may(request, Permission.NOMINATE)),
        "may_suggest": is_nominating and runs,
        "may_object": one.state is HeroState.PUBLICITY and may(request, Permission.OBJECT),
        "may_answer": selectors.may(viewer, Permission.ANSWER, unit),
        "may_export": may(request, Projects.EXPORT),
        "may_claim": one.state is HeroState.DECIDED and selectors.may(viewer, Assessment.FILE_ADJUSTMENT, unit),
        "may_revoke": one.state is HeroState.DECIDED and selectors.may(viewer, Permission.DECIDE, unit),
    }


@requires(Permission.RUN)
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """The units with their figures of the year and their staff with the facts, the best first, to be taken over as nominations."""
    viewer = account(request)
    one = _held(viewer, pk, Permission.RUN)
    rows = hero_suggestions(viewer, one)
    heads = [(value.name, value.unit) for value in rows[0].figures] if rows else []
    context = {"one": one, "rows": rows, "heads": heads, "codes": CODES, "people": person_suggestions(viewer, one)}
    return pages.page(request, "heroes/suggestions", context)


def _held(viewer: Any, pk: int, permission: str) -> selectors.Standing:  # noqa: ANN401 - pages know no models
    """The list, for whoever holds the right over it; NotVisible otherwise."""
    one = selectors.hero_list(viewer, pk)
    if not selectors.may(viewer, permission, one.hero_list.unit):
        raise NotVisible("没有找到该英雄榜，或它不由您的单位组织。", code="incentives.not_visible")
    return one


@requires(Permission.RUN)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who gets the places, the points beside."""
    actor = account(request)
    one = _held(actor, pk, Permission.RUN)
    choices = [
        (
            str(row.nomination.pk),
            f"{row.nomination.get_kind_display()}　{row.nomination.label}　{tables.rounded(row.candidate.mean)} 分",
        )
        for row in selectors.scored(one.hero_list)
    ]
    begins = {"chosen": [str(place.nomination_id) for place in selectors.places(one)]}
    form = ProposeForm(request.POST or None, choices=choices, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            chosen = [int(key) for key in form.cleaned_data["chosen"]]
            note = form.cleaned_data["note"]
            services.propose_places(one.hero_list, chosen, note=note, actor=actor, at=pages.now())
            return pages.done(request, "名单已拟定，接下来开始公示。", "heroes:detail", pk=pk)
    words = f"单位名额 {one.hero_list.unit_places} 个，个人名额 {one.hero_list.person_places} 个；按得分从高到低排列。"
    context = {"form": form, "title": "拟定名单", "words": words, "back": reverse("heroes:detail", args=[pk])}
    return pages.form_page(request, "heroes/form", context)


@requires(Permission.RUN, Permission.DECIDE)
def list_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step with what it asks for; what forbids it comes back as a sentence."""
    if act not in {step.code for step in STEPS} - {HeroAct.PROPOSE}:
        raise NotVisible("没有这个步骤，请从英雄榜页办理。", code="incentives.step")
    chosen = HeroAct(act)
    one = _held(account(request), pk, STEPS[chosen].permission)
    form = StepForm(request.POST or None, act=chosen)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            _VERBS[chosen](one.hero_list, form.cleaned_data, actor=account(request), at=pages.now())
            return pages.done(request, f"“{STEPS[chosen].label}”已办理。", "heroes:detail", pk=pk)
    context = {"form": form, "title": STEPS[chosen].label, "words": _WORDS[chosen], "submit": "确认办理"}
    return pages.form_page(request, "heroes/form", context | {"back": reverse("heroes:detail", args=[pk])})


def _publicise(of: Any, data: dict[str, Any], **by: Any) -> None:  # noqa: ANN401 - pages know no models
    services.publicise_list(of, services.PublicityValues(**data), **by)


_VERBS: Final[dict[HeroAct, Callable[..., object]]] = {
    HeroAct.REVIEW: lambda of, data, **by: services.start_review(of, **data, **by),
    HeroAct.PUBLICISE: _publicise,
    HeroAct.DECIDE: lambda of, data, **by: services.decide_list(of, **data, **by),
    HeroAct.CANCEL: lambda of, data, **by: services.cancel_list(of, **data, **by),
}


@requires(Permission.DECIDE)
def revoke(request: HttpRequest, pk: int, place_pk: int) -> HttpResponse:
    """Take back a place of a decided list."""
    _held(account(request), pk, Permission.DECIDE)
    place = selectors.place(account(request), pk, place_pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.revoke_place(place, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已撤销，原榜单和撤销原因都保留。", "heroes:detail", pk=pk)
    title = f"撤销“{place.nomination.label}”上榜"
    context = {"form": form, "title": title, "back": reverse("heroes:detail", args=[pk]), "submit": "撤销上榜"}
    return pages.form_page(request, "heroes/form", context)


@require_POST
@requires(Assessment.FILE_ADJUSTMENT)
def bonus(request: HttpRequest, pk: int) -> HttpResponse:
    """File the bonus of the units on a decided list; another person approves it."""
    one = _held(account(request), pk, Assessment.FILE_ADJUSTMENT)
    told = claim_list_bonus(one.hero_list, actor=account(request), at=pages.now())
    return pages.done(request, f"考核加分：{told}。由他人审核、批准后计入。", "heroes:detail", pk=pk)
