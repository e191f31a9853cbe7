"""Columns of the lists of clocks."""

from typing import Any

from django.urls import reverse

from luodi.across.lifecycle.selectors.clocks import Reading
from luodi.across.lifecycle.selectors.clocks_records import Pause, Proposal
from luodi.interfaces.web.ui import badges, clock_marks
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

READINGS: tuple[Column[Reading], ...] = (
    Column("title", "项目（事项）", lambda row: row.title, is_title=True, href=clock_marks.href),
    Column("clock", "时限", lambda row: row.clock.label, is_short=True),
    Column("days", "剩余或超期", lambda row: row.said, is_short=True),
    Column("colour", "颜色", lambda row: row.colour, Kind.COLOUR),
    Column("state", "情况", clock_marks.state, Kind.BADGE),
    Column("due", "到期日", lambda row: row.due_on, Kind.DATE),
    Column("began", "起算日", lambda row: row.began_on, Kind.DATE),
    Column("ending", "到期前须办", lambda row: row.clock.ending, is_short=True),
    Column("answers", "责任单位与责任人", lambda row: row.answers),
    Column("paused", "暂停（天）", lambda row: row.paused_days or None, Kind.INTEGER),
    Column("overdue", "超期意味着", lambda row: row.clock.overdue, is_shown=False, is_wide=True),
)
PAUSES: tuple[Column[Pause], ...] = (
    Column(
        "project",
        "项目",
        lambda row: row.row.project.name,
        is_title=True,
        href=lambda row: reverse("projects:clocks", args=[row.row.project_id]),
    ),
    Column("unit", "责任单位", lambda row: row.row.project.unit.label),
    Column("blocking", "受阻单位", lambda row: row.row.blocking_unit.label),
    Column("first", "起", lambda row: row.row.first_on, Kind.DATE),
    Column("last", "止", lambda row: row.last_on, Kind.DATE),
    Column("days", "已暂停（天）", lambda row: row.days, Kind.INTEGER),
    Column("cause", "外部原因", lambda row: row.row.cause, is_wide=True),
    Column("state", "状态", lambda row: badges.slip_state(row.row.slip.state), Kind.BADGE),
)


def proposals(*, may_answer: bool) -> tuple[Column[Any], ...]:
    """Columns of proposals; the last one leads to the decision."""

    def said(row: Proposal) -> str:
        if row.answer is not None:
            return f"{row.answer.get_outcome_display()}：{row.answer.note}"
        return "去答复" if may_answer else "等待答复"

    def href(row: Proposal) -> str:
        return reverse("clocks:answer", args=[row.mark.pk]) if may_answer and row.answer is None else ""

    return (
        Column(
            "project",
            "项目",
            lambda row: row.mark.project.name,
            is_title=True,
            href=lambda row: reverse("projects:clocks", args=[row.mark.project_id]),
        ),
        Column("unit", "责任单位", lambda row: row.mark.project.unit.label),
        Column("clock", "时限", lambda row: row.clock.label, is_short=True),
        Column("due", "到期日", lambda row: row.mark.due_on, Kind.DATE),
        Column("colour", "颜色", lambda row: "红" if row.mark.mark == "RED" else "橙", Kind.COLOUR),
        Column("proposed", "建议", lambda row: row.proposed, is_wide=True),
        Column("answer", "答复", said, href=href),
    )
