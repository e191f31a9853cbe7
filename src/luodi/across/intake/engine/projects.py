"""Rows of a table of projects read column by column: names, codes, days, money, and the arrivals of each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from luodi.across.intake.engine import values
from luodi.across.intake.engine.amounts import YUAN, AmountReading, MoneyUnit, read_amount, read_unit
from luodi.across.intake.engine.arrivals import Arrival, entries_of, plan_arrivals
from luodi.across.intake.engine.belonging import Known, put_unit
from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.dates import DateReading
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.filling import filled_column, is_covered
from luodi.across.intake.engine.model import Cell, DateValue
from luodi.across.intake.engine.payments import Vouchers, read_payment
from luodi.across.intake.engine.profiles import NUMBERED
from luodi.across.intake.engine.roles import drop_plans
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.stages import settle_stage
from luodi.across.intake.engine.tables import RateOf, Table
from luodi.across.intake.rules.dates import EMPTY_WORDS
from luodi.across.intake.rules.issues import sums_differ
from luodi.across.intake.rules.rows import REASON_HEADER
from luodi.across.intake.rules.scope import REVERSAL_WORDS
from luodi.across.intake.rules.statuses import EVENT_STAGES, YES
from luodi.base.core.codes import uscc_fault

_TEXT_FIELDS: Final = (
    "name",
    "code",
    "national_code",
    "investor",
    "investor_place",
    "country",
    "kind",
    "sector",
    "chain",
    "unit",
    "content",
    "place",
    "status",
    "contract_no",
    "contract_level",
    "reason",
    "leader",
    "owner",
    "contact",
    "contact_phone",
    "problems",
    "next_steps",
    "remark",
)
_DATE_FIELDS: Final = (*EVENT_STAGES, "side_since", "resumed_on")
_REVERSAL: Final = re.compile(REVERSAL_WORDS)
_NUMBERED: Final = 0.7
_INVESTMENTS: Final = ("total_investment", "fixed_investment", "total_investment_usd", "contract_amount")
_LABEL_OF_USCC: Final = "统一社会信用代码"


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the readers of rows are told from outside."""

    rate_of: RateOf
    known: Known = field(default_factory=Known)
    vouchers: Vouchers = field(default_factory=Vouchers)


def read_projects(table: Table, fates: Sequence[RowFate], context: ReadingContext) -> list[Draft]:
    """A draft for every row of the table; rows that are no project are skipped with their reason."""
    drafts = [start_draft(table, fate) for fate in fates]
    data = [place for place, fate in enumerate(fates) if fate.kind == "data"]
    rows = [drafts[place] for place in data]
    cells = {
        column.index: filled_column(table, column, fates, is_detail=False) for column in table.columns if column.field
    }
    picked = {index: [column[place] for place in data] for index, column in cells.items()}
    told = drop_plans(table, rows, picked)
    if len(told) < len(rows):
        rows, data = [rows[place] for place in told], [data[place] for place in told]
        picked = {index: [column[place] for place in told] for index, column in picked.items()}
    _put_texts(table, rows, picked)
    _put_codes(table, rows, picked)
    _put_days(table, rows, picked)
    _put_money(table, rows, picked, context)
    _find_continuations(table, rows)
    put_unit(table, [fates[place] for place in data], rows, context.known)
    settle_stage(table, [fates[place] for place in data], rows, picked)
    _put_arrivals(table, rows, picked)
    if table.has("amount", "arrived_on"):
        _put_payments(table, rows, picked, context)
    _put_extras(table, rows, context)
    return drafts


def start_draft(table: Table, fate: RowFate) -> Draft:
    """The draft of a row, already skipped when the row is no data."""
    draft = Draft(
        table.sheet_name, fate.row, table.number, is_hidden=fate.row in table.grid.sheet.hidden_rows, table=table
    )
    if fate.kind != "data":
        draft.outcome, draft.reason, draft.text = "skip", fate.kind, fate.text
    return draft


