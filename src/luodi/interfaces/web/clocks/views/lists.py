"""Lists of clocks: what runs out, what is proposed, pauses, lengths."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.lifecycle.rules.clocks_rights import Permission
from luodi.across.lifecycle.selectors import clocks, clocks_records
from luodi.across.lifecycle.selectors.clocks import Reading
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.clocks import columns
from luodi.interfaces.web.clocks.forms import ClockFilters
from luodi.interfaces.web.ui import exports, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.slices import Slice, slice_of
from luodi.interfaces.web.ui.tables import Table

SHOWN: Final = 20


@requires(Projects.VIEW)
def clock_list(request: HttpRequest) -> HttpResponse:
    """Every clock that runs in reach, the most overdue first."""
    form = ClockFilters(request.GET, viewer=account(request))
    rows = clocks.readings(account(request), pages.today(), form.wanted())
    context = {"form": form, "table": _table(request, rows), "tab": "list", "today": pages.today()}
    return pages.page(request, "clocks/list", context)


def _table(request: HttpRequest, rows: list[Reading]) -> Table[Reading]:
    part = slice_of(rows, request.GET, size=SHOWN)
    return Table(
        columns.READINGS,
        part.rows,
        request.GET,
        title="时限",
        count=len(rows),
        before=part.before,
        after=part.after,
        export_href=reverse("clocks:export") if may(request, Projects.EXPORT) else "",
        empty_title="没有符合条件的时限",
        empty_advice="项目开始洽谈、签约后，时限自动起算；可以放宽筛选条件再看。",
    )


@requires(Projects.EXPORT)
def clock_export(request: HttpRequest) -> HttpResponse:
    """The filtered clocks as a workbook."""
    wanted = ClockFilters(request.GET, viewer=account(request)).wanted()
    rows = clocks.readings(account(request), pages.today(), wanted)
    return exports.workbook(request, columns.READINGS, rows, title="项目时限")


@requires(Projects.VIEW)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Reviews and removals that are proposed and wait for a decision, and those decided."""
    viewer = account(request)
    shown = columns.proposals(may_answer=may(request, Permission.ANSWER_PROPOSALS))
    context = {
        "tab": "proposals",
        "waiting": _plain(request, shown, clocks_records.proposals(viewer, pages.today()), "没有等待答复的建议"),
        "answered": _plain(request, shown, clocks_records.answered(viewer), "还没有答复过的建议", shown_most=50),
    }
    return pages.page(request, "clocks/proposals", context)


@requires(Projects.VIEW)
def pause_list(request: HttpRequest) -> HttpResponse:
    """Pauses of projects in reach, and the days charged to each unit that blocks."""
    viewer, today = account(request), pages.today()
    context = {
        "tab": "pauses",
        "blocked": clocks_records.blocked(viewer, today),
        "table": _plain(request, columns.PAUSES, clocks_records.pauses(viewer, today), "没有暂停的时限"),
    }
    return pages.page(request, "clocks/pauses", context)


@requires(Projects.VIEW)
def term_list(request: HttpRequest) -> HttpResponse:
    """Every clock: from what to what, how long, since when, what overdue means."""
    rows = clocks_records.definitions(pages.today())
    may_edit = may(request, Permission.EDIT_CLOCKS)
    return pages.page(request, "clocks/terms", {"tab": "terms", "rows": rows, "may_edit": may_edit})


def _plain(
    request: HttpRequest, shown: tuple[Any, ...], rows: list[Any], empty: str, *, shown_most: int = 0
) -> Table[Any]:
    """A short list without choosing of columns; `shown_most` gives only the first rows, without pages."""
    part = Slice(rows[:shown_most]) if shown_most else slice_of(rows, request.GET)
    return Table(
        shown,
        part.rows,
        request.GET,
        count=len(rows),
        before=part.before,
        after=part.after,
        can_choose_columns=False,
        empty_title=empty,
        empty_advice="",
    )
