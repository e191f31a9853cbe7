"""From a notice to the group or the mailbox: who gets what, when, how often, and what happens when it fails."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django import Settings

from luodi.base.deliveries import selectors, services
from luodi.base.deliveries.models import Channel, Delivery
from luodi.base.deliveries.rules.timing import LEASE, Quiet
from luodi.base.deliveries.selectors import DeliveryFilter
from luodi.base.deliveries.services import sending
from luodi.base.notices.models import Notice
from luodi.base.notices.services import tell
from luodi.base.orgs.models import User
from luodi.base.orgs.services import set_active, set_own_address
from tests.base.deliveries.standin import StandIn
from tests.factories import AT, checker, clerk, officer, unit

pytestmark = pytest.mark.django_db
Open = Callable[..., Channel]
Want = Callable[..., User]
NIGHT = datetime(2023, 7, 3, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
MORNING = datetime(2023, 7, 4, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def told(*people: User, count: int = 1, code: str = "approvals.waiting", at: datetime = AT) -> None:
    """So many notices to each."""
    for number in range(1, count + 1):
        tell(people, code=code, title=f"待审核：第{number}号项目", link="/approvals/1/", at=at)


def states() -> list[tuple[str, int]]:
    """State and attempts of every delivery, in order."""
    return list(Delivery.objects.order_by("pk").values_list("state", "attempts"))


def test_a_notice_goes_out_on_the_channels_its_reader_wants(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened("DINGTALK"), opened("FEISHU"))
    told(clerk(), checker())

    assert services.route(at=AT) == 2
    assert services.deliver_all(at=AT) == (2, 0)

    first, second = Delivery.objects.order_by("pk")
    assert robots.taken == [f"【落地】r09：待审核：第1号项目\n编号 L{row.pk}" for row in (first, second)]
    assert (first.state, first.sent_at, first.lease) == ("SENT", AT, "")
    assert Notice.objects.count() == 2


def test_routing_twice_makes_no_second_delivery(opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    told(clerk(), count=3)

    assert (services.route(at=AT), services.route(at=AT)) == (3, 0)
    Notice.objects.update(routed_at=None)
    services.route(at=AT)

    assert Delivery.objects.count() == 3


def test_only_the_subjects_asked_for_go_out(opened: Open) -> None:
    channel = opened()
    services.choose([(channel.pk, "期间结账")], actor=clerk(), at=AT)
    told(clerk())
    told(clerk(), code="closing.started")

    services.route(at=AT)

    assert [row.notice.code for row in Delivery.objects.select_related("notice")] == ["closing.started"]


def test_a_wish_taken_back_holds_from_the_next_message_on(opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    services.choose([], actor=clerk(), at=AT)
    told(clerk())

    assert services.route(at=AT) == 0


def test_without_the_right_to_carry_titles_only_the_kind_goes_out(
    robots: StandIn, opened: Open, wanting: Want, settings: Settings
) -> None:
    settings.LUODI_PUBLIC_ADDRESS = "https://zs.example.cn/"
    wanting(clerk(), opened(has_titles=False))
    told(clerk())
    services.route(at=AT)

    services.deliver_all(at=AT)

    key = Delivery.objects.get().parcel
    assert robots.taken == [f"【落地】r09：有事项等待审核或认定\nhttps://zs.example.cn/notices/\n编号 {key}"]


def test_more_messages_than_a_person_can_read_become_one_digest(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened(has_titles=False))
    told(clerk(), count=4)
    told(clerk(), code="closing.started", count=2)
    services.route(at=AT)

    assert services.deliver_all(at=AT) == (1, 0)

    key = f"L{Delivery.objects.order_by('pk')[0].pk}"
    assert robots.taken == [f"【落地】r09：有 6 条消息，请登录系统办理\n· 审核认定 4 条\n· 期间结账 2 条\n编号 {key}"]
    assert set(Delivery.objects.values_list("state", "parcel")) == {("SENT", key)}


def test_who_got_enough_this_hour_gets_the_rest_as_one_when_the_hour_is_over(
    robots: StandIn, opened: Open, wanting: Want
) -> None:
    wanting(clerk(), opened())
    told(clerk(), count=5)
    services.route(at=AT)
    assert services.deliver_all(at=AT) == (5, 0)
    later = AT + timedelta(minutes=20)
    told(clerk(), count=3, at=later)
    services.route(at=later)

    assert services.deliver_all(at=later) == (0, 0)
    assert set(Delivery.objects.filter(state="WAITING").values_list("due_at", flat=True)) == {AT + timedelta(hours=1)}
    assert services.deliver_all(at=AT + timedelta(minutes=61)) == (3, 0)
    assert len(robots.taken) == 8


def test_other_people_on_the_same_channel_are_not_held_back(robots: StandIn, opened: Open, wanting: Want) -> None:
    channel = opened()
    wanting(clerk(), channel)
    wanting(checker(), channel)
    told(clerk(), count=9)
    told(checker())
    services.route(at=AT)

    assert services.deliver_all(at=AT) == (2, 0)
    assert [text.partition("：")[0] for text in robots.taken] == ["【落地】r09", "【落地】r10"]


def test_at_night_nothing_goes_out_but_what_is_urgent(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    told(clerk(), at=NIGHT)
    told(clerk(), code="orgs.temporary_password", at=NIGHT)
    services.route(at=NIGHT)

    assert services.deliver_all(at=NIGHT) == (1, 0)
    assert robots.taken[0].startswith("【落地】（急）r09：")
    assert services.deliver_all(at=MORNING - timedelta(seconds=1)) == (0, 0)
    assert services.deliver_all(at=MORNING) == (1, 0)


def test_a_person_may_have_other_quiet_hours(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    services.set_quiet_hours(Quiet(NIGHT.time(), NIGHT.time(), on_days_off=False), actor=clerk(), at=AT)
    told(clerk(), at=NIGHT)
    services.route(at=NIGHT)

    assert services.deliver_all(at=NIGHT) == (1, 0)


def test_a_failure_is_tried_again_with_growing_pauses_under_the_same_number(
    robots: StandIn, opened: Open, wanting: Want
) -> None:
    wanting(clerk(), opened())
    told(clerk())
    services.route(at=AT)
    robots.answers = [(500, {}), (200, {"errcode": 130101, "errmsg": "send too fast"})]

    assert services.deliver_next(at=AT) is False
    row = Delivery.objects.get()
    assert (row.state, row.failure, row.due_at) == ("FAILED", "对方服务器答复 500", AT + timedelta(minutes=1))
    assert services.deliver_next(at=AT + timedelta(seconds=59)) is None
    assert services.deliver_next(at=AT + timedelta(minutes=1)) is False
    assert services.deliver_next(at=AT + timedelta(minutes=6)) is True

    row.refresh_from_db()
    assert (row.state, row.attempts, row.failure) == ("SENT", 3, "")
    assert robots.numbers == {row.parcel: 1}


def test_a_dead_channel_is_tried_once_a_round_and_holds_up_no_other(
    robots: StandIn, opened: Open, wanting: Want
) -> None:
    wanting(clerk(), opened("WECOM"), opened("FEISHU"))
    told(clerk(), count=3)
    services.route(at=AT)
    robots.answers = [(500, {})]

    assert services.deliver_all(at=AT) == (3, 1)
    assert sorted(states()) == [("FAILED", 1), ("SENT", 1), ("SENT", 1), ("SENT", 1), ("WAITING", 0), ("WAITING", 0)]


def test_after_the_last_attempt_it_is_given_up_and_the_notice_stays(
    robots: StandIn, opened: Open, wanting: Want
) -> None:
    wanting(clerk(), opened())
    told(clerk())
    services.route(at=AT)
    robots.answers = [(500, {})] * 20

    moment = AT
    while services.deliver_next(at=moment) is False:
        moment = Delivery.objects.get().due_at

    assert states() == [("GIVEN_UP", 7)]
    assert Notice.objects.filter(recipient=clerk(), read_at=None).count() == 1


def test_a_wrong_secret_is_refused_by_the_other_side_and_never_written_down(
    robots: StandIn, opened: Open, wanting: Want, caplog: pytest.LogCaptureFixture
) -> None:
    wanting(clerk(), opened(secret="SECwrong"))
    told(clerk())
    services.route(at=AT)

    assert services.deliver_next(at=AT) is False

    assert Delivery.objects.get().failure == "对方拒收（310000）：sign not match"
    assert (len(robots.refused), "SECwrong" in caplog.text, "ding-token" in caplog.text) == (1, False, False)


def test_an_origin_taken_out_of_the_settings_is_a_failure_like_any_other(
    opened: Open, wanting: Want, settings: Settings
) -> None:
    wanting(clerk(), opened("WECOM"))
    told(clerk())
    services.route(at=AT)
    settings.LUODI_WEBHOOK_ORIGINS = frozenset()

    assert services.deliver_next(at=AT) is False

    assert Delivery.objects.get().failure.startswith("机器人地址不能用：")


def test_a_worker_that_died_leaves_a_lease_that_runs_out(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    told(clerk())
    services.route(at=AT)
    dead = sending.take(at=AT)
    assert dead is not None

    assert services.deliver_next(at=AT + LEASE) is None
    assert services.deliver_next(at=AT + LEASE + timedelta(seconds=1)) is True

    assert robots.numbers == {dead.key: 1}
    assert states() == [("SENT", 2)]


def test_a_worker_that_lost_its_lease_closes_nothing(opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    told(clerk())
    services.route(at=AT)
    slow = sending.take(at=AT)
    assert slow is not None
    later = AT + LEASE + timedelta(seconds=1)
    assert sending.take(at=later) is not None

    sending._failed(slow, "迟到的失败", is_final=True, at=later)

    assert states() == [("WAITING", 2)]


def test_a_digest_goes_out_again_as_the_same_digest(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened(has_titles=False))
    told(clerk(), count=6)
    services.route(at=AT)
    dead = sending.take(at=AT)
    assert dead is not None
    told(clerk(), count=2)
    services.route(at=AT)

    services.deliver_all(at=AT + timedelta(minutes=3))

    assert (dead.key in robots.numbers, len(dead.rows)) == (True, 6)
    assert Delivery.objects.filter(parcel=dead.key, state="SENT").count() == 6


def test_what_waits_on_a_channel_that_is_off_goes_out_when_it_is_on_again(
    robots: StandIn, opened: Open, wanting: Want
) -> None:
    channel = opened()
    wanting(clerk(), channel)
    told(clerk())
    services.route(at=AT)
    services.switch_channel(channel, is_active=False, actor=officer("sysadmin"), at=AT)
    assert services.deliver_all(at=AT) == (0, 0)

    services.switch_channel(channel, is_active=True, actor=officer("sysadmin"), at=AT)

    assert services.deliver_all(at=AT) == (1, 0)


def test_mail_goes_to_the_address_its_owner_gave(settings: Settings, wanting: Want) -> None:
    post = mailbox(settings)
    set_own_address("zhang@example.cn", actor=clerk(), at=AT)
    wanting(clerk(), post)
    told(clerk())
    services.route(at=AT)

    assert services.deliver_all(at=AT) == (1, 0)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["zhang@example.cn"], "【落地】有事项等待审核或认定")
    assert message.extra_headers["Message-ID"] == f"<luodi-{Delivery.objects.get().parcel}@example.cn>"


def test_mail_without_an_address_is_given_up_and_says_what_to_do(settings: Settings, wanting: Want) -> None:
    post = mailbox(settings)
    set_own_address("zhang@example.cn", actor=clerk(), at=AT)
    wanting(clerk(), post)
    set_own_address("", actor=clerk(), at=AT)
    told(clerk())
    services.route(at=AT)

    assert services.deliver_all(at=AT) == (0, 1)

    row = Delivery.objects.get()
    assert (row.state, row.failure) == ("GIVEN_UP", "收件人没有填写邮箱，请本人在“消息—接收设置”中填写")


def test_a_mail_server_that_breaks_off_is_tried_again(
    settings: Settings, wanting: Want, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = mailbox(settings)
    set_own_address("zhang@example.cn", actor=clerk(), at=AT)
    wanting(clerk(), post)
    told(clerk())
    services.route(at=AT)

    def fail(_message: EmailMessage) -> int:
        raise SMTPServerDisconnected("secret words of the server")

    monkeypatch.setattr(EmailMessage, "send", fail)

    assert services.deliver_next(at=AT) is False
    row = Delivery.objects.get()
    assert (row.state, row.failure) == ("FAILED", "发件服务器没有接收（SMTPServerDisconnected）")


def test_who_left_gets_nothing_any_more(robots: StandIn, opened: Open, wanting: Want) -> None:
    wanting(clerk(), opened())
    told(clerk())
    services.route(at=AT)
    set_active(clerk(), active=False, actor=officer("sysadmin"), at=AT, reason="调离")
    told(clerk())
    services.route(at=AT)

    services.deliver_all(at=AT)

    assert (robots.taken, states()) == ([], [("GIVEN_UP", 1)])


def test_each_sees_the_own_deliveries_and_the_officer_all(opened: Open, wanting: Want) -> None:
    channel = opened()
    wanting(clerk(), channel)
    wanting(checker(), channel)
    told(clerk(), checker())
    services.route(at=AT)

    assert [row.recipient for row in selectors.own_deliveries(clerk())] == [clerk()]
    assert selectors.deliveries(officer("sysadmin"), DeliveryFilter(state="WAITING")).count() == 2
    assert selectors.tally(AT + timedelta(hours=1)) == selectors.Tally(2, 0, 0, 0, late=2)


def mailbox(settings: Settings) -> Channel:
    """E-mail without titles."""
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "luodi@example.cn"
    unit("QJ")
    values = services.ChannelValues(kind="EMAIL", name="政务邮箱")
    return services.add_channel(values, actor=officer("sysadmin"), at=AT)
