"""The instance a command works on: whether it is there, its database, its clock, the unit asked for."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs


def home() -> Path:
    """The home folder of this instance."""
    return Path(settings.LUODI_HOME)


def missing_migrations() -> int | None:
    """How many migrations the database lacks; None when it has no tables of ours at all."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    if not any(app == "orgs" for app, _ in applied):
        return None
    return len(set(loader.disk_migrations) - applied)


def migrate() -> None:
    """Bring the database to the present version; nothing happens where it is."""
    call_command("migrate", verbosity=0, interactive=False)


def require_ready() -> None:
    """Refuse to work on an instance that was never set up or is of an older version."""
    missing = missing_migrations()
    if missing is None:
        raise BusinessError(
            f"{home()} 里还没有建立实例。请先运行 luodi init（空实例）或 luodi demo（演示区县）。",
            code="home.not_initialised",
        )
    if missing:
        raise BusinessError(
            f"数据库还是旧版本（差 {missing} 步）。请先备份，再运行 luodi init 升级，已有数据不受影响。",
            code="home.outdated",
        )
    orgs.root_unit()


def unit_code(asked: str | None) -> str:
    """The code of the unit asked for, or of the root unit; BusinessError when there is no such unit."""
    return orgs.unit_by_code(asked).code if asked else orgs.root_unit().code


def moment(given: datetime | date | None) -> datetime | None:
    """A moment of the command line, in UTC: what names no zone is local time, a day counts to its end."""
    if given is None:
        return None
    local = given if isinstance(given, datetime) else datetime.combine(given, time.max)
    return (timezone.make_aware(local) if timezone.is_naive(local) else local).astimezone(UTC)
