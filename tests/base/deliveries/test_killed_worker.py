"""Two workers at once, killed at any moment: no message is lost, and none doubled but under its own number after a kill."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.database("sqlite", "postgresql")
SCRIPT = Path(__file__).parent / "killing.py"
ROOT = Path(__file__).resolve().parents[3]
SHORT = {"sqlite": 200, "postgresql": 40}
"""How many are killed in the suite; a fork with a connection of its own takes longer on a server. `make chaos` has 200 and more."""


def run_rounds(rounds: int, folder: Path, database: str) -> dict[str, int]:
    """The script's answer."""
    environment = {
        **os.environ,
        "LUODI_HOME": str(folder / "home"),
        "DJANGO_SETTINGS_MODULE": "luodi.config.settings",
        "LUODI_DATABASE_URL": database,
        # A pool has threads, which a fork does not take along.
        "LUODI_DATABASE_POOL": "no",
        "PYTHONPATH": str(ROOT),
    }
    answer = subprocess.run(
        [sys.executable, str(SCRIPT), str(rounds)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-8000:]
    return json.loads(answer.stdout)  # type: ignore[no-any-return]  # counts by name


@pytest.fixture
def own_database() -> Iterator[str]:
    """A database of its own: SQLite in the folder, or a fresh one in the cluster of the run."""
    url = os.environ.get("LUODI_DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = f"killed_worker_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_killed_workers_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    rounds = SHORT["postgresql" if own_database else "sqlite"]

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] >= rounds
    assert tally["ended"] > 0
    assert tally["again"] <= tally["killed"]


@pytest.mark.chaos
def test_thousands_of_killed_workers_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    rounds = int(os.environ.get("LUODI_CHAOS_ROUNDS", "2000"))

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] >= rounds
    assert tally["parcels"] > 0
