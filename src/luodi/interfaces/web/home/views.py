"""Views of the first page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight import selectors as insight
from luodi.across.insight.rules import OF_A_UNIT, blocks
from luodi.across.insight.rules import Permission as Insight
from luodi.base.audit import selectors as audit
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.home.blocks import drawn
from luodi.interfaces.web.home.forms import ContextForm
from luodi.interfaces.web.ui import pages, published, scope
from luodi.interfaces.web.ui.access import SIGNED_IN, account, held, may, requires


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """我的工作: the blocks that the person's rights open, in the order of the table of places."""
    choice = published.chosen(request) if may(request, Figures.VIEW) else None
    if choice is not None and choice.unit is None:
        choice = None
    shown = [block for block in blocks(held(request)) if choice is not None or block not in OF_A_UNIT]
    context: dict[str, object] = {
        "today": pages.today(),
        "choice": choice,
        "blocks": [drawn(request, block, choice) for block in shown],
        "has_figures": choice is not None or may(request, Projects.VIEW),
    }
    return pages.page(request, "home/index", context)


@requires(Insight.TRACE)
def chain(request: HttpRequest) -> HttpResponse:
    """Recompute the hash chain of the log and say whether it is whole; nothing of what stands in it."""
    return pages.page(request, "home/chain", {"check": audit.check_chain(), "at": pages.now()})


@requires(Projects.VIEW)
def context(request: HttpRequest) -> HttpResponse:
    """Choose the unit and period that pages speak of, and go back."""
    chosen = scope.choice(request, Projects.VIEW, latest=insight.latest_fact_on)
    initial = {"unit": chosen.unit_code, "period": chosen.period.code, "next": request.GET.get("next", "/")}
    form = ContextForm(request.POST or None, viewer=account(request), around=chosen.period, initial=initial)
    if request.method == "POST" and form.is_valid():
        scope.keep_unit(request, form.cleaned_data["unit"])
        scope.keep_period(request, form.cleaned_data["period"])
        back = form.cleaned_data["next"] or "/"
        path = urlsplit(back).path
        is_ours = all(url_has_allowed_host_and_scheme(one, allowed_hosts={request.get_host()}) for one in (back, path))
        return redirect(path if is_ours else "/")
    return pages.form_page(request, "home/context", {"form": form})
