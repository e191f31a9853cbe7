"""`luodi handover`: the pack of a person as a list, as JSON and as Word."""

from pathlib import Path

from luodi.base.orgs.selectors import operator, root_unit
from luodi.base.orgs.services import make_person
from luodi.domains.projects.services import ProjectValues, open_project
from luodi.domains.projects.services.responsibility import AssignmentValues, assign
from tests.interfaces.cli.conftest import Run


def holder(name: str = "周正") -> None:
    """A person who answers for one project."""
    from django.utils import timezone

    now, actor = timezone.now(), operator()
    project = open_project(ProjectValues(name="铝材项目", unit=root_unit()), actor=actor, at=now)
    person = make_person(name=name, unit=root_unit(), actor=actor, at=now)
    assign(project, AssignmentValues("OWNER", timezone.localdate(), person=person), actor=actor, at=now)


def test_a_pack_is_said_and_written(instance: None, run: Run, tmp_path: Path) -> None:
    holder()
    target = tmp_path / "交接.docx"

    answer = run("handover", "周正", "-o", str(target), "--json")

    assert answer.status == 0
    assert (answer.document["person"], [one["name"] for one in answer.document["projects"]]) == ("周正", ["铝材项目"])
    assert answer.document["file"] == str(target)
    assert target.read_bytes().startswith(b"PK")


def test_an_unknown_name_is_refused_with_the_place_to_look(instance: None, run: Run) -> None:
    answer = run("handover", "无名", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "duties.person")


def test_two_of_one_name_are_told_apart_by_their_unit(instance: None, run: Run) -> None:
    from django.utils import timezone

    holder()
    now, actor = timezone.now(), operator()
    project = open_project(ProjectValues(name="电机项目", unit=root_unit()), actor=actor, at=now)
    twin = make_person(name="周正", unit=root_unit(), actor=actor, at=now)
    assign(project, AssignmentValues("OWNER", timezone.localdate(), person=twin), actor=actor, at=now)

    answer = run("handover", "周正", "--json")

    assert (answer.status, "有 2 位“周正”" in answer.document["error"]["message"]) == (1, True)
