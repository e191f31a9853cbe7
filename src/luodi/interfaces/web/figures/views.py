"""Views of figures."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.figures.rules.rights import Permission
from luodi.base.core.periods import parse_period, split, year_to_date
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.figures import tables
from luodi.interfaces.web.figures.forms import BoardForm
from luodi.interfaces.web.ui import charts, exports, formats, pages, published, scope, tiles
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column, Table

SHOWN = 300
TRENDS = (("S02", "新签正式合同额"), ("C01", "实际到位资金"))


def _asked(request: HttpRequest) -> tuple[scope.Choice, BoardForm, dict[str, Any], str]:
    """The page's unit and period, the form, the options for the selectors, and what links carry along."""
    choice = published.chosen(request)
    form = BoardForm(request.GET, viewer=account(request), choice=choice)
    options = form.asked()
    carried = {name: request.GET[name] for name in ("calibre", "known_at") if request.GET.get(name)}
    return choice, form, options, f"&{urlencode(carried)}" if carried else ""


@requires(Permission.VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """Units × figures; every number leads to its facts."""
    choice, form, options, tail = _asked(request)
    found = published.board(request, choice, codes=tables.CODES, **options)
    bars = [
        charts.comparison(
            code, f"各单位{name}", [(line.unit.label, _number(line, code)) for line in found.lines], "亿元", "单位"
        )
        for code, name in TRENDS
    ]
    context = {
        "form": form,
        "choice": choice,
        "known_at": found.known_at,
        "schedule": tiles.schedule_of(choice.period),
        "tiles": tiles.tiles(tables.wanted(found.total), unit_code=found.unit.code, period=choice.period),
        "heads": tables.board_heads(found),
        "rows": tables.board_rows(found, choice, tail),
        "bars": [chart for chart in bars if not chart.is_empty],
        "trend_href": f"{reverse('figures:trend')}?{request.GET.urlencode()}",
        "export_href": f"{reverse('figures:export')}?{request.GET.urlencode()}",
    }
    return pages.page(request, "figures/board", context)


def _number(line: Any, code: str) -> Any:  # noqa: ANN401 - the selector's dataclass
    figure = line.value(code)
    return None if figure is None or figure.exact is None else formats.as_decimal(figure.exact)


@requires(Permission.VIEW)
def board_export(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    choice, _, options, _ = _asked(request)
    found = published.board(request, choice, codes=tables.CODES, **options)
    columns: list[Column[Any]] = [Column("unit", "单位", lambda line: line.unit.name, is_title=True)]
    for figure in tables.wanted(found.total):
        columns.append(Column(figure.code, figure.name, _getter(figure.code), Kind.DECIMAL, figure.unit))
    title = f"{found.unit.name}{choice.period.label}招商引资指标"
    return exports.workbook(request, columns, [found.total, *found.lines], title=title)


def _getter(code: str) -> Any:  # noqa: ANN401 - a reader of one column
    return lambda line: _number(line, code)


@requires(Permission.VIEW)
def trend(request: HttpRequest) -> HttpResponse:
    """Month by month since January against the calendar, as a part that is fetched after the board."""
    choice, _, options, _ = _asked(request)
    year = parse_period(str(choice.period.last.year))
    months = [month for month in split(year, "month") if month.last <= choice.period.last]
    codes = [code for code, _ in TRENDS]
    spans = [parse_period(f"{year_to_date(month.last).start}..{month.last}") for month in months]
    sheets = [published.sheet(request, scope.Choice(choice.unit, span), codes=codes, **options) for span in spans]
    drawn = [_trend(months, [sheet.value(code) for sheet in sheets], code, name) for code, name in TRENDS]
    return pages.page(request, "figures/trend", {"trends": drawn, "choice": choice})


def _trend(months: list[Any], figures: list[Any], code: str, name: str) -> charts.Chart:
    reached = [None if figure.exact is None else formats.as_decimal(figure.exact) for figure in figures]
    aim = next((aim for figure in reversed(figures) if (aim := tiles.yearly_aim(figure)) is not None), None)
    due = [None if aim is None else aim * tiles.month_share(month.last) for month in months]
    return charts.trend(
        f"trend-{code}", f"{name}逐月累计", [f"{month.last.month}月" for month in months], reached, due, "亿元"
    )


@requires(Permission.VIEW)
def drill(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: its definition, calibre and window, its targets, and the facts that sum to it."""
    choice, form, options, tail = _asked(request)
    found = published.drill(request, choice, code, **options)
    context = {
        "form": form,
        "choice": choice,
        "figure": found.figure,
        "tile": tiles.tile(found.figure, unit_code=found.unit.code, period=choice.period),
        "known_at": found.known_at,
        "parts": _parts(request, found),
        "is_ratio": found.figure.denominator is not None,
        "shown": SHOWN,
        "board_href": f"{reverse('figures:board')}?unit={found.unit.code}&period={choice.period.code}{tail}",
        "export_href": f"{reverse('figures:drill_export', args=[code])}?{request.GET.urlencode()}",
    }
    return pages.page(request, "figures/drill", context)


def _parts(request: HttpRequest, found: Any) -> list[tuple[str, Table[Any]]]:  # noqa: ANN401 - the selector's dataclass
    """Each part of the figure (numerator, denominator) as a table of its facts with their sum."""
    unit = "亿元" if found.figure.unit == "亿元" else ""
    columns = tables.fact_columns(unit, may_open=may(request, Projects.VIEW))
    parts = []
    for part in found.parts:
        rows = [row for row in found.rows if row.part == part]
        totals = tables.totals(found.total(part))
        table = Table(columns, rows[:SHOWN], request.GET, count=len(rows), totals=totals, can_choose_columns=False)
        parts.append((tables.PARTS.get(part, part), table))
    return parts


@requires(Permission.VIEW)
def drill_export(request: HttpRequest, code: str) -> HttpResponse:
    """All facts behind the figure as a workbook."""
    choice, _, options, _ = _asked(request)
    found = published.drill(request, choice, code, **options)
    part: Column[Any] = Column("part", "部分", lambda row: tables.PARTS.get(row.part, row.part))
    columns = (*tables.fact_columns(found.figure.unit, may_open=False), part)
    title = f"{found.unit.name}{choice.period.label}{found.figure.name}明细"
    return exports.workbook(request, columns, found.rows, title=title)
