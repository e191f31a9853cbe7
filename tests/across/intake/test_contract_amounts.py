"""Total investment and contract side by side: the one is the project's, the other is what was signed for."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from luodi.across.figures import selectors as figures
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.intake.ledgers import Cell, write_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
HEAD: list[Cell] = ["项目名称", "投资方", "总投资（亿元）", "合同额（万元）", "签约时间"]


def taken_in(path: Path, *rows: list[Cell], head: list[Cell] = HEAD) -> dict[str, object]:
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
    file = write_ledger(path / "台账.xlsx", {"台账": [head, *rows]})
    return import_file(file, unit=factories.unit("QJ"), options=options, actor=operator(), at=AT)[1]


def told(answer: dict[str, object]) -> list[tuple[int, str, str]]:
    return [(one["row"], one["column"], one["code"]) for one in answer["warnings"]]  # type: ignore[attr-defined]


def fields(answer: dict[str, object]) -> dict[str, str]:
    columns = answer["sheets"][0]["columns"]  # type: ignore[index]
    return {column["header"]: column["field"] for column in columns}


def amounts() -> list[tuple[str, Decimal | None, Decimal | None]]:
    rows = Project.objects.order_by("pk").values_list("name", "total_investment_in_wan", "contract_in_wan")
    return [(name, total, contract) for name, total, contract in rows]


def signed_for() -> str | None:
    return figures.figures(operator(), period="2023H1", codes=["S02"]).figures[0].value


def test_the_figure_of_contracts_counts_the_contract_and_the_project_keeps_its_investment(tmp_path: Path) -> None:
    answer = taken_in(
        tmp_path,
        ["甲号铝材项目", "甲号铝业有限公司", 0.8, 5000, "2023-03-01"],
        ["乙号食品项目", "乙号食品有限公司", None, 3000, "2023-04-12"],
        ["丙号物流项目", "丙号物流有限公司", 1.2, None, "2023-05-01"],
    )

    assert fields(answer)["合同额（万元）"] == "contract_amount"
    assert told(answer) == []
    assert amounts() == [
        ("甲号铝材项目", Decimal("8000.0000"), Decimal("5000.0000")),
        ("乙号食品项目", None, Decimal("3000.0000")),
        ("丙号物流项目", Decimal("12000.0000"), Decimal("12000.0000")),
    ]
    assert signed_for() == "2.00"


def test_a_contract_alone_is_the_investment_too(tmp_path: Path) -> None:
    answer = taken_in(
        tmp_path,
        ["甲号铝材项目", "甲号铝业有限公司", 5000, "2023-03-01"],
        head=["项目名称", "投资方", "合同额（万元）", "签约时间"],
    )

    assert fields(answer)["合同额（万元）"] == "total_investment"
    assert amounts() == [("甲号铝材项目", Decimal("5000.0000"), Decimal("5000.0000"))]


@pytest.mark.parametrize(
    ("total", "contract", "code", "signed"),
    [
        (0.8, 9000, "money.contract_above_total", "0.90"),
        (0.8, 0.5, "money.unit_slip", None),
        (0.8, -5000, "money.negative", "0.80"),
        (0.8, "500万美元", "currency.rate_missing", None),
    ],
)
def test_a_contract_that_cannot_be_is_named_and_never_guessed(
    tmp_path: Path, total: float, contract: Cell, code: str, signed: str | None
) -> None:
    answer = taken_in(tmp_path, ["甲号铝材项目", "甲号铝业有限公司", total, contract, "2023-03-01"])

    assert told(answer) == [(3, "合同额（万元）", code)]
    assert signed_for() == signed
