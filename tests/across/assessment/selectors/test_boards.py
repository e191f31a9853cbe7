"""Single boards: all groups by one figure; equal numbers share a place; a county sees its own until its group is published."""

import pytest

from luodi.across.assessment import selectors, services
from luodi.base.core.errors import NotPermitted
from luodi.base.orgs.models import User
from tests.across.assessment.city import counties, signed
from tests.factories import AT, clerk, officer, user
from tests.refusals import refused
from tests.worlds import remembered

# What the database holds of rounds is tested on both by the services; here it is reckoned and drawn.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]


@pytest.fixture
@remembered
def started(db: None) -> None:
    """Started by June: three, one, one, none, none."""
    counties()
    for code, number in (("QJ-A1", 3), ("QJ-A2", 1), ("QJ-A3", 1)):
        signed(code, number, started=number)


def starts(viewer: User) -> list[tuple[str, int, str | None]]:
    found = {one.board.name: one for one in selectors.single_boards(viewer, period="2023H1")}
    return [(row.unit.code, row.place, row.figure.value) for row in found["项目开工"].places]


def test_equal_numbers_share_a_place_and_who_has_none_is_not_placed(started: None) -> None:
    assert starts(user("r07")) == [("QJ-A1", 1, "3"), ("QJ-A2", 2, "1"), ("QJ-A3", 2, "1")]
    boards = selectors.single_boards(user("r07"), period="2023H1")
    assert [(one.board.name, one.placed) for one in boards] == [
        ("招大引强", 0),
        ("招新引优", 0),
        ("项目开工", 3),
        ("资金到位", 0),
        ("利用外资", 0),
    ]


def test_a_county_sees_its_own_place_until_its_group_is_published(started: None) -> None:
    county = clerk("QJ-A2")

    assert starts(county) == [("QJ-A2", 2, "1")]
    services.publish_ranking("STD", group="G1a", period="2023H1", is_open=True, actor=user("r03"), at=AT)

    assert [code for code, _, _ in starts(county)] == ["QJ-A1", "QJ-A2", "QJ-A3"]


def test_an_officer_sees_no_board(started: None) -> None:
    guard = officer("secadmin")

    with refused("orgs.not_permitted", NotPermitted):
        selectors.single_boards(guard, period="2023H1")
