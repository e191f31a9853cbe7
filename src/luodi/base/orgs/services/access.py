"""Accounts, roles and grants. Grants need the security administrator; nobody grants to himself."""

from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors
from luodi.base.orgs.models import Grant, Person, Role, RolePermission, Unit, User
from luodi.base.orgs.rules import Permission, RolePreset, Scope, require_officer_separation


@transaction.atomic
def install_role(preset: RolePreset) -> Role:
    """A preset role with exactly its permissions (safe to repeat; own roles are never touched)."""
    role, _ = Role.objects.update_or_create(
        code=preset.code, defaults={"name": preset.name, "scope": preset.scope, "is_preset": True}
    )
    held = set(role.permissions.values_list("permission", flat=True))
    RolePermission.objects.bulk_create(
        [RolePermission(role=role, permission=code) for code in sorted(preset.permissions - held)]
    )
    role.permissions.filter(permission__in=held - preset.permissions).delete()
    return role


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
def make_user(
    username: str, *, name: str, unit: Unit, password: str, actor: User | None, at: datetime, post: str = ""
) -> User:
    """An account with its person. `actor=None` only while the instance is being set up."""
    if actor is not None:
        selectors.require(actor, Permission.MANAGE_USERS)
    if not username.strip() or not name.strip():
        raise BusinessError("账号和姓名都要填写。", code="users.incomplete")
    if User.objects.filter(username=username).exists():
        raise BusinessError(f"账号“{username}”已存在，请换一个。", code="users.taken")
    person = Person.objects.create(name=name.strip(), unit=unit, post=post.strip())
    user = User(username=username.strip(), person=person, unit=unit)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    audit.record(audit.Act("orgs.user_made", user, unit_code=unit.code), actor=actor, at=at)
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BusinessError("密码不符合要求：" + "；".join(error.messages), code="users.password") from error


@transaction.atomic
def set_password(user: User, *, password: str, actor: User, at: datetime) -> None:
    """A new password, by the person or by the system administrator."""
    if actor.pk != user.pk:
        selectors.require(actor, Permission.MANAGE_USERS)
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(audit.Act("orgs.password_set", user), actor=actor, at=at)


@transaction.atomic
def set_active(user: User, *, active: bool, actor: User, at: datetime, reason: str) -> User:
    """Switch an account on or off. Leaving a post ends the grants the same day (domain/10 hard rule 6)."""
    selectors.require(actor, Permission.MANAGE_USERS)
    if user.pk == actor.pk:
        raise BusinessError("不能停用自己的账号。", code="users.self")
    locked = User.objects.select_for_update().get(pk=user.pk)
    changes = {"is_active": (locked.is_active, active)}
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    if not active:
        for grant in locked.grants.filter(valid_to=None):
            _end(grant, on=at.date())
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
        selectors.require(actor, Permission.GRANT_ROLES)
        if actor.pk == user.pk:
            raise BusinessError("不能给自己授权，请由另一名安全管理员办理。", code="grants.self")
    locked = User.objects.select_for_update().get(pk=user.pk)
    held = set(selectors.active_grants(locked).values_list("role__code", flat=True))
    require_officer_separation(held, role.code)
    first = valid_from or at.date()
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
    """End a grant with today; the row stays."""
    selectors.require(actor, Permission.GRANT_ROLES)
    locked = Grant.objects.select_for_update().get(pk=grant.pk)
    _end(locked, on=at.date())
    act = audit.Act("orgs.grant_ended", locked.user, changes={"role": (locked.role.code, "")}, reason=reason)
    audit.record(act, actor=actor, at=at)
    return locked


def _end(grant: Grant, *, on: date) -> None:
    yesterday = on - timedelta(days=1)
    grant.valid_to = max(yesterday, grant.valid_from)
    grant.save(update_fields=["valid_to"])
