"""What the tab 节点 says: the Gantt with its rows, actual days with what may be done with them, returns month by month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from luodi.base.approvals.rules import SlipState
from luodi.base.core.periods import parse_period
from luodi.domains.projects.rules.progress import LETTERS, Light
from luodi.domains.projects.selectors import colours
from luodi.domains.projects.selectors.milestones import PlanView, done_facts, plan_of, plan_versions
from luodi.domains.projects.selectors.progress import returns_of
from luodi.interfaces.web.ui import badges, formats, gantt
from luodi.interfaces.web.ui.badges import Badge


@dataclass(frozen=True, slots=True)
class Done:
    """An actual day as filed."""

    row: Any
    state: Badge
    may_reverse: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A return as filed."""

    row: Any
    month: str
    letter: str
    state: Badge


def tab(project: Any, today: date) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """Everything that stands on the tab."""
    plan = plan_of(project, today)
    plans = {} if plan is None else {project.pk: plan}
    return {
        "plan": plan,
        "gantt": None if plan is None else gantt.draw(plan, today),
        "today": today,
        "colour": colours.project_colours([project], today, plans=plans)[project.pk],
        "versions": [(row, _state(row)) for row in plan_versions(project)],
        "done": [_done(row) for row in done_facts(project)],
        "returns": [_returned(row) for row in returns_of(project)],
    }


def _state(version: Any) -> Badge:  # noqa: ANN401 - pages know no models
    return Badge("基准", "good") if version.slip is None else badges.slip_state(version.slip.state)


def _done(row: Any) -> Done:  # noqa: ANN401 - pages know no models
    back = [one for one in row.reversals.all() if one.slip.state != SlipState.RETURNED]
    gone = any(one.slip.state == SlipState.RECOGNISED for one in back)
    state = Badge("已撤销") if gone else badges.slip_state(row.slip.state)
    may = row.reverses_id is None and row.slip.state != SlipState.RETURNED and not back
    return Done(row, state, may)


def _returned(row: Any) -> Returned:  # noqa: ANN401 - pages know no models
    letter = LETTERS[Light(row.light)]
    return Returned(row, parse_period(row.period).label, letter, badges.slip_state(row.slip.state))


def moved(plan: PlanView | None) -> str:
    """In one line what a waiting change asks for."""
    if plan is None or plan.waiting is None:
        return ""
    asked = {step.code: step.planned_on for step in plan.waiting.steps.all()}
    rows = [one for one in plan.milestones if asked.get(one.code, one.planned_on) != one.planned_on]
    return "、".join(f"{one.name} {formats.day(one.planned_on)} 改 {formats.day(asked[one.code])}" for one in rows)
