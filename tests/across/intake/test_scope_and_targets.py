"""What an import leaves out of the figures for being local, and tables of targets with units down and indicators across."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from luodi.across.figures import selectors as figures
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from luodi.domains.targets.models import Target
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)


def taken_in(path: Path, rows: list[list[Cell]], title: str) -> dict[str, object]:
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
    file = write_ledger(path / "台账.xlsx", {"台账": rows}, title)
    return import_file(file, unit=factories.unit("QJ"), options=options, actor=operator(), at=AT)[1]


def values(*codes: str) -> list[str | None]:
    return [one.value for one in figures.figures(operator(), period="2023H1", codes=codes).figures]


def test_a_project_of_local_money_is_registered_and_counts_neither_as_signed_nor_as_capital(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "资金来源", "总投资（万元）", "签约时间", "2023年5月到位资金（万元）"],
        ["甲号铝材项目", "甲号铝业有限公司", "本市", 12000, "2023-03-01", 500],
        ["乙号食品项目", "乙号食品有限公司", "省外", 8000, "2023-04-12", 600],
        ["丙号物流项目", "丙号物流有限公司", "市内、省外", 3000, "2023-05-01", 300],
    ]

    answer = taken_in(tmp_path, rows, "招商引资项目台账")

    assert [(one["row"], one["code"]) for one in answer["warnings"]] == [(3, "scope.local")]  # type: ignore[attr-defined]
    assert dict(Project.objects.values_list("name", "scope_note")) == {
        "甲号铝材项目": "scope.local",
        "乙号食品项目": "",
        "丙号物流项目": "",
    }
    assert values("S01", "S02", "C01") == ["2", "1.10", "0.09"]


MATRIX: list[list[Cell]] = [
    ["单位", "下达单位", "签约项目（个）", "合同额（亿元）"],
    ["东县", "市级", 4, 16],
    ["西县", "市级", 5, 10],
]


def test_a_table_of_units_and_indicators_is_issued_when_it_says_by_whom(tmp_path: Path) -> None:
    taken_in(tmp_path, MATRIX, "2023年招商引资目标任务分解表")

    found = Target.objects.order_by("pk").values_list(
        "holder__name", "indicator", "issuer", "period", "value", "measure"
    )
    assert list(found) == [
        ("东县", "S01", "市级", "2023", Decimal(4), "个"),
        ("东县", "S02", "市级", "2023", Decimal(16), "亿元"),
        ("西县", "S01", "市级", "2023", Decimal(5), "个"),
        ("西县", "S02", "市级", "2023", Decimal(10), "亿元"),
    ]


def test_without_an_issuer_each_row_says_once_what_to_do(tmp_path: Path) -> None:
    answer = taken_in(tmp_path, [[row[0], *row[2:]] for row in MATRIX], "2023年招商引资目标任务分解表")

    told = [(one["row"], one["code"], one["message"]) for one in answer["warnings"]]  # type: ignore[attr-defined]
    sentence = (
        "这一行的目标没有导入：没有写明是谁下达的，请在表里加一列“下达单位”（如市级、区级）再导入，或在“目标任务”页录入"
    )
    assert told == [(3, "target.incomplete", sentence), (4, "target.incomplete", sentence)]
    assert not Target.objects.exists()
