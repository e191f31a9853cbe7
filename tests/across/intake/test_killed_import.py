"""An import that is killed at any moment leaves the ledger untouched or whole."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SCRIPT = Path(__file__).parent / "killing.py"
ROOT = Path(__file__).parents[3]
SHORT = 100
pytestmark = pytest.mark.database("sqlite", "postgresql")


def run_rounds(rounds: int, folder: Path, database: str) -> dict[str, int]:
    environment = {**os.environ, "LUODI_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
    environment |= {"LUODI_DATABASE_URL": database, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    answer = subprocess.run(
        [sys.executable, str(SCRIPT), str(rounds), str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-8000:]
    return json.loads(answer.stdout)


@pytest.fixture
def own_database(tmp_path: Path):
    """A database of its own: SQLite in the folder, or a fresh one in the cluster of the run."""
    url = os.environ.get("LUODI_DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = f"killed_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.parametrize("rounds", [SHORT])
def test_a_hundred_killed_imports_leave_nothing_half_written(tmp_path, own_database, rounds):
    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] == rounds
    assert tally["untouched"] > 0
    assert tally["whole"] > 0


@pytest.mark.chaos
def test_thousands_of_killed_imports_leave_nothing_half_written(tmp_path, own_database):
    rounds = int(os.environ.get("LUODI_CHAOS_ROUNDS", "2000"))

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] == rounds
