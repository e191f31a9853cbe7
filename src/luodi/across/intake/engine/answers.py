"""Sheets turned into the frozen answer: kind, header, columns, blocks and rows as the outside sees them."""

from luodi.across.intake.engine.columns import MONEY_FIELDS, Column, fingerprint
from luodi.across.intake.engine.context import office_place
from luodi.across.intake.engine.drafts import Draft, skipped
from luodi.across.intake.engine.kinds import matrix_columns, target_fields, unit_fields
from luodi.across.intake.engine.model import How, ParsedBlock, ParsedColumn, ParsedSheet, SheetKind
from luodi.across.intake.engine.projects import start_draft
from luodi.across.intake.engine.sheets import Settings, SheetWork
from luodi.across.intake.engine.tables import Table


def parsed_sheet(one: SheetWork, settings: Settings) -> ParsedSheet:
    """The sheet as it was understood."""
    kind = _sheet_kind(one)
    rows = tuple(draft.frozen() for draft in sorted(_all_rows(one, kind), key=lambda draft: draft.row))
    first = one.tables[0] if one.tables else None
    return ParsedSheet(
        name=one.raw.name,
        kind=kind,
        state=one.raw.state,
        header_rows=first.block.header_rows if first else (),
        title_rows=tuple(row for block in one.blocks for row in (*block.title_rows, *sorted(block.inner_titles))),
        unit_of_money=_unit_of_money(one),
        context_year=(first.dates.year if first and kind in ("projects", "capital") else None),
        columns=tuple(_column(one, column, kind) for column in (first.columns if first else ())),
        rows=rows,
        blocks=tuple(_block(one, table, kind) for table in one.tables),
        fingerprint=fingerprint(first.block) if first else "",
        reporting_unit=office_place(first.surroundings.reporting_unit) if first else "",
        as_of=first.as_of if first else settings.as_of,
        is_skipped=one.is_skipped,
        notices=tuple(dict.fromkeys(one.notices)),
    )


def _sheet_kind(one: SheetWork) -> SheetKind:
    if not one.grid.last_row:
        return "empty"
    for kind in ("projects", "capital", "targets", "units", "summary"):
        if kind in one.kinds:
            return kind
    return "none"


def _all_rows(one: SheetWork, kind: SheetKind) -> list[Draft]:
    """Sheets that are not imported still name their rows."""
    if one.drafts:
        return one.drafts
    if one.tables:
        return [
            skipped(start_draft(table, fate), "text")
            for table, fates in zip(one.tables, one.fates, strict=True)
            for fate in fates
        ]
    lines = [row for row in range(1, one.grid.last_row + 1) if one.grid.filled(row)]
    return [Draft(one.raw.name, row, outcome="skip", reason="text", text=one.grid.line(row)) for row in lines]


def _unit_of_money(one: SheetWork) -> str:
    units = {_table_unit(table) for table in one.tables}
    return units.pop() if len(units) == 1 else ""


def _table_unit(table: Table) -> str:
    if table.surroundings.money_text:
        return table.surroundings.money_text
    column = table.column("total_investment") or next(iter(table.of(*MONEY_FIELDS)), None)
    return column.unit.label if column and column.unit else ""


def _column(one: SheetWork, column: Column, kind: SheetKind) -> ParsedColumn:
    name, unit = column.name, column.unit.label if column.unit else ""
    if kind in ("targets", "units"):
        fields = target_fields(one.tables[0]) if kind == "targets" else unit_fields(one.tables[0])
        name, unit = fields.get(column.index), ""
        if name is None and kind == "targets" and column.index in _across(one.tables[0], fields):
            name = "target"
        name = "unit" if name == "measure" else name
    elif kind in ("summary", "none", "empty"):
        name, unit = None, ""
    return ParsedColumn(
        index=column.index,
        letter=column_letter(column.index),
        path=column.path,
        field=name,
        unit=unit,
        how=_how(column, kind) if name else "none",
        samples=column.profile.samples,
        is_hidden=column.index in one.raw.hidden_columns,
    )


def _across(table: Table, fields: dict[int, str]) -> dict[int, str]:
    """Columns that are indicators themselves: none where each row names its own."""
    return {} if {"indicator", "value"} <= set(fields.values()) else matrix_columns(table)


def _how(column: Column, kind: SheetKind) -> How:
    """Sheets of targets and units are read by their headers alone, whatever a ledger of projects would make of them."""
    return "alias" if kind in ("targets", "units") and column.how != "remembered" else column.how


def _block(one: SheetWork, table: Table, kind: SheetKind) -> ParsedBlock:
    block = table.block
    return ParsedBlock(
        header_rows=block.header_rows,
        title_rows=block.title_rows,
        columns=tuple(_column(one, column, kind) for column in table.columns),
        unit_of_money=_table_unit(table),
        first_row=block.first_row,
        last_row=block.last_row,
        reporting_unit=table.surroundings.reporting_unit,
    )


def column_letter(index: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
