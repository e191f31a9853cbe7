import pytest

from luodi.across.proofreading.rules.periods import times_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2023年上半年签约", ["2023年上半年"]),
        ("2012年—2015年上半年共签约", ["2012年—2015年上半年"]),
        ("比上年同期增长", ["上年同期"]),
        ("1—6月到位资金", ["1—6月"]),
        ("由一季度末升至二季度末", ["一季度末", "二季度末"]),
        ("****年**月**日", ["****年**月**日"]),
        ("近五年来", []),
    ],
)
def test_a_time_is_found_as_it_is_named(text: str, named: list[str]) -> None:
    assert [time.text for time in times_in(text)] == named


@pytest.mark.parametrize(
    ("text", "months"), [("1—9月", 9), ("上半年", 6), ("前三季度", 9), ("全年", 12), ("今年", None)]
)
def test_a_time_has_a_length_where_it_can_be_said(text: str, months: int | None) -> None:
    assert times_in(text)[0].months == months


def test_the_years_of_a_span_are_its_ends() -> None:
    assert times_in("2018—2022年")[0].years == (2018, 2022)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1—6月", (181, 182)),
        ("上半年", (181, 182)),
        ("前三季度", (273, 274)),
        ("7月份", (31,)),
        ("2023年", (365, 366)),
        ("上年同期", ()),
    ],
)
def test_days_are_counted_with_and_without_a_leap_day(text: str, days: tuple[int, ...]) -> None:
    (when,) = times_in(text)

    assert when.days == days
