"""Projects as somebody on site sees them: those one answers for, and what was last said of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from luodi.base.orgs.models import User
from luodi.domains.projects.models import ProgressReturn, Project
from luodi.domains.projects.models.responsibility import Assignment
from luodi.domains.projects.rules.documents import PhotoScene
from luodi.domains.projects.rules.responsibility import needs_duties
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.projects.selectors.documents import site_photos
from luodi.domains.projects.selectors.progress import latest_returns
from luodi.domains.projects.selectors.projects import projects

MOST: Final = 60
"""So many projects are offered at once: more is a list to search, not a screen to touch."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A project one answers for: in which roles oneself, or that it is the unit's; and its latest return, if any."""

    project: Project
    roles: tuple[str, ...]
    is_own: bool
    latest: ProgressReturn | None


def charges(viewer: User, on: date) -> list[Charge]:
    """Running projects in reach that the viewer answers for: the own first, then those of the unit, each by number."""
    held = _held(viewer, on)
    asked = Q(pk__in=held) | (Q() if viewer.unit_id is None else Q(unit_id=viewer.unit_id))
    rows = [row for row in projects(viewer).filter(asked).order_by("code") if needs_duties(row.stage, row.side_status)]
    own = {pk for pk, assigned in held.items() if any(one.person_id is not None for one in assigned)}
    rows = sorted(rows, key=lambda row: row.pk not in own)[:MOST]
    latest = latest_returns([row.pk for row in rows])
    return [
        Charge(row, tuple(one.get_role_display() for one in held[row.pk]), row.pk in own, latest.get(row.pk))
        for row in rows
    ]


def _held(viewer: User, on: date) -> defaultdict[int, list[Assignment]]:
    """What the viewer or the viewer's unit answers for on the day, by project."""
    asked = Q(pk__in=())
    if viewer.person_id is not None:
        asked |= Q(person_id=viewer.person_id)
    if viewer.unit_id is not None:
        asked |= Q(unit_id=viewer.unit_id)
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for row in assignments_in_force(on).filter(asked).order_by("pk"):
        found[row.project_id].append(row)
    return found


def likely_scene(project: Project) -> str:
    """What the next photo most likely shows: the same as the last; without one 其他, which proves no step."""
    last = site_photos([project.pk]).values_list("scene", flat=True).first()
    return str(last or PhotoScene.OTHER)
