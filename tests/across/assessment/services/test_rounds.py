"""A round from the trial to the final results: no station is passed over, nothing is final before its time, nothing moves after."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Round, RoundScore, RoundVersion, SampleItem
from luodi.across.assessment.selectors.rounds_taken import check_rounds
from luodi.across.assessment.services import AdjustmentValues
from luodi.across.lifecycle.rules.gates_review import drawn
from luodi.base.approvals.rules import SlipAct
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted
from luodi.base.core.facts import release_statements
from luodi.base.notices.models import Notice
from luodi.base.orgs import services as orgs
from tests.across.assessment import rounds_in as rounds
from tests.across.assessment.city import COUNTIES, signed
from tests.factories import AT, role, statistics_office, unit, user
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LATE_ADJUSTMENT = AdjustmentValues(
    "POINTS", "观摩组内第一", "示例办〔2023〕11号", amount=Decimal("1.5"), scheme_code="STD"
)


def steps_of(made: Round) -> list[tuple[str, str, date | None]]:
    return [(step.act, step.state, step.due_on) for step in made.steps.order_by("position")]


def test_a_round_goes_from_trial_to_final_and_every_step_is_a_fact() -> None:
    made = rounds.final()

    assert steps_of(made) == [
        ("start", "TRIAL", None),
        ("open_check", "SELF_CHECK", date(2023, 7, 10)),
        ("draw", "VERIFYING", None),
        ("publicise", "PUBLICITY", date(2023, 7, 19)),
        ("finalise", "FINAL", None),
    ]
    assert [version.kind for version in made.versions.order_by("number")] == ["TRIAL", "PUBLICITY", "FINAL"]
    actions = AuditEntry.objects.filter(subject_type="assessment.round").order_by("number")
    assert list(actions.values_list("action", flat=True)) == [
        "assessment.round_started",
        "assessment.self_check_opened",
        "assessment.sample_drawn",
        "assessment.publicity_opened",
        "assessment.round_finalised",
    ]


def test_the_trial_keeps_what_the_ranking_says_to_the_last_digit() -> None:
    made = rounds.trial()

    ranked = selectors.ranking(user("r07"), period=rounds.PERIOD, scheme="STD", known_at=AT)
    told = {
        one.unit.code: (one.to_json()["score_raw"], one.rank, one.colour.value, one.to_json()["judged_weight"])
        for group in ranked.groups
        for one in group.units
    }
    kept = RoundScore.objects.filter(version__round=made).select_related("unit")
    assert {row.unit.code: (row.score, row.rank, row.colour, row.judged_weight) for row in kept} == told
    assert set(told) == set(COUNTIES)


def test_a_period_that_still_runs_has_no_round() -> None:
    rounds.city()
    actor = user("r07")

    with refused("rounds.not_over"):
        services.start_round("STD", period="2023Q3", actor=actor, at=AT)


def test_a_second_round_of_the_same_period_is_refused_until_the_first_is_cancelled() -> None:
    made, actor = rounds.trial(), user("r07")

    with refused("rounds.present"):
        services.start_round("STD", period=rounds.PERIOD, actor=actor, at=AT)
    services.cancel_round(made, reason="方案有误", actor=user("r03"), at=AT)
    again = services.start_round("STD", period=rounds.PERIOD, actor=actor, at=AT)

    assert (made.number, again.number, rounds.state(made), rounds.state(again)) == (1, 2, "CANCELLED", "TRIAL")


def test_where_nobody_has_a_score_there_is_no_round() -> None:
    rounds.counties()
    actor = user("r07")

    with refused("rounds.nothing"):
        services.start_round("STD", period=rounds.PERIOD, actor=actor, at=AT)


@pytest.mark.parametrize("role", ["r04", "r05", "r10", "r25"])
def test_only_the_assessment_office_runs_a_round(role: str) -> None:
    rounds.city()
    actor = user(role)

    with refused("orgs.not_permitted", NotPermitted):
        services.start_round("STD", period=rounds.PERIOD, actor=actor, at=AT)


def test_no_station_is_passed_over() -> None:
    made, maker, chief = rounds.trial(), user("r07"), user("r03")

    for verb, actor in (
        (services.draw_sample, maker),
        (services.publicise, maker),
        (services.finalise_round, chief),
    ):
        with refused("workflow.not_allowed") as caught:
            verb(made, actor=actor, at=AT)
        assert "现在可以：“重新试算”、“开始自查”、“作废”" in caught.value.message


def test_a_trial_is_computed_again_before_anybody_has_seen_it() -> None:
    made = rounds.trial()
    signed("QJ-A5", 9)

    services.recompute_trial(made, actor=user("r07"), at=rounds.CHECKED_AT)

    assert [row.number for row in made.versions.order_by("number")] == [1, 2]
    assert rounds.score_of(made, "QJ-A5").rank == 1
    services.open_self_check(made, actor=user("r07"), at=rounds.CHECKED_AT)
    actor = user("r07")
    with refused("workflow.not_allowed"):
        services.recompute_trial(made, actor=actor, at=rounds.CHECKED_AT)


def test_the_units_are_told_when_the_self_check_opens() -> None:
    rounds.city()
    people = [rounds.leader_of(code) for code in ("QJ-A1", "QJ-A5")]
    made = services.start_round("STD", period=rounds.PERIOD, actor=user("r07"), at=AT)

    services.open_self_check(made, actor=user("r07"), at=AT)

    told = Notice.objects.filter(code="assessment.self_check")
    assert {person.pk for person in people} <= {row.recipient_id for row in told}
    assert not told.filter(recipient__grants__role__code__in=("r07", "r09")).exists()
    assert told[0].title == "2023年第二季度考核试算结果已出，请在 2023-07-10 前核对确认，有异议的逐项申诉"


@pytest.mark.parametrize("days", [0, 31])
def test_a_stretch_has_one_to_thirty_working_days(days: int) -> None:
    made, actor = rounds.trial(), user("r07")

    with refused("rounds.days"):
        services.open_self_check(made, actor=actor, at=AT, days=days)


def test_the_self_check_lasts_to_its_day_unless_every_unit_has_confirmed() -> None:
    made, maker = rounds.in_self_check(), user("r07")
    places = [unit(code) for code in COUNTIES]
    for place in places[:4]:
        services.confirm_scores(made, place, actor=rounds.leader_of(place.code), at=rounds.CHECKED_AT)

    with refused("rounds.checking") as caught:
        services.draw_sample(made, actor=maker, at=rounds.CHECKED_AT)
    assert "还有 1 个单位没有确认：戊县" in caught.value.message
    services.confirm_scores(made, places[4], actor=rounds.leader_of("QJ-A5"), at=rounds.CHECKED_AT)
    services.draw_sample(made, actor=maker, at=rounds.CHECKED_AT)

    assert rounds.state(made) == "VERIFYING"


def test_the_sample_can_be_drawn_again_by_anybody_out_of_its_seed() -> None:
    made = rounds.in_verification()

    version = selectors.latest(made)
    draw = made.draw
    assert draw.seed == f"STD-2023Q2-1-{version.sha256[:16]}"
    for code in COUNTIES:
        lines = version.lines.filter(unit__code=code, points__isnull=False).exclude(counted="0")
        keys = [f"{code}|{line.code}" for line in lines.order_by("position")]
        again = drawn(keys, seed=draw.seed, percent=Decimal(10))
        assert [f"{code}|{item.line}" for item in draw.items.filter(unit__code=code)] == again
        assert len(again) >= 1
    assert draw.population == version.lines.filter(points__isnull=False).exclude(counted="0").count()


def test_the_publicity_waits_for_findings_for_the_close_and_for_adjustments() -> None:
    made, maker = rounds.in_verification(), user("r07")
    count = SampleItem.objects.count()

    with refused("rounds.unsettled") as caught:
        services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)
    assert f"还有 {count} 个抽样没有登记核查结果" in caught.value.message
    rounds.verified(made)
    with refused("rounds.not_closed"):
        services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)
    rounds.closed()
    row = services.file_adjustment(
        unit("QJ-A1"), period=rounds.PERIOD, values=LATE_ADJUSTMENT, actor=maker, at=rounds.DRAWN_AT
    )
    with refused("rounds.unsettled") as caught:
        services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)
    assert "1 项考核调整没有批准或退回" in caught.value.message
    services.decide_adjustment(row.slip, SlipAct.VERIFY, actor=statistics_office(), at=rounds.DRAWN_AT)
    services.decide_adjustment(row.slip, SlipAct.RECOGNISE, actor=user("r03"), at=rounds.DRAWN_AT)
    services.publicise(made, actor=maker, at=rounds.PUBLIC_AT)

    score = rounds.score_of(made, "QJ-A1")
    assert Decimal(score.score or 0) - Decimal(score.calculated or 0) == Decimal("1.5")
    assert "考核调整总分+1.50分：观摩组内第一（依据：示例办〔2023〕11号；批准人：r03）" in score.note


def test_the_publicity_is_not_ended_before_its_last_day_has_passed() -> None:
    made, chief = rounds.in_publicity(), user("r03")

    with refused("rounds.publicity_runs") as caught:
        services.finalise_round(made, actor=chief, at=rounds.FINAL_AT - timedelta(days=1))
    assert caught.value.message == "公示到 2023-07-19 止，期满之后才能定稿。"


def test_who_ran_the_trial_does_not_finalise() -> None:
    rounds.city()
    both = user("r07")
    orgs.grant_role(both, role=role("r03"), unit=unit("QJ"), actor=None, at=AT)
    made = services.start_round("STD", period=rounds.PERIOD, actor=both, at=AT)
    services.open_self_check(made, actor=both, at=AT)
    rounds.in_publicity(made)

    with refused("rounds.same_person"):
        services.finalise_round(made, actor=both, at=rounds.FINAL_AT)


def test_after_the_final_nothing_changes_whatever_is_filed() -> None:
    made, maker, place = rounds.final(), user("r07"), unit("QJ-A1")
    before = [(row.unit_id, row.score, row.rank) for row in RoundScore.objects.filter(version=selectors.latest(made))]
    signed("QJ-A5", 9)

    with refused("rounds.final"):
        services.file_adjustment(place, period=rounds.PERIOD, values=LATE_ADJUSTMENT, actor=maker, at=rounds.FINAL_AT)
    chief = user("r03")
    with refused("workflow.not_allowed"):
        services.cancel_round(made, reason="重来", actor=chief, at=rounds.FINAL_AT)
    with refused("rounds.present"):
        services.start_round("STD", period=rounds.PERIOD, actor=maker, at=rounds.FINAL_AT)

    after = [(row.unit_id, row.score, row.rank) for row in RoundScore.objects.filter(version=selectors.latest(made))]
    assert after == before


def test_an_approved_adjustment_cannot_be_taken_back_after_the_final() -> None:
    rounds.city()
    place, maker = unit("QJ-A1"), user("r07")
    row = services.file_adjustment(place, period=rounds.PERIOD, values=LATE_ADJUSTMENT, actor=maker, at=AT)
    services.decide_adjustment(row.slip, SlipAct.VERIFY, actor=statistics_office(), at=AT)
    services.decide_adjustment(row.slip, SlipAct.RECOGNISE, actor=user("r03"), at=AT)
    made = services.start_round("STD", period=rounds.PERIOD, actor=maker, at=AT)
    services.open_self_check(made, actor=maker, at=AT)
    rounds.in_publicity(made)
    services.finalise_round(made, actor=user("r03"), at=rounds.FINAL_AT)

    with refused("rounds.final"):
        services.reverse_adjustment(row, reason="依据有误", basis="更正函", actor=maker, at=rounds.FINAL_AT)


def test_the_final_names_its_rules_and_a_changed_row_is_found_by_its_hash() -> None:
    made = rounds.final()
    version = RoundVersion.objects.get(round=made, kind="FINAL")

    names = dict(version.settings.values_list("name", "value"))
    assert names["考核方案 STD G1a"] == "招商引资考核（预置方案） 第1版"
    assert {"程序版本", "指标目录", "时区"} <= names.keys()
    assert check_rounds() == (3, ())
    row = version.scores.get(unit__code="QJ-A1")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in release_statements("assessment_roundscore", connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE assessment_roundscore SET score = '99' WHERE id = %s", [row.pk])

    assert check_rounds() == (3, ("STD 2023Q2 第1轮 定稿第3版：内容与校验值不符，定稿结果被改动过",))


def test_a_cancellation_says_why_and_tells_the_units() -> None:
    made, chief = rounds.in_self_check(), user("r03")
    person = rounds.leader_of("QJ-A1")

    with refused("rounds.cancel_reason"):
        services.cancel_round(made, reason=" ", actor=chief, at=rounds.CHECKED_AT)
    services.cancel_round(made, reason="方案漏了一组", actor=chief, at=rounds.CHECKED_AT)

    told = Notice.objects.get(code="assessment.round_dropped", recipient_id=person.pk)
    assert told.title == "2023年第二季度考核已作废：方案漏了一组"


def test_results_that_changed_in_the_publicity_are_publicised_again_before_they_are_final() -> None:
    made, maker, chief = rounds.in_publicity(), user("r07"), user("r03")
    row = services.file_adjustment(
        unit("QJ-A2"), period=rounds.PERIOD, values=LATE_ADJUSTMENT, actor=maker, at=rounds.PUBLIC_AT
    )
    for act, actor in ((SlipAct.VERIFY, statistics_office()), (SlipAct.RECOGNISE, chief)):
        services.decide_adjustment(row.slip, act, actor=actor, at=rounds.PUBLIC_AT + timedelta(days=1))

    with refused("rounds.unpublicised") as caught:
        services.finalise_round(made, actor=chief, at=rounds.FINAL_AT)
    assert "请先“重新公示”" in caught.value.message
    services.republicise(made, actor=maker, at=rounds.FINAL_AT)
    one = selectors.round_of(maker, made.pk)
    assert (one.state.value, one.due_on, one.steps[-1].act) == ("PUBLICITY", date(2023, 7, 27), "republicise")
    assert Decimal(rounds.score_of(made, "QJ-A2").score or 0) - Decimal(
        rounds.score_of(made, "QJ-A2").calculated or 0
    ) == Decimal("1.5")
    with refused("rounds.publicity_runs"):
        services.finalise_round(made, actor=chief, at=rounds.FINAL_AT + timedelta(days=1))
    services.finalise_round(made, actor=chief, at=rounds.FINAL_AT + timedelta(days=8))
    assert [row.kind for row in RoundVersion.objects.filter(round=made).order_by("number")] == [
        "TRIAL",
        "PUBLICITY",
        "PUBLICITY",
        "FINAL",
    ]


def test_what_has_not_changed_is_not_publicised_again() -> None:
    made, maker = rounds.in_publicity(), user("r07")

    with refused("rounds.unchanged"):
        services.republicise(made, actor=maker, at=rounds.FINAL_AT)
    one = selectors.round_of(maker, made.pk)
    (again,) = [row for row in selectors.offered(maker, one, today=date(2023, 7, 20)) if row.step.code == "republicise"]
    assert again.obstacle.startswith("结果与正在公示的完全相同")
