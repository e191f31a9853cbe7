"""`luodi clocks`: clocks of a unit on a day, as a table and as one document."""

import json
from datetime import date

import pytest

from luodi.interfaces.cli.main import main
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_document_names_every_running_clock_with_its_due_day(capsys: pytest.CaptureFixture[str]) -> None:
    project = factories.signed_project(on=date(2023, 2, 1))

    status = main(["clocks", "--on", "2024-04-30", "--state", "overdue", "--json"])
    answer = json.loads(capsys.readouterr().out)

    assert status == 0
    bottom = next(row for row in answer["clocks"] if row["clock"] == "BOTTOM_LINE")
    assert bottom["project"] == project.code
    assert (bottom["due"], bottom["days"], bottom["colour"]) == ("2024-03-31", -30, "橙")
    assert answer["count"] == len(answer["clocks"])


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    factories.signed_project(on=date(2023, 2, 1), name="年产十万套电机项目")

    assert main(["clocks", "--on", "2024-04-30", "--unit", "QJ-E"]) == 0

    said = capsys.readouterr().out
    assert "开工底线" in said
    assert "超期 30 天" in said
