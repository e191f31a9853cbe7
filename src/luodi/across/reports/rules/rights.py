"""Rights over papers (domain/10, module RPT)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Seeing, writing and taking out papers."""

    VIEW = "reports.view"
    WRITE = "reports.write"
    EXPORT = "reports.export"


LABELS: Final = {
    Permission.VIEW: "查看文稿",
    Permission.WRITE: "编写文稿",
    Permission.EXPORT: "导出文稿",
}
