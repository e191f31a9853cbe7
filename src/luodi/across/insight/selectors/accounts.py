"""The state of accounts and grants, for the officers who keep them: no business data."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from luodi.base.core.errors import NotPermitted
from luodi.base.orgs.models import Grant, User
from luodi.base.orgs.rules import Permission
from luodi.base.orgs.selectors import accounts, can
from luodi.base.orgs.selectors import grants as grants_of

SHOWN = 8
_SOON = timedelta(days=30)


@dataclass(frozen=True)
class AccountHealth:
    """Accounts of people: in use, switched off, never used, and those that hold no role."""

    active: int
    switched_off: int
    never_used: int
    without_role: list[User]
    without_role_count: int


@dataclass(frozen=True)
class GrantHealth:
    """Grants in force, those that run out within thirty days, those given in the last thirty, and accounts without a role."""

    in_force: int
    ending: list[Grant]
    given: list[Grant]
    without_role_count: int


def account_health(viewer: User, *, on: date) -> AccountHealth:
    """For those who may see accounts."""
    _require(viewer, Permission.VIEW_USERS)
    people = accounts(viewer, Permission.VIEW_USERS).filter(is_service=False)
    bare = _without_role(viewer, Permission.VIEW_USERS, on)
    return AccountHealth(
        active=people.filter(is_active=True).count(),
        switched_off=people.filter(is_active=False).count(),
        never_used=people.filter(is_active=True, last_login=None).count(),
        without_role=list(bare[:SHOWN]),
        without_role_count=bare.count(),
    )


def grant_health(viewer: User, *, on: date) -> GrantHealth:
    """For those who may see grants."""
    _require(viewer, Permission.VIEW_GRANTS)
    given = grants_of(viewer, Permission.VIEW_GRANTS)
    grants = given.filter(_in_force(on), user__is_service=False)
    return GrantHealth(
        in_force=grants.count(),
        ending=list(grants.filter(valid_to__lte=on + _SOON).order_by("valid_to", "pk")[:SHOWN]),
        given=list(grants.filter(granted_at__date__gte=on - _SOON).order_by("-granted_at", "-pk")[:SHOWN]),
        without_role_count=_without_role(viewer, Permission.VIEW_GRANTS, on).count(),
    )


def _without_role(viewer: User, permission: Permission, on: date) -> QuerySet[User]:
    held = Grant.objects.filter(_in_force(on)).values("user_id")
    return accounts(viewer, permission).filter(is_active=True, is_service=False).exclude(pk__in=held)


def _in_force(on: date) -> Q:
    return Q(Q(valid_to=None) | Q(valid_to__gte=on), Q(ended_on=None) | Q(ended_on__gt=on), valid_from__lte=on)


def _require(viewer: User, permission: Permission) -> None:
    if not can(viewer, permission):
        raise NotPermitted("您没有查看账号与授权的权限，请联系安全管理员授权。", code="insight.not_permitted")
