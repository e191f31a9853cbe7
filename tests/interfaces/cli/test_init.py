"""`luodi init`."""

import pytest
from django.utils import timezone

from luodi.base.audit.models import AuditEntry
from luodi.base.orgs.models import RolePermission, Unit, User
from luodi.interfaces.cli.demo.build import District
from luodi.interfaces.cli.demo.by_hand import ByHand
from tests.interfaces.cli.conftest import Run


def test_init_makes_the_root_unit_and_three_officers(db: None, run: Run) -> None:
    answer = run("init", "--name", "鹤岭县", "--code", "HL", "--json")

    assert answer.status == 0
    assert list(answer.document) == ["home", "unit", "accounts"]
    assert answer.document["unit"] == {"code": "HL", "name": "鹤岭县"}
    assert [made["username"] for made in answer.document["accounts"]] == ["sysadmin", "secadmin", "auditadmin"]
    assert [list(made) for made in answer.document["accounts"]] == [["username", "name", "role", "password"]] * 3
    for made in answer.document["accounts"]:
        assert User.objects.get(username=made["username"]).check_password(made["password"])


def test_init_again_changes_nothing(db: None, run: Run) -> None:
    run("init")
    before = (Unit.objects.count(), User.objects.count(), AuditEntry.objects.count())

    answer = run("init", "--json")

    assert (answer.status, answer.document["accounts"]) == (0, [])
    assert (Unit.objects.count(), User.objects.count(), AuditEntry.objects.count()) == before


def test_an_upgrade_names_no_root_and_brings_the_roles_up_to_date(db: None, run: Run) -> None:
    run("init", "--name", "鹤岭县", "--code", "HL")
    RolePermission.objects.filter(permission="projects.view").delete()

    answer = run("init", "--json")

    assert (answer.status, answer.document["unit"]) == (0, {"code": "HL", "name": "鹤岭县"})
    assert [unit.code for unit in Unit.objects.all()] == ["HL"]
    assert RolePermission.objects.filter(permission="projects.view", role__code="r05").exists()


def test_init_with_another_code_is_refused(db: None, run: Run) -> None:
    run("init")

    answer = run("init", "--name", "别的区", "--code", "QT", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "units.root_exists")
    assert [unit.code for unit in Unit.objects.all()] == ["ROOT"]


def test_what_the_command_line_does_is_audited_as_such(instance: None) -> None:
    channels = set(AuditEntry.objects.values_list("channel", flat=True))

    assert channels == {"cli"}


def test_the_demonstration_is_never_mixed_into_another_instance(instance: None, run: Run) -> None:
    answer = run("demo", "--no-serve", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "demo.other_instance")
    assert [unit.code for unit in Unit.objects.all()] == ["ROOT"]


def test_a_demonstration_broken_off_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ByHand, "file_waiting", break_off)
    with pytest.raises(KeyboardInterrupt):
        District(lambda _: None).build(timezone.now())

    assert (Unit.objects.count(), User.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
