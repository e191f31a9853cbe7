"""The shapes in which the reader of ledgers speaks: raw workbook, parsed workbook, assembled projects.

Everything is frozen and plain (no Django, no file handles), so that a result can be kept, compared and sent between processes.
Rows and columns are numbered as Excel numbers them (the first is 1). Money is Decimal in whole units of its currency (元, not 万元).
"""

from luodi.across.intake.engine.model.parsed import (
    Assembly,
    DuplicateOf,
    How,
    Issue,
    LooseCapital,
    Outcome,
    ParsedBlock,
    ParsedColumn,
    ParsedRow,
    ParsedSheet,
    ParsedWorkbook,
    ProjectDraft,
    Question,
    RowCounts,
    RowRef,
    SheetKind,
    SkipReason,
)
from luodi.across.intake.engine.model.raw import (
    DEFAULT_LIMITS,
    Cell,
    Limits,
    MergedRange,
    RawSheet,
    RawWorkbook,
    SheetState,
)
from luodi.across.intake.engine.model.said import (
    CapitalEntry,
    DateValue,
    Money,
    Precision,
    Revocation,
    Says,
    TargetLine,
    UnitLine,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Assembly",
    "CapitalEntry",
    "Cell",
    "DateValue",
    "DuplicateOf",
    "How",
    "Issue",
    "Limits",
    "LooseCapital",
    "MergedRange",
    "Money",
    "Outcome",
    "ParsedBlock",
    "ParsedColumn",
    "ParsedRow",
    "ParsedSheet",
    "ParsedWorkbook",
    "Precision",
    "ProjectDraft",
    "Question",
    "RawSheet",
    "RawWorkbook",
    "Revocation",
    "RowCounts",
    "RowRef",
    "Says",
    "SheetKind",
    "SheetState",
    "SkipReason",
    "TargetLine",
    "UnitLine",
]
