"""Self-check, appeals, answers and findings: in time, by the right people, and points move only by adjustments others approve."""

from decimal import Decimal

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Adjustment, Appeal, Round, SampleItem
from luodi.across.assessment.services import AnswerValues, FindingValues
from luodi.base.approvals.rules import SlipAct
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from tests.across.assessment import rounds_in as rounds
from tests.factories import attachment, clerk, role, statistics_office, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
REASON = "6月28日开工的项目已认定，台账漏计"
UPHELD = AnswerValues("UPHELD", "经核对台账，应计2个", "示例招办〔2023〕9号", Decimal("1.2"))
REJECTED = AnswerValues("REJECTED", "该项目7月1日才认定，不在本期")


def appealed(made: Round, code: str = "QJ-A2", line: str = "P02", **more: object) -> Appeal:
    given = {"reason": REASON, "line": line, "actor": rounds.leader_of(code), "at": rounds.CHECKED_AT, **more}
    return services.file_appeal(made, unit(code), **given)  # type: ignore[arg-type]  # as the verb takes them


def test_a_unit_confirms_once_and_cannot_appeal_any_more() -> None:
    made, leader, place = rounds.in_self_check(), rounds.leader_of("QJ-A1"), unit("QJ-A1")

    services.confirm_scores(made, place, actor=leader, at=rounds.CHECKED_AT)

    with refused("rounds.confirmed"):
        services.confirm_scores(made, place, actor=leader, at=rounds.CHECKED_AT)
    with refused("rounds.confirmed"):
        appealed(made, "QJ-A1")
    assert AuditEntry.objects.get(action="assessment.scores_confirmed").unit_code == "QJ-A1"


def test_an_appeal_keeps_its_reason_line_and_documents_and_tells_who_answers() -> None:
    made = rounds.in_self_check()
    office = statistics_office()
    paper = attachment()

    row = appealed(made, evidence=[paper])

    assert (row.kind, row.line, row.name, row.about_id == row.unit_id) == ("APPEAL", "P02", "新签约项目开工率", True)
    assert list(row.evidence.all()) == [paper]
    told = Notice.objects.get(code="assessment.appeal_waiting", recipient_id=office.pk)
    assert told.title == "乙县申诉：乙县 新签约项目开工率"


def test_a_unit_that_has_appealed_confirms_the_rest() -> None:
    made = rounds.in_self_check()
    appealed(made)

    services.confirm_scores(made, unit("QJ-A2"), actor=rounds.leader_of("QJ-A2"), at=rounds.CHECKED_AT)

    assert selectors.confirmation(made, unit("QJ-A2")) is not None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": " "}, "rounds.reason"),
        ({"line": "Z99"}, "rounds.line"),
        ({"at": rounds.DRAWN_AT}, "rounds.late"),
    ],
)
def test_unsound_appeals_are_refused(more: dict[str, object], code: str) -> None:
    made = rounds.in_self_check()
    rounds.leader_of("QJ-A2")

    with refused(code):
        appealed(made, **more)  # type: ignore[arg-type]  # words of the verb


def test_the_same_line_is_not_appealed_twice_while_an_answer_is_due() -> None:
    made = rounds.in_self_check()
    appealed(made)

    with refused("rounds.twice"):
        appealed(made)


def test_a_clerk_neither_confirms_nor_appeals_and_a_county_not_for_another() -> None:
    made, filler, place = rounds.in_self_check(), clerk("QJ-A2"), unit("QJ-A2")
    stranger = rounds.leader_of("QJ-A1")
    rounds.leader_of("QJ-A2")

    with refused("orgs.not_permitted", NotPermitted):
        services.confirm_scores(made, place, actor=filler, at=rounds.CHECKED_AT)
    with refused("orgs.not_visible", NotVisible):
        appealed(made, actor=stranger)


def test_an_appeal_is_about_the_own_results_and_only_in_the_self_check() -> None:
    made = rounds.trial()
    other, leader = unit("QJ-A1"), rounds.leader_of("QJ-A2")

    with refused("rounds.no_appeal") as caught:
        appealed(made)
    assert "只有自查期间可以申诉，公示期间可以提异议" in caught.value.message
    services.open_self_check(made, actor=user("r07"), at=rounds.CHECKED_AT)
    with refused("rounds.about"):
        appealed(made, about=other)
    assert leader.pk


