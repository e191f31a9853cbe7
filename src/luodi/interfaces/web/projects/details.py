"""What the detail page says of a project: its fields in sections, and its stage track."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from luodi.base.core.fieldspec import FieldSpec
from luodi.base.core.text import masked_contacts, masked_phone
from luodi.domains.offers import selectors as offers
from luodi.domains.offers.rules import PlannedState
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules import EVENT_OF_STAGE, LifeState
from luodi.interfaces.web.projects.forms import LONG, STATE_SECTION
from luodi.interfaces.web.ui import badges, formats
from luodi.interfaces.web.ui.badges import Badge
from luodi.interfaces.web.ui.cells import Kind, text_of

_DISPLAYED = frozenset({"kind", "chain_action", "negotiation_class"})


@dataclass(frozen=True, slots=True)
class Said:
    """One field as it is shown."""

    label: str
    text: str
    is_wide: bool = False
    is_number: bool = False


def sections(project: Any) -> list[tuple[str, list[Said]]]:  # noqa: ANN401 - pages know no models
    """The fields under their headings; state and name stand in the page's head, yes/no fields are marks."""
    said = [
        (title, [_said(project, spec) for spec in specs if spec.kind != "boolean" and spec.name != "name"])
        for title, specs in PROJECT_FIELDS.sections.items()
        if title != STATE_SECTION
    ]
    return [(title, fields) for title, fields in said if fields]


def marks(project: Any) -> list[Badge]:  # noqa: ANN401 - pages know no models
    """The yes/no fields that are yes."""
    return [
        Badge(spec.label, "brand") for spec in PROJECT_FIELDS if spec.kind == "boolean" and getattr(project, spec.name)
    ]


def track(project: Any, life: LifeState) -> tuple[badges.TrackStep, ...]:  # noqa: ANN401 - pages know no models
    """The stage track with the day of each recognised event."""
    days: dict[str, date] = {
        stage.value: life.days[event] for stage, event in EVENT_OF_STAGE.items() if event in life.days
    }
    return badges.stage_track(project.stage, days)


def extras(project: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - pages know no models
    """The ledger's columns that nobody knows, with telephone and identity numbers masked."""
    return [(extra.header, masked_contacts(extra.value)) for extra in project.extras.all()]


def _value(project: Any, name: str) -> Any:  # noqa: ANN401 - pages know no models
    if name == "uscc":
        return project.investor.uscc if project.investor else ""
    if name in _DISPLAYED:
        return getattr(project, f"get_{name}_display")()
    return getattr(project, name)


def _said(project: Any, spec: FieldSpec) -> Said:  # noqa: ANN401 - pages know no models
    value = _value(project, spec.name)
    if spec.sensitive:
        text = masked_phone(value) or formats.UNKNOWN
    elif spec.name in LONG:
        text = text_of(masked_contacts(value), Kind.TEXT)
    elif spec.kind == "money":
        text = formats.money_in(value, project.currency)
    elif spec.name == "currency":
        text = formats.CURRENCIES.get(value, value)
    elif spec.kind == "decimal" and value is not None:
        text = f"{formats.decimal(value)} {spec.unit}"
    else:
        kinds = {"date": Kind.DATE, "integer": Kind.INTEGER}
        text = text_of(value, kinds.get(spec.kind, Kind.TEXT))
    return Said(spec.label, text, spec.name in LONG, spec.kind in {"money", "decimal", "date", "code"})


def planned(viewer: Any, project: Any) -> list[tuple[Any, str]]:  # noqa: ANN401 - pages know no models
    """The planned projects in reach that it came from, each with its state in words."""
    found = offers.planned_of_project(viewer, project)
    return [(one, str(PlannedState(one.state).label)) for one in found]
