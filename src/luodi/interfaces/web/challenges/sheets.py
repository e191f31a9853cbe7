"""The challenge board as a workbook: the challenges, and of their takers those that the person may read."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from luodi.base.core.tabular import Sheet
from luodi.domains.incentives.selectors.challenges import ChallengeStanding
from luodi.interfaces.web.challenges.tables import LISTS, TakeRow, take_rows
from luodi.interfaces.web.ui import exports
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_Line = tuple[ChallengeStanding, TakeRow]
_TAKES: tuple[Column[_Line], ...] = (
    Column("title", "榜题", lambda line: line[0].challenge.title, is_title=True),
    Column("code", "编号", lambda line: line[0].challenge.code, Kind.CODE),
    Column("taker", "揭榜方", lambda line: line[1].one.take.label),
    Column("kind", "类别", lambda line: str(line[1].one.take.get_kind_display()), Kind.BADGE),
    Column("state", "状态", lambda line: line[1].mark, Kind.BADGE),
    Column("late", "已超期", lambda line: line[1].is_late, Kind.BOOLEAN),
    Column("began", "揭榜日期", lambda line: line[1].one.began_on, Kind.DATE),
    Column("due", "完成期限", lambda line: line[0].due_on, Kind.DATE),
    Column("promise", "承诺", lambda line: line[1].one.take.promise, is_wide=True),
    Column("project", "成果项目", lambda line: "" if line[1].project is None else line[1].project.name),
    Column("accepted", "验收日期", lambda line: _accepted_on(line[1]), Kind.DATE),
)
_CHALLENGES: tuple[Column[ChallengeStanding], ...] = (
    *LISTS,
    Column("aim", "成果标准", lambda one: f"揭榜之后认定的{one.challenge.get_aim_display()}"),
    Column("task", "任务要求", lambda one: one.challenge.task, is_wide=True),
    Column("reward", "激励承诺", lambda one: one.challenge.reward, is_wide=True),
)


def sheets(viewer: Any, rows: Sequence[ChallengeStanding], today: date) -> list[Sheet]:  # noqa: ANN401 - pages know no models
    """The challenges in reach, and a row for each taker in reach; a result's project only for who may read it."""
    return [
        exports.sheet(_CHALLENGES, rows, name="榜", title="揭榜挂帅"),
        exports.sheet(_TAKES, _lines(viewer, rows, today), name="揭榜", title="揭榜挂帅：揭榜情况"),
    ]


def _lines(viewer: Any, rows: Sequence[ChallengeStanding], today: date) -> Iterator[_Line]:  # noqa: ANN401 - as above
    for one in rows:
        yield from ((one, row) for row in take_rows(viewer, one, today))


def _accepted_on(row: TakeRow) -> date | None:
    accepted = row.one.accepted
    return None if accepted is None else accepted.occurred_on
