"""Units, people and the working-day calendar."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.workdays import seed_days
from luodi.base.orgs import selectors
from luodi.base.orgs.models import CalendarDay, Person, Unit, UnitGroup, User
from luodi.base.orgs.rules import Permission, UnitKind


@transaction.atomic
def install_root(*, name: str, code: str, kind: UnitKind, at: datetime) -> Unit:
    """The root unit of an empty instance; the existing one when it has the same code (safe to repeat)."""
    present = Unit.objects.filter(parent=None).first()
    if present is not None:
        if present.code != code:
            raise BusinessError(f"本系统已初始化为“{present.name}”，不能再改成“{name}”。", code="units.root_exists")
        return present
    unit = Unit(code=code, name=name, kind=kind)
    _place(unit)
    audit.record(audit.Act("orgs.unit_made", unit, unit_code=code), actor=None, at=at)
    return unit


@transaction.atomic
def make_unit(
    *,
    code: str,
    name: str,
    kind: UnitKind,
    parent: Unit,
    actor: User,
    at: datetime,
    short_name: str = "",
    group: str = "",
    active_from: date | None = None,
) -> Unit:
    """A new unit under `parent`, which must be in the actor's reach."""
    selectors.require(actor, Permission.MANAGE_UNITS, unit=parent)
    code, name = code.strip(), name.strip()
    if not code or not name:
        raise BusinessError("单位代码和名称都要填写。", code="units.incomplete")
    audit.stand_in_line()
    if parent.active_to is not None:
        raise BusinessError(f"“{parent.name}”已撤并，不能再设下级单位。", code="units.closed")
    if Unit.objects.filter(code=code).exists():
        raise BusinessError(f"单位代码“{code}”已被使用，请换一个。", code="units.code_taken")
    if Unit.objects.filter(parent=parent, name=name, active_to=None).exists():
        raise BusinessError(f"“{parent.name}”下已有“{name}”。", code="units.name_taken")
    unit = Unit(
        code=code,
        name=name,
        short_name=short_name.strip(),
        kind=kind,
        group=group,
        parent=parent,
        active_from=active_from,
    )
    _place(unit)
    audit.record(audit.Act("orgs.unit_made", unit, unit_code=unit.code), actor=actor, at=at)
    return unit


def _place(unit: Unit) -> None:
    unit.path = ""
    unit.save()
    unit.path = f"{unit.parent.path if unit.parent is not None else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])


@transaction.atomic
def change_unit(
    unit: Unit,
    *,
    actor: User,
    at: datetime,
    name: str,
    short_name: str,
    kind: UnitKind,
    group: str,
    group_from: date | None = None,
) -> Unit:
    """Rename or regroup a unit; the old values stay in the audit log, and the group of earlier days stays what it was.

    `group_from` is the day from which the new group holds, the day of `at` when it is not said. The first group of a unit
    holds for all time, unless a day is said.
    Errors: NotPermitted, NotVisible; BusinessError `units.incomplete`, `units.group_from` (a day to come).
    """
    selectors.require(actor, Permission.MANAGE_UNITS, unit=unit)
    audit.stand_in_line()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    new = {"name": name.strip(), "short_name": short_name.strip(), "kind": str(kind), "group": group}
    if not new["name"]:
        raise BusinessError("单位名称要填写。", code="units.incomplete")
    changes = {key: (getattr(locked, key), value) for key, value in new.items() if getattr(locked, key) != value}
    if not changes:
        return locked
    if "group" in changes:
        _require_group_from_above(locked, actor)
    if "group" in changes and not (group_from is None and _is_first_group(locked)):
        day = _regroup(locked, group, group_from, actor=actor, at=at)
        changes["group_from"] = ("", day.isoformat())
    for key, value in new.items():
        setattr(locked, key, value)
    locked.save(update_fields=list(new))
    audit.record(audit.Act("orgs.unit_changed", locked, unit_code=locked.code, changes=changes), actor=actor, at=at)
    return locked


