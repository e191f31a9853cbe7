"""Clocks of real projects: due days, pauses by another person's approval, steps, lengths from a day on, answers."""

from datetime import UTC, date, datetime

import pytest

from luodi.across.lifecycle.models import ClockAnswer, ClockPause, ClockStep, ClockTerm
from luodi.across.lifecycle.rules.clocks import State
from luodi.across.lifecycle.selectors.clocks import ClockFilter, Reading, readings, readings_of
from luodi.across.lifecycle.selectors.clocks_records import blocked, definitions, pauses, proposals
from luodi.across.lifecycle.services.clocks import answer_proposal, ask_pause, end_pause, note_step, set_term
from luodi.across.lifecycle.services.clocks_sweep import remind
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.domains.projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db

MORNING = datetime(2023, 5, 20, 1, tzinfo=UTC)
TALKS_FROM = date(2023, 1, 31)


def talking(*, at: datetime = factories.AT, **changed: str) -> Project:
    """A project in talks since 31 January 2023, filed by hand and recognised."""
    made = factories.project(at=at)
    if changed:
        Project.objects.filter(pk=made.pk).update(**changed)
        made.refresh_from_db()
    factories.recognised_event(made, "TALK", TALKS_FROM, at=at)
    return made


def clock_of(project: Project, code: str, on: date) -> Reading:
    """The one clock of the project."""
    return next(one for one in readings_of(project, on) if one.clock.code == code)


def approved(pause: ClockPause) -> ClockPause:
    """The pause after verification and approval by others."""
    factories.verified(pause.slip)
    factories.projects.decide(pause.slip, "recognise", actor=factories.user("r03"), at=factories.AT)
    pause.refresh_from_db()
    return pause


def paused(project: Project, first: date, last: date) -> ClockPause:
    """An approved pause, for which the western county is to blame."""
    asked = ask_pause(
        project,
        first_on=first,
        last_on=last,
        cause="征地拆迁未完成",
        blocking_unit=factories.unit("QJ-W"),
        actor=factories.clerk(),
        at=factories.AT,
    )
    return approved(asked)


def test_talks_from_31_january_are_due_on_30_april() -> None:
    one = clock_of(talking(), "TALKS", date(2023, 4, 1))

    assert (one.began_on, one.due_on, one.days, one.state) == (TALKS_FROM, date(2023, 4, 30), 29, State.RUNNING)


def test_major_talks_from_31_january_are_due_on_31_july() -> None:
    project = talking(negotiation_class="MAJOR")

    assert clock_of(project, "TALKS_MAJOR", date(2023, 4, 1)).due_on == date(2023, 7, 31)
    assert [one.clock.code for one in readings_of(project, date(2023, 4, 1))] == ["TALKS_MAJOR"]


def test_a_project_signed_in_2023_has_its_bottom_line_on_31_march_2024() -> None:
    one = clock_of(factories.signed_project(on=date(2023, 2, 1)), "BOTTOM_LINE", date(2024, 4, 30))

    assert (one.due_on, one.state, one.colour, one.said) == (date(2024, 3, 31), State.OVERDUE, "橙", "超期 30 天")


def test_a_start_in_time_keeps_the_bottom_line_and_a_late_one_misses_it() -> None:
    early, late = factories.signed_project(on=date(2022, 2, 1)), factories.signed_project(on=date(2022, 2, 1))
    factories.recognised_event(early, "START", date(2023, 3, 31))
    factories.recognised_event(late, "START", date(2023, 4, 1))

    today = date(2023, 7, 3)
    assert clock_of(early, "BOTTOM_LINE", today).state == State.KEPT
    assert (clock_of(late, "BOTTOM_LINE", today).state, clock_of(late, "BOTTOM_LINE", today).days) == (State.MISSED, -1)


def test_the_contracts_day_is_the_clocks_day() -> None:
    project = factories.signed_project()
    Project.objects.filter(pk=project.pk).update(planned_start_on=date(2023, 8, 1))
    project.refresh_from_db()

    assert clock_of(project, "CONTRACT_START", date(2023, 7, 25)).state == State.SOON