def _put_texts(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    for name in _TEXT_FIELDS:
        column = table.column(name)
        if column is None:
            continue
        texts = values.texts(cells[column.index], name)
        if name == "name" and column.profile.numbered >= _NUMBERED:
            texts = [NUMBERED.sub("", text) for text in texts]
        for draft, text in zip(rows, texts, strict=True):
            if text:
                draft.values[name] = text
    _put_foreign_flag(table, rows, cells)


def _put_foreign_flag(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    foreign = table.column("foreign")
    if foreign is not None:
        for draft, cell in zip(rows, cells[foreign.index], strict=True):
            text = compact(text_of(cell))
            if text:
                draft.values["is_foreign"] = text in YES or "外" in text


def _put_codes(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    column = table.column("uscc")
    if column is None:
        return

    def read(cell: Cell) -> tuple[str, str | None]:
        code = compact(text_of(cell)).upper()
        return ("", None) if code in EMPTY_WORDS or not code else (code, uscc_fault(code))

    for draft, (code, fault) in zip(rows, values.read_each(cells[column.index], read), strict=True):
        if fault:
            draft.complain("uscc.invalid", column, code, fault=fault.removeprefix(_LABEL_OF_USCC))
        elif code:
            draft.values["uscc"] = code


def _put_days(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    for name in _DATE_FIELDS:
        column = table.column(name)
        if column is None:
            continue
        for draft, cell, reading in zip(
            rows, cells[column.index], values.dates(cells[column.index], table.dates), strict=True
        ):
            if reading.value is not None or reading.fault:
                _put_day(draft, table, column, text_of(cell), reading)


def _put_day(draft: Draft, table: Table, column: Column, stated: str, reading: DateReading) -> None:
    name = column.field or ""
    if reading.fault:
        draft.complain(reading.fault, column, stated, decides=name == "signed_on")
    if reading.value is None:
        return
    draft.values[name] = reading.value
    if table.as_of is not None and reading.value.first > table.as_of:
        draft.complain("date.future", column, stated)
        draft.doubt(name, stated, "date.future")


def _put_money(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]], context: ReadingContext) -> None:
    for name in _INVESTMENTS:
        column = table.column(name)
        if column is None:
            continue
        for draft, cell, reading in zip(rows, cells[column.index], _sums(table, column, cells, rows), strict=True):
            if name == "total_investment":
                _put_total(draft, column, cell, reading)
            elif name in ("fixed_investment", "contract_amount"):
                _put_lesser(draft, column, cell, reading, name)
            else:
                _put_foreign(draft, column, cell, reading)


def _sums(table: Table, column: Column, cells: dict[int, list[Cell]], rows: Sequence[Draft]) -> list[AmountReading]:
    """The column's amounts; where a column beside it, or the heading above, names the unit of each row, in that unit."""
    units = table.column("money_unit") if column.field in _INVESTMENTS else None
    if units is None and table.row_units and column.heading.unit is None:
        return [
            read_amount(cell, table.row_units.get(draft.row, column.unit or YUAN))
            for draft, cell in zip(rows, cells[column.index], strict=True)
        ]
    if units is None:
        return values.amounts(cells[column.index], column)
    usual = column.unit or YUAN
    return [
        read_amount(cell, _unit_of(text_of(unit), usual))
        for cell, unit in zip(cells[column.index], cells[units.index], strict=True)
    ]


def _unit_of(text: str, usual: MoneyUnit) -> MoneyUnit:
    """万美元 says all; 美元 or 人民币 alone only the currency."""
    said = read_unit(f"（{text}）")
    if said is None:
        return MoneyUnit(usual.size) if "人民币" in text else usual
    return MoneyUnit(usual.size, said.currency) if said.size == 1 and said.currency != "CNY" else said


def _put_total(draft: Draft, column: Column, cell: Cell, reading: AmountReading) -> None:
    stated = text_of(cell)
    if reading.amount is None:
        if reading.fault in ("money.unreadable", "money.range"):
            draft.complain(reading.fault, column, stated, decides=True)
        return
    if reading.amount < 0:
        draft.complain("money.negative", column, stated, decides=True)
        return
    if reading.amount == 0:
        return
    if reading.fault:
        draft.complain(reading.fault, column, stated)
    draft.values["total_investment"], draft.values["currency"] = reading.amount, reading.currency
    draft.stated["total_investment"] = stated


def _put_lesser(draft: Draft, column: Column, cell: Cell, reading: AmountReading, name: str) -> None:
    """固定资产投资, 合同额: a fault in them is a remark and does not turn the row away."""
    stated = text_of(cell)
    if reading.amount is None:
        if reading.fault in ("money.unreadable", "money.range"):
            draft.complain(reading.fault, column, stated)
        return
    if reading.amount < 0:
        draft.complain("money.negative", column, stated)
    elif reading.amount > 0:
        draft.values[name] = reading.amount
        draft.stated[name] = stated
        if name == "contract_amount":
            draft.values["contract_currency"] = reading.currency


def _put_foreign(draft: Draft, column: Column, cell: Cell, reading: AmountReading) -> None:
    """The foreign part of an investment; where there is a home part too, it waits for the rate."""
    if not reading.amount or reading.amount < 0:
        return
    draft.stated["total_investment_usd"] = text_of(cell)
    if "total_investment" in draft.values:
        draft.values["foreign_part"], draft.values["foreign_currency"] = reading.amount, reading.currency
        return
    draft.values["total_investment"], draft.values["currency"] = reading.amount, reading.currency
    draft.stated["total_investment"] = text_of(cell)


def _find_continuations(table: Table, rows: Sequence[Draft]) -> None:
    """Rows that go on with the project above: its name runs down over them, or they have none and nothing else of their own."""
    name = table.column("name")
    last: Draft | None = None
    for draft in rows:
        is_covered_name = name is not None and is_covered(table, draft.row, name) and not table.has("row_role")
        if last is not None and (is_covered_name or _goes_on(table, draft)):
            draft.continues = last
            draft.outcome = "merge"
            continue
        last = draft
        if not draft.values.get("name"):
            _name_or_refuse(table, draft, name)


def _goes_on(table: Table, draft: Draft) -> bool:
    """A row that tells nothing but a further payment: its day and its sum."""
    if any(draft.values.get(field) for field in ("name", "investor", "uscc", "status", "signed_on")):
        return False
    return table.is_filled(draft.row, "arrived_on") and table.is_filled(draft.row, "amount")


def _name_or_refuse(table: Table, draft: Draft, column: Column | None) -> None:
    """A ledger of companies without a column for projects names them by the company; else a missing name decides the row."""
    if column is None and draft.values.get("investor"):
        draft.values["name"] = draft.values["investor"]
        return
    draft.complain("name.missing", column or table.column("investor"), "", name="项目名称")


def _put_arrivals(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]]) -> None:
    columns = table.of("capital", "capital_total", "capital_ytd")
    if not columns:
        return
    plan = plan_arrivals(columns, year=table.dates.year, as_of=table.spoken_on or table.as_of)
    readings = {column.index: _sums(table, column, cells, rows) for column in columns}
    for arrival in plan:
        complain_of_sums(table, rows, arrival.column, readings[arrival.column.index])
    _compare_sums(table, rows, plan, readings)
    for place, arrival, entry in entries_of(plan, readings, [draft.row for draft in rows], sheet=table.sheet_name):
        draft = rows[place]
        if entry.amount_in_yuan is not None and entry.amount_in_yuan < 0 and not _explains(draft):
            draft.complain("capital.negative", arrival.column, text_of(table.cell(draft.row, arrival.column)))
        draft.capital.append(entry)
        draft.capital_columns.append(arrival.column)


