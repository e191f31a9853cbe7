"""A leader's task card as pages show it: one tile per task, the words of its facts. No shares, no places."""

from dataclasses import dataclass
from typing import Any, Final

from luodi.domains.projects.rules import Event
from luodi.domains.targets.rules import TaskState
from luodi.interfaces.web.ui.badges import Badge

_TONES: Final = {TaskState.RUNNING: "info", TaskState.DONE: "good", TaskState.MISSED: "bad"}
_KINDS: Final = {"trip": "带队外出", "investor": "对接", "visit": "走访"}
HIDDEN: Final = "不在您现在的查看范围内的项目"
_HIDDEN_TRIPS: Final = {"trip": "不在您现在的查看范围内的外出", "investor": "不在您现在的查看范围内的企业"}


@dataclass(frozen=True, slots=True)
class TaskTile:
    """A task with its mark, its place on the page, and its facts with their words."""

    result: Any
    mark: Badge
    anchor: str
    note: str
    facts: tuple[tuple[Any, str, str], ...]


def task_mark(state: TaskState) -> Badge:
    """完成, 未完成 or 进行中, readable without its colour."""
    return Badge(str(state.label), _TONES[state])


def tiles(card: Any) -> list[TaskTile]:  # noqa: ANN401 - pages know no models
    """The tasks of a card in the order in which they were given."""
    return [
        TaskTile(
            result,
            task_mark(result.state),
            f"task-{place}",
            f"还差 {result.left} {result.task.unit}" if result.left else "",
            tuple((fact, _word(fact), fact.name or _HIDDEN_TRIPS.get(fact.kind, HIDDEN)) for fact in result.facts),
        )
        for place, result in enumerate(card.tasks, start=1)
    ]


def days_words(day: Any) -> str:  # noqa: ANN401 - pages know no models
    """How far the year has gone."""
    return "年度已结束" if day.is_over else f"距年底还有 {day.days_left} 天"


def _word(fact: Any) -> str:  # noqa: ANN401 - pages know no models
    if fact.kind in _KINDS:
        return _KINDS[fact.kind]
    return str(Event(fact.event).label) if fact.event else ""
