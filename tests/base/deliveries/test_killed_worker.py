"""Two workers at once, killed at any moment: no message is lost, and none doubled but under its own number after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.database("sqlite", "postgresql")
SCRIPT = Path(__file__).parent / "killing.py"
ROOT = Path(__file__).resolve().parents[3]
SHORT = 40
"""How many are killed in the suite; `make chaos` kills two thousand."""


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


def test_killed_workers_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    tally = run_rounds(SHORT, tmp_path, own_database)

    assert tally["killed"] >= SHORT
    assert tally["ended"] > 0
    assert tally["again"] <= tally["killed"]


@pytest.mark.chaos
def test_thousands_of_killed_workers_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    rounds = int(os.environ.get("LUODI_CHAOS_ROUNDS", "2000"))

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] >= rounds
    assert tally["parcels"] > 0
