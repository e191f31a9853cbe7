"""The pages of messages: own settings, the system officer's channels, deliveries and background jobs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luodi.base.deliveries import selectors, services
from luodi.base.deliveries.models import Channel
from luodi.base.notices.services import tell
from luodi.base.runs import services as runs
from tests.factories import clerk, officer, unit

pytestmark = pytest.mark.django_db
ADDRESS, SECRET = "https://oapi.dingtalk.com/robot/send?access_token=ding-token", "SECa1b2c3"
SignIn = Callable[..., Client]


def robot() -> Channel:
    """A robot of 钉钉 for the whole city."""
    values = services.ChannelValues(kind="DINGTALK", name="招商局群", address=ADDRESS, secret=SECRET)
    return services.add_channel(values, actor=officer("sysadmin"), at=timezone.now())


def test_a_person_chooses_what_comes_where_and_when(signed_in: SignIn) -> None:
    channel, client = robot(), signed_in(clerk())

    answer = client.post(
        "/notices/settings/",
        {
            "email": "zhang@example.cn",
            "starts": "21:00",
            "ends": "08:00",
            "on_days_off": "on",
            f"channel_{channel.pk}": ["审核认定", "期间结账"],
        },
        follow=True,
    )

    assert "接收设置已保存" in answer.content.decode()
    clerk_now = type(clerk()).objects.get(pk=clerk().pk)
    assert clerk_now.email == "zhang@example.cn"
    on = [wish.group for wish in selectors.subscriptions(clerk_now)[0].wishes if wish.is_on]
    assert on == ["审核认定", "期间结账"]
    assert f"{selectors.quiet_hours(clerk_now).starts:%H:%M}" == "21:00"


def test_mail_without_an_address_is_refused_with_a_sentence_and_nothing_is_kept(
    signed_in: SignIn, settings: object
) -> None:
    settings.EMAIL_HOST = "mail.example.cn"  # type: ignore[attr-defined]  # pytest-django's settings
    values = services.ChannelValues(kind="EMAIL", name="政务邮箱")
    channel = services.add_channel(values, actor=officer("sysadmin"), at=timezone.now())

    answer = signed_in(clerk()).post(
        "/notices/settings/", {"email": "", "starts": "21:00", "ends": "08:00", f"channel_{channel.pk}": ["审核认定"]}
    )

    assert (answer.status_code, "请先填写邮箱" in answer.content.decode()) == (422, True)
    assert f"{selectors.quiet_hours(clerk()).starts:%H:%M}" == "22:00"


def test_the_own_page_shows_what_became_of_the_last_messages(signed_in: SignIn) -> None:
    services.choose([(robot().pk, "审核认定")], actor=clerk(), at=timezone.now())
    tell([clerk()], code="approvals.waiting", title="待审核：甲项目", at=timezone.now())
    services.route(at=timezone.now())

    page = signed_in(clerk()).get("/notices/settings/").content.decode()

    assert ("待审核：甲项目" in page, "待发送" in page) == (True, True)


def test_a_channel_is_opened_and_its_secrets_are_never_shown_again(signed_in: SignIn) -> None:
    unit("QJ")
    client = signed_in(officer("sysadmin"))

    answer = client.post(
        "/channels/new/",
        {"kind": "DINGTALK", "name": "招商局群", "unit": "QJ", "address": ADDRESS, "secret": SECRET},
        follow=True,
    )

    assert "渠道已登记" in answer.content.decode()
    channel = Channel.objects.get()
    pages = [client.get(path).content.decode() for path in ("/channels/", f"/channels/{channel.pk}/edit/")]
    assert [word in page for page in pages for word in ("ding-token", SECRET, channel.sealed_secret)] == [False] * 6
    assert "oapi.dingtalk.com" in pages[0]


def test_a_wrong_address_comes_back_without_what_was_typed(signed_in: SignIn) -> None:
    unit("QJ")

    answer = signed_in(officer("sysadmin")).post(
        "/channels/new/", {"kind": "DINGTALK", "name": "群", "address": "https://10.0.0.1/x?t=hush", "secret": SECRET}
    )

    page = answer.content.decode()
    assert (answer.status_code, "机器人地址不能用" in page, "hush" in page, SECRET in page) == (422, True, False, False)


def test_a_trial_that_fails_is_a_sentence(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = robot()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.0.0.1", 443))])

    answer = signed_in(officer("sysadmin")).post(f"/channels/{channel.pk}/try/")

    assert (answer.status_code, "内部网络" in answer.content.decode()) == (409, True)


def test_a_channel_is_switched_off_and_on(signed_in: SignIn) -> None:
    channel, client = robot(), signed_in(officer("sysadmin"))

    assert "已停用" in client.post(f"/channels/{channel.pk}/switch/", follow=True).content.decode()
    assert "渠道已启用" in client.post(f"/channels/{channel.pk}/switch/", follow=True).content.decode()


def test_the_officer_sees_the_state_of_deliveries_but_not_what_they_say(signed_in: SignIn) -> None:
    services.choose([(robot().pk, "审核认定")], actor=clerk(), at=timezone.now())
    tell([clerk()], code="approvals.waiting", title="待审核：保密的甲项目", at=timezone.now())
    services.route(at=timezone.now())

    page = signed_in(officer("sysadmin")).get("/channels/deliveries/?state=WAITING").content.decode()

    assert ("有事项等待审核或认定" in page, "保密的甲项目" in page) == (True, False)


def test_the_page_of_jobs_shows_runs_and_failures(signed_in: SignIn) -> None:
    now = timezone.now()
    runs.register(
        [runs.JobLine("often", timedelta(seconds=5), "常办的事"), runs.JobLine("bad", timedelta(1), "坏的事")]
    )
    runs.ended("often", began_at=now, said="办了 3 件", at=now)
    runs.failed("bad", began_at=now, error=OSError("秘密"), at=now)

    page = signed_in(officer("sysadmin")).get("/runs/").content.decode()

    assert [word in page for word in ("办了 3 件", "正常", "失败 1 次", "OSError", "秘密")] == [True] * 4 + [False]
