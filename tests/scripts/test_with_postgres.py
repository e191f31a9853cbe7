"""The throw-away PostgreSQL is there while the command runs and gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "with_postgres.py"
SAY_ADDRESS = [sys.executable, "-c", "import os; print(os.environ['LUODI_DATABASE_URL'])"]
ASK_SERVER = [
    sys.executable,
    "-c",
    "import os, psycopg; print(psycopg.connect(os.environ['LUODI_DATABASE_URL']).execute('SHOW server_encoding').fetchone()[0])",
]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "LUODI_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, SCRIPT, "--", *command], env=kept | environment, capture_output=True, text=True, check=False
    )


def test_the_command_reaches_a_server_of_its_own() -> None:
    outcome = run(*ASK_SERVER)

    assert (outcome.returncode, outcome.stdout.strip()) == (0, "UTF8")


def test_nothing_is_left_behind() -> None:
    address = run(*SAY_ADDRESS).stdout.strip()

    folder = parse_qs(urlsplit(address).query)["host"][0]
    assert folder.startswith("/tmp/luodi-pg-")
    assert not Path(folder).exists()


def test_the_exit_status_of_the_command_is_handed_on() -> None:
    given = "postgresql://somebody@localhost/somewhere"

    outcome = run(sys.executable, "-c", "import sys; sys.exit(7)", LUODI_TEST_DATABASE_URL=given)

    assert outcome.returncode == 7


def test_a_database_given_by_hand_is_used_instead() -> None:
    given = "postgresql://somebody@localhost/somewhere"

    outcome = run(*SAY_ADDRESS, LUODI_TEST_DATABASE_URL=given)

    assert outcome.stdout.strip() == given


def test_without_a_command_it_says_how_it_is_used() -> None:
    outcome = run()

    assert outcome.returncode == 1
    assert outcome.stderr.startswith("用法：")
