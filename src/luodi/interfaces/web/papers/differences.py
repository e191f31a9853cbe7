"""Two issues of a paper: choosing the other one, figures and places side by side, the projects behind a difference."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from luodi.across.reports import selectors
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.selectors import Pair, difference_sheet, differences, printed
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.papers import change_tables
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


@requires(Permission.VIEW)
def against(request: HttpRequest, pk: int) -> HttpResponse:
    """The other issues of the same paper; with `usual` straight to the one before."""
    viewer = account(request)
    paper = selectors.paper(viewer, pk)
    usual = differences.usual_other(viewer, paper)
    if usual is not None and "usual" in request.GET:
        return redirect("papers:difference", pk=pk, other=usual.pk)
    page = page_of(differences.other_issues(viewer, paper), order=Order("pk", is_descending=True), query=request.GET)
    context = {
        "paper": paper,
        "kind": KINDS[paper.kind],
        "usual": usual,
        "table": Table(
            _issue_columns(pk),
            page.rows,
            request.GET,
            title="可以比较的文稿",
            before=page.before,
            after=page.after,
            can_choose_columns=False,
            empty_title="还没有可以比较的文稿",
            empty_advice=f"同一单位的另一期或另一稿{KINDS[paper.kind].name}起草之后，就能在这里比较。",
        ),
    }
    return pages.page(request, "papers/against", context)


def _issue_columns(pk: int) -> tuple[Column[Any], ...]:
    return (
        Column(
            "title",
            "标题",
            lambda row: row.title,
            is_title=True,
            href=lambda row: reverse("papers:difference", args=[pk, row.pk]),
        ),
        Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
        Column("known", "数据截至", lambda row: row.known_at, Kind.MOMENT),
        Column("state", "状态", lambda row: row.get_state_display(), is_short=True),
        Column("by", "起草人", lambda row: row.created_by, is_short=True),
    )


def _compared(request: HttpRequest, pk: int, other: int) -> differences.Difference:
    viewer = account(request)
    one, second = selectors.paper(viewer, pk), selectors.paper(viewer, other)
    return differences.difference(viewer, one, second, of=request.GET.get("of", ""))


@requires(Permission.VIEW)
def difference(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both issues side by side, and why a unit moved."""
    found = _compared(request, pk, other)
    change = found.change
    context = {
        "paper_pk": pk,
        "other_pk": other,
        "found": found,
        "name": difference_sheet.difference_name(found),
        "kind": KINDS[found.now.paper.kind],
        "change": change,
        "lines": None if change is None else change_tables.lines(request, found, change),
        "places": None if change is None else change_tables.places(request, found, change),
        "sections": _sections(request, found, pk, other),
        "may_export": may(request, Permission.EXPORT),
        "first_href": _first_href(found, pk, other),
        "of": "" if change is None else change.place.code,
    }
    return pages.page(request, "papers/difference", context)


def _sections(request: HttpRequest, found: differences.Difference, pk: int, other: int) -> list[dict[str, Any]]:
    """The figures of the unit that is explained, then those of the paper's own area; what did not move is folded away."""
    own = [] if found.change is None else [(f"{found.change.place.label}的指标", found.own)]
    area = (f"{found.now.paper.unit.label}的指标", found.area)
    columns = _pair_columns(found, pk, other)
    return [
        {
            "title": title,
            "moved": _pair_table(request, columns, title, [one for one in rows if one.has_moved]),
            "still": _pair_table(request, columns, title, [one for one in rows if not one.has_moved]),
        }
        for title, rows in (*own, area)
        if rows or title == area[0]
    ]


def _pair_table(request: HttpRequest, columns: tuple[Column[Pair], ...], title: str, rows: list[Pair]) -> Table[Pair]:
    return Table(
        columns,
        rows,
        request.GET,
        title=title,
        can_choose_columns=False,
        empty_title="没有变化的指标",
        empty_advice="两份文稿所印的数完全相同。",
    )


def _pair_columns(found: differences.Difference, pk: int, other: int) -> tuple[Column[Pair], ...]:
    def words(pair: Pair) -> str:
        return "项目变化" if pair.has_moved and differences.rests_on_facts(pair) else UNKNOWN

    then, now = change_tables.issue_words(found)
    return (
        Column("name", "指标", lambda pair: pair.told.bare_name, is_title=True),
        Column("code", "代码", lambda pair: pair.told.code or UNKNOWN, Kind.CODE),
        Column("then", then, lambda pair: printed(pair.then), Kind.DECIMAL),
        Column("now", now, lambda pair: printed(pair.now), Kind.DECIMAL),
        Column("moved", "变化", lambda pair: pair.moved, is_short=True),
        Column("behind", "依据", words, href=lambda pair: change_href(pk, other, pair.key, found), is_short=True),
    )


def change_href(pk: int, other: int, key: str, found: differences.Difference) -> str:
    """The projects behind the difference of a figure."""
    of = "" if found.change is None else f"?{urlencode({'of': found.change.place.code})}"
    return reverse("papers:difference_figure", args=[pk, other, key]) + of


def _first_href(found: differences.Difference, pk: int, other: int) -> str:
    """The figure whose projects are shown at once: the first that moved, of the unit that is explained."""
    moved = (pair for pair in (*found.own, *found.area) if pair.has_moved and differences.rests_on_facts(pair))
    first = next((pair for pair in moved if pair.difference), None)
    return "" if first is None else change_href(pk, other, first.key, found)


@requires(Permission.VIEW)
def difference_figure(request: HttpRequest, pk: int, other: int, key: str) -> HttpResponse:
    """The projects behind the difference of one figure."""
    found = _compared(request, pk, other)
    change = differences.figure_change(account(request), found, key)
    opens = may(request, Projects.VIEW)
    context = {
        "found": found,
        "change": change,
        "then": printed(change.pair.then),
        "now": printed(change.pair.now),
        "parts": [change_tables.part(request, found, change, one, opens) for one in change.parts],
        "back": f"{reverse('papers:difference', args=[pk, other])}{_of(request)}",
        "here": request.get_full_path(),
    }
    return pages.page(request, "papers/difference_figure", context)


@requires(Permission.EXPORT)
def difference_excel(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """All of it as a workbook, with every project that moved a figure."""
    name, content = difference_sheet.difference_bytes(account(request), _compared(request, pk, other))
    return pages.download(content, name, pages.WORKBOOK)


def _of(request: HttpRequest) -> str:
    """The explained unit as the comparison's address names it."""
    of = request.GET.get("of", "")
    return f"?{urlencode({'of': of})}" if of else ""
