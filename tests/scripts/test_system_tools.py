"""What is missing on a machine is named in one line, and the run fails."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHELL = "/bin/sh"


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, ROOT / "scripts" / script, *arguments],
        env={"PATH": "/nonexistent"} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_tools_are_named_in_one_line_with_what_to_do() -> None:
    outcome = run("system-tools.sh", "tools")

    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert len(outcome.stderr.splitlines()) == 1
    assert outcome.stderr.startswith("缺少系统软件：")
    assert "Chromium 浏览器" in outcome.stderr
    assert "poppler-utils" in outcome.stderr
    assert "apt-get install" in outcome.stderr


def test_a_browser_named_by_hand_is_not_missing() -> None:
    outcome = run("system-tools.sh", "check", LUODI_CHROMIUM=SHELL)

    assert "Chromium" not in outcome.stderr
    assert "poppler-utils" in outcome.stderr


def test_a_python_without_venv_is_named() -> None:
    outcome = run("system-tools.sh", "python", PYTHON="/bin/false")

    assert outcome.returncode == 1
    assert "python3-venv" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
