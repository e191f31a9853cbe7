"""Rights over clocks. Whoever sees a project sees its clocks; whoever files its events asks for pauses of them."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """What only some may do with clocks."""

    EDIT_CLOCKS = "lifecycle.edit_clocks"
    ANSWER_PROPOSALS = "lifecycle.answer_proposals"


LABELS: Final = {
    Permission.EDIT_CLOCKS: "调整时限长短",
    Permission.ANSWER_PROPOSALS: "答复时限处理建议",
}
