"""One investor: what is known of it, its projects and trips in reach, and its contact, masked until asked for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from luodi.base.core.text import masked_phone
from luodi.domains.investors import selectors, services
from luodi.domains.investors.rules import Permission
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.investors.forms import ContactForm
from luodi.interfaces.web.ui import badges, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


def _context(request: HttpRequest, pk: int) -> dict[str, object]:
    viewer = account(request)
    company = projects.known_investor(viewer, pk)
    rows = projects.projects(viewer).filter(investor=company)
    return {
        "company": company,
        "phone": masked_phone(company.contact_phone),
        "projects": [(row, badges.stage(row.stage)) for row in rows[:100]] if may(request, Projects.VIEW) else [],
        "trips": selectors.trips(viewer).filter(contacts__investor=company)[:100],
        "may_edit": may(request, Permission.EDIT),
        "may_reveal": may(request, Permission.VIEW_CONTACTS) and bool(company.contact_phone),
    }


@requires(Permission.VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The investor's page."""
    return pages.page(request, "investors/detail", _context(request, pk))


@requires(Permission.VIEW_CONTACTS)
@require_POST
def contact_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The page once with the number in full; the look is logged."""
    context = _context(request, pk)
    phone = services.reveal_contact(context["company"], actor=account(request), at=pages.now())  # type: ignore[arg-type]  # pages know no models
    response = pages.page(request, "investors/detail", context | {"phone": phone, "may_reveal": False})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@requires(Permission.EDIT)
def contact_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter or replace the contact's number; the one that is there is not shown."""
    company = projects.known_investor(account(request), pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.set_contact(company, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "联系电话已保存。", "investors:detail", pk=pk)
    return pages.form_page(request, "investors/form", {"form": form, "title": f"登记联系电话：{company.name}"})
