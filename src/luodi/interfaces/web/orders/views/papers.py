"""One order as Word, with the receipt that is cut off and sent back."""

from django.http import HttpRequest, HttpResponse

from luodi.across.reports.selectors.order_paper import order_paper, order_paper_document
from luodi.domains.supervision.rules.rights import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, requires


@requires(Permission.VIEW)
def order_word(request: HttpRequest, pk: int) -> HttpResponse:
    """交办单、督办单、问责建议单 in the official layout."""
    paper = order_paper(account(request), pk)
    return pages.download(order_paper_document(paper), f"{paper.name}.docx", pages.DOCUMENT)
