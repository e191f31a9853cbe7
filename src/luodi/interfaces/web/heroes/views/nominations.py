"""Nominations: put forward, marked, withdrawn; objections to what is shown, and their answers."""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from luodi.across.insight.selectors.honours import hero_suggestions, person_suggestions
from luodi.domains.incentives.rules.heroes import HeroState
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.services import nominating as services
from luodi.interfaces.web.heroes import saving, tables
from luodi.interfaces.web.heroes.forms import AnswerForm, MarkForm, NominateForm, ObjectForm, ReasonForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.NOMINATE, Permission.RUN)
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit or a person forward; with `?unit=` or `?person=` the system's proposal is taken over by whoever runs the list."""
    actor = account(request)
    one = selectors.hero_list(actor, pk)
    proposed = _proposed(request, one)
    begins = _begins(actor, proposed) if request.method == "GET" else None
    form = NominateForm(request.POST or None, request.FILES or None, viewer=actor, one=one, initial=begins)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            taken_over = _is_taken_over(proposed, **form.cleaned_data)
            made = saving.nominate(one.hero_list, form, is_proposed=taken_over, actor=actor, at=pages.now())
            return pages.done(request, f"已提名{made.label}。", "heroes:nomination", pk=made.pk)
    context = {"form": form, "title": f"{one.hero_list}：推荐", "back": reverse("heroes:detail", args=[pk])}
    return pages.form_page(request, "heroes/form", context | {"submit": "提名"})


@dataclass(frozen=True)
class _Proposed:
    """What the system proposes: a unit, or one of its staff, with the deeds in figures."""

    unit_code: str
    deeds: str
    person_pk: int | None = None


def _proposed(request: HttpRequest, one: Any) -> _Proposed | None:  # noqa: ANN401 - pages know no models
    """The proposal that the address names, for whoever runs the list; None when the system proposes no such thing."""
    viewer = account(request)
    unit, person = request.GET.get("unit", ""), request.GET.get("person", "")
    if not (unit or person) or not selectors.may(viewer, Permission.RUN, one.hero_list.unit):
        return None
    if person:
        found = (row for row in person_suggestions(viewer, one) if str(row.person.pk) == person)
        return next((_Proposed(row.person.unit.code, row.deeds, row.person.pk) for row in found), None)
    rows = (row for row in hero_suggestions(viewer, one) if row.code == unit)
    return next((_Proposed(row.code, row.deeds) for row in rows), None)


def _begins(viewer: Any, proposed: _Proposed | None) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    """The own unit; or what is proposed with its deeds in figures."""
    if proposed is None:
        return {"unit": viewer.unit.code if viewer.unit else ""}
    return {"unit": proposed.unit_code, "person": proposed.person_pk, "deeds": proposed.deeds}


def _is_taken_over(proposed: _Proposed | None, *, unit: Any, person: Any, **_: Any) -> bool:  # noqa: ANN401
    """Whether what was sent is what the system proposes: that very unit and nobody of it, or that very person."""
    if proposed is None:
        return False
    return unit.code == proposed.unit_code and (None if person is None else person.pk) == proposed.person_pk


@requires(Permission.VIEW)
def nomination_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination with its evidence, and the form for points where the person may give them."""
    return pages.page(request, "heroes/nomination", _nomination(account(request), pk))


def _nomination(viewer: Any, pk: int) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    row = selectors.nomination(viewer, pk)
    one = selectors.standing(row.hero_list)
    is_reviewing = one.state is HeroState.REVIEWING
    reviews = is_reviewing and selectors.may_mark(viewer, row)
    criteria = list(row.hero_list.criteria.order_by("position"))
    points = selectors.scored(row.hero_list) if selectors.sees_all(viewer, one) else []
    return {
        "row": row,
        "one": one,
        "evidence": list(row.evidence.select_related("attachment").order_by("pk")),
        "points": next((scored for scored in points if scored.nomination.pk == pk), None),
        "mean": next((tables.rounded(one.candidate.mean) for one in points if one.nomination.pk == pk), "—"),
        "form": MarkForm(criteria=criteria, given=selectors.marks_by(viewer, row)) if reviews else None,
        "may_withdraw": one.state is HeroState.NOMINATING and selectors.may_withdraw(viewer, row),
        "withdrawal": getattr(row, "withdrawal", None),
    }


@require_POST
@requires(Permission.REVIEW)
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Points on every criterion."""
    viewer = account(request)
    context = _nomination(viewer, pk)
    row = context["row"]
    form = MarkForm(request.POST, criteria=list(row.hero_list.criteria.order_by("position")), given={})
    if form.is_valid():
        with rule_errors(form):
            services.mark_nomination(row, form.points(), actor=viewer, at=pages.now())
            return pages.done(request, "评分已登记。", "heroes:detail", pk=row.hero_list_id)
    return pages.form_page(request, "heroes/nomination", context | {"form": form})


@requires(Permission.NOMINATE, Permission.RUN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a nomination back."""
    row = selectors.nomination(account(request), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.withdraw_nomination(row, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "提名已撤回。", "heroes:detail", pk=row.hero_list_id)
    title = f"撤回对“{row.label}”的提名"
    context = {"form": form, "title": title, "back": reverse("heroes:nomination", args=[pk]), "submit": "撤回"}
    return pages.form_page(request, "heroes/form", context)


@requires(Permission.VIEW)
def nomination_file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of a nomination as a download."""
    attachment = selectors.nomination_file(account(request), pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)


@requires(Permission.OBJECT)
def object_new(request: HttpRequest, pk: int, place_pk: int) -> HttpResponse:
    """Object to a place that is shown."""
    place = selectors.place(account(request), pk, place_pk)
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.file_objection(place, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "异议已提出，等待答复。", "heroes:detail", pk=pk)
    title = f"对“{place.nomination.label}”提出异议"
    context = {"form": form, "title": title, "back": reverse("heroes:detail", args=[pk]), "submit": "提出异议"}
    return pages.form_page(request, "heroes/form", context)


@requires(Permission.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    row = selectors.objection(account(request), pk)
    of = row.step.hero_list
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.answer_objection(row, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已答复，提出人会收到消息。", "heroes:detail", pk=of.pk)
    context = {"form": form, "title": f"答复对“{row.place.nomination.label}”的异议", "words": row.text}
    return pages.form_page(request, "heroes/form", context | {"back": reverse("heroes:detail", args=[of.pk])})
