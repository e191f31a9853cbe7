"""落地三分 as a table: one line per unit or fair, each number with the facts behind it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from luodi.interfaces.web.ui import formats, scope, tiles

HEADS = {
    "signed": "签约",
    "cancelled": "取消",
    "landed": "落地",
    "landed_suspended": "其中：停建",
    "landed_ended": "其中：落地后终止",
    "unlanded": "未落地",
    "unlanded_preparing": "其中：准备落地",
    "unlanded_held": "其中：搁置",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with its column's word and the address of its facts ("" where a fair has none of its own)."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    name: str
    is_total: bool
    cells: tuple[Cell, ...]
    check: str


def rows(found: Any, choice: scope.Choice, carried: dict[str, str], *, by: str) -> list[Row]:  # noqa: ANN401 - the selector's dataclass
    """The whole first, then each line in which something was signed."""
    lines = [(found.total, True), *((line, False) for line in found.lines if not line.is_empty)]
    return [_row(line, is_total, choice, carried, is_linked=is_total or by == "unit") for line, is_total in lines]


def _row(
    line: Any,  # noqa: ANN401 - the selector's dataclass
    is_total: bool,
    choice: scope.Choice,
    carried: dict[str, str],
    *,
    is_linked: bool,
) -> Row:
    tail = f"&{urlencode(carried)}" if carried else ""
    figures = [(HEADS[name], figure) for name, figure in line.parts.items()] + [("落地率", line.rate)]
    cells = tuple(
        Cell(
            title,
            formats.UNKNOWN if figure.value is None else tiles.grouped(figure.value),
            tiles.figure_href(figure.code, str(line.key), choice.period) + tail if is_linked else "",
        )
        for title, figure in figures
    )
    return Row(
        line.name, is_total, cells, "差 " + formats.decimal(formats.as_decimal(line.gap)) if line.gap else "相符"
    )
