"""One trip: filing, looking at it, more documents, taking it back, filing it once more as it was."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse

from luodi.base.audit import selectors as audit
from luodi.domains.investors import selectors, services
from luodi.domains.investors.rules import Permission
from luodi.interfaces.web.investors import saving
from luodi.interfaces.web.investors.columns import state
from luodi.interfaces.web.investors.forms import EvidenceForm, ReasonForm, TripCorrectionForm, TripForm
from luodi.interfaces.web.ui import audit_words, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.FILE_TRIP)
def trip_new(request: HttpRequest) -> HttpResponse:
    """File a trip."""
    actor = account(request)
    initial = {"unit": actor.unit.code if actor.unit else ""}
    form = TripForm(request.POST or None, request.FILES or None, viewer=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.file_trip(form, actor=actor, at=pages.now())
            return pages.done(request, "外出已登记，计入统计。", "investors:trip", pk=made.pk)
    return pages.form_page(request, "investors/form", {"form": form, "title": "登记外出招商", "back": "trips"})


@requires(Permission.VIEW)
def trip(request: HttpRequest, pk: int) -> HttpResponse:
    """The trip with companies, documents and log."""
    found = selectors.trip(account(request), pk)
    entries = [(entry, audit_words.action(entry.action)) for entry in audit.entries_of(found)[:50]]
    context = {
        "trip": found,
        "state": state(found),
        "withdrawal": getattr(found, "withdrawal", None),
        "entries": entries,
        "may_file": may(request, Permission.FILE_TRIP) and not getattr(found, "withdrawal", None),
    }
    return pages.page(request, "investors/trip", context)


def _form_page(request: HttpRequest, form: Any, title: str, found: Any) -> HttpResponse:  # noqa: ANN401 - pages know no models
    context = {"form": form, "title": f"{title}：{found.place}（{found.left_on}）", "back": "trips"}
    return pages.form_page(request, "investors/form", context)


@requires(Permission.FILE_TRIP)
def trip_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Add documents."""
    found = selectors.trip(account(request), pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            saving.add_evidence(found, form.cleaned_data["evidence"], actor=account(request), at=pages.now())
            return pages.done(request, "材料已补充。", "investors:trip", pk=pk)
    return _form_page(request, form, "补充材料", found)


@requires(Permission.FILE_TRIP)
def trip_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the trip back."""
    found = selectors.trip(account(request), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.withdraw_trip(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已撤回，不再计入统计。", "investors:trip", pk=pk)
    return _form_page(request, form, "撤回外出", found)


@requires(Permission.FILE_TRIP)
def trip_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the trip back and file it as it was."""
    actor, found = account(request), selectors.trip(account(request), pk)
    form = TripCorrectionForm(request.POST or None, viewer=actor, initial=saving.present(found))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            made = saving.correct_trip(found, form, actor=actor, at=pages.now())
            return pages.done(request, "已更正，原记录标明已撤回。", "investors:trip", pk=made.pk)
    return _form_page(request, form, "更正外出", found)


@requires(Permission.VIEW)
def trip_file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of the trip as a download."""
    attachment = selectors.trip_attachment(account(request), pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)
