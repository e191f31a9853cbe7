"""分级通报: what closed quarters call for of each unit, on which snapshots it rests, and the draft that was made of it."""

from django.http import HttpRequest, HttpResponse

from luodi.across.assessment import selectors
from luodi.across.assessment.rules.rights import Permission
from luodi.base.core.periods import Period
from luodi.interfaces.web.assessment.tables import notice_badge
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.badges import Badge


@requires(Permission.VIEW)
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of one closed quarter, the latest unless the address names another."""
    closed = selectors.closed_quarters()
    period = _chosen(closed, request.GET.get("period", ""))
    found = [] if period is None else selectors.graded_notices(account(request), period)
    context: dict[str, object] = {
        "tab": "notices",
        "quarters": closed,
        "period": period,
        "rows": [(one, notice_badge(one.level), _order_marks(one)) for one in found],
    }
    return pages.page(request, "assessment/notices", context)


def _chosen(closed: list[Period], code: str) -> Period | None:
    return next((one for one in closed if one.code == code), closed[0] if closed else None)


def _order_marks(one: selectors.GradedNotice) -> list[Badge]:
    if one.order is None:
        return []
    gone = [Badge("依据已不存在", "bad")] if one.order.is_basis_gone else []
    return [marks.order_state(one.order.state), *gone]
