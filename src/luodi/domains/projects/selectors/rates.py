"""Exchange rates as a list. They are the same for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import can
from luodi.domains.projects.models import ExchangeRate
from luodi.domains.projects.rules import Permission


@dataclass(frozen=True, slots=True)
class RateFilter:
    """What a list of rates asks for. Days are inclusive."""

    currency: str = ""
    first: date | None = None
    last: date | None = None


def exchange_rates(viewer: User, wanted: RateFilter) -> QuerySet[ExchangeRate]:
    """Rates, latest day first, superseded ones included and marked by `is_superseded`."""
    later = ExchangeRate.objects.filter(
        currency=OuterRef("currency"), day=OuterRef("day"), revision__gt=OuterRef("revision")
    )
    rows = ExchangeRate.objects.annotate(is_superseded=Exists(later)).select_related("recorded_by__person")
    if not can(viewer, Permission.VIEW):
        return rows.none()
    asked = {"currency": wanted.currency, "day__gte": wanted.first, "day__lte": wanted.last}
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by("-day", "-pk")
