"""Reading investors, trips and activities."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from luodi.base.core.errors import NotVisible
from luodi.base.core.text import company_key
from luodi.base.files.models import Attachment
from luodi.base.files.rules import Permission as Files
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import ancestors, can, reach, require, subtree
from luodi.domains.investors.models import Activity, Investor, Trip
from luodi.domains.investors.rules import Permission

Row = TypeVar("Row", Trip, Activity)


@dataclass(frozen=True, slots=True)
class TravelFilter:
    """What a list of trips or activities asks for; empty fields ask for everything. Days are inclusive."""

    search: str = ""
    unit: Unit | None = None
    first: date | None = None
    last: date | None = None
    is_led: bool | None = None
    is_fair: bool | None = None


def investors(viewer: User, *, search: str = "") -> QuerySet[Investor]:
    """Investors by name for those who may see them; `search` takes a name or a credit code.

    The register is one for all units, so that one company is one row. What of it a unit's people may look at is for
    `projects.selectors.known_investors` to say.
    """
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


def trips(viewer: User, wanted: TravelFilter | None = None, *, withdrawn: bool = False) -> QuerySet[Trip]:
    """Trips of the units in the viewer's reach, latest first; with `withdrawn` also those taken out again."""
    rows = Trip.objects.filter(reverses=None).select_related("unit", "leader", "recorded_by__person", "withdrawal")
    if not withdrawn:
        rows = rows.filter(withdrawal=None)
    rows = _in_reach(viewer, rows.prefetch_related("contacts__investor").order_by("-left_on", "-pk"))
    if wanted is None:
        return rows
    if wanted.is_led is not None:
        rows = rows.filter(is_led=wanted.is_led)
    if wanted.search.strip():
        word = wanted.search.strip()
        met = Q(pk__in=Trip.objects.filter(contacts__investor__name__contains=word).values("pk"))
        rows = rows.filter(met | Q(place__contains=word) | Q(purpose__contains=word) | Q(leader__name__contains=word))
    return _narrow(rows, wanted, "left_on")


def activities(viewer: User, wanted: TravelFilter | None = None, *, withdrawn: bool = False) -> QuerySet[Activity]:
    """Activities of the units in the viewer's reach, latest first; with `withdrawn` also those taken out again."""
    rows = _in_reach(viewer, _activities(withdrawn=withdrawn))
    if wanted is None:
        return rows
    if wanted.is_fair is not None:
        rows = rows.filter(is_fair=wanted.is_fair)
    if wanted.search.strip():
        word = wanted.search.strip()
        rows = rows.filter(Q(name__contains=word) | Q(edition__contains=word) | Q(place__contains=word))
    return _narrow(rows, wanted, "held_on")


def occasions(viewer: User) -> QuerySet[Activity]:
    """Activities at which the viewer's units may have signed: their own, and those of the units above them."""
    rows, found = _activities(withdrawn=False), reach(viewer, Permission.VIEW)
    return rows if found.everything else rows.filter(unit_id__in=ancestors(found.unit_ids) | found.unit_ids)


def _activities(*, withdrawn: bool) -> QuerySet[Activity]:
    rows = Activity.objects.filter(reverses=None).select_related("unit", "recorded_by__person", "withdrawal")
    rows = rows.prefetch_related("attendance_corrections__recorded_by__person")
    return (rows if withdrawn else rows.filter(withdrawal=None)).order_by("-held_on", "-pk")


def trip(viewer: User, pk: int) -> Trip:
    """One trip in reach, withdrawn or not; NotVisible otherwise."""
    rows = trips(viewer, withdrawn=True).prefetch_related("evidence_rows__attachment", "evidence_rows__recorded_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到这次外出，或它不在您的管理范围内。", code="trips.not_visible")
    return found


def activity(viewer: User, pk: int) -> Activity:
    """One activity in reach or of a unit above, withdrawn or not; NotVisible otherwise."""
    found = activities(viewer, withdrawn=True).filter(pk=pk).first() or occasions(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该活动，或它不在您的管理范围内。", code="activities.not_visible")
    return found


def editions(viewer: User, activity: Activity) -> QuerySet[Activity]:
    """The other editions of the same activity in reach."""
    return activities(viewer).filter(name=activity.name).exclude(pk=activity.pk)


def trip_attachment(viewer: User, trip_pk: int, pk: int) -> Attachment:
    """A document behind a trip in reach; NotVisible otherwise. NotPermitted without the right to see attachments."""
    require(viewer, Files.VIEW)
    found = Attachment.objects.filter(pk__in=trip(viewer, trip_pk).evidence.values("pk"), pk=pk).first()
    if found is None or not found.path.exists():
        raise NotVisible("没有找到该附件，或它不属于这次外出。", code="trips.attachment")
    return found


def _in_reach(viewer: User, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Single rows are for those who reach the unit in detail; a summary reach sees totals only."""
    found = reach(viewer, Permission.VIEW)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)


def _narrow(rows: QuerySet[Row], wanted: TravelFilter, day: str) -> QuerySet[Row]:
    if wanted.unit is not None:
        rows = rows.filter(unit__in=subtree(wanted.unit).values("pk"))
    days = {f"{day}__gte": wanted.first, f"{day}__lte": wanted.last}
    return rows.filter(**{name: value for name, value in days.items() if value is not None})
