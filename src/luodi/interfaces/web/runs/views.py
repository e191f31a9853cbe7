"""Views of background jobs."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from luodi.base.runs import selectors
from luodi.base.runs.rules import Permission
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import requires
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.formats import moment
from luodi.interfaces.web.ui.tables import Column, Table


def _state(row: Any) -> Badge:  # noqa: ANN401 - pages know no models
    if row.is_failing:
        return Badge(f"失败 {row.run.failures} 次", "bad", "连续失败的次数")
    if row.run.ended_at is None:
        return Badge("还没有运行", "warn")
    return Badge("没有按时运行", "bad") if row.is_late else Badge("正常", "good")


def _failure(row: Any) -> str:  # noqa: ANN401 - pages know no models
    return f"{row.run.failure}（{moment(row.run.failed_at)}）" if row.run.failed_at else ""


COLUMNS: tuple[Column[Any], ...] = (
    Column("why", "任务", lambda row: row.run.why, is_title=True, is_wide=True),
    Column("code", "代码", lambda row: row.run.code, Kind.CODE),
    Column("timing", "时间", lambda row: row.run.timing, is_short=True),
    Column("state", "状态", _state, Kind.BADGE),
    Column("ended", "上次结束", lambda row: row.run.ended_at, Kind.MOMENT),
    Column("said", "上次有结果", lambda row: row.run.said),
    Column("said_at", "结果时间", lambda row: row.run.said_at, Kind.MOMENT),
    Column("failure", "上次失败", _failure),
)


@requires(Permission.VIEW)
def run_list(request: HttpRequest) -> HttpResponse:
    """Every job of the schedule with its last run."""
    rows = selectors.job_states(pages.now())
    table = Table(
        COLUMNS,
        rows,
        request.GET,
        title="后台任务",
        can_choose_columns=False,
        empty_title="后台任务还没有运行过",
        empty_advice="请运维运行 luodi serve（自带后台任务）或另外运行 luodi worker。",
    )
    wrong = any(row.is_failing or row.is_late for row in rows)
    return pages.page(request, "runs/list", {"table": table, "is_wrong": wrong})
