"""Setting up an instance: root unit, preset roles, calendar, the three officers and the two service accounts."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from luodi.base.orgs.models import Role, Unit, User
from luodi.base.orgs.rules import RolePreset, UnitKind
from luodi.base.orgs.selectors import OPERATOR, TAKEOVER_CLERK
from luodi.base.orgs.services.access import grant_role, install_roles, make_service_account
from luodi.base.orgs.services.accounts import make_user
from luodi.base.orgs.services.units import install_root, seed_calendar

_OFFICERS = (("sysadmin", "系统管理员", "r28"), ("secadmin", "安全管理员", "r29"), ("auditadmin", "审计管理员", "r30"))


@dataclass(frozen=True)
class NewAccount:
    """An account just made, with the password to hand over once."""

    username: str
    name: str
    role: str
    password: str


@dataclass(frozen=True)
class Installed:
    """The root unit, and the accounts that were made now (none when they had been there)."""

    root: Unit
    accounts: tuple[NewAccount, ...]


def _presets() -> Sequence[RolePreset]:
    found: Sequence[RolePreset] = import_string(settings.LUODI_ROLE_PRESETS)
    return found


@transaction.atomic
def install_instance(*, name: str, code: str, kind: UnitKind, at: datetime) -> Installed:
    """Everything an empty instance needs (domain/10 hard rule 4); safe to repeat."""
    root = install_root(name=name, code=code, kind=kind, at=at)
    roles = install_roles(_presets())
    seed_calendar()
    make_service_account(TAKEOVER_CLERK, name="台账接收", unit=root, role=roles["x01"], at=at)
    make_service_account(OPERATOR, name="命令行", unit=root, role=roles["x02"], at=at)
    made = [
        _officer(username, title, roles[role], root, at=at)
        for username, title, role in _OFFICERS
        if not User.objects.filter(username=username).exists()
    ]
    return Installed(root, tuple(made))


def _officer(username: str, title: str, role: Role, root: Unit, *, at: datetime) -> NewAccount:
    password = secrets.token_urlsafe(12)
    # Who installs reads all three passwords: none of them opens anything but the page where its owner chooses another.
    user = make_user(
        username, name=title, unit=root, password=password, actor=None, at=at, post=title, must_change=True
    )
    grant_role(user, role=role, unit=root, actor=None, at=at)
    return NewAccount(username, title, role.name, password)
