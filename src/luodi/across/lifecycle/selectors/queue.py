"""The queue of slips as offices are competent: what belongs to the city is shown to a county and never offered to it.

The same rule as at recognition (`gates_review.belongs_to_city`), asked of the database for whole queues.
"""

from typing import Final

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from luodi.across.lifecycle.models import CompetenceRule
from luodi.across.lifecycle.rules.gates_review import CITY_FROM_IN_WAN
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.approvals.selectors import SlipFilter, waiting_slips
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach, root_unit
from luodi.domains.projects.models import CapitalRecord, ShareProposal, StageEvent
from luodi.domains.projects.rules import Event

COMPETENT: Final = (SlipKind.EVENT, SlipKind.CAPITAL)
"""Kinds of slips over which the amount decides who recognises."""
_MONEY: Final = DecimalField(max_digits=18, decimal_places=4)


def offered_slips(viewer: User, wanted: SlipFilter | None = None) -> QuerySet[Slip]:
    """Slips on which the viewer may and can take the next step, oldest first."""
    rows, kinds = waiting_slips(viewer, wanted), _below_city(viewer)
    return rows.filter(~_of_city(kinds)) if kinds else rows


def city_slips(viewer: User, wanted: SlipFilter | None = None) -> QuerySet[Slip]:
    """Slips in the viewer's reach that wait for the city's recognition, oldest first; none for the city itself."""
    kinds = _below_city(viewer)
    rows = waiting_slips(viewer, wanted)
    return rows.filter(_of_city(kinds)) if kinds else rows.none()


def waits_for_city(slip: Slip, viewer: User) -> bool:
    """Whether the slip is one that the viewer may recognise by right but the city recognises by amount."""
    kinds = _below_city(viewer)
    return bool(kinds) and Slip.objects.filter(_of_city(kinds), pk=slip.pk).exists()


def _below_city(viewer: User) -> list[str]:
    """The kinds that the viewer may recognise, but not for the whole city."""
    found = []
    for kind in COMPETENT:
        reached = reach(viewer, f"approvals.{kind}_recognise")
        if reached.unit_ids and not reached.covers(root_unit().pk):
            found.append(kind.value)
    return found


def _of_city(kinds: list[str]) -> Q:
    """Verified slips of the kinds that touch a project which belongs to the city, or shares of units (a transfer)."""
    rules = CompetenceRule.objects.filter(valid_from__lte=timezone.localdate()).order_by("-revision")
    begins = Coalesce(
        Subquery(rules.values("city_from_in_wan")[:1], output_field=_MONEY),
        Value(CITY_FROM_IN_WAN, output_field=_MONEY),
    )
    investment = Case(When(project__currency="CNY", then=F("project__total_investment_in_wan")), output_field=_MONEY)
    amount = Coalesce(F("project__contract_in_wan"), investment, output_field=_MONEY)
    signed = When(event=Event.SIGN, amount_in_wan__isnull=False, then=F("amount_in_wan"))
    large = Q(decides__isnull=True) | Q(decides__gte=begins)
    events = StageEvent.objects.filter(slip=OuterRef("pk")).annotate(
        decides=Case(signed, default=amount, output_field=_MONEY)
    )
    money = CapitalRecord.objects.filter(slip=OuterRef("pk")).annotate(decides=amount)
    shares = ShareProposal.objects.filter(slip=OuterRef("pk"))
    touched = Q(Exists(events.filter(large))) | Q(Exists(money.filter(large))) | Q(Exists(shares))
    return Q(state=SlipState.VERIFIED, kind__in=kinds) & touched
