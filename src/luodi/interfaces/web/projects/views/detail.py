"""The tabs of one project."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.lifecycle.selectors.clocks import readings_of
from luodi.base.audit import selectors as audit
from luodi.base.core.money import ratio_percent
from luodi.base.core.text import masked_phone
from luodi.domains.projects import rules, services
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.interfaces.web.projects import details, facts, papers, sides
from luodi.interfaces.web.ui import badges, clock_marks, gates, pages
from luodi.interfaces.web.ui.access import account, may, requires


def head(request: HttpRequest, pk: int, tab: str) -> dict[str, Any]:
    """What stands above every tab: the project in reach, its track, status, and what the person may do."""
    project = projects.project(account(request), pk)
    life = rules.replay(projects.recognised_facts([pk])[pk])
    return {
        "project": project,
        "tab": tab,
        "track": details.track(project, life),
        "side": badges.side_status(project.side_status),
        "clock": clock_marks.headline(readings_of(project, pages.today())),
        "reached": ratio_percent(project.capital_in_wan, project.contract_in_wan or 0),
        "may_edit": may(request, Permission.EDIT),
        "may_file_event": may(request, Permission.FILE_EVENT),
        "may_file_capital": may(request, Permission.FILE_CAPITAL),
        "may_reverse_event": may(request, Permission.REVERSE_EVENT),
        "may_reverse_capital": may(request, Permission.REVERSE_CAPITAL),
        "may_export": may(request, Permission.EXPORT),
        "may_see_supervision": may(request, Supervision.VIEW),
    }


def _overview(request: HttpRequest, pk: int) -> dict[str, Any]:
    context = head(request, pk, "overview")
    project = context["project"]
    return context | {
        "sections": details.sections(project),
        "marks": details.marks(project),
        "has_seen_parent": bool(projects.seen_among(account(request), {project.parent_id} - {None})),
        "gates": gates.of_project(project),
        "shares": projects.shares_in_force(project, pages.today()),
        "extras": details.extras(project),
        "planned": details.planned(account(request), project),
        "phone": masked_phone(project.contact_phone),
        "may_reveal": may(request, Permission.VIEW_SENSITIVE),
    }


@requires(Permission.VIEW)
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """概况: the fields, what is missing for the next stage, unit shares, other columns of the ledger."""
    return pages.page(request, "projects/detail", _overview(request, pk))


@requires(Permission.VIEW_SENSITIVE)
@require_POST
def contact_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """概况 once with the telephone number in full; the look is logged."""
    context = _overview(request, pk)
    phone = services.reveal_contact(context["project"], actor=account(request), at=pages.now())
    response = pages.page(request, "projects/detail", context | {"phone": phone, "may_reveal": False})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.VIEW)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """进展: every event with its slip, evidence and reversal."""
    context = head(request, pk, "progress")
    project, told = context["project"], sides.told(account(request), context["project"])
    events = [(fact, told.get(fact.pk)) for fact in facts.events(project)]
    context |= {"events": events, "ways": sides.ways(project), "may_approve": sides.approving(request)}
    return pages.page(request, "projects/progress", context)


@requires(Permission.VIEW)
def capital(request: HttpRequest, pk: int) -> HttpResponse:
    """资金: every capital record, the recognised sum against the contract."""
    context = head(request, pk, "capital")
    rows = facts.capital(context["project"])
    return pages.page(request, "projects/capital", context | {"records": rows, "waiting": facts.waiting_sum(rows)})


@requires(Permission.VIEW)
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """附件: the evidence of all events and records."""
    context = head(request, pk, "files")
    project = context["project"]
    context |= {"files": facts.files(project), "papers": papers.of_project(project)}
    context |= {"may_file_document": may(request, Permission.FILE_DOCUMENT)}
    return pages.page(request, "projects/files", context)


@requires(Permission.VIEW)
def file_download(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One document of the project as a download."""
    attachment = projects.attachment(account(request), pk, file_pk)
    return FileResponse(attachment.path.open("rb"), as_attachment=True, filename=attachment.name)


@requires(Permission.VIEW)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """变更记录: what the audit log says of the project."""
    context = head(request, pk, "history")
    entries = facts.changes(audit.entries_of(context["project"])[:200])
    return pages.page(request, "projects/history", context | {"entries": entries})
