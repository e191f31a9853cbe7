"""Views of messages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.base.notices import selectors, services
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import SIGNED_IN, account, requires
from luodi.interfaces.web.ui.paging import Order, page_of


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """The person's messages, latest first."""
    page = page_of(selectors.notices(account(request)), order=Order("pk", is_descending=True), query=request.GET)
    return pages.page(request, "notices/index", {"page": page})


@require_POST
@requires(SIGNED_IN)
def read(request: HttpRequest) -> HttpResponse:
    """All read."""
    services.mark_read(account(request), at=pages.now())
    return pages.done(request, "全部消息已标为已读。", "notices:index")
