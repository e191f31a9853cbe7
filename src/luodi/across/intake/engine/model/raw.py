"""The workbook as it lies in the file, before anything is understood, and the limits of reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
SheetState: TypeAlias = Literal["visible", "hidden", "very_hidden"]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """One merged range, all four borders included, numbered from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet of the file; `rows[0]` is Excel's row 1 and every row has the same length."""

    name: str
    state: SheetState
    rows: Sequence[Sequence[Cell]]
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncached_formulas: tuple[tuple[int, int], ...] = ()
    """(row, column) of formulas that were saved without their result; their cells read as empty."""
    filled_cells: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of empty cells that carry a background colour, where the format tells it (a status shown by colour only)."""


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """What `read_file` found. `format` is xlsx, xls, ods, csv or html; `encoding` and `delimiter` only for text."""

    file: str
    format: str
    sha256: str
    sheets: tuple[RawSheet, ...]
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops with a sentence instead of a frozen machine, and the thresholds of rulings that are settings."""

    max_file_bytes: int = 80 * 1024 * 1024
    max_unpacked_bytes: int = 1_500 * 1024 * 1024
    max_ratio: int = 200
    max_columns: int = 1_000
    max_rows: int = 300_000
    max_cells: int = 40_000_000
    earliest_year: int = 1990
    latest_years_ahead: int = 10
    ceiling_percent: Decimal = Decimal(110)
    threshold_in_yuan: Mapping[str, Decimal] = field(
        default_factory=lambda: {"一产": Decimal(5_000_000), "二产": Decimal(10_000_000), "三产": Decimal(10_000_000)}
    )


DEFAULT_LIMITS: Final = Limits()
