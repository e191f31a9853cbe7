"""Rows below a header: projects, sums, groups, notes, signatures, printed headers, and rows that slipped aside."""

import pytest

from luodi.across.intake.engine import Cell, parse_workbook
from tests.across.intake.engine.small import book, codes, only_sheet, parsed, row_of, sheet

HEAD: list[Cell] = ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间", "状态"]
ONE: list[Cell] = [1, "甲智能装备项目", "杭州甲智能有限公司", 3000, "2023.5.6", "在建"]
TWO: list[Cell] = [2, "乙冷链物流园项目", "苏州乙供应链有限公司", 5000, "2023.4.6", "已签约"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["合计", "", "", 8000, "", ""], "total"),
        (["", "小　计", "", 8000, "", ""], "total"),
        (["合  计", "2个", "", 8000, "", ""], "total"),
        (["合计2个", "", "", 8000, "", ""], "total"),
        (["本页小计", "", "", 8000, "", ""], "total"),
        (["", "全区总计", "", 8000, "", ""], "total"),
        (["", "", "共计2个项目", 8000, "", ""], "total"),
        (["", "2个", "", 8000, "", ""], "total"),
        (["", "云岭镇", "", 8000, "", ""], "total"),
        (["", "", "", 8000, "", ""], "total"),
        (["", "其中：工业", "", 3000, "", ""], "total"),
        (["一", "新建项目（2个）", "", 8000, "", ""], "total"),
        (["一、工业项目（共2个）", "", "", "", "", ""], "group"),
        (["（一）2020年签约项目", "", "", "", "", ""], "group"),
        (["", "停建项目", "", "", "", ""], "data"),
        (["注：总投资以合同为准；到位资金以凭证为准。", "", "", "", "", ""], "note"),
        (["备注：1.略", "", "", "", "", ""], "note"),
        (["填报人：甲某   审核人：乙某", "", "", "", "", ""], "signature"),
        (["单位负责人：甲某", "", "", "填表人：乙某", "", ""], "signature"),
        (["第1页 共3页", "", "", "", "", ""], "note"),
        (["", "", "", "", "", ""], "blank"),
        ([3, "", "", "", "", ""], "blank"),
        ([3, "", "", 0, "", ""], "blank"),
        (HEAD, "header_repeat"),
    ],
)
def test_a_row_that_is_no_project_is_skipped_for_its_reason(row: list[Cell], reason: str) -> None:
    ledger = parsed([HEAD, ONE, TWO, row, [9, "尾巴项目", "杭州尾巴有限公司", 1000, "2023.5", "在建"]])

    said = row_of(ledger, 4)

    assert (said.outcome, said.reason) == (("skip", reason) if reason != "data" else ("import", ""))
    assert only_sheet(ledger).counts().read == 4


def test_a_project_whose_name_only_ends_like_a_sum_stays_a_project() -> None:
    ledger = parsed([HEAD, [1, "大数据统计中心项目", "杭州甲有限公司", 3000, "2023.5.6", "在建"], TWO])

    assert row_of(ledger, 2).outcome == "import"


def test_a_missing_name_decides_the_row() -> None:
    row = row_of(parsed([HEAD, ONE, [2, "", *TWO[2:]]]), 3)

    assert (row.outcome, codes(row)) == ("reject", [("项目名称", "name.missing")])


def test_cells_that_slipped_one_column_aside_turn_the_row_away() -> None:
    ledger = parsed([HEAD, ONE, TWO, [3, "3", "丙数据中心项目", "成都丙信息有限公司", 4000, "2023.3.3"]])

    row = row_of(ledger, 4)

    assert (row.outcome, [code for _, code in codes(row)]) == ("reject", ["row.shifted"])


def test_merged_text_runs_down_and_sums_do_not() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "总投资（万元）", "责任单位"],
        ["甲项目", "杭州甲有限公司", 3000, "区商务局"],
        ["乙项目", "", "", ""],
    ]
    raw = book(sheet(rows, merged=[(2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 3, 4)]))

    first, second = (draft.says for draft in parse_workbook(raw).assembly.projects)

    assert (second.investor, second.unit, second.total_investment) == ("杭州甲有限公司", "区商务局", None)
    assert first.total_investment == 30_000_000


def test_a_unit_that_stood_merged_before_the_file_became_text_runs_down() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "责任单位"],
        ["甲项目", "甲公司", "区商务局"],
        ["乙项目", "乙公司", ""],
        ["丙项目", "丙公司", "云岭镇"],
        ["丁项目", "丁公司", ""],
    ]

    ledger = parse_workbook(book(sheet(rows), kind="csv"))

    assert [draft.says.unit for draft in ledger.assembly.projects] == ["区商务局", "区商务局", "云岭镇", "云岭镇"]


def test_blanks_in_a_column_of_repeated_words_mean_blank() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "产业链"],
        ["甲项目", "甲公司", "食品"],
        ["乙项目", "乙公司", ""],
        ["丙项目", "丙公司", "食品"],
        ["丁项目", "丁公司", ""],
    ]

    ledger = parse_workbook(book(sheet(rows), kind="csv"))

    assert [draft.says.chain for draft in ledger.assembly.projects] == ["食品", "", "食品", ""]


def test_hidden_sheets_are_named_and_not_imported() -> None:
    ledger = parse_workbook(book(sheet([HEAD, ONE]), sheet([HEAD, TWO], "旧表", state="hidden")))

    assert len(ledger.assembly.projects) == 1
    assert ledger.notices == ("工作表“旧表”是隐藏的，没有导入",)
    assert [(row.outcome, row.reason) for row in ledger.sheets[1].rows] == [("skip", "text")]


def test_only_the_sheet_that_was_asked_for_is_read() -> None:
    ledger = parse_workbook(book(sheet([HEAD, ONE], "甲"), sheet([HEAD, TWO], "乙")), sheet="乙")

    assert [draft.says.name for draft in ledger.assembly.projects] == [TWO[1]]


def test_names_lose_stray_blanks_breaks_and_wide_letters_but_keep_their_brackets() -> None:
    ledger = parsed(
        [HEAD, [1, "　年产５万吨\n甲 新材料项目（二期）", " 杭州甲新\n材料有限公司 ", 3000, "2023.5.6", "在建"]]
    )

    says = ledger.assembly.projects[0].says

    assert (says.name, says.investor) == ("年产5万吨甲新材料项目（二期）", "杭州甲新材料有限公司")
