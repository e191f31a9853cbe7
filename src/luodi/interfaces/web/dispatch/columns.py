"""Columns of frozen lists, of their rows, of the sets, and of weekly returns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from luodi.across.reports.rules.weekly import HEADERS, WeekState
from luodi.across.reports.selectors.dispatch_frozen import FrozenRow
from luodi.across.reports.selectors.dispatch_taking import Row
from luodi.across.reports.selectors.weekly import UnitWeek
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

TONES = {
    WeekState.IN_TIME: "good",
    WeekState.LATE: "warn",
    WeekState.WAITING: "info",
    WeekState.MISSING: "bad",
}

VERSIONS: tuple[Column[Any], ...] = (
    Column(
        "label",
        "清单",
        lambda row: f"{row.label}项目调度清单",
        is_title=True,
        href=lambda row: query.of_row("dispatch:detail", row.pk),
    ),
    Column("period", "时期", lambda row: parse_period(row.period).label, is_short=True),
    Column("version", "版次", lambda row: f"第{row.version}版", is_short=True),
    Column("unit", "单位", lambda row: row.unit.label),
    Column("count", "项目（个）", lambda row: row.listed, Kind.INTEGER),
    Column("new", "新列（个）", lambda row: row.fresh if row.previous_id else None, Kind.INTEGER),
    Column("gone", "移出（个）", lambda row: row.left if row.previous_id else None, Kind.INTEGER),
    Column("issued", "下发日", lambda row: row.issued_on, Kind.DATE),
    Column("by", "定版人", lambda row: row.recorded_by, is_short=True),
)


def row_columns(rows: Sequence[FrozenRow], orders: Mapping[int, Any]) -> tuple[Column[FrozenRow], ...]:
    """Columns of the rows of one version; `orders` are those drafted out of it, by number. What no row has is hidden."""

    def order(one: FrozenRow) -> str:
        found = orders.get(one.item.number)
        return "" if found is None else found.number or f"{found.get_state_display()}"

    def order_href(one: FrozenRow) -> str:
        found = orders.get(one.item.number)
        return "" if found is None else query.of_row("orders:detail", found.pk)

    return (
        Column(
            "project",
            "项目",
            lambda one: one.row.project,
            is_title=True,
            href=lambda one: query.of_row("projects:detail", one.item.subject_id),
        ),
        Column("change", "与上期比", change_mark, Kind.BADGE),
        Column("times", "列入次数", lambda one: one.row.listed_times, Kind.INTEGER),
        Column("order", "三单", order, href=order_href, is_short=True, is_shown=bool(orders)),
        *_dues(lambda one: one.row, [one.row for one in rows]),
    )


def change_mark(one: FrozenRow) -> Badge | None:
    """New, changed (with what changed when the pointer rests on it), or nothing."""
    if one.is_new:
        return Badge("新列", "info")
    return Badge("有变化", "warn", "；".join(one.changed)) if one.changed else None


def live_columns(rows: Sequence[Row], *, has_before: bool) -> tuple[Column[Row], ...]:
    """Columns of a list as it stands now; what the version before did not have is marked."""
    fresh = Badge("新列", "info")
    return (
        Column("project", "项目", lambda row: row.project, is_title=True),
        Column(
            "change", "与上期比", lambda row: fresh if row.listed_times == 1 else None, Kind.BADGE, is_shown=has_before
        ),
        *_dues(lambda row: row, rows),
    )


def _dues(row: Callable[[Any], Row], rows: Sequence[Row]) -> tuple[Column[Any], ...]:
    """Columns of a row's values; one that no row has something to say in is not shown unless it is chosen."""

    def column(name: str, header: str, kind: Kind = Kind.TEXT, unit: str = "", *, is_shown: bool = True) -> Column[Any]:
        is_said = any(getattr(one, name) not in (None, "") for one in rows)
        return Column(
            name,
            header,
            lambda one: getattr(row(one), name),
            kind,
            unit,
            is_shown=is_shown and is_said,
            is_short=kind is Kind.TEXT and name != "responsible",
        )

    return (
        column("stage", "当前阶段"),
        column("colour", "色", Kind.COLOUR),
        column("overdue_clock", "超期时限"),
        column("overdue_days", "超期（天）", Kind.INTEGER),
        column("total_investment_in_wan", "总投资", Kind.MONEY, "万元"),
        column("signed_on", "签约日", Kind.DATE),
        column("bottom_line_on", "底线日", Kind.DATE),
        column("talks_until", "洽谈时限", Kind.DATE),
        column("suspended_on", "停建日", Kind.DATE),
        column("produced_on", "投产日", Kind.DATE),
        column("obstacle", "卡点"),
        column("responsible", "责任单位/人"),
        column("leader", "包抓领导"),
        column("next_milestone", "下月节点"),
        column("urged_times", "督办次数", Kind.INTEGER),
        column("investor", "投资方", is_shown=False),
    )


def _confirmed(code: str) -> Callable[[UnitWeek], object]:
    """The figure as the unit confirmed it."""
    return lambda one: next((value.text or None for value in one.values if value.code == code), None)


WEEK: tuple[Column[UnitWeek], ...] = (
    Column(
        "unit",
        "单位",
        lambda one: one.unit.label,
        is_title=True,
        href=lambda one: reverse("dispatch:unit_week", args=[one.call.first_on, one.unit.code]),
    ),
    Column("state", "报送情况", lambda one: Badge(str(one.state.label), TONES[one.state]), Kind.BADGE),
    Column("at", "首次确认", lambda one: one.confirmed_at, Kind.MOMENT),
    Column("by", "确认人", lambda one: None if one.newest is None else one.newest.recorded_by, is_short=True),
    *(Column(code.lower(), header, _confirmed(code), Kind.DECIMAL) for code, header in HEADERS.items()),
    Column("remark", "说明", lambda one: None if one.newest is None else one.newest.remark, is_wide=True),
)
