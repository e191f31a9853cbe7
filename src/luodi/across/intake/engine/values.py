"""Columns read as a whole: each different cell is understood once, however often it stands there."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from luodi.across.intake.engine.amounts import YUAN, AmountReading, read_amount
from luodi.across.intake.engine.cells import compact, text_of, tidy_name
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.dates import DateContext, DateReading, read_date
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.status import StatusReading, read_status

T = TypeVar("T")

_NO_TEXT: Final = frozenset(
    [
        "",
        "-",
        "--",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "、",
        "无",
        "暂无",
        "*",
        "…",
        "......",
        "null",
        "NULL",
        "None",
        "N/A",
        "nan",
        "待定",
        "0",
    ]
)
_LONGEST_NOTHING: Final = 6
_MEANT_TEXT: Final = frozenset({"remark", "content", "problems", "next_steps", "reason"})


def read_each(cells: Sequence[Cell], read: Callable[[Cell], T]) -> list[T]:
    """`read` for every cell, called once for each different one (True is 1 to Python but not to people)."""
    if bool in set(map(type, cells)):
        return [read(cell) for cell in cells]
    known = {cell: read(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def texts(cells: Sequence[Cell], field: str) -> list[str]:
    """Names and words: tidy, and empty where the cell only says that there is nothing."""
    keeps_marks = field in _MEANT_TEXT or field == "status"

    def read(cell: Cell) -> str:
        text = text_of(cell)
        if len(text) <= _LONGEST_NOTHING and compact(text) in _NO_TEXT:
            return ""
        return text if keeps_marks or " " not in text else tidy_name(text)

    return read_each(cells, read)


def dates(cells: Sequence[Cell], context: DateContext) -> list[DateReading]:
    """Dates, or why there is none."""
    return read_each(cells, lambda cell: read_date(cell, context))


def amounts(cells: Sequence[Cell], column: Column) -> list[AmountReading]:
    """Amounts in whole units of currency, or why there is none."""
    unit = column.unit or YUAN
    return read_each(cells, lambda cell: read_amount(cell, unit))


def statuses(cells: Sequence[Cell]) -> list[StatusReading]:
    """Status words."""
    return read_each(cells, lambda cell: read_status(text_of(cell)))
