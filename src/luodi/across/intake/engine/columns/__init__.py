"""Which column is what: claims of headers weighed against what the cells look like, one field to one column."""

from luodi.across.intake.engine.columns.column import DATE_FIELDS, MONEY_FIELDS, Column, ColumnContext
from luodi.across.intake.engine.columns.parts import joined_days
from luodi.across.intake.engine.columns.reading import column_keys, fingerprint, read_columns

__all__ = [
    "DATE_FIELDS",
    "MONEY_FIELDS",
    "Column",
    "ColumnContext",
    "column_keys",
    "fingerprint",
    "joined_days",
    "read_columns",
]
