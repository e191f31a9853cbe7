"""单项榜: the units of all groups by one figure each; every number leads to its facts."""

from django.http import HttpRequest, HttpResponse

from luodi.across.assessment import selectors
from luodi.across.assessment.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.interfaces.web.assessment import tables
from luodi.interfaces.web.assessment.forms import BoardFilters
from luodi.interfaces.web.ui import pages, scope
from luodi.interfaces.web.ui.access import account, requires


@requires(Permission.VIEW)
def boards(request: HttpRequest) -> HttpResponse:
    """The five boards of a period."""
    viewer = account(request)
    period = scope.period_of(request, insight.latest_fact_on)
    form = BoardFilters(request.GET, period=period)
    found = selectors.single_boards(viewer, period=period.code)
    context = {"form": form, "period": period, "boards": tables.boards(found, period), "tab": "boards"}
    return pages.page(request, "assessment/boards", context)
