"""Verifying, recognising and returning facts: another person's verb, and the rules asked again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.approvals.models import Slip
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors, services
from tests.factories import (
    AT,
    checker,
    clerk,
    filed_capital,
    filed_event,
    project,
    project_office,
    recognise,
    recognised_capital,
    recognised_event,
    reversed_event,
    signed_project,
    statistics_office,
    user,
    verified,
)
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
MARCH = date(2023, 3, 1)


def decide(slip: Slip, act: str, actor: User, note: str = "") -> Slip:
    return services.decide(slip, act, actor=actor, at=AT, note=note)


def test_recognition_moves_the_project_in_the_same_step() -> None:
    row = project()
    event = filed_event(row, "SIGN", date(2023, 2, 1))
    slip = verified(event.slip)
    row.refresh_from_db()
    assert row.stage == "ST10"

    decide(slip, "recognise", project_office())

    row.refresh_from_db()
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST40", date(2023, 2, 1), 1000)


def test_a_return_leaves_the_project_where_it_is() -> None:
    row = project()
    event = filed_event(row, "SIGN", date(2023, 2, 1))

    decide(event.slip, "return", checker(), "缺合同")

    row.refresh_from_db()
    assert (row.stage, selectors.claimed_state(row).life.days) == ("ST10", {})


def test_who_filed_an_event_can_never_recognise_it() -> None:
    row, office = project(), project_office()
    event = services.file_event(row, event="SIGN", occurred_on=date(2023, 2, 1), actor=office, at=AT)
    verified(event.slip)

    with refused("approvals.same_person"):
        decide(event.slip, "recognise", office)

    colleague = user("r05", name="项目科另一人")
    assert decide(event.slip, "recognise", colleague).is_recognised


def test_who_filed_money_can_never_recognise_it() -> None:
    row, office = signed_project(), statistics_office()
    record = services.file_capital(
        row, arrived_on=MARCH, amount_in_wan=Decimal(9), voucher_no="银收-1", actor=office, at=AT
    )
    verified(record.slip)

    with refused("approvals.same_person"):
        decide(record.slip, "recognise", office)


def test_the_rights_of_steps_end_at_the_border_of_the_county() -> None:
    slip, neighbour = filed_event(signed_project("QJ-E"), "LAND", MARCH).slip, checker("QJ-W")

    for act in ("verify", "return"):
        with refused("orgs.not_visible", NotVisible):
            decide(slip, act, neighbour, "试")


@pytest.mark.parametrize("role", ["r01", "r03", "r07", "r09", "r25"])
def test_readers_assessors_and_clerks_recognise_nothing(role: str) -> None:
    slip = verified(filed_event(signed_project(), "LAND", MARCH).slip)
    person = user(role, name="某人")

    with refused("orgs.not_permitted", NotPermitted):
        decide(slip, "recognise", person)


def test_money_is_not_recognised_before_the_signing_it_rests_on() -> None:
    row = project()
    signing = filed_event(row, "SIGN", date(2023, 2, 1))
    record = filed_capital(row, "100", MARCH)
    verified(record.slip)
    statistics_office()

    with refused("capital.before_signing"):
        decide(record.slip, "recognise", statistics_office())
    recognise(signing.slip)
    decide(record.slip, "recognise", statistics_office())

    row.refresh_from_db()
    assert row.capital_in_wan == 100


def test_money_is_not_recognised_after_its_signing_was_returned() -> None:
    row = project()
    signing = filed_event(row, "SIGN", date(2023, 2, 1))
    record = filed_capital(row, "100", MARCH)
    decide(signing.slip, "return", checker(), "缺合同")
    verified(record.slip)
    statistics_office()

    with refused("capital.before_signing"):
        decide(record.slip, "recognise", statistics_office())


def test_money_is_not_recognised_above_a_contract_that_was_corrected_downwards() -> None:
    row = signed_project(amount="1000")
    record = filed_capital(row, "1000", MARCH)
    reversed_event(row.events.get(event="SIGN"))
    recognised_event(row, "SIGN", date(2023, 2, 1), amount="500")
    verified(record.slip)
    statistics_office()

    with refused("capital.over_ceiling"):
        decide(record.slip, "recognise", statistics_office())


def test_a_stage_is_not_recognised_before_the_signing_it_rests_on() -> None:
    row = project()
    signing = filed_event(row, "SIGN", date(2023, 2, 1))
    landing = filed_event(row, "LAND", MARCH)
    decide(signing.slip, "return", checker(), "缺合同")
    verified(landing.slip)
    project_office()

    with refused("events.unsigned"):
        decide(landing.slip, "recognise", project_office())


def test_a_stage_is_not_recognised_on_a_day_that_has_become_impossible() -> None:
    row = signed_project(on=date(2023, 2, 1))
    correction = services.reverse_event(row.events.get(), actor=statistics_office(), at=AT, reason="日期有误")
    earlier_signing = filed_event(row, "SIGN", date(2023, 1, 10))
    landing = filed_event(row, "LAND", date(2023, 1, 20))
    for slip in (earlier_signing.slip, correction.slip):
        decide(slip, "return", checker(), "原签约日无误")
    verified(landing.slip)
    project_office()

    with refused("events.before_signing"):
        decide(landing.slip, "recognise", project_office())


def test_no_second_event_of_a_kind_is_recognised_while_the_first_one_stands() -> None:
    row = signed_project()
    first = row.events.get(event="SIGN")
    reversal = services.reverse_event(first, actor=statistics_office(), at=AT, reason="日期有误")
    second = filed_event(row, "SIGN", date(2023, 2, 10))
    decide(reversal.slip, "return", checker(), "日期无误")
    verified(second.slip)
    project_office()

    with refused("events.twice"):
        decide(second.slip, "recognise", project_office())


def test_reversals_of_one_record_are_not_recognised_beyond_its_amount() -> None:
    row = signed_project()
    record = recognised_capital(row, "100", MARCH)
    by_hand = services.reverse_capital(
        record, amount_in_wan=Decimal(60), actor=project_office(), at=AT, reason="重复填报"
    )
    verified(by_hand.slip)
    later = services.reverse_capital(
        record, amount_in_wan=Decimal(40), actor=project_office(), at=AT, reason="重复填报"
    )
    verified(later.slip)

    for slip in (by_hand.slip, later.slip):
        decide(slip, "recognise", statistics_office())

    row.refresh_from_db()
    assert row.capital_in_wan == 0


def test_many_are_decided_each_for_itself() -> None:
    row = project()
    signing, landing = filed_event(row, "SIGN", date(2023, 2, 1)), filed_event(row, "LAND", MARCH)
    foreign = filed_event(signed_project("QJ-W"), "LAND", MARCH)

    done, missed = services.decide_many(
        [signing.slip, landing.slip, foreign.slip], "verify", actor=checker("QJ-E"), at=AT
    )

    assert [slip.pk for slip in done] == [signing.slip_id, landing.slip_id]
    assert [(item.slip.pk, item.message) for item in missed] == [
        (foreign.slip_id, "没有找到该单位，或它不在您的管理范围内。")
    ]


def test_a_refused_one_among_many_leaves_no_trace() -> None:
    slip = filed_event(signed_project("QJ-W"), "LAND", MARCH).slip
    stranger = checker("QJ-E")
    before = contents()

    services.decide_many([slip], "verify", actor=stranger, at=AT)

    assert contents() == before


def test_many_in_the_order_of_filing_build_on_each_other() -> None:
    row = project()
    slips = [filed_event(row, event, day).slip for event, day in (("SIGN", date(2023, 2, 1)), ("START", MARCH))]
    slips.append(filed_capital(row, "100", MARCH).slip)
    services.decide_many(slips, "verify", actor=checker(), at=AT)

    services.decide_many(slips[:2], "recognise", actor=project_office(), at=AT)
    services.decide_many(slips[2:], "recognise", actor=statistics_office(), at=AT)

    row.refresh_from_db()
    assert (row.stage, row.capital_in_wan) == ("ST60", 100)


def test_each_step_is_audited_by_its_person_at_its_moment() -> None:
    row = signed_project()
    slip = filed_event(row, "LAND", MARCH).slip
    moments = [AT + timedelta(hours=hour) for hour in (1, 2)]
    services.decide(slip, "verify", actor=checker(), at=moments[0])
    services.decide(slip, "recognise", actor=project_office(), at=moments[1])

    entries = AuditEntry.objects.filter(subject_type="approvals.slip", subject_id=str(slip.pk)).order_by("number")
    assert [(row.action, row.actor, row.at, row.changes["state"]) for row in entries] == [
        ("approvals.verify", checker(), moments[0], ["FILED", "VERIFIED"]),
        ("approvals.recognise", project_office(), moments[1], ["VERIFIED", "RECOGNISED"]),
    ]


def test_the_facts_of_a_slip_are_named() -> None:
    row = signed_project()
    event, record = filed_event(row, "LAND", MARCH), filed_capital(row, "100", MARCH)

    assert selectors.facts_of_slip(event.slip).events == [event]
    assert selectors.facts_of_slip(record.slip).capital == [record]
    assert selectors.facts_of_slip(record.slip).project_ids == {row.pk}
    assert clerk() == record.recorded_by
