"""The codes of notices with their sentences, the subjects they belong to, and which of them are urgent."""

from typing import Final

CODES: Final = {
    "approvals.waiting": "有事项等待审核或认定",
    "approvals.recognised": "上报事项已认定",
    "approvals.returned": "上报事项被退回",
    "projects.capital_cut": "到位资金部分认定",
    "lifecycle.sample_drawn": "认定复核已抽样",
    "orgs.reset_asked": "有人申请重置密码",
    "orgs.reset_answered": "重置密码申请有了结果",
    "orgs.temporary_password": "密码已被重置",
    "assessment.self_check": "考核自查开始",
    "assessment.appeal_waiting": "有考核申诉或异议待答复",
    "assessment.answer_given": "考核申诉有了答复",
    "assessment.sample_waiting": "考核核查已抽样",
    "assessment.publicity": "考核结果公示",
    "assessment.stretch_over": "考核自查或公示期满",
    "assessment.round_final": "考核结果定稿",
    "assessment.round_dropped": "一轮考核已作废",
    "clocks.due": "项目时限将到或超期",
    "clocks.answered": "时限处理建议已答复",
    "milestones.progress_due": "进度月报该填报了",
    "intake.finished": "导入完成",
    "intake.undone": "导入已撤销",
    "closing.started": "期间开始结账",
    "closing.closed": "期间已结账",
    "closing.restated": "已结账期间重述",
    "projects.duty_given": "有项目由您负责",
    "projects.visit_due": "项目走访快到期",
    "projects.visit_overdue": "项目走访已超期",
    "offers.planned_moved": "策划项目有了进展",
    "targets.split_waiting": "目标分解待审批",
    "targets.split_moved": "目标分解有了进展",
    "targets.card_waiting": "领导任务卡待审批",
    "targets.card_moved": "领导任务卡有了进展",
    "targets.card_issued": "任务卡已下达或调整",
    "reports.finished": "文稿已生成",
    "reports.dispatch_issued": "调度清单已下发",
    "reports.week_due": "周统计待确认",
    "incentives.list_moved": "招商英雄榜有了进展",
    "incentives.review_waiting": "英雄榜提名待评分",
    "incentives.objection_waiting": "英雄榜公示有异议待答复",
    "incentives.objection_replied": "英雄榜异议有了答复",
    "incentives.challenge_open": "有新的揭榜挂帅",
    "incentives.take_moved": "揭榜有了进展",
    "incentives.take_due": "揭榜快到期或超期",
    "supervision.issue_moved": "问题有了进展",
    "supervision.draft_waiting": "三单草稿待下达",
    "supervision.basis_changed": "三单的依据有变化",
    "supervision.order_moved": "三单有了进展",
    "supervision.order_due": "三单即将到期",
    "supervision.order_urged": "三单催办",
    "supervision.extension_asked": "三单申请延期",
    "supervision.confirmation_wanted": "请确认问题是否解决",
    "supervision.confirmation_given": "提出人已答复",
    "supervision.plan_waiting": "督查计划待批准",
    "supervision.finding_moved": "限期整改有了进展",
}

GROUPS: Final = {
    "approvals": "审核认定",
    "assessment": "考核",
    "clocks": "时限与节点",
    "closing": "期间结账",
    "deliveries": "消息与后台",
    "incentives": "考核",
    "intake": "台账导入",
    "issues": "问题与督办",
    "lifecycle": "阶段与认定",
    "milestones": "时限与节点",
    "offers": "项目与责任",
    "targets": "目标任务",
    "orders": "问题与督办",
    "orgs": "账号与密码",
    "projects": "项目与责任",
    "reports": "文稿",
    "supervision": "问题与督办",
}
"""The subject of a code, by its first word: what a person subscribes to."""
OTHER: Final = "其他"
URGENT: Final = frozenset({"orgs.temporary_password", "orgs.reset_asked"})
"""Codes that go out in quiet hours too and are never held for a digest."""


PRESSING: Final = frozenset({"approvals.returned"})
"""Codes of what the recipient has to mend: they stand before the others until they are read."""


def group_of(code: str) -> str:
    """The subject under which people find the code."""
    return GROUPS.get(code.partition(".")[0], OTHER)


def group_names() -> list[str]:
    """The subjects that have codes, in the order of the codes."""
    return list(dict.fromkeys(group_of(code) for code in CODES))


def is_urgent(code: str) -> bool:
    """Whether the code may disturb a person's rest."""
    return code in URGENT
