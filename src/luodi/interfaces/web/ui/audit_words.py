"""The audit log in Chinese: its action codes, the names of what changed, and values as people read them."""

from typing import Final

from luodi.base.approvals.rules import SlipState
from luodi.domains.projects.rules import Event
from luodi.interfaces.web.ui import formats

ACTIONS: Final = {
    "approvals.verify": "审核通过",
    "approvals.recognise": "认定",
    "approvals.return": "退回",
    "bookmarks.dropped": "删去常用视图",
    "bookmarks.saved": "保存常用视图",
    "chains.changed": "修改产业链",
    "chains.made": "新建产业链",
    "assessment.adjustment_filed": "填报考核调整",
    "assessment.adjustment_reversed": "撤销考核调整",
    "assessment.draft_discarded": "删除方案草稿",
    "assessment.marked": "录入评价分",
    "assessment.preset_installed": "装入预置方案",
    "assessment.published": "公布考核排名",
    "assessment.scheme_adopted": "批准方案生效",
    "assessment.scheme_changed": "修改方案草稿",
    "assessment.scheme_drafted": "建立方案草稿",
    "assessment.closing_started": "开始结账",
    "assessment.closing_cancelled": "退回未结账",
    "assessment.period_closed": "结账",
    "assessment.period_restated": "重述已结账期间",
    "figures.period_locked": "锁定期间",
    "figures.period_restated": "重新锁定期间",
    "files.stored": "上传附件",
    "intake.committed": "导入台账",
    "intake.dropped": "放弃导入",
    "intake.mapping_remembered": "记住列对应",
    "intake.queued": "确认导入",
    "intake.undone": "撤销导入",
    "intake.uploaded": "上传台账",
    "investors.activity_filed": "登记招商活动",
    "investors.activity_withdrawn": "撤回招商活动",
    "investors.attendance_corrected": "更正参会情况",
    "investors.contact_revealed": "查看客商联系电话",
    "investors.contact_set": "登记客商联系电话",
    "investors.trip_evidence_added": "补充外出材料",
    "investors.trip_withdrawn": "撤回外出招商",
    "projects.contact_revealed": "查看项目联系电话",
    "projects.evidence_added": "补充佐证材料",
    "projects.shares_proposed": "申请调整单位分担",
    "orgs.password_reset": "发出临时密码",
    "orgs.reset_decided": "办理重置密码申请",
    "orgs.reset_requested": "申请重置密码",
    "investors.completed": "补充客商信息",
    "investors.honour_awarded": "登记荣誉榜单",
    "investors.registered": "登记客商",
    "investors.trip_filed": "登记外出招商",
    "orgs.calendar_set": "修改工作日历",
    "orgs.grant_ended": "终止授权",
    "orgs.password_set": "修改密码",
    "orgs.person_made": "登记人员",
    "orgs.role_granted": "授予角色",
    "orgs.service_account_made": "建立服务账号",
    "orgs.unit_changed": "修改单位",
    "orgs.unit_made": "新建单位",
    "orgs.unit_merged": "撤并单位",
    "orgs.user_made": "开通账号",
    "orgs.user_switched": "启用或停用账号",
    "projects.capital_filed": "填报到位资金",
    "projects.capital_reversed": "冲减到位资金",
    "projects.changed": "修改项目",
    "projects.event_filed": "填报阶段事件",
    "projects.event_reversed": "撤销阶段事件",
    "projects.opened": "登记项目",
    "projects.rate_entered": "录入汇率",
    "projects.shared": "设定单位分担",
    "projects.taken_back": "撤回导入的项目",
    "projects.taken_over": "导入接收项目",
    "reports.drafted": "起草文稿",
    "reports.edited": "修改文稿",
    "reports.formatted": "设置公文格式",
    "reports.issued": "文稿定稿",
    "reports.refreshed": "更新文稿数字",
    "targets.issued": "下达目标",
    "targets.withdrawn": "撤回目标",
}
FIELDS: Final = {
    "year": "年度",
    "missing": "不能评价的指标",
    "mark": "评价分",
    "is_ranked": "参加排名",
    "is_public": "是否公布",
    "colour_mode": "五色评定",
    "amount_in_wan": "金额（万元）",
    "arrived_on": "到位日期",
    "chief": "链长",
    "event": "事件",
    "evidence": "材料",
    "fact": "事实",
    "rate": "汇率",
    "valid_from": "生效日",
    "contact_phone": "联系电话",
    "group": "考核分组",
    "is_active": "启用",
    "is_workday": "工作日",
    "kind": "类别",
    "merged_into": "并入单位",
    "name": "名称",
    "occurred_on": "发生日期",
    "origin": "来源",
    "place": "所在地",
    "role": "角色",
    "scope": "数据范围",
    "shares": "单位分担",
    "short_name": "简称",
    "state": "状态",
    "unit": "单位",
    "uscc": "统一社会信用代码",
    "value": "目标值",
}
CHANNELS: Final = {"web": "网页", "cli": "命令行", "api": "接口", "jobs": "后台", "import": "导入", "": ""}


def action(code: str) -> str:
    """What was done; an unknown code as it stands."""
    return ACTIONS.get(code, code)


def field(name: str) -> str:
    """What changed; an unknown name as it stands."""
    return FIELDS.get(name, name)


def value(name: str, raw: object) -> str:
    """An old or new value."""
    if name == "state" and raw in SlipState.values:
        return str(SlipState(raw).label)
    if name == "event" and raw in Event.values:
        return str(Event(raw).label)
    if isinstance(raw, bool):
        return formats.yes_no(raw)
    return formats.UNKNOWN if raw in (None, "") else str(raw)


def difference(label: str, old: str, new: str) -> str:
    """`金额：120 → 130`; without an old value only the new one."""
    return f"{label}：{new}" if old == formats.UNKNOWN else f"{label}：{old} → {new}"
