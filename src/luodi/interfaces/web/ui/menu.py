"""The menu: one row per area, with who sees it. Areas without a row here are reached from other pages."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.intake.rules.batches import Permission as Intake
from luodi.across.proofreading.rules.rights import Permission as Proofreading
from luodi.across.reports.rules.rights import Permission as Reports
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit.rules import Permission as Audit
from luodi.base.deliveries.rules.rights import Permission as Deliveries
from luodi.base.orgs.rules import Permission as Orgs
from luodi.base.runs.rules import Permission as Runs
from luodi.domains.chains.rules import Permission as Chains
from luodi.domains.incentives.rules.rights import Permission as Incentives
from luodi.domains.investors.rules import Permission as Investors
from luodi.domains.offers.rules import Permission as Offers
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.supervision.rules.rights import Permission as Supervision
from luodi.domains.targets.rules import Permission as Targets
from luodi.interfaces.web.ui.access import SIGNED_IN, may


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: word, address name, icon, key after `g`, the permissions of which one opens it."""

    label: str
    name: str
    icon: str
    key: str
    permissions: tuple[str, ...]
    bottom: str = ""
    href: str = ""
    is_current: bool = False
    count: int = 0

    @property
    def area(self) -> str:
        """The page package it leads to."""
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    title: str
    entries: tuple[Entry, ...]


SITE = (Projects.FILE_PROGRESS, Projects.CHECK_SITE)
QUEUE = (*Approvals, Projects.FILE_EVENT, Projects.FILE_CAPITAL)
MENU = (
    Group("", (Entry("我的工作", "home:index", "home", "h", (SIGNED_IN,), bottom="首页"),)),
    Group(
        "项目台账",
        (
            Entry("项目", "projects:list", "building-factory-2", "p", (Projects.VIEW,), bottom="项目"),
            Entry("现场", "site:list", "map-pin", "", SITE, bottom="现场"),
            Entry("审核认定", "approvals:queue", "clipboard-check", "q", QUEUE, bottom="审核"),
            Entry("时限", "clocks:list", "clock", "x", (Projects.VIEW,)),
            Entry("节点与月报", "milestones:list", "calendar-stats", "n", (Projects.VIEW,)),
            Entry("挂图作战", "wall:board", "layout-columns", "v", (Projects.VIEW,)),
            Entry("关口与认定", "gates:list", "checks", "", (Projects.VIEW,)),
            Entry("台账导入", "intake:list", "table-import", "i", (Intake.IMPORT, Intake.UNDO)),
            Entry("责任体系", "duties:list", "user-check", "", (Projects.VIEW,)),
            Entry("客商与活动", "investors:list", "briefcase", "k", (Investors.VIEW,)),
            Entry("产业链", "chains:list", "topology-star-3", "c", (Chains.VIEW,)),
            Entry("策划项目", "planned:list", "map", "", (Offers.VIEW,)),
            Entry("目标任务", "targets:list", "target", "t", (Targets.VIEW,)),
            Entry("汇率", "rates:list", "currency-yuan", "e", (Projects.VIEW,)),
        ),
    ),
    Group(
        "问题与督办",
        (
            Entry("问题", "issues:list", "alert-circle", "y", (Supervision.VIEW,)),
            Entry("三单督办", "orders:overview", "clipboard-list", "3", (Supervision.VIEW,)),
            Entry("调度清单", "dispatch:list", "list-details", "", (Reports.VIEW,)),
            Entry("调度会议", "meetings:list", "users", "z", (Supervision.VIEW,)),
            Entry("督查整改", "inspections:list", "eye", "g", (Supervision.VIEW,)),
        ),
    ),
    Group(
        "统计与文稿",
        (
            Entry("指标看板", "figures:board", "chart-bar", "f", (Figures.VIEW,), bottom="看板"),
            Entry("大屏", "screen:board", "presentation", "b", (Figures.VIEW,)),
            Entry("考核排名", "assessment:ranking", "flag", "s", (Assessment.VIEW,)),
            Entry("招商英雄榜", "heroes:list", "star", "", (Incentives.VIEW,)),
            Entry("揭榜挂帅", "challenges:list", "rosette-discount-check", "", (Incentives.VIEW,)),
            Entry("期间结账", "closing:list", "lock", "j", (Figures.VIEW,)),
            Entry("口径说明", "definitions:list", "notes", "d", (Figures.VIEW,)),
            Entry("文稿", "papers:list", "file-text", "r", (Reports.VIEW,)),
            Entry("核数", "proofreading:check", "file-analytics", "", (Proofreading.CHECK,)),
        ),
    ),
    Group(
        "组织与权限",
        (
            Entry("单位", "units:list", "sitemap", "u", (Orgs.VIEW_UNITS,)),
            Entry("工作日历", "workdays:list", "calendar-event", "w", (Orgs.VIEW_UNITS,)),
            Entry("账号", "users:list", "users", "a", (Orgs.VIEW_USERS,)),
            Entry("角色与授权", "roles:list", "shield-lock", "o", (Orgs.VIEW_GRANTS,)),
            Entry("消息渠道", "channels:list", "message", "m", (Deliveries.MANAGE_CHANNELS,)),
            Entry("后台任务", "runs:list", "refresh", "", (Runs.VIEW,)),
            Entry("审计日志", "audit:list", "history", "l", (Audit.VIEW,)),
        ),
    ),
)


def menu_for(request: HttpRequest, *, waiting: int = 0) -> tuple[Group, ...]:
    """The menu as this person sees it, the current area marked; `waiting` stands beside the queue."""
    current = request.resolver_match.namespace if request.resolver_match else ""
    names = frozenset(entry.name for group in MENU for entry in group.entries if may(request, *entry.permissions))
    return _menu(names, current, waiting)


@lru_cache(maxsize=512)
def _menu(names: frozenset[str], current: str, waiting: int) -> tuple[Group, ...]:
    """The same for all who may open the same areas, so it is put together once."""
    counts = {"approvals": waiting}
    groups = []
    for group in MENU:
        entries = tuple(
            replace(entry, href=reverse(entry.name), is_current=entry.area == current, count=counts.get(entry.area, 0))
            for entry in group.entries
            if entry.name in names
        )
        if entries:
            groups.append(Group(group.title, entries))
    return tuple(groups)
