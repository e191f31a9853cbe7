"""Who answers for a project: assigning, ending, handing over, what is missing, and what one may see by it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs.services import grant_role
from luodi.domains.projects.models import Assignment, AssignmentEnd, Project
from luodi.domains.projects.rules.responsibility import SetLine
from luodi.domains.projects.selectors import projects as visible
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.projects.selectors.responsibility import (
    DutyFilter,
    burdened_people,
    duty_list,
    duty_state,
    held_by,
    sets_in_force,
    visit_duties,
)
from luodi.domains.projects.services.duty_sets import install_duty_sets, revise_duty_set
from luodi.domains.projects.services.responsibility import (
    AssignmentValues,
    assign,
    choose_set,
    end_assignment,
    file_duty_paper,
    hand_over,
)
from luodi.domains.projects.services.visits import VisitValues, log_visit, remind_visits, reverse_visit
from tests.domains.projects.duties import FROM, assigned, leader, person, sets, visited
from tests.factories import (
    AT,
    attachment,
    checker,
    clerk,
    project,
    project_office,
    role,
    signed_project,
    statistics_office,
    unit,
    user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)


def holders(subject: Project, on: date = TODAY) -> list[tuple[str, str]]:
    """Role and holder of whoever answers on the day."""
    rows = assignments_in_force(on).filter(project=subject).order_by("role", "pk")
    return [(row.role, row.holder) for row in rows]


def test_somebody_answers_from_a_day_on_and_is_told() -> None:
    subject, boss = signed_project(), leader()

    assigned(subject, boss.person, on=date(2023, 7, 1))

    assert holders(subject) == [("LEADER", "r02")]
    assert holders(subject, date(2023, 6, 30)) == []
    notice = Notice.objects.get(recipient=boss)
    assert (notice.code, notice.link) == ("projects.duty_given", f"/projects/{subject.pk}/duties/")


def test_the_column_of_the_ledger_follows_the_assignment() -> None:
    subject = signed_project()

    assigned(subject, person("周正"))
    assigned(subject, person("吴用"), "OWNER", on=date(2023, 8, 1))

    subject.refresh_from_db()
    assert (subject.leader, subject.owner) == ("周正", "")


def test_in_a_role_for_one_the_newcomer_takes_over() -> None:
    subject = signed_project()
    first = assigned(subject, person("周正"))

    assigned(subject, person("吴用"), on=date(2023, 6, 1))

    assert holders(subject, date(2023, 5, 31)) == [("LEADER", "周正")]
    assert holders(subject) == [("LEADER", "吴用")]
    ending = AssignmentEnd.objects.get(assignment=first)
    assert (ending.ends_on, ending.reason) == (date(2023, 6, 1), "由吴用接任")


def test_several_may_serve_on_one_site() -> None:
    subject = signed_project()
    assigned(subject, person("周正"), "SITE")

    assigned(subject, person("吴用"), "SITE")

    assert holders(subject) == [("SITE", "周正"), ("SITE", "吴用")]


def test_the_same_person_twice_and_a_day_before_the_present_holder_are_refused() -> None:
    subject = signed_project()
    assigned(subject, person("周正"))

    with refused("duties.same"):
        assigned(subject, person("周正"), on=date(2023, 6, 1))
    person("吴用")
    with refused("duties.order"):
        assigned(subject, person("吴用"), on=date(2023, 2, 1))


def test_a_task_force_is_a_unit_and_a_leader_is_none() -> None:
    subject, office = signed_project(), project_office()

    made = assign(subject, AssignmentValues("TASK_FORCE", FROM, unit=unit("QJ-W")), actor=office, at=AT)

    assert made.holder == "西县"
    with refused("duties.holder"):
        assign(subject, AssignmentValues("LEADER", FROM, unit=unit("QJ-W")), actor=office, at=AT)


def test_only_those_with_the_right_over_the_unit_assign() -> None:
    subject, who = signed_project("QJ-E"), person("周正")
    clerk(), checker("QJ-W")
    values = AssignmentValues("OWNER", FROM, person=who)

    with refused("orgs.not_permitted", NotPermitted):
        assign(subject, values, actor=clerk(), at=AT)
    with refused("orgs.not_visible", NotVisible):
        assign(subject, values, actor=checker("QJ-W"), at=AT)
    assert assign(subject, values, actor=checker("QJ-E"), at=AT).holder == "周正"


def test_an_ending_is_a_fact_of_its_own_and_comes_once() -> None:
    row = assigned(signed_project(), person("周正"))

    end_assignment(row, ends_on=date(2023, 6, 1), reason="分工调整", actor=project_office(), at=AT)

    assert holders(row.project, date(2023, 5, 31)) == [("LEADER", "周正")]
    assert holders(row.project, date(2023, 6, 1)) == []
    with refused("duties.ended"):
        end_assignment(row, ends_on=date(2023, 6, 2), reason="再次", actor=project_office(), at=AT)


@pytest.mark.parametrize(
    ("day", "reason", "code"),
    [(date(2023, 2, 1), "分工调整", "duties.order"), (date(2023, 6, 1), " ", "duties.reason")],
)
def test_an_unsound_ending_is_refused(day: date, reason: str, code: str) -> None:
    row = assigned(signed_project(), person("周正"))

    with refused(code):
        end_assignment(row, ends_on=day, reason=reason, actor=project_office(), at=AT)


# what is missing ------------------------------------------------------------------------------------------------------


def test_a_project_follows_the_set_for_all_a_major_one_its_own_and_a_chosen_one_before_both() -> None:
    sets()
    subject = signed_project()
    assert names(subject) == "三专"
    Project.objects.filter(pk=subject.pk).update(is_major=True)
    subject.refresh_from_db()
    assert names(subject) == "四个一"

    choose_set(subject, "WWYT", reason="专题会纪要", actor=project_office(), at=AT)
    assert names(subject) == "五位一体"

    choose_set(subject, "", reason="恢复通常规定", actor=project_office(), at=AT)
    assert names(subject) == "四个一"


def names(subject: Project) -> str:
    """The set that the project follows."""
    followed = duty_state(subject, TODAY).followed
    return followed.name if followed else ""


def test_what_is_missing_goes_away_as_it_is_filled() -> None:
    sets()
    subject = signed_project()
    assert lacking(subject) == ["专人负责", "专人服务", "专案推进"]

    assigned(subject, person("周正"), "OWNER")
    assigned(subject, person("吴用"), "SERVICE")
    assert lacking(subject) == ["专案推进"]
    file_duty_paper(subject, "CASE_PLAN", attachment=attachment(), actor=project_office(), at=AT)

    assert lacking(subject) == []
    assert duty_list(project_office(), DutyFilter(), TODAY) == []


def lacking(subject: Project) -> list[str]:
    """The labels of what is missing."""
    return [line.label for line in duty_state(subject, TODAY).missing]


def test_the_list_of_gaps_shows_the_projects_in_reach_only() -> None:
    sets()
    east, west, early = signed_project("QJ-E"), signed_project("QJ-W"), project("QJ-E")

    assert [state.project for state in duty_list(checker("QJ-E"), DutyFilter(), TODAY)] == [east]
    assert [state.project for state in duty_list(project_office(), DutyFilter(), TODAY)] == [east, west]
    assigned(east, person("周正"), "OWNER")
    lacks_owner = duty_list(project_office(), DutyFilter(lacking="OWNER"), TODAY)
    assert ([state.project for state in lacks_owner], early.stage) == ([west], "ST10")
    assert len(duty_list(project_office(), DutyFilter(unit=unit("QJ-E")), TODAY)) == 1


def test_a_new_version_of_a_set_holds_from_its_day_on() -> None:
    sets()
    chief = user("r03")
    lines = [SetLine("专人负责", role="OWNER"), SetLine("包抓领导", role="LEADER", visit_every_days=10)]

    revise_duty_set(
        "SZ",
        lines,
        name="三专",
        applies="ALL",
        valid_from=date(2023, 7, 1),
        basis="示例发〔2023〕9号",
        actor=chief,
        at=AT,
    )

    assert [len(sets_in_force(day)["SZ"].lines) for day in (date(2023, 6, 30), date(2023, 7, 1))] == [3, 2]
    assert install_duty_sets(at=AT) == 0


def test_only_the_office_of_the_leading_group_changes_sets() -> None:
    sets()
    project_office()

    with refused("orgs.not_permitted", NotPermitted):
        revise_duty_set(
            "SZ",
            [SetLine("甲", role="OWNER")],
            name="三专",
            applies="ALL",
            valid_from=FROM,
            basis="文号",
            actor=project_office(),
            at=AT,
        )


# what one may see by it -----------------------------------------------------------------------------------------------


def test_a_leader_sees_the_projects_answered_for_and_nothing_else() -> None:
    boss, mine, other = leader(), signed_project("QJ-E"), signed_project("QJ-E")
    assert list(visible(boss)) == []

    assigned(mine, boss.person, on=timezone.localdate())
    assigned(other, person("周正"), on=timezone.localdate())

    assert list(visible(boss)) == [mine]


def test_before_the_first_day_and_from_the_last_day_on_nothing_is_seen() -> None:
    boss, later, over = leader(), signed_project(), signed_project()
    today = timezone.localdate()

    assigned(later, boss.person, on=today + timedelta(days=1))
    row = assigned(over, boss.person, on=today - timedelta(days=9))
    assert list(visible(boss)) == [over]
    end_assignment(row, ends_on=today, reason="分工调整", actor=project_office(), at=AT)

    assert list(visible(boss)) == []


def test_whoever_sees_a_county_sees_no_more_for_answering_elsewhere() -> None:
    east, west = signed_project("QJ-E"), signed_project("QJ-W")

    assigned(west, clerk("QJ-E").person, "SERVICE", on=timezone.localdate())

    assert list(visible(clerk("QJ-E"))) == [east]


def test_a_unit_that_answers_gives_its_people_no_sight() -> None:
    subject = signed_project("QJ-E")
    values = AssignmentValues("TASK_FORCE", FROM, unit=unit("QJ-W"))
    assign(subject, values, actor=project_office(), at=AT)

    assert list(visible(clerk("QJ-W"))) == []
    assert list(visible(leader("QJ-W"))) == []


def test_an_account_without_a_person_sees_no_project_that_a_unit_answers_for() -> None:
    subject, boss = signed_project("QJ-E"), leader()
    type(boss).objects.filter(pk=boss.pk).update(person=None)
    boss.refresh_from_db()
    assign(subject, AssignmentValues("TASK_FORCE", FROM, unit=unit("QJ-W")), actor=project_office(), at=AT)

    assert list(visible(boss)) == []


def test_with_the_grant_the_sight_ends() -> None:
    boss, mine = leader(), signed_project()
    assigned(mine, boss.person, on=timezone.localdate())
    type(boss).objects.filter(pk=boss.pk).update(is_active=False)
    boss.refresh_from_db()

    assert list(visible(boss)) == []


# visits ---------------------------------------------------------------------------------------------------------------


def test_a_visit_moves_the_next_day_on() -> None:
    sets()
    subject, boss = signed_project(), person("周正")
    choose_set(subject, "WWYT", reason="纪要", actor=project_office(), at=AT)
    assigned(subject, boss)
    assert owed() == [("周正", date(2023, 3, 16), 109)]

    visited(subject, boss, date(2023, 6, 25))

    assert owed() == [("周正", date(2023, 7, 10), -7)]


def owed() -> list[tuple[str, date, int]]:
    """Who owes a visit by when, and how many days it is over."""
    rows = visit_duties(project_office(), TODAY)
    return [(row.assignment.holder, row.due_on, row.days_over(TODAY)) for row in rows]


def test_a_reversed_visit_counts_no_more() -> None:
    sets()
    subject, boss = signed_project(), person("周正")
    choose_set(subject, "WWYT", reason="纪要", actor=project_office(), at=AT)
    assigned(subject, boss)
    visit = visited(subject, boss, date(2023, 6, 25))

    reverse_visit(visit, reason="日期有误", actor=project_office(), at=AT)

    assert owed() == [("周正", date(2023, 3, 16), 109)]
    with refused("visits.reversed"):
        reverse_visit(visit, reason="再次", actor=project_office(), at=AT)
    visited(subject, boss, date(2023, 6, 25))


def test_a_leader_logs_the_own_visits_to_the_own_projects() -> None:
    boss, mine, other = leader(), signed_project(), signed_project()
    assigned(mine, boss.person)
    assigned(other, person("周正"))

    log_visit(mine, VisitValues(boss.person, date(2023, 7, 1), "主体封顶"), actor=boss, at=AT)

    with refused("visits.not_own"):
        log_visit(mine, VisitValues(person("周正"), date(2023, 7, 1), "主体封顶"), actor=boss, at=AT)
    with refused("projects.not_visible", NotVisible):
        log_visit(other, VisitValues(boss.person, date(2023, 7, 1), "主体封顶"), actor=boss, at=AT)


@pytest.mark.parametrize(
    ("day", "found", "code"),
    [
        (date(2023, 7, 4), "封顶", "day.future"),
        (date(2023, 7, 1), " ", "visits.found"),
        (date(2023, 6, 1), "封顶", "visits.same"),
    ],
)
def test_an_unsound_visit_is_refused(day: date, found: str, code: str) -> None:
    subject, boss = signed_project(), person("周正")
    assigned(subject, boss)
    visited(subject, boss, date(2023, 6, 1))

    with refused(code):
        log_visit(subject, VisitValues(boss, day, found), actor=project_office(), at=AT)


def test_who_does_not_answer_for_the_project_is_no_visitor() -> None:
    subject, stranger = signed_project(), person("周正")
    project_office()

    with refused("visits.visitor"):
        log_visit(subject, VisitValues(stranger, date(2023, 7, 1), "封顶"), actor=project_office(), at=AT)


def test_who_owes_a_visit_is_told_once_before_and_once_after_whatever_nights_are_missed() -> None:
    sets()
    subject, boss = signed_project(), leader()
    choose_set(subject, "WWYT", reason="纪要", actor=project_office(), at=AT)
    assigned(subject, boss.person, on=date(2023, 7, 3))
    told = []

    for days in (0, 11, 12, 13, 14, 15, 16, 40, 41):
        told.append(remind_visits(at=AT + timedelta(days=days)))

    # Due on 18 July; the nights of the 14th to the 17th were seen, then one on the 19th.
    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 0]
    assert list(Notice.objects.filter(code__startswith="projects.visit").values_list("code", flat=True)) == [
        "projects.visit_overdue",
        "projects.visit_due",
    ]


def test_after_weeks_without_a_worker_the_overdue_visit_is_still_told() -> None:
    sets()
    subject, boss = signed_project(), leader()
    choose_set(subject, "WWYT", reason="纪要", actor=project_office(), at=AT)
    assigned(subject, boss.person, on=date(2023, 7, 3))

    assert (remind_visits(at=AT + timedelta(days=60)), remind_visits(at=AT + timedelta(days=61))) == (1, 0)


# handing over ---------------------------------------------------------------------------------------------------------


def test_whoever_leaves_hands_everything_over_on_one_day() -> None:
    one, two, boss = signed_project("QJ-E"), signed_project("QJ-W"), person("周正")
    assigned(one, boss)
    assigned(two, boss, "SITE")

    made = hand_over(boss, to=person("吴用"), on=date(2023, 7, 5), reason="调离", actor=project_office(), at=AT)

    assert len(made) == 2
    day = date(2023, 7, 5)
    assert (holders(one, day), holders(two, day)) == ([("LEADER", "吴用")], [("SITE", "吴用")])
    assert (holders(one, date(2023, 7, 4)), held_by(project_office(), boss, day)) == ([("LEADER", "周正")], [])


def test_a_county_hands_over_its_own_projects_only() -> None:
    one, two, boss = signed_project("QJ-E"), signed_project("QJ-W"), person("周正")
    assigned(one, boss)
    assigned(two, boss)

    hand_over(boss, to=person("吴用"), on=date(2023, 7, 5), reason="调离", actor=checker("QJ-E"), at=AT)

    day = date(2023, 7, 5)
    assert (holders(one, day), holders(two, day)) == ([("LEADER", "吴用")], [("LEADER", "周正")])
    assert [(burden.person, burden.projects) for burden in burdened_people(checker("QJ-W"), TODAY)] == [(boss, 1)]


def test_nothing_to_hand_over_and_no_reason_are_refused() -> None:
    boss, next_one = person("周正"), person("吴用")
    project_office()

    with refused("duties.nothing"):
        hand_over(boss, to=next_one, on=TODAY, reason="调离", actor=project_office(), at=AT)
    with refused("duties.same"):
        hand_over(boss, to=boss, on=TODAY, reason="调离", actor=project_office(), at=AT)


def test_the_statistics_office_assigns_nobody() -> None:
    subject, who = signed_project(), person("周正")
    statistics_office()

    with refused("orgs.not_permitted", NotPermitted):
        assign(subject, AssignmentValues("OWNER", FROM, person=who), actor=statistics_office(), at=AT)
    assert Assignment.objects.count() == 0
    assert grant_role(statistics_office(), role=role("r05"), unit=unit("QJ"), actor=None, at=AT).role.code == "r05"
