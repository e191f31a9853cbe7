"""Who may see and do what, and the unit tree. Every scoped read of the product starts from `reach`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.workdays import WorkCalendar
from luodi.base.orgs.models import CalendarDay, Grant, PasswordReset, Person, Role, Unit, UnitGroup, User
from luodi.base.orgs.rules import SERVICE_ROLES, Level, Permission, ResetState, Scope, UnitKind, level_of

TAKEOVER_CLERK: Final = "takeover"
OPERATOR: Final = "luodi"


@dataclass(frozen=True)
class Reach:
    """How far one permission of one viewer goes.

    `everything`: all units in detail. `unit_ids`: units in reach. `chain_unit_ids`: task forces whose chains' projects
    are in reach wherever they lie. `own`: rows the viewer wrote. `summary`: all units, totals only.
    """

    everything: bool = False
    summary: bool = False
    unit_ids: frozenset[int] = frozenset()
    chain_unit_ids: frozenset[int] = frozenset()
    own: bool = False

    @property
    def is_empty(self) -> bool:
        """True when the viewer holds the permission nowhere."""
        return not (self.everything or self.summary or self.unit_ids or self.chain_unit_ids or self.own)

    def covers(self, unit_id: int | None) -> bool:
        """True when rows of the unit are in reach in detail."""
        return self.everything or unit_id in self.unit_ids


def active_grants(user: User, on: date | None = None) -> QuerySet[Grant]:
    """Grants in force on the day (default today) of an active account."""
    day = on or timezone.localdate()
    return lasting_grants(user, day).filter(user__is_active=True, valid_from__lte=day).select_related("role", "unit")


def lasting_grants(user: User, day: date) -> QuerySet[Grant]:
    """Grants that have not run out by the day, those that only begin later included."""
    return _lasting(day).filter(user=user)


def _lasting(day: date) -> QuerySet[Grant]:
    return Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), Q(ended_on=None) | Q(ended_on__gt=day))


def holders_besides(grant: Grant, day: date) -> int:
    """How many other active accounts hold the role of the grant over all units on the day."""
    rows = _lasting(day).filter(role_id=grant.role_id, scope=Scope.ALL, valid_from__lte=day, user__is_active=True)
    return rows.exclude(user_id=grant.user_id).values("user_id").distinct().count()


@dataclass(frozen=True, slots=True)
class Holding:
    """One permission out of one grant in force: how far and for which unit."""

    permission: str
    scope: str
    unit_id: int
    unit_path: str


_remembered: ContextVar[dict[object, object] | None] = ContextVar("orgs_remembered_rights", default=None)


@contextmanager
def remembered_rights() -> Iterator[None]:
    """Within the block rights are read once per person and day: for answering one request, never longer."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def _holdings(user: User, day: date) -> list[Holding]:
    memory = _remembered.get()
    known = None if memory is None else memory.get((user.pk, day))
    if isinstance(known, list):
        return known
    columns = ("role__permissions__permission", "scope", "unit_id", "unit__path")
    rows = active_grants(user, day).filter(role__permissions__isnull=False).values_list(*columns)
    found = [Holding(*row) for row in rows]
    if memory is not None:
        memory[(user.pk, day)] = found
    return found


def permissions_of(user: User, on: date | None = None) -> frozenset[str]:
    """Every permission the user holds anywhere."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(holding.permission for holding in _holdings(user, on or timezone.localdate()))


def reach(viewer: User, permission: str, on: date | None = None) -> Reach:
    """The viewer's reach for one permission, all grants together."""
    if not viewer.is_authenticated:
        return Reach()
    day, memory = on or timezone.localdate(), _remembered.get()
    known = None if memory is None else memory.get((viewer.pk, day, permission))
    if isinstance(known, Reach):
        return known
    found = _reach([holding for holding in _holdings(viewer, day) if holding.permission == permission], day)
    if memory is not None:
        memory[(viewer.pk, day, permission)] = found
    return found


def _reach(holdings: Iterable[Holding], day: date) -> Reach:
    everything = summary = own = False
    plain: set[int] = set()
    roots: list[str] = []
    chains: set[int] = set()
    for holding in holdings:
        everything = everything or holding.scope == Scope.ALL
        summary = summary or holding.scope == Scope.ALL_SUMMARY
        own = own or holding.scope == Scope.OWN
        if holding.scope == Scope.UNIT:
            plain.add(holding.unit_id)
        elif holding.scope == Scope.SUBTREE:
            roots.append(holding.unit_path)
        elif holding.scope == Scope.CHAIN:
            chains.add(holding.unit_id)
    unit_ids = frozenset() if everything else _in_reach(plain, roots, day)
    return Reach(everything, summary, unit_ids, frozenset(chains), own)


