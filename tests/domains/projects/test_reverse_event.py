"""Taking a mistaken event out by a new fact (撤销)."""

from datetime import date

import pytest

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.domains.projects import services
from luodi.domains.projects.models import StageEvent
from tests.factories import (
    AT,
    checker,
    clerk,
    filed_event,
    project,
    project_office,
    recognise,
    recognised_event,
    reversed_event,
    signed_project,
    statistics_office,
    user,
    verified,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def reverse(
    event: StageEvent, *, actor: User | None = None, reason: str = "填报有误", on: date | None = None
) -> StageEvent:
    return services.reverse_event(event, actor=actor or statistics_office(), at=AT, reason=reason, occurred_on=on)


def test_a_filed_reversal_changes_nothing_yet() -> None:
    row = signed_project()

    reversal = reverse(row.events.get())

    row.refresh_from_db()
    assert (reversal.event, reversal.occurred_on, reversal.reverses) == (
        "REVOKE",
        date(2023, 2, 1),
        row.events.get(event="SIGN"),
    )
    assert (row.stage, row.contract_in_wan) == ("ST40", 1000)


def test_a_contract_stays_while_its_reversal_waits_whatever_else_is_recognised() -> None:
    row = signed_project()
    landing = filed_event(row, "LAND", date(2023, 3, 1))
    reverse(row.events.get(event="SIGN"))

    recognise(landing.slip)

    row.refresh_from_db()
    assert (row.stage, row.contract_in_wan) == ("ST50", 1000)


def test_a_recognised_reversal_is_as_if_the_event_had_never_been() -> None:
    row = signed_project()

    reversed_event(row.events.get())

    row.refresh_from_db()
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST10", None, None)
    assert row.events.count() == 2


def test_a_reversal_from_a_later_day_takes_it_out_from_then() -> None:
    row = signed_project()

    reversal = reversed_event(row.events.get(), on=date(2023, 5, 1))

    assert reversal.occurred_on == date(2023, 5, 1)
    row.refresh_from_db()
    assert row.stage == "ST10"


def test_a_returned_reversal_leaves_the_event_and_may_be_filed_again() -> None:
    row = signed_project()
    event = row.events.get()
    reversal = reverse(event)

    services.decide(reversal.slip, "return", actor=checker(), at=AT, note="签约属实")

    row.refresh_from_db()
    assert (row.stage, row.contract_in_wan) == ("ST40", 1000)
    assert reverse(event).reverses == event


def test_a_reversal_that_was_itself_reversed_gives_everything_back_and_the_event_may_be_reversed_again() -> None:
    row = signed_project()
    event = row.events.get()
    reversal = reversed_event(event)

    reversed_event(reversal)
    row.refresh_from_db()
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST40", date(2023, 2, 1), 1000)

    reversed_event(event)
    row.refresh_from_db()
    assert (row.stage, row.contract_in_wan) == ("ST10", None)


def test_an_event_is_reversed_once() -> None:
    event = signed_project().events.get()
    reverse(event)

    with refused("events.reversed"):
        reverse(event)


def test_a_returned_event_needs_no_reversal() -> None:
    event = filed_event(project(), "SIGN", date(2023, 2, 1))
    services.decide(event.slip, "return", actor=checker(), at=AT, note="缺合同")
    actor = statistics_office()

    with refused("events.reversed"):
        reverse(event, actor=actor)


def test_a_waiting_event_and_its_reversal_cancel_whichever_is_recognised_first() -> None:
    row = project()
    event = filed_event(row, "SIGN", date(2023, 2, 1))
    reversal = reverse(event)

    recognise(reversal.slip)
    recognise(event.slip)

    row.refresh_from_db()
    assert (row.stage, row.signed_on, row.contract_in_wan) == ("ST10", None, None)


@pytest.mark.parametrize(
    ("reason", "day", "code"),
    [
        ("  ", None, "events.reason"),
        ("误报", date(2023, 1, 31), "events.order"),
        ("误报", date(2023, 7, 4), "events.future"),
    ],
)
def test_a_reversal_has_a_reason_and_a_possible_day(reason: str, day: date | None, code: str) -> None:
    event = signed_project().events.get()
    actor = statistics_office()

    with refused(code):
        reverse(event, actor=actor, reason=reason, on=day)


def test_a_county_clerk_may_not_reverse() -> None:
    event = signed_project().events.get()

    with refused("orgs.not_permitted", NotPermitted):
        reverse(event, actor=clerk())


def test_a_reviser_of_one_county_finds_no_event_of_another() -> None:
    event, reviser = signed_project("QJ-W").events.get(), user("r04", "QJ-E", name="县统计", scope=Scope.SUBTREE)

    with refused("orgs.not_visible", NotVisible):
        reverse(event, actor=reviser)


def test_who_filed_the_reversal_cannot_recognise_it() -> None:
    event = signed_project().events.get()
    reversal = reverse(event, actor=project_office())
    verified(reversal.slip)

    with refused("approvals.same_person"):
        services.decide(reversal.slip, "recognise", actor=project_office(), at=AT)


def test_a_reversal_is_audited_with_its_reason() -> None:
    row = signed_project()

    reverse(row.events.get())

    entry = AuditEntry.objects.get(action="projects.event_reversed")
    assert (entry.subject_id, entry.reason, entry.actor) == (str(row.pk), "填报有误", statistics_office())


def test_later_events_stay_when_an_earlier_one_is_corrected() -> None:
    row = signed_project()
    recognised_event(row, "START", date(2023, 3, 1))

    reversed_event(row.events.get(event="SIGN"))
    recognised_event(row, "SIGN", date(2023, 2, 10))

    assert (row.stage, row.signed_on, row.started_on) == ("ST60", date(2023, 2, 10), date(2023, 3, 1))
