"""Columns of the lists of responsibility."""

from typing import Any

from django.urls import reverse

from luodi.interfaces.web.ui.badges import Badge, stage
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column


def _project(project: Any) -> str:  # noqa: ANN401 - pages know no models
    return reverse("projects:duties", args=[project.pk])


def _holders(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return "；".join(
        f"{one.line.label}：{'、'.join(one.holders)}" for one in row.lines if one.holders and one.line.role
    )


GAPS: tuple[Column[Any], ...] = (
    Column("name", "项目", lambda row: row.project.name, is_title=True, href=lambda row: _project(row.project)),
    Column("unit", "单位", lambda row: row.project.unit.label, is_short=True),
    Column("stage", "阶段", lambda row: stage(row.project.stage), Kind.BADGE),
    Column("set", "责任体系", lambda row: row.followed.name if row.followed else "", is_short=True),
    Column(
        "missing",
        "缺",
        lambda row: [Badge(line.label, "bad") for line in row.missing] or [Badge("齐全", "good")],
        Kind.BADGE,
    ),
    Column("holders", "已落实", _holders, is_wide=True),
    Column("leader", "台账所写包抓领导", lambda row: row.project.leader, is_shown=False),
    Column("owner", "台账所写责任人", lambda row: row.project.owner, is_shown=False),
)


def _left(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    _duty, over = row
    if over > 0:
        return Badge(f"超期 {over} 天", "bad")
    return Badge("今天到期" if over == 0 else f"还有 {-over} 天", "warn" if over > -4 else "info")


VISITS: tuple[Column[Any], ...] = (
    Column(
        "name",
        "项目",
        lambda row: row[0].assignment.project.name,
        is_title=True,
        href=lambda row: _project(row[0].assignment.project),
    ),
    Column("unit", "单位", lambda row: row[0].assignment.project.unit.label, is_short=True),
    Column("person", "走访人", lambda row: row[0].assignment.holder, is_short=True),
    Column("role", "角色", lambda row: row[0].assignment.get_role_display(), is_short=True),
    Column("every", "间隔", lambda row: row[0].every_days, Kind.INTEGER, "天"),
    Column("last", "上次走访", lambda row: row[0].last_on, Kind.DATE),
    Column("due", "应于", lambda row: row[0].due_on, Kind.DATE),
    Column("left", "状态", _left, Kind.BADGE),
)
