"""Word lists of a project and the rights over it (domain/03 §4.2, domain/10 modules PRJ and CAP)."""

from datetime import date
from enum import StrEnum
from typing import Final

from luodi.base.core.choices import TextChoices


class ProjectKind(TextChoices):
    """What kind of investment it is; each kind has its own track (domain/04 §4.3)."""

    BUILD = "BUILD", "建设"
    PURCHASE = "PURCHASE", "购置"
    LEASE = "LEASE", "租赁改造"
    SERVICE = "SERVICE", "服务/总部"
    PLATFORM = "PLATFORM", "平台合作"
    EXPANSION = "EXPANSION", "增资扩产"


class NegotiationClass(TextChoices):
    """How long talks may last: 3 calendar months, major projects 6 (seed 001)."""

    ORDINARY = "ORDINARY", "普通（3个月）"
    MAJOR = "MAJOR", "重大（6个月）"


class ChainAction(TextChoices):
    """What the project does for its chain."""

    BUILD = "BUILD", "建链"
    EXTEND = "EXTEND", "延链"
    FILL = "FILL", "补链"
    STRENGTHEN = "STRENGTHEN", "强链"


class ShareRole(TextChoices):
    """In which role a unit shares a project; promotion shares sum to 100 %."""

    PROMOTE = "PROMOTE", "招引"
    LAND = "LAND", "落地"
    COOPERATE = "COOPERATE", "协同"


OPEN_START: Final = date(1900, 1, 1)
"""The first day of money that is told as one sum from the beginning on: nobody knows the day."""


class CapitalOrigin(TextChoices):
    """Where the money comes from; 市域外 is all but LOCAL (domain/04 §4.5.8)."""

    FOREIGN = "FOREIGN", "境外"
    OUT_PROVINCE = "OUT_PROVINCE", "省外"
    OUT_CITY = "OUT_CITY", "省内市外"
    OUTSIDE = "OUTSIDE", "市域外（未细分）"
    LOCAL = "LOCAL", "本地"


class CapitalForm(TextChoices):
    """In which form it arrived."""

    CASH = "CASH", "现汇"
    EQUIPMENT = "EQUIPMENT", "设备"
    LAND = "LAND", "土地"
    WORKS = "WORKS", "建安"
    INTANGIBLE = "INTANGIBLE", "无形资产"
    OTHER = "OTHER", "其他"


class Permission(StrEnum):
    """Rights over projects and their ledger; verifying and recognising are rights over slips."""

    VIEW = "projects.view"
    EDIT = "projects.edit"
    FILE_EVENT = "projects.file_event"
    FILE_CAPITAL = "projects.file_capital"
    REVERSE_EVENT = "projects.reverse_event"
    REVERSE_CAPITAL = "projects.reverse_capital"
    VIEW_SENSITIVE = "projects.view_sensitive"
    EXPORT = "projects.export"
    ENTER_RATES = "projects.enter_rates"
    ASSIGN = "projects.assign"
    LOG_VISIT = "projects.log_visit"
    EDIT_DUTY_SETS = "projects.edit_duty_sets"
    PLAN = "projects.plan"
    FILE_PROGRESS = "projects.file_progress"
    EDIT_TEMPLATES = "projects.edit_templates"
    FILE_DOCUMENT = "projects.file_document"
    CHECK_SITE = "projects.check_site"
    APPROVE_SIDE = "projects.approve_side"
    APPROVE_OVER_SHARE = "projects.approve_over_share"


LABELS: Final = {
    Permission.VIEW: "查看项目",
    Permission.EDIT: "登记和修改项目",
    Permission.FILE_EVENT: "填报阶段事件",
    Permission.FILE_CAPITAL: "填报到位资金",
    Permission.REVERSE_EVENT: "撤销阶段事件",
    Permission.REVERSE_CAPITAL: "冲减到位资金",
    Permission.VIEW_SENSITIVE: "查看项目敏感信息",
    Permission.EXPORT: "导出项目",
    Permission.ENTER_RATES: "录入汇率",
    Permission.ASSIGN: "安排项目责任",
    Permission.LOG_VISIT: "登记项目走访",
    Permission.EDIT_DUTY_SETS: "修改责任体系",
    Permission.PLAN: "编制节点计划、填报节点完成",
    Permission.FILE_PROGRESS: "填报进度月报",
    Permission.EDIT_TEMPLATES: "修改节点模板",
    Permission.FILE_DOCUMENT: "登记项目文件",
    Permission.CHECK_SITE: "登记现场核查与照片",
    Permission.APPROVE_SIDE: "批准退回、置换（任务下达单位）",
    Permission.APPROVE_OVER_SHARE: "批准超比例置换（分管领导）",
}
