"""What if: a unit's score, place and colour with facts supposed. Asked by GET, for nothing is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.across.assessment import selectors
from luodi.across.assessment.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.selectors import ProjectFilter
from luodi.interfaces.web.assessment import round_tables
from luodi.interfaces.web.assessment.round_forms import SupposingForm
from luodi.interfaces.web.ui import pages, scope
from luodi.interfaces.web.ui.access import account, requires
from luodi.interfaces.web.ui.forms import rule_errors

OFFERED = 200


@requires(Permission.VIEW)
def supposing(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and once it is sent the result now and then with the lines that change."""
    viewer = account(request)
    period = scope.period_of(request, insight.latest_fact_on)
    unit = orgs.unit_by_code(code)
    selectors.require_visible(viewer, unit)
    asked = request.GET if "what" in request.GET else None
    initial = {"period": period.code, "day": period.last}
    form = SupposingForm(asked, projects=_projects(viewer, unit), initial=initial)
    has_projects = bool(form.field("projects").choices)
    context: dict[str, object] = {"form": form, "unit": unit, "has_projects": has_projects}
    context["scheme"] = request.GET.get("scheme", "")
    if form.is_bound and form.is_valid():
        with rule_errors(form):
            given = {"period": form.cleaned_data["period"], "said": form.said(), "scheme": str(context["scheme"])}
            context |= round_tables.what_if(selectors.what_if(viewer, code, **given))
    return pages.form_page(request, "assessment/supposing", context)


def _projects(viewer: Any, unit: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - pages know no models
    """The unit's projects, the latest first, each with its stage."""
    rows = projects.listed_projects(viewer, ProjectFilter(unit=unit))[:OFFERED]
    return [(str(row.pk), f"{row.name}（{row.get_stage_display()}）") for row in rows]
