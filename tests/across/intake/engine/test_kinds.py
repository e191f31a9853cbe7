"""What a sheet is about, and sheets of targets and units; the lines around a table."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.intake.engine import Cell, TargetLine, UnitLine, parse_workbook
from luodi.across.intake.engine.context import read_surroundings
from tests.across.intake.engine.small import book, only_sheet, parsed, sheet


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["项目名称", "投资方", "总投资（万元）"], ["甲项目", "甲公司", 100]], "projects"),
        ([["企业名称", "投资额（万元）", "进展"], ["杭州甲有限公司", 100, "在建"]], "projects"),
        ([["项目名称", "到位时间", "到位金额（万元）"], ["甲项目", "2023.1", 100]], "capital"),
        ([["项目名称", "1月", "2月"], ["甲项目", 1, 2]], "none"),
        ([["2023年到位资金表"], ["项目名称", "1月", "2月"], ["甲项目", 1, 2]], "capital"),
        ([["指标名称", "下达单位", "目标值"], ["合同额（亿元）", "市级", 120]], "targets"),
        ([["代码", "名称", "上级代码"], ["A1", "区商务局", "A"]], "units"),
        ([["序号", "产业链", "签约个数", "合同额（亿元）"], [1, "食品", 3, 5.5], [2, "新材料", 2, 4]], "summary"),
        ([["各单位联络员："], ["云岭镇 甲某 13800000001"]], "none"),
        ([[""]], "empty"),
    ],
)
def test_a_sheets_kind_follows_from_its_columns(rows: list[list[Cell]], kind: str) -> None:
    assert only_sheet(parse_workbook(book(sheet(rows)), as_of=date(2023, 6, 30))).kind == kind


def test_targets_are_read_line_by_line() -> None:
    rows: list[list[Cell]] = [
        ["松汀区2023年招商引资目标任务"],
        ["指标名称", "下达单位", "层级", "年度", "目标值", "计量单位", "文号"],
        ["正式合同项目个数", "政府工作报告", "", "2023年", 40, "个", "工作报告"],
        ["正式合同额", "区级", "M0", "2023年上半年", "160亿元", "", "松招委〔2023〕1号"],
    ]

    assert parsed(rows).assembly.targets == (
        TargetLine("正式合同项目个数", "S01", "政府工作报告", "", "2023", Decimal(40), "个", "", "工作报告"),
        TargetLine("正式合同额", "S02", "区级", "M0", "2023H1", Decimal(160), "亿元", "", "松招委〔2023〕1号"),
    )


def test_targets_by_unit_across_are_one_line_each() -> None:
    rows: list[list[Cell]] = [
        ["2023年招商引资目标任务分解表"],
        ["序号", "责任单位", "签约项目个数（个）", "到位资金（亿元）"],
        [1, "云岭镇", 6, 3.5],
        [2, "石桥街道", 4, ""],
        ["合计", "", 10, 3.5],
    ]

    lines = parsed(rows).assembly.targets

    assert [(line.holder, line.code, line.value, line.unit, line.period) for line in lines] == [
        ("云岭镇", "S01", Decimal(6), "个", "2023"),
        ("云岭镇", "C01", Decimal("3.5"), "亿元", "2023"),
        ("石桥街道", "S01", Decimal(4), "个", "2023"),
    ]


def test_units_are_read_with_their_parents() -> None:
    ledger = parsed(
        [
            ["代码", "名称", "类别", "上级代码", "考核分组"],
            ["YL", "云澜市", "县市区", "", ""],
            ["YL01", "松汀区", "县市区", "YL", "G1a"],
            ["YL02", "", "", "YL", ""],
        ]
    )

    assert ledger.assembly.units == (
        UnitLine("YL", "云澜市", "县市区", "", ""),
        UnitLine("YL01", "松汀区", "县市区", "YL", "G1a"),
    )
    assert only_sheet(ledger).rows[2].outcome == "reject"


@pytest.mark.parametrize(
    ("titles", "as_of", "year", "money", "reporting", "place"),
    [
        (
            [
                "松汀区２０２３年上半年新签约招商引资项目台账",
                "填报单位：松汀区招商投资局（盖章）  填报日期：2023年7月3日  单位：亿元",
            ],
            date(2023, 6, 30),
            2023,
            "亿元",
            "松汀区招商投资局",
            "松汀区",
        ),
        (
            [
                "鹤岭县招商引资项目推进情况月报",
                "（２０２３年１—５月）",
                "填报单位（盖章）：鹤岭县招商局  填报时间：2023年6月2日  金额单位：万元",
            ],
            date(2023, 5, 31),
            2023,
            "万元",
            "鹤岭县招商局",
            "鹤岭县",
        ),
        (
            ["松汀区2023年重点招商项目调度表（6月中旬）", "责任领导：见各项目  调度时间：2023年6月15日  单位：亿元"],
            date(2023, 6, 15),
            2023,
            "亿元",
            "",
            "松汀区",
        ),
        (
            ["云澜市招商项目库（2023年6月30日导出）", "导出人：系统管理员  金额单位：内资万元，外资万美元"],
            date(2023, 6, 30),
            2023,
            "万元",
            "",
            "云澜市",
        ),
        (
            ["2022年全县招商引资项目统计表（截至2022年11月底）", "单位：个、万元"],
            date(2022, 11, 30),
            2022,
            "万元",
            "",
            "",
        ),
        (
            ["云岭镇2023年第二季度外来投资项目台账", "（计量单位：人民币万元）"],
            date(2023, 6, 30),
            2023,
            "万元",
            "",
            "云岭镇",
        ),
        (["2018年签约项目库"], None, 2018, "", "", ""),
    ],
)
def test_the_lines_around_a_table_are_understood(
    titles: list[str], as_of: date | None, year: int, money: str, reporting: str, place: str
) -> None:
    around = read_surroundings(titles, "Sheet1")

    assert (around.as_of, around.year, around.money_text, around.reporting_unit, around.place) == (
        as_of,
        year,
        money,
        reporting,
        place,
    )


def test_the_unit_of_a_stacked_table_is_its_titles_place() -> None:
    rows: list[list[Cell]] = [
        ["白芷区2023年上半年招商引资项目表"],
        ["填报单位：白芷区招商局"],
        ["项目名称", "投资方", "总投资（万元）"],
        ["甲项目", "甲公司", 3000],
    ]

    assert parsed(rows).assembly.projects[0].says.unit == "白芷区"
    assert parsed(rows, known_units=["白芷区投资促进中心", "白芷区"]).assembly.projects[0].says.unit == "白芷区"
