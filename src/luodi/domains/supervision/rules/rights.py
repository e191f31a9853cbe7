"""Rights over problems, orders, meetings and inspections (domain/10, row DSP of the matrix)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Who raises, answers, drafts, issues, checks, meets and inspects."""

    VIEW = "supervision.view"
    RAISE = "supervision.raise_issue"
    ANSWER = "supervision.answer"
    FINISH = "supervision.finish"
    DRAFT = "supervision.draft_order"
    ISSUE_ASSIGN = "supervision.issue_assign"
    ISSUE_SUPERVISE = "supervision.issue_supervise"
    ISSUE_ACCOUNT = "supervision.issue_account"
    CHECK = "supervision.check_order"
    APPROVE_EXTENSION = "supervision.approve_extension"
    MEET = "supervision.hold_meeting"
    PLAN = "supervision.plan_inspection"
    APPROVE_PLAN = "supervision.approve_plan"
    INSPECT = "supervision.inspect"


LABELS: Final = {
    Permission.VIEW: "查看问题与督办",
    Permission.RAISE: "提出问题",
    Permission.ANSWER: "签收与反馈",
    Permission.FINISH: "审签办理结果、报请核查",
    Permission.DRAFT: "起草三单",
    Permission.ISSUE_ASSIGN: "下达交办单",
    Permission.ISSUE_SUPERVISE: "下达督办单",
    Permission.ISSUE_ACCOUNT: "下达问责建议单",
    Permission.CHECK: "核查与销号",
    Permission.APPROVE_EXTENSION: "批准督办延期",
    Permission.MEET: "组织调度会议",
    Permission.PLAN: "编制督查计划",
    Permission.APPROVE_PLAN: "批准督查计划",
    Permission.INSPECT: "登记督查与复查",
}
