"""Views of figures."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luodi.across.figures.rules import CALIBRE_TEXT, Calibre
from luodi.across.figures.rules.outlook import cut_off_of
from luodi.across.figures.rules.rights import Permission
from luodi.across.insight import selectors as insight
from luodi.base.bookmarks.rules import Area
from luodi.domains.offers.rules import Permission as Offers
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.interfaces.web.figures import by_unit, partitions, tables
from luodi.interfaces.web.figures.forms import BoardForm, PartitionForm
from luodi.interfaces.web.ui import charts, exports, formats, outlooks, pages, published, saved, scope, tiles, trends
from luodi.interfaces.web.ui.access import account, may, requires
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column, Table


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
    found = published.board(request, choice, codes=(*tables.CODES, *tables.DUTY_CODES), **options)
    context = {
        "form": form,
        "saved": saved.bar(request, Area.FIGURES),
        "choice": choice,
        "known_at": found.known_at,
        "schedule": tiles.schedule_of(choice.period),
        "tiles": tiles.tiles(tables.wanted(found.total), unit_code=found.unit.code, period=choice.period),
        "sheets": tables.board_sheets(found, choice, tail),
        "goals": _goals(found, choice),
        "cut_off": cut_off_of(choice.period, pages.today()),
        "compared": tables.compared_rows(published.comparison(request, found, codes=tables.CODES), choice),
        "bars": _bars(found),
        "trend_href": f"{reverse('figures:trend')}?{request.GET.urlencode()}",
        "partition_href": f"{reverse('figures:partition')}?unit={found.unit.code}&period={choice.period.code}{tail}",
        "screen_href": f"{reverse('screen:board')}?unit={found.unit.code}&period={choice.period.code}",
        "export_href": f"{reverse('figures:export')}?{request.GET.urlencode()}",
    }
    return pages.page(request, "figures/board", context)


def _goals(found: Any, choice: scope.Choice) -> list[Any]:  # noqa: ANN401 - the selector's dataclass
    """Each figure with a target: its pace, the way to its facts, and each target with what is missing of it in sentences."""
    return [
        (
            pace,
            tiles.figure_href(pace.figure.code, choice.unit_code, choice.period),
            [(aim, outlooks.said(aim.outlook, aim.outlook_unit)) for aim in pace.aims],
        )
        for pace in insight.paces(tables.wanted(found.total), choice.period, on=pages.today())
    ]


@requires(Permission.VIEW)
def partition(request: HttpRequest) -> HttpResponse:
    """Signed = cancelled + landed + not landed, by unit or by fair."""
    choice = published.chosen(request)
    form = PartitionForm(request.GET, viewer=account(request), choice=choice)
    options = form.divided()
    found = published.partition(request, choice, **options)
    carried = {name: request.GET[name] for name in ("calibre", "known_at", "window") if request.GET.get(name)}
    context = {
        "form": form,
        "choice": choice,
        "found": found,
        "key_name": "届次" if options["by"] == "occasion" else "单位",
        "heads": partitions.HEADS.values(),
        "rows": partitions.rows(found, choice, carried, by=options["by"]),
        "calibre_text": f"口径{found.calibre}（{CALIBRE_TEXT[Calibre(found.calibre)]}）",
        "list_text": "任务口径" if found.is_in_task else "一般口径",
        "board_href": f"{reverse('figures:board')}?unit={found.unit.code}&period={choice.period.code}",
    }
    return pages.page(request, "figures/partition", context)


def _bars(found: Any) -> list[charts.Chart]:  # noqa: ANN401 - the selector's dataclass
    """The units beside each other, one chart a figure; what is nowhere above zero is not drawn."""
    drawn = [
        charts.comparison(
            code, f"各单位{name}", [(line.unit.label, _number(line, code)) for line in found.lines], "亿元", "单位"
        )
        for code, name in trends.FIGURES
    ]
    return [chart for chart in drawn if not chart.is_empty]


def _number(line: Any, code: str) -> Any:  # noqa: ANN401 - the selector's dataclass
    figure = line.value(code)
    return None if figure is None or figure.exact is None else formats.as_decimal(figure.exact)


@requires(Permission.VIEW)
def board_export(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    choice, _, options, _ = _asked(request)
    found = published.board(request, choice, codes=(*tables.CODES, *tables.DUTY_CODES), **options)
    columns: list[Column[Any]] = [Column("unit", "单位", lambda line: line.unit.name, is_title=True)]
    for figure in tables.wanted(found.total, (*tables.CODES, *tables.DUTY_CODES)):
        columns.append(Column(figure.code, figure.name, _getter(figure.code), Kind.DECIMAL, figure.unit))
    title = f"{found.unit.name}{choice.period.label}招商引资指标"
    return exports.workbook(request, columns, [found.total, *found.lines], title=title)


def _getter(code: str) -> Any:  # noqa: ANN401 - a reader of one column
    return lambda line: _number(line, code)


@requires(Permission.VIEW)
def trend(request: HttpRequest) -> HttpResponse:
    """Month by month since January against the calendar, as a part that is fetched after the board."""
    choice, _, options, _ = _asked(request)
    return pages.page(request, "figures/trend", {"trends": trends.trends(request, choice, **options), "choice": choice})


@requires(Permission.VIEW)
def drill(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: its definition, calibre and window, its targets, and the facts that sum to it."""
    choice, form, options, tail = _asked(request)
    found = published.drill(request, choice, code, window=request.GET.get("window") or None, **options)
    asked = request.GET.get("part", "")
    part = asked if asked in found.parts else next(iter(found.parts), "numerator")
    units = _by_unit(request, choice, found.figure.code, options, tail)
    context = {
        "form": form,
        "choice": choice,
        "figure": found.figure,
        "tile": tiles.tile(found.figure, unit_code=found.unit.code, period=choice.period),
        "known_at": found.known_at,
        "parts": tables.parts(found, part, request.GET),
        "by_unit": units,
        "has_unit_targets": any(row.gap for row in units),
        "table": _facts(request, found, part, choice),
        "board_href": f"{reverse('figures:board')}?unit={found.unit.code}&period={choice.period.code}{tail}",
        "export_href": f"{reverse('figures:drill_export', args=[code])}?{request.GET.urlencode()}",
        "may_export": may(request, Projects.EXPORT),
    }
    return pages.page(request, "figures/drill", context)


