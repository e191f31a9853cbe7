"""One table of a sheet with its columns settled: what the readers of rows work on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from luodi.across.intake.engine.amounts import MoneyUnit
from luodi.across.intake.engine.cells import is_blank
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.context import Surroundings
from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.layout import Block
from luodi.across.intake.engine.model import Cell

RateOf: TypeAlias = Callable[[str, date], Decimal | None]
"""Yuan for one unit of a currency on a day, or None."""

FILLABLE: Final = frozenset(
    {
        "name",
        "investor",
        "uscc",
        "unit",
        "chain",
        "investor_place",
        "kind",
        "sector",
        "leader",
        "owner",
        "content",
        "place",
        "country",
        "serial",
        "contact",
        "contact_phone",
        "status",
    }
)
"""Text that may run down a merged range; sums and dates never do."""


@dataclass(slots=True, eq=False)
class Table:
    """A block, its columns by field, and its rows. `as_of` is the day for which this table speaks."""

    number: int
    grid: Grid
    block: Block
    columns: list[Column]
    surroundings: Surroundings
    dates: DateContext
    as_of: date | None
    has_merges: bool
    spoken_on: date | None = None
    """The day for which its own title or sheet name speaks, where that is earlier (a sheet a month); else `as_of`."""
    row_units: dict[int, MoneyUnit] = field(default_factory=dict)
    """Rows below a heading that names their unit of money (一、工业项目（单位：亿元）)."""
    remarks: list[str] = field(default_factory=list)
    """What people should be told of the table as a whole."""
    by_field: dict[str, Column] = field(init=False)
    _places: dict[tuple[str, ...], list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_field = {column.name: column for column in self.columns if column.name}

    @property
    def sheet_name(self) -> str:
        """The sheet's name."""
        return self.grid.sheet.name

    def column(self, name: str) -> Column | None:
        """The column of a field."""
        return self.by_field.get(name)

    def of(self, *fields: str) -> list[Column]:
        """The columns of these fields, in order (several for capital, reached, whether)."""
        return [column for column in self.columns if column.field in fields]

    def has(self, *names: str) -> bool:
        """Is there a column for each of them?"""
        return all(any(column.field == name for column in self.columns) for name in names)

    def has_any(self, *names: str) -> bool:
        """Is there a column for one of them?"""
        return any(column.field in names for column in self.columns)

    def places(self, fields: tuple[str, ...]) -> list[int]:
        """Indexes (from 0) of the columns of these fields."""
        if fields not in self._places:
            self._places[fields] = [column.index - 1 for column in self.columns if column.field in fields]
        return self._places[fields]

    def rows(self) -> Iterator[int]:
        """The rows below the header, lines of titles in between left out."""
        inner = self.block.inner_titles
        return (row for row in range(self.block.first_row, self.block.last_row + 1) if row not in inner)

    def cell(self, row: int, column: Column | None) -> Cell:
        """The row's own cell in a column ("" without the column)."""
        return "" if column is None else self.grid.cell(row, column.index)

    def is_filled(self, row: int, *fields: str) -> bool:
        """Has the row something of its own in one of these fields?"""
        return any(not is_blank(self.cell(row, column)) for column in self.columns if column.field in fields)
