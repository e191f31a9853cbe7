"""Accounts and their passwords. A password is its owner's: an officer can only replace it by a temporary one."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.text import fitted, normalise
from luodi.base.notices import services as notices
from luodi.base.orgs import selectors
from luodi.base.orgs.models import PasswordReset, Person, Unit, User
from luodi.base.orgs.rules import GUARDED_ROLES, OFFICER_ROLES, TEMPORARY_HOURS, Permission, ResetState

_RESETS_LINK = "/users/resets/"


@dataclass(frozen=True, slots=True)
class Temporary:
    """A temporary password, shown once to the officer who hands it over, and until when it opens the account."""

    password: str
    until: datetime


@transaction.atomic
def make_user(
    username: str,
    *,
    name: str,
    unit: Unit,
    password: str,
    actor: User | None,
    at: datetime,
    post: str = "",
    must_change: bool = False,
) -> User:
    """An account with its person. `actor=None` only while the instance is being set up.

    `must_change`: the first sign-in asks for a password that only the owner knows.
    """
    if actor is not None:
        selectors.require(actor, Permission.MANAGE_USERS, unit=unit)
    username, name = normalise(username), normalise(name)
    if not username or not name:
        raise BusinessError("账号和姓名都要填写。", code="users.incomplete")
    audit.stand_in_line()
    if User.objects.filter(username__iexact=username).exists():
        raise BusinessError(f"账号“{username}”已存在，请换一个。", code="users.taken")
    person = Person.objects.create(name=name, unit=unit, post=post.strip())
    user = User(username=username, person=person, unit=unit, must_change_password=must_change)
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


def require_over(actor: User, permission: str, user: User) -> None:
    """The actor holds the right where the account belongs; an account without a unit needs reach over all."""
    if not selectors.require(actor, permission).covers(user.unit_id):
        raise NotVisible("没有找到该账号，或它不在您的管理范围内。", code="users.not_visible")


@transaction.atomic
def set_password(user: User, *, password: str, actor: User, at: datetime) -> None:
    """A new password, by the person alone. Nobody may sign in as a service account."""
    if user.is_service:
        raise BusinessError("服务账号不能登录，也不设密码。", code="users.service")
    if actor.pk != user.pk:
        raise BusinessError("密码只能由本人设置；忘记密码的，请系统管理员办理重置。", code="users.own_password")
    _check_password(password, user)
    user.set_password(password)
    user.must_change_password, user.password_until = False, None
    user.save(update_fields=["password", "must_change_password", "password_until"])
    audit.record(audit.Act("orgs.password_set", user), actor=actor, at=at)


@transaction.atomic
def request_reset(user: User, *, actor: User, at: datetime, reason: str) -> PasswordReset:
    """Ask for a temporary password. Ordinary accounts are approved at once, those that lead or recognise wait for a second officer.

    Errors: BusinessError `users.service`, `users.officer`, `users.self`, `users.reset_open`, `users.reason`;
    NotPermitted, NotVisible.
    """
    roles = require_resettable(user, actor=actor, at=at)
    if not reason.strip():
        raise BusinessError("请写明重置原因，以及如何核对了本人身份。", code="users.reason")
    audit.stand_in_line()
    if PasswordReset.objects.filter(user=user, state__in=(ResetState.WAITING, ResetState.APPROVED)).exists():
        raise BusinessError("该账号已有一份未办完的重置申请，请先办完。", code="users.reset_open")
    needs_second = bool(roles & GUARDED_ROLES)
    reset = PasswordReset.objects.create(
        user=user,
        state=ResetState.WAITING if needs_second else ResetState.APPROVED,
        reason=fitted(normalise(reason), 200, "事由"),
        requested_by=actor,
        requested_at=at,
    )
    audit.record(audit.Act("orgs.reset_requested", user, reason=reason), actor=actor, at=at)
    title = f"{actor} 申请重置 {user} 的登录密码" + ("，等待安全管理员批准" if needs_second else "")
    _tell(user, title, code="orgs.reset_asked", at=at, officers=needs_second)
    return reset


def require_resettable(user: User, *, actor: User, at: datetime) -> set[str]:
    """Refuse a reset of accounts whose password others may not set; returns the account's roles. Errors: see `request_reset`."""
    require_over(actor, Permission.MANAGE_USERS, user)
    if user.is_service:
        raise BusinessError("服务账号不能登录，也不设密码。", code="users.service")
    if user.pk == actor.pk:
        raise BusinessError("修改自己的密码请用右上角“修改密码”。", code="users.self")
    roles = _roles_of(user, at)
    if roles & OFFICER_ROLES:
        raise BusinessError("系统、安全、审计管理员的密码只能由本人修改，他人不能代为重置。", code="users.officer")
    return roles


