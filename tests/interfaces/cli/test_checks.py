"""`luodi verify` and `luodi doctor`."""

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone

from luodi.across.figures.selectors.mart import store
from luodi.base.files import services as files
from luodi.base.orgs.models import CalendarDay
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from luodi.interfaces.cli import doctor
from tests.interfaces.cli.conftest import Run
from tests.interfaces.cli.standing import a_recorded_instance


@pytest.fixture
def recorded(db: None, run: Run) -> None:
    """An instance with two recognised projects, its mart written."""
    a_recorded_instance()
    run("figures", "--period", "2023H1", "--codes", "S01")


def test_a_sound_ledger_is_whole(recorded: None, run: Run) -> None:
    answer = run("verify", "--json")

    assert answer.status == 0
    assert answer.document["ok"] is True
    assert [(check["code"], check["ok"], check["faults"]) for check in answer.document["checks"]] == [
        ("ledger", True, []),
        ("search", True, []),
        ("mart", True, []),
        ("audit", True, []),
        ("snapshots", True, []),
        ("supervision", True, []),
        ("dispatch", True, []),
        ("weeks", True, []),
        ("rounds", True, []),
        ("papers", True, []),
        ("files", True, []),
    ]
    assert answer.document["checks"][0]["checked"] == 2


def test_a_cached_column_that_is_not_the_replay_is_named(recorded: None, run: Run) -> None:
    Project.objects.filter(name="乙号食品项目").update(stage="ST80", capital_in_wan=5)

    answer = run("verify", "--json")

    assert (answer.status, answer.document["ok"]) == (1, False)
    (fault,) = answer.document["checks"][0]["faults"]
    assert "乙号食品项目" in fault
    assert "stage 应为 ST40" in fault
    assert "capital_in_wan 应为 0" in fault


def test_a_lost_attachment_is_named(recorded: None, run: Run) -> None:
    kept = files.store(b"%PDF-1.4 receipt", name="回单.pdf", unit_code="ROOT", actor=operator(), at=timezone.now())
    kept.path.unlink()

    answer = run("verify", "--json")

    assert (answer.status, answer.document["ok"]) == (1, False)
    (check,) = [check for check in answer.document["checks"] if check["code"] == "files"]
    assert check["checked"] == 1
    assert check["faults"][0].endswith("的文件不在了")


def test_a_changed_file_of_the_mart_is_named(recorded: None, run: Run) -> None:
    part = next(Path(settings.LUODI_MART).glob("stage_events-*.parquet"))
    part.write_bytes(part.read_bytes() + b"x")

    verified, examined = run("verify", "--json"), run("doctor", "--json")

    assert verified.status == 1
    assert part.name in verified.document["checks"][2]["faults"][0]
    assert state_of(examined.document, "mart") == "fault"


def state_of(document: dict[str, object], code: str) -> str:
    """The state of one check of the doctor."""
    checks = document["checks"]
    assert isinstance(checks, list)
    return next(check["state"] for check in checks if check["code"] == code)


def test_the_doctor_finds_a_sound_instance_sound(recorded: None, run: Run) -> None:
    year = timezone.localdate().year
    for number in (year, year + 1):
        CalendarDay.objects.get_or_create(
            day=timezone.localdate().replace(year=number, month=1, day=1), is_workday=False
        )
    Path(settings.LUODI_HOME).chmod(0o700)

    answer = run("doctor", "--json")

    assert (answer.status, answer.document["ok"]) == (0, True)
    states = {check["code"]: check["state"] for check in answer.document["checks"]}
    assert list(states)[:8] == ["python", "home", "disk", "secret", "database", "instance", "audit", "mart"]
    assert {states[code] for code in ("python", "home", "database", "instance", "audit", "mart", "calendar")} == {"ok"}
    assert [list(check) for check in answer.document["checks"]] == [
        ["code", "name", "state", "message", "advice"]
    ] * len(states)


def test_the_doctor_says_how_to_make_an_instance(db: None, run: Run) -> None:
    answer = run("doctor", "--json")

    assert answer.status == 1
    (check,) = [check for check in answer.document["checks"] if check["code"] == "instance"]
    assert check["state"] == "fault"
    assert "luodi init" in check["message"]


def test_a_readable_key_is_a_fault(instance: None, run: Run) -> None:
    key = Path(settings.LUODI_HOME) / "secret.key"
    key.write_text("x", encoding="ascii")
    key.chmod(0o644)

    answer = run("doctor", "--json")

    assert (answer.status, state_of(answer.document, "secret")) == (1, "fault")


def test_a_home_that_others_may_read_is_remarked(instance: None, run: Run) -> None:
    Path(settings.LUODI_HOME).chmod(0o755)

    answer = run("doctor", "--json")

    assert state_of(answer.document, "home") == "remark"


def test_a_key_of_its_own_is_fine(instance: None, run: Run) -> None:
    key = Path(settings.LUODI_HOME) / "secret.key"
    key.write_text("x", encoding="ascii")
    key.chmod(0o600)

    assert state_of(run("doctor", "--json").document, "secret") == "ok"


def test_a_full_disk_is_a_fault(instance: None, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=500 * 1024 * 1024))

    assert state_of(run("doctor", "--json").document, "disk") == "fault"


def test_a_year_without_holidays_is_remarked(instance: None, run: Run) -> None:
    this_year = timezone.localdate().year
    CalendarDay.objects.filter(day__year__gte=this_year).delete()

    answer = run("doctor", "--json")

    (check,) = [check for check in answer.document["checks"] if check["code"] == "calendar"]
    assert (answer.status, check["state"]) == (0, "remark")
    assert str(this_year) in check["message"]
    assert str(this_year + 1) in check["message"]


def test_what_papers_may_use_is_only_remarked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    found = doctor.look_at_extras()

    assert [(one.code, one.state) for one in found] == [("office", "remark"), ("fonts", "remark")]


def test_a_machine_without_chinese_fonts_is_remarked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=""))

    assert [one.state for one in doctor.look_at_extras()] == ["ok", "remark"]


def test_the_mart_of_the_doctor_is_the_one_of_the_figures(recorded: None) -> None:
    assert store().manifest().rows("projects") == 2
