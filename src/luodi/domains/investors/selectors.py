"""Reading investors, trips and activities."""

from typing import TypeVar

from django.db.models import QuerySet

from luodi.base.core.text import company_key
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import can, reach
from luodi.domains.investors.models import Activity, Investor, Trip
from luodi.domains.investors.rules import Permission

Row = TypeVar("Row", Trip, Activity)


def investors(viewer: User, *, search: str = "") -> QuerySet[Investor]:
    """Investors for those who may see them, by name; `search` takes a name or a credit code."""
    rows = Investor.objects.prefetch_related("honours").order_by("name_key", "pk")
    if not can(viewer, Permission.VIEW):
        return rows.none()
    if not search.strip():
        return rows
    by_code = rows.filter(uscc=search.strip().upper())
    return by_code if by_code.exists() else rows.filter(name_key__contains=company_key(search))


def find_investor(*, name: str, uscc: str = "") -> Investor | None:
    """The investor with the credit code, or with the same normal form of the name and no other code."""
    if uscc:
        found = Investor.objects.filter(uscc=uscc).first()
        if found is not None:
            return found
    key = company_key(name)
    same = Investor.objects.filter(name_key=key).order_by("pk")
    return same.filter(uscc="").first() if uscc else same.first()


def trips(viewer: User) -> QuerySet[Trip]:
    """Trips of the units in the viewer's reach, latest first."""
    rows = Trip.objects.select_related("unit", "leader").prefetch_related("contacts__investor")
    return _in_reach(viewer, rows.order_by("-left_on", "-pk"))


def activities(viewer: User) -> QuerySet[Activity]:
    """Activities of the units in the viewer's reach, latest first."""
    return _in_reach(viewer, Activity.objects.select_related("unit").order_by("-held_on", "-pk"))


def _in_reach(viewer: User, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Single rows are for those who reach the unit in detail; a summary reach sees totals only."""
    found = reach(viewer, Permission.VIEW)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)
