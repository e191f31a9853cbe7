"""Kinds of investors, honours and rights."""

from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices


class Origin(TextChoices):
    """Where an investor or its money comes from (domain/04 §4.5.8 Origin)."""

    FOREIGN = "FOREIGN", "境外"
    OUT_PROVINCE = "OUT_PROVINCE", "省外"
    OUT_CITY = "OUT_CITY", "省内市外"
    LOCAL = "LOCAL", "本地"


class HonourList(TextChoices):
    """Lists that make an investor count in S10."""

    WORLD_500 = "WORLD_500", "世界500强"
    CHINA_500 = "CHINA_500", "中国500强"
    PRIVATE_500 = "PRIVATE_500", "民营500强"
    UNICORN = "UNICORN", "独角兽"
    LISTED = "LISTED", "上市公司"


class Permission(StrEnum):
    """Rights over investors, trips and activities (domain/10, modules INV and ACT)."""

    VIEW = "investors.view"
    EDIT = "investors.edit"
    VIEW_CONTACTS = "investors.view_contacts"
    FILE_TRIP = "investors.file_trip"


LABELS: Final = {
    Permission.VIEW: "查看客商",
    Permission.EDIT: "维护客商",
    Permission.VIEW_CONTACTS: "查看联系方式（敏感）",
    Permission.FILE_TRIP: "填报外出与活动",
}
