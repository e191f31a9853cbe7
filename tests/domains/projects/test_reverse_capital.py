"""冲减: money taken back by a negative record that names its original."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.domains.projects import services
from luodi.domains.projects.models import CapitalRecord
from tests.factories import (
    AT,
    checker,
    clerk,
    filed_capital,
    project_office,
    recognise,
    recognised_capital,
    reversed_capital,
    signed_project,
    statistics_office,
    user,
    verified,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MARCH, TODAY = date(2023, 3, 1), date(2023, 7, 3)


def reverse(
    record: CapitalRecord,
    amount: str,
    *,
    actor: User | None = None,
    reason: str = "重复填报",
    on: date | None = None,
) -> CapitalRecord:
    return services.reverse_capital(
        record, amount_in_wan=Decimal(amount), actor=actor or project_office(), at=AT, reason=reason, arrived_on=on
    )


def test_a_reversal_stands_in_the_open_period_and_names_its_original() -> None:
    row = signed_project()
    record = recognised_capital(row, "300", MARCH)

    reversal = reversed_capital(record, "120")

    row.refresh_from_db()
    assert (reversal.amount_in_wan, reversal.reverses, reversal.arrived_on) == (-120, record, TODAY)
    assert (reversal.origin, reversal.form, reversal.reason) == (record.origin, record.form, "重复填报")
    assert row.capital_in_wan == 180


def test_a_reversal_may_be_given_an_earlier_day_but_not_one_before_its_original_nor_tomorrow() -> None:
    record = recognised_capital(signed_project(), "300", MARCH)
    project_office()

    assert reverse(record, "1", on=date(2023, 5, 1)).arrived_on == date(2023, 5, 1)
    for day in (MARCH - timedelta(days=1), TODAY + timedelta(days=1)):
        with refused("capital.reversal_day"):
            reverse(record, "1", on=day)


def test_until_recognised_a_reversal_takes_nothing_away() -> None:
    row = signed_project()
    record = recognised_capital(row, "300", MARCH)

    reverse(record, "300")

    row.refresh_from_db()
    assert row.capital_in_wan == 300


@pytest.mark.parametrize("amount", ["0", "-5", "300.0001", "0.00001"])
def test_no_more_than_what_is_left_can_be_taken(amount: str) -> None:
    record = recognised_capital(signed_project(), "300", MARCH)
    project_office()

    with refused("capital.reversal"):
        reverse(record, amount)


def test_what_waits_to_be_taken_is_taken_into_account() -> None:
    record = recognised_capital(signed_project(), "300", MARCH)
    first = reverse(record, "200")

    with refused("capital.reversal") as caught:
        reverse(record, "101")
    assert "100.0000" in caught.value.message
    services.decide(first.slip, "return", actor=checker(), at=AT, note="没有重复")

    assert reverse(record, "300").amount_in_wan == -300


def test_tenths_that_do_not_add_up_in_floating_point_add_up_here() -> None:
    row = signed_project()
    record = recognised_capital(row, "0.3", MARCH)
    for _ in range(3):
        reversed_capital(record, "0.1")

    row.refresh_from_db()
    assert row.capital_in_wan == 0
    with refused("capital.reversal"):
        reverse(record, "0.0001")


def test_a_reversal_is_not_reversed_by_a_reversal() -> None:
    reversal = reversed_capital(recognised_capital(signed_project(), "300", MARCH), "100")

    with refused("capital.reversal"):
        reverse(reversal, "100")


def test_a_returned_record_has_nothing_to_take_back() -> None:
    record = filed_capital(signed_project(), "300", MARCH)
    services.decide(record.slip, "return", actor=checker(), at=AT, note="缺回单")
    project_office()

    with refused("capital.returned"):
        reverse(record, "300")


def test_a_reason_is_given() -> None:
    record = recognised_capital(signed_project(), "300", MARCH)
    project_office()

    with refused("capital.reason"):
        reverse(record, "300", reason=" ")


def test_room_under_the_ceiling_comes_back_with_a_reversal() -> None:
    row = signed_project(amount="1000")
    record = recognised_capital(row, "1100", MARCH)
    reversed_capital(record, "200")

    recognised_capital(row, "200", date(2023, 6, 1))

    assert row.capital_in_wan == 1100


def test_a_reversal_of_a_waiting_record_waits_for_it() -> None:
    row = signed_project()
    record = filed_capital(row, "300", MARCH)
    reversal = reverse(record, "300")
    verified(reversal.slip)
    statistics_office()

    with refused("capital.reversal"):
        services.decide(reversal.slip, "recognise", actor=statistics_office(), at=AT)
    recognise(record.slip)
    services.decide(reversal.slip, "recognise", actor=statistics_office(), at=AT)

    row.refresh_from_db()
    assert row.capital_in_wan == 0


def test_a_county_clerk_may_not_take_back() -> None:
    record = recognised_capital(signed_project(), "300", MARCH)

    with refused("orgs.not_permitted", NotPermitted):
        reverse(record, "300", actor=clerk())


def test_a_reviser_of_one_county_finds_no_record_of_another() -> None:
    record = recognised_capital(signed_project("QJ-W"), "300", MARCH)
    reviser = user("r04", "QJ-E", name="县统计", scope=Scope.SUBTREE)

    with refused("orgs.not_visible", NotVisible):
        reverse(record, "300", actor=reviser)


def test_a_reversal_is_audited_with_its_reason() -> None:
    record = recognised_capital(signed_project(), "300", MARCH)

    reverse(record, "300")

    entry = AuditEntry.objects.get(action="projects.capital_reversed")
    assert (entry.reason, entry.changes["amount_in_wan"]) == ("重复填报", ["", "-300.0000"])
