"""What many slips hold: events by kind with their amounts, money net of what was taken back, slips without a document."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.domains.projects import selectors, services
from luodi.domains.projects.selectors import EventCount, SlipsHeld
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
MARCH = date(2023, 3, 1)


def test_events_are_counted_by_kind_and_money_is_net() -> None:
    project = factories.signed_project()
    known = factories.filed_event(factories.project(), "SIGN", MARCH, amount="800.5")
    start = factories.filed_event(project, "START", MARCH)
    proven = factories.filed_capital(project, "100", MARCH, evidence=[factories.attachment()])
    arrived = factories.recognised_capital(project, "50", MARCH)
    back = services.reverse_capital(
        arrived, amount_in_wan=Decimal(20), actor=factories.statistics_office(), at=AT, reason="重复"
    )

    held = selectors.held_by([row.slip for row in (known, start, proven, back)])

    assert held == SlipsHeld(
        (EventCount("SIGN", 1, Decimal("800.5"), 0), EventCount("START", 1, None, None)), 2, Decimal(80), 3
    )


def test_slips_of_other_kinds_hold_no_facts_of_the_ledger() -> None:
    assert selectors.facts_of_slips([]) == {}
    assert selectors.held_by([]) == SlipsHeld((), 0, Decimal(0), 0)


def test_the_facts_of_a_page_are_read_in_a_few_questions(django_assert_num_queries: object) -> None:
    slips = [factories.filed_event(factories.project(), "SIGN", MARCH).slip for _ in range(3)]

    with django_assert_num_queries(3):  # type: ignore[operator]  # pytest-django's own fixture
        found = selectors.facts_of_slips(slips)

    assert [[row.slip_id for row in found[slip.pk].events] for slip in slips] == [[slip.pk] for slip in slips]
