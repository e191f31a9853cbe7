"""What was understood: columns, rows with their outcome, sheets, and the projects that the file brings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from luodi.across.intake.engine.model.raw import SheetState
from luodi.across.intake.engine.model.said import CapitalEntry, Says, TargetLine, UnitLine

SheetKind: TypeAlias = Literal["projects", "capital", "targets", "units", "summary", "none", "empty"]
Outcome: TypeAlias = Literal["import", "flag", "reject", "merge", "duplicate", "skip"]
SkipReason: TypeAlias = Literal["total", "group", "blank", "header_repeat", "note", "signature", "summary", "text"]
How: TypeAlias = Literal["alias", "fuzzy", "remembered", "none"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend. `is_rejection` decides the row; otherwise it is a warning and the row comes in.

    `column` is the column's own header (blanks and line breaks taken out), `column_index` its number, `field` our name of it.
    """

    row: int
    column: str
    column_index: int
    field: str
    value: str
    code: str
    message: str
    is_rejection: bool = False


@dataclass(frozen=True, slots=True)
class RowRef:
    """A place in the file."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class DuplicateOf:
    """Why a row is the same project again: the earlier row, the likeness (0…1) and the reasons (uscc, name, amount, date, place)."""

    of: RowRef
    score: Decimal
    why: tuple[str, ...]


@dataclass(slots=True, eq=False)
class ParsedRow:
    """One row below the header and what became of it (never changed once made, but not frozen, for speed).

    `project` is the index into `Assembly.projects` of the draft the row belongs to (None: it belongs to none).
    """

    row: int
    outcome: Outcome
    reason: SkipReason | Literal[""] = ""
    says: Says | None = None
    issues: tuple[Issue, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    duplicate: DuplicateOf | None = None
    merged_into: RowRef | None = None
    project: int | None = None
    text: str = ""
    is_hidden: bool = False
    block: int = 0
    """Which of the sheet's stacked tables the row belongs to."""


@dataclass(frozen=True, slots=True)
class ParsedColumn:
    """One column: its whole header path from the top, what we take it for and why.

    `field` is one of the ledger's fields or a computed one: `capital:2023-05`, `capital:..2022-12-31`, `capital_total`,
    `capital_ytd`, `reached:ST60`; None: nobody knows it, it is kept and shown.
    """

    index: int
    letter: str
    path: tuple[str, ...]
    field: str | None
    unit: str
    how: How
    samples: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def header(self) -> str:
        """The path in one line, for people."""
        return "/".join(self.path)

    @property
    def label(self) -> str:
        """The lowest part of the path: the column's own header."""
        return self.path[-1] if self.path else self.letter


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """One of the tables that stand on a sheet (most sheets have one)."""

    header_rows: tuple[int, ...]
    title_rows: tuple[int, ...]
    columns: tuple[ParsedColumn, ...]
    unit_of_money: str
    first_row: int
    last_row: int
    reporting_unit: str = ""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows below the header; `read` is always the sum of the others. `created` are projects (or facts) the file brings;
    the services split them into created, updated and unchanged against what is known already."""

    created: int = 0
    merged: int = 0
    duplicates: int = 0
    skipped_totals: int = 0
    skipped_other: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """All rows below the header."""
        return self.created + self.merged + self.duplicates + self.skipped_totals + self.skipped_other + self.rejected


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """One sheet: what kind it is, how its table is built and every row below the header."""

    name: str
    kind: SheetKind
    state: SheetState
    header_rows: tuple[int, ...] = ()
    title_rows: tuple[int, ...] = ()
    unit_of_money: str = ""
    context_year: int | None = None
    columns: tuple[ParsedColumn, ...] = ()
    rows: tuple[ParsedRow, ...] = ()
    blocks: tuple[ParsedBlock, ...] = ()
    fingerprint: str = ""
    """The layout's own mark (header words in order, without numbers of years): the key under which a mapping is remembered."""
    reporting_unit: str = ""
    as_of: date | None = None
    is_skipped: bool = False
    """Read and named, but not imported (a hidden sheet, another sheet than the one asked for)."""
    notices: tuple[str, ...] = ()

    def counts(self) -> RowCounts:
        """Outcomes counted as `luodi import` reports them; rows of a capital sheet tell more of known projects: merged."""
        totals = sum(1 for row in self.rows if row.outcome == "skip" and row.reason == "total")
        taken = sum(1 for row in self.rows if row.outcome in ("import", "flag"))
        merged = sum(1 for row in self.rows if row.outcome == "merge")
        is_capital = self.kind == "capital"
        return RowCounts(
            created=0 if is_capital else taken,
            merged=merged + taken if is_capital else merged,
            duplicates=sum(1 for row in self.rows if row.outcome == "duplicate"),
            skipped_totals=totals,
            skipped_other=sum(1 for row in self.rows if row.outcome == "skip") - totals,
            rejected=sum(1 for row in self.rows if row.outcome == "reject"),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A value that a warning doubts: as stated, and the code. It must not be used before a person has decided."""

    field: str
    stated: str
    code: str


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """One project out of all rows of the file that speak of it.

    `says` is the rows' words put together (the first row that tells a field wins, later ones fill gaps and move the status on).
    Its `capital` is what counts, each arrival once, payments included; `capital_in_question` waits for a person (`question` = why).
    `total_investment`/`fixed_investment` are as stated; a doubted value stands in `questions` and must be left out of sums.
    """

    says: Says
    rows: tuple[RowRef, ...]
    duplicates: tuple[RowRef, ...] = ()
    questions: tuple[Question, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    payment_rows: tuple[RowRef, ...] = ()
    """Rows of capital sheets that belong to it."""

    def is_in_question(self, name: str) -> bool:
        """Is this field doubted by a warning?"""
        return any(question.field == name for question in self.questions)


@dataclass(frozen=True, slots=True)
class LooseCapital:
    """Money for a project that no row of this file describes.

    `is_known`: the caller's `is_known_project` knows the project, so the entry is to be booked on it; otherwise the row was
    rejected (capital.no_project) and the entry is only shown.
    """

    name: str
    investor: str
    entry: CapitalEntry
    is_known: bool


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the file brings, project by project."""

    projects: tuple[ProjectDraft, ...]
    loose_capital: tuple[LooseCapital, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    units: tuple[UnitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedWorkbook:
    """The whole file, read."""

    file: str
    format: str
    sha256: str
    sheets: tuple[ParsedSheet, ...]
    as_of: date | None = None
    """The day for which the ledger speaks: as asked, else found in titles and fill-in dates, else None."""
    context_year: int | None = None
    notices: tuple[str, ...] = ()
    assembly: Assembly = field(default_factory=lambda: Assembly(()))
    """What the file brings; `assemble` gives it."""

    def issues(self) -> list[tuple[str, Issue]]:
        """(sheet, issue) of every row, in reading order."""
        return [(sheet.name, issue) for sheet in self.sheets for row in sheet.rows for issue in row.issues]
