"""What changes clocks from their own pages: the decision on a proposal, another length."""

from django.http import HttpRequest, HttpResponse

from luodi.across.lifecycle.rules import clocks as rules
from luodi.across.lifecycle.rules.clocks_rights import Permission
from luodi.across.lifecycle.selectors import clocks_records
from luodi.across.lifecycle.services import clocks as services
from luodi.interfaces.web.clocks.forms import AnswerForm, TermForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.ANSWER_PROPOSALS)
def proposal_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a proposal."""
    proposal = clocks_records.proposal_of(account(request), pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.answer_proposal(proposal.mark, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "已答复，责任单位会收到消息。", "clocks:proposals")
    return pages.form_page(request, "clocks/answer", {"form": form, "proposal": proposal})


@requires(Permission.EDIT_CLOCKS)
def term_set(request: HttpRequest, code: str) -> HttpResponse:
    """Put another length in force."""
    row = rules.clock(code)
    form = TermForm(request.POST or None, initial={"length": row.length, "valid_from": pages.today()})
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.set_term(code, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, f"“{row.label}”的长短已调整。", "clocks:terms")
    return pages.form_page(request, "clocks/term_form", {"form": form, "clock": row})
