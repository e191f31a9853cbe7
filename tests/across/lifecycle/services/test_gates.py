"""Filing and recognising behind gates: what is refused, by whom, and what a waiver and a new version change."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luodi.across.lifecycle.models import Waiver
from luodi.across.lifecycle.rules.gates import Requirement
from luodi.across.lifecycle.rules.gates_review import Competence
from luodi.across.lifecycle.selectors import gates
from luodi.across.lifecycle.services import gates as lifecycle
from luodi.across.lifecycle.services.gates_rules import ask_waiver, revise_gate, set_competence
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import CapitalRecord, Project
from luodi.domains.projects.services import EventSeed, ProjectSeed, ProjectValues
from tests import factories, lives
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)
TALKS = (("LEAD", date(2022, 9, 1)), ("TALK", date(2022, 10, 1)))
LANDED = (
    *TALKS,
    ("CLEAR", date(2022, 12, 1)),
    ("SIGN", date(2023, 2, 1)),
    ("LAND", date(2023, 3, 1)),
)


def landed(**more: str) -> Project:
    return lives.lived(lives.filled_project(**more), *LANDED)


def test_a_stage_that_was_skipped_is_named_and_nothing_is_written() -> None:
    project = lives.lived(lives.filled_project(), *TALKS)

    with refused("lifecycle.skipped") as caught:
        lives.filed(project, "SIGN", date(2023, 2, 1))
    assert "请先填报“评审通过”或“签订框架协议”" in caught.value.message


def test_a_step_is_not_recognised_before_the_one_on_which_it_stands() -> None:
    project = lives.lived(lives.filled_project(), *TALKS)
    lives.furnish(project, "CLEAR", date(2022, 12, 1))
    lives.filed(project, "CLEAR", date(2022, 12, 1))
    lives.furnish(project, "SIGN", date(2023, 2, 1))
    sign = lives.filed(project, "SIGN", date(2023, 2, 1))
    lifecycle.decide(sign.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    factories.project_office()

    with refused("lifecycle.skipped"):
        lifecycle.decide(sign.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)


def test_nobody_recognises_what_he_filed_himself() -> None:
    project = lives.filled_project()
    office = factories.project_office()
    filed = lifecycle.file_event(project, event="LEAD", occurred_on=TODAY, actor=office, at=AT)
    lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)

    with refused("approvals.same_person"):
        lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=office, at=AT)


def test_who_may_not_recognise_learns_nothing_of_the_gate() -> None:
    project = lives.lived(lives.filled_project(), *TALKS)
    filed = lives.filed(project, "CLEAR", date(2022, 12, 1))
    lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    clerk = factories.clerk()

    with refused("orgs.not_permitted", NotPermitted):
        lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=clerk, at=AT)


def test_a_lease_project_has_no_completion() -> None:
    project = lives.lived(lives.filled_project(kind="LEASE"), *LANDED, ("START", date(2023, 3, 20)))

    with refused("lifecycle.unused") as caught:
        lives.filed(project, "COMPLETE", date(2023, 5, 1))
    assert "“租赁改造”类项目没有“竣工”这一步" in caught.value.message
    assert gates.next_step(project, today=TODAY) == "PRODUCE"


def test_a_platform_goes_from_landing_to_operation() -> None:
    project = landed(kind="PLATFORM")

    assert gates.next_step(project, today=TODAY) == "PRODUCE"
    lives.lived(project, ("PRODUCE", date(2023, 6, 1)))
    assert (project.stage, gates.next_step(project, today=TODAY)) == ("ST80", None)


def test_a_contract_over_another_amount_is_a_contradiction_that_no_waiver_heals() -> None:
    project = lives.lived(lives.filled_project(), *LANDED[:3])
    lives.furnish(project, "SIGN", date(2023, 2, 1))
    wrong = project.documents.get(kind="CONTRACT")
    lives.paper(project, "CONTRACT", issued_on=date(2023, 2, 1), amount_in_wan=Decimal(900))
    sign = lives.filed(project, "SIGN", date(2023, 2, 1))
    lifecycle.decide(sign.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    factories.project_office()

    with refused("lifecycle.contradicted") as caught:
        lifecycle.decide(sign.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)
    assert "合同载明 900 万元，填报 1000 万元" in caught.value.message
    other = project.documents.exclude(pk=wrong.pk).get(kind="CONTRACT")
    projects.withdraw_document(other, actor=factories.clerk(), at=AT, reason="登记错项目")
    assert lifecycle.decide(sign.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT).is_recognised


def test_one_contract_number_serves_one_project() -> None:
    first, second = (lives.lived(lives.filled_project(), *LANDED[:3]) for _ in range(2))
    for project in (first, second):
        lives.paper(project, "CONTRACT", number="示例合〔2023〕1号", issued_on=date(2023, 2, 1))
        lives.furnish(project, "SIGN", date(2023, 2, 1))

    state = gates.state_before(second, "SIGN", on=date(2023, 2, 1), today=TODAY)

    assert [(row.row.label, row.note) for row in state.contradicted] == [
        ("合同没有用于其他项目", "合同编号已用于其他项目，请核对，或请招商局协助查找")
    ]


def test_a_ledger_that_is_taken_over_passes_no_gate_and_shows_what_is_missing() -> None:
    values = ProjectValues(name="接收的项目", unit=factories.unit("QJ-E"), investor=factories.investor())
    seed = ProjectSeed(values=values, events=[EventSeed("SIGN", date(2022, 5, 1), amount_in_wan=Decimal(500))])

    taken = projects.take_over(
        [seed], batch="A", title="台账", unit=factories.district(), filer=takeover_clerk(), recogniser=operator(), at=AT
    )

    project = taken.projects[0]
    state = gates.ahead_of(project, today=TODAY).following
    assert (project.stage, state and state.gate.event, state and len(state.missing)) == ("ST40", "LAND", 3)


def test_a_project_that_has_ended_has_no_next_step() -> None:
    project = factories.signed_project()
    assert gates.next_step(project, today=TODAY) == "LAND"

    lost = lives.lived(lives.filled_project(), *TALKS)
    factories.recognised_event(lost, "LOSE", date(2023, 5, 1))

    assert gates.next_step(lost, today=TODAY) is None


def test_an_ordinary_change_of_an_old_project_asks_for_nothing_else() -> None:
    project = factories.signed_project()

    lives.fill(project, place="二号地块")

    assert project.place == "二号地块"


# waivers -----------------------------------------------------------------------------------------------------------


def waiver_asked(project: Project, code: str = "paper_works_permit", until: date = date(2023, 9, 1)) -> Waiver:
    return ask_waiver(
        project, event="START", code=code, reason="已受理", valid_until=until, actor=factories.clerk(), at=AT
    )


def test_a_waiver_counts_once_another_person_has_approved_it_and_until_its_day() -> None:
    project = landed()
    lives.furnish(project, "START", date(2023, 3, 20))
    permit = project.documents.get(kind="WORKS_PERMIT")
    projects.withdraw_document(permit, actor=factories.clerk(), at=AT, reason="误传")
    waiver = waiver_asked(project)
    before = gates.state_before(project, "START", on=date(2023, 3, 20), today=TODAY)
    lifecycle.decide(waiver.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    lifecycle.decide(waiver.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)

    after = gates.state_before(project, "START", on=date(2023, 3, 20), today=date(2023, 9, 1))
    later = gates.state_before(project, "START", on=date(2023, 3, 20), today=date(2023, 9, 2))

    assert [state.is_open for state in (before, after, later)] == [False, True, False]
    assert [row.row.code for row in after.waived] == ["paper_works_permit"]
    lives.recognised(lives.filed(project, "START", date(2023, 3, 20)).slip)
    project.refresh_from_db()
    assert project.stage == "ST60"


def test_the_filer_of_a_waiver_cannot_approve_it() -> None:
    project = landed()
    office = factories.project_office()
    waiver = ask_waiver(
        project, event="START", code="paper_works_permit", reason="已受理", valid_until=TODAY, actor=office, at=AT
    )
    lifecycle.decide(waiver.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)

    with refused("approvals.same_person"):
        lifecycle.decide(waiver.slip, SlipAct.RECOGNISE, actor=office, at=AT)


def test_what_may_not_be_waived_cannot_be_asked_for() -> None:
    project = landed()
    factories.clerk()

    with refused("lifecycle.waiver_forbidden"):
        ask_waiver(
            project,
            event="CLEAR",
            code="paper_fair_competition",
            reason="来不及",
            valid_until=TODAY,
            actor=factories.clerk(),
            at=AT,
        )
    with refused("lifecycle.unknown"):
        waiver_asked(project, code="nothing")
    with refused("lifecycle.waiver_until"):
        waiver_asked(project, until=date(2024, 7, 4))
    waiver_asked(project)
    with refused("lifecycle.waiver_waiting"):
        waiver_asked(project)


# versions ----------------------------------------------------------------------------------------------------------


def test_a_new_version_counts_for_what_happens_from_its_day_on() -> None:
    project = landed()
    rows = [Requirement("licence", "营业执照", "DOCUMENT", ("LICENCE",))]
    revise_gate(
        "START",
        "BUILD",
        rows,
        valid_from=TODAY + timedelta(days=1),
        basis="示例办〔2023〕9号",
        actor=factories.user("r03"),
        at=AT,
    )

    old = gates.state_before(project, "START", on=TODAY, today=TODAY)
    new = gates.state_before(project, "START", on=TODAY + timedelta(days=1), today=TODAY)

    assert (old.gate.version, old.is_open, new.gate.version, new.is_open) == (0, False, 1, True)
    assert AuditEntry.objects.filter(action="lifecycle.gate_revised", actor=factories.user("r03")).count() == 1


def test_the_bureau_takes_a_stage_out_of_a_track_without_code() -> None:
    project = landed(kind="PLATFORM")
    revise_gate(
        "PRODUCE", "PLATFORM", [], valid_from=TODAY, basis="纪要", actor=factories.user("r03"), at=AT, is_used=False
    )

    assert gates.next_step(project, today=TODAY) is None


def test_gates_are_written_by_those_who_may_from_today_on_with_a_basis() -> None:
    chief, clerk = factories.user("r03"), factories.clerk()
    rows = [Requirement("licence", "营业执照", "DOCUMENT", ("LICENCE",))]

    with refused("lifecycle.retroactive"):
        revise_gate("START", "BUILD", rows, valid_from=date(2023, 7, 2), basis="纪要", actor=chief, at=AT)
    with refused("lifecycle.basis"):
        revise_gate("START", "BUILD", rows, valid_from=TODAY, basis=" ", actor=chief, at=AT)
    with refused("lifecycle.row"):
        revise_gate("START", "BUILD", rows * 2, valid_from=TODAY, basis="纪要", actor=chief, at=AT)
    with refused("orgs.not_permitted", NotPermitted):
        revise_gate("START", "BUILD", rows, valid_from=TODAY, basis="纪要", actor=clerk, at=AT)


# competence --------------------------------------------------------------------------------------------------------


def verified_lead(total: str) -> Slip:
    project = lives.filled_project(total=total)
    filed = lives.filed(project, "LEAD", TODAY)
    return lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)


def test_the_county_recognises_below_the_threshold_and_the_city_from_there_on() -> None:
    small, great = verified_lead("9999"), verified_lead("10000")
    leader = factories.user("r11", "QJ-E")
    factories.project_office()

    assert lifecycle.decide(small, SlipAct.RECOGNISE, actor=leader, at=AT).is_recognised
    with refused("lifecycle.competence") as caught:
        lifecycle.decide(great, SlipAct.RECOGNISE, actor=leader, at=AT)
    assert "10000 万元及以上由市级招商局认定" in caught.value.message
    assert lifecycle.decide(great, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT).is_recognised


def test_the_leader_of_another_county_does_not_see_the_slip() -> None:
    slip = verified_lead("900")
    stranger = factories.user("r11", "QJ-W")

    with refused("orgs.not_visible", NotVisible):
        lifecycle.decide(slip, SlipAct.RECOGNISE, actor=stranger, at=AT)


def test_the_threshold_is_settled_from_a_day_on() -> None:
    slip = verified_lead("6000")
    leader, chief = factories.user("r11", "QJ-E"), factories.user("r03")
    set_competence(
        Competence(Decimal(5000), Decimal(10)), valid_from=TODAY, basis="示例办〔2023〕8号", actor=chief, at=AT
    )

    with refused("lifecycle.competence"):
        lifecycle.decide(slip, SlipAct.RECOGNISE, actor=leader, at=AT)
    with refused("lifecycle.sample"):
        set_competence(Competence(Decimal(5000), Decimal(4)), valid_from=TODAY, basis="纪要", actor=chief, at=AT)


# recognition in part -----------------------------------------------------------------------------------------------


def test_an_arrival_is_recognised_in_part_and_its_filer_is_told() -> None:
    project = factories.signed_project()
    record = factories.filed_capital(project, "100", date(2023, 3, 1))
    factories.verified(record.slip)

    lifecycle.decide(
        record.slip,
        SlipAct.RECOGNISE,
        actor=factories.statistics_office(),
        at=AT,
        note="30 万元为土地保证金",
        recognised_in_wan=Decimal(70),
    )

    project.refresh_from_db()
    rows = list(CapitalRecord.objects.order_by("pk").values_list("amount_in_wan", "reverses_id", "slip_id"))
    assert rows == [(Decimal(100), None, record.slip_id), (Decimal(-30), record.pk, record.slip_id)]
    assert project.capital_in_wan == 70
    told = Notice.objects.get(code="projects.capital_cut")
    assert (told.recipient, "100 万元认定 70 万元（30 万元为土地保证金）" in told.title) == (factories.clerk(), True)


@pytest.mark.parametrize(("amount", "note", "code"), [("100", "多", "capital.cut"), ("70", " ", "capital.cut_reason")])
def test_a_part_is_less_than_the_whole_and_has_its_reason(amount: str, note: str, code: str) -> None:
    record = factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1))
    factories.verified(record.slip)
    office = factories.statistics_office()

    with refused(code):
        lifecycle.decide(
            record.slip, SlipAct.RECOGNISE, actor=office, at=AT, note=note, recognised_in_wan=Decimal(amount)
        )


def test_an_event_is_not_recognised_in_part() -> None:
    slip = verified_lead("900")
    office = factories.project_office()

    with refused("capital.cut"):
        lifecycle.decide(
            slip,
            SlipAct.RECOGNISE,
            actor=office,
            at=datetime(2023, 7, 3, 2, tzinfo=UTC),
            note="减",
            recognised_in_wan=Decimal(5),
        )


def test_what_was_done_before_a_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    slips = [factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1)).slip for _ in range(3)]
    step, taken = lifecycle.projects.decide, []

    def broken(slip: Slip, *given: object, **more: object) -> Slip:
        if len(taken) == 2:
            raise ValueError("the disk is full")
        taken.append(slip)
        return step(slip, *given, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(lifecycle.projects, "decide", broken)
    Notice.objects.all().delete()

    with pytest.raises(ValueError, match="disk"):
        lifecycle.decide_many(slips, SlipAct.RETURN, actor=factories.checker(), at=AT, note="缺合同")

    titles = "；".join(slip.title for slip in slips[:2])
    assert [row.title for row in Notice.objects.all()] == [f"被退回 2 件：{titles}。原因：缺合同"]
