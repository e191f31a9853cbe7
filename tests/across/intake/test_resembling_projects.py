"""The same company, sum and day under another name: taken in as a project of its own, and people are asked to look."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEAD: list[Cell] = ["项目名称", "投资方", "总投资（万元）", "签约时间"]


def taken_in(path: Path, row: list[Cell], unit: str = "QJ") -> list[tuple[int, str]]:
    file = write_ledger(path / "台账.xlsx", {"台账": [HEAD, row]})
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
    answer = import_file(file, unit=factories.unit(unit), options=options, actor=operator(), at=AT)[1]
    return [(one["row"], one["code"]) for one in answer["warnings"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["甲号铝型材项目（一期）", "甲号铝业（有限公司）", 1600, "2023-06-30"], [(3, "project.resembles")]),
        (["甲号铝型材项目（一期）", "甲号铝业有限公司", 1700, "2023-06-30"], []),
        (["甲号铝型材项目（一期）", "甲号铝业有限公司", 1600, "2023-06-29"], []),
        (["甲号铝型材项目（一期）", "乙号铝业有限公司", 1600, "2023-06-30"], []),
    ],
)
def test_only_the_same_company_sum_and_day_is_told(
    tmp_path: Path, row: list[Cell], told: list[tuple[int, str]]
) -> None:
    assert taken_in(tmp_path, ["甲号铝型材项目", "甲号铝业有限公司", 1600, "2023-06-30"]) == []

    assert taken_in(tmp_path, row) == told
    assert Project.objects.count() == 2


def test_of_a_neighbours_project_nothing_is_told(tmp_path: Path) -> None:
    taken_in(tmp_path, ["甲号铝型材项目", "甲号铝业有限公司", 1600, "2023-06-30"], unit="QJ-E")

    assert taken_in(tmp_path, ["甲号铝型材项目（一期）", "甲号铝业有限公司", 1600, "2023-06-30"], unit="QJ-W") == []
