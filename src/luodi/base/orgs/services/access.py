"""Roles and grants, and switching accounts off. Grants need the security administrator; nobody grants to himself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors
from luodi.base.orgs.models import Grant, Role, RolePermission, Unit, User
from luodi.base.orgs.rules import (
    Permission,
    RolePreset,
    Scope,
    require_assessor_apart,
    require_for_people,
    require_officer_left,
    require_officer_separation,
)
from luodi.base.orgs.services.accounts import require_over


@transaction.atomic
def install_roles(presets: Sequence[RolePreset]) -> dict[str, Role]:
    """Preset roles with exactly their permissions, by code (safe to repeat; own roles are never touched)."""
    Role.objects.bulk_create(
        [Role(code=preset.code, name=preset.name, scope=preset.scope, is_preset=True) for preset in presets],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "scope", "is_preset"],
    )
    roles = {role.code: role for role in Role.objects.filter(code__in=[preset.code for preset in presets])}
    codes = {role.pk: code for code, role in roles.items()}
    rows = RolePermission.objects.filter(role__in=codes).values_list("pk", "role_id", "permission")
    held = {(codes[role], permission): pk for pk, role, permission in rows}
    wanted = {(preset.code, permission) for preset in presets for permission in preset.permissions}
    RolePermission.objects.bulk_create(
        [RolePermission(role=roles[code], permission=permission) for code, permission in sorted(wanted - held.keys())]
    )
    RolePermission.objects.filter(pk__in=[held[one] for one in held.keys() - wanted]).delete()
    return roles


@transaction.atomic
def make_service_account(username: str, *, name: str, unit: Unit, role: Role, at: datetime) -> User:
    """A named account that nobody can sign in with (command line, take-over of old ledgers); safe to repeat."""
    user, made = User.objects.get_or_create(
        username=username, defaults={"first_name": name, "unit": unit, "is_service": True}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Grant.objects.create(
            user=user, role=role, unit=unit, scope=role.scope, valid_from=date(2000, 1, 1), granted_at=at
        )
        audit.record(audit.Act("orgs.service_account_made", user, unit_code=unit.code), actor=None, at=at)
    return user


@transaction.atomic
def set_active(user: User, *, active: bool, actor: User, at: datetime, reason: str) -> User:
    """Switch an account on or off. Leaving a post ends the grants the same day (domain/10 hard rule 6)."""
    require_over(actor, Permission.MANAGE_USERS, user)
    if user.pk == actor.pk:
        raise BusinessError("不能停用自己的账号。", code="users.self")
    audit.stand_in_line()
    locked = User.objects.select_for_update().get(pk=user.pk)
    changes = {"is_active": (locked.is_active, active)}
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    if not active:
        today = timezone.localdate(at)
        for grant in selectors.lasting_grants(locked, today).select_related("role"):
            _require_successor(grant, today)
            _end(grant, on=today)
    audit.record(audit.Act("orgs.user_switched", locked, changes=changes, reason=reason), actor=actor, at=at)
    return locked


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: Role,
    unit: Unit,
    actor: User | None,
    at: datetime,
    scope: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Grant:
    """Give a role. `actor=None` only while the instance is being set up."""
    if actor is not None:
        selectors.require(actor, Permission.GRANT_ROLES, unit=unit)
        require_over(actor, Permission.GRANT_ROLES, user)
        if actor.pk == user.pk:
            raise BusinessError("不能给自己授权，请由另一名安全管理员办理。", code="grants.self")
        require_for_people(role.code, is_service=user.is_service)
    audit.stand_in_line()
    locked = User.objects.select_for_update().get(pk=user.pk)
    first = valid_from or timezone.localdate(at)
    held = selectors.lasting_grants(locked, first).values_list("role__code", flat=True)
    require_officer_separation(set(held), role.code)
    require_assessor_apart(set(held), role.code)
    if valid_to is not None and valid_to < first:
        raise BusinessError("授权的止日早于起日，请改正。", code="grants.dates")
    grant = Grant.objects.create(
        user=locked,
        role=role,
        unit=unit,
        scope=Scope(scope or role.scope),
        valid_from=first,
        valid_to=valid_to,
        granted_by=actor,
        granted_at=at,
    )
    changes = {"role": ("", role.code), "scope": ("", grant.scope), "unit": ("", unit.code)}
    audit.record(audit.Act("orgs.role_granted", user, unit_code=unit.code, changes=changes), actor=actor, at=at)
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, actor: User, at: datetime, reason: str) -> Grant:
    """Take a role back at once; the row stays. A grant that has ended stays as it ended."""
    selectors.require(actor, Permission.GRANT_ROLES, unit=grant.unit)
    audit.stand_in_line()
    locked = Grant.objects.select_for_update(of=("self",)).select_related("user", "role").get(pk=grant.pk)
    if locked.ended_on is not None:
        return locked
    today = timezone.localdate(at)
    _require_successor(locked, today)
    _end(locked, on=today)
    act = audit.Act("orgs.grant_ended", locked.user, changes={"role": (locked.role.code, "")}, reason=reason)
    audit.record(act, actor=actor, at=at)
    return locked


def _require_successor(grant: Grant, today: date) -> None:
    """An officer's work over the whole instance is never left to nobody."""
    if grant.scope == Scope.ALL and grant.valid_from <= today:
        require_officer_left(grant.role.code, selectors.holders_besides(grant, today))


def _end(grant: Grant, *, on: date) -> None:
    last = max(on - timedelta(days=1), grant.valid_from)
    grant.valid_to = last if grant.valid_to is None else min(last, grant.valid_to)
    grant.ended_on = on
    grant.save(update_fields=["valid_to", "ended_on"])
