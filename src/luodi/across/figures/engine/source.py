"""Where the engine reads from: the mart's files or frames in memory. Counts how often each table is scanned."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import narwhals as nw
import polars as pl

from luodi.across.figures.engine.backend import Frame
from luodi.across.figures.engine.schema import DEFAULTS, TABLES, WORDS, conform, day_columns, empty
from luodi.across.figures.engine.store import MartStore


class Source(Protocol):
    """Gives each table of the mart as a lazy frame; each of its dates stands there as a number too (see `day_columns`)."""

    scans: Counter[str]

    def scan(self, table: str) -> Frame:
        """One pass over the table."""


class MartFiles:
    """One state of the mart on disk, as its manifest named it when this was made."""

    def __init__(self, folder: Path) -> None:
        self.scans: Counter[str] = Counter()
        self._folder = folder
        self.manifest = MartStore(folder).manifest()

    def scan(self, table: str) -> Frame:
        """One pass over the table's parts."""
        self.scans[table] += 1
        parts = self.manifest.tables.get(table, ())
        if not parts:
            return ready(table, empty(table).lazy())
        rows = pl.scan_parquet([self._folder / part.file for part in parts])
        missing = set(TABLES[table]) - set(rows.collect_schema().names())
        return ready(table, rows.with_columns(pl.lit(DEFAULTS[name]).alias(name) for name in sorted(missing)))


class MartFrames:
    """A mart in memory; tables that are not given are empty."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self.scans: Counter[str] = Counter()
        self._tables = {name: conform(name, tables.get(name, empty(name))) for name in TABLES}

    def scan(self, table: str) -> Frame:
        """One pass over the table."""
        self.scans[table] += 1
        return ready(table, self._tables[table].lazy())


def ready(table: str, rows: pl.LazyFrame) -> Frame:
    """With the numbers of days, and with words of a fixed list as Polars compares them fastest."""
    days = [pl.col(name).cast(pl.Int32).alias(day) for name, day in day_columns(table).items()]
    words = [pl.col(name).cast(pl.Enum(known)) for name, known in WORDS.get(table, {}).items()]
    return nw.from_native(rows.with_columns(*days, *words))
