"""What stands around every page: policy, errors, menu, unit and period, channel of the audit log."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

import luodi.interfaces.web
from luodi.base.audit.selectors import entries_of
from luodi.base.core.errors import BusinessError
from luodi.interfaces.web.ui import audit_words, errors
from luodi.interfaces.web.ui.icons import icon
from tests import factories, lives
from tests.architecture.codes import audit_codes

TEMPLATES = sorted((Path(luodi.interfaces.web.__file__).parent / "templates").rglob("*.html"))
SignIn = Callable[..., Client]


def broken(request: HttpRequest) -> HttpResponse:
    """A view whose rule refuses."""
    raise BusinessError("该项目还没有正式签约，请先填报签约。", code="events.unsigned")


def failing(request: HttpRequest) -> HttpResponse:
    """A view with a fault of ours."""
    raise RuntimeError


urlpatterns = [path("broken/", broken), path("failing/", failing)]
handler404, handler500 = errors.not_found, errors.server_error


@pytest.mark.django_db
def test_every_answer_allows_scripts_and_styles_of_this_instance_only(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).get("/projects/")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_carries_script_style_or_handler(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_icon_of_a_template_is_vendored(template: Path) -> None:
    names = re.findall(r'{% icon "([a-z0-9-]+)" %}', template.read_text(encoding="utf-8"))

    assert [name for name in names if "<svg" not in icon(name)] == []


@pytest.mark.parametrize(
    "template",
    [one for one in TEMPLATES if one.parent.name not in {"ui", "errors", "account", "mfa", "totp", "recovery_codes"}],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_page_includes_its_part_so_that_both_show_the_same(template: Path) -> None:
    if template.name.startswith("_") or template.name in {"base.html", "frame.html", "list_page.html"}:
        return
    if template.parent.parent.name == "allauth":
        return

    assert f'{{% include "{template.parent.name}/_{template.name}" %}}' in template.read_text(encoding="utf-8")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_rule_is_409_with_its_sentence() -> None:
    answer = Client().get("/broken/")

    assert answer.status_code == 409
    assert "该项目还没有正式签约，请先填报签约。" in answer.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_rule_of_a_part_becomes_a_message_in_the_corner() -> None:
    answer = Client(headers={"HX-Request": "true"}).get("/broken/")

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#messages")
    assert answer.content.decode().lstrip().startswith('<div class="message is-bad" role="alert">')


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_fault_is_500_without_the_shell() -> None:
    answer = Client(raise_request_exception=False).get("/failing/")

    assert answer.status_code == 500
    assert "您的数据没有被改动" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_404_in_chinese(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).get("/nothing-here/")

    assert answer.status_code == 404
    assert "没有找到该页面或记录" in answer.content.decode()


def test_an_expired_page_says_so() -> None:
    request = RequestFactory().get("/", headers={"HX-Request": "true"})

    assert "页面已过期" in errors.csrf_failure(request).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "entries"),
    [
        ("sysadmin", ["我的工作", "单位", "工作日历", "账号", "消息渠道", "后台任务"]),
        ("secadmin", ["我的工作", "单位", "工作日历", "账号", "角色与授权"]),
        ("auditadmin", ["我的工作", "账号", "角色与授权", "审计日志"]),
    ],
)
def test_the_menu_shows_what_the_person_may_open(signed_in: SignIn, person: str, entries: list[str]) -> None:
    answer = signed_in(factories.officer(person)).get("/")

    menu = answer.context["shell"].menu
    assert [entry.label for group in menu for entry in group.entries] == entries


@pytest.mark.django_db
def test_a_unit_out_of_reach_in_the_address_is_not_found(signed_in: SignIn) -> None:
    assert signed_in(factories.clerk("QJ-E")).get("/figures/?unit=QJ-W").status_code == 404


@pytest.mark.django_db
def test_a_wrong_period_in_the_address_is_refused_with_a_sentence(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).get("/figures/?period=2023Q9")

    assert answer.status_code == 409


@pytest.mark.django_db
def test_the_chosen_unit_and_period_are_kept_for_the_next_page(signed_in: SignIn) -> None:
    factories.signed_project()
    client = signed_in(factories.statistics_office())

    answer = client.post("/context/", {"unit": "QJ-W", "period": "2023Q1", "next": "/projects/?q=1"})
    board = client.get("/figures/").context["choice"]

    assert (answer.status_code, answer.headers["Location"]) == (302, "/projects/")
    assert (board.unit_code, board.period.code) == ("QJ-W", "2023Q1")


@pytest.mark.django_db
def test_nobody_is_sent_to_a_foreign_address(signed_in: SignIn) -> None:
    client = signed_in(factories.statistics_office())
    period = client.get("/figures/").context["choice"].period.code

    answer = client.post("/context/", {"unit": "QJ-W", "period": period, "next": "https://example.com/"})

    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_what_is_done_on_a_page_carries_the_channel(signed_in: SignIn) -> None:
    project = lives.filled_project()

    signed_in(factories.clerk()).post(
        f"/projects/{project.pk}/progress/new/", {"event": "LEAD", "occurred_on": "2023-02-01"}
    )

    assert entries_of(project)[0].channel == "web"


def test_every_audit_code_has_its_chinese_words() -> None:
    assert set(audit_codes()) - set(audit_words.ACTIONS) == set()


@pytest.mark.django_db
def test_sign_up_is_closed() -> None:
    assert Client().get("/accounts/signup/").status_code == 404


@pytest.mark.django_db
def test_one_signs_in_and_out() -> None:
    user, client = factories.clerk(), Client()

    entered = client.post("/accounts/login/", {"login": user.username, "password": factories.PASSWORD})
    left = client.post("/accounts/logout/")

    assert (entered.status_code, entered.headers["Location"]) == (302, "/")
    assert left.headers["Location"] == "/accounts/login/"


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_chinese_and_locks_in_the_end() -> None:
    user, client = factories.clerk(), Client()

    answers = [client.post("/accounts/login/", {"login": user.username, "password": "wrong"}) for _ in range(5)]

    assert "您提供的用户名或密码不正确" in answers[0].content.decode()
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "账号已临时锁定" in answers[-1].content.decode()
