"""View of the search."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.across.reports import selectors as reports
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.core.pinyin import pinyin_initials
from luodi.base.core.text import compact
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission as Orgs
from luodi.base.orgs.rules import kind_label
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.selectors import ProjectFilter
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import SIGNED_IN, account, may, requires
from luodi.interfaces.web.ui.menu import Entry, menu_for

SHOWN = 20


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """What is found in the person's reach, at most SHOWN of each kind."""
    viewer, word = account(request), request.GET.get("q", "").strip()[:80]
    context: dict[str, Any] = {"word": word}
    if word:
        found = projects.projects(viewer, ProjectFilter(search=word))[:SHOWN]
        kinds = {
            "pages": _pages(request, word),
            "projects": [(row, badges.stage(row.stage), badges.side_status(row.side_status)) for row in found],
            "investors": list(projects.known_investors(viewer, search=word)[:SHOWN]),
            "units": _units(viewer, word),
            "papers": _papers(request, word),
        }
        context |= kinds | {"is_empty": not any(kinds.values())}
    return pages.page(request, "search/index", context)


def _matches(word: str, *texts: str) -> bool:
    """Whether one of the texts holds the word, or its pinyin initials do."""
    wanted = compact(word).lower()
    if any(wanted in compact(text).lower() for text in texts):
        return True
    return wanted.isascii() and wanted.isalnum() and any(wanted in pinyin_initials(text) for text in texts)


def _pages(request: HttpRequest, word: str) -> list[Entry]:
    """Pages of the menu that this person may open."""
    entries = [entry for group in menu_for(request) for entry in group.entries]
    return [entry for entry in entries if _matches(word, entry.label)]


def _units(viewer: Any, word: str) -> list[tuple[Any, str]]:  # noqa: ANN401 - pages know no models
    """Units in reach by name, short name, code or pinyin initials, with their kind."""
    rows = orgs.visible_units(viewer, Orgs.VIEW_UNITS)
    found = [unit for unit in rows if _matches(word, unit.name, unit.short_name, unit.code)][:SHOWN]
    level = orgs.area_level()
    return [(unit, kind_label(unit.kind, level)) for unit in found]


def _papers(request: HttpRequest, word: str) -> list[Any]:
    """Papers in reach by words of the title."""
    if not may(request, Reports.VIEW):
        return []
    return list(reports.papers(account(request)).filter(title__contains=word)[:SHOWN])
