"""What leaders have done of their task cards: recognised facts in their time in charge, as the figures count them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.across.assessment import services
from luodi.across.assessment.rules.cards import card_day
from luodi.across.assessment.selectors import cards
from luodi.across.figures.selectors import drill
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Person
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.projects.models import Project
from luodi.domains.projects.services import responsibility, visits
from luodi.domains.targets.rules import Task, TaskState
from tests.domains.targets.leader_cards import deputy, issued, patron
from tests.domains.targets.splits import chief
from tests.factories import AT, checker, investor, recognised_event, signed_project, trip, user

pytestmark = pytest.mark.django_db
HALF = parse_period("2023H1")
TODAY = date(2023, 7, 3)
YEAR_BEGAN = date(2023, 1, 1)


def charge(project: Project, person: Person, since: date = YEAR_BEGAN, until: date | None = None) -> Project:
    """The person in charge of the project from a day on, until another one."""
    values = responsibility.AssignmentValues("LEADER", since, person=person)
    made = responsibility.assign(project, values, actor=chief(), at=AT)
    if until is not None:
        responsibility.end_assignment(made, ends_on=until, reason="分工调整", actor=chief(), at=AT)
    return project


def done(person: Person, *, period: str = "2023H1", today: date = TODAY) -> dict[str, int]:
    """What the card says by task."""
    card = cards.leader_card(chief(), person.pk, parse_period(period), today=today)
    return {result.task.label: result.done for result in card.tasks}


def test_a_card_is_read_on_the_last_day_of_the_period_or_today() -> None:
    running, over = card_day(HALF, today=TODAY), card_day(parse_period("2023"), today=date(2024, 1, 2))

    assert (running.cut_off, running.days_left, running.is_over) == (date(2023, 6, 30), 184, False)
    assert (over.cut_off, over.days_left, over.is_over) == (date(2023, 12, 31), 0, True)
    assert card_day(parse_period("2023"), today=TODAY).cut_off == TODAY
    assert not card_day(parse_period("2023"), today=date(2023, 12, 31)).is_over


def test_projects_count_by_their_contract_and_only_those_signed_in_the_time_in_charge() -> None:
    person = deputy()
    large = charge(signed_project(amount="120000"), person)
    middle = charge(signed_project(amount="60000"), person)
    charge(signed_project(amount="120000"), person, since=date(2023, 3, 1))
    charge(signed_project(amount="120000"), person, until=date(2023, 2, 1))
    signed_project(amount="120000")
    issued(person, Task("SIGNED", 1, 10), Task("SIGNED", 3, 5), Task("SIGNED", 2, 3), Task("SIGNED", 1))

    card = cards.leader_card(chief(), person.pk, HALF, today=TODAY)
    assert [(one.done, one.left, one.state) for one in card.tasks] == [
        (1, 0, TaskState.DONE),
        (2, 1, TaskState.RUNNING),
        (2, 0, TaskState.DONE),
        (2, 0, TaskState.DONE),
    ]
    assert card.state is TaskState.RUNNING
    assert [(fact.project_id, fact.amount_in_wan) for fact in card.tasks[1].facts] == [
        (large.pk, Decimal(120_000)),
        (middle.pk, Decimal(60_000)),
    ]
    assert card.issued.doc_no == "示例招委〔2023〕7号"


def test_the_size_of_a_task_is_that_of_the_published_figure() -> None:
    person = deputy()
    for amount in ("99999", "100000", "250000"):
        charge(signed_project(amount=amount), person)
    issued(person, Task("SIGNED", 1, 10))

    published = drill(operator(), "S05", period="2023H1")
    (result,) = cards.leader_card(chief(), person.pk, HALF, today=TODAY).tasks
    assert {fact.project_id for fact in result.facts} == {row.project_id for row in published.rows}
    assert result.done == int(published.figure.value or 0) == 2


def test_a_project_that_moves_several_steps_is_moved_once() -> None:
    person = deputy()
    project = charge(signed_project(on=date(2022, 11, 1)), person)
    recognised_event(project, "LAND", date(2023, 2, 20))
    recognised_event(project, "START", date(2023, 3, 1))
    issued(person, Task("SIGNED", 1), Task("LANDED", 1), Task("STARTED", 1), Task("MOVED", 1))

    assert done(person) == {"签约项目": 0, "落地项目": 1, "开工项目": 1, "包抓项目推进": 1}
    moved = cards.leader_card(chief(), person.pk, HALF, today=TODAY).tasks[3]
    assert [(fact.event, fact.counted) for fact in moved.facts] == [("LAND", 1), ("START", 0)]


def test_what_landed_before_the_year_is_not_of_the_year() -> None:
    person = deputy()
    project = charge(signed_project(on=date(2022, 10, 1)), person, since=date(2022, 1, 1))
    recognised_event(project, "LAND", date(2022, 12, 20))
    recognised_event(project, "START", date(2023, 3, 1))
    issued(person, Task("LANDED", 1), Task("STARTED", 1))

    assert done(person) == {"落地项目": 0, "开工项目": 1}


def test_trips_count_for_who_led_them_and_each_company_once() -> None:
    person = deputy()
    first = trip(leader=person, is_led=True)
    trip(on=date(2023, 6, 1), place="上海", leader=person, is_led=True)
    gone = trip(on=date(2023, 6, 10), place="北京", leader=person, is_led=True)
    investors.withdraw_trip(gone, reason="填重了", actor=checker("QJ-E"), at=AT)
    trip(on=date(2023, 6, 20), place="成都")
    issued(person, Task("TRIPS", 2), Task("COMPANIES", 2))

    assert done(person) == {"带队外出招商": 2, "外出对接企业": 1}
    result = cards.leader_card(chief(), person.pk, HALF, today=TODAY).tasks[1]
    assert [(fact.name, fact.trip_id) for fact in result.facts] == [(investor().name, first.pk)]


def test_visits_that_were_corrected_do_not_count() -> None:
    person = patron().person
    assert person is not None
    project = charge(signed_project(), person)
    made = [
        visits.log_visit(project, visits.VisitValues(person, day, "看进度", ""), actor=patron(), at=AT)
        for day in (date(2023, 5, 1), date(2023, 6, 1))
    ]
    visits.reverse_visit(made[0], reason="没有去", actor=patron(), at=AT)
    issued(person, Task("VISITS", 2))

    assert done(person) == {"走访包抓项目": 1}


def test_a_closed_period_stays_as_it_was_and_what_comes_later_counts_in_the_open_year() -> None:
    person = deputy()
    project = charge(signed_project(), person)
    issued(person, Task("SIGNED", 1), Task("LANDED", 1))
    services.install_presets(at=AT)
    services.close_at_once(HALF, actor=chief(), at=AT, forced_reason="先行结账")
    later = AT + timedelta(days=30)
    recognised_event(project, "LAND", date(2023, 6, 1), at=later)

    assert done(person) == {"签约项目": 1, "落地项目": 0}
    assert done(person, period="2023Q3", today=date(2023, 9, 30)) == {"签约项目": 1, "落地项目": 1}


def test_after_the_year_a_card_is_done_or_missed() -> None:
    person = deputy()
    charge(signed_project(), person)
    issued(person, Task("SIGNED", 1), Task("TRIPS", 1))

    card = cards.leader_card(chief(), person.pk, parse_period("2023"), today=date(2024, 1, 2))
    assert [one.state for one in card.tasks] == [TaskState.DONE, TaskState.MISSED]
    assert card.state is TaskState.MISSED


def test_cards_stand_in_the_order_of_units_whoever_has_done_more() -> None:
    first, second = deputy("QJ-E"), deputy("QJ-W")
    charge(signed_project("QJ-W"), second)
    issued(second, Task("SIGNED", 1))
    issued(first, Task("SIGNED", 1))

    found = cards.leader_cards(chief(), HALF, today=TODAY)
    assert [(one.card.unit.code, one.state) for one in found] == [
        ("QJ-E", TaskState.RUNNING),
        ("QJ-W", TaskState.DONE),
    ]


def test_a_leader_reads_the_own_card_a_county_its_leaders_and_its_neighbour_nothing() -> None:
    person = patron().person
    assert person is not None
    issued(person, Task("SIGNED", 1))
    issued(deputy("QJ-E"), Task("SIGNED", 1))

    own = cards.own_card(patron(), HALF, today=TODAY)
    assert own is not None
    assert own.card.person == person
    assert [one.card.unit.code for one in cards.leader_cards(checker("QJ-E"), HALF, today=TODAY)] == ["QJ-E"]
    assert cards.leader_cards(checker("QJ-W"), HALF, today=TODAY) == []
    assert cards.own_card(user("r02", name="other"), HALF, today=TODAY) is None
    assert cards.own_card(checker("QJ-E"), HALF, today=TODAY) is None
    for viewer, other in ((patron(), deputy("QJ-E")), (checker("QJ-W"), deputy("QJ-E")), (checker("QJ-E"), person)):
        with pytest.raises(NotVisible):
            cards.leader_card(viewer, other.pk, HALF, today=TODAY)


def test_a_project_that_is_no_longer_in_charge_counts_but_loses_its_name() -> None:
    person = patron().person
    assert person is not None
    charge(signed_project(name="电机项目"), person, until=date(2023, 5, 1))
    issued(person, Task("SIGNED", 1))

    for viewer, name in ((patron(), ""), (chief(), "电机项目")):
        (result,) = cards.leader_card(viewer, person.pk, HALF, today=TODAY).tasks
        assert (result.done, [fact.name for fact in result.facts]) == (1, [name])


def test_what_lies_ahead_is_the_projects_in_charge_with_their_colours() -> None:
    person = patron().person
    assert person is not None
    mine, gone = charge(signed_project(), person), charge(signed_project(), person, until=date(2023, 5, 1))
    issued(person, Task("SIGNED", 1))

    work = cards.leader_work(patron(), person, on=TODAY)
    assert [one.project.pk for one in work.projects] == [mine.pk]
    assert work.projects[0].colour.next is not None
    assert gone.pk not in {one.project_id for one in work.visits}
    assert work.orders == ()
