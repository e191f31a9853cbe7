"""Sheets of arrived money: one payment a row (day, sum, form, voucher), or one project a row with columns of months."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from luodi.across.intake.engine import values
from luodi.across.intake.engine.arrivals import entries_of, plan_arrivals
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.filling import filled_column
from luodi.across.intake.engine.model import CapitalEntry
from luodi.across.intake.engine.payments import Vouchers, in_yuan, read_payment
from luodi.across.intake.engine.projects import complain_of_sums, start_draft
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.tables import RateOf, Table

_TEXTS: Final = ("name", "investor", "unit", "chain", "form", "voucher", "remark", "origin")
_MONTH_NAMED: Final = re.compile(r"(\d{1,2})月")


def read_details(table: Table, fates: Sequence[RowFate], vouchers: Vouchers, rate_of: RateOf) -> list[Draft]:
    """A draft for every row; its `capital` holds what arrived, not yet compared with its project."""
    drafts = [start_draft(table, fate) for fate in fates]
    data = [place for place, fate in enumerate(fates) if fate.kind == "data"]
    rows = [drafts[place] for place in data]
    for name in _TEXTS:
        column = table.column(name)
        if column is not None:
            cells = filled_column(table, column, fates, is_detail=True)
            for draft, text in zip(rows, values.texts([cells[place] for place in data], name), strict=True):
                if text:
                    draft.values[name] = text
    if table.has("amount"):
        _read_payments(table, rows, vouchers, rate_of)
    else:
        _read_spans(table, rows, rate_of)
    return drafts


def _read_payments(table: Table, rows: Sequence[Draft], vouchers: Vouchers, rate_of: RateOf) -> None:
    day_column, column = table.column("arrived_on"), table.by_field["amount"]
    days = values.dates([table.cell(draft.row, day_column) for draft in rows], table.dates)
    sums = values.amounts([table.cell(draft.row, column) for draft in rows], column)
    for draft, day, amount in zip(rows, days, sums, strict=True):
        if draft.values.get("name"):
            read_payment(table, draft, day, amount, vouchers=vouchers, rate_of=rate_of)
        else:
            draft.complain("name.missing", table.column("name"), "", name="项目名称")


def _read_spans(table: Table, rows: Sequence[Draft], rate_of: RateOf) -> None:
    columns = table.of("capital", "capital_total", "capital_ytd")
    plan = plan_arrivals(columns, year=table.dates.year, as_of=table.as_of)
    readings = {
        column.index: values.amounts([table.cell(draft.row, column) for draft in rows], column) for column in columns
    }
    for draft in rows:
        if not draft.values.get("name"):
            draft.complain("name.missing", table.column("name"), "", name="项目名称")
    for arrival in plan:
        complain_of_sums(table, rows, arrival.column, readings[arrival.column.index])
    for place, arrival, entry in entries_of(plan, readings, [draft.row for draft in rows], sheet=table.sheet_name):
        draft = rows[place]
        if not draft.is_rejected:
            draft.capital.append(in_yuan(draft, table, entry, arrival.column, rate_of))
            draft.capital_columns.append(arrival.column)


def link_reversals(drafts: Sequence[Draft]) -> None:
    """A negative payment names the one it takes back: the latest of the same project, in the month its remark names."""
    earlier: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.is_rejected or not draft.capital:
            continue
        before = earlier.setdefault(compact(draft.text_of("name")), [])
        entry = draft.capital[0]
        if (entry.amount_in_yuan or 0) < 0:
            of = _taken_back(entry, before)
            draft.capital[0] = replace(entry, reverses_row=of.row if of else None)
        before.append(draft)


def _taken_back(entry: CapitalEntry, before: Sequence[Draft]) -> Draft | None:
    named = _MONTH_NAMED.search(entry.remark)
    candidates = [draft for draft in before if (draft.capital[0].amount_in_yuan or 0) >= -(entry.amount_in_yuan or 0)]
    if named:
        candidates = [draft for draft in candidates if draft.capital[0].span_to.month == int(named[1])] or candidates
    return candidates[-1] if candidates else None
