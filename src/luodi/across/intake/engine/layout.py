"""How the tables of a sheet are built: titles, headers of one to four rows, stacked tables, headers repeated on printed pages.

Nothing is known beforehand: a header is a row whose cells read like headers, with what is joined to it above and below.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from luodi.across.intake.engine.amounts import read_unit
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.headings import is_heading_word, known_heading
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.rules.rows import COMPANY, CONTINUED, FILLING_HINT, META, SIGNATURE, TITLE, TOTAL, UNIT_LINE

_META: Final = re.compile(META)
_TITLE: Final = re.compile(TITLE)
_TOTAL: Final = re.compile(TOTAL)
_SIGNATURE: Final = re.compile(SIGNATURE)
_CONTINUED: Final = re.compile(CONTINUED)
_UNIT_ONLY: Final = re.compile(
    r"[(\[【]?(?:单位[:：]?)?(?:亿|百万|万|千)?(?:元|美元|亩|人|个|平方米|㎡|吨|%)[)\]】]?|[(（]打[√✓][)）]"
)
_HINT: Final = re.compile(FILLING_HINT)
_NUMBERING: Final = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁])[)）]?(?:[=＝].*)?")
_COMPANY: Final = re.compile(COMPANY)
_MOST_HEADER_ROWS: Final = 4
_FIRST_ROWS: Final = 12
_UNIT_LINE: Final = re.compile(UNIT_LINE)
_LONGEST_UNKNOWN: Final = 12
_PEEK: Final = 10
_LONGEST_REPEATED_WORD: Final = 10
_ENOUGH_TO_LOOK: Final = 3
_LAST_MONTH: Final = 12
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_TITLE_ABOVE: Final = 6
_LONGEST_PARENT: Final = 24
_BEYOND_DOUBT: Final = 8
"""So many known headings make a header, however many columns of the office's own stand beside them."""


@dataclass(slots=True, eq=False)
class Block:
    """One table of a sheet: rows of titles, of the header, and the rows below it; `repeats` are header rows printed again."""

    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    first_row: int
    last_row: int
    repeats: set[int] = field(default_factory=set)
    inner_titles: set[int] = field(default_factory=set)


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of the sheet from top to bottom; none if no row reads like a header."""
    blocks: list[Block] = []
    row = 1
    while row <= grid.last_row:
        if _may_be_header(grid, row, is_first=not blocks) and _is_header(grid, row):
            row = _take_header(grid, blocks, row) + 1
        else:
            row += 1
    row = 0 if blocks else _header_by_contrast(grid)
    if row:
        _take_header(grid, blocks, row)
    if blocks:
        blocks[-1].last_row = grid.last_row
    return blocks


def _header_by_contrast(grid: Grid) -> int:
    """A header of unknown words: the first row of short words alone, over rows that hold numbers, days and companies there."""
    for row in range(1, min(grid.last_row, _FIRST_ROWS) + 1):
        texts = grid.texts(row)
        if len(texts) < _ENOUGH_TO_LOOK or any(
            len(text) > _LONGEST_UNKNOWN or _META.match(text) or _looks_like_data(text) for _, text in texts
        ):
            continue
        if len({text for _, text in texts}) < len(texts) or any(
            _is_data(grid.cell(row, column)) for column, _ in texts
        ):
            continue
        below = [
            other
            for other in range(row + 1, min(row + 4, grid.last_row + 1))
            if _is_row_of_data(grid, other, {column for column, _ in texts})
        ]
        if len(below) >= 2:
            return row
    return 0


def _looks_like_data(text: str) -> bool:
    return bool(_COMPANY.search(text)) or text.replace(".", "").isdigit() or len(re.findall(r"\d", text)) >= 4


def _is_row_of_data(grid: Grid, row: int, columns: set[int]) -> bool:
    filled = [(column, cell) for column, cell in grid.filled(row) if column in columns]
    data = sum(1 for _, cell in filled if not isinstance(cell, str) or _looks_like_data(compact(cell)))
    return len(filled) >= 0.5 * len(columns) and data >= 2


def is_title_line(text: str) -> bool:
    """A line that belongs above a table: a title, or 填报单位：…, 单位：…"""
    short = compact(text)
    return bool(
        _META.match(short) or _CONTINUED.search(short) or (_TITLE.search(short) and not _TOTAL.fullmatch(short))
    )


def _may_be_header(grid: Grid, row: int, *, is_first: bool) -> bool:
    """A cheap look, so that a hundred thousand rows are not read twice."""
    if is_first:
        return True
    cells = grid.rows[row - 1]
    if isinstance(cells[0], (int, float)):
        return False
    seen = 0
    for cell in cells[:_PEEK]:
        if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_REPEATED_WORD and is_heading_word(cell):
            seen += 1
            if seen >= _ENOUGH_TO_LOOK:
                return True
    return False


def _is_header(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    if len(texts) < 2 or any(_META.match(text) and not text.endswith((":", "：")) for _, text in texts):
        return False
    words = [text for column, text in texts if not _is_small_number(grid.cell(row, column))]
    if not words:
        return False
    hits = sum(1 for text in words if is_heading_word(text))
    known = sum(1 for text in words if known_heading(text))
    numbers = sum(1 for column, _ in texts if _is_data(grid.cell(row, column)))
    if known >= _BEYOND_DOUBT and not numbers:
        return True
    is_mostly_words = hits >= 0.6 * len(words) and numbers <= 0.2 * len(texts)
    return is_mostly_words and hits >= 2 and (known >= 2 or (known == 1 and hits >= _ENOUGH_TO_LOOK) or hits >= 5)


def _is_small_number(cell: Cell) -> bool:
    """A month or a year in a header, or the number of a column; a month may be a date of Excel (the first of it)."""
    if isinstance(cell, date):
        return cell.day == 1
    return (
        isinstance(cell, (int, float))
        and not isinstance(cell, bool)
        and (0 < cell <= _LAST_MONTH or _FIRST_YEAR < cell < _LAST_YEAR)
    )


def _is_data(cell: Cell) -> bool:
    return not isinstance(cell, str) and cell is not None and not _is_small_number(cell)


def _take_header(grid: Grid, blocks: list[Block], row: int) -> int:
    """Makes a block of the header at `row` (or a repetition of the block before) and returns the header's last row."""
    floor = blocks[-1].header_rows[-1] + 1 if blocks else 1
    top = _grow_up(grid, row, floor)
    bottom = _grow_down(grid, row)
    header = tuple(range(top, bottom + 1))
    titles = _titles_above(grid, top, floor, is_first=not blocks)
    paths = _paths(grid, header)
    if blocks and _is_repeat(grid, blocks[-1], paths, titles):
        blocks[-1].repeats.update(header)
        blocks[-1].inner_titles.update(titles)
        return bottom
    if blocks:
        blocks[-1].last_row = (titles[0] if titles else top) - 1
    blocks.append(Block(titles, header, paths, bottom + 1, grid.last_row))
    return bottom


