"""Whom notices of incentives reach, and for which units a person may act."""

from django.db.models import QuerySet

from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, subtree


def holders_below(permission: str, unit: Unit) -> list[User]:
    """Active accounts that hold the right for any unit of the subtree: one question each, however many units there are."""
    ids = frozenset(subtree(unit).values_list("pk", flat=True))
    holders = User.objects.filter(
        is_active=True, is_service=False, grants__role__permissions__permission=permission
    ).distinct()
    found = [(user, reach(user, permission)) for user in holders.order_by("pk")]
    return [user for user, held in found if held.everything or held.unit_ids & ids]


def in_detail(viewer: User, permission: str, units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Those of the units for which the verb takes the right: a reach of totals alone offers neither them nor their staff."""
    found = reach(viewer, permission)
    return units if found.everything else units.filter(pk__in=found.unit_ids)
