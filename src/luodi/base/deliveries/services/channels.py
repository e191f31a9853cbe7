"""Keeping the channels. What is secret comes in and never goes out again: not to a page, not to the log, not to the audit."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.audit.rules import Scalar
from luodi.base.core.errors import BusinessError
from luodi.base.deliveries.engine import sealing
from luodi.base.deliveries.engine.wording import PRODUCT, Letter
from luodi.base.deliveries.models import Channel
from luodi.base.deliveries.rules.addresses import origin_of, require_address
from luodi.base.deliveries.rules.rights import Permission
from luodi.base.deliveries.rules.words import ROBOTS, SIGNED, ChannelKind
from luodi.base.deliveries.services.carriers import Refused, carry
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require_over_all


@dataclass(frozen=True)
class ChannelValues:
    """What an officer fills in. An empty `address` or `secret` of a known channel keeps the one that is sealed."""

    kind: str
    name: str
    unit: Unit | None = None
    address: str = ""
    secret: str = ""
    has_titles: bool = False

    def __repr__(self) -> str:
        return f"ChannelValues({self.kind}, {self.name})"


@transaction.atomic
def add_channel(values: ChannelValues, *, actor: User, at: datetime) -> Channel:
    """Open a way out of the system. Errors: NotPermitted, BusinessError `deliveries.address|secret|name|mail`."""
    require_over_all(actor, Permission.MANAGE_CHANNELS)
    audit.stand_in_line()
    kind = ChannelKind(values.kind)
    if kind in ROBOTS and not values.address:
        raise BusinessError("请填写机器人地址，在群的机器人设置页复制。", code="deliveries.address")
    if kind in SIGNED and not values.secret:
        raise BusinessError(
            f"请填写{kind.label}的签名密钥：在机器人的安全设置中选“加签”（签名校验）后复制。", code="deliveries.secret"
        )
    channel = Channel(kind=kind, made_at=at)
    _fill(channel, values)
    channel.save()
    changes: dict[str, tuple[Scalar, Scalar]] = {
        "kind": ("", str(kind.label)),
        "has_titles": (None, channel.has_titles),
    }
    audit.record(audit.Act("deliveries.channel_added", channel, changes=changes), actor=actor, at=at)
    return channel


@transaction.atomic
def change_channel(channel: Channel, values: ChannelValues, *, actor: User, at: datetime) -> Channel:
    """Change a channel; its kind stays. The audit says that address or secret were replaced, never what they are."""
    require_over_all(actor, Permission.MANAGE_CHANNELS)
    audit.stand_in_line()
    locked = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    before = _stated(locked)
    _fill(locked, values)
    locked.save()
    after = _stated(locked)
    changes = {name: (old, after[name]) for name, old in before.items() if old != after[name]}
    changes |= {
        word: ("", "已更换") for word, given in (("address", values.address), ("secret", values.secret)) if given
    }
    audit.record(audit.Act("deliveries.channel_changed", locked, changes=changes), actor=actor, at=at)
    return locked


def _stated(channel: Channel) -> dict[str, Scalar]:
    return {"name": channel.name, "has_titles": channel.has_titles, "unit": str(channel.unit or "")}


def _fill(channel: Channel, values: ChannelValues) -> None:
    kind = ChannelKind(channel.kind)
    if kind is ChannelKind.EMAIL and not settings.EMAIL_HOST:
        raise BusinessError(
            "还没有配置发件服务器。请运维先设置 LUODI_EMAIL_URL 和 LUODI_EMAIL_FROM。", code="deliveries.mail"
        )
    _require_free(channel, values.name, kind)
    channel.name, channel.has_titles = values.name, values.has_titles
    channel.unit = values.unit if kind in ROBOTS else None
    if values.address and kind in ROBOTS:
        require_address(kind, values.address, allowed=settings.LUODI_WEBHOOK_ORIGINS)
        channel.sealed_address = sealing.sealed(values.address, settings.SECRET_KEY)
        channel.host = origin_of(values.address).partition("://")[2]
    if values.secret and kind in SIGNED:
        channel.sealed_secret = sealing.sealed(values.secret, settings.SECRET_KEY)


def _require_free(channel: Channel, name: str, kind: ChannelKind) -> None:
    others = Channel.objects.exclude(pk=channel.pk)
    if others.filter(name=name).exists():
        raise BusinessError(f"已有名为“{name}”的渠道，请换一个名称。", code="deliveries.name")
    if kind is ChannelKind.EMAIL and others.filter(kind=kind).exists():
        raise BusinessError("电子邮件渠道已经登记，请在列表中修改或启用它。", code="deliveries.name")


@transaction.atomic
def switch_channel(channel: Channel, *, is_active: bool, actor: User, at: datetime) -> Channel:
    """Switch a channel off or on again. What waits on a channel that is off stays and goes out when it is on again."""
    require_over_all(actor, Permission.MANAGE_CHANNELS)
    audit.stand_in_line()
    locked = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    changes = {"is_active": (locked.is_active, is_active)}
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])
    audit.record(audit.Act("deliveries.channel_switched", locked, changes=changes), actor=actor, at=at)
    return locked


def try_channel(channel: Channel, *, actor: User, at: datetime) -> None:
    """Send one message that says nothing but that it is a trial. Errors: BusinessError `deliveries.trial` with the reason."""
    require_over_all(actor, Permission.MANAGE_CHANNELS)
    text = f"【{PRODUCT}】这是一条测试消息，收到即表示渠道“{channel.name}”可以使用。"
    try:
        carry(channel, Letter(f"T{channel.pk}", f"【{PRODUCT}】测试消息", text), to=actor.email, at=at)
    except Refused as error:
        raise BusinessError(f"没有送达：{error}。请核对后再试。", code="deliveries.trial") from None
    with transaction.atomic():
        audit.record(audit.Act("deliveries.channel_tried", channel), actor=actor, at=at)
