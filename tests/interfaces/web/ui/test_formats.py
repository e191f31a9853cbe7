"""Values as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.interfaces.web.ui import formats


@pytest.mark.parametrize(
    ("wan", "text"),
    [(Decimal(641000), "64.10亿元"), (Decimal(3250), "3,250万元"), (Decimal("12.5"), "12.50万元"), (None, "—")],
)
def test_money_is_written_by_its_size(wan: Decimal | None, text: str) -> None:
    assert formats.money(wan) == text


def test_a_column_of_money_keeps_to_one_unit() -> None:
    assert [formats.money_cell(Decimal(value)) for value in ("641000", "3.5", "-20")] == ["641,000", "3.50", "-20"]


@pytest.mark.parametrize(("currency", "text"), [("CNY", "1,200万元"), ("USD", "1,200万美元"), ("XAU", "1,200万XAU")])
def test_money_of_another_currency_names_it(currency: str, text: str) -> None:
    assert formats.money_in(Decimal(1200), currency) == text


def test_a_count_keeps_half_projects() -> None:
    assert [formats.count(value) for value in (1341, Decimal("12.5"), None)] == ["1,341", "12.5", "—"]


def test_percent_has_one_digit() -> None:
    assert (formats.percent(Decimal("40.15")), formats.percent(None)) == ("40.2%", "—")


def test_a_day_is_iso_and_a_moment_is_local() -> None:
    late = datetime(2023, 6, 30, 17, 5, tzinfo=UTC)

    assert (formats.day(date(2023, 6, 30)), formats.day(late), formats.moment(late)) == (
        "2023-06-30",
        "2023-07-01",
        "2023-07-01 01:05",
    )


def test_a_fraction_keeps_its_digits() -> None:
    assert str(formats.as_decimal(Fraction(53, 132)))[:14] == "0.401515151515"


def test_yes_no_and_unknown() -> None:
    assert [formats.yes_no(value) for value in (True, False, None)] == ["是", "否", "—"]
