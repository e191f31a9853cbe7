"""What a row below the header is: a project, or a total, a group's heading, a note, a signature, a repeated header, nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from luodi.across.intake.engine.amounts import MoneyUnit, read_amount, read_unit
from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.columns import MONEY_FIELDS, Column
from luodi.across.intake.engine.layout import is_title_line
from luodi.across.intake.engine.model import Cell, SkipReason
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.rows import (
    COUNT_ONLY,
    EXAMPLE,
    GROUP,
    GROUP_COUNT,
    GROUP_LONGEST,
    NOTE,
    NUMBERED_NOTE,
    ORGAN,
    PAGE_FOOT,
    PROJECT,
    SIGNATURE,
    TOTAL,
    TOTAL_PART,
    TOTAL_TAIL,
)

_TITLED: Final = ("name", "serial", "unit", "code", "chain", "investor")
"""Columns in which the word of a sum may stand, wherever they are."""
_NAMED: Final = ("investor", "uscc", "voucher")
RowKind: TypeAlias = Literal["data"] | SkipReason

_TOTAL: Final = re.compile(TOTAL)
_TOTAL_TAIL: Final = re.compile(TOTAL_TAIL)
_TOTAL_PART: Final = re.compile(TOTAL_PART)
_COUNT: Final = re.compile(COUNT_ONLY)
_GROUP: Final = re.compile(GROUP)
_GROUP_COUNT: Final = re.compile(GROUP_COUNT)
_CHINESE_NUMERAL: Final = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.]?")
_NOTE: Final = re.compile(NOTE)
_NUMBERED: Final = re.compile(NUMBERED_NOTE)
_SIGNATURE: Final = re.compile(SIGNATURE)
_EXAMPLE: Final = re.compile(EXAMPLE)
_PAGE_FOOT: Final = re.compile(PAGE_FOOT)
_ORGAN: Final = re.compile(ORGAN)
_PROJECT: Final = re.compile(PROJECT)
_NUMBER: Final = re.compile(r"-?[\d,]+(?:\.\d+)?")
_UNIT_SAID: Final = re.compile(r"(?:单位[:：]|[(（])((?:人民币)?(?:亿|万|千|百万)?(?:美|港|欧|日)?元?)(?:[)）]|$)")
_FRONT: Final = 4
_SHORT: Final = 6
_LONG: Final = 24
_FEW: Final = 4
_TOLERANCE: Final = 0.005
_IDENTIFYING: Final = (
    "investor",
    "uscc",
    "signed_on",
    "status",
    "started_on",
    "voucher",
    "arrived_on",
    "first_talk_on",
    "code",
    "reached",
    "completed_on",
    "produced_on",
)


@dataclass(frozen=True, slots=True)
class RowFate:
    """A row and what it is; `group` is the heading it stands under (as written)."""

    row: int
    kind: RowKind
    text: str = ""
    group: str = ""


def classify(table: Table, *, is_list: bool = False) -> list[RowFate]:
    """Every row of the table below its header, in order; `is_list`: units or targets, which need no project's marks."""
    fates: list[RowFate] = []
    group, before = "", ""
    for row in table.rows():
        kind = _kind(table, row, before)
        if is_list and kind in ("group", "total") and _is_entry(table, row):
            kind = "data"
        text = "" if kind in ("data", "blank") else table.grid.line(row)
        if kind == "group":
            group = text
        fates.append(RowFate(row, kind, text, group))
        before = kind
    return _find_silent_sums(table, fates)


def row_units(fates: Sequence[RowFate]) -> dict[int, MoneyUnit]:
    """Row → unit of money of the last heading above it that names one."""
    found: dict[int, MoneyUnit] = {}
    unit: MoneyUnit | None = None
    for fate in fates:
        if fate.kind == "group":
            said = _UNIT_SAID.search(compact(fate.text))
            unit = (read_unit(said[1]) if said else None) or unit
        elif unit is not None:
            found[fate.row] = unit
    return found


