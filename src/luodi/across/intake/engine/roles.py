"""Rows that tell what was planned beside rows that tell what became of it (计划 / 实际 / 完成率): only what became of it is a fact."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.columns import DATE_FIELDS
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.model import Cell
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.rows import ROLES

Role: TypeAlias = Literal["plan", "actual", "rate", ""]
_FACTS: Final = DATE_FIELDS | {
    "capital",
    "capital_total",
    "capital_ytd",
    "amount",
    "reached",
    "whether",
    "status",
    "side_status",
}
"""What a plan may not bring; everything else (name, company, amount of the contract) is the same in both rows."""


def role_of(cell: Cell) -> Role:
    """What the row tells, by the word in its column of roles."""
    return ROLES.get(compact(text_of(cell)), "")


def drop_plans(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> list[int]:
    """Places of the rows to be read, in order: of every project the row of facts, completed by what only its plan's row names.

    A project of which nothing but the plan stands there keeps its row without the planned days and sums. Rows left out are skipped.
    """
    column = table.column("row_role")
    if column is None:
        return list(range(len(rows)))
    kept: list[int] = []
    for group in _groups(table, rows, [role_of(cell) for cell in cells[column.index]]):
        told = next((place for place in group if role_of(cells[column.index][place]) in ("actual", "")), group[0])
        _complete(table, cells, told, group)
        if role_of(cells[column.index][told]) not in ("actual", ""):
            _forget_facts(table, cells, told)
        kept.append(told)
        for place in group:
            if place != told:
                rows[place].outcome, rows[place].reason = "skip", "note"
                rows[place].text = table.grid.line(rows[place].row)
    return kept


def _groups(table: Table, rows: Sequence[Draft], roles: Sequence[Role]) -> list[list[int]]:
    """Rows of one project: they follow each other, name no other project, and no role stands twice."""
    name = table.column("name") or table.column("investor")
    groups: list[list[int]] = []
    said, met = "", set[Role]()
    for place, draft in enumerate(rows):
        own = compact(text_of(table.cell(draft.row, name)))
        if not groups or (own and own != said) or roles[place] in met or not roles[place]:
            groups.append([])
            said, met = own, set()
        groups[-1].append(place)
        met.add(roles[place])
    return groups


def _complete(table: Table, cells: dict[int, list[Cell]], told: int, group: Sequence[int]) -> None:
    for column in table.columns:
        if column.field and column.field not in _FACTS and is_blank(cells[column.index][told]):
            mine = cells[column.index]
            mine[told] = next((mine[place] for place in group if not is_blank(mine[place])), mine[told])


def _forget_facts(table: Table, cells: dict[int, list[Cell]], place: int) -> None:
    for column in table.of(*_FACTS):
        cells[column.index][place] = ""
