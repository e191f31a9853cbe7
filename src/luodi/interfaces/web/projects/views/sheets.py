"""一页纸: one project on landscape pages, to hang on the wall or to carry along."""

from django.http import HttpRequest, HttpResponse

from luodi.across.reports.selectors.one_pager import one_pager, one_pager_files
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires


@requires(Permission.EXPORT)
def sheet_word(request: HttpRequest, pk: int) -> HttpResponse:
    """As Word."""
    sheet = one_pager(account(request), projects.project(account(request), pk), pages.today())
    return pages.download(one_pager_files(sheet)[0], f"{sheet.title}一页纸.docx", pages.DOCUMENT)


@requires(Permission.EXPORT)
def sheet_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """Its tables as a workbook."""
    sheet = one_pager(account(request), projects.project(account(request), pk), pages.today())
    return pages.download(one_pager_files(sheet)[1], f"{sheet.title}一页纸.xlsx", pages.WORKBOOK)