def _is_entry(table: Table, row: int) -> bool:
    texts = [text for _, text in table.grid.texts(row)]
    return len(texts) > 1 and not any(is_total_word(text) for text in texts[:_FRONT])


def _kind(table: Table, row: int, before: str) -> RowKind:
    if row in table.block.repeats:
        return "header_repeat"
    cells = table.grid.rows[row - 1]
    front = [cell for cell in cells[: _FRONT + 2] if cell.__class__ is str and cell and not cell.isspace()]
    titled = [cell for index in table.places(_TITLED) if (cell := cells[index]).__class__ is str and cell]
    for cell in (*front[:_FRONT], *titled):
        if ("计" in cell or "总" in cell) and is_total_word(cell):  # every word of a sum has one of the two
            return "data" if _is_of_someone(table, cells, cell) else "total"
    if len(front) > 1 and len(front[0].strip()) == len(front[1].strip()) == 1 and is_total_word(front[0] + front[1]):
        return "total"  # 合 | 计 over two cells
    if any(len(cell) <= _SHORT and _EXAMPLE.match(cell) for cell in front[:2]):
        return "note"
    name = table.column("name")
    name_cell = cells[name.index - 1] if name else ""
    if (
        isinstance(name_cell, str)
        and name_cell
        and not name_cell.isspace()
        and _tells_who(table, cells)
        and not _is_line(name_cell)
    ):
        return "data"
    return _slow_kind(table, row, before)


def _is_of_someone(table: Table, cells: Sequence[Cell], word: Cell) -> bool:
    """Does the row name a company, a code or a voucher beside the word of a sum?"""
    return any(not is_blank(cells[index]) and cells[index] is not word for index in table.places(_NAMED))


def _tells_who(table: Table, cells: Sequence[Cell]) -> bool:
    """Is one of the identifying columns filled?"""
    return any(not is_blank(cells[index]) for index in table.places(_IDENTIFYING))


_LINE_STARTS: Final = frozenset("注备说附填特审制复统校单经联分主签盖报上共※*★●0123456789")


def _is_line(text: str) -> bool:
    """A signature, a note or a count that stands where a project's name would."""
    return text.strip()[0] in _LINE_STARTS and _reads_like_line(text)


@lru_cache(maxsize=50_000)
def _reads_like_line(text: str) -> bool:
    short = compact(text)
    return bool(_SIGNATURE.match(short) or _NOTE.match(short) or _COUNT.fullmatch(short))


@lru_cache(maxsize=50_000)
def is_total_word(text: str) -> bool:
    """Is this cell nothing but a word for a sum?"""
    if len(text) > _LONG:
        return False
    short = compact(text)
    return bool(_TOTAL.fullmatch(short) or (_TOTAL_TAIL.fullmatch(short) and not _NOTE.match(short)))


def _slow_kind(table: Table, row: int, before: str) -> RowKind:
    filled = table.grid.filled(row)
    if not filled:
        return "blank"
    texts = [compact(text_of(cell)) for _, cell in filled]
    if _SIGNATURE.match(texts[0]) or (len(texts) <= _FEW and any(_SIGNATURE.match(text) for text in texts)):
        return "signature"
    if (
        any(_EXAMPLE.match(text) for text in texts[:2])
        or _NOTE.match(texts[0])
        or _PAGE_FOOT.search(texts[0])
        or (before == "note" and (_NUMBERED.match(texts[0]) or len(texts) == 1))
    ):
        return "note"
    if len(texts) == 1:
        return _kind_of_line(table, row, texts[0])
    if table.is_filled(row, *_IDENTIFYING):
        return "data"
    return _kind_without_identity(table, row, texts)


