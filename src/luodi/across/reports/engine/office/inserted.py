"""Places, lists of projects and charts that a template inserts, as exhibits of its paper."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.grids import Spec, unit_table
from luodi.across.reports.engine.office.inserting import USUAL_COLUMNS
from luodi.across.reports.engine.office.marks import Draw, Show
from luodi.across.reports.engine.office.saying import CODE
from luodi.across.reports.engine.standing import Standing
from luodi.across.reports.engine.tokens import qualified
from luodi.base.core.documents.content import ColumnKind

_PLACE_COLUMNS: Final = (
    Spec("得分", "X02", width=14),
    Spec("升降", "X03.moved", "text", "升降", 11, alignment="center"),
    Spec("五色", "X04", "text", "颜色", 10, alignment="center"),
)
_NUMBERS: Final[dict[str, tuple[str, str, ColumnKind]]] = {
    "总投资": ("total_investment_in_wan", "总投资（万元）", "number"),
    "超期天数": ("overdue_days", "超期（天）", "number"),
}
"""Columns of numbers: their key in the book, header and kind."""
_WIDE: Final = frozenset({"项目", "投资方", "责任单位", "卡点", "下月节点"})


def places_tables(show: Show, groups: Sequence[Standing], book: FigureBook) -> tuple[TableExhibit, ...]:
    """The places of each group with a score, or of the one that is named; of more than N units the first."""
    return tuple(
        unit_table(
            f"{show.key}|{group.code}",
            f"{group.name}{'名次' if group.is_ranked else '得分'}",
            group.scored[: show.limit] if show.limit is not None else group.scored,
            _PLACE_COLUMNS,
            book,
            note=_first(show.limit, len(group.scored), "个单位"),
            has_rank=group.is_ranked,
        )
        for group in groups
        if group.scored and show.choice in ("", group.name)
    )


def list_table(show: Show, items: Sequence[Item]) -> TableExhibit | None:
    """The projects of a set with the columns that are named; nothing without projects."""
    if not items:
        return None
    names = show.columns or USUAL_COLUMNS
    columns = (ExhibitColumn("序号", "index", 9), *(_column(name) for name in names))
    rows = tuple((item.words["序号"], *(_cell(name, item) for name in names)) for item in items[: show.limit])
    note = _first(show.limit, len(items), "个项目")
    return TableExhibit(show.key, f"{show.choice}项目", columns, rows, note=note, is_internal=True)


def unit_chart(draw: Draw, items: Sequence[Item], book: FigureBook) -> ChartExhibit | None:
    """The figure of each unit below, greatest first; nothing when nobody has a value."""
    keys = {item.words["名称"]: qualified(draw.figure, item.words[CODE]) for item in items}
    told = {name: key for name, key in keys.items() if not book.why_not(key)}
    chosen = sorted(told, key=lambda name: -(book[told[name]].raw or Decimal(0)))[: draw.limit]
    if not chosen:
        return None
    first = book[told[chosen[0]]]
    return _chart(draw, f"各单位{first.bare_name}", tuple(chosen), tuple(told[name] for name in chosen), book)


def month_key(figure: str, month: int) -> str:
    """Under which key a month's value stands in the book."""
    return f"{figure}.m{month:02d}"


def month_chart(draw: Draw, year: int, months: int, book: FigureBook) -> ChartExhibit | None:
    """The figure of each month since January; nothing when no month has a value."""
    keys = tuple(month_key(draw.figure, month) for month in range(1, months + 1))
    known = [key for key in keys if not book.why_not(key)]
    if not known:
        return None
    names = tuple(f"{month}月" for month in range(1, months + 1))
    return _chart(draw, f"{year}年各月{book[known[0]].name}", names, keys, book)


def _chart(
    draw: Draw, caption: str, categories: tuple[str, ...], keys: tuple[str, ...], book: FigureBook
) -> ChartExhibit:
    figures = [book[key] for key in keys if not book.why_not(key)]
    digits = max(len(figure.text.partition(".")[2]) for figure in figures)
    name = figures[0].bare_name or caption
    return ChartExhibit(draw.key, caption, categories, (ChartLine(name, keys, digits=digits),), figures[0].unit)


def _column(name: str) -> ExhibitColumn:
    if name in _NUMBERS:
        _, header, kind = _NUMBERS[name]
        return ExhibitColumn(header, kind, 14)
    if name.endswith("日"):
        return ExhibitColumn(name, width=18)
    return ExhibitColumn(name, width=34 if name == "项目" else 22 if name in _WIDE else 13)


def _cell(name: str, item: Item) -> str:
    if name in _NUMBERS:
        return f"{{{{{qualified(_NUMBERS[name][0], item.words[CODE])}|表内}}}}"
    return item.words[name]


def _first(limit: int | None, every: int, counted: str) -> str:
    return f"共{every}{counted}，列前{limit}" if limit is not None and every > limit else ""
