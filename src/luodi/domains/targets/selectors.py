"""Reading targets."""

from datetime import datetime

from django.db.models import Q, QuerySet

from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, root_unit
from luodi.domains.targets.models import Target
from luodi.domains.targets.rules import Permission


def targets(viewer: User) -> QuerySet[Target]:
    """Targets in force of the units in the viewer's reach, and those of the whole district."""
    rows = (
        Target.objects.filter(superseded_by=None, is_withdrawn=False)
        .select_related("holder")
        .order_by("-period", "indicator", "pk")
    )
    found = reach(viewer, Permission.VIEW)
    if found.everything or found.summary:
        return rows
    if found.is_empty:
        return rows.none()
    return rows.filter(Q(holder_id__in=found.unit_ids) | Q(holder_id=root_unit().pk))


def targets_of(holder: Unit, *, period: str, known_at: datetime | None = None) -> list[Target]:
    """Targets of one holder and period, as known at the moment (default: now), in the order issued."""
    rows = Target.objects.filter(holder=holder, period=period)
    if known_at is None:
        return list(rows.filter(superseded_by=None, is_withdrawn=False).order_by("pk"))
    known = rows.filter(recorded_at__lte=known_at, is_withdrawn=False)
    return list(known.exclude(superseded_by__recorded_at__lte=known_at).order_by("pk"))
