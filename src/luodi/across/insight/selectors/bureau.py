"""What waits in the bureau, unit by unit, and which units have filed nothing this month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from luodi.across.insight.rules import Permission
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.orgs.models import Grant, Unit, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.rules import Permission as Projects

_FILING = (Projects.FILE_EVENT.value, Projects.FILE_CAPITAL.value)


@dataclass(frozen=True)
class UnitQueue:
    """The slips of a unit that wait: for verification, for recognition, and the days of the oldest."""

    unit: Unit
    to_verify: int
    to_recognise: int
    oldest_days: int


@dataclass(frozen=True)
class SilentUnit:
    """A unit that has people who file and filed nothing this month; `last_on` is the day of its last filing."""

    unit: Unit
    last_on: date | None


def unit_queues(viewer: User, *, on: date) -> list[UnitQueue]:
    """Units in reach with waiting slips, the one that waits longest first."""
    slips = _in_reach(viewer, Slip.objects.filter(state__in=WAITING))
    rows = (
        slips.order_by()
        .values("unit_id")
        .annotate(
            to_verify=Count("pk", filter=Q(state=SlipState.FILED)),
            to_recognise=Count("pk", filter=Q(state=SlipState.VERIFIED)),
            oldest=Min("filed_at"),
        )
    )
    found = {row["unit_id"]: row for row in rows}
    queues = [
        UnitQueue(
            unit,
            found[unit.pk]["to_verify"],
            found[unit.pk]["to_recognise"],
            max((on - timezone.localdate(found[unit.pk]["oldest"])).days, 0),
        )
        for unit in Unit.objects.filter(pk__in=found)
    ]
    return sorted(queues, key=lambda queue: (-queue.oldest_days, queue.unit.path))


def silent_units(viewer: User, *, on: date) -> list[SilentUnit]:
    """Active units in reach whose people may file and have filed nothing since the first of the month, longest silent first."""
    granted = Grant.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(ended_on=None) | Q(ended_on__gt=on),
        valid_from__lte=on,
        user__is_active=True,
        user__is_service=False,
        role__permissions__permission__in=_FILING,
    )
    found = reach(viewer, Permission.STEER)
    units = Unit.objects.filter(Q(active_to=None) | Q(active_to__gt=on), pk__in=granted.values("unit_id"))
    if not found.everything:
        units = units.filter(pk__in=found.unit_ids)
    filed = Slip.objects.filter(filed_by__unit_id__in=units.values("pk")).order_by().values("filed_by__unit_id")
    last = {row["filed_by__unit_id"]: timezone.localdate(row["last"]) for row in filed.annotate(last=Max("filed_at"))}
    silent = [SilentUnit(unit, last.get(unit.pk)) for unit in units.order_by("path")]
    quiet = [one for one in silent if one.last_on is None or one.last_on < on.replace(day=1)]
    return sorted(quiet, key=lambda one: (one.last_on or date.min, one.unit.path))


def _in_reach(viewer: User, slips: QuerySet[Slip]) -> QuerySet[Slip]:
    found = reach(viewer, Permission.STEER)
    return slips if found.everything else slips.filter(unit_id__in=found.unit_ids)
