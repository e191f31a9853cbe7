"""View of the definitions."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from luodi.across.figures import selectors
from luodi.across.figures.rules.measures import CALIBRE_TEXT
from luodi.across.figures.rules.rights import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import requires


@requires(Permission.VIEW)
def definition_list(request: HttpRequest) -> HttpResponse:
    """The whole catalogue by family."""
    word = request.GET.get("q", "").strip()[:40]
    wanted = [one for one in selectors.definitions() if word.lower() in f"{one.code}{one.name}{one.text}".lower()]
    families = [(family, list(found)) for family, found in groupby(wanted, key=lambda one: one.family)]
    calibres = [(calibre.value, text) for calibre, text in CALIBRE_TEXT.items()]
    context = {"families": families, "word": word, "count": len(wanted), "calibres": calibres}
    return pages.page(request, "definitions/list", context)
