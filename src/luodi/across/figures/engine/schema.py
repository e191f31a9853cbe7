"""The tables of the mart: a columnar copy of the facts. Money is whole 分, shares are basis points, times are UTC."""

from typing import Final

import polars as pl

from luodi.across.figures.rules.duties import Duty
from luodi.domains.projects.rules import CapitalOrigin, Event

MOMENT: Final = pl.Datetime("us", "UTC")

TABLES: Final[dict[str, dict[str, pl.DataType]]] = {
    "stage_events": {
        "event_id": pl.Int64(),
        "project_id": pl.Int64(),
        "event": pl.String(),
        "occurred_on": pl.Date(),
        "known_at": MOMENT,
        "amount_fen": pl.Int64(),
        "occasion_id": pl.Int64(),
        "reverses_id": pl.Int64(),
    },
    "capital": {
        "record_id": pl.Int64(),
        "project_id": pl.Int64(),
        "arrived_on": pl.Date(),
        "span_from": pl.Date(),
        "span_to": pl.Date(),
        "known_at": MOMENT,
        "amount_fen": pl.Int64(),
        "origin": pl.String(),
        "reverses_id": pl.Int64(),
    },
    "projects": {
        "project_id": pl.Int64(),
        "valid_from": MOMENT,
        "valid_to": MOMENT,
        "code": pl.String(),
        "name": pl.String(),
        "unit_id": pl.Int64(),
        "chain_id": pl.Int64(),
        "sector": pl.String(),
        "investor_id": pl.Int64(),
        "investor_kind": pl.String(),
        "is_foreign": pl.Boolean(),
        "has_honour": pl.Boolean(),
        "total_investment_fen": pl.Int64(),
        "parent_id": pl.Int64(),
        "scope": pl.String(),
        "negotiation_months": pl.Int64(),
    },
    "shares": {
        "project_id": pl.Int64(),
        "unit_id": pl.Int64(),
        "role": pl.String(),
        "share_bp": pl.Int64(),
        "valid_from": pl.Date(),
        "revision": pl.Int64(),
        "known_at": MOMENT,
    },
    "pairs": {
        "event_id": pl.Int64(),
        "project_id": pl.Int64(),
        "counterpart_id": pl.Int64(),
    },
    "trips": {
        "trip_id": pl.Int64(),
        "unit_id": pl.Int64(),
        "left_on": pl.Date(),
        "is_led": pl.Boolean(),
        "known_at": MOMENT,
        "reverses_id": pl.Int64(),
    },
    "trip_contacts": {"trip_id": pl.Int64(), "investor_id": pl.Int64()},
    "dues": {
        "kind": pl.String(),
        "subject_id": pl.Int64(),
        "version": pl.Int64(),
        "known_at": MOMENT,
        "unit_id": pl.Int64(),
        "project_id": pl.Int64(),
        "day": pl.Date(),
        "is_counted": pl.Boolean(),
        "done_on": pl.Date(),
        "score": pl.Int64(),
        "parts": pl.Int64(),
    },
    "planned": {
        "planned_id": pl.Int64(),
        "revision": pl.Int64(),
        "known_at": MOMENT,
        "unit_id": pl.Int64(),
        "investment_fen": pl.Int64(),
        "action": pl.String(),
        "is_resource": pl.Boolean(),
    },
    "planned_steps": {
        "step_id": pl.Int64(),
        "planned_id": pl.Int64(),
        "act": pl.String(),
        "occurred_on": pl.Date(),
        "known_at": MOMENT,
        "reverses_id": pl.Int64(),
    },
    "planned_links": {
        "link_id": pl.Int64(),
        "planned_id": pl.Int64(),
        "project_id": pl.Int64(),
        "linked_on": pl.Date(),
        "known_at": MOMENT,
        "reverses_id": pl.Int64(),
    },
    "units": {
        "unit_id": pl.Int64(),
        "parent_id": pl.Int64(),
        "code": pl.String(),
        "name": pl.String(),
        "kind": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
        "merged_into": pl.Int64(),
        "merged_at": MOMENT,
    },
    "targets": {
        "target_id": pl.Int64(),
        "holder_id": pl.Int64(),
        "indicator": pl.String(),
        "issuer": pl.String(),
        "tier": pl.String(),
        "period": pl.String(),
        "value_in_ten_thousandths": pl.Int64(),
        "measure": pl.String(),
        "supersedes_id": pl.Int64(),
        "is_withdrawn": pl.Boolean(),
        "known_at": MOMENT,
    },
    "locks": {
        "lock_id": pl.Int64(),
        "period": pl.String(),
        "start": pl.Date(),
        "end": pl.Date(),
        "version": pl.Int64(),
        "known_at": MOMENT,
        "recorded_at": MOMENT,
        "last_target": pl.Int64(),
    },
}
DEFAULTS: Final[dict[str, int | None]] = {"negotiation_months": 3, "merged_into": None, "merged_at": None}
"""Columns that older or foreign marts may lack."""

WORDS: Final[dict[str, dict[str, list[str]]]] = {
    "stage_events": {"event": [event.value for event in Event]},
    "capital": {"origin": [origin.value for origin in CapitalOrigin]},
    "dues": {"kind": [duty.value for duty in Duty]},
}
"""Columns whose words come from a fixed list."""

ORDER: Final = {
    "stage_events": ("project_id", "event_id"),
    "capital": ("project_id", "record_id"),
    "projects": ("project_id", "valid_from"),
    "shares": ("project_id", "role", "revision", "unit_id"),
    "pairs": ("event_id",),
    "trips": ("trip_id",),
    "trip_contacts": ("trip_id", "investor_id"),
    "dues": ("kind", "subject_id", "version"),
    "planned": ("planned_id", "revision"),
    "planned_steps": ("step_id",),
    "planned_links": ("link_id",),
    "units": ("unit_id",),
    "targets": ("target_id",),
    "locks": ("lock_id",),
}
"""Rows of one part are sorted by these: grouping by project is then cheap, and two marts can be compared."""


def conform(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the table's columns and types, sorted. polars' errors for columns missing or of another type."""
    columns = TABLES[table]
    missing = [pl.lit(value).alias(name) for name, value in DEFAULTS.items() if name in columns and name not in frame]
    return (
        frame.with_columns(missing).select(pl.col(name).cast(kind) for name, kind in columns.items()).sort(ORDER[table])
    )


def day_columns(table: str) -> dict[str, str]:
    """The dates of a table, and under which name a scan gives each as its number of days since 1970-01-01."""
    return {name: f"{name}_day" for name, kind in TABLES[table].items() if kind == pl.Date()}


def empty(table: str) -> pl.DataFrame:
    """A table without rows."""
    return pl.DataFrame(schema=TABLES[table])
