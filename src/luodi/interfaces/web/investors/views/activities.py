"""One activity: registering, its signings and other editions, taking it back."""

from django.http import HttpRequest, HttpResponse

from luodi.base.audit import selectors as audit
from luodi.domains.investors import selectors, services
from luodi.domains.investors.rules import Permission
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.services import withdraw_occasion
from luodi.interfaces.web.investors.columns import state
from luodi.interfaces.web.investors.forms import ActivityForm, AttendanceForm, ReasonForm
from luodi.interfaces.web.ui import audit_words, badges, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.forms import rule_errors


@requires(Permission.FILE_TRIP)
def activity_new(request: HttpRequest) -> HttpResponse:
    """Register an activity."""
    actor = account(request)
    initial = {"unit": actor.unit.code if actor.unit else ""}
    form = ActivityForm(request.POST or None, viewer=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            values = dict(form.cleaned_data)
            made = services.file_activity(values.pop("unit"), actor=actor, at=pages.now(), **values)
            return pages.done(request, "活动已登记。", "investors:activity", pk=made.pk)
    return pages.form_page(request, "investors/form", {"form": form, "title": "登记招商活动", "back": "activities"})


@requires(Permission.VIEW)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity with the signings of projects in reach, its other editions, its log."""
    viewer = account(request)
    found = selectors.activity(viewer, pk)
    signings = [(row, badges.slip_state(row.slip.state)) for row in projects.signings_at(viewer, found)]
    own = selectors.activities(viewer, withdrawn=True).filter(pk=pk).exists()
    context = {
        "activity": found,
        "state": state(found),
        "withdrawal": getattr(found, "withdrawal", None),
        "signings": signings,
        "editions": selectors.editions(viewer, found),
        "entries": [(entry, audit_words.action(entry.action)) for entry in audit.entries_of(found)[:50]] if own else [],
        "may_file": own and may(request, Permission.FILE_TRIP) and not getattr(found, "withdrawal", None),
    }
    return pages.page(request, "investors/activity", context)


@requires(Permission.FILE_TRIP)
def activity_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how many came; the registration and its signings stay."""
    found = selectors.activity(account(request), pk)
    now = found.attendance
    form = AttendanceForm(
        request.POST or None,
        initial={"companies_attending": now.companies_attending, "projects_proposed": now.projects_proposed},
    )
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            services.correct_attendance(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "参会情况已更正。", "investors:activity", pk=pk)
    context = {"form": form, "title": f"更正参会情况：{found}", "back": "activities"}
    return pages.form_page(request, "investors/form", context)


@requires(Permission.FILE_TRIP)
def activity_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the activity back; refused while signings stand on it."""
    found = selectors.activity(account(request), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with rule_errors(form):
            withdraw_occasion(found, actor=account(request), at=pages.now(), **form.cleaned_data)
            return pages.done(request, "活动已撤回。", "investors:activity", pk=pk)
    context = {"form": form, "title": f"撤回活动：{found}", "back": "activities"}
    return pages.form_page(request, "investors/form", context)
