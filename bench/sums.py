"""The sums behind figures written by hand in Polars, without definitions, drill-down or corrections: the limit."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

_EVENTS = ("SIGN", "START", "COMPLETE", "PRODUCE")
_FIRST = date(2020, 7, 1)


def forty_sums(folder: Path) -> pl.DataFrame:
    """Forty conditional sums of capital by unit."""
    return _capital(folder, 40, with_count=False).collect()


def conditional_sums(folder: Path, *, of_projects: int, of_capital: int) -> list[pl.DataFrame]:
    """As many conditional sums with their number of facts, over projects by what happened to them and over capital."""
    days = [pl.col("occurred_on").filter(pl.col("event") == event).min().alias(event) for event in _EVENTS]
    happened = pl.scan_parquet(folder / "stage_events-*.parquet").group_by("project_id")
    rows = happened.agg(*days, pl.col("amount_fen").max()).join(_units(folder), on="project_id")
    columns: list[pl.Expr] = []
    for number in range(of_projects):
        since, until = _FIRST + timedelta(days=number), _FIRST + timedelta(days=1000 + number)
        day, other = pl.col(_EVENTS[number % 2]), pl.col(_EVENTS[(number + 1) % 4])
        counted = (day >= since) & (day <= until) & (other.is_null() | (other <= until))
        columns.append(counted.sum().alias(f"n{number}"))
        columns.append(pl.col("amount_fen").filter(counted).sum().alias(f"v{number}"))
    projects = rows.group_by("unit_id").agg(columns)
    return pl.collect_all([projects, _capital(folder, of_capital, with_count=True)])


def _capital(folder: Path, number: int, *, with_count: bool) -> pl.LazyFrame:
    rows = pl.scan_parquet(folder / "capital-*.parquet").join(_units(folder), on="project_id")
    columns: list[pl.Expr] = []
    for turn in range(number):
        arrived = pl.col("arrived_on") <= date(2023, 1 + turn % 6, 1)
        columns.append(pl.col("amount_fen").filter(arrived).sum().alias(f"c{turn}"))
        columns += [arrived.sum().alias(f"r{turn}")] if with_count else []
    return rows.group_by("unit_id").agg(columns)


def _units(folder: Path) -> pl.LazyFrame:
    return pl.scan_parquet(folder / "projects-*.parquet").select("project_id", "unit_id")
