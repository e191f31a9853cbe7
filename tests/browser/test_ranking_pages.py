"""Pages of ranking, closing, trips, rates and password resets: accessible, and no wider than the window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import faults

OpenAs = Callable[..., Page]
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])

PAGES = {
    "r07": (
        "/assessment/?period=2023H1",
        "/assessment/colours/?period=2023H1",
        "/assessment/units/QJ-A1/?period=2023H1",
        "/assessment/schemes/",
        "/assessment/schemes/new/",
        "/assessment/schemes/{scheme}/",
        "/assessment/schemes/{draft}/edit/",
        "/assessment/adjustments/",
        "/assessment/adjustments/new/",
        "/assessment/adjustments/{adjustment}/reverse/",
        "/assessment/marks/new/",
    ),
    "r03": (
        "/",
        "/assessment/schemes/{draft}/adopt/",
        "/closing/?year=2023",
        "/closing/2023-06/",
        "/closing/2023-06/values/?unit=QJ",
        "/closing/2023-06/corrections/",
        "/closing/2023-06/restate/",
        "/closing/2023-05/",
    ),
    "r09": (
        "/",
        "/investors/{investor}/",
        "/investors/trips/new/",
        "/investors/trips/{trip}/",
        "/investors/trips/{trip}/evidence/",
        "/investors/trips/{trip}/withdraw/",
        "/investors/trips/{trip}/correct/",
        "/investors/activities/",
        "/investors/activities/{activity}/",
        "/investors/activities/{activity}/attendance/",
        "/rates/",
    ),
    "r04": ("/", "/rates/new/"),
    "sysadmin": ("/users/resets/", "/users/{account}/", "/users/{account}/password/", "/units/QJ-A1/merge/"),
    "secadmin": ("/", "/users/resets/", "/users/resets/{reset}/decide/"),
}


@pytest.fixture
def ranked(transactional_db: None) -> dict[str, object]:
    """A city of five counties with a ranking, a closed June, an adjustment, a draft, a trip, an activity, a reset."""
    from tests.browser.standing import a_ranked_city  # models can be imported only once Django is awake

    return a_ranked_city()


@SIZES
@pytest.mark.parametrize("role", PAGES)
def test_the_pages_of_each_office(
    open_as: OpenAs, ranked: dict[str, object], complaints: list[str], role: str, size: tuple[int, int]
) -> None:
    from tests import factories

    is_officer = not role.startswith("r")
    person = factories.officer(role) if is_officer else factories.user(role, "QJ-E" if role == "r09" else "QJ")
    person.set_password(factories.PASSWORD)
    person.save()
    page = open_as(person, size)

    found = {}
    for path in PAGES[role]:
        answer = page.goto(path.format(**ranked))
        assert answer is not None
        assert answer.status == 200, path
        found[path] = faults(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert complaints == []
