"""Rights over the assessment (domain/10, module ASM)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Seeing rankings, making schemes, putting them into force, filing adjustments, entering marks, publishing."""

    VIEW = "assessment.view"
    EDIT_SCHEME = "assessment.edit_scheme"
    ADOPT_SCHEME = "assessment.adopt_scheme"
    FILE_ADJUSTMENT = "assessment.file_adjustment"
    MARK = "assessment.mark"
    PUBLISH = "assessment.publish"


LABELS: Final = {
    Permission.VIEW: "查看考核排名",
    Permission.EDIT_SCHEME: "编制考核方案",
    Permission.ADOPT_SCHEME: "批准考核方案生效",
    Permission.FILE_ADJUSTMENT: "填报考核调整",
    Permission.MARK: "录入评价分",
    Permission.PUBLISH: "公布考核排名",
}
