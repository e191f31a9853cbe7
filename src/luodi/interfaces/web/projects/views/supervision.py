"""督办 of one project: problems, orders with whom they wait for, what meetings decided and inspections found."""

from django.http import HttpRequest, HttpResponse

from luodi.domains.supervision import selectors
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.projects.views.detail import head
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, may, requires


@requires(Permission.VIEW)
def supervision(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything by which people push the project on."""
    context = head(request, pk, "supervision")
    found = selectors.project_supervision(account(request), context["project"], on=pages.today())
    context |= {
        "found": found,
        "orders": [(one, marks.order_marks(one)) for one in found.orders],
        "issues": [(one, marks.issue_marks(one)) for one in found.issues],
        "findings": [(one, marks.finding_state(one.state)) for one in found.findings],
        "may_raise": may(request, Permission.RAISE),
        "may_draft": may(request, Permission.DRAFT),
    }
    return pages.page(request, "projects/supervision", context)
