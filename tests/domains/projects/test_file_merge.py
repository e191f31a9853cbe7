"""合并: what moves, what doubles, what stays behind, what forbids it; and the way back, all by facts."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord, CarriedFact, Project, StageEvent
from luodi.domains.projects.rules import Event
from tests.factories import (
    AT,
    checker,
    clerk,
    filed_capital,
    filed_event,
    merged,
    project,
    project_office,
    recognised_capital,
    recognised_event,
    reversed_capital,
    signed_project,
    user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def pair() -> tuple[Project, Project]:
    """One project registered twice: both know of the signing, one of the start, each of money, some of it the same."""
    survivor = signed_project("QJ-E", amount="1000")
    loser = signed_project("QJ-E", on=date(2023, 2, 3), amount="1000")
    recognised_event(loser, "START", date(2023, 3, 1))
    recognised_event(loser, "SUSPEND", date(2023, 4, 1))
    recognised_capital(survivor, "100", date(2023, 3, 5))
    recognised_capital(loser, "100", date(2023, 3, 5))
    reversed_capital(recognised_capital(loser, "250", date(2023, 3, 20)), "50")
    return loser, survivor


def state(row: Project) -> tuple[str, str, date | None, Decimal]:
    row.refresh_from_db()
    return row.stage, row.side_status, row.started_on, row.capital_in_wan


def test_the_plan_says_what_moves_doubles_and_stays() -> None:
    loser, survivor = pair()

    plan = selectors.merge_plan(loser, survivor)

    assert [(line.title, line.fate.value, line.amount_in_wan) for line in (*plan.events, *plan.records)] == [
        ("签订正式合同", "doubles", 1000),
        ("开工", "moves", None),
        ("停建", "stays", None),
        ("省外", "doubles", 100),
        ("省外", "moves", 200),
    ]
    assert (plan.since, plan.conflicts) == (date(2023, 2, 3), ())


def test_the_survivor_takes_the_facts_over_and_the_other_counts_for_nothing() -> None:
    loser, survivor = pair()

    event = merged(loser, survivor)

    assert state(survivor) == ("ST60", "NORMAL", date(2023, 3, 1), Decimal(300))
    assert state(loser)[1] == "MERGED"
    assert (event.occurred_on, loser.side_since) == (date(2023, 2, 3), date(2023, 2, 3))
    assert CarriedFact.objects.filter(merge=event).count() == 2


def test_nothing_moves_before_the_merger_is_recognised() -> None:
    loser, survivor = pair()
    before = state(loser), state(survivor)

    services.file_merge(loser, survivor, decision="3号", reason="重复", actor=project_office(), at=AT)

    assert (state(loser), state(survivor)) == before


def test_it_is_undone_whole_and_what_came_since_stays() -> None:
    loser, survivor = pair()
    before = state(loser), state(survivor)
    event = merged(loser, survivor)
    recognised_capital(survivor, "7", date(2023, 6, 1))

    slip = services.undo_merge(event, actor=project_office(), at=AT, reason="查实是两个项目")
    services.decide(slip, "verify", actor=checker(), at=AT)
    services.decide(slip, "recognise", actor=user("r05", name="认定员"), at=AT)

    assert state(loser) == before[0]
    assert state(survivor) == (*before[1][:3], Decimal(107))
    with refused("merge.undone"):
        services.undo_merge(event, actor=project_office(), at=AT, reason="再撤")


def test_a_merger_is_undone_and_done_again() -> None:
    loser, survivor = pair()
    slip = services.undo_merge(merged(loser, survivor), actor=project_office(), at=AT, reason="误办")
    services.decide(slip, "verify", actor=checker(), at=AT)
    services.decide(slip, "recognise", actor=user("r05", name="认定员"), at=AT)

    merged(loser, survivor)

    assert state(survivor) == ("ST60", "NORMAL", date(2023, 3, 1), Decimal(300))


def test_a_merger_is_not_taken_out_by_its_event_alone() -> None:
    event = merged(*pair())

    with refused("merge.undo"):
        services.reverse_event(event, actor=project_office(), at=AT, reason="误办")


def test_only_a_merger_with_its_survivor_is_undone() -> None:
    loser, _ = pair()
    started = loser.events.get(event="START")

    for event in (started, filed_event(loser, "MERGE", date(2023, 5, 1))):
        with refused("merge.unknown"):
            services.undo_merge(event, actor=project_office(), at=AT, reason="误办")


def test_money_that_a_person_knows_to_be_the_same_stays_behind() -> None:
    loser, survivor = pair()
    same = CapitalRecord.objects.get(project=loser, amount_in_wan=250)

    merged(loser, survivor, left_behind=[same.pk])

    assert state(survivor)[3] == 100


def test_what_forbids_a_merger_is_said_with_what_to_do() -> None:
    loser, survivor = pair()
    with refused("merge.conflict"):
        services.file_merge(loser, loser, decision="3号", reason="重复", actor=project_office(), at=AT)
    filed_capital(loser, "1", date(2023, 3, 30))
    with refused("merge.conflict") as caught:
        services.file_merge(loser, survivor, decision="3号", reason="重复", actor=project_office(), at=AT)
    assert "1 件待审核" in caught.value.message

    late = signed_project(on=date(2023, 3, 2))
    (fault,) = selectors.merge_plan(started(), late).conflicts
    assert "早于签约日" in fault


def started() -> Project:
    row = signed_project()
    recognised_event(row, "START", date(2023, 3, 1))
    return row


def test_too_much_money_is_a_conflict() -> None:
    loser, survivor = signed_project(), signed_project()
    recognised_capital(loser, "600", date(2023, 3, 1))
    recognised_capital(survivor, "600", date(2023, 3, 2))

    (fault,) = selectors.merge_plan(loser, survivor).conflicts

    assert "超过合同额" in fault


def test_an_ended_project_does_not_survive() -> None:
    loser, survivor = project(), signed_project()
    recognised_event(survivor, "TERMINATE", date(2023, 5, 1))

    (fault,) = selectors.merge_plan(loser, survivor).conflicts

    assert "已经结束" in fault


def test_a_county_merges_only_what_is_its_own() -> None:
    mine, theirs, stranger = signed_project("QJ-E"), signed_project("QJ-W"), user("r21")

    with refused("orgs.not_permitted", NotPermitted):
        services.file_merge(mine, theirs, decision="3号", reason="重复", actor=stranger, at=AT)
    with refused("orgs.not_visible", NotVisible):
        services.file_merge(mine, theirs, decision="3号", reason="重复", actor=clerk(), at=AT)
    assert not StageEvent.objects.filter(event=Event.MERGE).exists()
