"""Sheets of arrived money: one payment a row (day, sum, form, voucher), or one project a row with columns of months."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine import values
from luodi.across.intake.engine.amounts import AmountReading
from luodi.across.intake.engine.arrivals import entries_of, plan_arrivals
from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.dates import DateReading
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.filling import filled_column
from luodi.across.intake.engine.model import CapitalEntry, DateValue
from luodi.across.intake.engine.projects import RateOf, start_draft
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.scope import COUNTABLE_AGAIN, NOT_COUNTABLE_FORMS, ORIGINS, REVERSAL_WORDS

_TEXTS: Final = ("name", "investor", "unit", "chain", "form", "voucher", "remark", "origin")
_NOT_COUNTABLE: Final = re.compile(NOT_COUNTABLE_FORMS)
_COUNTABLE_AGAIN: Final = re.compile(COUNTABLE_AGAIN)
_REVERSAL: Final = re.compile(REVERSAL_WORDS)
_ORIGINS: Final = tuple((origin, re.compile(words)) for origin, words in ORIGINS)
_MONTH_NAMED: Final = re.compile(r"(\d{1,2})月")


@dataclass(slots=True)
class Vouchers:
    """Voucher numbers met so far in the file, and the row that used each."""

    rows: dict[str, int] = field(default_factory=dict)


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
        if not draft.values.get("name"):
            draft.complain("name.missing", table.column("name"), "", name="项目名称")
            continue
        entry = _payment(table, draft, day, amount)
        _check_voucher(table, draft, vouchers, entry)
        if entry is not None and not draft.is_rejected:
            _put_payment(draft, column, _in_yuan(draft, table, entry, column, rate_of))


def _payment(table: Table, draft: Draft, day: DateReading, amount: AmountReading) -> CapitalEntry | None:
    """One payment, or None with the fault that keeps it out."""
    column = table.by_field["amount"]
    stated = text_of(table.cell(draft.row, column))
    if amount.amount is None or amount.amount == 0:
        draft.complain("money.unreadable" if amount.fault != "money.range" else amount.fault, column, stated, decides=True)
        return None
    if amount.fault:
        draft.complain(amount.fault, column, stated)
    if day.fault:
        draft.complain(day.fault, table.column("arrived_on"), text_of(table.cell(draft.row, table.column("arrived_on"))), decides=True)
    if day.value is None:
        return _undated(table, draft, amount) if not day.fault else None
    return _entry(draft, column, day.value, amount)


def _undated(table: Table, draft: Draft, amount: AmountReading) -> CapitalEntry | None:
    """Without a day it belongs to the ledger's year, and waits."""
    draft.complain("date.missing", table.column("arrived_on"), "")
    year = table.dates.year
    if year is None:
        return None
    span = DateValue(f"{year}", "year", date(year, 1, 1), date(year, 12, 31))
    return replace(_entry(draft, table.by_field["amount"], span, amount), question="date.missing")


def _entry(draft: Draft, column: Column, day: DateValue, amount: AmountReading) -> CapitalEntry:
    is_home = amount.currency == "CNY"
    first, last = (day.day.replace(day=1), day.day) if day.precision == "ambiguous" else (day.first, day.last)
    return CapitalEntry(
        span=f"{last:%Y-%m}" if day.precision in ("day", "month", "ambiguous") else day.value,
        span_from=first,
        span_to=last,
        amount_in_yuan=amount.amount if is_home else None,
        sheet=draft.sheet,
        row=draft.row,
        column=column.label,
        currency=amount.currency,
        amount_in_currency=None if is_home else amount.amount,
        origin=_origin(draft),
        form=draft.text_of("form"),
        voucher=draft.text_of("voucher"),
        remark=draft.text_of("remark"),
        arrived_on=day,
    )


def _origin(draft: Draft) -> str:
    said = draft.text_of("origin") or draft.text_of("form")
    return next((origin for origin, words in _ORIGINS if words.search(said)), "")


def _check_voucher(table: Table, draft: Draft, vouchers: Vouchers, entry: CapitalEntry | None) -> None:
    number = compact(draft.text_of("voucher"))
    if not number:
        return
    before = vouchers.rows.get(number)
    is_reversal = entry is not None and (entry.amount_in_yuan or 0) < 0
    if before is not None and not is_reversal:
        draft.complain("capital.voucher_reused", table.column("voucher"), draft.text_of("voucher"), other=before)
    elif before is None and not draft.is_rejected:
        vouchers.rows[number] = draft.row


def _in_yuan(draft: Draft, table: Table, entry: CapitalEntry, column: Column, rate_of: RateOf) -> CapitalEntry:
    if entry.amount_in_yuan is not None or entry.amount_in_currency is None:
        return entry
    rate = rate_of(entry.currency, entry.span_to)
    if rate is None:
        draft.complain("currency.rate_missing", column, text_of(table.cell(draft.row, column)))
        return replace(entry, question="currency.rate_missing")
    return replace(entry, amount_in_yuan=(entry.amount_in_currency * rate).quantize(Decimal("0.01")), rate=rate)


def _put_payment(draft: Draft, column: Column, entry: CapitalEntry) -> None:
    stated = text_of(draft.table.cell(draft.row, column)) if draft.table else ""
    said = f"{entry.form} {entry.remark}"
    if _NOT_COUNTABLE.search(said) and not _COUNTABLE_AGAIN.search(said) and not entry.question:
        draft.complain("capital.not_countable", column, stated)
        entry = replace(entry, question="capital.not_countable")
    if (entry.amount_in_yuan or 0) < 0 and not _REVERSAL.search(said):
        draft.complain("capital.negative", column, stated)
        entry = replace(entry, question="capital.negative")
    draft.capital.append(entry)
    draft.capital_columns.append(column)
    draft.values["arrived_on"] = entry.arrived_on


def _read_spans(table: Table, rows: Sequence[Draft], rate_of: RateOf) -> None:
    columns = table.of("capital", "capital_total", "capital_ytd")
    plan = plan_arrivals(columns, year=table.dates.year, as_of=table.as_of)
    readings = {column.index: values.amounts([table.cell(draft.row, column) for draft in rows], column) for column in columns}
    for place, draft in enumerate(rows):
        if not draft.values.get("name"):
            draft.complain("name.missing", table.column("name"), "", name="项目名称")
            continue
        mine = {index: reading[place] for index, reading in readings.items()}
        for column in columns:
            if mine[column.index].fault in ("money.unreadable", "money.range"):
                draft.complain(mine[column.index].fault, column, text_of(table.cell(draft.row, column)))
        for arrival, entry in entries_of(plan, mine, sheet=draft.sheet, row=draft.row):
            draft.capital.append(_in_yuan(draft, table, entry, arrival.column, rate_of))
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