def _by_unit(
    request: HttpRequest, choice: scope.Choice, code: str, options: dict[str, Any], tail: str
) -> list[by_unit.UnitRow]:
    """The figure of each unit directly below, by the same question as the facts."""
    asked = options | {"window": request.GET.get("window") or None}
    return by_unit.rows(published.board(request, choice, codes=(code,), **asked), code, choice, tail)


def _facts(request: HttpRequest, found: Any, part: str, choice: scope.Choice) -> Table[Any]:  # noqa: ANN401
    """One page of the facts of a part, with the sum of all of them."""
    unit = "亿元" if found.figure.unit == "亿元" else ""
    rights = {"projects": Projects.VIEW, "supervision": Supervision.VIEW, "offers": Offers.VIEW}
    opens = [name for name, right in rights.items() if may(request, right)]
    is_shared = any(row.share != 1 for row in found.rows if row.part == part)
    page = found.page(part, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    first, *others = tables.fact_columns(unit, opens=opens, is_shared=is_shared)
    return Table(
        (first, *by_unit.day_columns(found.figure.code, page.rows, choice, in_words=True), *others),
        page.rows,
        request.GET,
        count=page.count,
        totals=tables.totals(found.total(part)),
        before=page.before,
        after=page.after,
        can_choose_columns=False,
        empty_title="这个时期没有计入的事实",
        empty_advice="可以换一个时期，或检查事实是否已经认定。",
    )


@requires(Projects.EXPORT)
def drill_export(request: HttpRequest, code: str) -> HttpResponse:
    """All facts behind the figure as a workbook: a list of projects, for who may take lists of projects out."""
    choice, _, options, _ = _asked(request)
    found = published.drill(request, choice, code, window=request.GET.get("window") or None, **options)
    part: Column[Any] = Column("part", "部分", lambda row: tables.PARTS.get(row.part, row.part))
    first, *others = tables.fact_columns(found.figure.unit)
    columns = (first, *by_unit.day_columns(found.figure.code, found.rows, choice), *others, part)
    title = f"{found.unit.name}{choice.period.label}{found.figure.name}明细"
    return exports.workbook(request, columns, found.rows, title=title)