def test_what_was_filed_and_waits_is_not_called_overdue() -> None:
    project = talking()
    factories.filed_event(project, "SIGN", date(2023, 5, 2))

    assert clock_of(project, "TALKS", date(2023, 7, 3)).state == State.CLAIMED


def test_a_terminated_project_has_no_running_clock() -> None:
    project = factories.signed_project()
    factories.recognised_event(project, "TERMINATE", date(2023, 6, 1))

    assert [one for one in readings(factories.project_office(), date(2024, 5, 1)) if one.project is not None] == []


def test_the_list_shows_only_projects_in_reach_and_the_most_overdue_first() -> None:
    talking()
    factories.signed_project("QJ-W", name="西县电机项目", on=date(2023, 3, 1))
    day = date(2023, 5, 10)

    everything = readings(factories.project_office(), day)
    east = readings(factories.clerk("QJ-E"), day)

    assert [one.days for one in everything] == sorted(one.days for one in everything)
    assert {one.unit.code for one in everything} == {"QJ-E", "QJ-W"}
    assert {one.unit.code for one in east} == {"QJ-E"}


def test_filters_narrow_the_list() -> None:
    talking()
    viewer, day = factories.project_office(), date(2023, 5, 10)

    assert [one.clock.code for one in readings(viewer, day, ClockFilter(state="OVERDUE"))] == ["TALKS"]
    assert readings(viewer, day, ClockFilter(colour="红")) == []
    assert readings(viewer, day, ClockFilter(code="LANDING")) == []
    assert readings(viewer, day, ClockFilter(unit=factories.unit("QJ-W"))) == []