def _kind_of_line(table: Table, row: int, text: str) -> RowKind:
    """The row has one text: a group's heading, a note, a stray title, or a project of which nothing but the name is known."""
    if _GROUP.match(text) or _GROUP_COUNT.search(text):
        return "group" if len(text) <= GROUP_LONGEST or _GROUP_COUNT.search(text) else "note"
    if is_title_line(text) or _NUMBERED.match(text) or len(text) > _LONG:
        return "note"
    column, cell = table.grid.filled(row)[0]
    area = table.grid.area(row, column)
    if area is not None and area.right - area.left + 1 >= max(3, table.grid.width // 2):
        return "group"
    name = table.column("name")
    if name is not None and column == name.index:
        return "data" if _PROJECT.search(text) else "group"
    if any(other.index == column and other.field in MONEY_FIELDS for other in table.columns):
        return "data"
    return "blank" if _NUMBER.fullmatch(text) or not isinstance(cell, str) else "group"


def _kind_without_identity(table: Table, row: int, texts: Sequence[str]) -> RowKind:
    """Nothing in the row says which project it is, apart from perhaps a name."""
    serial, name = table.cell(row, table.column("serial")), table.cell(row, table.column("name"))
    head, said = compact(text_of(serial)), compact(text_of(name))
    has_money = any(_is_number(table.cell(row, column)) for column in table.columns if column.field in MONEY_FIELDS)
    if _CHINESE_NUMERAL.fullmatch(head) or (said and _GROUP.match(said) and _GROUP_COUNT.search(said)):
        return "total" if has_money else "group"
    if _COUNT.fullmatch(said) or _TOTAL_PART.match(said) or _TOTAL_PART.match(texts[0]):
        return "total"
    if all(is_blank(table.cell(row, column)) for column in table.columns if column.field) and not has_money:
        return "note" if max(map(len, texts)) > _LONG else "group"
    if _is_only_serial(table, row, head, said):
        return "blank"
    return "data"


def _is_only_serial(table: Table, row: int, head: str, said: str) -> bool:
    """A prepared but empty line: a running number and zeros of formulas."""
    if not head.isdigit() or said:
        return False
    rest = [cell for _, cell in table.grid.filled(row)][1:]
    return all(cell == 0 or compact(text_of(cell)) in ("0", "-", "—", "/") for cell in rest)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(_NUMBER.fullmatch(compact(cell)))
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _find_silent_sums(table: Table, fates: list[RowFate]) -> list[RowFate]:
    """Rows that are sums without saying so: no project, no investor, and their amount is that of the rows around them."""
    money = table.column("total_investment") or next(iter(table.of(*MONEY_FIELDS)), None)
    suspects = [place for place, fate in enumerate(fates) if fate.kind == "data" and _is_suspect(table, fate.row)]
    if money is None or not suspects:
        return fates
    amounts = [_amount(table, fate, money) for fate in fates]
    done = list(fates)
    for place in suspects:
        if _equals_neighbours(amounts, place, set(suspects)):
            done[place] = RowFate(fates[place].row, "total", table.grid.line(fates[place].row), fates[place].group)
    return done


def _is_suspect(table: Table, row: int) -> bool:
    if table.is_filled(row, *_IDENTIFYING):
        return False
    said = compact(text_of(table.cell(row, table.column("name"))))
    return not said or (bool(_ORGAN.search(said)) and not _PROJECT.search(said))


def _amount(table: Table, fate: RowFate, money: Column) -> float:
    if fate.kind != "data" or money.unit is None:
        return 0.0
    return float(read_amount(table.cell(fate.row, money), money.unit).amount or 0)


def _equals_neighbours(amounts: Sequence[float], place: int, suspects: set[int]) -> bool:
    own = amounts[place]
    if own <= 0:
        return False
    others = sum(amount for number, amount in enumerate(amounts) if number not in suspects)
    below = _run(amounts, range(place + 1, len(amounts)), suspects)
    above = _run(amounts, range(place - 1, -1, -1), suspects)
    return any(abs(own - whole) <= _TOLERANCE * own for whole in (others, below, above))


def _run(amounts: Sequence[float], places: range, suspects: set[int]) -> float:
    total = 0.0
    for place in places:
        if place in suspects:
            break
        total += amounts[place]
    return total
