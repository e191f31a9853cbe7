"""The tables that a template may insert by name: rows and columns of figures, headers that fit every period."""

from collections.abc import Mapping, Sequence
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.office.saying import CODE
from luodi.across.reports.engine.tokens import qualified
from luodi.base.core.documents.content import ColumnKind

MAIN, UNITS, CHAINS = "主要指标", "下级单位", "产业链"
_ROWS: Final = (
    ("新签正式合同项目数（个）", "S01", "S09.n.ytd", "S06.n.ytd.denominator", "S06.n.ytd"),
    ("新签正式合同额（亿元）", "S02", "S09.v.ytd", "S06.v.ytd.denominator", "S06.v.ytd"),
    ("实际到位资金（亿元）", "C01", "C08.ytd", "C02.ytd.denominator", "C02.ytd"),
    ("新开工项目数（个）", "P01", "", "", ""),
)
_UNIT_COLUMNS: Final[tuple[tuple[str, str, ColumnKind], ...]] = (
    ("签约项目（个）", "S01.ytd", "number"),
    ("完成率（%）", "S06.n.ytd", "percent"),
    ("正式合同额（亿元）", "S02.ytd", "decimal"),
    ("完成率（%）", "S06.v.ytd", "percent"),
    ("到位资金（亿元）", "C01.ytd", "decimal"),
    ("完成率（%）", "C02.ytd", "percent"),
)
_CHAIN_COLUMNS: Final[tuple[tuple[str, str, ColumnKind], ...]] = (
    ("签约项目（个）", "S01.ytd", "number"),
    ("正式合同额（亿元）", "S02.ytd", "decimal"),
    ("到位资金（亿元）", "C01.ytd", "decimal"),
)
MAIN_KEYS: Final = tuple(
    key
    for _, code, growth, target, rate in _ROWS
    for key in (f"{code}.period", f"{code}.ytd", growth, target, rate)
    if key
)
ITEM_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    UNITS: tuple(key for _, key, _ in _UNIT_COLUMNS),
    CHAINS: tuple(key for _, key, _ in _CHAIN_COLUMNS),
}
"""Figures of each item of the tables that have a row an item."""


def main_table() -> TableExhibit:
    """The main figures of the unit: 本期, 累计, 同比, 任务, 完成率."""
    columns = (
        ExhibitColumn("指标", width=40),
        ExhibitColumn("本期", "number", 15),
        ExhibitColumn("年初累计", "number", 16),
        ExhibitColumn("累计同比（%）", "percent", 16),
        ExhibitColumn("全年任务", "number", 15),
        ExhibitColumn("完成率（%）", "percent", 16),
    )
    rows = tuple(
        (label, *(_cell(key) for key in (f"{code}.period", f"{code}.ytd", growth, target, rate)))
        for label, code, growth, target, rate in _ROWS
    )
    return TableExhibit(MAIN, "主要指标完成情况", columns, rows)


def item_table(key: str, caption: str, items: Sequence[Item], book: FigureBook) -> TableExhibit | None:
    """A row an item; columns in which nobody has a number are left out; nothing without items."""
    if not items:
        return None
    given = _UNIT_COLUMNS if key == UNITS else _CHAIN_COLUMNS
    shown = [
        (header, name, kind)
        for header, name, kind in given
        if any(not book.why_not(qualified(name, item.words[CODE])) for item in items)
    ]
    head = ExhibitColumn("单位" if key == UNITS else "产业链", width=30)
    columns = (head, *(ExhibitColumn(header, kind, 15) for header, _, kind in shown))
    rows = tuple(
        (item.words["名称"], *(_cell(qualified(name, item.words[CODE])) for _, name, _ in shown)) for item in items
    )
    return TableExhibit(key, caption, columns, rows)


def _cell(key: str) -> str:
    return f"{{{{{key}|表内}}}}" if key else "／"
