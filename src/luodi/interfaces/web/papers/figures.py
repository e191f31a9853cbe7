"""A figure of a paper by click: what it is, as known when, and the facts that give what is printed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.reports import selectors
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.selectors import figure_facts, templates
from luodi.base.core.money import round_decimal
from luodi.domains.projects.rules import Event
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.ui import formats, pages
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.slices import slice_of
from luodi.interfaces.web.ui.tables import Column, Table

PARTS = {"numerator": "分子", "denominator": "分母", "previous": "上年同期"}
_WHOLE = "构成"
_FACTS = {"capital": "到位资金", "trip": "外出招商", "investor": "对接企业", "unit": "单位", "planned": "策划项目"}
_DIGITS = 4
_RAW_DIGITS = 12


def figure_href(address: str, pk: int, key: str) -> str:
    """The page of a figure of a paper."""
    return reverse(address, args=[pk, key])


@requires(Permission.VIEW)
def figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A figure of a paper."""
    paper = selectors.paper(account(request), pk)
    found = figure_facts.behind(figure_facts.taken_by(paper), key)
    return _page(request, found, paper, reverse("papers:detail", args=[pk]))


@requires(Permission.VIEW)
def template_figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A figure of a paper out of a template."""
    paper = templates.template_paper(account(request), pk)
    found = figure_facts.behind(figure_facts.printed_by_template(paper), key)
    return _page(request, found, paper, reverse("papers:template_paper", args=[pk]))


def _page(request: HttpRequest, found: figure_facts.Behind, paper: Any, back: str) -> HttpResponse:  # noqa: ANN401 - pages know no models
    opens = may(request, Projects.VIEW)
    parts = figure_facts.seen_facts(account(request), found)
    context = {
        "paper": paper,
        "found": found,
        "figure": found.figure,
        "raw": _raw_text(found.figure.raw),
        "printed": _printed(found),
        "parts": [_part(request, one, len(parts) > 1, opens) for one in parts],
        "back": back,
        "here": request.get_full_path(),
        "is_part": pages.is_part(request),
    }
    return pages.page(request, "papers/figure", context)


def _printed(found: figure_facts.Behind) -> list[tuple[str, str]]:
    """Where the paper prints the figure, and in which words; a figure that it only offers as the ledger prints it."""
    by_place = (
        ("文中印作", found.printed.in_text),
        ("表中印作", found.printed.in_tables),
        ("图中印作", found.printed.in_charts),
    )
    told = [(place, "、".join(words)) for place, words in by_place if words]
    return told or [("数值", found.printed.said(found.figure))]


def _part(request: HttpRequest, part: figure_facts.SeenFacts, is_one_of_many: bool, opens: bool) -> dict[str, object]:
    """A part with its table; of a long one the first rows, the others by the page's own address."""
    page, is_part = slice_of(part.rows, request.GET), pages.is_part(request)
    label = PARTS.get(part.part, part.part) if is_one_of_many else _WHOLE
    table = Table(
        _columns(opens),
        page.rows,
        request.GET,
        title=label,
        before="" if is_part else page.before,
        after="" if is_part else page.after,
        can_choose_columns=False,
        empty_title="没有您可以查看的明细",
        empty_advice="",
    )
    return {
        "label": label,
        "count": len(part.rows) + part.others,
        "total": exact_text(part.total),
        "more": len(part.rows) - len(page.rows) if is_part else 0,
        "others": part.others,
        "others_sum": exact_text(part.others_sum),
        "table": table,
    }


def _raw_text(raw: Any) -> str:  # noqa: ANN401 - a decimal or nothing
    """The value before rounding, to twelve digits where it has no end."""
    if raw is None:
        return ""
    text = f"{round_decimal(raw, _RAW_DIGITS):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_text(number: Any) -> str:  # noqa: ANN401 - a fraction or nothing
    """Up to four digits, zeros at the end left out."""
    text = formats.decimal(formats.as_decimal(number), _DIGITS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fact_word(row: Any) -> str:  # noqa: ANN401 - the selector's dataclass
    """What a fact is called."""
    told = str(Event(row.event).label) if row.event in Event.values else _FACTS.get(row.kind, "督办事项")
    return f"{told}（{row.mark}）" if row.mark else told


def project_href(project_id: int | None, opens: bool) -> str:
    """The page of a project, for those who may open projects."""
    return reverse("projects:detail", args=[project_id]) if project_id and opens else ""


def _columns(opens: bool) -> tuple[Column[Any], ...]:
    return (
        Column(
            "name",
            "项目或事项",
            lambda row: row.name,
            is_title=True,
            href=lambda row: project_href(row.project_id, opens),
        ),
        Column("code", "编号", lambda row: row.code, Kind.CODE),
        Column("event", "事实", fact_word, is_short=True),
        Column("day", "发生日期", lambda row: row.day, Kind.DATE),
        Column("contribution", "计入", lambda row: exact_text(row.contribution), Kind.DECIMAL),
    )
