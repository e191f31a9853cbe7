"""The years of a longer period beside each other: a table with their sum, and a chart."""

from collections.abc import Sequence
from typing import Final

from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit, ExhibitColumn, TableExhibit

YEARLY: Final = {
    "S01": "新签正式合同（个）",
    "S02": "合同额（亿元）",
    "P01": "新开工项目（个）",
    "C01": "到位资金（亿元）",
}
"""The figures of a year, as the columns are headed."""
YEARS_TABLE: Final = "years"
YEARS_CHART: Final = "years_chart"
_AMOUNTS: Final = {"S02": "正式合同额", "C01": "实际到位资金"}


def year_key(code: str, year: int) -> str:
    """The key of a figure of one year."""
    return f"{code}.y{year}"


def years_exhibits(years: Sequence[int]) -> tuple[Exhibit, ...]:
    """Table and chart of the years; nothing for a single one. The sum is the figure of the whole period."""
    if len(years) < 2:
        return ()
    columns = (
        ExhibitColumn("年度", width=24, alignment="center"),
        *(ExhibitColumn(header, "decimal" if code in _AMOUNTS else "number", 30) for code, header in YEARLY.items()),
    )
    rows = [(f"{year}年", *(f"{{{{{year_key(code, year)}|表内}}}}" for code in YEARLY)) for year in years]
    rows.append(("合计", *(f"{{{{{code}|表内}}}}" for code in YEARLY)))
    table = TableExhibit(YEARS_TABLE, "分年度主要指标", columns, tuple(rows), strong=(len(rows) - 1,))
    lines = tuple(
        ChartLine(name, tuple(year_key(code, year) for year in years), digits=2) for code, name in _AMOUNTS.items()
    )
    names = tuple(f"{year}年" for year in years)
    return (table, ChartExhibit(YEARS_CHART, "分年度合同额与到位资金", names, lines, "亿元"))
