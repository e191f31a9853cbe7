"""View of the search."""

from django.http import HttpRequest, HttpResponse

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission as Orgs
from luodi.domains.investors import selectors as investors
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.selectors import ProjectFilter
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import SIGNED_IN, account, requires

SHOWN = 20


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """What is found in the person's reach, at most SHOWN of each kind."""
    viewer, word = account(request), request.GET.get("q", "").strip()[:80]
    context: dict[str, object] = {"word": word}
    if word:
        found = projects.projects(viewer, ProjectFilter(search=word))[:SHOWN]
        context |= {
            "projects": [(row, badges.stage(row.stage), badges.side_status(row.side_status)) for row in found],
            "investors": investors.investors(viewer, search=word)[:SHOWN],
            "units": orgs.visible_units(viewer, Orgs.VIEW_UNITS).filter(name__contains=word)[:SHOWN],
        }
    return pages.page(request, "search/index", context)
