"""Columns of milestones over many projects, and of returns by month."""

from typing import Any

from django.urls import reverse

from luodi.domains.projects.rules.progress import LETTERS, Light
from luodi.domains.projects.selectors.overview import Due
from luodi.domains.projects.selectors.progress import Owed
from luodi.interfaces.web.ui import badges
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column


def _plan_href(row: Any) -> str:  # noqa: ANN401 - two kinds of rows
    return reverse("projects:plan", args=[row.project.pk])


def _state(row: Due) -> Badge:
    one = row.milestone
    if one.done_on is not None:
        return Badge("按期完成", "good") if one.overdue <= 0 else Badge(f"晚 {one.overdue} 天完成", "alert")
    if one.claimed_on is not None:
        return Badge("待认定", "info")
    if one.overdue > 0:
        return Badge(f"超期 {one.overdue} 天", "bad")
    return Badge(f"还有 {-one.overdue} 天" if one.overdue else "今天到期", "warn" if one.overdue >= -30 else "plain")


MILESTONES: tuple[Column[Due], ...] = (
    Column("project", "项目", lambda row: row.project.name, is_title=True, href=_plan_href),
    Column("name", "节点", lambda row: f"★ {row.milestone.name}" if row.milestone.is_critical else row.milestone.name),
    Column("state", "情况", _state, Kind.BADGE),
    Column("planned", "计划日", lambda row: row.milestone.planned_on, Kind.DATE),
    Column("baseline", "基准日", lambda row: row.milestone.baseline_on, Kind.DATE),
    Column("done", "实际日", lambda row: row.milestone.done_on or row.milestone.claimed_on, Kind.DATE),
    Column("unit", "责任单位", lambda row: row.project.unit.label),
    Column("owner", "责任人", lambda row: row.project.owner or row.project.leader),
)


def _filed(row: Owed) -> Badge:
    if row.row is None:
        return Badge("未报", "bad")
    return badges.slip_state(row.row.slip.state)


RETURNS: tuple[Column[Owed], ...] = (
    Column("project", "项目", lambda row: row.project.name, is_title=True, href=_plan_href),
    Column("unit", "责任单位", lambda row: row.project.unit.label),
    Column("state", "月报", _filed, Kind.BADGE),
    Column("light", "颜色", lambda row: LETTERS[Light(row.row.light)] if row.row else "", Kind.COLOUR),
    Column("invested", "本月投资", lambda row: row.row.invested_in_wan if row.row else None, Kind.MONEY, "万元"),
    Column("percent", "累计工作量", lambda row: row.row.work_percent if row.row else None, Kind.PERCENT),
    Column("works", "形象进度", lambda row: row.row.works if row.row else "", is_wide=True),
    Column("reason", "滞后原因和办法", lambda row: row.row.reason if row.row else "", is_wide=True),
)
