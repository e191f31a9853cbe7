"""三单台账: the orders of the chosen unit and period, straight from the records."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.across.reports.selectors.order_sheet import order_sheet, order_sheet_files
from luodi.base.orgs import selectors as orgs
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.ui import pages, published
from luodi.interfaces.web.ui.access import account, requires


def _sheet(request: HttpRequest) -> Any:  # noqa: ANN401 - the selector's dataclass
    choice = published.chosen(request)
    unit = orgs.unit_by_code(choice.unit_code) if choice.unit_code else orgs.root_unit()
    return order_sheet(account(request), unit, choice.period)


@requires(Permission.VIEW)
def orders_word(request: HttpRequest) -> HttpResponse:
    """As Word."""
    sheet = _sheet(request)
    return pages.download(order_sheet_files(sheet)[0], f"{sheet.area}{sheet.label}三单台账.docx", pages.DOCUMENT)


@requires(Permission.VIEW)
def orders_excel(request: HttpRequest) -> HttpResponse:
    """Its tables as a workbook."""
    sheet = _sheet(request)
    return pages.download(order_sheet_files(sheet)[1], f"{sheet.area}{sheet.label}三单台账.xlsx", pages.WORKBOOK)
