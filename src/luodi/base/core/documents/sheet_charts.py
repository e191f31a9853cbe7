"""A chart in a workbook: its numbers as a small table and a native chart over them, so that people can restyle it."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from luodi.base.core.documents.charts import Chart, Series
from luodi.base.core.documents.wording import clean

_SHADES: Final = ("#1A4F8B", "#C58A1A", "#7F8C99", "#17693C")
_DASHES: Final = ("solid", "dash", "round_dot", "long_dash")
_MARKS: Final = ("circle", "square", "triangle", "diamond")
_FEW: Final = 8
_FONT: Final[Mapping[str, object]] = {"name": "宋体", "size": 10}


def write_chart_sheet(workbook: Workbook, sheet: Worksheet, chart: Chart) -> None:
    """Title, the numbers from row 3 (a line a category), and the chart to the right of them."""
    head = workbook.add_format({"font_name": "黑体", "border": 1, "align": "center", "text_wrap": True})
    word = workbook.add_format({"font_name": "仿宋", "border": 1})
    title = workbook.add_format({"font_name": "黑体", "font_size": 14})
    sheet.write_string(0, 0, clean(chart.title), title)
    sheet.write_string(1, 0, "类别", head)
    for at, name in enumerate(chart.categories):
        sheet.write_string(2 + at, 0, clean(name), word)
    for column, one in enumerate(chart.series, 1):
        unit = chart.right_unit if one.is_right else chart.unit
        sheet.write_string(1, column, clean(f"{one.name}（{unit}）" if unit else one.name), head)
        number = workbook.add_format({"font_name": "仿宋", "border": 1, "num_format": _number_format(one)})
        for at, value in enumerate(one.values):
            if value is None:
                sheet.write_string(2 + at, column, "—", word)
            else:
                sheet.write_number(2 + at, column, value, number)
    sheet.set_column(0, len(chart.series), 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.insert_chart(1, len(chart.series) + 2, _native(workbook, sheet.get_name(), chart))


def _native(workbook: Workbook, sheet: str, chart: Chart) -> Any:  # noqa: ANN401 - xlsxwriter's charts have no common public type
    """The chart; bars and lines together make a combined one."""
    made: dict[str, Any] = {}
    for column, one in enumerate(chart.series, 1):
        kind = "column" if one.kind == "bar" else "line"
        made.setdefault(kind, workbook.add_chart({"type": kind}))
        made[kind].add_series(_series(sheet, chart, one, column))
    first, *others = made.values()
    for other in others:
        first.combine(other)
    first.set_title({"name": clean(chart.title), "name_font": {**_FONT, "size": 14, "bold": False}})
    first.set_x_axis({"num_font": _FONT})
    axis = {"name": chart.unit, "name_font": _FONT, "num_font": _FONT, "major_gridlines": {"visible": True}}
    first.set_y_axis(axis | _whole_steps(chart))
    for one in made.values():
        one.set_y2_axis({"name": chart.right_unit, "name_font": _FONT, "num_font": _FONT})
    first.set_legend({"position": "bottom", "font": _FONT})
    first.set_size({"width": 780, "height": 440})
    return first


def _whole_steps(chart: Chart) -> dict[str, object]:
    """Steps of one where a few things are counted: there are no halves of a unit or a project."""
    left = [one for one in chart.series if not one.is_right]
    most = max((value for one in left for value in one.values if value is not None), default=0)
    return {"major_unit": 1} if most <= _FEW and all(one.digits == 0 for one in left) else {}


def _series(sheet: str, chart: Chart, one: Series, column: int) -> dict[str, object]:
    last = 1 + len(chart.categories)
    shade = _SHADES[(column - 1) % len(_SHADES)]
    common = {
        "name": [sheet, 1, column],
        "categories": [sheet, 2, 0, last, 0],
        "values": [sheet, 2, column, last, column],
        "y2_axis": one.is_right,
        "data_labels": {"value": True, "font": _FONT, "num_format": _number_format(one)},
    }
    if one.kind == "line":
        dash, mark = _DASHES[(column - 1) % len(_DASHES)], _MARKS[(column - 1) % len(_MARKS)]
        line = {"color": shade, "width": 2.25, "dash_type": dash}
        return {**common, "line": line, "marker": {"type": mark, "size": 7, "fill": {"color": shade}}}
    if column % 3 == 1:
        return {**common, "fill": {"color": shade}, "border": {"color": shade}}
    pattern = "wide_upward_diagonal" if column % 3 == 2 else "percent_10"
    return {
        **common,
        "pattern": {"pattern": pattern, "fg_color": shade, "bg_color": "white"},
        "border": {"color": shade},
    }


def _number_format(one: Series) -> str:
    return "0" if one.digits == 0 else "0." + "0" * one.digits
