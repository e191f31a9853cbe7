"""Rights over channels and deliveries. Neither shows what a message says."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Rights of those who keep the instance running."""

    MANAGE_CHANNELS = "deliveries.manage_channels"
    VIEW = "deliveries.view"


LABELS: Final = {Permission.MANAGE_CHANNELS: "维护消息渠道", Permission.VIEW: "查看投递情况"}
