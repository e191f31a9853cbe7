"""The monthly re-check: drawn by a seed that anybody can repeat, judged by somebody else, its errors counted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.across.lifecycle.models import ReviewDraw, ReviewItem
from luodi.across.lifecycle.rules.gates_review import drawn
from luodi.across.lifecycle.selectors import gates_review
from luodi.across.lifecycle.services.gates_review import draw_due, draw_month, record_review
from luodi.base.core.errors import NotPermitted
from tests import factories
from tests.refusals import refused

pytestmark = pytest.mark.django_db
JULY = date(2023, 7, 1)
AUGUST = datetime(2023, 8, 2, 1, tzinfo=UTC)


def drawn_july() -> ReviewDraw:
    """Twenty-one arrivals and a signing of the eastern county, one signing of the western, all recognised in July."""
    project = factories.signed_project(amount="5000")
    for number in range(21):
        factories.recognised_capital(project, str(number + 1), date(2023, 3, 1))
    factories.signed_project("QJ-W")
    return draw_month(JULY, actor=factories.user("r03"), at=AUGUST)


def test_of_each_unit_five_percent_and_at_least_one_are_drawn() -> None:
    draw = drawn_july()

    by_unit = [item.project.unit.code for item in draw.items.order_by("pk")]
    assert (draw.population, by_unit) == (23, ["QJ-E", "QJ-E", "QJ-W"])


def test_a_month_is_drawn_once_and_the_draw_can_be_repeated() -> None:
    draw = drawn_july()
    again = draw_month(JULY, actor=factories.user("r03"), at=AUGUST)
    keys = [f"event:{pk}" for pk in range(1, 2)] + [f"capital:{pk}" for pk in range(1, 22)]

    assert (again.pk, draw.seed, ReviewItem.objects.count()) == (draw.pk, "QJ-2023-07", 3)
    assert drawn(keys, seed=draw.seed, percent=Decimal(5)) == drawn(keys[::-1], seed="QJ-2023-07", percent=Decimal(5))


def test_the_running_month_is_not_drawn_yet() -> None:
    chief = factories.user("r03")

    with refused("lifecycle.month"):
        draw_month(JULY, actor=chief, at=datetime(2023, 7, 31, 1, tzinfo=UTC))


def test_missed_months_are_drawn_later_and_none_twice() -> None:
    factories.signed_project()

    assert draw_due(at=datetime(2023, 11, 3, 1, tzinfo=UTC)) == 1
    assert draw_due(at=datetime(2023, 11, 4, 1, tzinfo=UTC)) == 0
    assert [draw.month for draw in ReviewDraw.objects.all()] == [JULY]


def test_the_share_of_errors_counts_what_was_looked_at() -> None:
    items = list(drawn_july().items.order_by("pk"))
    chief = factories.user("r03")
    for item, outcome in zip(items[:2], ("TRUE", "ERROR"), strict=True):
        record_review(item, outcome=outcome, checked_on=date(2023, 8, 2), finding="晚填", actor=chief, at=AUGUST)

    rate = gates_review.error_rate(chief, JULY, JULY)

    assert (rate.drawn, rate.checked, rate.wrong, rate.percent) == (3, 2, 1, Decimal(50))
    assert gates_review.error_rate(factories.clerk("QJ-W"), JULY, JULY).drawn == 1


def test_who_recognised_a_fact_does_not_check_it_again() -> None:
    item = drawn_july().items.exclude(event=None).order_by("pk").last()
    assert item is not None
    office, chief, clerk = factories.project_office(), factories.user("r03"), factories.clerk()

    with refused("lifecycle.review_same_person"):
        record_review(item, outcome="TRUE", checked_on=date(2023, 8, 2), actor=office, at=AUGUST)
    with refused("lifecycle.review_finding"):
        record_review(item, outcome="FALSE", checked_on=date(2023, 8, 2), actor=chief, at=AUGUST)
    with refused("day.future"):
        record_review(item, outcome="TRUE", checked_on=date(2023, 8, 3), actor=chief, at=AUGUST)
    with refused("orgs.not_permitted", NotPermitted):
        record_review(item, outcome="TRUE", checked_on=date(2023, 8, 2), actor=clerk, at=AUGUST)


@given(count=st.integers(0, 300), percent=st.integers(5, 100), seed=st.text(max_size=8))
def test_a_sample_is_never_smaller_than_its_share_nor_larger_than_needed(count: int, percent: int, seed: str) -> None:
    keys = [f"event:{number}" for number in range(count)]

    found = drawn(keys, seed=seed, percent=Decimal(percent))

    assert len(found) == len(set(found)) == -(-count * percent // 100)
    assert set(found) <= set(keys)
