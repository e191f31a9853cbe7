"""Two workers sweep at once and are killed at any moment: no order, message or reminder is lost or comes twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.database("sqlite", "postgresql")
ROOT = Path(__file__).resolve().parent.parent.parent.parent
SHORT = 40
"""How many are killed in the suite; `make chaos` kills two thousand."""


def run_rounds(rounds: int, folder: Path, database: str) -> dict[str, int]:
    """What came of so many kills."""
    environment = {**os.environ, "LUODI_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
    # A pool has threads, which a fork does not take along.
    environment |= {"LUODI_DATABASE_URL": database, "LUODI_DATABASE_POOL": "no", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.domains.supervision.killing", str(rounds)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-8000:]
    tally: dict[str, int] = json.loads(answer.stdout)
    return tally


def test_killed_sweeps_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    tally = run_rounds(SHORT, tmp_path, own_database)

    assert tally["killed"] >= SHORT
    assert tally["midway"] > 0
    assert tally["orders"] == 3 * tally["days"]


@pytest.mark.chaos
def test_thousands_of_kills_lose_and_double_nothing(tmp_path: Path, own_database: str) -> None:
    rounds = int(os.environ.get("LUODI_CHAOS_ROUNDS", "2000"))

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] >= rounds