def _is_repeat(grid: Grid, block: Block, paths: dict[int, tuple[str, ...]], titles: tuple[int, ...]) -> bool:
    if {column: "".join(map(compact, path)) for column, path in paths.items()} != {
        column: "".join(map(compact, path)) for column, path in block.paths.items()
    }:
        return False
    named = [row for row in titles if grid.line(row)]
    if not named or any(_CONTINUED.search(compact(grid.line(row))) for row in named):
        return True
    before = {compact(grid.line(row)) for row in block.title_rows}
    return all(compact(grid.line(row)) in before for row in named)


def _grow_up(grid: Grid, row: int, floor: int) -> int:
    """Rows above that are joined to the header: groups of columns (基本情况 | 投资情况 | 进度)."""
    top = row
    while top - 1 >= floor and row - top + 1 < _MOST_HEADER_ROWS and _is_parent_row(grid, top - 1):
        top -= 1
    return top


def _is_parent_row(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    if len(texts) < 2 or any(
        _META.match(text) or len(text) > _LONGEST_PARENT or _TOTAL.fullmatch(text) for _, text in texts
    ):
        return False
    if any(_is_data(grid.cell(row, column)) for column, _ in texts):
        return False
    if grid.runs_down(row):
        return True
    spans = [area for area in grid.areas_of(row) if area.right > area.left and area.right - area.left + 1 < grid.width]
    below = dict(grid.texts(row + 1))
    has_children = any(sum(1 for column in range(area.left, area.right + 1) if column in below) >= 2 for area in spans)
    return has_children and not any(_SIGNATURE.search(text) for _, text in texts)


def _grow_down(grid: Grid, row: int) -> int:
    bottom = row
    while bottom < grid.last_row and bottom - row + 1 < _MOST_HEADER_ROWS and _is_child_row(grid, row, bottom + 1):
        bottom += 1
    return bottom


def _is_child_row(grid: Grid, head: int, row: int) -> bool:
    texts = grid.texts(row)
    if not texts:
        return False
    if is_numbering(texts) or is_hint_row(texts):
        return True
    if any(_is_data(grid.cell(row, column)) for column, _ in texts):
        return False
    if any(area.top <= head and area.bottom >= row for area in grid.areas_of(row)):
        return True
    if all(_UNIT_ONLY.fullmatch(text) for _, text in texts):
        return True
    above = dict(grid.texts(head))
    if _is_header(grid, row) and [text for _, text in texts] != list(above.values()):
        return True
    anchors = [column for column, text in above.items() if known_heading(text) and text not in _PARENT_WORDS]
    below = {column for column, _ in texts}
    words = [text for column, text in texts if not _is_small_number(grid.cell(row, column))]
    hits = sum(1 for text in words if is_heading_word(text) or _UNIT_ONLY.fullmatch(text))
    is_under_gaps = len(above) > len(below & set(above)) and not any(column in below for column in anchors[:2])
    return (
        is_under_gaps
        and hits >= 0.7 * len(words)
        and not any(_TOTAL.fullmatch(text) and column == 1 for column, text in texts)
    )


_PARENT_WORDS: Final = frozenset(
    ["总投资", "投资规模", "到位资金", "时间", "时间节点", "进展情况", "推进阶段", "项目进展", "投资额", "联系方式"]
)


def is_hint_row(texts: list[tuple[int, str]]) -> bool:
    """A row that tells how to fill the columns: 必填, 文本, 日期 …"""
    return len(texts) >= _ENOUGH_TO_LOOK and all(_HINT.fullmatch(text) for _, text in texts)


def is_numbering(texts: list[tuple[int, str]]) -> bool:
    """A row that numbers the columns: 1 2 3 …, 甲 乙 1 2 …, (3)=(1)+(2)."""
    if len(texts) < _ENOUGH_TO_LOOK or not all(_NUMBERING.fullmatch(text) for _, text in texts):
        return False
    numbers = [int(found[0]) for _, text in texts if (found := re.search(r"\d+", text.split("=")[0]))]
    if texts[0][0] > 2 and not any(text in "甲乙丙丁" for _, text in texts):
        return False
    return len(numbers) >= 2 and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _titles_above(grid: Grid, top: int, floor: int, *, is_first: bool) -> tuple[int, ...]:
    if is_first:
        return tuple(row for row in range(1, top) if grid.filled(row))
    rows: list[int] = []
    row = top - 1
    while row >= floor and len(rows) < _LONGEST_TITLE_ABOVE and _is_title_row(grid, row):
        rows.append(row)
        row -= 1
    return tuple(reversed(rows))


def _is_title_row(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    if not texts or len(texts) > _LONGEST_TITLE_ABOVE:
        return False
    if any(_TOTAL.fullmatch(text) for _, text in texts) or all(
        _SIGNATURE.search(text) and not _META.match(text) for _, text in texts
    ):
        return False
    is_alone = len(texts) == 1
    return all(
        _META.match(text)
        or (is_alone and (_TITLE.search(text) or _CONTINUED.search(text) or _UNIT_LINE.fullmatch(text)))
        or read_unit(text)
        for _, text in texts
    )


def _paths(grid: Grid, header: tuple[int, ...]) -> dict[int, tuple[str, ...]]:
    """Column → texts of its header from the top, as written; numbering rows and empty columns have none."""
    rows = [row for row in header if not is_numbering(grid.texts(row)) and not is_hint_row(grid.texts(row))]
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(1, grid.width + 1):
        path: list[str] = []
        seen: set[tuple[int, int]] = set()
        for row in rows:
            owner = _owner_of(grid, rows, row, column)
            if owner is None or owner in seen:
                continue
            seen.add(owner)
            _append(path, str(_header_text(grid.cell(*owner))))
        if path:
            paths[column] = tuple(path)
    return paths


def _append(path: list[str], text: str) -> None:
    """A row of units under the header completes the text above it; a parent's words repeated below it are not said twice."""
    if path and _UNIT_ONLY.fullmatch(compact(text)):
        mark = text if text.startswith(("(", "（")) else f"（{text}）"
        path[-1] += mark
    elif not path or compact(path[-1]) != compact(text):
        path.append(text)


def _header_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell.year}年{cell.month}月"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _owner_of(grid: Grid, rows: list[int], row: int, column: int) -> tuple[int, int] | None:
    """The cell whose text heads this column in this row: itself, its merged range's first, or a parent standing to the left."""
    area = grid.area(row, column)
    if area is not None:
        return (area.top, area.left) if area.top in rows and grid.text(area.top, area.left) else None
    if grid.text(row, column):
        return row, column
    if row == rows[-1] or not _has_text_below(grid, rows, row, column) or _row_is_merged(grid, row):
        return None
    left = column - 1
    while left >= 1 and not grid.text(row, left) and grid.area(row, left) is None:
        left -= 1
    return (row, left) if left >= 1 and grid.text(row, left) and _has_text_below(grid, rows, row, left) else None


def _has_text_below(grid: Grid, rows: list[int], row: int, column: int) -> bool:
    return any(grid.text(lower, column) and grid.area(lower, column) is None for lower in rows if lower > row)


def _row_is_merged(grid: Grid, row: int) -> bool:
    return any(area.right > area.left for area in grid.areas_of(row))
