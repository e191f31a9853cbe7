"""The library of planned projects, its export, and one planned project with its record."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.figures.rules.rights import Permission as Figures
from luodi.domains.offers import selectors
from luodi.domains.offers.rules import Permission, PlannedAct, PlannedState
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.planned.columns import COLUMNS, DEFAULT_SORT, state_mark
from luodi.interfaces.web.planned.forms import PlannedFilters, RevokeForm, StepForm
from luodi.interfaces.web.ui import badges, exports, pages, published, tiles
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.paging import ordered, page_of
from luodi.interfaces.web.ui.tables import Table, order_of

CODES = ("P23", "T06.n", "T06.v", "T07")
"""The published figures that stand above the list."""
DANGEROUS = frozenset({PlannedAct.DROP.value})


@requires(Permission.VIEW)
def planned_list(request: HttpRequest) -> HttpResponse:
    """Planned projects in reach, latest first, under the figures of the library."""
    form = PlannedFilters(request.GET, viewer=account(request))
    rows = selectors.planned_list(account(request), form.wanted())
    page = page_of(rows, order=order_of(COLUMNS, request.GET, default=DEFAULT_SORT), query=request.GET)
    table = Table(
        COLUMNS,
        page.rows,
        request.GET,
        title="策划项目",
        default_sort=DEFAULT_SORT,
        count=rows.count(),
        before=page.before,
        after=page.after,
        export_href=reverse("planned:export") if may(request, Projects.EXPORT) else "",
        empty_title="没有策划项目",
        empty_advice="各单位征集的策划、谋划项目在这里登记，经论证入库后对外推介；可以放宽筛选条件再看。",
    )
    context = {"form": form, "table": table, "tiles": _tiles(request), "may_edit": may(request, Permission.EDIT)}
    return pages.page(request, "planned/list", context)


def _tiles(request: HttpRequest) -> list[tiles.Tile]:
    """The figures of the chosen unit and period, for those who may see figures."""
    if not may(request, Figures.VIEW):
        return []
    choice = published.chosen(request)
    sheet = published.sheet(request, choice, codes=CODES)
    return tiles.tiles(sheet.figures, unit_code=sheet.unit.code, period=choice.period)


@requires(Projects.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    form = PlannedFilters(request.GET, viewer=account(request))
    rows = selectors.planned_list(account(request), form.wanted())
    shown = ordered(rows, order_of(COLUMNS, request.GET, default=DEFAULT_SORT))
    return exports.workbook(request, COLUMNS, shown, title="策划项目库")


@requires(Permission.VIEW)
def planned_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One planned project: what it is, its record, its links, the steps that may be taken."""
    return detail_page(request, selectors.planned_version(account(request), pk))


def detail_page(
    request: HttpRequest,
    version: Any,  # noqa: ANN401 - pages know no models
    form: StepForm | None = None,
    revoke: RevokeForm | None = None,
) -> HttpResponse:
    """The same, with a form that came back."""
    context = {
        **_record(version, account(request)),
        "version": version,
        "state": state_mark(version.state),
        "form": form or StepForm(initial={"occurred_on": pages.today()}),
        "revoke": revoke or RevokeForm(),
    }
    wrong = any(one is not None and one.errors for one in (form, revoke))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return pages.page(request, "planned/detail", context, status=status)


def _record(version: Any, viewer: Any) -> dict[str, object]:  # noqa: ANN401 - pages know no models
    """Owners, versions, steps and links, and what the viewer may do."""
    planned = version.planned
    standing = {link.pk for link in selectors.standing_links(planned)}
    waiting = {link.project_id for link in selectors.open_links(planned)}
    may_edit = selectors.may(viewer, Permission.EDIT, planned)
    links = selectors.links_of(planned)
    shown = selectors.shown_projects(viewer, links)
    return {
        "owners": selectors.owners_of(version),
        "steps": list(selectors.steps_of(planned)),
        "versions": list(selectors.versions_of(planned)),
        "links": [(*_link(link, standing, waiting, may_edit), link.project_id in shown) for link in links],
        "buttons": [(one, one.code in DANGEROUS) for one in selectors.buttons(version, viewer)],
        "may_edit": may_edit and version.state != PlannedState.DROPPED,
        "may_revoke": selectors.may(viewer, Permission.STORE, planned) and version.state != PlannedState.SOLICITED,
    }


def _link(link: Any, standing: set[int], waiting: set[int], may_edit: bool) -> tuple[Any, Any, bool]:  # noqa: ANN401
    """A link, the mark of its slip, and whether it may be ended."""
    may_end = may_edit and link.pk in standing and link.project_id not in waiting
    return link, badges.slip_state(link.slip.state), may_end
