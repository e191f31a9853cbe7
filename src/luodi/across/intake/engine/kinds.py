"""What a table is about: projects, arrived money, targets, units, a summary of others, or nothing for us."""

import re
from collections.abc import Sequence
from typing import Final

from luodi.across.intake.engine.cells import compact
from luodi.across.intake.engine.model import SheetKind
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.fields import TARGET_FIELDS, UNIT_FIELDS
from luodi.base.core.fieldspec import FieldTable

_TARGET_TITLE: Final = re.compile(r"目标|任务|责任书|指标分解|考核指标")
_INDICATOR: Final = re.compile(r"个数|项目数|金额|合同额|签约额|到位资金|引资|开工率|落地率|签约|投资额|数量")
_SUMMARY_TITLE: Final = re.compile(r"汇总|统计|取自|自动|分析|进度表|排名|排序|一览")
_COUNT: Final = re.compile(r"个数|数量|项目数|户数|家数|\(个\)|\(家\)|完成率|占比|排名|任务|目标|增幅|同比")
_BRACKETED: Final = re.compile(r"[(\[].*?[)\]]")
_ENOUGH: Final = 2
_CAPITAL: Final = ("capital", "capital_total", "capital_ytd", "amount")
_ABOUT_PROJECTS: Final = (
    "total_investment",
    "total_investment_usd",
    "signed_on",
    "status",
    "started_on",
    "reached",
    "uscc",
    "completed_on",
    "produced_on",
    "content",
    "first_talk_on",
    "whether",
    "landed_on",
)


def target_fields(table: Table) -> dict[int, str]:
    """Column → field of a sheet of targets, by header or as a person has said."""
    return _fields_of(table, TARGET_FIELDS)


def unit_fields(table: Table) -> dict[int, str]:
    """Column → field of a sheet of units, by header or as a person has said."""
    return _fields_of(table, UNIT_FIELDS)


def _fields_of(table: Table, fields: FieldTable) -> dict[int, str]:
    said = {column.index: column.field or "" for column in table.columns if column.how == "remembered"}
    found = {index: name for index, name in said.items() if name in fields}
    for index, path in table.block.paths.items():
        spec = fields.by_header(path[-1]) or fields.by_header(_BRACKETED.sub("", compact(path[-1])))
        if spec is not None and index not in said and spec.name not in found.values():
            found[index] = spec.name
    return found


def kind_of(table: Table, titles: str) -> SheetKind:
    """The kind of one table; whether its rows only repeat other sheets is seen later."""
    if _is_units(table):
        return "units"
    if _is_targets(table, titles):
        return "targets"
    if not table.has_any("name") and not _names_by_company(table):
        return "summary" if _is_summary(table, titles) else "none"
    if _is_capital(table):
        return "capital"
    if table.has_any("investor", "unit", *_ABOUT_PROJECTS, *_CAPITAL):
        return "projects"
    return "none"


def _is_units(table: Table) -> bool:
    fields = set(unit_fields(table).values())
    return {"code", "name"} <= fields and bool(fields & {"parent_code", "group"})


def _is_targets(table: Table, titles: str) -> bool:
    fields = set(target_fields(table).values())
    if {"indicator", "value"} <= fields:
        return True
    if not _TARGET_TITLE.search(titles) or table.has_any("name", "investor", "uscc", "status"):
        return False
    return table.has_any("unit", "holder") and len(matrix_columns(table)) >= 1


def matrix_columns(table: Table) -> dict[int, str]:
    """Columns of a table of targets by unit that name an indicator: 签约个数（个）, 合同额（亿元）."""
    return {
        column.index: "".join(compact(part) for part in column.path)
        for column in table.columns
        if column.field not in ("unit", "serial", "remark", "name")
        and (column.how != "remembered" or column.field == "target")
        and _INDICATOR.search("".join(column.path))
        and column.profile.numbers > 0
    }


def _names_by_company(table: Table) -> bool:
    """A ledger whose projects go by the company's name."""
    return table.has_any("investor") and table.has_any(
        "total_investment", "status", "signed_on", "started_on", "amount", "reached"
    )


def _is_summary(table: Table, titles: str) -> bool:
    counts = sum(1 for column in table.columns if _COUNT.search(compact("".join(column.path))))
    numbers = sum(1 for column in table.columns if column.profile.numbers > 0.5 and column.field != "serial")
    return (numbers >= _ENOUGH and (counts > 0 or bool(_SUMMARY_TITLE.search(titles)))) or numbers >= 3


def _is_capital(table: Table) -> bool:
    """Money and nothing else about the project; with a day and a voucher also beside other things."""
    if not table.has_any(*_CAPITAL):
        return False
    if table.has("amount") and table.has_any("arrived_on"):
        return not table.has_any("status", "reached", "started_on") and (
            not table.has_any("total_investment") or table.has_any("voucher", "form")
        )
    return not table.has_any(*_ABOUT_PROJECTS) and not table.has_any("investor")


def is_repetition(table: Table, names: Sequence[str], known: set[str]) -> bool:
    """Nearly all names stand elsewhere in the file."""
    return bool(names) and sum(1 for name in names if name in known) >= 0.8 * len(names)


def reads_like_summary(titles: str) -> bool:
    """Does title or sheet name say that it is put together from other sheets?"""
    return bool(_SUMMARY_TITLE.search(titles))
