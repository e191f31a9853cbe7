"""Who is told: the people of a unit with a right, task forces included, and those who issue."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import ancestors, reach
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.selectors.visibility import covers


def people_of(unit: Unit, permission: str) -> list[User]:
    """Active people whose right reaches the unit."""
    holders = User.objects.filter(
        is_active=True, is_service=False, grants__role__permissions__permission=permission
    ).distinct()
    return [user for user in holders.order_by("pk") if covers(reach(user, permission), unit.pk)]


def handlers(order: Order) -> list[User]:
    """Who works on the order: its handler, else everybody who answers for the lead unit."""
    if order.handler is not None and order.handler.is_active:
        return [order.handler]
    return people_of(order.unit, Permission.ANSWER)


def heads(order: Order) -> list[User]:
    """Who answers for the lead unit's results."""
    return people_of(order.unit, Permission.FINISH)


def issuing(order: Order) -> list[User]:
    """Who checks what the order's unit reports."""
    return people_of(order.issuer, Permission.CHECK)


def addressees(viewer: User) -> QuerySet[Unit]:
    """Units to which the viewer may address a problem: their own and below, and the departments of every unit above.

    Another county is none of these, so its name is never offered.
    """
    found = reach(viewer, Permission.RAISE)
    standing = Unit.objects.filter(active_to=None).order_by("path")
    if found.everything:
        return standing
    own = found.unit_ids | found.chain_unit_ids | ({viewer.unit_id} if viewer.unit_id else set())
    above = ancestors(own)
    return standing.filter(Q(pk__in=own) | Q(parent_id__in=above, kind=UnitKind.DEPARTMENT))


def addressees_for(viewer: User, project: Project) -> list[Unit]:
    """Those of them that a problem of the project most likely goes to: its unit, the units that answer for it, one's own."""
    held = assignments_in_force(timezone.localdate()).filter(project=project, unit__isnull=False)
    likely = [project.unit_id, *held.order_by("pk").values_list("unit_id", flat=True), viewer.unit_id]
    found = addressees(viewer).in_bulk([pk for pk in likely if pk is not None])
    return [found[pk] for pk in dict.fromkeys(likely) if pk in found]
