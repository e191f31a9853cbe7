"""The command as a process of its own: home folder, two streams, exit status, the server with its worker."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests import tables
from tests.conftest import FreshDatabase

LUODI = (sys.executable, "-m", "luodi.interfaces.cli.main")
PATIENCE_SECONDS = 60
DESCRIBE = """
import json
import django
django.setup()
from tests import tables
print(json.dumps(tables.described()))
"""


def luodi(environment: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    return subprocess.run(
        [*LUODI, *map(str, words)], env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def tables_of(environment: dict[str, str]) -> dict[str, object]:
    """The tables of an instance, which its migrations have made."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "luodi.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    told = subprocess.run(
        [sys.executable, "-c", DESCRIBE], env=environment | settings, check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(told.stdout)
    return found


def test_an_instance_from_init_to_verify_in_the_home_on_the_command_line(
    db: None, instance_environment: dict[str, str], tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "项目名称,投资方,总投资（万元）,签约时间,进展情况\n甲号项目,甲号公司,12000,2023-03-01,已签约\n",
        encoding="utf-8",
    )
    home = tmp_path / "另一处"

    made = luodi(instance_environment, "--home", home, "init", "--json")
    imported = luodi(
        instance_environment, "import", ledger, "--recognise", "--as-of", "2023-06-30", "--json", "--home", home
    )
    words = ("figures", "--period", "2023H1", "--codes", "S01,S02", "--json", "--home", home)
    figures = luodi(instance_environment, *words)
    verified = luodi(instance_environment, "verify", "--json", "--home", home)

    assert [done.returncode for done in (made, imported, figures, verified)] == [0, 0, 0, 0]
    assert json.loads(made.stdout)["home"] == str(home)
    assert json.loads(imported.stdout)["sheets"][0]["rows"]["created"] == 1
    assert [entry["value"] for entry in json.loads(figures.stdout)["figures"]] == ["1", "1.20"]
    assert json.loads(verified.stdout)["ok"] is True
    assert (home / "secret.key").stat().st_mode & 0o077 == 0
    assert tables_of(instance_environment | {"LUODI_HOME": str(home)}) == tables.described()
    assert not Path(instance_environment["LUODI_HOME"]).exists()


@pytest.mark.parametrize("command", ["projects", "verify", "doctor", "serve", "worker"])
def test_a_home_that_is_not_there_is_not_made(instance_environment: dict[str, str], command: str) -> None:
    answer = luodi(instance_environment, command, "--json")

    assert (answer.returncode, json.loads(answer.stdout)["error"]["code"]) == (1, "home.missing")
    assert "luodi init" in answer.stderr
    assert not Path(instance_environment["LUODI_HOME"]).exists()


def test_a_database_without_tables_is_told_from_an_old_one(instance_environment: dict[str, str]) -> None:
    Path(instance_environment["LUODI_HOME"]).mkdir()

    empty = luodi(instance_environment, "projects", "--json")
    examined = luodi(instance_environment, "doctor", "--json")

    assert json.loads(empty.stdout)["error"]["code"] == "home.not_initialised"
    states = {check["code"]: check["state"] for check in json.loads(examined.stdout)["checks"]}
    assert (examined.returncode, states["database"]) == (1, "fault")


def test_wrong_settings_are_said_in_a_sentence(instance_environment: dict[str, str]) -> None:
    answer = luodi(instance_environment | {"LUODI_FILE_LIMIT_MB": "很多"}, "init", "--json")

    assert (answer.returncode, json.loads(answer.stdout)["error"]["code"]) == (1, "settings.invalid")
    assert "LUODI_FILE_LIMIT_MB" in answer.stderr


def test_a_reader_who_has_enough_hears_nothing_more() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w") as closed:
        answer = subprocess.run(
            [*LUODI, "figures", "--json"], stdout=closed, stderr=subprocess.PIPE, text=True, check=False, timeout=120
        )

    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "Broken" not in answer.stderr


@pytest.fixture
def migrated_environment(
    instance_environment: dict[str, str], fresh_database: FreshDatabase
) -> Iterator[dict[str, str]]:
    """An instance whose tables stand already."""
    with fresh_database(Path(instance_environment["LUODI_HOME"])) as address:
        yield instance_environment | {"LUODI_DATABASE_URL": address}


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(environment: dict[str, str], port: int) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """`luodi serve`, answering, with the numbers of the processes it started."""
    running = subprocess.Popen(
        [*LUODI, "serve", "--port", str(port)], env=environment, stderr=subprocess.PIPE, text=True
    )
    started: list[int] = []
    try:
        wait_until_answering(port, running)
        started += children(running.pid)
        yield running, started
    finally:
        started += children(running.pid)
        running.kill()
        running.wait()
        # A killed server leaves its web processes to the system; those of this test end here, each by its number.
        for number in set(started):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def wait_until_answering(port: int, running: subprocess.Popen[str]) -> None:
    """Returns once the sign-in page is there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert running.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=PATIENCE_SECONDS) as answer:
                assert answer.status == 200
                return
        except HTTPError:
            raise
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")


def children(pid: int) -> list[int]:
    """Numbers of the processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


def wait_until_gone(numbers: list[int]) -> list[int]:
    """Those that are still there when patience ends."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        left = [number for number in numbers if Path(f"/proc/{number}").exists()]
        if not left:
            return []
        time.sleep(0.1)
    return left


QUEUE_A_LEDGER = """
import django
django.setup()
from django.utils import timezone
from luodi.across.intake.services import ImportOptions, preview, queue, upload
from luodi.base.orgs.selectors import operator, root_unit
content = "项目名称,投资方,总投资（万元）,签约时间,进展情况\\n甲号项目,甲号公司,12000,2023-03-01,已签约\\n".encode()
who, now = operator(), timezone.now()
batch = upload(content, file_name="台账.csv", unit=root_unit(), options=ImportOptions(), actor=who, at=now)
queue(preview(batch, actor=who), actor=who, at=now)
"""


def number_of_projects(environment: dict[str, str]) -> int:
    """What `luodi projects` counts."""
    count: int = json.loads(luodi(environment, "projects", "--json").stdout)["count"]
    return count


def test_the_server_serves_and_leaves_nobody_behind(migrated_environment: dict[str, str], free_port: int) -> None:
    assert luodi(migrated_environment, "init").returncode == 0
    settings = {"DJANGO_SETTINGS_MODULE": "luodi.config.settings"}

    with server(migrated_environment, free_port) as (running, started):
        subprocess.run([sys.executable, "-c", QUEUE_A_LEDGER], env=migrated_environment | settings, check=True)
        until = time.monotonic() + PATIENCE_SECONDS
        while (imported := number_of_projects(migrated_environment)) == 0 and time.monotonic() < until:
            time.sleep(0.2)
        second = luodi(migrated_environment, "serve", "--port", free_port, "--json")
        running.send_signal(signal.SIGINT)
        ended, left = running.wait(timeout=PATIENCE_SECONDS), wait_until_gone(started)

    with server(migrated_environment, free_port) as (killed, started):
        workers = [number for number in started if "worker" in command_of(number)]
        killed.kill()
        killed.wait()
        orphans = wait_until_gone(workers)

    assert (second.returncode, json.loads(second.stdout)["error"]["code"]) == (1, "serve.port")
    assert imported == 1
    assert (ended, left) == (0, [])
    assert (len(started), len(workers), orphans) == (3, 1, [])


def command_of(pid: int) -> list[str]:
    """The words a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
