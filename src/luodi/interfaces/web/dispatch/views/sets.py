"""What the lists ask: sets of the product and of the office, each change a new revision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.across.reports import services
from luodi.across.reports.rules.dispatch import FilterSet
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.across.reports.selectors import dispatch_sets
from luodi.interfaces.web.dispatch.forms import SetForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Reports.VIEW)
def set_list(request: HttpRequest) -> HttpResponse:
    """Every set with what it asks, in words."""
    context = {
        "tab": "sets",
        "sets": list(dispatch_sets.filter_sets().values()),
        "dropped": dispatch_sets.dropped_sets(),
        "may_edit": may(request, Permission.EDIT_SETS),
    }
    return pages.page(request, "dispatch/sets", context)


@requires(Permission.EDIT_SETS)
def set_new(request: HttpRequest) -> HttpResponse:
    """A set of the office's own."""
    form = SetForm(request.POST or None, viewer=account(request), is_new=True)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            code = form.cleaned_data["code"]
            services.revise_set(code, form.values(), actor=account(request), at=pages.now(), is_new=True)
            return pages.done(request, "清单范围已增加，下次定版起可用。", "dispatch:sets")
    return pages.form_page(request, "dispatch/set_form", {"form": form, "tab": "sets"})


@requires(Permission.EDIT_SETS)
def set_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Another revision of a set; lists frozen before stay as they are."""
    chosen = dispatch_sets.filter_set_or_dropped(code)
    newest = dispatch_sets.newest_revision(code)
    form = SetForm(request.POST or None, viewer=account(request), is_new=False, initial=_initial(chosen, newest))
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.revise_set(code, form.values(), actor=account(request), at=pages.now())
            return pages.done(request, "清单范围已修订，下次定版起可用。", "dispatch:sets")
    context = {"form": form, "tab": "sets", "chosen": chosen, "revisions": dispatch_sets.set_revisions(code)}
    return pages.form_page(request, "dispatch/set_form", context)


def _initial(chosen: FilterSet, newest: Any) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    """The conditions in force; the office's own revision also knows unit and chain."""
    asked = chosen.conditions
    values: dict[str, object] = {
        name: sorted(getattr(asked, name)) for name in ("stages", "sides", "clocks", "colours")
    }
    values |= {name: getattr(asked, name) for name in ("overdue_from", "amount_from", "amount_to")}
    if newest is not None:
        values |= {"unit": newest.unit and newest.unit.code, "chain": newest.chain and newest.chain.code}
    return {"label": chosen.label, "says": chosen.says, **values}


@require_POST
@requires(Permission.EDIT_SETS)
def set_drop(request: HttpRequest, code: str) -> HttpResponse:
    """Put a set out of use."""
    services.drop_set(code, actor=account(request), at=pages.now())
    return pages.done(request, "该清单范围已停用，已定版的清单不受影响。", "dispatch:sets")
