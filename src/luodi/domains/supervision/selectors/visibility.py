"""Who sees what: orders and problems in reach, and on which side of an order a person stands.

A unit sees what it leads, assists or has issued; the issuing side sees all in its reach; drafts are seen by drafters only.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, reach
from luodi.domains.supervision.models import Finding, Inspection, InspectionPlan, Issue, Meeting, Order, OrderAssist
from luodi.domains.supervision.rules.inspections import PlanState
from luodi.domains.supervision.rules.rights import Permission

_ORDER_ROWS = (
    "unit",
    "issuer",
    "project",
    "issue",
    "handler__person",
    "issued_by__person",
    "drafted_by__person",
    "previous",
)


def covers(found: Reach, unit_id: int | None) -> bool:
    """True when rows of the unit are in reach; a task force reaches what is its own."""
    return found.covers(unit_id) or unit_id in found.chain_unit_ids


def visible_orders(viewer: User) -> QuerySet[Order]:
    """Orders that the viewer may see, latest first."""
    return Order.objects.filter(_orders_in_reach(viewer)).select_related(*_ORDER_ROWS).order_by("-pk")


def _orders_in_reach(viewer: User) -> Q:
    found, drafting = reach(viewer, Permission.VIEW), reach(viewer, Permission.DRAFT)
    is_out = Q(issued_on__isnull=False)
    own = Q(drafted_by_id=viewer.pk)
    if not drafting.everything:
        own |= Q(issued_on=None, issuer_id__in=drafting.unit_ids)
    if found.everything:
        return Q() if drafting.everything else is_out | own
    if found.is_empty:
        return Q(pk__in=[])
    units = found.unit_ids | found.chain_unit_ids
    assisting = OrderAssist.objects.filter(order=OuterRef("pk"), unit_id__in=units)
    concerned = Q(unit_id__in=units) | Q(issuer_id__in=units) | Q(Exists(assisting))
    if found.own:
        concerned |= Q(handler_id=viewer.pk)
    return own | (is_out & concerned)


def order(viewer: User, pk: int) -> Order:
    """One order in reach; NotVisible otherwise."""
    found = visible_orders(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该单，或它不在您的查看范围内。", code="orders.not_visible")
    return found


def is_of_unit(order_row: Order, viewer: User, permission: str) -> bool:
    """True when the viewer may speak for the lead unit (or is the handler with a right of their own)."""
    found = reach(viewer, permission)
    return covers(found, order_row.unit_id) or (found.own and order_row.handler_id == viewer.pk)


def assisting_unit(order_row: Order, viewer: User) -> Unit | None:
    """The assisting unit for which the viewer may speak; their own one first."""
    found = reach(viewer, Permission.ANSWER)
    units = [line.unit for line in order_row.assists.select_related("unit") if covers(found, line.unit_id)]
    return next((unit for unit in units if unit.pk == viewer.unit_id), units[0] if units else None)


def is_of_issuer(order_row: Order, viewer: User, permission: str) -> bool:
    """True when the viewer holds the right on the issuing side."""
    return reach(viewer, permission).covers(order_row.issuer_id)


def visible_issues(viewer: User) -> QuerySet[Issue]:
    """Problems of units in reach, and those that the viewer raised, latest first."""
    found = reach(viewer, Permission.VIEW)
    rows = Issue.objects.select_related("unit", "project", "raised_by__person").order_by("-pk")
    if found.everything:
        return rows
    if found.is_empty:
        return rows.none()
    return rows.filter(Q(unit_id__in=found.unit_ids | found.chain_unit_ids) | Q(raised_by_id=viewer.pk))


def issue(viewer: User, pk: int) -> Issue:
    """One problem in reach; NotVisible otherwise."""
    found = visible_issues(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该问题，或它不在您的查看范围内。", code="issues.not_visible")
    return found


def visible_meetings(viewer: User) -> QuerySet[Meeting]:
    """Meetings called by units in reach, latest first."""
    found = reach(viewer, Permission.VIEW)
    rows = Meeting.objects.select_related("unit").order_by("-held_on", "-pk")
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids | found.chain_unit_ids)


def meeting(viewer: User, pk: int) -> Meeting:
    """One meeting in reach; NotVisible otherwise."""
    found = visible_meetings(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该会议，或它不在您的查看范围内。", code="meetings.not_visible")
    return found


def visible_units(viewer: User) -> frozenset[int] | None:
    """The units whose names the viewer reads in lists of several; None for all."""
    found = reach(viewer, Permission.VIEW)
    return None if found.everything else found.unit_ids | found.chain_unit_ids


def visible_plans(viewer: User) -> QuerySet[InspectionPlan]:
    """Plans of units in reach, and of inspected units once the plan is approved; latest first."""
    found = reach(viewer, Permission.VIEW)
    rows = InspectionPlan.objects.select_related("unit", "drafted_by__person", "merged_into")
    if found.everything:
        return rows.order_by("-begins_on", "-pk")
    organised = Q(unit_id__in=found.unit_ids)
    visited = Q(plan_units__unit_id__in=found.unit_ids | found.chain_unit_ids) & ~Q(state=PlanState.DRAFT)
    return rows.filter(organised | visited).distinct().order_by("-begins_on", "-pk")


def plan(viewer: User, pk: int) -> InspectionPlan:
    """One plan in reach; NotVisible otherwise."""
    found = visible_plans(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该计划，或它不在您的查看范围内。", code="inspections.not_visible")
    return found


def visible_inspections(viewer: User) -> QuerySet[Inspection]:
    """Visits to units in reach, or made by them; latest first."""
    found = reach(viewer, Permission.VIEW)
    rows = Inspection.objects.select_related("unit", "project", "plan__unit", "recorded_by__person")
    if not found.everything:
        units = found.unit_ids | found.chain_unit_ids
        rows = rows.filter(Q(unit_id__in=units) | Q(plan__unit_id__in=found.unit_ids))
    return rows.order_by("-held_on", "-pk")


def inspection(viewer: User, pk: int) -> Inspection:
    """One visit in reach; NotVisible otherwise."""
    found = visible_inspections(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该督查记录，或它不在您的查看范围内。", code="inspections.not_visible")
    return found


def visible_findings(viewer: User) -> QuerySet[Finding]:
    """Findings for units in reach, or of their own inspections; latest first."""
    found = reach(viewer, Permission.VIEW)
    rows = Finding.objects.select_related("unit", "inspection__plan", "inspection__project")
    if not found.everything:
        units = found.unit_ids | found.chain_unit_ids
        rows = rows.filter(Q(unit_id__in=units) | Q(inspection__plan__unit_id__in=found.unit_ids))
    return rows.order_by("-pk")


def finding(viewer: User, pk: int) -> Finding:
    """One finding in reach; NotVisible otherwise."""
    found = visible_findings(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该整改事项，或它不在您的查看范围内。", code="findings.not_visible")
    return found
