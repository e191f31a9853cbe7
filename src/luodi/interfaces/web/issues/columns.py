"""Columns of the list of problems."""

from typing import Any, Final

from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui import supervision_marks as marks
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

DEFAULT_SORT: Final = "-number"


def _marks(issue: Any) -> list[object]:  # noqa: ANN401 - pages know no models
    state = marks.issue_state(issue.state, is_unconfirmed=issue.is_unconfirmed)
    return [mark for mark in (state, marks.issue_level(issue.level)) if mark]


COLUMNS: Final[tuple[Column[Any], ...]] = (
    Column(
        "title", "问题", lambda row: row.title, is_title=True, href=lambda row: query.of_row("issues:detail", row.pk)
    ),
    Column("number", "编号", lambda row: row.number, Kind.CODE, sort="pk"),
    Column("category", "类别", lambda row: row.get_category_display(), sort="category"),
    Column("unit", "责任单位", lambda row: row.unit.label, sort="unit__path"),
    Column("project", "项目", lambda row: row.project),
    Column("by", "提出", lambda row: row.company or row.raised_by),
    Column("raised_on", "提出日", lambda row: row.raised_on, Kind.DATE, sort="raised_on"),
    Column("due_on", "期限", lambda row: row.due_on, Kind.DATE, sort="due_on"),
    Column("state", "状态", _marks, Kind.BADGE, sort="state"),
    Column("ended_on", "办结日", lambda row: row.ended_on, Kind.DATE, is_shown=False),
)
