"""Ledgers written in a test: rows as a clerk would type them, kept as .xlsx."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Cell = str | int | float | None
HEADER = (
    "项目名称",
    "投资方",
    "产业链",
    "责任单位",
    "总投资（亿元）",
    "签约时间",
    "落地时间",
    "开工时间",
    "终止时间",
    "进展",
)


def write_ledger(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]], title: str = "招商引资项目台账") -> Path:
    """A workbook with a merged title row above each sheet's table; the first row given is its header."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.merge_range(0, 0, 0, len(rows[0]) - 1, title)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell is not None:
                    page.write(line, column, cell)
    book.close()
    return path


def numbered(number: int) -> tuple[str, str]:
    """A project and its investor that nobody takes for another one."""
    digits = "零一二三四五六七八九"
    mark = "".join(digits[int(one)] for one in f"{number:04d}")
    return f"示例{mark}号部件生产项目", f"示例{mark}实业有限公司"
