"""Columns of the lists of plans and findings."""

from datetime import date
from typing import Any, Final

from django.urls import reverse

from luodi.domains.supervision.rules.inspections import FindingState
from luodi.interfaces.web.ui import formats, query
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_DUE: Final = frozenset({FindingState.ORDERED, FindingState.RETURNED})

PLANS: Final[tuple[Column[Any], ...]] = (
    Column(
        "title",
        "计划",
        lambda row: row.title,
        is_title=True,
        href=lambda row: query.of_row("inspections:detail", row.pk),
    ),
    Column("number", "编号", lambda row: row.number, Kind.CODE),
    Column("kind", "类别", lambda row: row.get_kind_display()),
    Column("unit", "组织单位", lambda row: row.unit.label),
    Column("begins_on", "开始", lambda row: row.begins_on, Kind.DATE),
    Column("ends_on", "结束", lambda row: row.ends_on, Kind.DATE),
    Column("basis_no", "依据文号", lambda row: row.basis_no or "未填"),
    Column("state", "状态", lambda row: marks.plan_state(row.state), Kind.BADGE),
)


def findings(on: date) -> tuple[Column[Any], ...]:
    """Of the list of rectifications; lateness is that of the day."""
    return (
        Column(
            "text",
            "问题",
            lambda row: row.text,
            is_title=True,
            href=lambda row: reverse("inspections:finding", args=[row.pk]),
        ),
        Column("unit", "整改单位", lambda row: row.unit.label),
        Column("project", "项目", lambda row: row.inspection.project),
        Column("found_on", "发现日", lambda row: row.found_on, Kind.DATE),
        Column("due_on", "整改期限", lambda row: row.due_on, Kind.DATE),
        Column("state", "状态", lambda row: marks.finding_state(row.state), Kind.BADGE),
        Column(
            "late",
            "时限",
            lambda row: marks.lateness((on - row.due_on).days) if row.state in _DUE else None,
            Kind.BADGE,
        ),
    )


SCORES: Final[tuple[Column[Any], ...]] = (
    Column("rank", "名次", lambda row: row.rank, Kind.INTEGER),
    Column(
        "label",
        "观摩点",
        lambda row: row.label,
        is_title=True,
        href=lambda row: reverse("inspections:visit", args=[row.inspection_id]),
    ),
    Column("unit", "单位", lambda row: row.unit_name),
    Column("judges", "评委数", lambda row: row.judges, Kind.INTEGER),
    Column(
        "mean",
        "平均分",
        lambda row: None if row.mean is None else formats.as_decimal(row.mean),
        Kind.DECIMAL,
        "分",
    ),
)
