"""Columns of the lists of orders."""

from datetime import date
from typing import Any, Final

from luodi.domains.supervision.rules.orders import OrderKind, waiting_for
from luodi.domains.supervision.selectors import waiting_line
from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

DEFAULT_SORT: Final = "-number"


def href(order: Any) -> str:  # noqa: ANN401 - pages know no models
    """Address of an order."""
    return query.of_row("orders:detail", order.pk)


def _waiting(order: Any) -> str:  # noqa: ANN401 - pages know no models
    found = waiting_for(order.state, order)
    return "" if found is None else found.what


def columns(on: date) -> tuple[Column[Any], ...]:
    """Of the list of all orders; lateness is that of the day."""

    def late(order: Any) -> object:  # noqa: ANN401 - pages know no models
        line = waiting_line(order, on)
        return None if line is None else marks.lateness(line.days)

    return (
        Column("title", "事项", lambda row: row.title, is_title=True, href=href),
        Column("number", "文号", lambda row: row.number, sort="pk", is_short=True),
        Column("kind", "单别", lambda row: marks.order_kind(row.kind), Kind.BADGE, sort="kind"),
        Column("unit", "牵头单位", lambda row: row.unit.label, sort="unit__path"),
        Column("handler", "承办人", lambda row: row.handler, is_short=True),
        Column("issued_on", "下达日", lambda row: row.issued_on, Kind.DATE, sort="issued_on"),
        Column("due_on", "办理期限", lambda row: row.due_on, Kind.DATE, sort="due_on"),
        Column(
            "state",
            "状态",
            lambda row: marks.order_state(row.state, is_unconfirmed=row.is_unconfirmed),
            Kind.BADGE,
            sort="state",
        ),
        Column("waiting", "正等", _waiting),
        Column("late", "时限", late, Kind.BADGE),
        Column("project", "项目", lambda row: row.project, is_shown=False),
        Column("source", "来源", lambda row: row.get_source_display(), is_shown=False),
        Column("returns", "退回次数", lambda row: row.returns, Kind.INTEGER, is_shown=False),
        Column("ended_on", "办结日", lambda row: row.ended_on, Kind.DATE, is_shown=False),
    )


WAITING: Final[tuple[Column[Any], ...]] = (
    Column("title", "事项", lambda row: row.order.title, is_title=True, href=lambda row: href(row.order)),
    Column("number", "文号", lambda row: row.order.number, is_short=True),
    Column("kind", "单别", lambda row: marks.order_kind(row.order.kind), Kind.BADGE),
    Column("who", "正等谁", lambda row: row.who),
    Column("what", "办什么", lambda row: row.waiting.what),
    Column("due_on", "期限", lambda row: row.waiting.due_on, Kind.DATE),
    Column("late", "时限", lambda row: marks.lateness(row.days), Kind.BADGE),
)


def _at(least: int) -> str:
    return f"/orders/?open={marks.age_code(least)}"


PERSONS: Final[tuple[Column[Any], ...]] = (
    Column(
        "unit",
        "单位",
        lambda row: row.unit.label,
        is_title=True,
        href=lambda row: f"{query_of(row.unit.code)}&open=late",
    ),
    Column("person", "承办人", lambda row: row.person or "未定"),
    Column("overdue", "逾期", lambda row: row.overdue, Kind.INTEGER),
    Column("longest", "最长逾期（天）", lambda row: row.longest, Kind.INTEGER),
    Column("what", "欠哪一步", lambda row: "、".join(row.what)),
    Column("open", "手上在办", lambda row: row.open, Kind.INTEGER),
)
AGES: Final[tuple[Column[Any], ...]] = (
    Column(
        "age",
        "逾期多久",
        lambda row: marks.age_words(row.least, row.most),
        is_title=True,
        href=lambda row: _at(row.least),
    ),
    Column("count", "件数", lambda row: row.count or None, Kind.INTEGER),
    Column("assign", "交办", lambda row: row.by_kind[OrderKind.ASSIGN] or None, Kind.INTEGER),
    Column("supervise", "督办", lambda row: row.by_kind[OrderKind.SUPERVISE] or None, Kind.INTEGER),
    Column("account", "问责", lambda row: row.by_kind[OrderKind.ACCOUNT] or None, Kind.INTEGER),
)
LOADS: Final[tuple[Column[Any], ...]] = (
    Column(
        "unit", "单位", lambda row: row.unit.label, is_title=True, href=lambda row: f"{query_of(row.unit.code)}&open=1"
    ),
    Column("open", "在办", lambda row: row.open, Kind.INTEGER),
    Column("overdue", "逾期", lambda row: row.overdue, Kind.INTEGER),
    Column("longest", "最长逾期（天）", lambda row: row.longest or None, Kind.INTEGER),
    Column("checking", "待核查", lambda row: row.checking, Kind.INTEGER),
    Column("closed", "本年已销号", lambda row: row.closed, Kind.INTEGER),
    Column("in_time", "其中按期", lambda row: row.in_time, Kind.INTEGER),
)
DRAFTS: Final[tuple[Column[Any], ...]] = (
    Column("title", "事项", lambda row: row.title, is_title=True, href=href),
    Column("kind", "单别", lambda row: marks.order_kind(row.kind), Kind.BADGE),
    Column("unit", "牵头单位", lambda row: row.unit.label),
    Column("source", "来源", lambda row: row.get_source_display()),
    Column("basis", "依据", lambda row: Badge("已不存在", "bad") if row.is_basis_gone else None, Kind.BADGE),
    Column("drafted_by", "起草", lambda row: "系统" if row.drafted_by.is_service else row.drafted_by, is_short=True),
    Column("drafted_at", "起草时间", lambda row: row.drafted_at, Kind.MOMENT),
)


def query_of(code: str) -> str:
    """The list of one unit."""
    return f"/orders/?unit={code}"
