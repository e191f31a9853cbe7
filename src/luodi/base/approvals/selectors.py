"""Slips that wait for the viewer."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from luodi.base.approvals import rules
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipKind
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.models import Unit, User

_JUDGING: Final = [(kind, step) for kind in SlipKind for step in rules.steps(kind) if step.code != SlipAct.RETURN]


@dataclass(frozen=True)
class SlipFilter:
    """What a queue is narrowed to; empty fields ask for everything. `search` takes words of the title."""

    kind: str = ""
    unit: Unit | None = None
    search: str = ""


def waiting_slips(viewer: User, wanted: SlipFilter | None = None) -> QuerySet[Slip]:
    """Slips on which the viewer may take the next step (verify or recognise), oldest first."""
    condition = Q(pk__in=[])
    for (states, units), kinds in _turns(viewer).items():
        near = Q() if units is None else Q(unit_id__in=units)
        condition |= near & Q(kind__in=kinds, state__in=states)
    others = Slip.objects.filter(condition).exclude(filed_by_id=viewer.pk)
    rows = others.select_related("unit", "filed_by__person").order_by("pk")
    return rows if wanted is None else _narrow(rows, wanted)


def _turns(viewer: User) -> dict[tuple[tuple[str, ...], frozenset[int] | None], list[str]]:
    """In which states and which units (None: all) it is the viewer's turn, with the kinds; few words for the database."""
    found = defaultdict(list)
    for kind, step in _JUDGING:
        reach = orgs.reach(viewer, step.permission)
        if reach.everything or reach.unit_ids:
            found[step.sources, None if reach.everything else reach.unit_ids].append(kind.value)
    return dict(found)


def _narrow(rows: QuerySet[Slip], wanted: SlipFilter) -> QuerySet[Slip]:
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.unit is not None and wanted.unit.parent_id is not None:
        rows = rows.filter(unit__path__startswith=wanted.unit.path)
    for word in wanted.search.split():
        rows = rows.filter(title__contains=word)
    return rows


def filed_slips(viewer: User, *, state: str = "") -> QuerySet[Slip]:
    """What the viewer filed, latest first; with a state those that stand there."""
    rows = Slip.objects.filter(filed_by_id=viewer.pk).select_related("unit").order_by("-pk")
    return rows.filter(state=state) if state else rows


def recognisers(slip: Slip) -> list[User]:
    """Who may recognise the slip by right: not its filer."""
    holders = orgs.users_with(f"approvals.{slip.kind}_recognise", slip.unit)
    return [user for user in holders if user.pk != slip.filed_by_id]
