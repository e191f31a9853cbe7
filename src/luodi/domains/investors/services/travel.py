"""Trips and activities: filing, evidence, and taking out by a new fact what was filed by mistake."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.investors.models import Activity, Attendance, Investor, Trip, TripContact, TripEvidence
from luodi.domains.investors.rules import Permission

_LONGEST_DAYS: Final = 366
"""A trip of more than a year is a wrong year."""


@transaction.atomic
def file_trip(
    unit: Unit,
    *,
    left_on: date,
    returned_on: date,
    place: str,
    met: Sequence[Investor],
    actor: User,
    at: datetime,
    leader: Person | None = None,
    is_led: bool = False,
    purpose: str = "",
    notes: str = "",
    evidence: Sequence[Attachment] = (),
) -> Trip:
    """Record one trip with the companies met. It counts at once; a mistake is taken out by `withdraw_trip`.

    Errors: BusinessError `trips.*`, `day.out_of_range`; NotPermitted, NotVisible.
    """
    require(actor, Permission.FILE_TRIP, unit=unit)
    _require_days(left_on, returned_on, today=timezone.localdate(at))
    if not normalise(place):
        raise BusinessError("请填写目的地。", code="trips.place")
    trip = Trip.objects.create(
        unit=unit,
        left_on=left_on,
        returned_on=returned_on,
        place=fitted(normalise(place), 100, "地点"),
        leader=leader,
        is_led=is_led,
        purpose=fitted(normalise(purpose), 200, "目的"),
        notes=notes.strip(),
        recorded_by=actor,
        recorded_at=at,
    )
    contacts = [TripContact(trip=trip, investor=one, recorded_by=actor, recorded_at=at) for one in dict.fromkeys(met)]
    TripContact.objects.bulk_create(contacts)
    _attach(trip, evidence, actor, at)
    audit.record(audit.Act("investors.trip_filed", trip, unit_code=unit.code), actor=actor, at=at)
    return trip


def _require_days(left_on: date, returned_on: date, *, today: date) -> None:
    require_sensible_day(left_on, label="出发日")
    if returned_on < left_on:
        raise BusinessError("返回日早于出发日，请改正。", code="trips.dates")
    if left_on > today:
        raise BusinessError("出发日在将来，外出回来后再填报。", code="trips.future")
    if (returned_on - left_on).days > _LONGEST_DAYS:
        raise BusinessError("返回日与出发日相差一年以上，请核对年份。", code="trips.dates")


@transaction.atomic
def withdraw_trip(trip: Trip, *, actor: User, at: datetime, reason: str) -> Trip:
    """Take a trip out by a new row that names it; the old one stays and counts no more."""
    require(actor, Permission.FILE_TRIP, unit=trip.unit)
    _require_reason(reason)
    audit.stand_in_line()
    if trip.reverses_id is not None or Trip.objects.filter(reverses=trip).exists():
        raise BusinessError("这次外出已经撤回。", code="trips.withdrawn")
    row = Trip.objects.create(
        unit=trip.unit,
        left_on=trip.left_on,
        returned_on=trip.returned_on,
        place=trip.place,
        leader=trip.leader,
        is_led=trip.is_led,
        notes=reason.strip(),
        reverses=trip,
        recorded_by=actor,
        recorded_at=at,
    )
    act = audit.Act("investors.trip_withdrawn", trip, unit_code=trip.unit.code, reason=reason)
    audit.record(act, actor=actor, at=at)
    return row


@transaction.atomic
def add_trip_evidence(trip: Trip, *, evidence: Sequence[Attachment], actor: User, at: datetime) -> int:
    """Add documents to a trip that stands; returns how many were new."""
    require(actor, Permission.FILE_TRIP, unit=trip.unit)
    audit.stand_in_line()
    if Trip.objects.filter(reverses=trip).exists():
        raise BusinessError("这次外出已经撤回，不能再补材料。", code="trips.withdrawn")
    if not evidence:
        raise BusinessError("请选择要补充的文件。", code="evidence.missing")
    added = _attach(trip, evidence, actor, at)
    names = "、".join(item.name for item in evidence)
    act = audit.Act("investors.trip_evidence_added", trip, unit_code=trip.unit.code, changes={"evidence": ("", names)})
    audit.record(act, actor=actor, at=at)
    return added


def _attach(trip: Trip, evidence: Sequence[Attachment], actor: User, at: datetime) -> int:
    rows = [
        TripEvidence(trip=trip, attachment=item, recorded_by=actor, recorded_at=at) for item in dict.fromkeys(evidence)
    ]
    return len(TripEvidence.objects.bulk_create(rows))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BusinessError("撤回要写明原因。", code="travel.reason")


@transaction.atomic
def file_activity(
    unit: Unit,
    *,
    name: str,
    held_on: date,
    actor: User,
    at: datetime,
    edition: str = "",
    place: str = "",
    companies_attending: int | None = None,
    projects_proposed: int | None = None,
    is_fair: bool = False,
) -> Activity:
    """Record one activity with its attendance. The same name, edition and day of a unit is refused."""
    require(actor, Permission.FILE_TRIP, unit=unit)
    name, edition = normalise(name), normalise(edition)
    if not name:
        raise BusinessError("请填写活动名称。", code="activities.name")
    require_sensible_day(held_on, label="举办日")
    if held_on > timezone.localdate(at):
        raise BusinessError("举办日在将来，活动办完后再填报。", code="activities.future")
    audit.stand_in_line()
    standing = Activity.objects.filter(unit=unit, name=name, edition=edition, held_on=held_on, reverses=None)
    if standing.filter(withdrawal=None).exists():
        raise BusinessError(f"“{name}{edition}”（{held_on}）已登记。", code="activities.twice")
    activity = Activity.objects.create(
        unit=unit,
        name=name,
        edition=edition,
        held_on=held_on,
        place=fitted(normalise(place), 100, "地点"),
        companies_attending=companies_attending,
        projects_proposed=projects_proposed,
        is_fair=is_fair,
        recorded_by=actor,
        recorded_at=at,
    )
    audit.record(audit.Act("investors.activity_filed", activity, unit_code=unit.code), actor=actor, at=at)
    return activity


@transaction.atomic
def correct_attendance(
    activity: Activity,
    *,
    companies_attending: int | None,
    projects_proposed: int | None,
    actor: User,
    at: datetime,
    reason: str,
) -> Attendance:
    """Say anew how many came and how many projects were proposed. Signings keep their occasion; it may be done again.

    Errors: BusinessError `travel.reason`, `activities.withdrawn`, `activities.same`; NotPermitted, NotVisible.
    """
    require(actor, Permission.FILE_TRIP, unit=activity.unit)
    if not reason.strip():
        raise BusinessError("更正参会情况要写明原因。", code="travel.reason")
    audit.stand_in_line()
    if activity.reverses_id is not None or Activity.objects.filter(reverses=activity).exists():
        raise BusinessError("该活动已经撤回，不能再更正。", code="activities.withdrawn")
    old = Activity.objects.get(pk=activity.pk).attendance
    given = {"companies_attending": companies_attending, "projects_proposed": projects_proposed}
    changes = {name: (getattr(old, name), new) for name, new in given.items() if getattr(old, name) != new}
    if not changes:
        raise BusinessError("参会情况与现有登记相同，没有需要更正的内容。", code="activities.same")
    row = Attendance.objects.create(
        activity=activity, reason=fitted(reason.strip(), 300, "事由"), recorded_by=actor, recorded_at=at, **given
    )
    act = audit.Act(
        "investors.attendance_corrected", activity, unit_code=activity.unit.code, changes=changes, reason=reason
    )
    audit.record(act, actor=actor, at=at)
    return row


@transaction.atomic
def withdraw_activity(activity: Activity, *, actor: User, at: datetime, reason: str) -> Activity:
    """Take an activity out by a new row that names it. Signings on it are looked at by `projects.withdraw_occasion`."""
    require(actor, Permission.FILE_TRIP, unit=activity.unit)
    _require_reason(reason)
    audit.stand_in_line()
    if activity.reverses_id is not None or Activity.objects.filter(reverses=activity).exists():
        raise BusinessError("该活动已经撤回。", code="activities.withdrawn")
    row = Activity.objects.create(
        unit=activity.unit,
        name=activity.name,
        edition=activity.edition,
        held_on=activity.held_on,
        place=activity.place,
        is_fair=activity.is_fair,
        reverses=activity,
        reason=fitted(normalise(reason), 300, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    act = audit.Act("investors.activity_withdrawn", activity, unit_code=activity.unit.code, reason=reason)
    audit.record(act, actor=actor, at=at)
    return row
