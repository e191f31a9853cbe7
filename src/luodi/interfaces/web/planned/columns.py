"""Columns of the library, and the mark of a state."""

from typing import Any, Final

from luodi.domains.offers.rules import PlannedState
from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

DEFAULT_SORT: Final = "-code"
_TONES: Final = {
    PlannedState.STORED: "info",
    PlannedState.OFFERED: "brand",
    PlannedState.ATTRACTED: "good",
    PlannedState.DROPPED: "bad",
}


def state_mark(code: str) -> Badge:
    """Where a planned project stands."""
    known = PlannedState(code)
    return Badge(str(known.label), _TONES.get(known, "plain"))


def _marks(row: Any) -> list[Badge]:  # noqa: ANN401 - pages know no models
    marks = [state_mark(row.state)]
    return [*marks, Badge("已关联项目", "good")] if row.is_linked else marks


COLUMNS: Final[tuple[Column[Any], ...]] = (
    Column(
        "title",
        "策划项目",
        lambda row: row.title,
        is_title=True,
        href=lambda row: query.of_row("planned:detail", row.planned_id),
    ),
    Column("code", "编号", lambda row: row.planned.code, Kind.CODE, sort="planned_id"),
    Column("unit", "谋划单位", lambda row: row.planned.unit.label, sort="planned__unit__path"),
    Column("chain", "产业链", lambda row: row.chain, sort="chain__code"),
    Column("action", "作用", lambda row: row.get_action_display(), is_short=True, sort="action"),
    Column(
        "investment",
        "计划投资",
        lambda row: row.investment_in_wan,
        Kind.MONEY,
        "万元",
        sort="investment_in_wan",
    ),
    Column("land", "用地需求", lambda row: row.land_mu, Kind.DECIMAL, "亩", sort="land_mu", is_shown=False),
    Column("site", "选址", lambda row: row.site, is_shown=False),
    Column("sectors", "产业方向", lambda row: row.sectors, is_shown=False),
    Column("resource", "依托资源", lambda row: row.get_resource_display(), is_short=True, sort="resource"),
    Column("offered_on", "推介日期", lambda row: row.offered_on, Kind.DATE, sort="offered_on"),
    Column("state", "状态", _marks, Kind.BADGE),
)