def _compare_sums(
    table: Table, rows: Sequence[Draft], plan: Sequence[Arrival], readings: dict[int, list[AmountReading]]
) -> None:
    """累计 beside months is no new arrival; where it is not the sum of the months, people are told."""
    taken = {arrival.column.index for arrival in plan}
    for column in table.of("capital_total", "capital_ytd"):
        if column.index in taken or column.heading.is_part:
            continue
        booked = [readings[one.column.index] for one in plan if _is_summed(one, column, table.dates.year)]
        odd = [
            draft.row
            for place, (draft, stated) in enumerate(zip(rows, readings[column.index], strict=True))
            if stated.amount is not None and stated.amount != sum(one[place].amount or 0 for one in booked)
        ]
        if odd:
            table.remarks.append(sums_differ(column.label, odd))


def _is_summed(arrival: Arrival, column: Column, year: int | None) -> bool:
    """本年合计 sums up this year's columns, 累计 all of them."""
    return arrival.mode == "whole" and (column.field == "capital_total" or arrival.span.first.year == year)


def _put_payments(table: Table, rows: Sequence[Draft], cells: dict[int, list[Cell]], context: ReadingContext) -> None:
    """A payment beside the project in each of its rows; a row without one only describes the project."""
    day, column = table.by_field["arrived_on"], table.by_field["amount"]
    for name in ("form", "voucher", "origin"):
        known = table.column(name)
        if known is not None:
            for draft, text in zip(rows, values.texts(cells[known.index], name), strict=True):
                draft.values[name] = text
    days = values.dates(cells[day.index], table.dates)
    sums = values.amounts(cells[column.index], column)
    for draft, when, amount in zip(rows, days, sums, strict=True):
        if amount.amount or amount.fault == "money.unreadable":
            read_payment(table, draft, when, amount, vouchers=context.vouchers, rate_of=context.rate_of)


def complain_of_sums(table: Table, rows: Sequence[Draft], column: Column, readings: Sequence[AmountReading]) -> None:
    """Sums of a column that cannot be read, are a range, or are only about right."""
    if not any(reading.fault for reading in set(readings)):
        return
    for draft, reading in zip(rows, readings, strict=True):
        if reading.fault in ("money.unreadable", "money.range", "money.approximate"):
            draft.complain(reading.fault, column, text_of(table.cell(draft.row, column)))


def _explains(draft: Draft) -> bool:
    return any(_REVERSAL.search(draft.text_of(name)) for name in ("remark", "problems", "status"))


def _put_extras(table: Table, rows: Sequence[Draft], context: ReadingContext) -> None:
    """Columns nobody knows are kept as they are written."""
    unknown = [
        column
        for column in table.columns
        if column.field is None and column.profile.filled and column.label != REASON_HEADER
    ]
    for column in unknown:
        header = column.path[-1].replace("\n", "") if len(column.path) == 1 else "/".join(column.path).replace("\n", "")
        texts = values.read_each(table.grid.column(column.index, [draft.row for draft in rows]), text_of)
        for draft, text in zip(rows, texts, strict=True):
            if text:
                draft.extras[header] = text


def day_of(draft: Draft, name: str) -> DateValue | None:
    """A day as read, also when it is doubted."""
    value = draft.values.get(name)
    return value if isinstance(value, DateValue) else None
