"""Tables: totals of columns and of rows, and columns that are computed from others (完成率, 占比, 同比, 增减)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Place, Reading
from luodi.across.proofreading.engine.finding.induced import rule_of
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import Formula, compute
from luodi.across.proofreading.rules.numbers import SCALES, arabic
from luodi.across.proofreading.rules.units import PERCENT, UNITS, Unit

_FARTHEST: Final = 3
_PAIR: Final = 2
_ADDED: Final = frozenset({"sum", "difference"})
_FEWEST_PARTS: Final = 2
_FEWEST_HOLDING: Final = 2
_PLAIN: Final = Unit("", "number")
"""The unit of a column that names none."""

Table = Sequence[Sequence[str]]
_NUMBER: Final = re.compile(
    r"^\s*(?P<minus>[-－−])?\s*(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(?P<scale>万|亿)?(?P<unit>%|％|元|亩|个|家|人|项|户)?\s*$"
)
_UNIT: Final = re.compile(
    r"[（(：:]\s*(?P<scale>万亿|万|亿|千万|百万)?(?P<unit>美元|元|个|家|户|项|亩|人|名|次|%|％)?\s*[)）]?"
)
_TOTAL: Final = re.compile(
    r"^\s*(?:合\s*计|总\s*计|共\s*计|全[市区县省州镇]合?计?|总\s*数|合计数)(?:[（(][^（）()]{1,6}[)）])?\s*$"
)
_SUBTOTAL: Final = re.compile(r"小\s*计|其中")
_NO_SUM: Final = re.compile(
    r"率|%|％|占比|比重|同比|增幅|增速|平均|均|排名|位次|名次|序号|得分|编号|年份|电话|时间|日期|进度"
)
_DONE: Final = re.compile(r"完成(?!率|比例|进度|情况)|实际|实绩|到位(?!率)|落实|累计")
_TASK: Final = re.compile(r"任务|目标|计划|下达")
_RATE: Final = re.compile(r"完成率|完成比例|完成进度|完成目标|占(?:任务|目标|计划)")
_SHARE: Final = re.compile(r"^(?:占比|比重|所占比例|占总数.*|占全[市区县].*|占总额.*)[（(]?[%％]?[)）]?$")
_BEFORE: Final = re.compile(r"上年|去年|同期|上期")
_NOW: Final = re.compile(r"今年|本年|本期|当年|累计")
_GROWTH: Final = re.compile(r"同比|增幅|增速|增长率|增减[（(]?[%％]|增长[（(]?[%％]")
_STEP: Final = re.compile(r"增减额|增减数|增加数|增加额|增减[（(]?(?!.*[%％])")


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with its heads and cells as quantities (None where a cell holds no number)."""

    paragraph: int
    heads: tuple[str, ...]
    first: int
    names: tuple[str, ...]
    cells: tuple[tuple[Quantity | None, ...], ...]


def table_claims(paragraph: int, table: Table) -> Iterator[Claim]:
    """Every claim of one table."""
    grid = _grid(paragraph, table)
    if grid is None:
        return
    yield from _columns(grid)
    yield from _row_totals(grid)
    yield from _computed(grid)


def cells_of(paragraph: int, table: Table) -> list[Quantity]:
    """The figures of a table."""
    grid = _grid(paragraph, table)
    return [] if grid is None else [cell for row in grid.cells for cell in row if cell is not None]


def _grid(paragraph: int, table: Table) -> _Grid | None:
    """The table read: heads are the rows before the first row that holds two numbers."""
    width = max(map(len, table), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in table]
    first = next(
        (at for at, row in enumerate(rows) if sum(_NUMBER.match(cell) is not None for cell in row[1:]) > 0 and at), None
    )
    if first is None or width < 2:
        return None
    heads = tuple(
        re.sub(r"\s", "", "".join(dict.fromkeys(row[column] for row in rows[:first]))) for column in range(width)
    )
    units = [_head_unit(head) for head in heads]
    body = rows[first:]
    names = tuple(next((cell for cell in row[:2] if cell.strip() and not _NUMBER.match(cell)), "") for row in body)
    cells = tuple(
        tuple(_cell(text, *units[column], (first + at + 1, column + 1)) for column, text in enumerate(row))
        for at, row in enumerate(body)
    )
    return _Grid(paragraph, heads, first, names, cells)


