"""Days and spans as exactly as they are known."""

from datetime import date

import pytest

from luodi.domains.projects.rules import OPEN_START, Precision
from luodi.interfaces.web.ui.days import known_day, known_span


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (Precision.DAY, "2023-05-31"),
        (Precision.MONTH, "2023年5月"),
        (Precision.QUARTER, "2023年第2季度"),
        (Precision.YEAR, "2023年"),
        (Precision.AS_OF, "2023-05-31"),
    ],
)
def test_a_day_is_written_as_exactly_as_it_is_known(precision: Precision, text: str) -> None:
    assert known_day(date(2023, 5, 31), precision) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2023, 1, 1), date(2023, 2, 28), "2023年1月至2023年2月"),
        (date(2023, 3, 1), date(2023, 3, 31), "2023年3月"),
        (date(2023, 1, 5), date(2023, 2, 28), "2023-01-05 至 2023-02-28"),
        (OPEN_START, date(2023, 6, 30), "截至 2023-06-30"),
    ],
)
def test_a_span_is_written_in_months_where_it_is_months(first: date, last: date, text: str) -> None:
    assert known_span(first, last) == text
