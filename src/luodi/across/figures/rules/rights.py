"""Rights over figures."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Seeing figures (how far goes with the scope of the grant); closing the periods in which they stand."""

    VIEW = "figures.view"
    CLOSE = "figures.close"
    FORCE_CLOSE = "figures.force_close"
    RESTATE = "figures.restate"


LABELS: Final = {
    Permission.VIEW: "查看指标",
    Permission.CLOSE: "期间结账",
    Permission.FORCE_CLOSE: "有待办事项时强制结账",
    Permission.RESTATE: "重述已结账期间",
}