def test_an_upheld_appeal_moves_points_only_once_others_have_approved_the_adjustment() -> None:
    made = rounds.in_self_check()
    row, office = appealed(made), statistics_office()

    answer = services.answer_appeal(row, values=UPHELD, actor=office, at=rounds.CHECKED_AT)

    moved = answer.adjustment
    assert moved is not None
    assert (moved.subject, moved.amount, moved.basis) == ("P02", Decimal("1.2"), "示例招办〔2023〕9号")
    assert moved.reason == "申诉答复：经核对台账，应计2个"
    with refused("approvals.same_person"):
        services.decide_adjustment(moved.slip, SlipAct.VERIFY, actor=office, at=rounds.CHECKED_AT)
    before = Decimal(rounds.score_of(made, "QJ-A2").score or 0)
    services.decide_adjustment(moved.slip, SlipAct.VERIFY, actor=user("r07"), at=rounds.CHECKED_AT)
    services.decide_adjustment(moved.slip, SlipAct.RECOGNISE, actor=user("r03"), at=rounds.CHECKED_AT)
    rounds.in_publicity(made)
    assert Decimal(rounds.score_of(made, "QJ-A2").score or 0) == before + Decimal("1.2")
    told = Notice.objects.get(code="assessment.answer_given")
    assert (told.recipient_id, told.title) == (row.recorded_by_id, "申诉采纳：乙县 新签约项目开工率")


def test_neither_the_filer_nor_who_made_the_trial_answers() -> None:
    made = rounds.in_self_check()
    row, maker = appealed(made), user("r07")

    with refused("rounds.appealed_against"):
        services.answer_appeal(row, values=REJECTED, actor=maker, at=rounds.CHECKED_AT)
    answer = services.answer_appeal(row, values=REJECTED, actor=user("r03"), at=rounds.CHECKED_AT)

    assert (answer.adjustment, Adjustment.objects.count()) == (None, 0)


def both_sides(code: str) -> User:
    """A leader of a county who has moved to the office since."""
    person = rounds.leader_of(code)
    orgs.grant_role(person, role=role("r04"), unit=unit("QJ"), actor=None, at=rounds.AT)
    return person


def test_who_filed_an_appeal_does_not_answer_it_from_another_office() -> None:
    made = rounds.in_self_check()
    row, person = appealed(made), both_sides("QJ-A2")

    with refused("rounds.own_appeal"):
        services.answer_appeal(row, values=UPHELD, actor=person, at=rounds.CHECKED_AT)


def test_who_filed_the_adjustment_that_is_appealed_against_does_not_answer() -> None:
    rounds.city()
    other = user("r07", name="考核二")
    values = services.AdjustmentValues(
        "POINTS", "材料不全", "示例通报", subject="G09", amount=Decimal("-0.5"), scheme_code="STD"
    )
    fined = services.file_adjustment(unit("QJ-A2"), period=rounds.PERIOD, values=values, actor=other, at=rounds.AT)
    services.decide_adjustment(fined.slip, SlipAct.VERIFY, actor=statistics_office(), at=rounds.AT)
    services.decide_adjustment(fined.slip, SlipAct.RECOGNISE, actor=user("r03"), at=rounds.AT)
    made = services.start_round("STD", period=rounds.PERIOD, actor=user("r07"), at=rounds.AT)
    services.open_self_check(made, actor=user("r07"), at=rounds.AT)
    fine, rest = appealed(made, line="G09"), appealed(made, line="P02")

    for person in (other, statistics_office(), user("r03")):
        with refused("rounds.appealed_against"):
            services.answer_appeal(fine, values=REJECTED, actor=person, at=rounds.CHECKED_AT)
    assert services.answer_appeal(rest, values=REJECTED, actor=other, at=rounds.CHECKED_AT).verdict == "REJECTED"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (AnswerValues("MAYBE", "理由"), "rounds.verdict"),
        (AnswerValues("UPHELD", " "), "rounds.reason"),
        (AnswerValues("REJECTED", "理由", "文号", Decimal(1)), "rounds.rejected_points"),
        (AnswerValues("UPHELD", "理由", " ", Decimal(1)), "rounds.answer_basis"),
        (AnswerValues("UPHELD", "理由", "文号", Decimal(21)), "assessment.points"),
    ],
)
def test_unsound_answers_are_refused(values: AnswerValues, code: str) -> None:
    made = rounds.in_self_check()
    row, office = appealed(made), statistics_office()

    with refused(code):
        services.answer_appeal(row, values=values, actor=office, at=rounds.CHECKED_AT)


