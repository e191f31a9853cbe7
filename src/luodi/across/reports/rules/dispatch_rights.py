"""Rights over dispatch lists and weekly returns (domain/10, modules DSP and RPT)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Freezing lists, saying what they ask, confirming a week."""

    FREEZE = "reports.freeze_dispatch"
    EDIT_SETS = "reports.edit_dispatch_sets"
    CONFIRM_WEEK = "reports.confirm_week"


LABELS: Final = {
    Permission.FREEZE: "调度清单定版下发",
    Permission.EDIT_SETS: "设置清单范围",
    Permission.CONFIRM_WEEK: "确认周统计",
}
