"""Filing what has happened to a project."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luodi.base.approvals.rules import SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.investors import services as investors
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project, StageEvent
from tests.factories import (
    AT,
    attachment,
    checker,
    clerk,
    filed_event,
    project,
    recognised_event,
    reversed_event,
    signed_project,
    unit,
    user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LANDED_ON = date(2023, 3, 1)


def test_a_filed_event_waits_and_moves_nothing() -> None:
    row = project()

    event = filed_event(row, "SIGN", date(2023, 2, 1))

    row.refresh_from_db()
    assert (event.slip.state, event.slip.unit, event.slip.kind) == (SlipState.FILED, unit("QJ-E"), "event")
    assert (event.recorded_by, event.recorded_at) == (clerk(), AT)
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST10", None, None)
    assert event.slip.title == f"{row.name}：签订正式合同（2023-02-01）"


def test_a_recognised_event_moves_the_stage_with_its_day_and_amount() -> None:
    row = project(total="1000")

    event = recognised_event(row, "SIGN", date(2023, 2, 1), amount="1200")

    assert event.amount_in_wan == 1200
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST40", date(2023, 2, 1), 1200)


def test_without_an_amount_the_contract_is_the_total_investment() -> None:
    assert recognised_event(project(total="1000"), "SIGN", date(2023, 2, 1)).amount_in_wan == 1000
    assert recognised_event(project(total=None), "SIGN", date(2023, 2, 1)).amount_in_wan is None


def test_only_contracts_have_amounts() -> None:
    assert filed_event(signed_project(), "LAND", LANDED_ON, amount="77").amount_in_wan is None


def test_documents_and_the_occasion_stay_with_the_event() -> None:
    row, paper = project(), attachment()
    fair = investors.file_activity(
        unit("QJ-E"), name="春季招商会", held_on=date(2023, 2, 1), actor=clerk(), at=AT, is_fair=True
    )

    event = services.file_event(
        row,
        event="SIGN",
        occurred_on=date(2023, 2, 1),
        actor=clerk(),
        at=AT,
        occasion=fair,
        evidence=[paper],
    )

    assert (event.occasion, list(event.evidence.all())) == (fair, [paper])
    assert selectors.attachment(clerk(), row.pk, paper.pk) == paper


def test_the_whole_track_can_be_gone() -> None:
    row = project()

    for event, day in (
        ("LEAD", date(2022, 9, 1)),
        ("TALK", date(2022, 10, 1)),
        ("CLEAR", date(2022, 12, 1)),
        ("FRAMEWORK", date(2022, 12, 15)),
        ("SIGN", date(2023, 2, 1)),
        ("PREPARE", date(2023, 2, 20)),
        ("LAND", date(2023, 3, 1)),
        ("START", date(2023, 3, 1)),
        ("COMPLETE", date(2023, 6, 1)),
        ("PRODUCE", date(2023, 6, 20)),
        ("FULL", date(2023, 7, 3)),
    ):
        recognised_event(row, event, day)

    assert (row.stage, row.side_status) == ("ST90", "NORMAL")
    assert (row.framework_on, row.signed_on, row.landed_on, row.started_on, row.completed_on, row.produced_on) == (
        date(2022, 12, 15),
        date(2023, 2, 1),
        date(2023, 3, 1),
        date(2023, 3, 1),
        date(2023, 6, 1),
        date(2023, 6, 20),
    )


@pytest.mark.parametrize(
    ("event", "day", "code"),
    [
        ("LAND", date(2023, 1, 31), "events.before_signing"),
        ("START", date(2023, 7, 4), "events.future"),
        ("SIGN", date(2023, 2, 2), "events.twice"),
        ("FRAMEWORK", date(2023, 2, 2), "events.order"),
        ("REVOKE", date(2023, 2, 2), "events.revoke"),
        ("DANCE", date(2023, 2, 2), "events.unknown"),
        ("SUSPEND", date(2023, 3, 1), "events.suspend"),
        ("RESUME", date(2023, 3, 1), "events.resume"),
        ("LOSE", date(2023, 3, 1), "events.stage"),
    ],
)
def test_what_cannot_be_is_refused(event: str, day: date, code: str) -> None:
    row = signed_project()

    with refused(code):
        filed_event(row, event, day)


def test_nothing_follows_a_signing_that_was_never_filed() -> None:
    row = project()
    clerk()

    with refused("events.unsigned"):
        filed_event(row, "LAND", LANDED_ON)


def test_a_waiting_event_is_already_there() -> None:
    row = project()
    filed_event(row, "SIGN", date(2023, 2, 1))

    filed_event(row, "LAND", LANDED_ON)
    with refused("events.twice"):
        filed_event(row, "SIGN", date(2023, 2, 1))
    with refused("events.twice"):
        filed_event(row, "LAND", LANDED_ON)


def test_a_returned_event_may_be_filed_again() -> None:
    row = project()
    event = filed_event(row, "SIGN", date(2023, 2, 1))
    services.decide(event.slip, "return", actor=checker(), at=AT, note="缺合同")

    recognised_event(row, "SIGN", date(2023, 2, 2))

    assert row.signed_on == date(2023, 2, 2)


def test_a_reversed_event_may_be_filed_again() -> None:
    row = project()
    reversed_event(recognised_event(row, "SIGN", date(2023, 2, 1)))

    recognised_event(row, "SIGN", date(2023, 2, 2), amount="900")

    assert (row.signed_on, row.contract_in_wan) == (date(2023, 2, 2), 900)


def test_today_is_the_day_of_the_place_also_in_the_small_hours() -> None:
    half_past_midnight_in_shanghai = datetime(2023, 7, 2, 16, 30, tzinfo=UTC)
    row = signed_project()

    filed_event(row, "LAND", date(2023, 7, 3), at=half_past_midnight_in_shanghai)
    with refused("events.future"):
        filed_event(row, "START", date(2023, 7, 4), at=half_past_midnight_in_shanghai)


@pytest.mark.parametrize("event", ["HOLD", "TERMINATE", "RETURN", "REPLACE", "MERGE", "TRANSFER"])
def test_a_departure_from_the_track_needs_a_reason(event: str) -> None:
    row = signed_project()

    with refused("events.reason"):
        filed_event(row, event, LANDED_ON, reason="  ")


def test_a_county_files_nothing_for_its_neighbour() -> None:
    row, neighbour = signed_project("QJ-E"), clerk("QJ-W")

    with refused("orgs.not_visible", NotVisible):
        services.file_event(row, event="LAND", occurred_on=LANDED_ON, actor=neighbour, at=AT)


@pytest.mark.parametrize("role", ["r01", "r07", "r11", "r14", "r25"])
def test_who_may_only_look_files_nothing(role: str) -> None:
    row, reader = signed_project(), user(role)

    with refused("orgs.not_permitted", NotPermitted):
        services.file_event(row, event="LAND", occurred_on=LANDED_ON, actor=reader, at=AT)


def test_nothing_is_filed_for_a_withdrawn_project() -> None:
    row = signed_project()
    Project.objects.filter(pk=row.pk).update(is_withdrawn=True)

    with refused("projects.not_visible", NotVisible):
        filed_event(row, "LAND", LANDED_ON)


def test_filing_is_audited() -> None:
    row = signed_project()

    filed_event(row, "LAND", LANDED_ON)

    entry = AuditEntry.objects.filter(action="projects.event_filed").latest("number")
    assert (entry.actor, entry.subject_id, entry.unit_code) == (clerk(), str(row.pk), "QJ-E")
    assert entry.changes == {"event": ["", "LAND"], "occurred_on": ["", "2023-03-01"]}


def test_a_reason_too_long_for_the_column_is_refused_and_not_cut() -> None:
    row = signed_project()

    with refused("text.too_long"):
        filed_event(row, "HOLD", LANDED_ON, reason="长" * 301)
    assert filed_event(row, "HOLD", LANDED_ON, reason="长" * 300).reason == "长" * 300


def test_a_reversal_in_the_database_names_its_event() -> None:
    event = filed_event(project(), "SIGN", date(2023, 2, 1))

    with pytest.raises(IntegrityError, match="revoke_names_its_event"), transaction.atomic():
        StageEvent.objects.create(
            project=event.project,
            event="REVOKE",
            occurred_on=event.occurred_on,
            slip=event.slip,
            recorded_by=clerk(),
            recorded_at=AT,
        )


def test_an_amount_of_nothing_is_no_contract() -> None:
    row = project()
    clerk()

    for amount in ("0", "-5"):
        with refused("money.negative"):
            filed_event(row, "SIGN", date(2023, 2, 1), amount=amount)


def test_an_amount_is_kept_to_the_yuan() -> None:
    assert filed_event(project(), "SIGN", date(2023, 2, 1), amount="100.00005").amount_in_wan == Decimal("100.0001")