def _head_unit(head: str) -> tuple[int, Unit]:
    found = next((one for one in _UNIT.finditer(head) if one["unit"]), None)
    if found is None:
        return 0, PERCENT if _NO_SUM.search(head) and re.search(r"率|占比|比重|同比|增幅|增速", head) else _PLAIN
    return SCALES.get(found["scale"] or "", 0), UNITS[found["unit"].replace("％", "%")]


def _cell(text: str, scale: int, unit: Unit, cell: tuple[int, int]) -> Quantity | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    number = arabic(found["number"])
    if number.value is None:
        return None
    own = UNITS[found["unit"].replace("％", "%")] if found["unit"] else unit
    value = -number.value if found["minus"] else number.value
    power = SCALES[found["scale"]] if found["scale"] else scale
    # Whole numbers of a column without a unit are counted, not rounded.
    is_given = own is _PLAIN and not number.digits and not power
    return Quantity(text.strip(), 0, len(text), value, number.digits, power, own, is_given=is_given, cell=cell)


def _columns(grid: _Grid) -> Iterator[Claim]:
    """Rows called 合计: the sum of the others, column by column."""
    totals = [at for at, name in enumerate(grid.names) if _TOTAL.match(name)]
    if len(totals) != 1 or len(grid.names) < 3:
        return
    total = totals[0]
    parts = [at for at in range(len(grid.names)) if at != total and not _SUBTOTAL.search(grid.names[at])]
    has_subtotals = any("小" in name and _SUBTOTAL.search(name) for name in grid.names)
    for column, head in enumerate(grid.heads):
        stated = grid.cells[total][column]
        operands = [grid.cells[at][column] for at in parts]
        filled = [one for one in operands if one is not None]
        if stated is None or len(filled) < 2 or _NO_SUM.search(head) or stated.unit is PERCENT:
            continue
        # A blank cell may be nought or unknown; only a whole column leaves no doubt.
        is_certain = len(filled) == len(operands) and not has_subtotals
        yield _claim("sum", grid, total, column, stated, (Reading(formulas.total, tuple(filled)),), is_certain)


def _row_totals(grid: _Grid) -> Iterator[Claim]:
    """A column called 合计 is the sum of the others in every row; which columns are its parts the other rows confirm."""
    for total in (at for at, head in enumerate(grid.heads) if _TOTAL.match(_UNIT.sub("", head))):
        parts = _parts_of_total(grid, total)
        rows = [row for row, cells in enumerate(grid.cells) if all(cells[at] is not None for at in (total, *parts))]
        sums = [(row, _row_sum(grid, row, parts)) for row in rows]
        holding = sum(_holds(grid.cells[row][total], value) for row, value in sums)
        if len(parts) < _FEWEST_PARTS or holding * 2 < len(rows) or holding < _FEWEST_HOLDING:
            continue
        for row in rows:
            stated, operands = grid.cells[row][total], tuple(one for at in parts if (one := grid.cells[row][at]))
            if stated is not None:
                yield _claim("sum", grid, row, total, stated, (Reading(formulas.total, operands),))


def _parts_of_total(grid: _Grid, total: int) -> list[int]:
    """The columns with amounts in the total's unit."""
    unit = next((row[total].unit for row in grid.cells if row[total] is not None), None)  # type: ignore[union-attr]  # tested just before
    return [
        at
        for at, head in enumerate(grid.heads)
        if at != total
        and not _NO_SUM.search(head)
        and not _SUBTOTAL.search(head)
        and any(row[at] is not None and row[at].unit == unit for row in grid.cells)  # type: ignore[union-attr]  # tested just before
    ]


def _row_sum(grid: _Grid, row: int, parts: list[int]) -> Decimal:
    return sum((one.amount.value for at in parts if (one := grid.cells[row][at]) is not None), Decimal(0))


def _holds(stated: Quantity | None, value: Decimal) -> bool:
    return stated is not None and abs(stated.amount.value - value) <= stated.amount.step


