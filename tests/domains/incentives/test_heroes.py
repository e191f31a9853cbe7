"""The hero list: nominations, points, proposal, publicity, objections, decision; every refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs import services as orgs
from luodi.domains.incentives.models import HeroList, HeroStep
from luodi.domains.incentives.rules import heroes as rules
from luodi.domains.incentives.rules.heroes import STEPS, CriterionSpec, HeroState
from luodi.domains.incentives.selectors import heroes as selectors
from luodi.domains.incentives.services import lists, nominating
from luodi.domains.incentives.services.lists import ListValues, PublicityValues
from luodi.domains.incentives.services.nominating import NominationValues
from tests.domains.incentives import making
from tests.factories import AT, checker, clerk, officer, role, unit, user
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


def state(of: HeroList) -> str:
    return selectors.standing(of).state


def test_the_steps_speak_of_every_state() -> None:
    STEPS.check_complete(HeroState.values, initial=HeroState.NOMINATING)


def test_the_mean_adds_the_means_of_the_criteria() -> None:
    marks = [[Decimal(30), Decimal(35)], [Decimal(10), Decimal(20)]]

    assert rules.mean_of(marks) == Fraction(95, 2)
    assert rules.mean_of([[Decimal(30)], []]) is None


def test_a_list_has_places_and_criteria_of_a_hundred_points() -> None:
    place, by = unit("QJ"), {"actor": making.organiser(), "at": AT}
    odd = (CriterionSpec("贡献", Decimal(60)),)

    refused("incentives.year", lambda: lists.open_list(place, ListValues(2024), **by))
    refused("incentives.places", lambda: lists.open_list(place, ListValues(2022, 0, 0), **by))
    refused("incentives.criteria", lambda: lists.open_list(place, ListValues(2022, criteria=odd), **by))
    made = lists.open_list(place, ListValues(2022), **by)
    assert (made.unit_places, made.person_places) == (3, 6)
    assert [f"{one.name}{one.most}" for one in made.criteria.order_by("position")] == [
        "签约落地开工贡献40.00",
        "重大项目20.00",
        "揭榜成果20.00",
        "服务评价20.00",
    ]
    refused("incentives.present", lambda: lists.open_list(place, ListValues(2022), **by))


def test_a_cancelled_list_stays_and_makes_room_for_the_next() -> None:
    of = making.opened()
    by = {"actor": making.chief(), "at": AT}

    refused("incentives.reason", lambda: lists.cancel_list(of, reason=" ", **by))
    lists.cancel_list(of, reason="标准有误", **by)
    again = making.opened()
    assert (state(of), again.number) == ("CANCELLED", 2)


def test_only_own_living_staff_is_nominated_and_once() -> None:
    of, by = making.opened(), {"actor": clerk(), "at": AT}
    stranger, left = making.person("外人", "QJ-W"), user("r09", "QJ-E", name="离岗者")
    gone = making.person("老李")
    left.person = gone
    left.save()
    orgs.set_active(left, active=False, actor=officer("sysadmin"), at=AT, reason="退休")

    def nominate(**given: object) -> Callable[[], object]:
        values = {"unit": unit("QJ-E"), "deeds": "事迹"} | given
        return lambda: nominating.nominate(of, NominationValues(**values), **by)  # type: ignore[arg-type]

    refused("incentives.deeds", nominate(deeds=" "))
    refused("incentives.other_unit", nominate(person=stranger))
    assert "离岗" in refused("incentives.left", nominate(person=gone))
    nominate()()
    refused("incentives.twice", nominate())
    with pytest.raises(NotVisible):
        nominate(unit=unit("QJ-W"))()
    root = NominationValues(unit("QJ"), "事迹", is_proposed=True)
    refused("incentives.range", lambda: nominating.nominate(of, root, actor=making.organiser(), at=AT))


def test_a_merged_unit_is_not_nominated() -> None:
    of = making.opened()
    place = unit(making.township())
    orgs.merge_units(place, into=unit("QJ-E"), on=date(2023, 5, 1), actor=officer("sysadmin"), at=AT, reason="撤并")
    values = NominationValues(unit("QJ-E-T"), "事迹", is_proposed=True)

    refused("incentives.unit_closed", lambda: nominating.nominate(of, values, actor=making.organiser(), at=AT))


def test_a_withdrawn_nomination_may_be_made_anew() -> None:
    of = making.opened()
    row = making.nominated(of)
    by = {"actor": clerk(), "at": AT}

    nominating.withdraw_nomination(row, reason="补充材料", **by)
    refused("incentives.withdrawn", lambda: nominating.withdraw_nomination(row, reason="再撤", **by))
    again = making.nominated(of)
    assert [one.pk for one in selectors.standing_nominations(of)] == [again.pk]


def test_points_come_from_others_than_filer_and_nominee() -> None:
    of = making.opened()
    own = making.nominated(of, who=making.person())
    reviewer = making.reviewers()[0]
    values = NominationValues(unit("QJ-W"), "事迹", is_proposed=True)
    taken_over = nominating.nominate(of, values, actor=making.organiser(), at=AT)
    points = {one.name: Decimal(5) for one in of.criteria.all()}

    refused("incentives.not_reviewing", lambda: nominating.mark_nomination(own, points, actor=reviewer, at=AT))
    lists.start_review(of, actor=making.organiser(), at=AT)
    organiser = making.organiser()
    refused(
        "incentives.own_nomination",
        lambda: nominating.mark_nomination(taken_over, points, actor=organiser, at=AT),
    )
    reviewer.person = own.person
    reviewer.save()
    refused("incentives.self_review", lambda: nominating.mark_nomination(own, points, actor=reviewer, at=AT))
    wild = points | {"重大项目": Decimal(21)}
    other = making.reviewers()[1]
    refused("incentives.points", lambda: nominating.mark_nomination(own, wild, actor=other, at=AT))
    late = NominationValues(unit("QJ-E"), "事迹")
    refused("incentives.closed", lambda: nominating.nominate(of, late, actor=clerk(), at=AT))
    with pytest.raises(NotPermitted):
        nominating.mark_nomination(own, points, actor=clerk("QJ-W"), at=AT)


def test_a_later_mark_of_the_same_reviewer_replaces_the_first() -> None:
    of, county, _ = making.reviewing()

    assert selectors.scored(of)[0].candidate.mean == 65
    making.marked(county, "40", "40")
    first = selectors.scored(of)[0]
    assert (first.candidate.mean, first.reviewers) == (70, 2)


def test_a_proposal_keeps_to_places_points_and_order() -> None:
    of = making.opened()
    east, west = making.nominated(of), making.nominated(of, "QJ-W")
    by = {"actor": making.organiser(), "at": AT}
    lists.start_review(of, **by)
    making.marked(east)

    refused("incentives.empty", lambda: lists.propose_places(of, [], **by))
    refused("incentives.too_many", lambda: lists.propose_places(of, [east.pk, west.pk], **by))
    refused("incentives.unscored", lambda: lists.propose_places(of, [west.pk], **by))
    making.marked(west, "10", "10")
    refused("incentives.against_scores", lambda: lists.propose_places(of, [west.pk], **by))
    lists.propose_places(of, [west.pk], note="东县有退回项目", **by)
    refused("incentives.reason", lambda: lists.propose_places(of, [east.pk], **by))
    lists.propose_places(of, [east.pk], note="退回项目已核销", **by)
    places = selectors.places(selectors.standing(of))
    assert [(row.nomination.label, row.score) for row in places] == [("东县", "65")]


def test_a_publicity_lasts_five_working_days_and_says_where_to_turn() -> None:
    of = making.proposed()
    by = {"actor": making.organiser(), "at": AT}

    short, silent = PublicityValues("甲", "乙", 4), PublicityValues("甲", " ")
    refused("incentives.days", lambda: lists.publicise_list(of, short, **by))
    refused("incentives.contact", lambda: lists.publicise_list(of, silent, **by))
    made = lists.publicise_list(of, making.SHOWN, **by)
    assert (made.starts_on, made.until) == (date(2023, 7, 3), date(2023, 7, 10))


def test_a_list_is_decided_after_its_publicity_by_another_person_with_a_document() -> None:
    of = making.shown(at=making.BEFORE)
    runs = {"document_no": "9号", "actor": making.chief(), "at": making.BEFORE + timedelta(days=8)}

    refused("incentives.publicity_runs", lambda: lists.decide_list(of, **runs))
    later = runs | {"at": AT}
    refused("incentives.document", lambda: lists.decide_list(of, **later | {"document_no": " "}))
    with pytest.raises(NotPermitted):
        lists.decide_list(of, **later | {"actor": making.organiser()})
    lists.decide_list(of, **later)
    assert state(of) == "DECIDED"
    refused("workflow.not_allowed", lambda: lists.decide_list(of, **later))
    refused("workflow.not_allowed", lambda: lists.cancel_list(of, reason="悔", actor=making.chief(), at=AT))


def test_the_proposer_does_not_decide() -> None:
    of = making.shown(at=making.BEFORE)
    orgs.grant_role(making.organiser(), role=role("r03"), unit=unit("QJ"), actor=None, at=AT)
    given = {"document_no": "9号", "actor": making.organiser(), "at": AT}

    refused("incentives.same_person", lambda: lists.decide_list(of, **given))


def test_objections_are_answered_by_another_person_before_the_decision() -> None:
    of = making.shown(at=making.BEFORE)
    place, soon = making.first_place(of), making.BEFORE + timedelta(days=1)
    objector = checker("QJ-W")
    file = {"actor": objector, "at": soon}
    refused("incentives.objection", lambda: nominating.file_objection(place, text=" ", **file))
    refused("incentives.late", lambda: nominating.file_objection(place, text="不实", actor=objector, at=AT))
    row = nominating.file_objection(place, text="项目已退回", **file)

    decide = {"document_no": "9号", "actor": making.chief(), "at": AT}
    refused("incentives.unanswered", lambda: lists.decide_list(of, **decide))
    given = {"verdict": "REJECTED", "text": "已核实", "actor": making.organiser(), "at": AT}
    refused("incentives.verdict", lambda: nominating.answer_objection(row, **given | {"verdict": ""}))
    nominating.answer_objection(row, **given)
    refused("incentives.answered", lambda: nominating.answer_objection(row, **given))
    lists.decide_list(of, **decide)
    told = Notice.objects.filter(recipient=objector, code="incentives.objection_replied")
    assert [one.title for one in told] == ["2022年度招商英雄榜异议已答复：不予采纳"]


def test_whoever_objects_does_not_answer() -> None:
    of = making.shown()
    officer_too = making.organiser()
    orgs.grant_role(officer_too, role=role("r25"), unit=unit("QJ"), actor=None, at=AT)
    row = nominating.file_objection(making.first_place(of), text="来信反映", actor=officer_too, at=AT, told_by="来信")

    given = {"verdict": "UPHELD", "text": "属实", "actor": officer_too, "at": AT}
    refused("incentives.own_objection", lambda: nominating.answer_objection(row, **given))


def test_an_upheld_objection_asks_for_another_proposal_and_publicity() -> None:
    of = making.shown(at=making.BEFORE)
    soon, run = making.BEFORE + timedelta(days=1), making.organiser()
    row = nominating.file_objection(making.first_place(of), text="已退回", actor=checker("QJ-W"), at=soon)
    nominating.answer_objection(row, verdict="UPHELD", text="属实", actor=run, at=soon)
    decide = {"document_no": "9号", "actor": making.chief(), "at": AT}

    assert "东县" in refused("incentives.upheld", lambda: lists.decide_list(of, **decide))
    staff = selectors.scored(of)[1].nomination
    lists.propose_places(of, [staff.pk], note="异议属实", actor=run, at=soon)
    lists.publicise_list(of, making.SHOWN, actor=run, at=soon)
    lists.decide_list(of, **decide)
    assert [row.nomination.label for row in selectors.places(selectors.standing(of))] == ["陈石（东县）"]


def test_a_decided_place_is_taken_back_by_a_fact_of_its_own() -> None:
    of = making.decided()
    place, by = making.first_place(of), {"actor": making.chief(), "at": AT}

    refused("incentives.document", lambda: lists.revoke_place(place, reason="退回", document_no="", **by))
    lists.revoke_place(place, reason="项目退回", document_no="10号", **by)
    refused("incentives.revoked", lambda: lists.revoke_place(place, reason="再撤", document_no="11号", **by))
    one = selectors.standing(of)
    assert [row.nomination.label for row in selectors.standing_places(one)] == ["陈石（东县）"]
    assert len(selectors.places(one)) == 2


def test_a_place_that_is_not_decided_is_not_revoked() -> None:
    place = making.first_place(making.shown())
    given = {"reason": "退回", "document_no": "10号", "actor": making.chief(), "at": AT}

    refused("incentives.not_decided", lambda: lists.revoke_place(place, **given))


def test_a_county_sees_its_own_nominations_until_the_list_is_shown() -> None:
    of = making.opened()
    own, other = making.nominated(of), making.nominated(of, "QJ-W")
    one = selectors.standing(of)

    assert [row.pk for row in selectors.nominations(clerk(), one)] == [own.pk]
    with pytest.raises(NotVisible):
        selectors.nomination(clerk(), other.pk)
    with pytest.raises(NotVisible):
        selectors.nomination_file(clerk(), other.pk, other.evidence.get().attachment_id)


def test_places_are_read_by_all_only_from_the_publicity_on() -> None:
    of = making.proposed()
    place = making.first_place(of)

    with pytest.raises(NotVisible):
        selectors.place(clerk("QJ-W"), of.pk, place.pk)
    lists.publicise_list(of, making.SHOWN, actor=making.organiser(), at=AT)
    assert selectors.place(clerk("QJ-W"), of.pk, place.pk) == place


def test_the_list_of_another_county_is_not_known() -> None:
    runner = user("r07", "QJ-W", scope="S3")
    of = lists.open_list(unit("QJ-W"), ListValues(2022), actor=runner, at=AT)

    assert selectors.hero_lists(clerk()) == []
    with pytest.raises(NotVisible):
        selectors.hero_list(clerk(), of.pk)


def test_a_list_is_asked_for_as_known_at_a_moment() -> None:
    making.decided()
    before = AT - timedelta(days=1)

    assert selectors.decided_list(unit("QJ"), 2022, known_at=before) is None
    found = selectors.decided_list(unit("QJ"), 2022, known_at=AT)
    assert found is not None
    assert [step.act for step in found.steps] == ["open", "review", "propose", "publicise", "decide"]
    assert HeroStep.objects.count() == 5
