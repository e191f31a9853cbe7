"""The columns of a table read: headings, profiles, settled fields, what people said before, units."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from luodi.across.intake.engine.cells import compact, tidy
from luodi.across.intake.engine.columns.column import Column, ColumnContext
from luodi.across.intake.engine.columns.parts import date_parts, joined_days
from luodi.across.intake.engine.columns.settling import settle
from luodi.across.intake.engine.columns.units import with_units
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.headings import NOTHING, Heading, read_heading
from luodi.across.intake.engine.layout import Block
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.profiles import profile_of
from luodi.across.intake.engine.spans import SpanContext, read_span
from luodi.across.intake.rules.rows import REASON_HEADER

_DIGITS: Final = re.compile(r"\d+")


def read_columns(grid: Grid, block: Block, context: ColumnContext) -> tuple[list[Column], list[str]]:
    """The columns of a table in order, and remarks for people (a unit that was inferred, say)."""
    cells = _cells_of(grid, block)
    parts = date_parts(block)
    for index, others in parts.items():
        cells[index] = joined_days([cells[part] for part in (index, *others)])
    profiles = {index: profile_of(cells[index], context.dates) for index in block.paths}
    headings = _headings(block, context)
    columns = [
        Column(
            index,
            path[:-1] if index in parts else path,
            headings[index].field,
            headings[index].how,
            headings[index],
            profiles[index],
            parts=parts.get(index, ()),
        )
        for index, path in block.paths.items()
    ]
    columns = settle(columns)
    columns = _remembered(columns, block, context)
    return with_units(columns, cells, context)


def fingerprint(block: Block) -> str:
    """The layout's mark: its header words in order, numbers (years, months) left out."""
    paths = [compact("/".join(path)) for path in block.paths.values() if compact(path[-1]) != REASON_HEADER]
    words = "|".join(dict.fromkeys(_DIGITS.sub("#", path) for path in paths))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _cells_of(grid: Grid, block: Block) -> dict[int, list[Cell]]:
    rows = [row for row in range(block.first_row, block.last_row + 1) if row not in block.repeats]
    return {index: grid.column(index, rows) for index in block.paths}


def _headings(block: Block, context: ColumnContext) -> dict[int, Heading]:
    about = context.surroundings.is_about_capital
    split = date_parts(block)
    rest = {part for parts in split.values() for part in parts}
    headings = {
        index: NOTHING
        if index in rest
        else read_heading(path[:-1] if index in split else path, context.span, is_about_capital=about)
        for index, path in block.paths.items()
    }
    if not about and any(heading.field in ("capital", "capital_total") for heading in headings.values()):
        again = {index: read_heading(path, context.span, is_about_capital=True) for index, path in block.paths.items()}
        headings = {index: again[index] if heading.field is None else heading for index, heading in headings.items()}
    return headings


def _remembered(columns: list[Column], block: Block, context: ColumnContext) -> list[Column]:
    """What a person has said about this layout stands above all evidence."""
    known = context.remembered.get(fingerprint(block))
    if not known:
        return columns
    keys = column_keys([column.path for column in columns])
    chosen = {column.index: known[key] for column, key in zip(columns, keys, strict=True) if key in known}
    taken = {field for field in chosen.values() if field}

    def settle(column: Column) -> Column:
        if column.index in chosen:
            return _with_field(column, chosen[column.index], context.span)
        return replace(column, field=None, how="none") if column.name in taken else column

    return [settle(column) for column in columns]


def column_keys(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """What each column is remembered by: its header path; a header that stands again has its number added (备注, 备注#2)."""
    met: Counter[str] = Counter()
    keys: list[str] = []
    for path in paths:
        words = "/".join(tidy(part) for part in path)
        met[words] += 1
        keys.append(words if met[words] == 1 else f"{words}#{met[words]}")
    return keys


def _with_field(column: Column, name: str, context: SpanContext) -> Column:
    """A remembered field, which may be reached:ST60; capital takes its time from the header; "" means: leave it alone."""
    field, _, rest = name.partition(":")
    span = column.heading.time.span if column.heading.time else column.span
    if field == "capital" and span is None:
        said = read_span(compact(column.path[-1]), compact("".join(column.path[:-1])), context)
        span = said.span if said else None
    return replace(
        column,
        field=field or None,
        how="remembered",
        span=span,
        stage=rest if field in ("reached", "whether") else column.stage,
    )
