"""Money as offices write it."""

from decimal import Decimal

import pytest

from luodi.across.intake.engine.amounts import MoneyUnit, read_amount, read_unit
from luodi.across.intake.engine.model import Cell

WAN = MoneyUnit(10**4)
YI = MoneyUnit(10**8)


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        ("1.2亿", 120_000_000), ("12000万元", 120_000_000), ("12000万", 120_000_000), (12000, 120_000_000), ("12,000", 120_000_000), ("１２，０００", 120_000_000), ("12000　", 120_000_000),
        ("1亿2000万元", 120_000_000), ("1亿2千万", 120_000_000), ("壹亿贰仟万元", 120_000_000), ("一亿二千万", 120_000_000), ("人民币1.2亿元", 120_000_000), ("1.2亿元（其中固投0.8亿元）", 120_000_000),
        ("总投资1.2亿元，其中固投8000万元", 120_000_000), (0.637, 6_370), ("100000元", 100_000), (-38, -380_000), ("-38", -380_000), ("(38)", -380_000), ("0", 0), (0.1 + 0.2, 3_000),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_yuan(cell: Cell, yuan: int) -> None:
    reading = read_amount(cell, WAN)

    assert (reading.amount, reading.currency, reading.fault) == (Decimal(yuan), "CNY", "")


def test_a_bare_number_is_meant_in_the_columns_unit() -> None:
    assert read_amount(0.85, YI).amount == 85_000_000
    assert read_amount("8500万元", YI).amount == 85_000_000


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("500万美元", 5_000_000, "USD"),
        ("US$500万", 5_000_000, "USD"),
        ("3500万港元", 35_000_000, "HKD"),
        ("860万美元（折人民币6000万元）", 8_600_000, "USD"),
        ("1亿2000万美元", 120_000_000, "USD"),
    ],
)
def test_foreign_money_keeps_its_currency(cell: str, amount: int, currency: str) -> None:
    reading = read_amount(cell, WAN)

    assert (reading.amount, reading.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["约3亿元", "近3亿元", "3亿元左右", "3亿元以上", "3亿多元", "3亿+"])
def test_an_approximate_amount_is_kept_and_named(cell: str) -> None:
    reading = read_amount(cell, WAN)

    assert (reading.amount, reading.fault) == (300_000_000, "money.approximate")


@pytest.mark.parametrize("cell", ["3-5亿", "3—5亿元", "3至5亿元", "3亿-5亿元", "2~3亿"])
def test_a_range_is_no_amount(cell: str) -> None:
    assert read_amount(cell, WAN) == (None, "CNY", "money.range", False)


@pytest.mark.parametrize("cell", ["一个多亿", "待核", "好几千万", "5000/3000", "12%", "3.5.2", True, "25万㎡"])
def test_what_cannot_be_read_is_said_so(cell: Cell) -> None:
    assert read_amount(cell, WAN).fault == "money.unreadable"


@pytest.mark.parametrize("cell", ["", None, "—", "/", "无", "、", "暂无"])
def test_nothing_is_nothing(cell: Cell) -> None:
    assert read_amount(cell, WAN) == (None, "CNY", "", False)


def test_an_amount_still_to_be_fixed_is_missing() -> None:
    assert read_amount("待定", WAN).fault == "money.missing"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("总投资（万元）", "万元"),
        ("单位：亿元", "亿元"),
        ("（元）", "元"),
        ("金额单位：内资万元，外资万美元", "万元"),
        ("外资（万美元）", "万美元"),
        ("到位资金（万）", "万元"),
        ("单位：千元", "千元"),
        ("单位：个、万元", "万元"),
    ],
)
def test_a_unit_of_money_is_found_in_headers_and_titles(text: str, label: str) -> None:
    unit = read_unit(text)

    assert unit is not None
    assert unit.label == label


@pytest.mark.parametrize("text", ["填报单位：县招商局", "多元化经营", "元器件数量", "总投资", "单位：个"])
def test_words_with_yuan_in_them_are_no_unit(text: str) -> None:
    assert read_unit(text) is None
