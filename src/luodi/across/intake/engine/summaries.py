"""Sheets that only repeat others: put together from them by name or by sum. They bring nothing, and nothing is counted twice."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.cells import text_of
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.duplicates import name_key
from luodi.across.intake.engine.gathering import Gathered
from luodi.across.intake.engine.kinds import is_repetition, reads_like_summary
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.sheets import SheetWork
from luodi.across.intake.engine.tables import Table

_DERIVED: Final = 0.7
_TOLERANCE: Final = Decimal("0.005")


def find_summaries(sheets: Sequence[SheetWork]) -> None:
    """A sheet of names and sums that says it is put together from others, and has their names, brings nothing new."""
    if sum(len(one.tables) for one in sheets) < 2:
        return
    names: dict[int, list[str]] = {}
    for one in sheets:
        for table, fates in zip(one.tables, one.fates, strict=True):
            names[id(table)] = _names_of(table, fates)
    for one in sheets:
        for number, (table, kind) in enumerate(zip(one.tables, one.kinds, strict=True)):
            others = {
                name
                for other in sheets
                for rival in other.tables
                if rival is not table and _tells_more(rival, table)
                for name in names[id(rival)]
            }
            if (
                kind in ("projects", "capital")
                and not _tells_itself(table)
                and reads_like_summary(one.titles)
                and is_repetition(table, names[id(table)], others)
            ):
                one.kinds[number] = "summary"


def _names_of(table: Table, fates: Sequence[RowFate]) -> list[str]:
    column = table.column("name")
    if column is None:
        return []
    return [name_key(text) for fate in fates if fate.kind == "data" and (text := text_of(table.cell(fate.row, column)))]


def _tells_more(one: Table, other: Table) -> bool:
    return len([column for column in one.columns if column.field]) > len(
        [column for column in other.columns if column.field]
    )


def _tells_itself(table: Table) -> bool:
    return table.has_any("investor", "uscc", "signed_on", "status", "arrived_on", "started_on", "reached", "content")


def find_derived(sheets: Sequence[SheetWork], projects: Sequence[Gathered]) -> None:
    """A sheet whose sums are those of the payments sheet, project by project, is its summary, whatever it is called."""
    payments = {
        number: sum(
            (entry.amount_in_yuan or Decimal(0) for draft in project.details for entry in draft.capital), Decimal(0)
        )
        for number, project in enumerate(projects)
    }
    tables = {
        (one.raw.name, table.number): table
        for one in sheets
        for table, kind in zip(one.tables, one.kinds, strict=True)
        if kind == "capital" and not table.has("amount")
    }
    for key, table in tables.items():
        mine = [
            draft
            for one in sheets
            for draft in one.drafts
            if (draft.sheet, draft.block) == key and draft.project is not None
        ]
        hits = sum(
            1
            for draft in mine
            if draft.project is not None and _is_sum(draft, payments[draft.project], projects[draft.project])
        )
        if mine and hits >= _DERIVED * len(mine):
            _drop(sheets, table, mine, projects)


def _is_sum(draft: Draft, payments: Decimal, project: Gathered) -> bool:
    own = sum((entry.amount_in_yuan or Decimal(0) for entry in draft.capital), Decimal(0))
    rest = payments - own if draft in project.details else payments
    return bool(rest) and abs(own - rest) <= abs(rest) * _TOLERANCE


def _drop(sheets: Sequence[SheetWork], table: Table, drafts: Sequence[Draft], projects: Sequence[Gathered]) -> None:
    for one in sheets:
        for number, other in enumerate(one.tables):
            if other is table:
                one.kinds[number] = "summary"
    for draft in drafts:
        if draft.project is not None:
            projects[draft.project].details.remove(draft)
        draft.outcome, draft.reason, draft.project = "skip", "summary", None
        draft.issues.clear()