def _roles_of(user: User, at: datetime) -> set[str]:
    """Roles in force and to come: a leader of tomorrow is protected today."""
    return set(selectors.lasting_grants(user, timezone.localdate(at)).values_list("role__code", flat=True))


@transaction.atomic
def decide_reset(reset: PasswordReset, *, approve: bool, actor: User, at: datetime, note: str = "") -> PasswordReset:
    """The second officer's answer to a waiting request; never his who asked, never his whose account it is."""
    require_over(actor, Permission.APPROVE_RESETS, reset.user)
    audit.stand_in_line()
    locked = PasswordReset.objects.select_for_update(of=("self",)).select_related("user").get(pk=reset.pk)
    if locked.state != ResetState.WAITING:
        raise BusinessError("这份申请已经办过。", code="users.reset_decided")
    if actor.pk in {locked.requested_by_id, locked.user_id}:
        raise BusinessError("不能批准自己提出的、或针对自己账号的重置。", code="users.reset_self")
    if not approve and not note.strip():
        raise BusinessError("不批准请写明原因。", code="users.reason")
    locked.state = ResetState.APPROVED if approve else ResetState.REFUSED
    locked.decided_by, locked.decided_at = actor, at
    locked.save(update_fields=["state", "decided_by", "decided_at"])
    changes = {"state": (str(ResetState.WAITING), str(locked.state))}
    audit.record(audit.Act("orgs.reset_decided", locked.user, changes=changes, reason=note), actor=actor, at=at)
    title = f"重置 {locked.user} 登录密码的申请：{locked.get_state_display()}"
    notices.tell([locked.requested_by], code="orgs.reset_answered", title=title, link=_RESETS_LINK, at=at)
    return locked


@transaction.atomic
def issue_temporary(reset: PasswordReset, *, actor: User, at: datetime) -> Temporary:
    """Make the temporary password of an approved request: it opens the account for a day and must be changed at once.

    The owner and the security administrators are told. The password itself stands nowhere but in the answer.
    """
    require_over(actor, Permission.MANAGE_USERS, reset.user)
    audit.stand_in_line()
    locked = PasswordReset.objects.select_for_update().get(pk=reset.pk)
    user = User.objects.select_for_update().get(pk=locked.user_id)
    if locked.state != ResetState.APPROVED:
        raise BusinessError("申请还没有批准，或临时密码已经发出。", code="users.reset_state")
    if locked.decided_by_id is None and _roles_of(user, at) & (GUARDED_ROLES | OFFICER_ROLES):
        raise BusinessError("该账号已担任领导、认定或三员角色，请重新申请并经批准。", code="users.reset_state")
    password, until = secrets.token_urlsafe(9), at + timedelta(hours=TEMPORARY_HOURS)
    user.set_password(password)
    user.must_change_password, user.password_until = True, until
    user.save(update_fields=["password", "must_change_password", "password_until"])
    locked.state, locked.issued_at = ResetState.ISSUED, at
    locked.save(update_fields=["state", "issued_at"])
    audit.record(audit.Act("orgs.password_reset", user, reason=locked.reason), actor=actor, at=at)
    title = f"{actor} 已为 {user} 发出临时密码；如非本人申请，请立即联系安全管理员"
    _tell(user, title, code="orgs.temporary_password", at=at, officers=True)
    return Temporary(password, until)


def _tell(user: User, title: str, *, code: str, at: datetime, officers: bool) -> None:
    notices.tell([user], code=code, title=title, at=at)
    if officers and user.unit is not None:
        watching = selectors.users_with(Permission.APPROVE_RESETS, user.unit)
        notices.tell(watching, code=code, title=title, link=_RESETS_LINK, at=at)
