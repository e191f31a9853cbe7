"""An import that is killed at any moment leaves the ledger untouched or whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "killing.py"
ROOT = Path(__file__).parents[3]
SHORT = 40
"""How many are killed in the suite; `make chaos` kills two thousand."""
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


def test_killed_imports_leave_nothing_half_written(tmp_path, own_database):
    tally = run_rounds(SHORT, tmp_path, own_database)

    assert tally["killed"] == SHORT
    assert tally["untouched"] > 0
    assert tally["whole"] > 0


@pytest.mark.chaos
def test_thousands_of_killed_imports_leave_nothing_half_written(tmp_path, own_database):
    rounds = int(os.environ.get("LUODI_CHAOS_ROUNDS", "2000"))

    tally = run_rounds(rounds, tmp_path, own_database)

    assert tally["killed"] == rounds
