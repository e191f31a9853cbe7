"""Undoing a whole take-over: by reversing facts, also after people have worked on, and never twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.approvals.selectors import waiting_slips
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Scope
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.services import CapitalSeed, EventSeed, ProjectSeed, ProjectValues
from tests.factories import (
    AT,
    checker,
    clerk,
    district,
    filed_capital,
    investor,
    project_office,
    recognise,
    recognised_capital,
    recognised_event,
    reversed_capital,
    reversed_event,
    signed_project,
    statistics_office,
    unit,
    user,
    verified,
)
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
MARCH = date(2023, 3, 1)


def taken(*seeds: ProjectSeed, recognise_at_once: bool = True, batch: str = "B1") -> list[Project]:
    district()
    found = services.take_over(
        seeds,
        batch=batch,
        title="台账",
        unit=unit("QJ"),
        filer=takeover_clerk(),
        recogniser=operator() if recognise_at_once else None,
        at=AT,
    )
    return found.projects


def seed(name: str = "甲项目", *, events: list[EventSeed] | None = None, capital: str = "100") -> ProjectSeed:
    values = ProjectValues(name=name, unit=unit("QJ-E"), investor=investor(), total_investment_in_wan=Decimal(1000))
    signing = EventSeed("SIGN", date(2023, 2, 1), amount_in_wan=Decimal(1000))
    return ProjectSeed(
        values=values, events=events or [signing], capital=[CapitalSeed(MARCH, MARCH, MARCH, Decimal(capital))]
    )


def undo(batch: str = "B1", *, actor: User | None = None, place: str = "QJ") -> int:
    return services.undo_batch(
        batch, unit=unit(place), filer=takeover_clerk(), actor=actor or operator(), at=LATER, reason="导错了文件"
    )


def state(row: Project) -> tuple[str, str, date | None, Decimal, bool]:
    row.refresh_from_db()
    return row.stage, row.side_status, row.signed_on, row.capital_in_wan, row.is_withdrawn


UNDONE = ("ST10", "NORMAL", None, Decimal(0), True)


def test_an_undone_ledger_leaves_its_facts_and_their_reversals_on_their_own_days() -> None:
    (row,) = taken(seed())

    assert undo() == 2

    assert state(row) == UNDONE
    assert [(event.event, event.occurred_on) for event in row.events.order_by("pk")] == [
        ("SIGN", date(2023, 2, 1)),
        ("REVOKE", date(2023, 2, 1)),
    ]
    assert [(record.amount_in_wan, record.span_to) for record in row.capital_records.order_by("pk")] == [
        (100, MARCH),
        (-100, MARCH),
    ]
    assert list(selectors.projects(operator())) == []
    assert selectors.cache_differences() == []


def test_the_reversal_is_recognised_by_the_person_who_undoes_and_says_why() -> None:
    taken(seed())

    undo(actor=statistics_office())

    slip = Slip.objects.latest("pk")
    assert (slip.filed_by, slip.recognised_by, slip.recognised_at) == (takeover_clerk(), statistics_office(), LATER)
    assert set(StageEvent.objects.filter(slip=slip).values_list("reason", flat=True)) == {"导错了文件"}
    entry = AuditEntry.objects.get(action="projects.taken_back")
    assert (entry.actor, entry.reason) == (statistics_office(), "导错了文件")


def test_undoing_twice_changes_nothing_the_second_time() -> None:
    taken(seed())
    undo()
    before = contents()

    assert undo() == 0

    assert contents() == before


def test_undoing_a_batch_that_never_was_changes_nothing() -> None:
    taken(seed())
    before = contents()

    assert undo("B9") == 0

    assert contents() == before


def test_a_ledger_that_still_waits_is_returned() -> None:
    (row,) = taken(seed(), recognise_at_once=False)

    assert undo() == 2

    assert Slip.objects.get().state == SlipState.RETURNED
    assert [(step.act, step.note) for step in Slip.objects.get().steps.all()] == [
        ("file", ""),
        ("return", "导错了文件"),
    ]
    assert state(row) == UNDONE
    assert StageEvent.objects.count() == 1
    assert list(waiting_slips(project_office())) == []


def test_a_ledger_of_which_a_part_was_recognised_is_partly_returned_and_partly_reversed() -> None:
    first, second = taken(seed("甲项目"), seed("乙项目"), recognise_at_once=False)
    recognise(Slip.objects.order_by("pk")[0])

    assert undo() == 4

    assert [state(row) for row in (first, second)] == [UNDONE, UNDONE]
    assert [slip.state for slip in Slip.objects.order_by("pk")] == ["RECOGNISED", "RETURNED", "RECOGNISED"]
    assert selectors.cache_differences() == []


def test_what_was_returned_by_hand_before_needs_no_undoing() -> None:
    (row,) = taken(seed(), recognise_at_once=False)
    services.decide(Slip.objects.get(), "return", actor=checker(), at=AT, note="口径不符")

    assert undo() == 0

    assert state(row) == UNDONE
    assert Slip.objects.get().steps.filter(act="return").count() == 1


def test_a_record_partly_taken_back_by_hand_gives_back_only_the_rest() -> None:
    (row,) = taken(seed(capital="100"))
    reversed_capital(row.capital_records.get(), "30.1")

    undo()

    assert sorted(row.capital_records.values_list("amount_in_wan", flat=True)) == [
        Decimal("-69.9"),
        Decimal("-30.1"),
        Decimal(100),
    ]
    assert state(row) == UNDONE


def test_what_was_wholly_reversed_by_hand_is_not_reversed_again() -> None:
    (row,) = taken(seed())
    reversed_event(row.events.get())
    reversed_capital(row.capital_records.get(), "100")
    facts = (StageEvent.objects.count(), CapitalRecord.objects.count())

    assert undo() == 0

    assert (StageEvent.objects.count(), CapitalRecord.objects.count()) == facts
    assert state(row) == UNDONE


def test_a_reversal_by_hand_that_was_itself_taken_back_does_not_save_its_event() -> None:
    (row,) = taken(seed())
    reversed_event(reversed_event(row.events.get()))
    assert state(row)[0] == "ST40"

    undo()

    assert state(row) == UNDONE


@pytest.mark.parametrize("returned", [False, True])
def test_a_reversal_by_hand_that_does_not_count_does_not_save_its_event(returned: bool) -> None:
    (row,) = taken(seed())
    reversal = services.reverse_event(row.events.get(), actor=statistics_office(), at=AT, reason="疑似误报")
    if returned:
        services.decide(reversal.slip, "return", actor=checker(), at=AT, note="属实")

    undo()

    assert state(row) == UNDONE
    if not returned:
        recognise(reversal.slip)
        assert state(row) == UNDONE


def test_money_that_waited_to_be_taken_back_is_not_taken_twice() -> None:
    (row,) = taken(seed(capital="100"))
    waiting = services.reverse_capital(
        row.capital_records.get(), amount_in_wan=Decimal(40), actor=project_office(), at=AT, reason="重复填报"
    )
    undo()
    verified(waiting.slip)
    statistics_office()

    with refused("capital.reversal"):
        services.decide(waiting.slip, "recognise", actor=statistics_office(), at=AT)

    assert state(row)[3] == 0


def test_what_the_batch_itself_took_out_does_not_come_back() -> None:
    events = [
        EventSeed("SIGN", date(2023, 2, 1), amount_in_wan=Decimal(1000)),
        EventSeed("START", date(2023, 4, 1)),
        EventSeed("RETURN", date(2023, 5, 1), reverses_place=1),
    ]
    (row,) = taken(seed(events=events))

    assert undo() == 4

    assert state(row) == UNDONE
    assert selectors.cache_differences() == []


def test_what_the_batch_took_out_of_older_facts_comes_back() -> None:
    row = signed_project(amount="1000")
    recognised_capital(row, "100", MARCH)
    signing, record = row.events.get(), row.capital_records.get()
    taken(
        ProjectSeed(
            project=row,
            events=[
                EventSeed("REVOKE", signing.occurred_on, reverses_id=signing.pk),
                EventSeed("SIGN", date(2023, 2, 9), amount_in_wan=Decimal(700)),
            ],
            capital=[CapitalSeed(MARCH, MARCH, MARCH, Decimal(-20), reverses_id=record.pk)],
        )
    )
    row.refresh_from_db()
    assert (row.signed_on, row.contract_in_wan, row.capital_in_wan) == (date(2023, 2, 9), 700, 80)

    undo()

    row.refresh_from_db()
    assert (row.signed_on, row.contract_in_wan, row.capital_in_wan) == (date(2023, 2, 1), 1000, 100)
    assert not row.is_withdrawn
    assert selectors.cache_differences() == []


def test_a_project_to_which_people_have_added_stays_with_what_they_added() -> None:
    (row,) = taken(
        seed(events=[EventSeed("SIGN", date(2023, 2, 1), amount_in_wan=Decimal(1000)), EventSeed("START", MARCH)])
    )
    recognised_event(row, "SUSPEND", date(2023, 5, 1))
    recognised_capital(row, "55", date(2023, 5, 1))

    undo()

    assert state(row) == ("ST10", "SUSPENDED", None, Decimal(55), False)


def test_money_filed_on_an_undone_signing_is_not_recognised_any_more() -> None:
    (row,) = taken(seed())
    waiting = filed_capital(row, "55", date(2023, 5, 1))
    undo()
    verified(waiting.slip)
    statistics_office()

    with refused("capital.before_signing"):
        services.decide(waiting.slip, "recognise", actor=statistics_office(), at=AT)


def test_another_batch_stays() -> None:
    taken(seed("甲项目"))
    (other,) = taken(seed("乙项目"), batch="B2")

    undo("B1")

    assert state(other) == ("ST40", "NORMAL", date(2023, 2, 1), Decimal(100), False)


def test_after_an_undoing_the_project_may_be_registered_again() -> None:
    (row,) = taken(seed("甲项目"))
    undo()

    again = services.open_project(
        ProjectValues(name="甲项目", unit=unit("QJ-E"), investor=investor()), actor=clerk(), at=LATER
    )

    assert again.code != row.code


def test_the_withdrawal_stands_in_the_history_at_its_moment() -> None:
    (row,) = taken(seed())

    undo()

    assert [(line.is_withdrawn, line.history_date) for line in row.history.order_by("history_id")] == [
        (False, AT),
        (True, LATER),
    ]


def test_who_may_not_reverse_undoes_nothing() -> None:
    taken(seed())
    county = checker()

    with refused("orgs.not_permitted", NotPermitted):
        undo(actor=county)


def test_a_county_undoes_no_ledger_whose_projects_have_moved_away() -> None:
    taken(seed())
    reviser = user("r04", "QJ-W", name="西县统计", scope=Scope.SUBTREE)

    with refused("orgs.not_visible", NotVisible):
        undo(actor=reviser)
    with refused("orgs.not_visible", NotVisible):
        undo(actor=reviser, place="QJ-W")


def test_the_service_account_does_not_recognise_its_own_filing() -> None:
    taken(seed())

    with refused("orgs.not_permitted", NotPermitted):
        undo(actor=takeover_clerk())
