"""The colour of each project with its reason, by the days its next milestone is overdue (domain/06 §4.9 C)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import ENDED, SideStatus, Stage, bottom_line
from luodi.domains.projects.rules.milestones import Colour, colour_of_days
from luodi.domains.projects.selectors.milestones import PlanView, plans_of

_RED: Final = frozenset({SideStatus.SUSPENDED, SideStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a project has to do next: its name, by when, where the day comes from (计划, 合同, 底线)."""

    name: str
    due_on: date
    source: str


@dataclass(frozen=True, slots=True)
class ProjectColour:
    """A colour, the sentence why, what comes next and how many days that is overdue (negative: days left)."""

    colour: Colour
    reason: str
    next: NextStep | None = None
    overdue: int | None = None

    @property
    def letter(self) -> str:
        """The letter that stands in the cell."""
        return str(self.colour.label)

    @property
    def days_left(self) -> int | None:
        """Days until it is due; negative when it is over."""
        return None if self.overdue is None else -self.overdue


def project_colours(
    projects: Sequence[Project], on: date, *, plans: dict[int, PlanView] | None = None
) -> dict[int, ProjectColour]:
    """The colour of each project on the day. `plans`: the plans, when the caller has read them already."""
    known = plans_of([project.pk for project in projects], on) if plans is None else plans
    return {project.pk: _colour(project, known.get(project.pk), on) for project in projects}


def _colour(project: Project, plan: PlanView | None, on: date) -> ProjectColour:
    coming = next_step(project, plan)
    by_side = _by_side(project, coming)
    if by_side is not None:
        return by_side
    if coming is None:
        return _without_next(project, plan)
    overdue = (on - coming.due_on).days
    said = f"已超期 {overdue} 天" if overdue > 0 else ("今天到期" if overdue == 0 else f"还有 {-overdue} 天")
    reason = f"下一节点“{coming.name}”（{coming.source}）{coming.due_on} {said}"
    return ProjectColour(colour_of_days(overdue), reason, coming, overdue)


def _by_side(project: Project, coming: NextStep | None) -> ProjectColour | None:
    side = SideStatus(project.side_status)
    since = f"（自 {project.side_since}）" if project.side_since else ""
    if side in ENDED:
        return ProjectColour(Colour.GREY, f"已{side.label}{since}，不再评价")
    if side in _RED:
        return ProjectColour(Colour.RED, f"{side.label}{since}", coming)
    if side == SideStatus.ON_HOLD:
        return ProjectColour(Colour.GREY, f"经批准搁置{since}", coming)
    return None


def _without_next(project: Project, plan: PlanView | None) -> ProjectColour:
    if plan is not None:
        return ProjectColour(Colour.GREEN, "计划节点全部完成")
    if project.stage >= Stage.PRODUCING:
        return ProjectColour(Colour.GREEN, "已投产")
    if project.signed_on is None:
        return ProjectColour(Colour.GREY, "尚未正式签约，不评价")
    return ProjectColour(Colour.GREY, "没有节点计划，也没有合同约定日期")


def next_step(project: Project, plan: PlanView | None) -> NextStep | None:
    """The next milestone of the plan; without a plan what the contract or the bottom line asks for next."""
    if plan is not None:
        coming = plan.next
        return None if coming is None else NextStep(coming.name, coming.planned_on, "计划")
    if project.signed_on is None or project.stage >= Stage.PRODUCING:
        return None
    if project.stage < Stage.STARTED:
        due = bottom_line(project.signed_on, project.planned_start_on)
        return NextStep("开工", due, "合同" if due == project.planned_start_on else "底线")
    if project.stage < Stage.COMPLETED and project.planned_completion_on is not None:
        return NextStep("竣工", project.planned_completion_on, "合同")
    if project.planned_production_on is not None:
        return NextStep("投产", project.planned_production_on, "合同")
    return None