def _claim(
    kind: Kind,
    grid: _Grid,
    row: int,
    column: int,
    stated: Quantity,
    readings: tuple[Reading, ...],
    is_certain: bool = True,
) -> Claim:
    at = Place(grid.paragraph, 0, stated.end, grid.first + row + 1, column + 1)
    return Claim(kind, at, stated, readings, is_certain)


def _computed(grid: _Grid) -> Iterator[Claim]:
    """Columns computed from others of the same row, as their heads say or as the rows show."""
    known: set[frozenset[int]] = set()
    for column in range(len(grid.heads) - 1, -1, -1):
        kind, formula, sources = _sources(grid, column, grid.heads[column])
        if (len(sources) < _PAIR or not _is_confirmed(grid, column, formula, sources)) and not _is_total(grid, column):
            kind, formula, sources = rule_of(grid.cells, column, grid.heads[column]) or (kind, None, ())
            formula = None if any(_is_total(grid, one) for one in sources) and kind in _ADDED else formula
        if formula is None or frozenset((column, *sources)) in known:
            continue
        known.add(frozenset((column, *sources)))
        for row, cells in enumerate(grid.cells):
            stated = cells[column]
            operands = [cells[source] for source in sources]
            known_operands = tuple(one for one in operands if one is not None)
            if stated is not None and len(known_operands) == len(sources) >= _PAIR:
                yield _claim(kind, grid, row, column, stated, (Reading(formula, known_operands),))
    yield from _shares(grid)


def _is_confirmed(grid: _Grid, column: int, formula: Formula | None, sources: tuple[int, ...]) -> bool:
    """Whether at least half of the rows agree with what the heads say; a single row cannot tell."""
    rows = [row for row in grid.cells if all(row[at] is not None for at in (column, *sources))]
    holding = 0
    for row in rows:
        amounts = [one.amount for at in sources if (one := row[at]) is not None]
        computed = compute(formula, amounts) if formula is not None else None
        holding += computed is not None and _holds(row[column], computed.value)
    return len(rows) == 1 or holding * 2 >= len(rows)


def _is_total(grid: _Grid, column: int) -> bool:
    return _TOTAL.match(_UNIT.sub("", grid.heads[column])) is not None


def _sources(grid: _Grid, column: int, head: str) -> tuple[Kind, Formula | None, tuple[int, ...]]:
    """What a column is computed from, by its head and the nearest columns to its left."""
    if _RATE.search(head):
        return "ratio", formulas.share, _nearest(grid, column, _DONE, _TASK)
    if _GROWTH.search(head) and _is_percent(grid, column):
        return "growth", formulas.growth, _nearest(grid, column, _NOW, _BEFORE)
    if _STEP.search(head):
        return "difference", formulas.difference, _nearest(grid, column, _NOW, _BEFORE)
    return "ratio", None, ()


def _is_percent(grid: _Grid, column: int) -> bool:
    return any(row[column] is not None and row[column].unit is PERCENT for row in grid.cells)  # type: ignore[union-attr]  # tested just before


def _nearest(grid: _Grid, column: int, first: re.Pattern[str], second: re.Pattern[str]) -> tuple[int, ...]:
    """The nearest column to the left of each kind, when there is exactly one pair near; else nothing is said."""
    left = range(column - 1, -1, -1)
    one = [
        at
        for at in left
        if first.search(grid.heads[at]) and not second.search(grid.heads[at]) and not _NO_SUM.search(grid.heads[at])
    ]
    other = [
        at for at in left if second.search(grid.heads[at]) and not _NO_SUM.search(grid.heads[at]) and at not in one
    ]
    if not one or not other or abs(one[0] - other[0]) > _FARTHEST:
        return ()
    return one[0], other[0]


def _shares(grid: _Grid) -> Iterator[Claim]:
    """A column 占比: the column to its left ÷ that column's total."""
    totals = [at for at, name in enumerate(grid.names) if _TOTAL.match(name)]
    if len(totals) != 1:
        return
    for column, head in enumerate(grid.heads):
        if not column or not _SHARE.match(head):
            continue
        whole = grid.cells[totals[0]][column - 1]
        for row, cells in enumerate(grid.cells):
            stated, part = cells[column], cells[column - 1]
            if stated is not None and part is not None and whole is not None:
                yield _claim("share", grid, row, column, stated, (Reading(formulas.share, (part, whole)),))
