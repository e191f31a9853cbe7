"""The codes of notices and their sentences."""

from typing import Final

CODES: Final = {
    "approvals.waiting": "有事项等待审核或认定",
    "approvals.recognised": "上报事项已认定",
    "approvals.returned": "上报事项被退回",
    "orgs.reset_asked": "有人申请重置密码",
    "orgs.reset_answered": "重置密码申请有了结果",
    "orgs.temporary_password": "密码已被重置",
    "intake.finished": "导入完成",
    "intake.undone": "导入已撤销",
    "closing.started": "期间开始结账",
    "closing.closed": "期间已结账",
    "closing.restated": "已结账期间重述",
    "reports.finished": "文稿已生成",
}
