"""Typed reading of the environment. Every variable is named here once and documented in docs/configuration.md."""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def text(name: str, default: str = "") -> str:
    """The variable as it stands, without surrounding blanks."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on in any case; the default when the variable is unset or empty."""
    value = text(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """A whole number; a ValueError names the variable when it is none."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ValueError(f"环境变量 {name} 应为整数，现为“{value}”") from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without empty entries."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """The folder of the embedded database, attachments and mart (LUODI_HOME, default ./luodi-data)."""
    return Path(text("LUODI_HOME", "luodi-data")).expanduser().resolve()


def secret_key(folder: Path) -> str:
    """LUODI_SECRET_KEY, or a key made once and kept in the home folder, readable by its owner only.

    Processes that start together agree on one: the file appears with its content, and the first to come wins.
    """
    given = text("LUODI_SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder, prefix=".secret.")
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(made, path)
        Path(made).unlink()
    return path.read_text(encoding="ascii")


def database(folder: Path) -> dict[str, object]:
    """Django's DATABASES entry: LUODI_DATABASE_URL (postgresql://…), or SQLite (WAL) in the home folder."""
    url = text("LUODI_DATABASE_URL")
    if not url:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "luodi.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("LUODI_DATABASE_URL 只支持 postgresql://，留空则使用内置 SQLite")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", "")) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | {"pool": flag("LUODI_DATABASE_POOL", True)},
    }


@dataclass(frozen=True)
class Mail:
    """The server that takes outgoing mail; an empty host means that there is none."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_ssl: bool
    is_starttls: bool


def mail() -> Mail:
    """LUODI_EMAIL_URL: smtp:// plain, smtp+tls:// STARTTLS, smtps:// TLS from the first byte; empty is none."""
    parts = urlsplit(text("LUODI_EMAIL_URL"))
    if parts.scheme not in {"", "smtp", "smtp+tls", "smtps"}:
        raise ValueError("LUODI_EMAIL_URL 应写作 smtps://账号:口令@服务器:465（或 smtp+tls://、smtp://）")
    return Mail(
        host=parts.hostname or "",
        port=parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_ssl=parts.scheme == "smtps",
        is_starttls=parts.scheme == "smtp+tls",
    )


def clock(name: str, default: str) -> str:
    """A time of day such as 22:00; a ValueError names the variable when it is none."""
    value = text(name, default) or default
    try:
        time.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"环境变量 {name} 应为时刻（如 22:00），现为“{value}”") from error
    return value
