"""What a merger of units moves, shown before it is done: numbers only, for officers see no business data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.ui import pages


@dataclass(frozen=True, slots=True)
class Preview:
    """What hangs on the unit, and what becomes of it."""

    into: str
    on: date
    begins_today: bool
    projects: int
    signed: int
    waiting: int
    accounts: int
    below: list[str]


def preview_mark(unit: Any, values: Mapping[str, Any]) -> str:  # noqa: ANN401 - pages know no models
    """What must come back with the confirmation: another successor or day asks for another look."""
    return f"{unit.code}>{values['into'].code}@{values['on']}"


def merger_preview(unit: Any, values: Mapping[str, Any]) -> Preview:  # noqa: ANN401 - pages know no models
    """The consequences of the merger as typed."""
    estate = projects.estate_of(unit)
    below = [row.name for row in orgs.subtree(unit) if row.pk != unit.pk and row.active_to is None]
    return Preview(
        values["into"].name,
        values["on"],
        values["on"] <= pages.today(),
        estate.projects,
        estate.signed,
        estate.waiting_slips,
        orgs.users().filter(unit=unit, is_active=True).count(),
        below,
    )
