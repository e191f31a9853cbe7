"""A template's steps in words: numbers for the rows, names for the predecessors, what is critical."""

from dataclasses import dataclass

from luodi.domains.projects.rules import Event
from luodi.domains.projects.selectors.overview import template_path
from luodi.domains.projects.selectors.templates import Template


@dataclass(frozen=True, slots=True)
class Written:
    """One step as a table shows it."""

    number: int
    name: str
    days: int
    after: str
    event: str
    is_critical: bool


def written(template: Template) -> list[Written]:
    """The steps of the template in order."""
    numbers = {step.code: number for number, step in enumerate(template.steps, start=1)}
    critical = template_path(template.steps).codes
    return [
        Written(
            numbers[step.code],
            step.name,
            step.days,
            "、".join(str(numbers[code]) for code in step.after),
            str(Event(step.event).label) if step.event else "",
            step.code in critical,
        )
        for step in template.steps
    ]
