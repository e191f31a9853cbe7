"""On site: the projects one answers for, and per project its three acts; the worker that opens them without a network."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.selectors.on_site import charges
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.interfaces.web.site import acts
from luodi.interfaces.web.site.forms import KeyedForm
from luodi.interfaces.web.site.taking import answers_drafts, is_draft, take, told
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import PUBLIC, account, requires

ANY = (Projects.FILE_PROGRESS, Projects.CHECK_SITE, Supervision.RAISE)


@requires(*ANY)
def site_list(request: HttpRequest) -> HttpResponse:
    """The projects one answers for, as cards."""
    found = charges(account(request), pages.today())
    own, of_unit = [one for one in found if one.is_own], [one for one in found if not one.is_own]
    return pages.page(request, "site/list", _kept() | {"own": own, "of_unit": of_unit})


@requires(*ANY)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One project with its three buttons."""
    return _page(request, pk, "")


@answers_drafts
@requires(Projects.FILE_PROGRESS)
def progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """报进展."""
    return _act(request, pk, acts.PROGRESS)


@answers_drafts
@requires(Projects.CHECK_SITE)
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """拍照."""
    return _act(request, pk, acts.PHOTO)


@answers_drafts
@requires(Supervision.RAISE)
def issue(request: HttpRequest, pk: int) -> HttpResponseBase:
    """报问题."""
    return _act(request, pk, acts.ISSUE)


def _act(request: HttpRequest, pk: int, act: acts.Act) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, pk, act.name)
    project = projects.project(account(request), pk)
    form = act.form(request, project, True)
    said = take(request, act, project, form)
    if is_draft(request):
        return told(said or form.sentences, status=200 if said else 422)
    return pages.done(request, said, "site:detail", pk=pk) if said else _page(request, pk, act.name, form)


def _page(request: HttpRequest, pk: int, shown: str, form: KeyedForm | None = None) -> HttpResponse:
    project = projects.project(account(request), pk)
    context = {"project": project, "acts": acts.drawn(request, project, shown=shown, sent=form), "form": form}
    return pages.form_page(request, "site/detail", _kept() | context)


def _kept() -> dict[str, object]:
    """How long the phone may keep a page that was seen: as long as a session lasts."""
    return {"drawn_at": pages.now(), "keep_seconds": settings.SESSION_COOKIE_AGE, "zone": settings.TIME_ZONE}


@requires(PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands in this folder because a worker serves only addresses below its own."""
    path = Path(str(finders.find("web/site-worker.js")))
    response = HttpResponse(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
