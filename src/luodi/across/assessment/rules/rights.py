"""Rights over the assessment (domain/10, module ASM)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Rankings, schemes, adjustments, marks; and the rounds: who runs them, appeals, answers, verifies and finalises."""

    VIEW = "assessment.view"
    EDIT_SCHEME = "assessment.edit_scheme"
    ADOPT_SCHEME = "assessment.adopt_scheme"
    FILE_ADJUSTMENT = "assessment.file_adjustment"
    MARK = "assessment.mark"
    PUBLISH = "assessment.publish"
    RUN_ROUND = "assessment.run_round"
    APPEAL = "assessment.appeal"
    ANSWER_APPEAL = "assessment.answer_appeal"
    VERIFY_SAMPLE = "assessment.verify_sample"
    FINALISE = "assessment.finalise"


LABELS: Final = {
    Permission.VIEW: "查看考核排名",
    Permission.EDIT_SCHEME: "编制考核方案",
    Permission.ADOPT_SCHEME: "批准考核方案生效",
    Permission.FILE_ADJUSTMENT: "填报考核调整",
    Permission.MARK: "录入评价分",
    Permission.PUBLISH: "公布考核排名",
    Permission.RUN_ROUND: "组织考核（试算、自查、核查、公示）",
    Permission.APPEAL: "确认考核自查、提出申诉和异议",
    Permission.ANSWER_APPEAL: "答复考核申诉和异议",
    Permission.VERIFY_SAMPLE: "登记考核核查结果",
    Permission.FINALISE: "考核定稿、作废",
}
