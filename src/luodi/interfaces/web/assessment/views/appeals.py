"""Views of the self-check and the verification: confirming, appealing, answering, findings."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.assessment import selectors, services
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import APPEAL_STATES
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.assessment import round_tables as tables
from luodi.interfaces.web.assessment import saving
from luodi.interfaces.web.assessment.round_forms import AnswerForm, AppealForm, FindingForm
from luodi.interfaces.web.assessment.views.rounds import frame
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@require_POST
@requires(Permission.APPEAL)
def confirm(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A unit confirms its results, but for what it has appealed against."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    unit = selectors.member(viewer, one, code)
    services.confirm_scores(one.round, unit, actor=viewer, at=pages.now())
    return pages.done(request, "自查结果已确认。", "assessment:round_unit", pk=pk, code=code)


@requires(Permission.APPEAL)
def appeal_new(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """An appeal about the own results; in the publicity an objection about those of any unit of the group."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    about = selectors.member(viewer, one, code)
    lines = selectors.appealable_lines(viewer, one, about)
    initial = {"line": request.GET.get("line", ""), "unit": _speaker(viewer, about)}
    form = AppealForm(request.POST or None, request.FILES or None, viewer=viewer, lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.file_appeal(one.round, about, form, actor=viewer, at=pages.now())
            sentence = f"{made.get_kind_display()}已提出，等待答复。"
            return pages.done(request, sentence, "assessment:appeal", pk=pk, appeal_pk=made.pk)
    kind = APPEAL_STATES[one.state].label if one.state in APPEAL_STATES else "申诉"
    return pages.form_page(request, "assessment/appeal_new", frame(one) | {"form": form, "about": about, "kind": kind})


def _speaker(viewer: Any, about: Any) -> str:  # noqa: ANN401 - pages know no models
    """The unit for which the viewer most likely speaks: the one it is about, else the own."""
    own = orgs.visible_units(viewer, Permission.APPEAL).exclude(group="")
    found = own.filter(pk=about.pk).first() or own.first()
    return "" if found is None else found.code


@requires(Permission.VIEW)
def appeal(request: HttpRequest, pk: int, appeal_pk: int) -> HttpResponse:
    """One appeal with its documents and the answer, or the form for it."""
    context = _appeal(request, pk, appeal_pk)
    form = AnswerForm() if may(request, Permission.ANSWER_APPEAL) and context["answer"] is None else None
    return pages.page(request, "assessment/appeal", context | {"form": form})


@require_POST
@requires(Permission.ANSWER_APPEAL)
def appeal_answer(request: HttpRequest, pk: int, appeal_pk: int) -> HttpResponse:
    """Answer an appeal."""
    context, form = _appeal(request, pk, appeal_pk), AnswerForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            services.answer_appeal(context["row"], values=form.values(), actor=account(request), at=pages.now())
            return pages.done(request, "已答复，提出人会收到消息。", "assessment:appeal", pk=pk, appeal_pk=appeal_pk)
    return pages.form_page(request, "assessment/appeal", context | {"form": form})


def _appeal(request: HttpRequest, pk: int, appeal_pk: int) -> dict[str, Any]:
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    row = selectors.appeal(viewer, one, appeal_pk)
    answer = getattr(row, "answer", None)
    return frame(one) | {"row": row, "answer": answer, "verdict": tables.verdict_badge(row)}


@requires(Permission.VIEW)
def appeal_file(request: HttpRequest, pk: int, appeal_pk: int, file_pk: int) -> FileResponse:
    """One document of an appeal as a download."""
    viewer = account(request)
    attachment = selectors.appeal_attachment(viewer, selectors.round_of(viewer, pk), appeal_pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)


@requires(Permission.VERIFY_SAMPLE)
def finding(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Write down what the verification of a drawn line found."""
    viewer = account(request)
    one = selectors.round_of(viewer, pk)
    item = selectors.sample_item(viewer, one, item_pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.record_finding(item, values=form.values(), actor=viewer, at=pages.now())
            return pages.done(request, "核查结果已登记。", "assessment:round", pk=pk)
    found = getattr(item, "found", None)
    context = frame(one) | {"form": form, "item": item, "found": found, "mark": tables.finding_badge(item)}
    return pages.form_page(request, "assessment/finding", context)
