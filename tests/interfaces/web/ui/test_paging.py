"""Keyset paging: every row once, forwards and backwards, empty values at the end."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from luodi.domains.projects.models import Project
from luodi.interfaces.web.ui.paging import Order, ordered, page_of
from tests import factories
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

TOTALS = ["300", None, "100", "200", "200", None, "50"]


@pytest.fixture
@remembered
def projects() -> None:
    """Seven projects, two of equal size and two of unknown size."""
    for total in TOTALS:
        factories.project(total=total)


def walk(order: Order, size: int) -> list[list[int]]:
    """The keys of every page going forward."""
    pages, query = [], QueryDict()
    while True:
        page = page_of(Project.objects.all(), order=order, query=query, size=size)
        pages.append([row.pk for row in page.rows])
        if not page.after:
            return pages
        query = QueryDict(mutable=True)
        query["after"] = page.after


@pytest.mark.usefixtures("projects")
@pytest.mark.parametrize(
    "order", [Order("total_investment_in_wan"), Order("total_investment_in_wan", True), Order("pk", True)]
)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_every_row_comes_once_in_the_order_of_the_list(order: Order, size: int) -> None:
    expected = [row.pk for row in ordered(Project.objects.all(), order)]

    assert [key for page in walk(order, size) for key in page] == expected


@pytest.mark.usefixtures("projects")
@pytest.mark.parametrize(
    "order", [Order("total_investment_in_wan"), Order("total_investment_in_wan", True), Order("pk")]
)
def test_going_back_gives_the_pages_that_were_left(order: Order) -> None:
    pages, query, seen = walk(order, 2), QueryDict(mutable=True), []
    for _ in pages:
        page = page_of(Project.objects.all(), order=order, query=query, size=2)
        query = QueryDict(mutable=True)
        query["after"] = page.after
    while page.before:
        query = QueryDict(mutable=True)
        query["before"] = page.before
        page = page_of(Project.objects.all(), order=order, query=query, size=2)
        seen.append([row.pk for row in page.rows])

    assert [key for part in reversed(seen) for key in part] == [key for part in pages[:-1] for key in part]


@pytest.mark.usefixtures("projects")
def test_empty_values_stand_last_in_both_directions() -> None:
    for descending in (False, True):
        rows = ordered(Project.objects.all(), Order("total_investment_in_wan", descending))
        assert [row.total_investment_in_wan for row in rows][-2:] == [None, None]


@pytest.mark.usefixtures("projects")
def test_a_place_that_was_tampered_with_gives_the_first_page() -> None:
    page = page_of(Project.objects.all(), order=Order("pk"), query=QueryDict("after=forged"), size=3)

    assert (len(page.rows), page.before) == (3, "")
    assert page.rows[0].total_investment_in_wan == Decimal(300)
