"""Tables of two issues: score lines, places, and what entered, left or changed behind a figure."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from luodi.across.reports.selectors import Place, PlaceChange, ScoreLine, Seen, Shift, signed
from luodi.across.reports.selectors.difference_sheet import part_name
from luodi.across.reports.selectors.differences import Difference, FigureChange
from luodi.base.core.money import UNKNOWN, round_decimal
from luodi.interfaces.web.papers.figures import exact_text, project_href
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.slices import slice_of
from luodi.interfaces.web.ui.tables import Column, Table

_NOTHING = "0.00"


def issue_words(found: Difference) -> tuple[str, str]:
    """How both issues are called in heads of columns: by their periods, or as two drafts of one period."""
    if found.is_same_period:
        return "前一稿", "后一稿"
    return found.then.label, found.now.label


def lines(request: HttpRequest, found: Difference, change: PlaceChange) -> Table[ScoreLine]:
    """The score line by line, what moved most first; the differences sum to that of the score. Lines without points say nothing."""
    judged = (line for line in change.lines if line.then is not None or line.now is not None)
    rows = sorted(judged, key=lambda line: -abs(line.difference))
    if signed(change.rest) != _NOTHING and rows:
        rows.append(ScoreLine("封顶、限分等", "", "", "", None, change.rest))
    then, now = issue_words(found)
    place = change.place
    columns: tuple[Column[ScoreLine], ...] = (
        Column("name", "评分项", lambda line: line.name, is_title=True),
        Column("weight", "权重", lambda line: line.weight or UNKNOWN, Kind.DECIMAL),
        Column("value_then", f"指标值（{then}）", lambda line: line.value_then or UNKNOWN, is_short=True),
        Column("value_now", f"指标值（{now}）", lambda line: line.value_now or UNKNOWN, is_short=True),
        Column("then", f"得分（{then}）", lambda line: _points(line.then), Kind.DECIMAL),
        Column("now", f"得分（{now}）", lambda line: _points(line.now), Kind.DECIMAL),
        Column("difference", "得分变化", lambda line: signed(line.difference), Kind.DECIMAL),
    )
    totals: dict[str, object] = {
        "then": _points(place.score_then),
        "now": _points(place.score_now),
        "difference": UNKNOWN if place.gained is None else signed(place.gained),
    }
    return Table(
        columns,
        rows,
        request.GET,
        title=f"{place.label}的得分构成",
        totals=totals if rows else {},
        can_choose_columns=False,
        empty_title="得分构成只对本单位和能看全部单位的人公开",
        empty_advice="名次和得分见下表。",
    )


def places(request: HttpRequest, found: Difference, change: PlaceChange) -> Table[Place]:
    """All units of the group, and on which side of the explained one each came to stand."""
    past = {one.place.code: one.told for one in change.passed_by}
    left = {one.place.code for one in change.passed}
    then, now = issue_words(found)

    def side(place: Place) -> Badge | None:
        if place.code in past:
            return Badge("超过了它", "bad")
        return Badge("被它超过", "good") if place.code in left else None

    columns: tuple[Column[Place], ...] = (
        Column(
            "unit",
            "单位",
            lambda place: place.label,
            is_title=True,
            href=lambda place: f"?{urlencode({'of': place.code})}",
        ),
        Column("then", f"名次（{then}）", lambda place: place.rank_then, Kind.INTEGER),
        Column("now", f"名次（{now}）", lambda place: place.rank_now, Kind.INTEGER),
        Column("moved", "升降", lambda place: place.moved, is_short=True),
        Column("score_then", f"得分（{then}）", lambda place: _points(place.score_then), Kind.DECIMAL),
        Column("score_now", f"得分（{now}）", lambda place: _points(place.score_now), Kind.DECIMAL),
        Column("side", f"与{change.place.label}", side, Kind.BADGE),
        Column("why", "相对多得的分", lambda place: past.get(place.code) or UNKNOWN),
    )
    return Table(
        columns,
        change.everyone,
        request.GET,
        title="同组各单位",
        row_css=lambda place: "is-total" if place.code == change.place.code else "",
        can_choose_columns=False,
    )


def part(request: HttpRequest, found: Difference, change: FigureChange, one: Seen, opens: bool) -> dict[str, object]:
    """A part of a figure: what moved in it, and its sums."""
    then, now = issue_words(found)
    page, is_part = slice_of(one.rows, request.GET), pages.is_part(request)
    columns: tuple[Column[Shift], ...] = (
        Column("name", "项目或事项", lambda row: row.name, is_title=True, href=lambda row: _href(row, opens)),
        Column("code", "编号", lambda row: row.code, Kind.CODE),
        Column("way", "情况", lambda row: str(row.way.value), is_short=True),
        Column("then", then, lambda row: exact_text(row.then), Kind.DECIMAL),
        Column("now", now, lambda row: exact_text(row.now), Kind.DECIMAL),
        Column("difference", "变化", lambda row: signed_text(row.difference), Kind.DECIMAL),
        Column("corrected", "其中更正", _correction, is_short=True),
    )
    table = Table(
        columns,
        page.rows,
        request.GET,
        title=part_name(change, one.part.part),
        before="" if is_part else page.before,
        after="" if is_part else page.after,
        can_choose_columns=False,
        empty_title="没有您可以查看的项目变化" if one.others else "没有项目进出",
        empty_advice="",
    )
    return {
        "label": part_name(change, one.part.part),
        "seen": one,
        "more": len(one.rows) - len(page.rows) if is_part else 0,
        "table": table,
        "then": exact_text(one.part.then),
        "now": exact_text(one.part.now),
        "difference": signed_text(one.part.difference),
        "others_difference": signed_text(one.others_difference),
    }


def signed_text(number: Any) -> str:  # noqa: ANN401 - a fraction
    """+1.2, −0.5, 0."""
    text = exact_text(abs(number))
    return f"{'−' if number < 0 else '+' if number > 0 else ''}{text}"


def _correction(row: Shift) -> str:
    return f"{row.correction}{signed_text(row.corrected)}" if row.corrected else UNKNOWN


def _href(row: Shift, opens: bool) -> str:
    kind, pk = row.subject
    return project_href(pk if kind == "project" else None, opens)


def _points(points: Any) -> str:  # noqa: ANN401 - a decimal or nothing
    return UNKNOWN if points is None else str(round_decimal(points, 2))
