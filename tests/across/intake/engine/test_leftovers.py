"""What was not imported comes back in its own layout with the reason, and can be imported again once mended."""

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from luodi.across.intake.engine import Cell, RowRef, leftovers, parse_workbook, read_file
from tests.across.intake.engine.small import book, parsed, sheet

ROWS: list[list[Cell]] = [
    ["云岭区招商项目台账"],
    ["填报单位：云岭区招商局", "", "", "单位：亿元"],
    ["序号", "项目名称", "投资", "", "签约时间"],
    ["", "", "投资方", "总投资", ""],
    [1, "甲智能装备项目", "杭州甲有限公司", 1.5, date(2023, 3, 5)],
    [2, "乙冷链项目", "苏州乙有限公司", 0.8, "2023.13.1"],
    [3, "", "成都丙有限公司", 2.5, date(2023, 4, 5)],
    ["合计", "", "", 4.8, ""],
]
MERGED = [(1, 1, 1, 5), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 4, 5)]


def test_rejected_rows_come_back_in_the_same_layout_with_a_reason(tmp_path: Path) -> None:
    raw = book(sheet(ROWS, "台账", merged=MERGED))

    content = leftovers(raw, parse_workbook(raw))

    page = load_workbook(BytesIO(content))["台账"]
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    assert lines[0][0] == "云岭区招商项目台账"
    assert lines[2] == ["序号", "项目名称", "投资", None, "签约时间", "未导入原因"]
    assert lines[4][:5] == [2, "乙冷链项目", "苏州乙有限公司", 0.8, "2023.13.1"]
    assert str(lines[4][5]).startswith("签约时间：“2023.13.1”不是有效的日期")
    assert str(lines[5][5]).startswith("项目名称：这一行没有项目名称")
    assert len(lines) == 6
    assert "C3:D3" in {str(area) for area in page.merged_cells.ranges}


def test_mended_leftovers_are_imported_like_the_ledger(tmp_path: Path) -> None:
    raw = book(sheet(ROWS, "台账", merged=MERGED))
    back = load_workbook(BytesIO(leftovers(raw, parse_workbook(raw))))
    back["台账"]["E5"] = "2023.12.1"
    back["台账"]["B6"] = "丙数据中心项目"
    back.save(tmp_path / "台账.未导入.xlsx")

    again = parse_workbook(read_file(tmp_path / "台账.未导入.xlsx"))

    assert [(draft.says.name, draft.says.total_investment) for draft in again.assembly.projects] == [
        ("乙冷链项目", 80_000_000),
        ("丙数据中心项目", 250_000_000),
    ]
    assert [dict(draft.extras) for draft in again.assembly.projects] == [{}, {}]


def test_a_payment_comes_back_with_its_projects_name() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "到位时间", "到位金额（万元）", "凭证号"],
        ["甲项目", "2023.2.9", 75, "记-1"],
        ["", "2023.3.9", "待核", "记-2"],
    ]
    raw = book(sheet([["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2022.1"]], "项目"), sheet(rows, "明细"))

    page = load_workbook(BytesIO(leftovers(raw, parse_workbook(raw))))["明细"]

    assert [cell.value for cell in page[2]][:4] == ["甲项目", "2023.3.9", "待核", "记-2"]


def test_rows_held_by_a_person_come_back_too() -> None:
    raw = book(sheet(ROWS, "台账", merged=MERGED))

    content = leftovers(raw, parse_workbook(raw), held={RowRef("台账", 5): "不在您的管理范围内"})

    page = load_workbook(BytesIO(content))["台账"]
    assert (page["B5"].value, page["F5"].value) == ("甲智能装备项目", "不在您的管理范围内")


def test_nothing_left_over_is_no_file() -> None:
    raw = book(sheet([["项目名称", "投资方"], ["甲项目", "甲公司"]]))

    assert leftovers(raw, parse_workbook(raw)) == b""


def test_text_that_looks_like_a_formula_stays_text() -> None:
    raw = book(sheet([["项目名称", "投资方", "签约时间"], ["=1+1项目", "甲公司", "2023.13.1"]]))

    page = load_workbook(BytesIO(leftovers(raw, parse_workbook(raw)))).active

    assert page is not None
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1项目", "s")


def test_the_same_leftovers_are_the_same_bytes() -> None:
    raw = book(sheet(ROWS, "台账", merged=MERGED))

    assert leftovers(raw, parse_workbook(raw)) == leftovers(raw, parse_workbook(raw))


def test_a_ledger_of_one_sheet_keeps_its_counts() -> None:
    counts = parsed(ROWS).sheets[0].counts()

    assert (counts.read, counts.created, counts.rejected, counts.skipped_totals) == (4, 1, 2, 1)
