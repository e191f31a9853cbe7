"""Challenges: posted, taken up by several, checked, accepted on a recognised project, released, told when due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.notices.models import Notice
from luodi.domains.incentives.models import Take
from luodi.domains.incentives.rules.challenges import (
    CHALLENGE_STEPS,
    TAKE_STEPS,
    Aim,
    ChallengeState,
    TakeAct,
    TakeState,
)
from luodi.domains.incentives.selectors import challenges as selectors
from luodi.domains.incentives.services import challenges as services
from luodi.domains.projects.rules import Event
from tests import factories
from tests.domains.incentives import making
from tests.factories import AT, clerk, unit
from tests.refusals import contents

pytestmark = pytest.mark.django_db


def refused(code: str, act: Callable[[], object]) -> str:
    """The sentence of a refusal that changed nothing."""
    before = contents()
    with pytest.raises(BusinessError) as caught:
        act()
    assert caught.value.code == code
    assert contents() == before
    return caught.value.message


def step(row: Take, act: TakeAct, actor: object, **given: object) -> Callable[[], object]:
    return lambda: services.step_take(row, act, actor=actor, at=AT, **given)  # type: ignore[arg-type]


def state(row: Take) -> str:
    return selectors.take_standing(row).state


def test_the_steps_speak_of_every_state_and_results_are_events_of_projects() -> None:
    CHALLENGE_STEPS.check_complete(ChallengeState.values, initial=ChallengeState.POSTED)
    TAKE_STEPS.check_complete(TakeState.values, initial=TakeState.TAKEN)
    assert set(Aim.values) <= set(Event.values)


def test_a_challenge_has_a_deadline_ahead_and_a_number_of_its_year() -> None:
    making.poster()
    refused("incentives.deadline", lambda: making.posted(due_on=date(2023, 7, 3)))
    assert [making.posted().code, making.posted().code] == ["B2023-001", "B2023-002"]


def test_several_take_it_up_each_with_a_promise_and_once() -> None:
    of = making.posted()
    staff = making.person()

    making.taken(of)
    making.taken(of, who=staff)
    making.taken(of, "QJ-W")
    refused("incentives.taken", lambda: making.taken(of))
    silent = {"promise": " ", "actor": clerk("QJ-W"), "at": AT}
    refused("incentives.promise", lambda: services.take_challenge(of, unit("QJ-W"), **silent))
    stranger = {"promise": "签约", "person": staff, "actor": clerk("QJ-W"), "at": AT}
    refused("incentives.other_unit", lambda: services.take_challenge(of, unit("QJ-W"), **stranger))
    one = selectors.challenge(making.poster(), of.pk)
    assert (one.units, one.people, one.accepted) == (2, 1, 0)


def test_what_is_over_or_taken_down_is_not_taken_up() -> None:
    of = making.posted(due_on=date(2023, 7, 5))
    refused("incentives.over", lambda: making.taken(of, at=AT + timedelta(days=3)))
    services.extend_challenge(of, due_on=date(2023, 9, 30), reason="对接周期长", actor=making.poster(), at=AT)
    making.taken(of, at=AT + timedelta(days=3))
    services.end_challenge(of, reason="已落户外地", actor=making.poster(), at=AT)
    refused("incentives.ended", lambda: making.taken(of, "QJ-W"))


def test_a_result_is_a_recognised_fact_after_the_taking() -> None:
    row = making.taken(making.posted())
    by, old = clerk(), factories.signed_project(on=date(2023, 2, 1))
    unsigned = factories.project()

    refused("incentives.result", step(row, TakeAct.REPORT, by))
    refused("incentives.not_recognised", step(row, TakeAct.REPORT, by, project=old))
    refused("incentives.not_recognised", step(row, TakeAct.REPORT, by, project=unsigned))
    refused("incentives.not_own", step(row, TakeAct.REPORT, by, project=making.result("QJ-W")))
    making.reported(row)
    assert state(row) == "REPORTED"


def test_a_result_whose_event_was_taken_back_is_not_accepted() -> None:
    row, found = making.taken(making.posted()), making.result()
    making.reported(row, found)
    factories.reversed_event(found.events.get(event="SIGN"))

    refused("incentives.not_recognised", step(row, TakeAct.ACCEPT, making.accepter()))


def test_another_person_accepts_and_a_project_serves_once() -> None:
    first, second = making.taken(making.posted()), making.taken(making.posted())
    found = making.result()
    making.reported(first, found)
    making.reported(second, found)
    taker = clerk()
    factories.orgs.grant_role(taker, role=factories.role("r04"), unit=unit("QJ"), actor=None, at=AT)

    refused("incentives.own_take", step(first, TakeAct.ACCEPT, taker))
    step(first, TakeAct.ACCEPT, making.accepter())()
    refused("incentives.used", step(second, TakeAct.ACCEPT, making.accepter()))
    step(second, TakeAct.RETURN, making.accepter(), note="换一个项目")()
    assert (state(first), state(second)) == ("ACCEPTED", "TAKEN")


def test_checks_rewards_and_releases_say_why() -> None:
    of = making.posted()
    row, by = making.taken(of), making.poster()

    refused("incentives.note", step(row, TakeAct.CHECK, by))
    step(row, TakeAct.CHECK, by, note="已考察两次")()
    refused("incentives.note", step(row, TakeAct.RELEASE, by))
    step(row, TakeAct.RELEASE, by, note="企业放弃投资")()
    refused("workflow.not_allowed", step(row, TakeAct.CHECK, by, note="再查"))
    again = making.taken(of)
    making.accepted(again)
    step(again, TakeAct.REWARD, by, note="示例招委〔2023〕12号通报表扬")()
    assert (state(row), state(again)) == ("RELEASED", "ACCEPTED")


def test_takers_do_not_read_each_other() -> None:
    of = making.posted()
    own, other = making.taken(of), making.taken(of, "QJ-W")

    assert [one.take for one in selectors.challenge(clerk(), of.pk).takes] == [own]
    with pytest.raises(NotVisible):
        selectors.take(clerk(), other.pk)
    with pytest.raises(NotVisible):
        services.step_take(other, TakeAct.REPORT, actor=clerk(), at=AT)


def test_each_unit_and_person_counts_once_within_the_span() -> None:
    first, second = making.posted(), making.posted()
    making.accepted(making.taken(first))
    making.taken(second)
    making.taken(second, who=making.person())
    span = (date(2023, 1, 1), date(2023, 12, 31))

    counts = selectors.challenge_counts(unit("QJ"), *span)
    assert (counts.posted, counts.units, counts.people, counts.accepted) == (2, 1, 1, 1)
    earlier = selectors.challenge_counts(unit("QJ"), *span, known_at=AT - timedelta(days=1))
    assert (earlier.posted, earlier.units, earlier.accepted) == (0, 0, 0)
    accepted = selectors.accepted_takes(unit("QJ"), *span)
    assert [one.take.label for one in accepted] == ["东县"]


def test_what_is_due_is_told_once_and_what_is_overdue_also_to_the_poster() -> None:
    of = making.posted(due_on=date(2023, 7, 31))
    making.taken(of)
    near, over = AT + timedelta(days=25), AT + timedelta(days=40)

    assert services.remind_challenges(at=AT) == 0
    assert [services.remind_challenges(at=near), services.remind_challenges(at=near)] == [2, 0]
    assert services.remind_challenges(at=over) == 3
    assert services.remind_challenges(at=over) == 0
    told = Notice.objects.filter(recipient=making.poster(), code="incentives.take_due")
    assert [one.title for one in told] == ["揭榜已于 2023-07-31 超期：引进铝精深加工龙头（东县）"]
