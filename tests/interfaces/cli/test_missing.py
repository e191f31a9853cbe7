"""`luodi missing`: what a project lacks, gate by gate."""

from pathlib import Path

from luodi.domains.projects.models import Project
from tests.interfaces.cli.conftest import Run


def test_a_taken_over_project_shows_what_its_next_step_lacks(instance: None, run: Run, ledger: Path) -> None:
    run("import", ledger, "--as-of", "2023-06-30", "--recognise")
    project = Project.objects.filter(stage="ST40").order_by("pk")[0]

    answer = run("missing", project.code, "--json")

    gate = answer.document["gates"][0]
    assert (answer.status, answer.document["project"], gate["event"], gate["filed"], gate["open"], gate["version"]) == (
        0,
        project.code,
        "LAND",
        False,
        False,
        0,
    )
    assert [(row["code"], row["standing"]) for row in gate["requirements"]] == [
        ("paper_licence", "MISSING"),
        ("paper_filing", "MISSING"),
        ("paper_land_contract", "MISSING"),
    ]


def test_an_unknown_project_is_said_to_be_unknown(instance: None, run: Run) -> None:
    answer = run("missing", "P1999-0001", "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "projects.not_visible")
