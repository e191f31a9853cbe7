"""Writing forged ledgers, and saying what the reader should answer about them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.across.intake.forge.truth import Truth

Value = str | int | float | date | None


@dataclass(slots=True)
class Expected:
    """What the reader must say about one row."""

    row: int
    truth: Truth | None = None
    outcome: str = "import"
    reason: str = ""
    capital: dict[str, Decimal] = field(default_factory=dict)
    omits: frozenset[str] = frozenset()
    """Fields that this layout does not tell."""
    codes: tuple[tuple[str, str], ...] = ()
    """(column, code) of every fault that must be named."""
    stage: str = ""
    also: tuple[str, ...] = ()
    unit: str = ""
    chain: str = ""
    sheet: str = ""


@dataclass(slots=True)
class Forged:
    """A forged ledger and its expectations."""

    path: Path
    expected: list[Expected]
    kind: str = "projects"
    as_of: date | None = None


class Sheet:
    """A sheet written row by row; remembers where it stands."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.row = 0

    def add(self, *values: Value) -> int:
        """Writes a row and returns its number."""
        self.row += 1
        for column, value in enumerate(values, 1):
            if value is not None and value != "":
                self.page.cell(self.row, column, value)
        return self.row

    def merge(self, area: str) -> None:
        """Merges an area (A1 notation)."""
        self.page.merge_cells(area)

    def merge_down(self, column: int, first: int, last: int) -> None:
        """Merges a column's cells over rows."""
        if last > first:
            self.page.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def new_book(name: str = "Sheet1") -> tuple[Workbook, Sheet]:
    """A workbook with one sheet."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = name
    return book, Sheet(page)


def save(book: Workbook, path: Path) -> Path:
    """Saves and returns the path."""
    book.save(path)
    return path


def write_csv(path: Path, rows: Sequence[Sequence[object]], *, encoding: str, delimiter: str = ",") -> Path:
    """A csv file."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(
            [["" if value is None else value for value in row] for row in rows]
        )
    return path


def wan(amount: Decimal) -> float:
    """Yuan → 万元 as a number."""
    return float(amount / 10_000)


def yi(amount: Decimal) -> float:
    """Yuan → 亿元 as a number."""
    return float(amount / 10**8)


def dotted(day: date | None) -> str:
    """2023.5.6"""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def chinese(day: date | None) -> str:
    """2023年5月6日"""
    return f"{day.year}年{day.month}月{day.day}日" if day else "/"


def any_way(day: date | None, rng: Random) -> Value:
    """One of the ways in which offices write a day."""
    if day is None:
        return rng.choice(("", "/", "—", "无"))
    ways: tuple[Value, ...] = (
        dotted(day), chinese(day), day, day.isoformat(), f"{day:%Y/%m/%d}", int(f"{day:%Y%m%d}"), f"{str(day.year)[2:]}.{day.month}.{day.day}",
        "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else "．" for char in dotted(day)), (day - date(1899, 12, 30)).days,
    )  # fmt: skip
    return rng.choice(ways)