def _in_reach(plain: Iterable[int], roots: Iterable[str], day: date) -> frozenset[int]:
    """The units, all below the roots, and what had been merged into any of these by the day."""
    ids, paths = set(plain), list(roots)
    if not ids and not paths:
        return frozenset()
    merged = list(
        Unit.objects.filter(merged_into__isnull=False, active_to__lte=day).values_list("pk", "path", "merged_into_id")
    )
    below = _below(paths)
    grown = True
    while grown:
        taken_over = {pk for pk, _, successor in merged if successor in ids} - ids
        folders = [path for pk, path, successor in merged if successor in below and pk not in below]
        ids |= taken_over
        below |= _below(folders)
        grown = bool(taken_over or folders)
    return frozenset(ids | below)


def _below(paths: Collection[str]) -> set[int]:
    if not paths:
        return set()
    condition = Q()
    for path in paths:
        condition |= Q(path__startswith=path)
    return set(Unit.objects.filter(condition).values_list("pk", flat=True))


def require(actor: User, permission: str, *, unit: Unit | None = None) -> Reach:
    """The actor's reach, or NotPermitted when the right is missing, NotVisible when the unit is out of reach."""
    found = reach(actor, permission)
    if found.is_empty:
        raise NotPermitted("您没有办理此事的权限，请联系安全管理员授权。", code="orgs.not_permitted")
    if unit is not None and not found.covers(unit.pk):
        raise NotVisible("没有找到该单位，或它不在您的管理范围内。", code="orgs.not_visible")
    return found


def require_over_all(actor: User, permission: str) -> None:
    """For what holds for every unit (calendar, rates, closing): NotPermitted for who holds the right over some units only."""
    if not require(actor, permission).covers(root_unit().pk):
        raise NotPermitted("这件事对全部单位生效，您的权限只到部分单位，请由上级办理。", code="orgs.not_over_all")


def can(viewer: User, permission: str) -> bool:
    """True when the viewer holds the permission anywhere."""
    return permission in permissions_of(viewer)


def root_unit() -> Unit:
    """The one unit without a parent; BusinessError `orgs.no_root` before `luodi init`."""
    unit = Unit.objects.filter(parent=None).order_by("pk").first()
    if unit is None:
        raise BusinessError("还没有单位。请先运行 luodi init 或 luodi demo。", code="orgs.no_root")
    return unit


def area_level() -> Level:
    """区, 县 or 市: the level of the whole area."""
    return level_of(root_unit().name)


def unit_by_code(code: str) -> Unit:
    """The unit with the code; NotVisible `units.unknown` otherwise."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotVisible(f"没有代码为“{code}”的单位。可用 luodi units 或“单位”页面查看。", code="units.unknown")
    return unit


def visible_units(viewer: User, permission: str) -> QuerySet[Unit]:
    """Units in the viewer's reach (summary reach included: names and totals of all), in tree order."""
    found = reach(viewer, permission)
    units = Unit.objects.select_related("parent").order_by("path")
    if found.everything or found.summary:
        return units
    return units.filter(pk__in=found.unit_ids | found.chain_unit_ids)


def default_unit(viewer: User, permission: str) -> Unit | None:
    """The unit a page opens with: the viewer's own when in reach, else the highest in reach."""
    units = visible_units(viewer, permission)
    if viewer.unit_id and units.filter(pk=viewer.unit_id).exists():
        own = units.get(pk=viewer.unit_id)
        found = reach(viewer, permission)
        return root_unit() if found.everything and own.parent_id == root_unit().pk else own
    return units.first()


def subtree(unit: Unit) -> QuerySet[Unit]:
    """The unit and all below it, in tree order."""
    return Unit.objects.filter(path__startswith=unit.path).order_by("path")


def units_by_name(below: Unit) -> dict[str, list[Unit]]:
    """Names and short names of the subtree; two units of different parents may bear one name."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in subtree(below):
        for name in {unit.name, unit.short_name} - {""}:
            found[name].append(unit)
    return dict(found)


def takeover_clerk() -> User:
    """The service account in whose name ledgers are filed."""
    return _service_account(TAKEOVER_CLERK)


def operator() -> User:
    """The service account that stands for the command line."""
    return _service_account(OPERATOR)


def _service_account(username: str) -> User:
    user = User.objects.filter(username=username, is_service=True).first()
    if user is None:
        raise BusinessError("本系统还没有初始化。请先运行 luodi init 或 luodi demo。", code="orgs.not_installed")
    return user


def users() -> QuerySet[User]:
    """All accounts with person and unit, by user name."""
    return User.objects.select_related("person", "unit").order_by("username")


def accounts(viewer: User, permission: str) -> QuerySet[User]:
    """Accounts of the units in the viewer's reach for the permission, with person and unit, by user name."""
    found = reach(viewer, permission)
    return users() if found.everything else users().filter(unit_id__in=found.unit_ids)


