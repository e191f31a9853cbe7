"""The audit log in Chinese: its action codes, the names of what changed, and values as people read them."""

from typing import Final

from luodi.base.approvals.rules import SlipState
from luodi.domains.projects.rules import Event
from luodi.interfaces.web.ui import formats

ACTIONS: Final = {
    "approvals.verify": "审核通过",
    "approvals.recognise": "认定",
    "approvals.return": "退回",
    "chains.changed": "修改产业链",
    "chains.made": "新建产业链",
    "files.stored": "上传附件",
    "intake.committed": "导入台账",
    "intake.mapping_remembered": "记住列对应",
    "intake.queued": "确认导入",
    "intake.undone": "撤销导入",
    "intake.uploaded": "上传台账",
    "investors.activity_filed": "登记招商活动",
    "investors.completed": "补充客商信息",
    "investors.honour_awarded": "登记荣誉榜单",
    "investors.registered": "登记客商",
    "investors.trip_filed": "登记外出招商",
    "orgs.calendar_set": "修改工作日历",
    "orgs.grant_ended": "终止授权",
    "orgs.password_set": "重置密码",
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
    "reports.issued": "文稿定稿",
    "reports.refreshed": "更新文稿数字",
    "targets.issued": "下达目标",
    "targets.withdrawn": "撤回目标",
}
FIELDS: Final = {
    "amount_in_wan": "金额（万元）",
    "arrived_on": "到位日期",
    "chief": "链长",
    "event": "事件",
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
