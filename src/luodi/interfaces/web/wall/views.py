"""The view of the wall of projects."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from luodi.domains.projects.rules import Permission
from luodi.domains.projects.selectors import overview
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.wall.forms import WallFilters

FIRST_ON_PHONES: Final = 20
"""Rows that a phone shows before it is asked for the rest; wide screens and paper show all."""


@requires(Permission.VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """One row for each signed project that does not produce yet, the reddest first."""
    form = WallFilters(request.GET, viewer=account(request))
    unit, colour = form.value("unit"), form.value("colour") or ""
    rows = overview.wall(account(request), pages.today(), unit=unit)
    shown = [one for one in rows if not colour or one.colour.letter == colour]
    context = {
        "form": form,
        "unit": unit,
        "today": pages.today(),
        "counts": overview.counts(rows),
        "rows": [(one, badges.stage_track(one.project.stage, {})) for one in shown],
        "colour": colour,
        "first": FIRST_ON_PHONES,
        "later": max(len(shown) - FIRST_ON_PHONES, 0),
    }
    return pages.page(request, "wall/board", context)
