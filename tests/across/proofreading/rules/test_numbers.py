from decimal import Decimal

import pytest

from luodi.across.proofreading.rules.numbers import Approx, arabic, han, reach, roundness


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三百二十", 320),
        ("一千零五", 1005),
        ("二〇二三", 2023),
    ],
)
def test_a_chinese_numeral_is_read(text: str, value: int) -> None:
    number = han(text)

    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("text", ["十百", "百十千"])
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    assert han(text) is None


def test_an_arabic_number_keeps_its_digits() -> None:
    number = arabic("1,234.50")

    assert (number.value, number.digits) == (Decimal("1234.50"), 2)


@pytest.mark.parametrize(("value", "place"), [("120", "10"), ("3000", "1000"), ("12.5", "0.1"), ("7", "1")])
def test_a_round_number_is_round_to_its_last_digit(value: str, place: str) -> None:
    assert roundness(Decimal(value)) == Decimal(place)


@pytest.mark.parametrize(
    ("approx", "low", "high"),
    [
        (Approx.EXACT, "99.5", "100.5"),
        (Approx.ABOUT, "95", "105"),
        (Approx.NEAR, "90", "100"),
        (Approx.BELOW, "90", "100"),
        (Approx.OVER, "100", "200"),
    ],
)
def test_a_word_of_approximation_reaches_so_far(approx: Approx, low: str, high: str) -> None:
    assert reach(Decimal(100), Decimal(1), approx) == (Decimal(low), Decimal(high))
