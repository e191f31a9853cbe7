"""Sheets on their way: opened, surroundings read, tables settled column by column, rows classified."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from luodi.across.intake.engine.belonging import Known
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.columns import ColumnContext, read_columns
from luodi.across.intake.engine.context import (
    MoneyHints,
    Surroundings,
    place_names,
    read_money_hints,
    read_surroundings,
)
from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.kinds import kind_of
from luodi.across.intake.engine.layout import Block, find_blocks
from luodi.across.intake.engine.model import Limits, RawSheet, RawWorkbook, SheetKind
from luodi.across.intake.engine.projects import ReadingContext
from luodi.across.intake.engine.rowkinds import RowFate, classify, row_units
from luodi.across.intake.engine.spans import SpanContext
from luodi.across.intake.engine.tables import RateOf, Table

Rates: TypeAlias = RateOf | Mapping[tuple[str, date], Decimal]
KnownProject: TypeAlias = Callable[[str, str], bool]
KindAsked: TypeAlias = Literal["auto", "projects", "capital", "targets", "units"]
_OF_SIGNING: Final = re.compile(r"月份?(?:集中|新|拟)*(?:签约|开工|落地|引进|投产|竣工)")
_LAST_LINES: Final = 12
_FIRST_LINES: Final = 60
_LAST_YEAR: Final = 2100


@dataclass(slots=True, eq=False)
class SheetWork:
    """One sheet on its way: its tables, their kinds, the fate of their rows, the drafts."""

    raw: RawSheet
    grid: Grid
    blocks: list[Block]
    around: list[Surroundings]
    tables: list[Table] = field(default_factory=list)
    kinds: list[SheetKind] = field(default_factory=list)
    fates: list[list[RowFate]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    is_skipped: bool = False

    @property
    def titles(self) -> str:
        """Sheet name and titles in one line."""
        return (
            compact(self.raw.name)
            + "；"
            + "；".join(compact(self.grid.line(row)) for block in self.blocks for row in block.title_rows)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller of `parse_workbook` told."""

    kind: KindAsked
    sheet: str | None
    as_of: date | None
    remembered: Mapping[str, Mapping[str, str]]
    known_units: tuple[str, ...]
    known_chains: tuple[str, ...]
    city_names: tuple[str, ...]
    rates: Rates | None
    is_known_project: KnownProject | None
    limits: Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked, completed by what the whole workbook says of itself."""

    asked: Asked
    as_of: date | None
    year: int | None
    reading: ReadingContext
    local_places: tuple[str, ...]
    hints: MoneyHints
    is_csv: bool


def open_sheets(raw: RawWorkbook, asked: Asked) -> list[SheetWork]:
    """Every sheet with its tables found; hidden ones, and others than the one asked for, are only looked at."""
    return [
        _open(one, is_skipped=one.name != asked.sheet if asked.sheet else one.state != "visible") for one in raw.sheets
    ]


def settings_of(raw: RawWorkbook, sheets: Sequence[SheetWork], asked: Asked) -> Settings:
    """The day, the year, the local places and the units of money that hold for the whole workbook."""
    as_of = asked.as_of or _as_of(sheets)
    return Settings(
        asked=asked,
        as_of=as_of,
        year=(as_of.year if as_of else None) or _year(sheets, raw.file),
        reading=ReadingContext(_rate_of(asked.rates), Known(asked.known_units, asked.known_chains)),
        local_places=_local_places(sheets, asked.city_names),
        hints=read_money_hints(_note_lines(sheets)),
        is_csv=raw.format == "csv",
    )


def settle_tables(one: SheetWork, settings: Settings) -> None:
    """Columns, kind and the fate of every row for each table of a sheet."""
    for number, (block, around) in enumerate(zip(one.blocks, one.around, strict=True)):
        as_of = settings.asked.as_of or around.as_of or settings.as_of
        spoken_on = _spoken_on(one, around, as_of)
        year = around.year or settings.year
        dates = DateContext(
            year=year,
            earliest_year=settings.asked.limits.earliest_year,
            latest_year=(as_of.year if as_of else year or _LAST_YEAR) + settings.asked.limits.latest_years_ahead,
            text_keeps_zeros=not settings.is_csv or _keeps_zeros(one.grid),
        )
        context = ColumnContext(around, SpanContext(year, spoken_on), dates, settings.hints, settings.asked.remembered)
        columns, remarks = read_columns(one.grid, block, context)
        one.notices += remarks
        has_merges = any(area.top >= block.first_row and area.bottom > area.top for area in one.grid.merged)
        table = Table(number, one.grid, block, columns, around, dates, as_of, has_merges, spoken_on)
        one.tables.append(table)
        kind = settings.asked.kind if settings.asked.kind != "auto" else kind_of(table, one.titles)
        one.kinds.append(kind)
        one.fates.append(classify(table, is_list=kind in ("targets", "units")))
        table.row_units = row_units(one.fates[-1])


def _spoken_on(one: SheetWork, around: Surroundings, as_of: date | None) -> date | None:
    """The day of the table's own month (“本月” in March's sheet is March), unless its title names the month of signing."""
    own = around.as_of
    if own is None or as_of is None or own >= as_of or _OF_SIGNING.search(one.titles):
        return as_of
    return own


def _keeps_zeros(grid: Grid) -> bool:
    """A csv file that has 2022.10 somewhere did not lose the zeros of its months."""
    return any(
        isinstance(cell, str) and re.fullmatch(r"(?:19|20)\d{2}\.(?:10|0\d)", cell.strip())
        for row in grid.rows[:500]
        for cell in row
    )


def _open(raw: RawSheet, *, is_skipped: bool) -> SheetWork:
    grid = Grid(raw)
    blocks = find_blocks(grid) if grid.last_row else []
    around = [read_surroundings([grid.line(row) for row in block.title_rows], raw.name) for block in blocks]
    return SheetWork(raw, grid, blocks, around, is_skipped=is_skipped)


def _as_of(sheets: Sequence[SheetWork]) -> date | None:
    """The latest day for which a title speaks."""
    days = [around.as_of for one in sheets for around in one.around if around.as_of is not None]
    return max(days) if days else None


def _year(sheets: Sequence[SheetWork], file: str) -> int | None:
    years = Counter(around.year for one in sheets for around in one.around if around.year)
    if years:
        return years.most_common(1)[0][0]
    found = re.search(r"(20\d{2})(?=年|\D|$)", file)
    return int(found[1]) if found else None


def _local_places(sheets: Sequence[SheetWork], city_names: Sequence[str]) -> tuple[str, ...]:
    texts = [text for one in sheets for around in one.around for text in (around.place, around.reporting_unit) if text]
    found = place_names(texts) | {compact(name) for name in city_names if len(name) >= 2}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _note_lines(sheets: Sequence[SheetWork]) -> Iterable[str]:
    """Lines in which units of money may be explained: sheets of instructions, titles, the last lines of tables."""
    for one in sheets:
        if not one.blocks:
            yield from (one.grid.line(row) for row in range(1, min(one.grid.last_row, _FIRST_LINES) + 1))
            continue
        for block in one.blocks:
            yield from (one.grid.line(row) for row in block.title_rows)
            yield from (
                one.grid.line(row)
                for row in range(max(block.first_row, block.last_row - _LAST_LINES), block.last_row + 1)
            )


def _rate_of(rates: Rates | None) -> RateOf:
    if rates is None:
        return lambda _currency, _day: None
    if callable(rates):
        return rates
    known = rates
    return lambda currency, day: known.get((currency, day))
