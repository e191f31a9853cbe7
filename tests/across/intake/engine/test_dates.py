"""Days as offices write them."""

from datetime import date, datetime

import pytest

from luodi.across.intake.engine.dates import DateContext, read_date
from luodi.across.intake.engine.model import Cell

CONTEXT = DateContext(year=2023, latest_year=2033)
CSV = DateContext(year=2023, latest_year=2033, text_keeps_zeros=False)


@pytest.mark.parametrize(
    "cell",
    [
        "2023-05-06", "2023/5/6", "2023.5.6", "2023.05.06", "2023年5月6日", "20230506", "２０２３．５．６", "23.5.6", "2023—5—6", "2023、5、6", "2023-05-06 00:00:00", "2023-05-06T08:30:00",
        " 2023 年 5 月 6 日 ", "二〇二三年五月六日", "5月6日", "5/6/2023", "6-May-23", "45052", 45052, 45052.0, 45052.73, 20230506, 20230506.0, date(2023, 5, 6), datetime(2023, 5, 6, 9),
        "已于2023年5月6日开工", "2023.5.6日", "230506",
    ],
)  # fmt: skip
def test_a_day_is_the_same_however_it_is_written(cell: Cell) -> None:
    value = read_date(cell, CONTEXT).value

    assert value is not None
    assert (value.value, value.precision, value.first, value.last) == (
        "2023-05-06",
        "day",
        date(2023, 5, 6),
        date(2023, 5, 6),
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2023.5",
        "2023年5月",
        "2023-05",
        "2023/5",
        "202305",
        2023.5,
        "5月",
        "5月份",
        "5月底",
        "5月末",
        "23年5月",
        "2023年5月底",
        "May-23",
        "五月",
        "今年5月",
        "2023-05-00",
    ],
)
def test_a_month_keeps_its_precision_and_counts_as_its_last_day(cell: Cell) -> None:
    value = read_date(cell, CONTEXT).value

    assert value is not None
    assert (value.value, value.precision, value.first, value.day) == (
        "2023-05",
        "month",
        date(2023, 5, 1),
        date(2023, 5, 31),
    )


@pytest.mark.parametrize(("cell", "first", "last"), [("5月上旬", 1, 10), ("2023年5月中旬", 11, 20), ("5月下旬", 1, 31)])
def test_a_part_of_a_month_lies_inside_it(cell: str, first: int, last: int) -> None:
    value = read_date(cell, CONTEXT).value

    assert value is not None
    assert (value.first, value.last) == (date(2023, 5, first), date(2023, 5, last))


@pytest.mark.parametrize(
    ("cell", "name", "first", "last"),
    [
        ("2023Q2", "2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2023年二季度", "2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("上半年", "2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2022", "2022", date(2022, 1, 1), date(2022, 12, 31)),
        (2022, "2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("去年底", "2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022年底", "2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2023.5-2023.8", "2023-05", date(2023, 5, 1), date(2023, 5, 31)),
    ],
)
def test_longer_spans_keep_their_bounds(cell: Cell, name: str, first: date, last: date) -> None:
    value = read_date(cell, CONTEXT).value

    assert value is not None
    assert (value.value, value.first, value.last) == (name, first, last)


def test_a_number_that_lost_its_zero_is_january_or_october() -> None:
    reading = read_date(2022.1, CONTEXT)

    assert reading.fault == "date.ambiguous"
    assert reading.value is not None
    assert (reading.value.value, reading.value.day) == ("2022-01|2022-10", date(2022, 1, 31))


def test_text_keeps_its_zero_unless_it_went_through_a_csv_file() -> None:
    assert read_date("2022.1", CONTEXT).fault == ""
    assert read_date("2022.1", CSV).fault == "date.ambiguous"
    assert read_date("2022.01", CSV).fault == ""
    assert read_date(2022.11, CONTEXT).fault == ""


@pytest.mark.parametrize(
    "cell",
    [
        "2023.13.1",
        "2023-02-30",
        "20230431",
        "2023年6月31日",
        "20231332",
        "2019-00-12",
        "13月",
        True,
        -5.0,
        123.0,
        "2023506",
    ],
)
def test_an_impossible_day_is_invalid(cell: Cell) -> None:
    reading = read_date(cell, CONTEXT)

    assert (reading.value, reading.fault) == (None, "date.invalid")


@pytest.mark.parametrize("cell", ["2203.5.6", "1023年5月", date(2203, 5, 6), "1949-10-01"])
def test_a_year_without_sense_is_out_of_range(cell: Cell) -> None:
    assert read_date(cell, CONTEXT).fault == "date.out_of_range"


@pytest.mark.parametrize(
    "cell",
    [
        "",
        None,
        "—",
        "/",
        "、",
        "无",
        "待定",
        "0000-00-00",
        "0000/00/00",
        "-",
        "未",
        0,
        date(1899, 12, 30),
        date(1900, 1, 1),
        "N/A",
        "见附件",
    ],
)
def test_signs_of_nothing_are_nothing(cell: Cell) -> None:
    reading = read_date(cell, CONTEXT)

    assert (reading.value, reading.fault) == (None, "")


@pytest.mark.parametrize("cell", ["预计年底", "计划2023年10月开工", "拟于9月", "未开工，预计12月", "力争8月底前"])
def test_a_plan_is_no_event(cell: str) -> None:
    reading = read_date(cell, CONTEXT)

    assert (reading.value, reading.fault) == (None, "")


def test_a_month_without_a_year_needs_the_ledgers_year() -> None:
    assert read_date("5月底", DateContext(year=None)).value is None
