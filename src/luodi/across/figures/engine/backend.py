"""The seam between the plan and where it runs: in this process (Polars) or on a cluster (Spark).

The plan is written once, in expressions that both know; here stands the little that differs: to keep a frame that is
read again, to bring a small one here, and to send a small one to where the others are.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import narwhals as nw
import polars as pl

Frame: TypeAlias = nw.LazyFrame[Any]
"""A lazy frame of Polars or of Spark."""

Table: TypeAlias = nw.DataFrame[pl.DataFrame]
"""A small result in this process."""


def held(frame: Frame) -> Frame:
    """The same frame, computed once however often it is read. Spark keeps it on the cluster and forgets how it was made,
    because the plan of a figure would grow beyond what its optimiser can read.
    """
    if frame.implementation.is_polars():
        return frame.collect().lazy()
    kept: Frame = nw.from_native(frame.to_native().localCheckpoint(eager=False))
    return kept


def here(frame: Frame) -> Table:
    """The rows, brought into this process: of results by unit, never of projects or facts."""
    if frame.implementation.is_polars():
        return frame.collect()
    schema = frame.collect_schema()
    rows = [tuple(row) for row in frame.to_native().collect()]
    if any(kind == nw.Datetime for kind in schema.dtypes()):
        # Spark's moments come as local time without a zone.
        rows = [tuple(cell.astimezone(UTC) if isinstance(cell, datetime) else cell for cell in row) for row in rows]
    return nw.from_native(pl.DataFrame(rows, schema=schema.to_polars(), orient="row"), eager_only=True)


def countable(frame: Frame, mask: nw.Expr) -> nw.Expr:
    """Truth values of the frame ready to be summed: Polars adds them up as they are, Spark wants numbers."""
    return mask if frame.implementation.is_polars() else mask.cast(nw.Int64)


def number_of_rows(frame: Frame) -> int:
    """How many rows the frame has."""
    return int(here(frame.select(nw.len())).item())


def beside(frame: Frame, columns: Mapping[str, Sequence[int]]) -> Frame:
    """A small table of whole numbers, put where the frame is."""
    table = pl.DataFrame(dict(columns), schema=dict.fromkeys(columns, pl.Int64))
    if frame.implementation.is_polars():
        return nw.from_native(table.lazy())
    names = ", ".join(f"`{name}` bigint" for name in columns)
    sent: Frame = nw.from_native(frame.to_native().sparkSession.createDataFrame(table.rows(), names))
    return sent
