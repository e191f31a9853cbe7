"""Charts carry their numbers as a table and never draw what is not there."""

from decimal import Decimal

from luodi.interfaces.web.ui import charts


def test_a_comparison_ranks_and_leaves_empty_units_out() -> None:
    chart = charts.comparison(
        "c", "到位资金", [("甲", Decimal("1.1")), ("乙", None), ("丙", Decimal("3.2")), ("丁", 0)], "亿元", "单位"
    )

    assert chart.table_rows == [("丙", ["3.20"]), ("甲", ["1.10"])]


def test_options_leave_a_gap_where_a_number_is_unknown() -> None:
    chart = charts.trend("t", "合同额", ["1月", "2月"], [Decimal("5.2"), None], [10, 20], "亿元")

    drawn = chart.options()["series"]

    assert [series["data"] for series in drawn] == [[5.2, None], [10.0, 20.0]]  # type: ignore[index, attr-defined]


def test_a_chart_without_numbers_is_empty() -> None:
    assert charts.comparison("c", "到位资金", [("甲", 0), ("乙", None)], "亿元", "单位").is_empty


def test_many_bars_get_more_room() -> None:
    sizes = [
        charts.comparison("c", "到位", [(str(number), Decimal(1)) for number in range(count)], "亿元", "单位").size
        for count in (5, 15, 40)
    ]

    assert sizes == ["", "is-tall", "is-taller"]
