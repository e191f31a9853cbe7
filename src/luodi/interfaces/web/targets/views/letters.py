"""Responsibility letters of a year: who has signed and who has not, the letter as Word, its signed scan."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.insight import selectors as insight
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.selectors.letter import letter_paper, letter_paper_document
from luodi.base.core.errors import NotVisible
from luodi.domains.targets import selectors, services
from luodi.domains.targets.rules import Permission
from luodi.interfaces.web.targets.forms import LetterFilters, SignForm
from luodi.interfaces.web.ui import pages, scope
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.uploads import stored


def _mark(letter: Any) -> Badge:  # noqa: ANN401 - pages know no models
    if letter.signed is None:
        return Badge("未签", "warn")
    return Badge("已变更，待重签", "alert") if letter.is_outdated else Badge("已签", "good")


@requires(Permission.VIEW)
def letter_list(request: HttpRequest) -> HttpResponse:
    """The units with targets of the year, each with its letter and whether it is signed."""
    viewer = account(request)
    kept = scope.kept_period(request, insight.latest_fact_on).last.year
    form = LetterFilters(request.GET if request.GET.get("year") else {"year": kept})
    year = form.value("year") or kept
    rows = selectors.letters(viewer, year)
    signed = sum(1 for row in rows if row.signed is not None and not row.is_outdated)
    context = {
        "form": form,
        "year": year,
        "rows": [(row, _mark(row)) for row in rows],
        "signed": signed,
        "unsigned": len(rows) - signed,
        "may_edit": may(request, Permission.EDIT),
        "may_export": may(request, Reports.EXPORT),
    }
    return pages.page(request, "targets/letters", context)


@requires(Reports.EXPORT)
def letter_word(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The letter, to be printed and signed."""
    paper = letter_paper(account(request), code, year)
    return pages.download(letter_paper_document(paper), f"{paper.name}.docx", pages.DOCUMENT)


@requires(Permission.EDIT)
def letter_sign(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Keep the signed scan."""
    actor = account(request)
    letter = selectors.letter(actor, code, year)
    form = SignForm(request.POST or None, request.FILES or None, initial={"signed_on": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            _archive(letter, form, actor)
            return pages.done(request, "签订的责任书已存档。", "targets:letters")
    context = {"form": form, "title": f"{letter.unit.name}{year}年责任书签订存档", "back": reverse("targets:letters")}
    return pages.form_page(request, "targets/letter_form", context)


@transaction.atomic
def _archive(letter: Any, form: SignForm, actor: Any) -> None:  # noqa: ANN401 - pages know no models
    """The upload and its row together, or neither."""
    at, given = pages.now(), form.cleaned_data
    (scan,) = stored([given["attachment"]], unit_code=letter.unit.code, actor=actor, at=at)
    signed_on, signer = given["signed_on"], given["signer"]
    services.archive_letter(letter, attachment=scan, signed_on=signed_on, signer=signer, actor=actor, at=at)


@requires(Permission.VIEW)
def letter_scan(request: HttpRequest, year: int, code: str) -> FileResponse:
    """The signed scan as a download."""
    signed = selectors.letter(account(request), code, year).signed
    if signed is None:
        raise NotVisible("该单位的责任书还没有签订存档。", code="targets.letter")
    return FileResponse(signed.attachment.path.open("rb"), as_attachment=True, filename=signed.attachment.name)
