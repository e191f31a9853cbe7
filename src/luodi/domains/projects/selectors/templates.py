"""Templates of milestones: the one in force for a kind of project on a day, and its history."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luodi.domains.projects.models import PlanTemplate, TemplateLink
from luodi.domains.projects.rules import ProjectKind
from luodi.domains.projects.rules.milestones import PRESETS, StepSpec


@dataclass(frozen=True, slots=True)
class Template:
    """The milestones of a kind of project; `row` is None while the preset is in force."""

    kind: str
    row: PlanTemplate | None
    steps: tuple[StepSpec, ...]

    @property
    def name(self) -> str:
        """The kind in Chinese."""
        return str(ProjectKind(self.kind).label)


def template(kind: str, on: date) -> Template:
    """The template in force on the day."""
    row = PlanTemplate.objects.filter(kind=kind, valid_from__lte=on).order_by("-valid_from", "-pk").first()
    if row is None:
        return Template(kind, None, PRESETS[kind])
    return _with_steps([row])[0]


def templates(on: date) -> list[Template]:
    """The templates in force of all kinds."""
    return [template(kind, on) for kind in ProjectKind.values]


def template_history(kind: str) -> list[Template]:
    """Every template that was or will be in force, latest first."""
    rows = PlanTemplate.objects.filter(kind=kind).select_related("recorded_by__person").order_by("-valid_from", "-pk")
    return _with_steps(list(rows))


def _with_steps(rows: Iterable[PlanTemplate]) -> list[Template]:
    found = list(rows)
    after: dict[int, list[str]] = defaultdict(list)
    links = TemplateLink.objects.filter(step__template__in=found).order_by("after__position")
    for step_id, code in links.values_list("step_id", "after__code"):
        after[step_id].append(code)
    return [
        Template(
            row.kind,
            row,
            tuple(
                StepSpec(step.code, step.name, step.days, tuple(after[step.pk]), step.event)
                for step in row.steps.order_by("position")
            ),
        )
        for row in found
    ]
