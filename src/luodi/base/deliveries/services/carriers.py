"""Handing one letter to a channel. What goes wrong is said without addresses and secrets."""

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.deliveries.engine import posting, robots, sealing
from luodi.base.deliveries.engine.wording import Letter
from luodi.base.deliveries.models import Channel
from luodi.base.deliveries.rules.addresses import is_internal_allowed, require_address, secret_parts
from luodi.base.deliveries.rules.words import ChannelKind

_MOST_REASON = 200


class Refused(Exception):
    """The letter was not taken. `is_final`: trying again cannot help."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(shortened(reason, _MOST_REASON))
        self.is_final = is_final


def carry(channel: Channel, letter: Letter, *, to: str, at: datetime) -> None:
    """One attempt, outside any transaction. Refused when the other side did not take the letter."""
    if channel.kind == ChannelKind.EMAIL:
        _mail(letter, to)
    else:
        _post(channel, letter, at)


def _mail(letter: Letter, to: str) -> None:
    if not to:
        raise Refused("收件人没有填写邮箱，请本人在“消息—接收设置”中填写", is_final=True)
    name = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "luodi"
    message = EmailMessage(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [to],
        headers={"Message-ID": f"<luodi-{letter.key}@{name}>"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused:
        raise Refused("对方邮件服务器不认这个收件地址") from None
    except smtplib.SMTPAuthenticationError:
        raise Refused("发件服务器不认账号或口令，请运维核对 LUODI_EMAIL_URL") from None
    except (smtplib.SMTPException, OSError) as error:
        raise Refused(f"发件服务器没有接收（{type(error).__name__}）") from None


def _post(channel: Channel, letter: Letter, at: datetime) -> None:
    kind = ChannelKind(channel.kind)
    try:
        address = sealing.unsealed(channel.sealed_address, settings.SECRET_KEY)
        secret = sealing.unsealed(channel.sealed_secret, settings.SECRET_KEY)
    except sealing.Unsealable:
        raise Refused("实例的密钥已更换，原来的机器人地址和密钥解不开，请在消息渠道中重新填写") from None
    allowed = settings.LUODI_WEBHOOK_ORIGINS
    try:
        require_address(kind, address, allowed=allowed)
    except BusinessError as error:
        raise Refused(error.message) from None
    call = robots.call_of(kind, address, secret, letter.text, at=at)
    try:
        reply = posting.post(call, internal_allowed=is_internal_allowed(address, allowed=allowed))
    except posting.Unreachable as error:
        raise Refused(str(error)) from None
    reason = robots.refusal(kind, reply.status, reply.body)
    if reason:
        raise Refused(_without(reason, secret, *secret_parts(address)))


def _without(reason: str, *secrets: str) -> str:
    """The reason, should the other side have repeated what was secret."""
    for secret in filter(None, secrets):
        reason = reason.replace(secret, "＊")
    return reason
