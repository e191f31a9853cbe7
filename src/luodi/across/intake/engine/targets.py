"""Sheets of targets and of units: one line a row, or units down and indicators across."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine.cells import compact, number_text, text_of, tidy_name
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.kinds import matrix_columns, target_fields, unit_fields
from luodi.across.intake.engine.model import Cell, TargetLine, UnitLine
from luodi.across.intake.engine.projects import start_draft
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.rules.targets import INDICATORS

_INDICATORS: Final = tuple((code, re.compile(words)) for code, words in INDICATORS)
_NUMBER: Final = re.compile(r"(-?[\d,]+(?:\.\d+)?)\s*(亿元|万元|亿美元|万美元|个|家|%|％|元|亿|万)?")
_MEASURE: Final = re.compile(r"[(（](亿元|万元|亿美元|万美元|个|家|%|％|元)[)）]")
_YEAR: Final = re.compile(r"(20\d{2})")
_HALF: Final = re.compile(r"(上|下)半年")
_QUARTER: Final = re.compile(r"([一二三四1-4])季度")
_QUARTERS: Final = {"一": "1", "二": "2", "三": "3", "四": "4"}


def indicator_code(text: str) -> str:
    """The code of an indicator by its words ("" = unknown)."""
    short = _MEASURE.sub("", compact(text))
    return next((code for code, words in _INDICATORS if words.search(short)), "")


def read_targets(table: Table, fates: Sequence[RowFate]) -> list[Draft]:
    """A draft for every row; `targets` holds its lines."""
    fields = target_fields(table)
    names = {name: index for index, name in fields.items()}
    is_list = {"indicator", "value"} <= set(names)
    across = {} if is_list else matrix_columns(table)
    year = _year_in_titles(table)
    drafts: list[Draft] = []
    for fate in fates:
        draft = start_draft(table, fate)
        if draft.outcome != "skip":
            lines = [_line(table, fate.row, names, year)] if is_list else _lines_across(table, fate.row, across, year)
            found = tuple(line for line in lines if line is not None)
            if found:
                draft.values["targets"] = found
            else:
                draft.outcome, draft.reason = "skip", "note"
        drafts.append(draft)
    return drafts


def _line(table: Table, row: int, names: dict[str, int], year: str) -> TargetLine | None:
    def said(name: str) -> str:
        return tidy_name(text_of(table.grid.shown(row, names[name]))) if name in names else ""

    value, unit = _value(table.grid.cell(row, names["value"]))
    if value is None or not said("indicator"):
        return None
    return TargetLine(
        indicator=said("indicator"),
        code=indicator_code(said("indicator")),
        issuer=said("issuer"),
        tier=said("tier"),
        period=_period(said("period")) or year,
        value=value,
        unit=said("measure") or unit or _measure(said("indicator")),
        holder=said("holder"),
        doc_no=said("doc_no"),
    )


def _lines_across(table: Table, row: int, across: dict[int, str], year: str) -> list[TargetLine | None]:
    holder = table.column("unit") or table.column("holder")
    name = tidy_name(text_of(table.grid.shown(row, holder.index))) if holder else ""
    fields = {field: index for index, field in target_fields(table).items()}
    issuer = tidy_name(text_of(table.grid.shown(row, fields["issuer"]))) if "issuer" in fields else ""
    lines: list[TargetLine | None] = []
    for index, header in across.items():
        value, unit = _value(table.grid.cell(row, index))
        if value is not None and name:
            lines.append(
                TargetLine(
                    header,
                    indicator_code(header),
                    issuer,
                    _tier(header),
                    _period(header) or year,
                    value,
                    unit or _measure(header),
                    name,
                )
            )
    return lines


def _value(cell: Cell) -> tuple[Decimal | None, str]:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Decimal(number_text(cell)), ""
    found = _NUMBER.fullmatch(compact(text_of(cell)))
    return (Decimal(found[1].replace(",", "")), found[2] or "") if found else (None, "")


def _measure(text: str) -> str:
    found = _MEASURE.search(text) or _MEASURE.search(compact(text).replace("(", "（").replace(")", "）"))
    return found[1].replace("％", "%") if found else ""


def _tier(text: str) -> str:
    found = re.search(r"M\d", text)
    return found[0] if found else ""


def _period(text: str) -> str:
    """2023年 → 2023, 2023年上半年 → 2023H1, 2023年二季度 → 2023Q2."""
    year = _YEAR.search(text)
    if year is None:
        return ""
    half, quarter = _HALF.search(text), _QUARTER.search(text)
    if half:
        return f"{year[1]}H{1 if half[1] == '上' else 2}"
    return f"{year[1]}Q{_QUARTERS.get(quarter[1], quarter[1])}" if quarter else year[1]


def _year_in_titles(table: Table) -> str:
    return str(table.surroundings.year) if table.surroundings.year else ""


def read_units(table: Table, fates: Sequence[RowFate]) -> list[Draft]:
    """A draft for every row of a sheet of units."""
    names = {name: index for index, name in unit_fields(table).items()}
    drafts: list[Draft] = []
    for fate in fates:
        draft = start_draft(table, fate)
        said = {name: tidy_name(text_of(table.grid.shown(fate.row, index))) for name, index in names.items()}
        if draft.outcome != "skip" and said["code"] and said["name"]:
            draft.values["unit_line"] = UnitLine(
                said["code"], said["name"], said.get("kind", ""), said.get("parent_code", ""), said.get("group", "")
            )
        elif draft.outcome != "skip":
            draft.complain("name.missing", None, said["name"], name="名称")
        drafts.append(draft)
    return drafts
