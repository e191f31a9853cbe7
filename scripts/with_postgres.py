"""Runs a command against a PostgreSQL of its own: `python scripts/with_postgres.py -- pytest …`.

A throw-away cluster is made from the system's binaries in a temporary folder, reachable only through a socket there.
Its address is handed on as LUODI_DATABASE_URL, and all of it is gone afterwards. With LUODI_TEST_DATABASE_URL set, that
database is used instead.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = "luodi"
START_SECONDS = 60
# A test cluster may lose everything at a power cut; that makes it several times faster.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "80",
    "shared_buffers": "128MB",
    # Every test takes back what it wrote: the dead rows are swept away at once, or each reading goes past all of them.
    "autovacuum": "on",
    "autovacuum_naptime": "5s",
    "autovacuum_vacuum_cost_delay": "0",
}
MISSING = (
    "没有找到 PostgreSQL 服务端程序（initdb、postgres）。"
    "请执行 sh scripts/system-tools.sh，或设置 LUODI_TEST_DATABASE_URL"
)


def candidates() -> Iterator[Path]:
    """Folders where the server's binaries may lie, the newest version first."""
    config = shutil.which("pg_config")
    if config:
        yield Path(subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: float(folder.parent.name), reverse=True)
    for prefix in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from sorted(Path(prefix).glob("postgresql*/bin"), reverse=True)
    initdb = shutil.which("initdb")
    if initdb:
        yield Path(initdb).resolve().parent


def binaries() -> Path:
    """The folder with initdb and postgres; leaves with a clear line if there is none."""
    for folder in candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    sys.exit(MISSING)


def owner() -> tuple[int, int]:
    """User and group the server runs as: PostgreSQL refuses root, so root hands it to postgres, or nobody."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return entry.pw_uid, entry.pw_gid


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster with one empty database; gives its address."""
    home = binaries()
    user, group = owner()
    # Not under TMPDIR: the path of a socket may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="luodi-pg-", dir="/tmp"))
    os.chown(folder, user, group)
    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    initialise = ["-D", "data", "-U", DATABASE, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    server: subprocess.Popen[bytes] | None = None
    try:
        with (folder / "log").open("ab") as log:
            subprocess.run(
                [home / "initdb", *initialise], check=True, cwd=folder, stdout=log, stderr=log, user=user, group=group
            )
            # A session of its own: Ctrl+C stops the tests first, then us, then the server.
            server = subprocess.Popen(
                [home / "postgres", "-D", "data", f"--unix_socket_directories={folder}", *settings],
                cwd=folder,
                stdout=log,
                stderr=log,
                user=user,
                group=group,
                start_new_session=True,
            )
        await_ready(home, folder, server)
        subprocess.run([home / "createdb", "-h", folder, "-U", DATABASE, DATABASE], check=True)
        yield f"postgresql://{DATABASE}@/{DATABASE}?host={folder}"
    except (subprocess.CalledProcessError, TimeoutError) as error:
        sys.exit(f"PostgreSQL 未能启动：{error}\n{(folder / 'log').read_text(errors='replace')}")
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def await_ready(home: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Waits until the server takes connections; a TimeoutError if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run([home / "pg_isready", "-q", "-h", folder, "-U", DATABASE], check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("服务端没有应答")


def main(arguments: list[str]) -> int:
    """Runs the command behind `--`; its exit status is ours."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.exit("用法：python scripts/with_postgres.py -- 命令 …")
    # A TERM from outside must still take the server down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given = os.environ.get("LUODI_TEST_DATABASE_URL", "").strip()
    if given:
        return subprocess.run(command, check=False, env=os.environ | {"LUODI_DATABASE_URL": given}).returncode
    with cluster() as address:
        return subprocess.run(command, check=False, env=os.environ | {"LUODI_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
