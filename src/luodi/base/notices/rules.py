"""The codes of notices and their sentences."""

from typing import Final

CODES: Final = {
    "approvals.waiting": "有事项等待审核或认定",
    "approvals.recognised": "上报事项已认定",
    "approvals.returned": "上报事项被退回",
    "intake.finished": "导入完成",
    "intake.undone": "导入已撤销",
    "reports.finished": "文稿已生成",
}
