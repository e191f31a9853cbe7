"""The same project again: same investor and same content, never the credit code alone; other sheets tell more of it."""

from decimal import Decimal

import pytest

from luodi.across.intake.engine import Cell, RowRef, parse_workbook
from tests.across.intake.engine.small import book, only_sheet, parsed, sheet

HEAD: list[Cell] = ["项目名称", "投资方", "统一社会信用代码", "总投资（亿元）", "签约时间", "状态"]
CODE = "91440398MACFR99875"
FIRST: list[Cell] = ["甲冷链物流园项目", "长沙甲供应链管理有限公司", CODE, 0.2, "2022.4.25", "已签约"]


def again(**changed: Cell) -> list[Cell]:
    names = dict(zip(("name", "investor", "code", "total", "signed", "status"), FIRST, strict=True))
    return list((names | changed).values())


@pytest.mark.parametrize(
    "row",
    [
        again(),
        again(name="甲冷链物流园工程"),
        again(name="甲冷链物流园建设项目"),
        again(name="甲冷链物流园"),
        again(investor="长沙甲供应链管理"),
        again(name="云溪县甲冷链物流园项目", code=""),
        again(total=0.35),
        again(signed="2022年4月"),
        again(name="甲冷链物流园区项目"),
    ],
)
def test_the_same_project_again_is_named_and_not_counted(row: list[Cell]) -> None:
    ledger = parsed([HEAD, FIRST, ["乙数据中心项目", "杭州乙有限公司", "", 1, "2022.5", "在建"], row])

    found = only_sheet(ledger).rows[2]
    assert found.outcome == "duplicate"
    assert found.duplicate is not None
    assert found.duplicate.of == RowRef("Sheet1", 2)
    assert Decimal("0.6") <= found.duplicate.score <= 1
    assert len(ledger.assembly.projects) == 2


@pytest.mark.parametrize(
    "row",
    [
        again(name="甲冷链物流园项目（二期）", total=0.5, signed="2023.3.1"),
        again(name="甲冷链物流园二期项目"),
        again(name="甲智能装备制造基地项目"),
        again(investor="广州丙生物医药有限公司", code="91440198MA245D3Y4X"),
        again(total=0.9, signed="2023.6.1"),
        again(name="年产8万吨甲建材项目"),
    ],
)
def test_a_near_thing_stays_its_own_project(row: list[Cell]) -> None:
    ledger = parsed([HEAD, FIRST, row])

    assert [found.outcome for found in only_sheet(ledger).rows] == ["import", "import"]


def test_numbers_in_names_tell_projects_apart() -> None:
    five, eight = again(name="年产5万吨甲新型建材生产线项目"), again(name="年产8万吨甲新型建材生产线项目")

    assert len(parsed([HEAD, five, eight]).assembly.projects) == 2


def test_another_sheet_tells_more_of_the_project() -> None:
    more = sheet(
        [
            ["项目名称", "投资人", "终止时间", "终止原因", "状态"],
            ["甲冷链物流园项目", "长沙甲供应链管理有限公司", "2023.4.26", "协商一致", "终止"],
        ],
        "终止",
    )

    ledger = parse_workbook(book(sheet([HEAD, FIRST], "签约"), more))

    (draft,) = ledger.assembly.projects
    assert (draft.says.side_status, draft.says.reason, draft.says.total_investment) == (
        "TERMINATED",
        "协商一致",
        20_000_000,
    )
    assert draft.rows == (RowRef("签约", 2), RowRef("终止", 2))
    assert [(row.outcome, row.merged_into) for row in ledger.sheets[1].rows] == [("merge", RowRef("签约", 2))]


def test_a_later_sheet_moves_the_stage_on() -> None:
    ledger = parse_workbook(book(sheet([HEAD, FIRST], "1月"), sheet([HEAD, again(status="在建")], "2月")))

    assert ledger.assembly.projects[0].says.stage == "ST60"


def test_a_turned_away_row_is_nobodys_original() -> None:
    ledger = parsed([HEAD, again(signed="2022.13.1"), FIRST])

    assert [row.outcome for row in only_sheet(ledger).rows] == ["reject", "import"]
