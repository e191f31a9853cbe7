"""Tables of channels, subscriptions and deliveries."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.deliveries.rules.words import OPEN, ChannelKind, DeliveryState
from luodi.base.notices.models import Notice
from luodi.base.orgs.models import Unit, User


class Channel(models.Model):
    """A way out of the system. Address and secret of a robot are sealed and never shown again.

    `unit`: the robot's group belongs to this unit; people of it and of the units below may choose it. `has_titles`: what
    a message is about may leave the system this way; otherwise only its kind does.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField("类别", max_length=10, choices=ChannelKind)
    name = models.CharField("名称", max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="使用单位")
    sealed_address = models.TextField("地址（密封）", blank=True)
    sealed_secret = models.TextField("密钥（密封）", blank=True)
    host = models.CharField("服务器", max_length=120, blank=True)
    has_titles = models.BooleanField("外发内容", default=False)
    is_active = models.BooleanField("启用", default=True)
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "消息渠道"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("kind",), condition=Q(kind=ChannelKind.EMAIL), name="channel_one_mail"),
        )

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """A person wants the messages of one subject on one channel."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("user",)

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="人员")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", verbose_name="渠道")
    group = models.CharField("消息类别", max_length=20)

    class Meta:
        verbose_name = "消息订阅"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("user", "channel", "group"), name="subscription_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.channel_id} {self.group}"


class QuietHours(models.Model):
    """A person's own quiet hours; without a row the instance's usual ones hold."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("user",)

    user = models.OneToOneField(User, models.CASCADE, related_name="+", verbose_name="人员")
    starts = models.TimeField("起")
    ends = models.TimeField("止")
    on_days_off = models.BooleanField("休息日不发", default=True)

    class Meta:
        verbose_name = "免打扰时段"

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}—{self.ends:%H:%M}"


class Delivery(models.Model):
    """One notice on one channel. The row is the truth: a worker takes it under a lease, and a killed one loses nothing.

    Rows that go out together bear one `parcel`, set once when they are first taken; every attempt has the same.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recipient",)

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+", verbose_name="消息")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name="渠道")
    recipient = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="接收人")
    is_urgent = models.BooleanField("紧急", default=False)
    state = models.CharField("状态", max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    made_at = models.DateTimeField("登记时间")
    due_at = models.DateTimeField("最早发送时间")
    parcel = models.CharField("件号", max_length=24, blank=True)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    lease = models.CharField("领用", max_length=32, blank=True)
    lease_until = models.DateTimeField("领用到期", null=True)
    tried_at = models.DateTimeField("最近尝试", null=True)
    sent_at = models.DateTimeField("送达时间", null=True)
    failure = models.CharField("失败原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "消息投递"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("notice", "channel"), name="delivery_once"),)
        indexes = (
            models.Index(fields=("channel", "due_at"), condition=Q(state__in=OPEN), name="delivery_open"),
            models.Index(fields=("recipient", "channel", "tried_at"), name="delivery_pace"),
            models.Index(fields=("parcel",), name="delivery_parcel"),
        )

    def __str__(self) -> str:
        return f"{self.parcel or self.pk} {self.get_state_display()}"