def _require_group_from_above(unit: Unit, actor: User) -> None:
    """Among whom a unit is ranked is said by the unit above: nobody chooses the own group."""
    if unit.parent_id is not None and not selectors.reach(actor, Permission.MANAGE_UNITS).covers(unit.parent_id):
        raise NotPermitted("考核分组决定和谁一起排名，由上级确定，不能由本单位自己改。", code="units.group_above")


def _is_first_group(unit: Unit) -> bool:
    return not unit.group and not UnitGroup.objects.filter(unit=unit).exists()


def _regroup(unit: Unit, group: str, valid_from: date | None, *, actor: User, at: datetime) -> date:
    today = timezone.localdate(at)
    day = valid_from or today
    if day > today:
        raise BusinessError(
            f"分组变更的起始日 {day} 还没有到：请填今天或以前的日子，到了那天再改。", code="units.group_from"
        )
    UnitGroup.objects.create(
        unit=unit, group=group, before=unit.group, valid_from=day, recorded_at=at, recorded_by=actor
    )
    return day


@transaction.atomic
def merge_units(unit: Unit, *, into: Unit, on: date, actor: User, at: datetime, reason: str) -> Unit:
    """Close `unit` on the day `on` and name its successor, whose people reach it from then on.

    Its facts stay where they were filed. Errors: BusinessError `units.closed`, `units.cycle`, `units.dates`,
    `units.reason`; NotPermitted, NotVisible.
    """
    selectors.require(actor, Permission.MANAGE_UNITS, unit=unit)
    selectors.require(actor, Permission.MANAGE_UNITS, unit=into)
    audit.stand_in_line()
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    for closed in (locked, Unit.objects.get(pk=into.pk)):
        if closed.active_to is not None:
            raise BusinessError(f"“{closed.name}”已于 {closed.active_to} 撤并。", code="units.closed")
    if locked.active_from is not None and on < locked.active_from:
        raise BusinessError(f"撤并日 {on} 早于设立日 {locked.active_from}，请改正。", code="units.dates")
    if into.path.startswith(locked.path):
        raise BusinessError("单位不能并入自己或自己的下级。", code="units.cycle")
    if not reason.strip():
        raise BusinessError("请写明撤并依据（文号或事由）。", code="units.reason")
    locked.active_to = on
    locked.merged_into = into
    locked.save(update_fields=["active_to", "merged_into"])
    changes = {"merged_into": ("", into.code), "active_to": ("", on.isoformat())}
    act = audit.Act("orgs.unit_merged", locked, unit_code=locked.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    return locked


@transaction.atomic
def make_person(*, name: str, unit: Unit, actor: User, at: datetime, post: str = "", is_leader: bool = False) -> Person:
    """A person of a unit in the actor's reach."""
    selectors.require(actor, Permission.MANAGE_UNITS, unit=unit)
    if not name.strip():
        raise BusinessError("请填写姓名。", code="people.name")
    person = Person.objects.create(name=name.strip(), unit=unit, post=post.strip(), is_leader=is_leader)
    audit.record(audit.Act("orgs.person_made", person, unit_code=unit.code), actor=actor, at=at)
    return person


@transaction.atomic
def seed_calendar() -> int:
    """Fill the calendar with the published holidays and make-up days that are missing; returns how many were added."""
    present = set(CalendarDay.objects.values_list("day", flat=True))
    rows = [
        CalendarDay(day=row.day, is_workday=row.kind == "makeup", name=row.name)
        for row in seed_days()
        if row.day not in present
    ]
    CalendarDay.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def set_calendar_day(day: date, *, is_workday: bool, name: str, actor: User, at: datetime) -> CalendarDay:
    """Enter or correct one special day."""
    selectors.require_over_all(actor, Permission.MANAGE_UNITS)
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "name": name})
    audit.record(audit.Act("orgs.calendar_set", row, changes={"is_workday": ("", is_workday)}), actor=actor, at=at)
    return row
