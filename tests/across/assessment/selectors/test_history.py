"""Places of the last closed periods: out of the newest snapshots, with arrows; a county sees its own."""

from datetime import date, timedelta

import pytest

from luodi.across.assessment import selectors, services
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import parse_period
from tests.across.assessment.city import aim, counties, signed
from tests.factories import AT, clerk, unit, user
from tests.refusals import refused
from tests.worlds import remembered

# What the database holds of rounds is tested on both by the services; here it is reckoned and drawn.
pytestmark = [pytest.mark.django_db, pytest.mark.database("sqlite")]
Q2 = parse_period("2023Q2")


@pytest.fixture
@remembered
def closed(db: None) -> None:
    """Two closed quarters: the second county is second in the first one and first in the second."""
    for county in counties():
        aim(county, "40")
    for code, number in (("QJ-A1", 4), ("QJ-A2", 3), ("QJ-A3", 2), ("QJ-A4", 1)):
        signed(code, number)
    signed("QJ-A2", 5, on=date(2023, 5, 8))
    for code in ("2023Q1", "2023Q2"):
        services.close_at_once(parse_period(code), actor=user("r03"), at=AT, forced_reason="下期补计")


def test_the_last_closed_periods_stand_with_their_arrows_the_latest_first(closed: None) -> None:
    found = selectors.rank_history(user("r07"), unit("QJ-A2"), period=Q2, scheme_code="STD")

    assert [(one.period.code, one.rank, one.members, one.arrow) for one in found] == [
        ("2023Q2", 1, 5, "↑1"),
        ("2023Q1", 2, 5, ""),
    ]
    earlier = selectors.rank_history(user("r07"), unit("QJ-A2"), period=parse_period("2023Q1"), scheme_code="STD")
    assert [one.period.code for one in earlier] == ["2023Q1"]


def test_a_restated_period_stands_in_its_newest_version(closed: None) -> None:
    services.restate_closing(
        parse_period("2023Q1"), order_document="示例发1号", reason="核查", actor=user("r03"), at=AT + timedelta(days=3)
    )

    found = selectors.rank_history(user("r07"), unit("QJ-A2"), period=Q2, scheme_code="STD")

    assert [(one.period.code, one.version) for one in found] == [("2023Q2", 2), ("2023Q1", 2)]


def test_a_county_does_not_see_the_history_of_another(closed: None) -> None:
    other, place = clerk("QJ-A1"), unit("QJ-A2")

    with refused("assessment.unit", NotVisible):
        selectors.rank_history(other, place, period=Q2, scheme_code="STD")
