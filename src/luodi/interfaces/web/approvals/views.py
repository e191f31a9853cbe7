"""Views of verification and recognition."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.lifecycle.selectors import queue as office
from luodi.across.lifecycle.services import gates as services
from luodi.base.approvals import selectors as approvals
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.errors import NotVisible
from luodi.base.files.rules import MEDIA_TYPES
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.approvals import facts, lists, many
from luodi.interfaces.web.approvals.forms import KINDS, DecisionForm
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.menu import QUEUE

SHOWN_INSIDE = "default-src 'none'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"


@requires(*QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the person; sent as a form, the question before a step is taken of many at once."""
    if request.method == "POST":
        return many.question(request)
    return pages.page(request, "approvals/queue", lists.queue(request, request.GET))


@requires(*QUEUE)
def filed(request: HttpRequest) -> HttpResponse:
    """What the person filed, and how far it has come."""
    return pages.page(request, "approvals/filed", lists.filed(request))


def _slip(request: HttpRequest, pk: int) -> Any:  # noqa: ANN401 - pages know no models
    viewer = account(request)
    for rows in (approvals.waiting_slips(viewer), approvals.filed_slips(viewer).select_related("filed_by__person")):
        found = rows.filter(pk=pk).first()
        if found is not None:
            return found
    raise NotVisible("没有找到该事项，或它已办结、不在您的办理范围内")


@requires(*QUEUE)
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: its facts, the evidence beside them, the steps."""
    return _slip_page(request, _slip(request, pk), DecisionForm())


@requires(*QUEUE)
def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts and documents of one slip, to be read beside the queue."""
    found = _slip(request, pk)
    context = {"slip": found, "matter": facts.matter(found), "state": badges.slip_state(found.state)}
    return pages.page(request, "approvals/beside", context)


@requires(*QUEUE)
def paper(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of a slip, shown inside the page; nothing in it may run or load anything."""
    matter = facts.matter(_slip(request, pk))
    known = next((one for one in matter.papers if one.pk == file_pk), None)
    if known is None:
        raise NotVisible("没有找到该材料，或它不属于此事项")
    attachment = projects.attachment(account(request), known.project_pk, file_pk)
    response = FileResponse(
        attachment.path.open("rb"), filename=attachment.name, content_type=MEDIA_TYPES[attachment.kind]
    )
    response.headers["Content-Security-Policy"] = SHOWN_INSIDE
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _slip_page(request: HttpRequest, found: Any, form: DecisionForm) -> HttpResponse:  # noqa: ANN401 - pages know no models
    following = office.offered_slips(account(request)).filter(pk__gt=found.pk).first()
    matter, buttons = facts.matter(found), facts.steps_for(request, found)
    context = {
        "slip": found,
        "kind": KINDS.get(found.kind, found.kind),
        "state": badges.slip_state(found.state),
        "matter": matter,
        "history": found.steps.select_related("recorded_by__person"),
        "buttons": buttons,
        "is_of_city": office.waits_for_city(found, account(request)),
        "may_cut": facts.may_cut(found, buttons, matter),
        "following": following,
        "form": form,
    }
    return pages.form_page(request, "approvals/slip", context)


@require_POST
@requires(*QUEUE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step of one slip; then the next one that waits."""
    found = _slip(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        with rule_errors(form):
            services.decide(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            label = SlipAct(form.cleaned_data["act"]).label
            following = office.offered_slips(account(request)).filter(pk__gt=pk).first()
            sentence = f"已{label}：{found.title}"
            if following is None:
                return pages.done(request, sentence, "approvals:queue")
            return pages.done(request, sentence, "approvals:slip", pk=following.pk)
    return _slip_page(request, found, form)