def users_with(permission: str, unit: Unit) -> list[User]:
    """Active accounts whose reach for the permission covers the unit."""
    holders = User.objects.filter(
        is_active=True, is_service=False, grants__role__permissions__permission=permission
    ).distinct()
    return [user for user in holders if reach(user, permission).covers(unit.pk)]


def grants(viewer: User, permission: str) -> QuerySet[Grant]:
    """Grants to accounts in the viewer's reach for the permission, with user, role and unit."""
    rows = Grant.objects.select_related("user", "user__person", "role", "unit", "granted_by").order_by("-pk")
    found = reach(viewer, permission)
    return rows if found.everything else rows.filter(user__unit_id__in=found.unit_ids)


def password_resets(viewer: User) -> QuerySet[PasswordReset]:
    """Requests over accounts in the viewer's reach, open ones first: for who asks and for who approves."""
    rows = PasswordReset.objects.select_related(
        "user__person", "user__unit", "requested_by__person", "decided_by__person"
    )
    found = [reach(viewer, permission) for permission in (Permission.MANAGE_USERS, Permission.APPROVE_RESETS)]
    is_open = Q(state__in=(ResetState.WAITING, ResetState.APPROVED))
    ordered = rows.annotate(is_open=Case(When(is_open, then=1), default=0)).order_by("-is_open", "-pk")
    if any(one.everything for one in found):
        return ordered
    return ordered.filter(user__unit_id__in=frozenset().union(*(one.unit_ids for one in found)))


def leaders(viewer: User, permission: str) -> QuerySet[Person]:
    """Leaders whom the viewer may name: of units in reach, and of the leadership of every unit above these."""
    people = Person.objects.filter(is_leader=True).select_related("unit").order_by("unit__path", "pk")
    found = reach(viewer, permission)
    if found.everything:
        return people
    above = ancestors(found.unit_ids)
    over = Q(unit_id__in=above) | Q(unit__kind=UnitKind.LEADERS, unit__parent_id__in=above)
    return people.filter(Q(unit_id__in=found.unit_ids) | over)


def ancestors(units: Collection[int]) -> frozenset[int]:
    """The units themselves and every unit above them."""
    paths = Unit.objects.filter(pk__in=units).values_list("path", flat=True)
    return frozenset(int(key) for path in paths for key in path.strip("/").split("/"))


def groups_on(units: Sequence[Unit], day: date, *, known_at: datetime | None = None) -> dict[int, str]:
    """The assessment group of each unit on a day, as known at a moment (default now); empty for none."""
    rows = UnitGroup.objects.filter(unit__in=units).order_by("pk")
    first: dict[int, str] = {}
    found: dict[int, str] = {}
    for row in rows:
        first.setdefault(row.unit_id, row.before)
        if row.valid_from <= day and (known_at is None or row.recorded_at <= known_at):
            found[row.unit_id] = row.group
    return {unit.pk: found.get(unit.pk, first.get(unit.pk, unit.group)) for unit in units}


def unit_named(word: str) -> Unit | None:
    """The living unit whose code, name or short name is exactly the word; None when there is none or more than one."""
    found = list(Unit.objects.filter(Q(code=word) | Q(name=word) | Q(short_name=word), active_to=None)[:2])
    return found[0] if len(found) == 1 else None


def roles() -> QuerySet[Role]:
    """All roles with their permissions."""
    return Role.objects.prefetch_related("permissions").order_by("code")


def grantable_roles() -> QuerySet[Role]:
    """The roles that people may be given: not those of the service accounts."""
    return roles().exclude(code__in=SERVICE_ROLES)


def calendar_days(year: int) -> QuerySet[CalendarDay]:
    """The special days of a year, in order. The calendar is public inside the bureau."""
    return CalendarDay.objects.filter(day__year=year).order_by("day")


def calendar_years() -> list[int]:
    """The years whose special days have been entered."""
    return [day.year for day in CalendarDay.objects.dates("day", "year")]


def work_calendar() -> WorkCalendar:
    """The working-day calendar of the instance out of its table."""
    rows = list(CalendarDay.objects.values_list("day", "is_workday"))
    return WorkCalendar(
        holidays=frozenset(day for day, works in rows if not works),
        makeup_days=frozenset(day for day, works in rows if works),
        known_years=frozenset(day.year for day, _ in rows),
    )


def people(viewer: User, permission: str) -> QuerySet[Person]:
    """Everybody of the units in the viewer's reach for the permission, with or without an account, by unit and name."""
    return (
        Person.objects.filter(unit__in=visible_units(viewer, permission))
        .select_related("unit")
        .order_by("unit__path", "name", "pk")
    )
