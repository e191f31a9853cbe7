"""Rows whose cells have slipped one column to the side: dates under money, names under dates."""

import re
from collections.abc import Sequence
from typing import Final

from luodi.across.intake.engine.amounts import read_amount
from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.columns import DATE_FIELDS, MONEY_FIELDS, Column
from luodi.across.intake.engine.dates import read_date
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.status import read_status
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.dates import EMPTY_WORDS
from luodi.across.intake.rules.rows import COMPANY

_COMPANY: Final = re.compile(COMPANY)
_CREDIT_CODE: Final = re.compile(r"[0-9A-Z]{15,18}", re.IGNORECASE)
_SIGNS: Final = frozenset(
    {
        "money.unreadable",
        "date.invalid",
        "uscc.invalid",
        "date.out_of_range",
        "name.missing",
        "status.unknown",
        "money.negative",
    }
)
_ENOUGH: Final = 3
_GAIN: Final = 2


def mark_shifted(table: Table, drafts: Sequence[Draft]) -> None:
    """Turns away rows that fit their columns badly and fit them well when moved by one."""
    typed = [
        column
        for column in table.columns
        if column.field in DATE_FIELDS | MONEY_FIELDS | {"investor", "uscc", "status"}
    ]
    if len(typed) < _ENOUGH:
        return
    for draft in drafts:
        if draft.outcome == "skip" or draft.continues is not None or not _looks_wrong(table, draft):
            continue
        here = _fit(table, draft.row, typed, 0)
        moved = max(_fit(table, draft.row, typed, step) for step in (-1, 1))
        if moved >= _ENOUGH and moved >= here + _GAIN:
            draft.issues.clear()
            first = table.column("name") or typed[0]
            draft.complain("row.shifted", first, text_of(table.cell(draft.row, first)))


def _looks_wrong(table: Table, draft: Draft) -> bool:
    if sum(1 for issue in draft.issues if issue.code in _SIGNS) >= 2:
        return True
    name = draft.text_of("name")
    return bool(name) and (
        name.isdigit()
        or bool(_COMPANY.search(name) and table.has("investor") and not _COMPANY.search(draft.text_of("investor")))
    )


def _fit(table: Table, row: int, typed: Sequence[Column], step: int) -> int:
    return sum(1 for column in typed if _fits(column, table.grid.cell(row, column.index + step), table))


def _fits(column: Column, cell: Cell, table: Table) -> bool:
    text = compact(text_of(cell))
    if is_blank(cell) or text in EMPTY_WORDS:
        return False
    if column.field in DATE_FIELDS:
        return read_date(cell, table.dates).value is not None
    if column.field in MONEY_FIELDS:
        return (
            column.unit is not None
            and read_amount(cell, column.unit).amount is not None
            and len(text) <= len("100000万美元")
        )
    if column.field == "uscc":
        return bool(_CREDIT_CODE.fullmatch(text))
    if column.field == "status":
        return read_status(text).is_known
    return bool(_COMPANY.search(text))
