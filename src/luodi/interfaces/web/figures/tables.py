"""The board and the facts of a figure as tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from luodi.base.core.money import round_decimal
from luodi.domains.projects.rules import Event
from luodi.interfaces.web.ui import formats, scope, tiles
from luodi.interfaces.web.ui import query as words
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

CODES = ("S01", "S02", "P01", "P03", "P05", "P10", "P13.n", "P14.n", "C01", "C05", "C06")
DUTY_CODES = ("P24", "G06", "G07", "G08", "G09.r", "G09.e", "P25")
"""Rates of what was due, in a table of their own below the others."""
PARTS = {"numerator": "分子", "denominator": "分母", "previous": "上年同期"}
FACTS = {
    "capital": "到位资金",
    "stage_event": "阶段事件",
    "event": "阶段事件",
    "project": "项目",
    "trip": "外出招商",
    "factor": "要素问题",
    "order": "三单",
    "rectification": "限期整改",
    "milestone": "项目节点",
    "return": "进度月报",
    "review": "认定复核",
    "visit": "观摩点",
    "planned": "策划项目",
}
_PAGES = {
    "factor": ("issues:detail", "supervision"),
    "order": ("orders:detail", "supervision"),
    "rectification": ("inspections:finding", "supervision"),
    "visit": ("inspections:visit", "supervision"),
    "planned": ("planned:detail", "offers"),
}
DIGITS = 4


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One figure of one unit."""

    text: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit's line."""

    name: str
    href: str
    is_total: bool
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class BoardHead:
    """One figure's column head."""

    name: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """One table of the board: units × some figures."""

    title: str
    heads: list[BoardHead]
    rows: list[BoardRow]
    foot: str = ""


def wanted(line: Any, codes: Sequence[str] = CODES) -> list[Any]:  # noqa: ANN401 - the selector's dataclass
    """The figures of the board's own codes; a bare code also brings its parts, which stand on its drill-down."""
    return [figure for figure in line.figures if figure.code in codes]


def board_sheets(board: Any, choice: scope.Choice, tail: str) -> list[BoardSheet]:  # noqa: ANN401 - the selector's dataclass
    """The tables of the board: all units (those without any figure last), and the units by which something was due."""
    busy = sorted(board.lines, key=lambda line: not any(figure.exact for figure in wanted(line)))
    owing = [line for line in board.lines if _has_any(line)]
    foot = "" if busy else "该单位没有下级单位。"
    found = [_sheet("各单位", board.total, busy, CODES, choice, tail, foot)]
    if _has_any(board.total):
        foot = "没有列出的单位本期没有到期事项。" if len(owing) < len(busy) else ""
        found.append(_sheet("各单位节点、督办与报送", board.total, owing, DUTY_CODES, choice, tail, foot))
    return found


def _has_any(line: Any) -> bool:  # noqa: ANN401 - the selector's dataclass
    return any(figure.value is not None for figure in wanted(line, DUTY_CODES))


def _sheet(
    title: str,
    total: Any,  # noqa: ANN401 - the selector's dataclass
    below: Sequence[Any],
    codes: Sequence[str],
    choice: scope.Choice,
    tail: str,
    foot: str,
) -> BoardSheet:
    """The unit itself, then units below; every number leads to its facts, every head to its definition."""
    heads = [
        BoardHead(figure.name, figure.unit, f"{reverse('definitions:list')}#{figure.code}")
        for figure in wanted(total, codes)
    ]
    lines = [(total, True), *((line, False) for line in below)]
    rows = [_board_row(line, codes, is_total, choice, tail) for line, is_total in lines]
    return BoardSheet(title, heads, rows, foot)


def _board_row(line: Any, codes: Sequence[str], is_total: bool, choice: scope.Choice, tail: str) -> BoardRow:  # noqa: ANN401
    cells = tuple(
        BoardCell(
            formats.UNKNOWN if figure.value is None else tiles.grouped(figure.value),
            tiles.figure_href(figure.code, line.unit.code, choice.period) + tail,
            figure.why or figure.note,
        )
        for figure in wanted(line, codes)
    )
    href = f"{reverse('figures:board')}?unit={line.unit.code}&period={choice.period.code}{tail}"
    return BoardRow(line.unit.label, href, is_total, cells)


