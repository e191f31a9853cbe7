"""Kinds of channels and states of a delivery."""

from typing import Final

from luodi.base.core.choices import TextChoices


class ChannelKind(TextChoices):
    """How a message leaves the system. Inside the system everybody has every message, whatever is chosen here."""

    EMAIL = "EMAIL", "电子邮件"
    WECOM = "WECOM", "企业微信群机器人"
    DINGTALK = "DINGTALK", "钉钉群机器人"
    FEISHU = "FEISHU", "飞书群机器人"


class DeliveryState(TextChoices):
    """What became of one message on one channel."""

    WAITING = "WAITING", "待发送"
    SENT = "SENT", "已送达"
    FAILED = "FAILED", "失败待重试"
    GIVEN_UP = "GIVEN_UP", "已放弃"


OPEN: Final = (DeliveryState.WAITING, DeliveryState.FAILED)
ROBOTS: Final = frozenset({ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU})
SIGNED: Final = frozenset({ChannelKind.DINGTALK, ChannelKind.FEISHU})
"""Robots whose calls are signed with a secret of their own; 企业微信 has only the key in its address."""
