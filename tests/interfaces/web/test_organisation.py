"""Units, accounts, roles, the audit log, targets, chains, messages, search."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luodi.base.notices.models import Notice
from luodi.base.orgs.models import Grant, PasswordReset, Unit, UnitGroup, User
from luodi.domains.chains.models import Chain
from luodi.domains.targets.models import Target
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def district() -> None:
    """The district of the tests."""
    factories.district()


def test_a_unit_is_made_renamed_and_merged(signed_in: SignIn) -> None:
    client = signed_in(factories.officer("sysadmin"))
    kind = {"short_name": "", "kind": "TOWNSHIP", "group": "G6"}

    client.post("/units/new/", {"parent": "QJ-E", "code": "QJ-E1", "name": "甲镇", **kind})
    client.post("/units/QJ-E1/edit/", {"name": "甲山镇", **kind})
    merger = {"into": "QJ-W", "on": "2023-07-01", "reason": "区划调整"}
    seen = client.post("/units/QJ-E1/merge/", merger).context["form"]["seen"].value()
    client.post("/units/QJ-E1/merge/", {**merger, "seen": seen})

    made = Unit.objects.get(code="QJ-E1")
    assert (made.name, made.merged_into, made.active_to) == ("甲山镇", factories.unit("QJ-W"), date(2023, 7, 1))


def test_a_taken_code_comes_back_with_the_sentence(signed_in: SignIn) -> None:
    sent = {"parent": "QJ", "code": "QJ-W", "name": "新县", "kind": "COUNTY"}

    answer = signed_in(factories.officer("sysadmin")).post("/units/new/", sent)

    assert answer.status_code == 422
    assert "已被使用" in answer.content.decode()


def test_an_account_is_opened_and_switched_off(signed_in: SignIn) -> None:
    client = signed_in(factories.officer("sysadmin"))

    client.post(
        "/users/new/",
        {"username": "lili", "name": "李丽", "unit": "QJ-E", "post": "科员", "password": "long-enough-phrase-7"},
    )
    made = User.objects.get(username="lili")
    client.post(f"/users/{made.pk}/switch/", {"reason": "调离"})

    made.refresh_from_db()
    assert (str(made), made.is_active) == ("李丽", False)


def test_a_short_password_is_refused(signed_in: SignIn) -> None:
    answer = signed_in(factories.officer("sysadmin")).post(
        "/users/new/", {"username": "lili", "name": "李丽", "unit": "QJ-E", "password": "short"}
    )

    assert answer.status_code == 422
    assert "密码不符合要求" in answer.content.decode()


def test_a_role_is_granted_and_ended_by_the_security_officer(signed_in: SignIn) -> None:
    person, client = factories.user("r17", "QJ-E"), signed_in(factories.officer("secadmin"))

    client.post(f"/roles/grants/{person.pk}/new/", {"role": "r09", "unit": "QJ-E"})
    grant = Grant.objects.get(user=person, role__code="r09")
    client.post(f"/roles/grants/{grant.pk}/end/", {"reason": "轮岗"})

    assert signed_in(person).get("/projects/").status_code == 403


def test_officers_get_no_business_role(signed_in: SignIn) -> None:
    person = factories.officer("sysadmin")

    answer = signed_in(factories.officer("secadmin")).post(
        f"/roles/grants/{person.pk}/new/", {"role": "r09", "unit": "QJ-E"}
    )

    assert answer.status_code == 422
    assert "不得兼任业务角色" in answer.content.decode()


def test_a_role_names_its_rights_in_words(signed_in: SignIn) -> None:
    groups = dict(signed_in(factories.officer("secadmin")).get("/roles/r09/").context["groups"])

    assert "填报到位资金" in groups["项目台账"]


def test_the_audit_officer_filters_and_checks_the_chain(signed_in: SignIn) -> None:
    factories.signed_project(name="再生铝项目")
    client = signed_in(factories.officer("auditadmin"))

    rows = client.get("/audit/", {"action": "projects.opened"}).context["table"].rows
    checked = client.post("/audit/check/", follow=True).content.decode()

    assert [row.subject for row in rows] == ["项目（业务内容不显示）"]
    assert "哈希链完整" in checked


def test_a_target_is_issued_and_changed_only_with_a_reason(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    sent = {"holder": "QJ", "indicator": "S02", "value": "120", "measure": "亿元", "period": "2023", "issuer": "市级"}

    client.post("/targets/new/", sent)
    refused = client.post("/targets/new/", sent | {"value": "130"})
    client.post("/targets/new/", sent | {"value": "130", "reason": "市级调整"})

    shown = client.get("/targets/", {"period": "2023"}).context["table"].rows
    assert (refused.status_code, [row.value for row in shown], Target.objects.count()) == (422, [130], 2)


def test_a_chain_is_made_and_changed(signed_in: SignIn) -> None:
    client = signed_in(factories.user("r06"))

    client.post("/chains/new/", {"name": "铝产业", "lead_unit": "QJ-E", "task_force": ""})
    code = Chain.objects.get().code
    client.post(f"/chains/{code}/edit/", {"name": "铝及新材料", "lead_unit": "QJ-W", "task_force": ""})

    made = Chain.objects.get()
    assert (made.name, made.lead_unit) == ("铝及新材料", factories.unit("QJ-W"))


def test_messages_are_shown_and_marked_as_read(signed_in: SignIn) -> None:
    client = signed_in(factories.checker())
    factories.filed_event(factories.project(), "SIGN", date(2023, 2, 1))

    before = client.get("/notices/").context["shell"].unread
    client.post("/notices/read/")

    assert (before, Notice.objects.filter(recipient=factories.checker(), read_at=None).count()) == (1, 0)


def test_the_search_finds_projects_investors_and_units_in_reach(signed_in: SignIn) -> None:
    factories.project("QJ-E", name="再生铝项目")
    factories.project("QJ-W", name="再生铝二期项目")

    context = signed_in(factories.clerk("QJ-E")).get("/search/", {"q": "再生铝"}).context

    assert [project.name for project, _, _ in context["projects"]] == ["再生铝项目"]


def test_an_empty_search_says_what_to_type(signed_in: SignIn) -> None:
    assert "请输入要找的内容" in signed_in(factories.clerk()).get("/search/").content.decode()


def test_an_investor_is_found_by_its_credit_code(signed_in: SignIn) -> None:
    factories.investor("示例铝业有限公司", code=factories.uscc(7))
    factories.investor("示例食品有限公司")

    rows = signed_in(factories.statistics_office()).get("/investors/", {"q": factories.uscc(7)}).context["table"].rows

    assert [row.name for row in rows] == ["示例铝业有限公司"]


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("luodi", "服务账号不能登录，也不设密码"),
        ("secadmin", "的密码只能由本人修改"),
        ("sysadmin", "修改自己的密码请用右上角"),
    ],
)
def test_the_form_for_a_new_password_does_not_open_for_accounts_that_others_may_not_reset(
    signed_in: SignIn, username: str, sentence: str
) -> None:
    client = signed_in(factories.officer("sysadmin"))
    account = User.objects.get(username=username)

    answers = [
        client.get(f"/users/{account.pk}/password/"),
        client.post(f"/users/{account.pk}/password/", {"reason": "本人持证到场"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all(sentence in answer.content.decode() for answer in answers)
    assert not PasswordReset.objects.exists()


def test_a_unit_gets_another_group_from_a_day_on(signed_in: SignIn) -> None:
    client = signed_in(factories.officer("sysadmin"))
    sent = {"name": "东县", "short_name": "", "kind": "COUNTY", "group": "G1b", "group_from": "2023-04-01"}

    assert client.post("/units/QJ-E/edit/", sent).status_code == 302

    row = UnitGroup.objects.get()
    assert (row.unit.code, row.before, row.group, row.valid_from) == ("QJ-E", "", "G1b", date(2023, 4, 1))