def test_the_list_costs_the_same_number_of_queries_however_many_projects(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    for _ in range(4):
        talking()
        factories.signed_project()

    with django_assert_max_num_queries(20):  # type: ignore[operator]  # the fixture is a context manager
        readings(factories.project_office(), date(2023, 5, 10))


def test_an_approved_pause_moves_the_due_day_and_charges_its_days_to_who_blocks() -> None:
    project = talking()
    paused(project, date(2023, 4, 1), date(2023, 4, 30))

    one = clock_of(project, "TALKS", date(2023, 5, 20))

    assert (one.due_on, one.paused_days, one.state) == (date(2023, 5, 30), 30, State.SOON)
    charged = blocked(factories.project_office(), date(2023, 5, 20))
    assert [(row.unit.code, row.days, row.projects) for row in charged] == [("QJ-W", 30, 1)]


def test_while_it_is_paused_a_clock_is_not_overdue() -> None:
    project = talking()
    paused(project, date(2023, 4, 1), date(2023, 8, 31))

    assert clock_of(project, "TALKS", date(2023, 7, 3)).state == State.PAUSED


def test_a_pause_that_nobody_has_approved_moves_nothing() -> None:
    project = talking()
    ask_pause(
        project,
        first_on=date(2023, 4, 1),
        last_on=date(2023, 4, 30),
        cause="征地拆迁未完成",
        blocking_unit=factories.unit("QJ-W"),
        actor=factories.clerk(),
        at=factories.AT,
    )

    assert clock_of(project, "TALKS", date(2023, 5, 20)).due_on == date(2023, 4, 30)
    assert [one.days for one in pauses(factories.clerk(), date(2023, 5, 20))] == [0]


def test_who_asked_for_a_pause_cannot_approve_it() -> None:
    project, office = talking(), factories.project_office()
    asked = ask_pause(
        project,
        first_on=date(2023, 4, 1),
        last_on=date(2023, 4, 30),
        cause="征地拆迁未完成",
        blocking_unit=factories.unit("QJ-W"),
        actor=office,
        at=factories.AT,
    )

    with pytest.raises(BusinessError) as refused:
        factories.projects.decide(asked.slip, "verify", actor=office, at=factories.AT)

    assert refused.value.code == "approvals.same_person"


def test_the_units_own_doing_pauses_nothing() -> None:
    project = talking()

    with pytest.raises(BusinessError) as refused:
        ask_pause(
            project,
            first_on=date(2023, 4, 1),
            last_on=date(2023, 4, 30),
            cause="人手不足",
            blocking_unit=project.unit,
            actor=factories.clerk(),
            at=factories.AT,
        )

    assert refused.value.code == "clocks.own_cause"
    assert ClockPause.objects.count() == 0


def test_two_pauses_of_a_project_do_not_overlap() -> None:
    project = talking()
    paused(project, date(2023, 4, 1), date(2023, 4, 30))

    with pytest.raises(BusinessError) as refused:
        paused(project, date(2023, 4, 30), date(2023, 5, 31))

    assert refused.value.code == "clocks.pause_overlap"
    assert ClockPause.objects.count() == 1


def test_a_pause_ended_early_counts_only_until_then_and_frees_the_days_after() -> None:
    project = talking()
    pause = paused(project, date(2023, 4, 1), date(2023, 6, 30))

    end_pause(pause, last_on=date(2023, 4, 10), reason="征地完成", actor=factories.clerk(), at=factories.AT)

    assert clock_of(project, "TALKS", date(2023, 7, 3)).due_on == date(2023, 5, 10)
    with pytest.raises(BusinessError) as again:
        end_pause(pause, last_on=date(2023, 4, 9), reason="征地完成", actor=factories.clerk(), at=factories.AT)
    assert again.value.code == "clocks.pause_ended"
    assert paused(project, date(2023, 4, 11), date(2023, 4, 20)).pk


def test_another_countys_clerk_asks_for_no_pause_and_notes_no_step() -> None:
    project, stranger = talking(), factories.clerk("QJ-W")

    with pytest.raises(NotVisible):
        ask_pause(
            project,
            first_on=date(2023, 4, 1),
            last_on=date(2023, 4, 30),
            cause="征地",
            blocking_unit=factories.unit("QJ"),
            actor=stranger,
            at=factories.AT,
        )
    with pytest.raises(NotVisible):
        note_step(project, step="RESPOND", done_on=date(2023, 4, 1), note="已电话联系", actor=stranger, at=factories.AT)

    assert (ClockPause.objects.count(), ClockStep.objects.count()) == (0, 0)


def test_a_lead_is_answered_in_one_three_and_seven_working_days_and_reported_every_fourteen() -> None:
    project = factories.project()
    factories.recognised_event(project, "LEAD", date(2023, 5, 8))
    clerk, day = factories.clerk(), date(2023, 5, 9)

    assert {one.clock.code: one.due_on for one in readings_of(project, day)} == {
        "LEAD_RESPOND": date(2023, 5, 9),
        "LEAD_JUDGE": date(2023, 5, 11),
        "LEAD_FEEDBACK": date(2023, 5, 17),
    }

    note_step(project, step="RESPOND", done_on=date(2023, 5, 10), note="已电话联系", actor=clerk, at=factories.AT)
    note_step(project, step="FEEDBACK", done_on=date(2023, 5, 15), note="可跟进", actor=clerk, at=factories.AT)

    found = {one.clock.code: (one.state, one.due_on) for one in readings_of(project, date(2023, 5, 16))}
    assert found["LEAD_RESPOND"] == (State.MISSED, date(2023, 5, 9))
    assert found["LEAD_FEEDBACK"] == (State.KEPT, date(2023, 5, 17))
    assert found["LEAD_REPORT"] == (State.RUNNING, date(2023, 6, 2))


def test_a_contract_signed_by_hand_is_to_be_reported_in_five_working_days() -> None:
    project, clerk = factories.signed_project(on=date(2023, 5, 8)), factories.clerk()
    assert clock_of(project, "CONTRACT_FILED", date(2023, 5, 10)).due_on == date(2023, 5, 15)

    with pytest.raises(BusinessError) as early:
        note_step(
            project, step="CONTRACT_FILED", done_on=date(2023, 5, 7), note="备案号1", actor=clerk, at=factories.AT
        )
    note_step(project, step="CONTRACT_FILED", done_on=date(2023, 5, 15), note="备案号1", actor=clerk, at=factories.AT)

    assert early.value.code == "clocks.step"
    assert clock_of(project, "CONTRACT_FILED", date(2023, 7, 3)).state == State.KEPT


def test_slips_that_wait_have_clocks_for_verification_and_recognition() -> None:
    filed = factories.filed_event(factories.project(), "SIGN", date(2023, 5, 8), at=MORNING)
    viewer = factories.project_office()

    (waiting,) = [one for one in readings(viewer, date(2023, 5, 26)) if one.slip is not None]
    assert (waiting.clock.code, waiting.due_on, waiting.state) == ("VERIFY", date(2023, 5, 24), State.OVERDUE)

    factories.verified(filed.slip, at=MORNING)
    (waiting,) = [one for one in readings(viewer, date(2023, 5, 26)) if one.slip is not None]
    assert (waiting.clock.code, waiting.due_on) == ("RECOGNISE", date(2023, 5, 26))


def test_another_length_counts_for_clocks_that_begin_later_and_leaves_those_that_run() -> None:
    project, chief = talking(), factories.user("r03")
    at = datetime(2023, 1, 20, 1, tzinfo=UTC)

    set_term("TALKS", length=4, valid_from=date(2023, 2, 1), basis="示例招委办〔2023〕2号", actor=chief, at=at)
    assert clock_of(project, "TALKS", date(2023, 4, 1)).due_on == date(2023, 4, 30)

    set_term("TALKS", length=4, valid_from=date(2023, 1, 31), basis="示例招委办〔2023〕2号", actor=chief, at=at)
    assert clock_of(project, "TALKS", date(2023, 4, 1)).due_on == date(2023, 5, 31)
    assert next(row.length for row in definitions(date(2023, 4, 1)) if row.clock.code == "TALKS") == 4


def test_lengths_are_set_by_the_office_with_a_basis_and_never_for_the_past() -> None:
    at = datetime(2023, 7, 3, 1, tzinfo=UTC)
    given = {"length": 4, "valid_from": date(2023, 7, 3), "basis": "示例文号", "at": at}

    with pytest.raises(NotPermitted):
        set_term("TALKS", actor=factories.clerk(), **given)  # type: ignore[arg-type]
    for code, wrong in (
        ("clocks.past", {"valid_from": date(2023, 7, 2)}),
        ("clocks.basis", {"basis": " "}),
        ("clocks.length", {"length": 0}),
    ):
        with pytest.raises(BusinessError) as refused:
            set_term("TALKS", actor=factories.user("r03"), **(given | wrong))  # type: ignore[arg-type]
        assert refused.value.code == code
    with pytest.raises(BusinessError) as fixed:
        set_term("BOTTOM_LINE", actor=factories.user("r03"), **given)  # type: ignore[arg-type]

    assert fixed.value.code == "clocks.fixed"
    assert ClockTerm.objects.count() == 0


def test_a_proposal_is_decided_once_by_who_may_with_a_reason_and_changes_no_project() -> None:
    project = talking()
    remind(at=datetime(2023, 6, 1, 1, tzinfo=UTC))
    chief = factories.user("r03")
    (proposal,) = proposals(chief, date(2023, 6, 1))

    with pytest.raises(NotPermitted):
        answer_proposal(proposal.mark, outcome="TAKEN", note="转流失", actor=factories.clerk(), at=factories.AT)
    with pytest.raises(BusinessError) as silent:
        answer_proposal(proposal.mark, outcome="TAKEN", note=" ", actor=chief, at=factories.AT)
    answer_proposal(proposal.mark, outcome="KEPT", note="对方本月内签约", actor=chief, at=factories.AT)
    with pytest.raises(BusinessError) as again:
        answer_proposal(proposal.mark, outcome="TAKEN", note="转流失", actor=chief, at=factories.AT)

    project.refresh_from_db()
    assert (proposal.proposed, silent.value.code, again.value.code) == (
        "复评：是否继续洽谈",
        "clocks.note",
        "clocks.answered",
    )
    assert (project.side_status, ClockAnswer.objects.count()) == ("NORMAL", 1)
    assert proposals(chief, date(2023, 6, 1)) == []


def test_every_act_on_clocks_stands_in_the_audit_log() -> None:
    project = talking()
    paused(project, date(2023, 4, 1), date(2023, 4, 30))
    note_step(
        project, step="RESPOND", done_on=date(2023, 4, 1), note="已联系", actor=factories.clerk(), at=factories.AT
    )

    written = set(AuditEntry.objects.filter(action__startswith="lifecycle.").values_list("action", flat=True))
    assert {"lifecycle.pause_asked", "lifecycle.step_noted"} <= written
