"""Views of messages."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.base.deliveries import selectors as deliveries
from luodi.base.deliveries import services as delivery_services
from luodi.base.notices import selectors, services
from luodi.base.orgs import services as orgs
from luodi.interfaces.web.notices.forms import SettingsForm
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import SIGNED_IN, account, requires
from luodi.interfaces.web.ui.forms import rule_errors
from luodi.interfaces.web.ui.paging import Order, page_of

_SHOWN = 20


@requires(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """The person's messages, latest first; what asks to be mended stands before them."""
    viewer = account(request)
    first = list(selectors.pressing(viewer)[:_SHOWN])
    rest = selectors.notices(viewer).exclude(pk__in=[notice.pk for notice in first])
    page = page_of(rest, order=Order("pk", is_descending=True), query=request.GET)
    return pages.page(request, "notices/index", {"first": first, "page": page})


@require_POST
@requires(SIGNED_IN)
def read(request: HttpRequest) -> HttpResponse:
    """All read."""
    services.mark_read(account(request), at=pages.now())
    return pages.done(request, "全部消息已标为已读。", "notices:index")


@requires(SIGNED_IN)
def settings(request: HttpRequest) -> HttpResponse:
    """What the person gets outside the system, when not, and what became of the last messages."""
    viewer = account(request)
    form = SettingsForm(request.POST or None, channels=deliveries.subscriptions(viewer), initial=_present(viewer))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            _keep(form, viewer)
            return pages.done(request, "接收设置已保存，从下一条消息起生效。", "notices:settings")
    sent = [(row, badges.delivery_state(row.state)) for row in deliveries.own_deliveries(viewer)[:_SHOWN]]
    return pages.form_page(request, "notices/settings", {"form": form, "sent": sent})


def _present(viewer: Any) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    quiet = deliveries.quiet_hours(viewer)
    return {
        "email": viewer.email,
        "starts": quiet.starts,
        "ends": quiet.ends,
        "on_days_off": quiet.on_days_off,
    }


@transaction.atomic
def _keep(form: SettingsForm, viewer: Any) -> None:  # noqa: ANN401 - pages know no models
    at = pages.now()
    orgs.set_own_address(form.cleaned_data["email"], actor=viewer, at=at)
    delivery_services.set_quiet_hours(form.quiet(), actor=viewer, at=at)
    delivery_services.choose(form.wanted(), actor=viewer, at=at)
