"""Ways round a right over the whole product: two persons where two are asked for, counties, officers, crafted files."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from luodi.across.assessment.selectors.closing import period_row
from luodi.across.assessment.services import closing
from luodi.across.insight.selectors.accounts import account_health
from luodi.across.intake import services as intake
from luodi.across.intake.models import ImportBatch, LayoutMapping
from luodi.across.intake.services import ImportOptions
from luodi.across.lifecycle.selectors.queue import offered_slips
from luodi.across.lifecycle.services import gates
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.deliveries.services import ChannelValues, add_channel
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import ResetState, UnitKind
from luodi.domains.chains.services import make_chain
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules.responsibility import SetLine
from luodi.domains.projects.services.duty_sets import revise_duty_set
from luodi.domains.projects.services.rates import enter_exchange_rate
from luodi.domains.supervision.rules.inspections import InspectionKind
from luodi.domains.supervision.services.inspections import PlanValues, draft_plan
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DAY = date(2023, 5, 1)
LEDGER = "项目名称,投资方,总投资（万元）,签约时间,备注\n示例部件项目,示例实业有限公司,8500,2023-03-01,甲\n"


def deputy_of_county() -> User:
    """The leader of the eastern county, who recognises small matters of the county."""
    return factories.user("r11", "QJ-E")


def uploaded(actor: User, *, unit: str = "QJ-E", recognise: bool = False) -> ImportBatch:
    options = ImportOptions(recognise=recognise, as_of=date(2023, 6, 30))
    place = factories.unit(unit)
    return intake.receive(LEDGER.encode(), file_name="台账.csv", unit=place, options=options, actor=actor, at=AT)


def test_a_county_takes_no_share_from_another_by_recognising_a_transfer() -> None:
    project = factories.signed_project("QJ-E")
    halves = {factories.unit("QJ-E"): Decimal(50), factories.unit("QJ-W"): Decimal(50)}
    services.set_shares(project, halves, valid_from=date(2023, 3, 1), actor=factories.clerk(), at=AT, basis="协议")
    orgs.make_unit(
        code="QJ-E-T",
        name="东一镇",
        kind=factories.unit("QJ-E").kind,
        parent=factories.unit("QJ-E"),
        actor=factories.officer("sysadmin"),
        at=AT,
    )
    township = factories.unit("QJ-E-T")
    event = services.file_transfer(
        project,
        to_unit=township,
        shares={township: Decimal(100)},
        occurred_on=DAY,
        order_no="流转1号",
        reason="属地",
        actor=factories.clerk(),
        at=AT,
    )
    factories.verified(event.slip)
    deputy = deputy_of_county()

    assert not offered_slips(deputy).filter(pk=event.slip_id).exists()
    with refused("shares.not_competent", NotPermitted):
        gates.decide(event.slip, "recognise", actor=deputy, at=AT)
    gates.decide(event.slip, "recognise", actor=factories.project_office(), at=AT)
    assert [share.unit.code for share in selectors.shares_in_force(project, DAY)] == ["QJ-E-T"]


def test_an_office_of_one_county_recognises_no_share_of_another() -> None:
    project = factories.signed_project("QJ-E")
    halves = {factories.unit("QJ-E"): Decimal(50), factories.unit("QJ-W"): Decimal(50)}
    made = services.propose_shares(
        project, halves, valid_from=DAY, actor=factories.clerk(), at=AT, basis="联合招商备忘"
    )
    factories.verified(made.slip)
    of_one = factories.user("r05", "QJ-E", name="e5", scope="S3")

    with refused("shares.not_competent", NotPermitted):
        services.decide(made.slip, "recognise", actor=of_one, at=AT)


def test_a_ledger_is_brought_in_as_its_uploader_saw_it() -> None:
    office = factories.statistics_office()
    taken_over = uploaded(office, recognise=True)
    own = uploaded(factories.clerk())
    clerk, checker = factories.clerk(), factories.checker()

    for batch, actor in ((taken_over, clerk), (own, checker)):
        with refused("intake.uploader", NotPermitted):
            intake.remember_mapping(batch, "台账", {"备注": "problems"}, actor=actor, at=AT)
        with refused("intake.uploader", NotPermitted):
            intake.queue(batch, actor=actor, at=AT)
    assert not LayoutMapping.objects.exists()
    assert intake.queue(own, actor=clerk, at=AT).state == "QUEUED"


def test_what_a_person_uploaded_shows_others_no_button_to_bring_it_in(signed_in: SignIn) -> None:
    batch = uploaded(factories.clerk())

    own, other = (signed_in(who).get(f"/intake/{batch.code}/") for who in (factories.clerk(), factories.checker()))

    assert f"/intake/{batch.code}/commit/" in own.content.decode()
    assert f"/intake/{batch.code}/commit/" not in other.content.decode()


@pytest.mark.parametrize("code", ["r04", "r05", "r06"])
def test_nobody_becomes_a_recogniser_by_a_password_that_one_officer_gives_himself(code: str) -> None:
    reset = orgs.request_reset(factories.user(code), actor=factories.officer("sysadmin"), at=AT, reason="忘记密码")

    assert reset.state == ResetState.WAITING
    with refused("users.reset_state"):
        orgs.issue_temporary(reset, actor=factories.officer("sysadmin"), at=AT)


@pytest.mark.parametrize("code", ["x01", "x02"])
def test_the_rights_of_a_service_account_are_for_no_person(code: str) -> None:
    person = factories.clerk()

    with refused("grants.service"):
        orgs.grant_role(
            person, role=factories.role(code), unit=factories.unit("QJ"), actor=factories.officer("secadmin"), at=AT
        )


def test_a_service_account_gets_no_role_from_an_officer() -> None:
    service = User.objects.get(username="takeover") if factories.district() else None
    assert service is not None

    with refused("grants.service"):
        orgs.grant_role(
            service,
            role=factories.role("r05"),
            unit=factories.unit("QJ"),
            actor=factories.officer("secadmin"),
            at=AT,
        )


@pytest.mark.parametrize("name", ["secadmin", "auditadmin"])
def test_one_officer_does_not_rid_himself_of_the_others(name: str) -> None:
    other, actor = factories.officer(name), factories.officer("sysadmin")

    with refused("users.last_officer"):
        orgs.set_active(other, active=False, actor=actor, at=timezone.now(), reason="离岗")


def test_the_security_administrator_leaves_the_log_its_reader() -> None:
    grant = factories.officer("auditadmin").grants.get()

    with refused("users.last_officer"):
        orgs.end_grant(grant, actor=factories.officer("secadmin"), at=timezone.now(), reason="调整")


def test_an_officer_who_has_a_successor_may_go() -> None:
    old, new = factories.officer("auditadmin"), factories.user("r30", name="second")

    orgs.set_active(old, active=False, actor=factories.officer("sysadmin"), at=timezone.now(), reason="轮岗")

    assert new.grants.get().ended_on is None
    with refused("users.last_officer"):
        orgs.set_active(new, active=False, actor=factories.officer("sysadmin"), at=timezone.now(), reason="轮岗")


def test_an_administrator_of_one_county_reads_no_account_of_another(signed_in: SignIn) -> None:
    stranger, own = factories.clerk("QJ-W"), factories.clerk("QJ-E")
    manager = factories.user("r28", "QJ-E", name="local", scope="S3")
    security = factories.user("r29", "QJ-E", name="safe", scope="S3")

    listed = signed_in(manager).get("/users/").content.decode()

    assert own.username in listed
    assert stranger.username not in listed
    assert signed_in(manager).get(f"/users/{own.pk}/").status_code == 200
    for address in (f"/users/{stranger.pk}/", f"/users/{stranger.pk}/switch/", f"/users/{stranger.pk}/password/"):
        assert signed_in(manager).get(address).status_code == 404
    for address in (f"/roles/grants/{stranger.pk}/new/", f"/roles/grants/{stranger.grants.get().pk}/end/"):
        assert signed_in(security).get(address).status_code == 404
    held = signed_in(security).get("/roles/r09/").context["grants"]
    assert {grant.user for grant in held} == {own}


def test_an_administrator_of_one_county_counts_no_account_of_another(signed_in: SignIn) -> None:
    factories.clerk("QJ-W")
    bare = orgs.make_user(
        "bare.w", name="西县新人", unit=factories.unit("QJ-W"), password=factories.PASSWORD, actor=None, at=AT
    )
    manager = factories.user("r28", "QJ-E", name="local", scope="S3")

    found = account_health(manager, on=timezone.localdate())

    assert (found.active, found.without_role_count) == (1, 0)
    assert bare.display_name not in signed_in(manager).get("/").content.decode()


def over_all() -> dict[str, Callable[[User], object]]:
    """What holds for every unit, each with the role that does it."""
    month, line = parse_period("2023-05"), SetLine("责任人", "OWNER")
    return {
        "r04 close": lambda by: closing.start_closing(month, actor=by, at=AT),
        "r04 rates": lambda by: enter_exchange_rate(
            "USD", day=DAY, rate=Decimal("6.9"), source="中国人民银行", actor=by, at=AT
        ),
        "r03 restate": lambda by: closing.restate_closing(month, order_document="1号", reason="x", actor=by, at=AT),
        "r03 duties": lambda by: revise_duty_set(
            "X1", [line], name="责任", applies="ALL", valid_from=DAY, basis="1号", actor=by, at=AT
        ),
        "r06 chain": lambda by: make_chain("新能源", actor=by, at=AT, task_force=factories.unit("QJ-W")),
        "r28 calendar": lambda by: orgs.set_calendar_day(DAY, is_workday=True, name="", actor=by, at=AT),
        "r28 channel": lambda by: add_channel(ChannelValues("EMAIL", "邮箱"), actor=by, at=AT),
    }


@pytest.mark.parametrize("what", sorted(over_all()))
def test_what_holds_for_every_unit_is_not_for_the_office_of_one_county(what: str) -> None:
    of_one = factories.user(what[:3], "QJ-W", name="one", scope="S3")

    with refused("orgs.not_over_all", NotPermitted):
        over_all()[what](of_one)


def test_the_office_of_one_county_is_offered_no_closing(signed_in: SignIn) -> None:
    of_one = factories.user("r04", "QJ-W", name="one", scope="S3")

    assert period_row(of_one, "2023-05").steps == ()
    assert [step.code for step in period_row(factories.statistics_office(), "2023-05").steps] == ["start"]
    answer = signed_in(of_one).post("/closing/2023-05/act/", {"step": "start"})
    assert answer.status_code == 403


def test_a_county_recognises_nothing_of_a_project_that_has_gone_to_another() -> None:
    project = factories.signed_project("QJ-E")
    record = factories.filed_capital(project, "300", date(2023, 4, 1))
    factories.transferred(project, {"QJ-E": 50, "QJ-W": 50}, on=DAY)
    factories.verified(record.slip)
    deputy = deputy_of_county()

    with refused("approvals.moved", NotPermitted):
        gates.decide(record.slip, "recognise", actor=deputy, at=AT)
    assert gates.decide(record.slip, "recognise", actor=factories.statistics_office(), at=AT).is_recognised


def test_the_facts_behind_a_figure_are_taken_out_by_who_may_take_projects_out(signed_in: SignIn) -> None:
    factories.signed_project("QJ-E")
    liaison, words = factories.user("r13", "QJ-E"), {"unit": "QJ-E", "period": "2023H1"}

    page = signed_in(liaison).get("/figures/S01/", words)

    assert page.status_code == 200
    assert "/figures/S01/export/" not in page.content.decode()
    assert signed_in(liaison).get("/figures/S01/export/", words).status_code == 403
    assert signed_in(factories.clerk()).get("/figures/S01/export/", words).status_code == 200


def test_behind_a_proxy_one_stranger_locks_nobody_else_out(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT, settings.LUODI_BEHIND_TLS = 2, True
    given = {"login": factories.clerk().username}

    def tries(password: str, shown: str) -> int:
        client = Client(headers={"X-Forwarded-For": shown})
        return client.post("/accounts/login/", given | {"password": password}).status_code

    assert [tries("wrong-password", f"10.0.0.{number}, 203.0.113.9") for number in (1, 2)][-1] == 429
    assert tries(factories.PASSWORD, "203.0.113.9, 198.51.100.7") == 302


def test_without_a_proxy_nobody_chooses_the_address_by_which_he_is_counted(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    given = {"login": factories.clerk().username, "password": "wrong-password"}

    codes = [
        Client(headers={"X-Forwarded-For": f"203.0.113.{number}"}).post("/accounts/login/", given).status_code
        for number in (1, 2)
    ]

    assert codes[-1] == 429


def test_a_stolen_session_ends_with_the_password_and_with_the_account(signed_in: SignIn) -> None:
    owner = factories.clerk()
    stolen, other = signed_in(owner), signed_in(factories.checker())
    assert stolen.get("/projects/").status_code == 200

    orgs.set_password(owner, password="another-harbour-28", actor=owner, at=AT)
    orgs.set_active(factories.checker(), active=False, actor=factories.officer("sysadmin"), at=AT, reason="离岗")

    for client in (stolen, other):
        assert client.get("/projects/").headers["Location"].startswith("/accounts/login/")
        assert client.post("/site/1/progress/", headers={"Accept": "application/json"}).status_code == 401


def test_a_county_does_not_change_the_target_that_the_city_has_set_it() -> None:
    set_target = partial(
        issue_target, factories.unit("QJ-E"), indicator="S01", measure="个", period="2023", reason="调整", at=AT
    )
    set_target(value=Decimal(40), issuer="市级", actor=factories.user("r07"))
    local = factories.user("r07", "QJ-E", name="县考核", scope="S3")

    with refused("targets.above", NotPermitted):
        set_target(value=Decimal(4), issuer="市级", actor=local)
    assert set_target(value=Decimal(50), issuer="县级", actor=local)[1]
    assert set_target(value=Decimal(55), issuer="县级", actor=local)[1]
    assert set_target(value=Decimal(45), issuer="市级", actor=factories.statistics_office())[1]


def test_an_inspection_office_of_one_county_plans_no_visit_to_another() -> None:
    own, other = factories.unit("QJ-W"), factories.unit("QJ-E")
    values = PlanValues("督查", InspectionKind.SUPERVISE, own, (own, other), DAY, DAY)

    of_one = factories.user("r25", "QJ-W", scope="S3")

    with refused("orgs.not_visible", NotVisible):
        draft_plan(values, actor=of_one, at=AT)


def test_the_other_project_of_a_replacement_is_named_to_who_may_see_it_alone(signed_in: SignIn) -> None:
    fair = factories.activity("QJ-E")
    old, new = factories.project("QJ-E", name="东县老项目"), factories.signed_project("QJ-W", name="西县机密项目")
    signed = services.file_event(
        old, event="SIGN", occurred_on=date(2023, 2, 1), occasion=fair, actor=factories.clerk(), at=AT
    )
    factories.recognise(signed.slip)
    old.refresh_from_db()
    new.refresh_from_db()
    factories.replaced(old, new, on=DAY, is_led=True)
    Project.objects.filter(pk=old.pk).update(parent=new)

    for address in (f"/projects/{old.pk}/progress/", f"/projects/{old.pk}/"):
        own, city = (signed_in(who).get(address) for who in (factories.clerk(), factories.project_office()))
        assert "西县机密项目" not in own.content.decode()
        assert new.code not in own.content.decode()
        assert "不在查看范围内的项目" in own.content.decode()
        assert "西县机密项目" in city.content.decode()


def test_recognised_figures_go_to_another_county_by_no_plain_edit() -> None:
    counted, fresh = factories.signed_project("QJ-E"), factories.project("QJ-E")
    office, west = factories.user("r06"), factories.unit("QJ-W")

    def moved(row: Project) -> Project:
        given = {field.name: getattr(row, field.name) for field in fields(services.ProjectValues)}
        return services.change_project(row, services.ProjectValues(**given | {"unit": west}), actor=office, at=AT)

    with refused("projects.unit_counted", NotPermitted):
        moved(counted)
    assert moved(fresh).unit == west


def test_a_county_does_not_choose_among_whom_it_is_ranked() -> None:
    manager, own = factories.user("r28", "QJ-E", name="local", scope="S3"), factories.unit("QJ-E")
    given = {"name": own.name, "short_name": "东", "kind": UnitKind.COUNTY}

    with refused("units.group_above", NotPermitted):
        orgs.change_unit(own, actor=manager, at=AT, group="G1b", **given)
    assert orgs.change_unit(own, actor=manager, at=AT, group="", **given).label == "东"
