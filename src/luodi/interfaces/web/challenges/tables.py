"""Challenges as the templates draw them: marks, columns, takers with their steps."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from luodi.domains.incentives.rules.challenges import LABELS, UNDER_WAY, ChallengeState, TakeState
from luodi.domains.incentives.selectors import challenges as selectors
from luodi.domains.incentives.selectors.challenges import ChallengeStanding, TakeStanding
from luodi.interfaces.web.ui import query
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind
from luodi.interfaces.web.ui.tables import Column

_TONES: Final = {
    TakeState.TAKEN: "brand",
    TakeState.REPORTED: "warn",
    TakeState.ACCEPTED: "good",
    TakeState.RELEASED: "bad",
}


def state_mark(one: ChallengeStanding) -> Badge:
    """Whether a challenge is held out."""
    return Badge(str(one.state.label), "brand" if one.state is ChallengeState.POSTED else "plain")


@dataclass(frozen=True)
class TakeRow:
    """A taker with its mark, its steps in words and those that may come next; the project only for who may read it."""

    one: TakeStanding
    mark: Badge
    is_late: bool
    project: Any
    steps: tuple[tuple[str, Any], ...]
    offered: tuple[Any, ...]
    may_claim: bool


def take_rows(viewer: Any, one: ChallengeStanding, today: date) -> list[TakeRow]:  # noqa: ANN401 - pages know no models
    """The takers that the person may read."""
    return [_row(viewer, row, one.due_on, today) for row in one.takes]


def _row(viewer: Any, one: TakeStanding, due_on: date, today: date) -> TakeRow:  # noqa: ANN401 - pages know no models
    reported = one.reported
    project = None if reported is None else reported.project
    is_shown = project is not None and selectors.shows_project(viewer, project)
    return TakeRow(
        one,
        Badge(str(one.state.label), _TONES[one.state]),
        one.state in UNDER_WAY and due_on < today,
        project if is_shown else None,
        tuple((LABELS[step.act], step) for step in reversed(one.steps)),
        tuple(selectors.offered_take_steps(viewer, one)),
        one.accepted is not None and one.take.person_id is None,
    )


LISTS: Final[tuple[Column[ChallengeStanding], ...]] = (
    Column(
        "title",
        "榜题",
        lambda one: one.challenge.title,
        is_title=True,
        href=lambda one: query.of_row("challenges:detail", one.challenge.pk),
    ),
    Column("code", "编号", lambda one: one.challenge.code, Kind.CODE),
    Column("subject", "类别", lambda one: one.challenge.get_subject_display(), is_short=True),
    Column("unit", "张榜单位", lambda one: one.challenge.unit.label),
    Column("due_on", "完成期限", lambda one: one.due_on, Kind.DATE),
    Column("units", "揭榜单位", lambda one: one.units, Kind.INTEGER, "个"),
    Column("people", "揭榜个人", lambda one: one.people, Kind.INTEGER, "名"),
    Column("accepted", "揭榜成功", lambda one: one.accepted, Kind.INTEGER, "个"),
    Column("state", "状态", lambda one: [state_mark(one)], Kind.BADGE),
)
