"""Periods, waiting facts, versions, published values and corrections as tables."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from luodi.across.assessment.rules.closing import ClosingState
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.interfaces.web.ui import formats, tiles
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

TONES = {ClosingState.OPEN: "plain", ClosingState.CLOSING: "warn", ClosingState.CLOSED: "good"}
MARKS = {"补计": "info", "冲减": "alert", "调整": "warn"}
WINDOWS = {"period": "当期", "ytd": "今年以来"}


def state_mark(row: Any) -> Badge:  # noqa: ANN401 - the selector's dataclass
    """Where the period stands."""
    return Badge(str(row.state.label), TONES[row.state])


PERIODS: tuple[Column[Any], ...] = (
    Column(
        "period",
        "期间",
        lambda row: row.period.label,
        is_title=True,
        href=lambda row: reverse("closing:detail", args=[row.period.code]),
    ),
    Column("last", "截止日", lambda row: row.period.last, Kind.DATE),
    Column("state", "状态", state_mark, Kind.BADGE),
    Column("version", "版次", lambda row: f"第{row.version}版" if row.version else None, is_short=True),
    Column("due", "惯常期限", lambda row: None if row.state is ClosingState.CLOSED else row.due_on, Kind.DATE),
    Column("note", "说明", lambda row: row.note),
)
WAITING: tuple[Column[Any], ...] = (
    Column("unit", "单位", lambda row: row.unit.name, is_title=True),
    Column("kind", "事项", lambda row: row.kind, is_short=True),
    Column("state", "办到哪一步", lambda row: Badge(row.state, "warn"), Kind.BADGE),
    Column("count", "件数", lambda row: row.count, Kind.INTEGER),
    Column("oldest", "最早发生日", lambda row: row.oldest_on, Kind.DATE),
    Column("people", "填报人", lambda row: row.people),
)
VERSIONS: tuple[Column[Any], ...] = (
    Column(
        "version",
        "版次",
        lambda row: f"第{row.version}版",
        is_title=True,
        href=lambda row: f"{reverse('closing:values', args=[row.closing.period])}?version={row.version}",
    ),
    Column("known", "按何时所知", lambda row: row.lock.known_at, Kind.MOMENT),
    Column("at", "办理时间", lambda row: row.recorded_at, Kind.MOMENT),
    Column("by", "经办人", lambda row: row.recorded_by.display_name),
    Column("order", "重述依据", lambda row: " ".join(filter(None, (row.lock.order_document, row.lock.reason)))),
    Column(
        "forced", "强制结账", lambda row: f"{row.waiting}件未办完：{row.forced_reason}" if row.forced_reason else None
    ),
    Column("sha256", "校验值", lambda row: row.sha256[:16], Kind.CODE),
)
SCORES: tuple[Column[Any], ...] = (
    Column("unit", "单位", lambda row: row.unit.name, is_title=True),
    Column("scheme", "方案", lambda row: str(row.scheme)),
    Column("score", "得分", lambda row: None if row.score is None else Decimal(row.score), Kind.DECIMAL),
    Column("rank", "名次", lambda row: row.rank, Kind.INTEGER),
    Column("colour", "五色", lambda row: row.colour, Kind.COLOUR),
)


def _name(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return BY_CODE[row.code].name if row.code in BY_CODE else row.code


def _shown(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return formats.UNKNOWN if row.shown is None else tiles.grouped(row.shown)


VALUES: tuple[Column[Any], ...] = (
    Column("name", "指标", _name, is_title=True),
    Column("code", "代码", lambda row: row.code, Kind.CODE),
    Column("window", "统计期", lambda row: WINDOWS[row.window], is_short=True),
    Column("shown", "公布值", _shown, Kind.DECIMAL),
    Column("unit", "计量单位", lambda row: BY_CODE[row.code].unit if row.code in BY_CODE else None, is_short=True),
    Column(
        "corrections", "其中补计冲减", lambda row: row.corrections if row.corrections != "0" else None, Kind.DECIMAL
    ),
    Column("target", "目标", lambda row: row.target),
    Column("completion", "完成率（%）", lambda row: row.completion, Kind.DECIMAL),
    Column("why", "说明", lambda row: row.why),
)


def correction_columns(*, may_open: bool) -> tuple[Column[Any], ...]:
    """The columns of what was learnt after the close."""
    return (
        Column("mark", "类别", lambda row: Badge(row.mark, MARKS[row.mark]), Kind.BADGE),
        Column(
            "name",
            "项目",
            lambda row: row.project.name,
            is_title=True,
            href=(lambda row: reverse("projects:detail", args=[row.project.pk])) if may_open else None,
        ),
        Column("unit", "责任单位", lambda row: row.project.unit.label),
        Column("what", "事项", lambda row: row.what),
        Column("day", "原发生日", lambda row: row.original_on, Kind.DATE),
        Column("before", "结账时", lambda row: row.before),
        Column("after", "现在", lambda row: row.after),
        Column("difference", "差额", lambda row: row.difference_in_wan, Kind.MONEY, "万元"),
        Column("figures", "涉及指标", lambda row: "、".join(row.figures)),
        Column("known", "认定时间", lambda row: row.known_at, Kind.MOMENT),
        Column("reason", "事由", lambda row: row.reason),
    )