def test_an_answer_is_given_once() -> None:
    made = rounds.in_self_check()
    row, office = appealed(made), statistics_office()
    services.answer_appeal(row, values=REJECTED, actor=office, at=rounds.CHECKED_AT)

    with refused("rounds.answered"):
        services.answer_appeal(row, values=UPHELD, actor=office, at=rounds.CHECKED_AT)


def test_open_appeals_hold_up_the_publicity_and_open_objections_the_final() -> None:
    made = rounds.in_self_check()
    row, maker, chief = appealed(made), user("r07"), user("r03")
    rounds.in_verification(made)
    rounds.verified(made)
    rounds.closed()

    with refused("rounds.unsettled") as caught:
        services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)
    assert "1 件申诉或异议没有答复" in caught.value.message
    services.answer_appeal(row, values=REJECTED, actor=chief, at=rounds.DRAWN_AT)
    services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)
    objection = appealed(made, line="", about=unit("QJ-A1"), at=rounds.PUBLIC_AT)
    with refused("rounds.unsettled"):
        services.finalise_round(made, actor=chief, at=rounds.FINAL_AT)
    services.answer_appeal(objection, values=REJECTED, actor=statistics_office(), at=rounds.FINAL_AT)
    services.finalise_round(made, actor=chief, at=rounds.FINAL_AT)

    assert (objection.kind, objection.about.code, rounds.state(made)) == ("OBJECTION", "QJ-A1", "FINAL")


def test_an_objection_after_the_last_day_comes_too_late() -> None:
    made = rounds.in_publicity()
    rounds.leader_of("QJ-A2")

    with refused("rounds.late") as caught:
        appealed(made, at=rounds.FINAL_AT)
    assert caught.value.message == "异议截止到 2023-07-19，已经过期，请向领导小组办公室书面反映。"


def test_an_error_found_in_the_sample_asks_for_an_adjustment_that_others_approve() -> None:
    made = rounds.in_verification()
    item = SampleItem.objects.filter(draw__round=made, unit__code="QJ-A1").order_by("pk")[0]
    values = FindingValues("ERROR", "一项开工照片与现场不符", "示例核查记录3号", Decimal("-0.8"))

    found = services.record_finding(item, values=values, actor=statistics_office(), at=rounds.DRAWN_AT)

    assert found.adjustment is not None
    assert (found.adjustment.subject, found.adjustment.amount) == (item.line, Decimal("-0.8"))
    assert found.adjustment.reason == "核查有误：一项开工照片与现场不符"
    office = statistics_office()
    with refused("rounds.found"):
        services.record_finding(item, values=FindingValues("TRUE"), actor=office, at=rounds.DRAWN_AT)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (FindingValues("GOOD"), "rounds.outcome"),
        (FindingValues("FALSE"), "rounds.reason"),
        (FindingValues("TRUE", "", "文号", Decimal(1)), "rounds.true_points"),
        (FindingValues("ERROR", "错", "", Decimal(1)), "rounds.answer_basis"),
    ],
)
def test_unsound_findings_are_refused(values: FindingValues, code: str) -> None:
    made = rounds.in_verification()
    item, office = SampleItem.objects.filter(draw__round=made)[0], statistics_office()

    with refused(code):
        services.record_finding(item, values=values, actor=office, at=rounds.DRAWN_AT)


def test_who_ran_the_trial_does_not_verify_it() -> None:
    made = rounds.in_verification()
    item, maker = SampleItem.objects.filter(draw__round=made)[0], user("r07")

    with refused("rounds.own_trial"):
        services.record_finding(item, values=FindingValues("TRUE"), actor=maker, at=rounds.DRAWN_AT)
