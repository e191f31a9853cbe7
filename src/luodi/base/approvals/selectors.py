"""Slips that wait for the viewer."""

from django.db.models import Q, QuerySet

from luodi.base.approvals import rules
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipKind
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.models import User


def waiting_slips(viewer: User) -> QuerySet[Slip]:
    """Slips on which the viewer may take the next step (verify or recognise), oldest first."""
    condition = Q(pk__in=[])
    for kind in SlipKind:
        for step in rules.steps(kind):
            if step.code == SlipAct.RETURN:
                continue
            reach = orgs.reach(viewer, step.permission)
            mine = Q(kind=kind, state__in=step.sources) & ~Q(filed_by_id=viewer.pk)
            if reach.everything:
                condition |= mine
            elif reach.unit_ids:
                condition |= mine & Q(unit_id__in=reach.unit_ids)
    return Slip.objects.filter(condition).select_related("unit", "filed_by__person").order_by("pk")


def filed_slips(viewer: User) -> QuerySet[Slip]:
    """What the viewer filed, latest first."""
    return Slip.objects.filter(filed_by_id=viewer.pk).select_related("unit").order_by("-pk")
