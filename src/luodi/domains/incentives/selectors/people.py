"""Whom notices of incentives reach."""

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
