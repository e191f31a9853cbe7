"""Keeping channels: who may, what is refused, and that a secret never comes out again."""

from collections.abc import Callable

import pytest
from django.conf import settings as live
from django.core import mail
from pytest_django import Settings

from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted
from luodi.base.deliveries import selectors, services
from luodi.base.deliveries.models import Channel
from luodi.base.deliveries.services import ChannelValues
from luodi.base.orgs.services import set_own_address
from tests.base.deliveries.standin import SECRET, TOKEN, StandIn
from tests.factories import AT, clerk, officer, unit
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DING = "https://oapi.dingtalk.com/robot/send?access_token=ding-token"


def values(**given: object) -> ChannelValues:
    """A robot of 钉钉 with what the test changes."""
    usual = {"kind": "DINGTALK", "name": "招商局群", "address": DING, "secret": SECRET}
    return ChannelValues(**{**usual, **given})  # type: ignore[arg-type]  # the test's own words


def test_a_channel_is_kept_with_its_secrets_sealed() -> None:
    made = services.add_channel(values(), actor=officer("sysadmin"), at=AT)

    assert made.host == "oapi.dingtalk.com"
    row = str(Channel.objects.filter(pk=made.pk).values().get())
    log = str(list(AuditEntry.objects.values()))
    assert ("ding-token" in row, SECRET in row, "ding-token" in log, SECRET in log) == (False, False, False, False)


def test_only_the_system_officer_keeps_channels() -> None:
    clerk()

    with refused("orgs.not_permitted", NotPermitted):
        services.add_channel(values(), actor=clerk(), at=AT)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"address": ""}, "deliveries.address"),
        ({"address": "https://127.0.0.1/robot/send?access_token=t"}, "deliveries.address"),
        ({"secret": ""}, "deliveries.secret"),
        ({"kind": "EMAIL", "address": "", "secret": ""}, "deliveries.mail"),
    ],
)
def test_what_cannot_work_is_refused(given: dict[str, object], code: str) -> None:
    officer("sysadmin")

    with refused(code):
        services.add_channel(values(**given), actor=officer("sysadmin"), at=AT)


def test_two_channels_do_not_bear_one_name() -> None:
    services.add_channel(values(), actor=officer("sysadmin"), at=AT)

    with refused("deliveries.name"):
        services.add_channel(values(), actor=officer("sysadmin"), at=AT)


def test_what_is_left_empty_keeps_the_sealed_secret() -> None:
    made = services.add_channel(values(), actor=officer("sysadmin"), at=AT)

    changed = services.change_channel(
        made, values(name="新名称", address="", secret="", has_titles=True), actor=officer("sysadmin"), at=AT
    )

    assert (changed.name, changed.has_titles) == ("新名称", True)
    assert (changed.sealed_address, changed.sealed_secret) == (made.sealed_address, made.sealed_secret)
    entry = AuditEntry.objects.filter(action="deliveries.channel_changed").get()
    assert entry.changes == {"name": ["招商局群", "新名称"], "has_titles": [False, True]}


def test_a_replaced_secret_is_logged_as_replaced() -> None:
    made = services.add_channel(values(), actor=officer("sysadmin"), at=AT)

    services.change_channel(made, values(secret="SECnew"), actor=officer("sysadmin"), at=AT)

    entry = AuditEntry.objects.filter(action="deliveries.channel_changed").get()
    assert entry.changes == {"address": ["", "已更换"], "secret": ["", "已更换"]}


def test_a_trial_message_reaches_the_group(robots: StandIn, opened: Callable[..., Channel]) -> None:
    services.try_channel(opened("FEISHU"), actor=officer("sysadmin"), at=AT)

    assert robots.taken == ["【落地】这是一条测试消息，收到即表示渠道“FEISHU群”可以使用。"]


def test_a_trial_that_fails_says_why_without_the_secret(robots: StandIn, opened: Callable[..., Channel]) -> None:
    channel = opened("DINGTALK")
    robots.answers = [(200, {"errcode": 300001, "errmsg": f"token {TOKEN} / {SECRET} is not exist"})]

    with refused("deliveries.trial") as caught:
        services.try_channel(channel, actor=officer("sysadmin"), at=AT)

    assert caught.value.message == "没有送达：对方拒收（300001）：token ＊ / ＊ is not exist。请核对后再试。"


def test_another_instance_key_opens_nothing(opened: Callable[..., Channel], settings: Settings) -> None:
    channel = opened("WECOM")
    officer("sysadmin")
    settings.SECRET_KEY = live.SECRET_KEY + "x"

    with refused("deliveries.trial") as caught:
        services.try_channel(channel, actor=officer("sysadmin"), at=AT)

    assert "密钥已更换" in caught.value.message


def test_a_trial_by_mail_goes_to_the_officer(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "落地 <luodi@example.cn>"
    actor = officer("sysadmin")
    set_own_address("sys@example.cn", actor=actor, at=AT)
    channel = services.add_channel(values(kind="EMAIL", name="政务邮箱"), actor=actor, at=AT)

    services.try_channel(channel, actor=actor, at=AT)

    assert (channel.sealed_address, channel.sealed_secret) == ("", "")
    assert [(message.to, message.subject) for message in mail.outbox] == [(["sys@example.cn"], "【落地】测试消息")]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<luodi-T{channel.pk}@example.cn>"


def test_a_robot_of_a_county_is_offered_there_and_below_only(opened: Callable[..., Channel]) -> None:
    services.change_channel(
        opened("DINGTALK"), values(name="东县群", unit=unit("QJ-E")), actor=officer("sysadmin"), at=AT
    )

    assert [channel.name for channel in selectors.offered_channels(clerk("QJ-E"))] == ["东县群"]
    assert list(selectors.offered_channels(clerk("QJ-W"))) == []


def test_a_channel_that_is_off_is_not_offered(opened: Callable[..., Channel]) -> None:
    services.switch_channel(opened("WECOM"), is_active=False, actor=officer("sysadmin"), at=AT)

    assert list(selectors.offered_channels(clerk())) == []


def test_nobody_chooses_a_channel_of_another_unit_or_mail_without_an_address(
    opened: Callable[..., Channel], settings: Settings
) -> None:
    foreign = services.change_channel(
        opened("DINGTALK"), values(name="东县群", unit=unit("QJ-E")), actor=officer("sysadmin"), at=AT
    )
    settings.EMAIL_HOST = "mail.example.cn"
    post = services.add_channel(values(kind="EMAIL", name="政务邮箱"), actor=officer("sysadmin"), at=AT)
    clerk("QJ-W")

    with refused("deliveries.not_offered"):
        services.choose([(foreign.pk, "审核认定")], actor=clerk("QJ-W"), at=AT)
    with refused("deliveries.not_offered"):
        services.choose([(post.pk, "没有这一类")], actor=clerk("QJ-W"), at=AT)
    with refused("deliveries.no_address"):
        services.choose([(post.pk, "审核认定")], actor=clerk("QJ-W"), at=AT)


@pytest.mark.parametrize("address", ["zhangsan", "a@b", "a b@example.cn", "a@example.cn\nBcc: b@example.cn"])
def test_an_unsound_address_is_refused(address: str) -> None:
    clerk()

    with refused("users.address"):
        set_own_address(address, actor=clerk(), at=AT)
