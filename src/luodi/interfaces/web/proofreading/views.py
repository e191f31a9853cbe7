"""Views of proofreading. A text lives as long as its request: every answer, page or file, is made from what was sent with it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from luodi.across.proofreading import selectors
from luodi.across.proofreading.rules.rights import Permission
from luodi.across.proofreading.selectors import LedgerLine, Proof
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.proofreading.findings import counts, findings
from luodi.interfaces.web.proofreading.forms import ProofForm
from luodi.interfaces.web.proofreading.marking import marked
from luodi.interfaces.web.ui import pages, published
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors

Lines = Sequence[LedgerLine]


@cache_control(private=True, no_store=True)
@requires(Permission.CHECK)
def check(request: HttpRequest) -> HttpResponse:
    """Take a paper and answer with its judged figures, the marked copy or the list, whichever button was pressed."""
    choice = published.chosen(request)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = ProofForm(**sent, viewer=account(request), choice=choice, initial={"unit": choice.unit_code})
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            content = form.content()
            proof = selectors.proofread_file(form.source_name, content)
            lines = _ledger(request, proof, form)
            answer = ANSWERS.get(request.POST.get("want", ""))
            if answer is not None:
                return answer(form, content, proof, lines)
            context |= _found(form, proof, lines)
    return pages.form_page(request, "proofreading/check", context)


def _ledger(request: HttpRequest, proof: Proof, form: ProofForm) -> Lines:
    period, unit = form.cleaned_data["period"], form.cleaned_data["unit"]
    return selectors.ledger_lines(account(request), proof, period=period, unit=unit.code) if period else ()


def _found(form: ProofForm, proof: Proof, lines: Lines) -> dict[str, Any]:
    """What the answer page shows."""
    unit, period = form.cleaned_data["unit"], form.cleaned_data["period"]
    found = findings(proof, lines, unit.code if unit else "")
    return {
        "proof": proof,
        "title": form.title,
        "findings": found,
        "wrong": sum(one.look.tone == "bad" for one in found),
        "counts": counts(found, is_compared=bool(period)),
        "passages": marked(proof, found),
        "compared": f"{unit.name} {parse_period(period).label}" if period else "",
    }


def _marked_copy(form: ProofForm, content: bytes, proof: Proof, lines: Lines) -> HttpResponse:
    copy = selectors.marked_copy(form.source_name, content, proof, lines)
    return pages.download(copy, f"{form.title}（核数批注）.docx", pages.DOCUMENT)


def _list(form: ProofForm, content: bytes, proof: Proof, lines: Lines) -> HttpResponse:
    return pages.download(selectors.workbook(form.title, proof, lines), f"{form.title}核数清单.xlsx", pages.WORKBOOK)


ANSWERS: Final[dict[str, Callable[[ProofForm, bytes, Proof, Lines], HttpResponse]]] = {
    "marked": _marked_copy,
    "list": _list,
}
"""The buttons that ask for a file instead of the page."""
