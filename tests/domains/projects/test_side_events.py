"""What stands beside the stage: 搁置, 停建, 终止, 退回, 移交, 流失 and their ends."""

from datetime import date

import pytest

from luodi.domains.projects import services
from luodi.domains.projects.models import Project
from tests.factories import (
    AT,
    checker,
    filed_event,
    project,
    recognised_event,
    reversed_event,
    signed_project,
    statistics_office,
    transferred,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def started(on: date = date(2023, 3, 1)) -> Project:
    row = signed_project()
    recognised_event(row, "START", on)
    return row


def state(row: Project) -> tuple[str, str, date | None]:
    row.refresh_from_db()
    return row.stage, row.side_status, row.side_since


def test_a_suspension_keeps_the_stage_and_ends_with_the_resumption() -> None:
    row = started()

    recognised_event(row, "SUSPEND", date(2023, 4, 1))
    assert state(row) == ("ST60", "SUSPENDED", date(2023, 4, 1))

    recognised_event(row, "RESUME", date(2023, 5, 1))
    assert state(row) == ("ST60", "NORMAL", None)


def test_a_termination_is_final() -> None:
    row = started()

    recognised_event(row, "TERMINATE", date(2023, 5, 1))

    assert state(row) == ("ST60", "TERMINATED", date(2023, 5, 1))
    for event in ("RESUME", "COMPLETE", "HOLD", "RETURN"):
        with refused("events.ended"):
            filed_event(row, event, date(2023, 6, 1))


def test_what_happened_before_the_end_may_be_told_late() -> None:
    row = started()
    recognised_event(row, "TERMINATE", date(2023, 5, 1))

    recognised_event(row, "COMPLETE", date(2023, 4, 30))

    assert state(row) == ("ST70", "TERMINATED", date(2023, 5, 1))


def test_a_mistaken_termination_is_taken_out_and_life_goes_on() -> None:
    row = started()
    reversed_event(recognised_event(row, "TERMINATE", date(2023, 5, 1)))

    recognised_event(row, "COMPLETE", date(2023, 6, 1))

    assert state(row) == ("ST70", "NORMAL", None)


def test_a_return_takes_the_start_out_until_it_is_recognised_again() -> None:
    row = started()

    returned = recognised_event(row, "RETURN", date(2023, 5, 1))
    assert returned.reverses is not None
    assert returned.reverses.event == "START"
    assert (state(row), row.started_on) == (("ST40", "RETURNED", date(2023, 5, 1)), None)

    recognised_event(row, "START", date(2023, 6, 1))
    assert (state(row), row.started_on) == (("ST60", "NORMAL", None), date(2023, 6, 1))


def test_a_return_without_a_start_takes_the_signing_out_and_with_it_the_contract() -> None:
    row = signed_project()
    assert row.contract_in_wan == 1000

    recognised_event(row, "RETURN", date(2023, 5, 1))

    assert (state(row), row.signed_on, row.contract_in_wan) == (("ST10", "RETURNED", date(2023, 5, 1)), None, None)


def test_a_return_names_the_start_that_is_in_force_not_one_taken_out() -> None:
    row = started()
    mistaken = row.events.get(event="START")
    reversed_event(mistaken)
    true_start = recognised_event(row, "START", date(2023, 4, 1))

    returned = recognised_event(row, "RETURN", date(2023, 5, 1))

    assert returned.reverses == true_start


def test_a_returned_reversal_of_a_start_does_not_hide_it_from_a_return() -> None:
    row = started()
    start = row.events.get(event="START")
    reversal = services.reverse_event(start, actor=statistics_office(), at=AT, reason="疑似误报")
    services.decide(reversal.slip, "return", actor=checker(), at=AT, note="开工属实")

    assert recognised_event(row, "RETURN", date(2023, 5, 1)).reverses == start


def test_nothing_recognised_nothing_to_return() -> None:
    row = project()
    filed_event(row, "SIGN", date(2023, 2, 1))

    with refused("events.return"):
        filed_event(row, "RETURN", date(2023, 5, 1))


def test_a_return_that_was_itself_a_mistake_gives_the_start_back() -> None:
    row = started()

    reversed_event(recognised_event(row, "RETURN", date(2023, 5, 1)))

    assert (state(row), row.started_on) == (("ST60", "NORMAL", None), date(2023, 3, 1))


def test_the_stage_of_the_day_decides_not_todays() -> None:
    row = started(date(2023, 5, 1))

    with refused("events.suspend"):
        filed_event(row, "SUSPEND", date(2023, 4, 30))
    with refused("events.stage"):
        filed_event(row, "HOLD", date(2023, 6, 1))
    recognised_event(row, "HOLD", date(2023, 4, 1))

    assert state(row) == ("ST60", "ON_HOLD", date(2023, 4, 1))


def test_a_lost_lead_stays_lost() -> None:
    row = project()
    recognised_event(row, "TALK", date(2023, 1, 5))
    recognised_event(row, "LOSE", date(2023, 3, 1))

    assert state(row) == ("ST20", "LOST", date(2023, 3, 1))
    with refused("events.ended"):
        filed_event(row, "SIGN", date(2023, 4, 1))


def test_a_transfer_is_finished_by_its_resumption() -> None:
    row = signed_project()
    transferred(row, {"QJ-W": 100}, on=date(2023, 3, 1))
    assert state(row) == ("ST40", "TRANSFERRED", date(2023, 3, 1))

    recognised_event(row, "RESUME", date(2023, 3, 10))

    assert state(row) == ("ST40", "NORMAL", None)
