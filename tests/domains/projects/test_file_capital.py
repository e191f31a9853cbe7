"""Filing money in place: ceiling, time, vouchers, documents, scope."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luodi.base.approvals.rules import SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord
from tests.factories import (
    AT,
    attachment,
    checker,
    clerk,
    filed_capital,
    filed_event,
    project,
    recognise,
    recognised_capital,
    recognised_event,
    reversed_capital,
    signed_project,
    statistics_office,
    unit,
    user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MARCH = date(2023, 3, 1)


def test_a_filed_arrival_waits_and_counts_for_nothing() -> None:
    row = signed_project()

    record = filed_capital(row, "300", MARCH, voucher="银收-1", origin="FOREIGN", form="EQUIPMENT")

    row.refresh_from_db()
    assert (record.arrived_on, record.span_from, record.span_to) == (MARCH, MARCH, MARCH)
    assert (record.amount_in_wan, record.currency, record.rate) == (300, "CNY", None)
    assert (record.origin, record.form, record.voucher_no) == ("FOREIGN", "EQUIPMENT", "银收-1")
    assert (record.slip.kind, record.slip.state, record.slip.unit) == ("capital", SlipState.FILED, unit("QJ-E"))
    assert row.capital_in_wan == 0


def test_a_recognised_arrival_counts() -> None:
    row = signed_project()

    recognised_capital(row, "300", MARCH)
    recognised_capital(row, "200.5", date(2023, 4, 1))

    assert row.capital_in_wan == Decimal("500.5")


def test_up_to_110_percent_of_the_contract_counts_and_not_one_yuan_more() -> None:
    row = signed_project(amount="1000")
    recognised_capital(row, "1000", MARCH)

    with refused("capital.over_ceiling") as caught:
        filed_capital(row, "100.0001", MARCH)
    recognised_capital(row, "100", MARCH)

    assert "110%" in caught.value.message
    assert row.capital_in_wan == 1100


def test_money_that_waits_takes_up_room_and_money_returned_gives_it_back() -> None:
    row = signed_project(amount="1000")
    waiting = filed_capital(row, "1000", MARCH)

    with refused("capital.over_ceiling"):
        filed_capital(row, "101", MARCH)
    services.decide(waiting.slip, "return", actor=checker(), at=AT, note="缺回单")

    assert filed_capital(row, "1100", MARCH).amount_in_wan == 1100


def test_the_ceiling_is_that_of_the_contract_not_of_the_plan() -> None:
    row = project(total="5000")
    recognised_event(row, "SIGN", date(2023, 2, 1), amount="1000")

    with refused("capital.over_ceiling"):
        filed_capital(row, "1200", MARCH)


def test_without_a_known_contract_amount_there_is_no_ceiling() -> None:
    row = project(total=None)
    recognised_event(row, "SIGN", date(2023, 2, 1))

    assert filed_capital(row, "999999", MARCH).amount_in_wan == 999999


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        ("100", date(2023, 1, 31), "capital.before_signing"),
        ("100", date(2023, 7, 4), "capital.future"),
        ("0", MARCH, "capital.negative"),
        ("-100", MARCH, "capital.negative"),
        ("0.00004", MARCH, "capital.negative"),
    ],
)
def test_impossible_money_is_refused(amount: str, day: date, code: str) -> None:
    row = signed_project()

    with refused(code):
        filed_capital(row, amount, day)


def test_money_of_an_unsigned_project_does_not_count() -> None:
    row = project()
    clerk()

    with refused("capital.before_signing"):
        filed_capital(row, "100", MARCH)


def test_after_a_termination_nothing_more_arrives_but_earlier_money_may_be_filed_late() -> None:
    row = signed_project()
    recognised_event(row, "TERMINATE", date(2023, 4, 1))

    with refused("capital.after_termination"):
        filed_capital(row, "100", date(2023, 4, 2))
    recognised_capital(row, "100", date(2023, 4, 1))

    assert row.capital_in_wan == 100


def test_today_is_the_day_of_the_place_also_in_the_small_hours() -> None:
    half_past_midnight_in_shanghai = datetime(2023, 7, 2, 16, 30, tzinfo=UTC)

    record = filed_capital(signed_project(), "100", date(2023, 7, 3), at=half_past_midnight_in_shanghai)

    assert record.arrived_on == date(2023, 7, 3)


@pytest.mark.parametrize("again", ["银收-1", " 银收-1 ", "银收－１", "银 收 -1"])
def test_a_voucher_number_supports_one_amount_only_in_any_project_and_unit(again: str) -> None:
    filed_capital(signed_project("QJ-E"), "100", MARCH, voucher="银收-1")
    other = signed_project("QJ-W", name="西县项目")

    with refused("capital.voucher_reused"):
        filed_capital(other, "200", MARCH, voucher=again)


def test_a_returned_record_frees_its_voucher() -> None:
    row = signed_project()
    record = filed_capital(row, "100", MARCH, voucher="银收-1")
    services.decide(record.slip, "return", actor=checker(), at=AT, note="金额有误")

    assert filed_capital(row, "90", MARCH, voucher="银收-1").voucher_no == "银收-1"


def test_a_wholly_reversed_record_frees_its_voucher_a_partly_reversed_one_does_not() -> None:
    row = signed_project()
    record = recognised_capital(row, "100", MARCH, voucher="银收-1")
    reversed_capital(record, "40")

    with refused("capital.voucher_reused"):
        filed_capital(row, "90", MARCH, voucher="银收-1")
    reversed_capital(record, "60")

    assert filed_capital(row, "90", MARCH, voucher="银收-1").voucher_no == "银收-1"


def test_a_reversal_that_only_waits_or_was_returned_frees_nothing() -> None:
    row = signed_project()
    record = recognised_capital(row, "100", MARCH, voucher="银收-1")
    reversal = services.reverse_capital(
        record, amount_in_wan=Decimal(100), actor=statistics_office(), at=AT, reason="重复填报"
    )

    with refused("capital.voucher_reused"):
        filed_capital(row, "90", MARCH, voucher="银收-1")
    services.decide(reversal.slip, "return", actor=checker(), at=AT, note="没有重复")
    with refused("capital.voucher_reused"):
        filed_capital(row, "90", MARCH, voucher="银收-1")


def file_with(row_document: bytes, voucher: str = "") -> CapitalRecord:
    return services.file_capital(
        signed_project(),
        arrived_on=MARCH,
        amount_in_wan=Decimal(100),
        actor=clerk(),
        at=AT,
        voucher_no=voucher,
        evidence=[attachment(row_document)],
    )


def test_a_document_supports_one_amount_only_under_whatever_name() -> None:
    first = file_with(b"%PDF-1.7 the receipt")
    row, paper = signed_project(), attachment(b"%PDF-1.7 the receipt")

    assert list(first.evidence.values_list("sha256", flat=True)) == [paper.sha256]
    with refused("capital.voucher_reused"):
        services.file_capital(
            row,
            arrived_on=MARCH,
            amount_in_wan=Decimal(200),
            actor=clerk(),
            at=AT,
            voucher_no="银收-2",
            evidence=[paper],
        )


def test_a_returned_or_wholly_reversed_record_frees_its_document() -> None:
    returned = file_with(b"%PDF-1.7 one")
    services.decide(returned.slip, "return", actor=checker(), at=AT, note="模糊")
    counted = file_with(b"%PDF-1.7 two")
    recognise(counted.slip)
    reversed_capital(counted, "100")

    assert file_with(b"%PDF-1.7 one").amount_in_wan == 100
    assert file_with(b"%PDF-1.7 two").amount_in_wan == 100


def test_the_same_document_twice_in_one_filing_is_one_document() -> None:
    paper = attachment()
    row = signed_project()

    record = services.file_capital(
        row, arrived_on=MARCH, amount_in_wan=Decimal(9), actor=clerk(), at=AT, evidence=[paper, paper]
    )

    assert record.evidence_rows.count() == 1


def test_money_needs_a_voucher_number_or_a_document() -> None:
    row = signed_project()

    with refused("capital.evidence"):
        filed_capital(row, "100", MARCH, voucher="   ")
    with refused("capital.evidence"):
        filed_capital(row, "100", MARCH, voucher="9" * 81)


def test_a_county_files_nothing_for_its_neighbour() -> None:
    row, neighbour = signed_project("QJ-E"), clerk("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        services.file_capital(
            row, arrived_on=MARCH, amount_in_wan=Decimal(1), actor=neighbour, at=AT, voucher_no="银收-1"
        )


@pytest.mark.parametrize("role", ["r01", "r07", "r11", "r21"])
def test_who_may_only_look_files_nothing(role: str) -> None:
    row, reader = signed_project(), user(role)

    with refused("orgs.not_permitted", NotPermitted):
        services.file_capital(row, arrived_on=MARCH, amount_in_wan=Decimal(1), actor=reader, at=AT, voucher_no="银收-1")


def test_filing_is_audited() -> None:
    row = signed_project()

    filed_capital(row, "100", MARCH)

    entry = AuditEntry.objects.get(action="projects.capital_filed")
    assert (entry.actor, entry.subject_id) == (clerk(), str(row.pk))
    assert entry.changes == {"amount_in_wan": ["", "100.0000"], "arrived_on": ["", "2023-03-01"]}


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"amount_in_wan": Decimal(0)}, "capital_not_zero"),
        ({"span_to": date(2023, 2, 28)}, "capital_span_in_order"),
    ],
)
def test_the_database_takes_no_senseless_record(changed: dict[str, object], constraint: str) -> None:
    record = filed_capital(signed_project(), "100", MARCH)
    columns = {
        "project": record.project,
        "slip": record.slip,
        "arrived_on": MARCH,
        "span_from": MARCH,
        "span_to": MARCH,
        "amount_in_wan": Decimal(1),
        "recorded_by": clerk(),
        "recorded_at": AT,
        **changed,
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CapitalRecord.objects.create(**columns)


def test_the_claimed_sum_holds_what_waits() -> None:
    row = signed_project()
    recognised_capital(row, "100", MARCH)
    filed_capital(row, "50", MARCH)

    assert selectors.claimed_state(row).capital_in_wan == 150
    assert selectors.recognised_states([row.pk])[row.pk].capital_in_wan == 100


def test_a_waiting_signing_is_ground_enough_to_file_money() -> None:
    row = project()
    filed_event(row, "SIGN", date(2023, 2, 1))

    assert filed_capital(row, "100", MARCH).slip.state == SlipState.FILED
