"""Two issues of a paper: choosing the other one, figures and places side by side, the projects behind a difference.

The same pages serve papers that were drafted and papers out of templates; `sort` says which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from luodi.across.reports import selectors
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.selectors import Pair, difference_sheet, differences, printed, templates
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.papers import change_tables
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.paging import Order, page_of
from luodi.interfaces.web.ui.tables import Column, Table


@dataclass(frozen=True)
class Sort:
    """Drafted papers or papers out of templates: how one is found, its page, and what the pages of a comparison are called."""

    one: Callable[[Any, int], differences.AnyPaper]
    paper: str
    against: str
    difference: str
    figure: str
    excel: str
    list_page: str
    by: Callable[[Any], object]

    def href(self, address: str, *parts: object) -> str:
        """An address of this sort."""
        return reverse(f"papers:{address}", args=parts)


DRAFTED: Final = Sort(
    selectors.paper,
    "detail",
    "against",
    "difference",
    "difference_figure",
    "difference_excel",
    "list",
    lambda row: row.created_by,
)
OF_TEMPLATES: Final = Sort(
    templates.template_paper,
    "template_paper",
    "template_against",
    "template_difference",
    "template_difference_figure",
    "template_difference_excel",
    "template_papers",
    lambda row: row.recorded_by,
)


@requires(Permission.VIEW)
def against(request: HttpRequest, pk: int, sort: Sort = DRAFTED) -> HttpResponse:
    """The other issues of the same paper; with `usual` straight to the one before."""
    viewer = account(request)
    paper = sort.one(viewer, pk)
    usual = differences.usual_other(viewer, paper)
    if usual is not None and "usual" in request.GET:
        return redirect(f"papers:{sort.difference}", pk=pk, other=usual.pk)
    page = page_of(differences.other_issues(viewer, paper), order=Order("pk", is_descending=True), query=request.GET)
    context: dict[str, object] = {
        "paper": paper,
        "kind_name": differences.sort_name(paper),
        "paper_href": sort.href(sort.paper, pk),
        "list_href": sort.href(sort.list_page),
        "usual_href": "" if usual is None else sort.href(sort.difference, pk, usual.pk),
        "table": Table(
            _issue_columns(pk, sort),
            page.rows,
            request.GET,
            title="可以比较的文稿",
            before=page.before,
            after=page.after,
            can_choose_columns=False,
            empty_title="还没有可以比较的文稿",
            empty_advice=f"同一单位的另一期或另一稿{differences.sort_name(paper)}生成之后，就能在这里比较。",
        ),
    }
    return pages.page(request, "papers/against", context)


def _issue_columns(pk: int, sort: Sort) -> tuple[Column[Any], ...]:
    return (
        Column(
            "title",
            "标题",
            lambda row: row.title,
            is_title=True,
            href=lambda row: sort.href(sort.difference, pk, row.pk),
        ),
        Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
        Column("known", "数据截至", lambda row: row.known_at, Kind.MOMENT),
        Column("state", "版本", _edition, is_short=True),
        Column("by", "起草人", sort.by, is_short=True),
    )


def _edition(row: Any) -> str:  # noqa: ANN401 - pages know no models
    """The state of a drafted paper; of one out of a template the version of the template."""
    return str(row.template) if hasattr(row, "template") else str(row.get_state_display())


def _compared(request: HttpRequest, pk: int, other: int, sort: Sort) -> differences.Difference:
    viewer = account(request)
    one, second = sort.one(viewer, pk), sort.one(viewer, other)
    return differences.difference(viewer, one, second, of=request.GET.get("of", ""))


@requires(Permission.VIEW)
def difference(request: HttpRequest, pk: int, other: int, sort: Sort = DRAFTED) -> HttpResponse:
    """Both issues side by side, and why a unit moved."""
    found = _compared(request, pk, other, sort)
    change = found.change
    hrefs = _Hrefs(sort, pk, other, "" if change is None else change.place.code)
    context = {
        "found": found,
        "name": difference_sheet.difference_name(found),
        "kind_name": differences.sort_name(found.now.paper),
        "hrefs": hrefs,
        "then_href": sort.href(sort.paper, found.then.paper.pk),
        "now_href": sort.href(sort.paper, found.now.paper.pk),
        "change": change,
        "lines": None if change is None else change_tables.lines(request, found, change),
        "places": None if change is None else change_tables.places(request, found, change),
        "sections": _sections(request, found, hrefs),
        "may_export": may(request, Permission.EXPORT),
        "first_href": _first_href(found, hrefs),
        "of": hrefs.of,
    }
    return pages.page(request, "papers/difference", context)


@dataclass(frozen=True)
class _Hrefs:
    """The addresses of one comparison; `of` is the unit that is explained."""

    sort: Sort
    pk: int
    other_pk: int
    of: str

    @property
    def papers(self) -> str:
        """The list of papers."""
        return self.sort.href(self.sort.list_page)

    @property
    def paper(self) -> str:
        """The paper from which one came."""
        return self.sort.href(self.sort.paper, self.pk)

    @property
    def against(self) -> str:
        """The choice of another issue."""
        return self.sort.href(self.sort.against, self.pk)

    @property
    def excel(self) -> str:
        """The workbook."""
        return self.sort.href(self.sort.excel, self.pk, self.other_pk) + self._tail

    @property
    def _tail(self) -> str:
        return f"?{urlencode({'of': self.of})}" if self.of else ""

    def figure(self, key: str) -> str:
        """The projects behind the difference of a figure."""
        return self.sort.href(self.sort.figure, self.pk, self.other_pk, key) + self._tail


def _sections(request: HttpRequest, found: differences.Difference, hrefs: _Hrefs) -> list[dict[str, Any]]:
    """The figures of the unit that is explained, those of the paper's own area, then those of the other units and chains;
    what did not move is folded away.
    """
    own = [] if found.change is None else [(f"{found.change.place.label}的指标", found.own)]
    area = (f"{found.now.paper.unit.label}的指标", found.area)
    columns = _pair_columns(found, hrefs)
    return [
        {
            "title": title,
            "moved": _pair_table(request, columns, title, [one for one in rows if one.has_moved]),
            "still": _pair_table(request, columns, title, [one for one in rows if not one.has_moved]),
        }
        for title, rows in (*own, area, ("各单位、各产业链的指标", found.items))
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


def _pair_columns(found: differences.Difference, hrefs: _Hrefs) -> tuple[Column[Pair], ...]:
    own = {pair.key for pair in found.own}

    def words(pair: Pair) -> str:
        return "项目变化" if pair.has_moved and differences.rests_on_facts(pair) else UNKNOWN

    def name(pair: Pair) -> str:
        return found.name_of(pair).removeprefix(pair.told.owner if pair.key in own else "")

    then, now = change_tables.issue_words(found)
    return (
        Column("name", "指标", name, is_title=True),
        Column("code", "代码", lambda pair: pair.told.code or UNKNOWN, Kind.CODE),
        Column("then", then, lambda pair: printed(pair.then), Kind.DECIMAL),
        Column("now", now, lambda pair: printed(pair.now), Kind.DECIMAL),
        Column("moved", "变化", lambda pair: pair.moved, is_short=True),
        Column("behind", "依据", words, href=lambda pair: hrefs.figure(pair.key), is_short=True),
    )


def _first_href(found: differences.Difference, hrefs: _Hrefs) -> str:
    """The figure whose projects are shown at once: the first that moved, of the unit that is explained."""
    moved = (pair for pair in (*found.own, *found.area) if pair.has_moved and differences.rests_on_facts(pair))
    first = next((pair for pair in moved if pair.difference), None)
    return "" if first is None else hrefs.figure(first.key)


@requires(Permission.VIEW)
def difference_figure(request: HttpRequest, pk: int, other: int, key: str, sort: Sort = DRAFTED) -> HttpResponse:
    """The projects behind the difference of one figure."""
    found = _compared(request, pk, other, sort)
    change = differences.figure_change(account(request), found, key)
    opens = may(request, Projects.VIEW)
    context = {
        "found": found,
        "change": change,
        "name": found.name_of(change.pair).removeprefix(change.pair.told.owner),
        "then": printed(change.pair.then),
        "now": printed(change.pair.now),
        "parts": [change_tables.part(request, found, change, one, opens) for one in change.parts],
        "papers_href": sort.href(sort.list_page),
        "back": f"{sort.href(sort.difference, pk, other)}{_of(request)}",
        "here": request.get_full_path(),
    }
    return pages.page(request, "papers/difference_figure", context)


@requires(Permission.EXPORT)
def difference_excel(request: HttpRequest, pk: int, other: int, sort: Sort = DRAFTED) -> HttpResponse:
    """All of it as a workbook, with every project that moved a figure."""
    name, content = difference_sheet.difference_bytes(account(request), _compared(request, pk, other, sort))
    return pages.download(content, name, pages.WORKBOOK)


def _of(request: HttpRequest) -> str:
    """The explained unit as the comparison's address names it."""
    of = request.GET.get("of", "")
    return f"?{urlencode({'of': of})}" if of else ""
