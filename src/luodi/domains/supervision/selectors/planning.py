"""Plans of inspections under the burden rule, and what hangs on a plan."""

from django.db.models import QuerySet

from luodi.domains.supervision.models import Finding, InspectionPlan, PlanUnit
from luodi.domains.supervision.rules.inspections import Burden, PlanState, Visit, burdens

_LIVE = (PlanState.DRAFT, PlanState.APPROVED, PlanState.DONE)


def burdens_of(plan: InspectionPlan) -> list[Burden]:
    """Units of the plan that another plan visits in the same quarter: to be merged (基层减负, domain/02 T17)."""
    rows = PlanUnit.objects.filter(plan__state__in=_LIVE, plan__begins_on__year=plan.begins_on.year)
    visits = [
        Visit(row.plan_id, f"{row.plan.number} {row.plan.title}", row.unit_id, row.unit.label, row.plan.begins_on)
        for row in rows.select_related("plan", "unit").order_by("unit__path", "plan_id")
    ]
    return burdens([one for one in visits if one.plan == plan.pk], [one for one in visits if one.plan != plan.pk])


def findings_of(plan: InspectionPlan) -> QuerySet[Finding]:
    """Everything found under the plan, by due day."""
    rows = Finding.objects.filter(inspection__plan=plan).select_related("unit", "inspection__plan")
    return rows.order_by("due_on", "pk")


def mergeable(plan: InspectionPlan) -> QuerySet[InspectionPlan]:
    """Plans of the same unit into which this one may be merged."""
    rows = InspectionPlan.objects.filter(unit_id=plan.unit_id, state__in=(PlanState.DRAFT, PlanState.APPROVED))
    return rows.exclude(pk=plan.pk).order_by("begins_on", "pk")