def exact_text(value: Fraction | None) -> str:
    """Up to four digits after the point, trailing zeros left out."""
    if value is None:
        return formats.UNKNOWN
    shown = round_decimal(formats.as_decimal(value), DIGITS)
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _event(row: Any) -> str:  # noqa: ANN401 - the selector's dataclass
    told = str(Event(row.event).label) if row.event in Event.values else FACTS.get(row.kind, row.kind)
    return f"{told}（{row.mark}）" if row.mark else told


def _href(row: Any, opens: Collection[str]) -> str:  # noqa: ANN401 - the selector's dataclass
    """The page of what was due, else that of the project."""
    if row.kind in _PAGES:
        address, right = _PAGES[row.kind]
        return reverse(address, args=[row.fact_id]) if right in opens else ""
    return reverse("projects:detail", args=[row.project_id]) if row.project_id and "projects" in opens else ""


def fact_columns(unit: str, *, opens: Collection[str] = (), is_shared: bool = True) -> tuple[Column[Any], ...]:
    """Columns of the facts behind a figure; names lead to the pages that the viewer `opens`: `projects`, `supervision`, `offers`.

    Where no fact is shared by units, amount and share would only repeat what is counted, and are left out.
    """
    columns: tuple[Column[Any], ...] = (
        Column("name", "项目或事项", lambda row: row.name, is_title=True, href=lambda row: _href(row, opens)),
        Column("code", "编号", lambda row: row.code, Kind.CODE),
        Column("event", "事实", _event, is_short=True),
        Column("day", "发生日期", lambda row: row.day, Kind.DATE),
        Column("amount", "数值", lambda row: exact_text(row.amount), Kind.DECIMAL, unit),
        Column("share", "分担", lambda row: f"{exact_text(row.share * 100)}%", Kind.DECIMAL),
        Column("contribution", "计入", lambda row: exact_text(row.contribution), Kind.DECIMAL, unit),
    )
    return columns if is_shared else tuple(column for column in columns if column.name not in {"amount", "share"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a figure: its word, how many facts, their sum, and the address of its list."""

    label: str
    count: int
    total: str
    href: str
    is_current: bool


def parts(found: Any, current: str, query: QueryDict) -> list[Part]:  # noqa: ANN401 - the selector's dataclass
    """The parts of a figure as tabs; a figure that is a plain sum has one, called 构成."""
    is_ratio = found.figure.denominator is not None
    return [
        Part(
            PARTS.get(part, part) if is_ratio or len(found.parts) > 1 else "构成",
            sum(row.part == part for row in found.rows),
            exact_text(found.total(part)),
            words.changed(query, {"part": part}),
            part == current,
        )
        for part in found.parts
    ]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A figure beside last year's, as people read it."""

    name: str
    unit: str
    now: str
    before: str
    difference: str
    href: str


def compared_rows(found: Any, choice: scope.Choice) -> list[ComparedRow]:  # noqa: ANN401 - the selector's dataclass
    """The lines of the comparison with last year; the difference of two rates is in percentage points."""
    return [
        ComparedRow(
            line.now.name,
            line.now.unit,
            _value(line.now),
            _value(line.before),
            _signed(line.difference, line.now.digits),
            tiles.figure_href(line.now.code, found.unit.code, choice.period),
        )
        for line in found.lines
        if line.now.code in CODES
    ]


def _value(figure: Any) -> str:  # noqa: ANN401 - the selector's dataclass
    return formats.UNKNOWN if figure.value is None else tiles.grouped(figure.value)


def _signed(difference: Fraction | None, digits: int) -> str:
    if difference is None:
        return formats.UNKNOWN
    shown = round_decimal(formats.as_decimal(difference), digits)
    return f"{shown:+,}" if shown else "持平"


def totals(total: Fraction) -> dict[str, object]:
    """The totals row."""
    return {"contribution": SafeString(exact_text(total))}
