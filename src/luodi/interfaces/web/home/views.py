"""Views of the first page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.insight import selectors as insight
from luodi.across.intake import selectors as intake
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.home.forms import ContextForm
from luodi.interfaces.web.ui import badges, pages, published, scope, tiles
from luodi.interfaces.web.ui.access import SIGNED_IN, account, may, requires

SHOWN_IMPORTS = 8
SHOWN = ("S01", "S02", "P01", "P03", "P10", "C01", "C06", "P13")


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """我的工作."""
    viewer = account(request)
    context: dict[str, object] = {"today": pages.today()}
    if may(request, Projects.VIEW):
        work = insight.my_work(viewer, on=pages.today())
        imports = list(intake.unfinished(viewer)[:SHOWN_IMPORTS]) if may(request, Intake.IMPORT) else []
        context |= {
            "work": work,
            "imports": imports,
            "is_clear": work.is_clear and not imports,
            "waiting": [(slip, badges.slip_state(slip.state)) for slip in work.waiting],
        }
    if may(request, Figures.VIEW):
        chosen = published.chosen(request)
        sheet = published.sheet(request, chosen, codes=SHOWN)
        context |= {
            "chosen": chosen,
            "schedule": tiles.schedule_of(chosen.period),
            "tiles": tiles.tiles(sheet.figures, unit_code=chosen.unit_code, period=chosen.period),
        }
    return pages.page(request, "home/index", context)


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
