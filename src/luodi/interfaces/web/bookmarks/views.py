"""Views of saved views; each goes back to the list it belongs to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luodi.base.bookmarks import selectors, services
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.interfaces.web.ui import pages, saved
from luodi.interfaces.web.ui.access import SIGNED_IN, account, requires


@require_POST
@requires(SIGNED_IN)
def save(request: HttpRequest, area: str) -> HttpResponse:
    """Keep the address the person looks at under a name."""
    pairs = saved.pairs(QueryDict(request.POST.get("query", "")))
    try:
        view = services.save_view(
            area,
            request.POST.get("name", ""),
            pairs=pairs,
            is_shared=bool(request.POST.get("is_shared")),
            actor=account(request),
            at=pages.now(),
        )
    except (NotPermitted, NotVisible):
        raise
    except BusinessError as error:
        messages.error(request, error.message)
        return redirect(saved.address(area, request.POST.get("query", "")))
    messages.success(request, f"已保存视图“{view.name}”，以后在本页上方一点就开。")
    return redirect(saved.address(view.area, view.query))


@require_POST
@requires(SIGNED_IN)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a view of one's own."""
    view = selectors.own_view(account(request), pk)
    area, name = view.area, view.name
    services.drop_view(view, actor=account(request), at=pages.now())
    messages.success(request, f"已删去视图“{name}”。")
    return redirect(saved.address(area, ""))
