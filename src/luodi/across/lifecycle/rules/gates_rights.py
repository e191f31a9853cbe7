"""Rights over gates, waivers, the competence of offices and re-checks."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Who may change what a stage asks for, ask for a waiver, settle who recognises what, and re-check."""

    EDIT_GATES = "lifecycle.edit_gates"
    ASK_WAIVER = "lifecycle.ask_waiver"
    SET_COMPETENCE = "lifecycle.set_competence"
    REVIEW = "lifecycle.review"


LABELS: Final = {
    Permission.EDIT_GATES: "编制关口（认定要件）",
    Permission.ASK_WAIVER: "申请豁免要件",
    Permission.SET_COMPETENCE: "设定认定权限和抽查比例",
    Permission.REVIEW: "抽取和登记认定复核",
}
