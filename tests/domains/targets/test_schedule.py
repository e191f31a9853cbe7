"""How much of a target is due by when (domain/05 §4.7 rule 5)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.base.core.periods import parse_period
from luodi.domains.targets.rules import due_share, schedule_points

YEAR = parse_period("2023").span
CURVE = {3: Decimal(30), 6: Decimal(60), 9: Decimal(80), 12: Decimal(100)}


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", {}),
        ("30/60/80/100", CURVE),
        ("30、60、80、100", CURVE),
        ("30% 60% 80% 100%", CURVE),
        ("45/100", {6: Decimal(45), 12: Decimal(100)}),
    ],
)
def test_a_schedule_is_read_by_quarter_or_month(text: str, points: dict[int, Decimal]) -> None:
    assert schedule_points(text, YEAR) == points


@pytest.mark.parametrize(
    ("month", "even", "curved"),
    [(1, "1/12", "1/10"), (3, "1/4", "3/10"), (5, "5/12", "1/2"), (6, "1/2", "3/5"), (12, "1", "1")],
)
def test_what_is_due_rises_evenly_or_along_the_points(month: int, even: str, curved: str) -> None:
    day = date(2023, month, 28)

    assert due_share({}, YEAR, day) == Fraction(even)
    assert due_share(CURVE, YEAR, day) == Fraction(curved)


def test_a_target_of_a_half_year_is_due_whole_at_its_end() -> None:
    span = parse_period("2023H1").span

    assert due_share({}, span, date(2023, 3, 31)) == Fraction(1, 2)
    assert due_share({}, span, date(2023, 6, 30)) == 1
    assert due_share({}, span, date(2023, 9, 30)) == 1
