"""Ways round a right in lists of honour, challenges, task cards and publicity: each comes to nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luodi.across.assessment import selectors as assessed
from luodi.across.assessment import services as assessment
from luodi.across.assessment.models import Adjustment
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.selectors import cards
from luodi.across.assessment.services import AdjustmentValues
from luodi.across.assessment.services.honours import claim_list_bonus
from luodi.across.reports import services as reports
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.incentives.models import HeroList, Nomination
from luodi.domains.incentives.rules.challenges import TakeAct
from luodi.domains.incentives.rules.heroes import Origin
from luodi.domains.incentives.selectors import heroes
from luodi.domains.incentives.services import challenges, lists, nominating
from luodi.domains.incentives.services.lists import PublicityValues
from luodi.domains.supervision.models import Issue, Order
from luodi.domains.supervision.selectors import record
from luodi.domains.targets.rules import Task
from tests import factories
from tests.across.assessment import rounds_in as rounds
from tests.domains.incentives import making
from tests.domains.targets.leader_cards import deputy, issued
from tests.domains.targets.splits import chief
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_reach_of_totals_alone_offers_no_staff_of_other_counties(signed_in: SignIn) -> None:
    making.person("西县某人", "QJ-W")
    summing = factories.clerk()
    orgs.grant_role(summing, role=factories.role("r09"), unit=factories.unit("QJ-E"), actor=None, at=AT, scope="S5")
    row, task = making.opened(), making.posted(due_on=timezone.localdate() + timedelta(days=30))

    for address in (reverse("heroes:nominate", args=[row.pk]), reverse("challenges:take", args=[task.pk])):
        answer = signed_in(summing).get(address)
        assert answer.status_code == 200
        assert "西县某人" not in answer.content.decode()


def test_criteria_that_are_the_same_when_cut_are_refused_with_a_sentence(signed_in: SignIn) -> None:
    name = "长" * 40
    given = {"unit": "QJ", "year": 2022, "unit_places": 3, "person_places": 6, "criteria": f"{name}甲 60\n{name}乙 40"}

    answer = signed_in(making.organiser()).post(reverse("heroes:new"), given)

    assert answer.status_code == 422
    assert not HeroList.objects.exists()


def test_what_the_system_did_not_propose_is_not_nominated_in_its_name(signed_in: SignIn) -> None:
    row = making.opened(2023)
    given = {"unit": "QJ-E", "person": "", "deeds": "自己写的事迹"}

    signed_in(making.organiser()).post(reverse("heroes:nominate", args=[row.pk]) + "?unit=x", given)
    signed_in(making.organiser()).post(
        reverse("heroes:nominate", args=[row.pk]) + "?unit=QJ-E", given | {"person": making.person().pk}
    )

    assert not Nomination.objects.filter(origin=Origin.SYSTEM).exists()


def test_nobody_answers_an_objection_to_the_own_place_nor_decides_over_it() -> None:
    bureau = orgs.make_unit(
        code="QJ-Z", name="招商局", kind=UnitKind.DEPARTMENT, parent=factories.unit("QJ"), actor=operator(), at=AT
    )
    honoured = factories.user("r03", "QJ-Z", name="honoured")
    orgs.grant_role(honoured, role=factories.role("r03"), unit=factories.unit("QJ"), actor=None, at=AT)
    orgs.grant_role(honoured, role=factories.role("r07"), unit=factories.unit("QJ"), actor=None, at=AT)
    assert honoured.person is not None
    assert honoured.person.unit_id == bureau.pk
    before = making.BEFORE
    of = making.opened(at=before)
    values = nominating.NominationValues(bureau, "引进项目", honoured.person)
    filer = factories.user("r09", "QJ-Z")
    nomination = nominating.nominate(of, values, actor=filer, at=before)
    lists.start_review(of, actor=making.organiser(), at=before)
    making.marked(nomination, at=before)
    lists.propose_places(of, [nomination.pk], actor=making.organiser(), at=before)
    lists.publicise_list(of, making.SHOWN, actor=making.organiser(), at=before)
    said = nominating.file_objection(making.first_place(of), text="不实", actor=filer, at=before)

    with refused("incentives.own_place"):
        nominating.answer_objection(said, verdict="REJECTED", text="已核实", actor=honoured, at=before)
    nominating.answer_objection(said, verdict="REJECTED", text="已核实", actor=making.organiser(), at=before)
    with refused("incentives.own_place"):
        lists.decide_list(of, document_no="9号", actor=honoured, at=AT)


def test_nobody_below_a_nominated_unit_gives_it_points() -> None:
    code = making.township()
    below = factories.user("r09", code, name="below")
    orgs.grant_role(below, role=factories.role("r04"), unit=factories.unit("QJ"), actor=None, at=AT)
    row = making.nominated(making.opened())
    lists.start_review(row.hero_list, actor=making.organiser(), at=AT)
    points = {one.name: Decimal(10) for one in row.hero_list.criteria.all()}

    with refused("incentives.self_review"):
        nominating.mark_nomination(row, points, actor=below, at=AT)
    assert not heroes.may_mark(below, row)


def test_whoever_is_named_as_the_taker_does_not_accept_the_result() -> None:
    orgs.make_unit(
        code="QJ-Z", name="招商局", kind=UnitKind.DEPARTMENT, parent=factories.unit("QJ"), actor=operator(), at=AT
    )
    named = factories.user("r09", "QJ-Z", name="named")
    orgs.grant_role(named, role=factories.role("r04"), unit=factories.unit("QJ"), actor=None, at=AT)
    row = making.taken(making.posted(), "QJ-Z", who=named.person)
    making.reported(row)

    with refused("incentives.own_take"):
        challenges.step_take(row, TakeAct.ACCEPT, actor=named, at=AT)


def test_the_waiting_bonus_of_a_revoked_place_is_told_and_a_returned_reversal_is_filed_again() -> None:
    making.everybody()
    place = factories.unit("QJ-E")
    given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
    early = AT - timedelta(days=30)
    orgs.change_unit(place, actor=factories.officer("sysadmin"), at=early, **given)
    assessment.install_presets(at=early)
    of, maker, head = making.decided(2023), making.organiser(), making.chief()
    claim_list_bonus(of, actor=maker, at=AT)
    lists.revoke_place(making.first_place(of), reason="退回", document_no="10号", actor=head, at=AT)

    assert "还没批准的请由审核人退回" in str(claim_list_bonus(of, actor=maker, at=AT))
    row = Adjustment.objects.get()
    assessment.decide_adjustment(row.slip, "verify", actor=factories.statistics_office(), at=AT)
    assessment.decide_adjustment(row.slip, "recognise", actor=head, at=AT)
    assert claim_list_bonus(of, actor=maker, at=AT).reversed == 1
    back = Adjustment.objects.exclude(reverses=None).get()
    assessment.decide_adjustment(back.slip, SlipAct.RETURN, actor=factories.statistics_office(), at=AT, note="再核")
    assert claim_list_bonus(of, actor=maker, at=AT).reversed == 1


def test_publicising_again_ends_no_publicity_before_the_day_that_was_announced() -> None:
    made, maker = rounds.in_verification(), factories.user("r07")
    rounds.verified(made)
    rounds.closed()
    assessment.publicise(made, actor=maker, at=rounds.PUBLIC_AT, days=20)
    announced = assessed.round_of(maker, made.pk).due_on
    values = AdjustmentValues(AdjustmentKind.POINTS, "补报", "会议纪要〔2023〕9号", amount=Decimal("1.5"))
    row = assessment.file_adjustment(
        factories.unit("QJ-A2"), period=rounds.PERIOD, values=values, actor=maker, at=rounds.PUBLIC_AT
    )
    for act, actor in ((SlipAct.VERIFY, factories.statistics_office()), (SlipAct.RECOGNISE, chief())):
        assessment.decide_adjustment(row.slip, act, actor=actor, at=rounds.PUBLIC_AT)

    assessment.republicise(made, actor=maker, at=rounds.PUBLIC_AT + timedelta(days=1), days=1)

    assert assessed.round_of(maker, made.pk).due_on == announced


def test_a_list_proposed_again_ends_no_publicity_before_the_day_that_was_announced() -> None:
    of, maker = making.proposed(), making.organiser()
    chosen = [row.nomination_id for row in heroes.places(heroes.standing(of))]
    announced = lists.publicise_list(of, replace(making.SHOWN, days=20), actor=maker, at=AT).until
    lists.propose_places(of, chosen, note="再看一遍", actor=maker, at=AT)

    with refused("incentives.days"):
        lists.publicise_list(of, making.SHOWN, actor=maker, at=AT)
    assert lists.publicise_list(of, replace(making.SHOWN, days=20), actor=maker, at=AT).until == announced


def test_a_shown_list_tells_other_counties_no_telephone_number(signed_in: SignIn) -> None:
    of, maker = making.opened(), making.organiser()
    values = nominating.NominationValues(factories.unit("QJ-E"), "引进项目2个，联系人李四13812345678。")
    row = nominating.nominate(of, values, actor=factories.clerk(), at=AT)
    lists.start_review(of, actor=maker, at=AT)
    making.marked(row)
    lists.propose_places(of, [row.pk], actor=maker, at=AT)
    lists.publicise_list(of, making.SHOWN, actor=maker, at=AT)

    page = signed_in(factories.clerk("QJ-W")).get(f"/heroes/{of.pk}/").content.decode()

    assert "引进项目2个" in page
    assert "13812345678" not in page


def test_a_card_names_no_company_that_another_county_met() -> None:
    person = deputy()
    factories.trip("QJ-W", leader=person, is_led=True)
    issued(person, Task("TRIPS", 1), Task("COMPANIES", 1))
    office = factories.checker()

    card = cards.leader_card(office, person.pk, parse_period("2023H1"), today=date(2023, 7, 3))

    assert [one.done for one in card.tasks] == [1, 1]
    assert [fact.name for one in card.tasks for fact in one.facts] == ["", ""]


def test_control_characters_and_marks_in_deeds_and_contacts_break_no_paper(signed_in: SignIn) -> None:
    row = making.opened(at=timezone.now())
    given = {"unit": "QJ-E", "person": "", "deeds": "甲\x0b\x1f乙{{heroes.units}}[[year]]<script>alert(1)</script>=1+1"}
    signed_in(factories.clerk()).post(reverse("heroes:nominate", args=[row.pk]), given)
    nomination = Nomination.objects.get()
    now = timezone.now()
    lists.start_review(row, actor=making.organiser(), at=now)
    making.marked(nomination, at=now)
    lists.propose_places(row, [nomination.pk], actor=making.organiser(), at=now)
    shown = PublicityValues(contact="{{heroes.units}}[[year]]\x0b一科", oversight="督查室[[nothing]]")
    lists.publicise_list(row, shown, actor=making.organiser(), at=now)

    paper = reports.draft_paper("RP22", period="2022", unit=factories.unit("QJ"), actor=operator(), at=timezone.now())
    client = signed_in(factories.statistics_office())

    assert client.get(f"/papers/{paper.pk}/word/").status_code == 200
    assert "<script>alert" not in client.get(f"/papers/{paper.pk}/").content.decode()
    assert "<script>alert" not in client.get(f"/heroes/{row.pk}/").content.decode()


def test_a_card_form_that_was_opened_before_another_version_came_overwrites_nothing(signed_in: SignIn) -> None:
    factories.user("r01")
    person = deputy()
    issued(person)
    client = signed_in(chief())
    address = f"/targets/cards/new/?person={person.pk}&year=2023"
    opened = client.get(address).context["form"]
    tasks = {"measure_0": "SIGNED", "size_0": "", "value_0": "9"}
    said = {
        "person": person.pk,
        "year": 2023,
        "basis": "纪要",
        "reason": "调整",
        "seen": opened["seen"].value(),
    } | tasks
    issued(person, Task("SIGNED", 5), reason="加任务")

    late, anew = (client.post(address, said | more) for more in ({}, {"seen": "2"}))

    assert late.status_code == 422
    assert "已有新的一版" in late.content.decode()
    assert anew.status_code == 302


def test_a_document_s_number_beyond_the_database_is_not_found(signed_in: SignIn) -> None:
    nomination = making.nominated(making.opened())

    answer = signed_in(factories.clerk()).get(reverse("heroes:file", args=[nomination.pk, 10**25]))

    assert answer.status_code == 404
    for asked in (
        lambda: record.order_attachment(Order(pk=1), 10**25),
        lambda: record.issue_attachment(Issue(pk=1), 10**25),
        lambda: record.inspection_attachment(1, 10**25),
    ):
        with pytest.raises(NotVisible):
            asked()
