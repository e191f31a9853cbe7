"""One payment: its day, its sum, its form and voucher, and what keeps it from being counted."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.amounts import AmountReading
from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.dates import DateReading
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.model import CapitalEntry, DateValue
from luodi.across.intake.engine.tables import RateOf, Table
from luodi.across.intake.rules.issues import currency_name, rate_day
from luodi.across.intake.rules.scope import COUNTABLE_AGAIN, NOT_COUNTABLE_FORMS, ORIGINS, REVERSAL_WORDS

_NOT_COUNTABLE: Final = re.compile(NOT_COUNTABLE_FORMS)
_COUNTABLE_AGAIN: Final = re.compile(COUNTABLE_AGAIN)
_REVERSAL: Final = re.compile(REVERSAL_WORDS)
_ORIGINS: Final = tuple((origin, re.compile(words)) for origin, words in ORIGINS)


@dataclass(slots=True)
class Vouchers:
    """Voucher numbers met so far in the file, and the row that used each."""

    rows: dict[str, int] = field(default_factory=dict)


def read_payment(
    table: Table, draft: Draft, day: DateReading, amount: AmountReading, *, vouchers: Vouchers, rate_of: RateOf
) -> None:
    """Puts the row's payment into the draft, with what is doubtful about it; a fault in its day or sum turns the row away."""
    column = table.by_field["amount"]
    entry = _payment(table, draft, day, amount)
    _check_voucher(table, draft, vouchers, entry)
    if entry is not None and not draft.is_rejected:
        _put_payment(draft, column, in_yuan(draft, table, entry, column, rate_of))


def _payment(table: Table, draft: Draft, day: DateReading, amount: AmountReading) -> CapitalEntry | None:
    """One payment, or None with the fault that keeps it out."""
    column = table.by_field["amount"]
    stated = text_of(table.cell(draft.row, column))
    if amount.amount is None or amount.amount == 0:
        draft.complain(
            "money.unreadable" if amount.fault != "money.range" else amount.fault, column, stated, decides=True
        )
        return None
    if amount.fault:
        draft.complain(amount.fault, column, stated)
    if day.fault:
        draft.complain(
            day.fault,
            table.column("arrived_on"),
            text_of(table.cell(draft.row, table.column("arrived_on"))),
            decides=True,
        )
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


def in_yuan(draft: Draft, table: Table, entry: CapitalEntry, column: Column, rate_of: RateOf) -> CapitalEntry:
    """A foreign payment in yuan at the rate of its day; without a rate it waits, with a warning."""
    if entry.amount_in_yuan is not None or entry.amount_in_currency is None:
        return entry
    rate = rate_of(entry.currency, entry.span_to)
    if rate is None:
        stated, name = text_of(table.cell(draft.row, column)), currency_name(entry.currency)
        draft.complain("currency.rate_missing", column, stated, currency=name, day=rate_day(entry.span_to))
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
