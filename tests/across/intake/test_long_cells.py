"""Cells that are longer than their field: the beginning stands in the project, the whole beside it, and the answer says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
NAME = "年产十万吨绿色铝材" * 25
INVESTOR = "甲号铝业" * 60 + "有限公司"
PEOPLE = "、".join(["张某甲", "李某乙", "王某丙"] * 8)
ROWS: list[list[Cell]] = [
    ["项目名称", "投资方", "责任人", "总投资（万元）", "签约时间"],
    [NAME, INVESTOR, PEOPLE, 12000, "2023-03-01"],
    ["乙号食品项目", "乙号食品有限公司", "李某乙", 8000, "2023-04-12"],
]


def taken_in(path: Path) -> dict[str, object]:
    file = write_ledger(path / "台账.xlsx", {"台账": ROWS})
    options = ImportOptions(recognise=True)
    return import_file(file, unit=factories.unit("QJ"), options=options, actor=operator(), at=AT)[1]


def test_the_whole_cell_stays_and_the_answer_names_row_and_column(tmp_path: Path) -> None:
    answer = taken_in(tmp_path)

    assert [(one["row"], one["column"], one["code"]) for one in answer["warnings"]] == [  # type: ignore[attr-defined]
        (3, "项目名称", "text.too_long"),
        (3, "投资方", "text.too_long"),
        (3, "责任人", "text.too_long"),
    ]
    project = Project.objects.order_by("pk")[0]
    assert (project.name, project.owner) == (f"{NAME[:199]}…", f"{PEOPLE[:59]}…")
    assert project.investor is not None
    assert project.investor.name == f"{INVESTOR[:199]}…"
    beside = dict(project.extras.values_list("header", "value"))
    assert (beside["存疑：项目名称"], beside["存疑：投资方"], beside["存疑：招商负责人"]) == (NAME, INVESTOR, PEOPLE)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    taken_in(tmp_path)

    rows = taken_in(tmp_path)["sheets"][0]["rows"]  # type: ignore[index]

    assert (rows["read"], rows["unchanged"], rows["created"]) == (2, 2, 0)
    assert Project.objects.count() == 2
