"""In which unit a column of money is kept: its header, the lines around the table, notes, and at last the size of its numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from luodi.across.intake.engine.amounts import MoneyUnit
from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.columns.column import MONEY_FIELDS, Column, ColumnContext
from luodi.across.intake.engine.model import Cell

_LARGE_RATIO: Final = 50
_SAMPLE: Final = 1_000
_OF_PROJECTS: Final = ("total_investment", "fixed_investment", "contract_amount")


def with_units(
    columns: list[Column], cells: Mapping[int, Sequence[Cell]], context: ColumnContext
) -> tuple[list[Column], list[str]]:
    """The columns with their units, and what people should be told about units that nobody wrote down."""
    remarks: list[str] = []
    done: list[Column] = []
    total = next((column for column in columns if column.field == "total_investment"), None)
    for column in columns:
        if column.field not in MONEY_FIELDS:
            done.append(column)
            continue
        unit = column.heading.unit or _said_unit(column, context)
        if unit is None:
            unit, remark = _inferred(column, cells[column.index])
            remarks.append(remark)
        elif (
            column.field != "total_investment"
            and column.heading.unit is None
            and total
            and _is_out_of_scale(cells, column, total)
        ):
            unit = MoneyUnit(10**4)
            remarks.append(f"“{column.label}”没有写明单位，按数值判断为万元，请核对")
        done.append(replace(column, unit=unit))
    return [_dollars(column) for column in done], remarks


def _dollars(column: Column) -> Column:
    """A whole investment in dollars is told apart by its unit, also where its header does not say 外资."""
    if column.field == "total_investment_usd" and column.unit and column.unit.currency == "CNY":
        return replace(column, unit=MoneyUnit(column.unit.size, "USD"))
    return column


def _said_unit(column: Column, context: ColumnContext) -> MoneyUnit | None:
    around = context.surroundings
    if column.field == "total_investment_usd":
        return around.foreign or around.money
    return around.money or (context.hints.total if column.field in _OF_PROJECTS else context.hints.capital)


def _numbers(every: Sequence[Cell]) -> list[float]:
    """The positive numbers of a spread sample, in order."""
    cells = every[:: max(1, len(every) // _SAMPLE)]
    return sorted(
        float(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell > 0
    ) or sorted(
        float(text.replace(",", ""))
        for cell in cells
        if isinstance(cell, str)
        and re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text := compact(cell))
        and float(text.replace(",", "")) > 0
    )


def _inferred(column: Column, cells: Sequence[Cell]) -> tuple[MoneyUnit, str]:
    """No unit anywhere: the size of the numbers is the last witness, and people are told."""
    numbers = _numbers(cells)
    middle = numbers[len(numbers) // 2] if numbers else 0.0
    is_arrival = column.field in ("capital", "capital_total", "capital_ytd", "amount")
    if middle >= 500_000:
        unit = MoneyUnit(1)
    elif middle >= (30 if is_arrival else 120):
        unit = MoneyUnit(10**4)
    else:
        unit = MoneyUnit(10**8) if numbers and not is_arrival else MoneyUnit(10**4)
    return unit, f"“{column.label}”没有写明金额单位，按数值大小判断为{unit.label}，请核对"


def _is_out_of_scale(cells: Mapping[int, Sequence[Cell]], column: Column, total: Column) -> bool:
    """Read in the table's unit the column would be many times the investments: it is kept in another unit."""
    mine, whole = _numbers(cells[column.index]), _numbers(cells[total.index])
    if not mine or not whole or (total.heading.unit is not None):
        return False
    return mine[len(mine) // 2] > _LARGE_RATIO * whole[len(whole) // 2]
