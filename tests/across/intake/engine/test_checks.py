"""Doubtful values: named with row, column and code; kept out of sums; never corrected in silence."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.intake.engine import Cell, ParsedWorkbook
from tests.across.intake.engine.small import codes, parsed, row_of

HEAD: list[Cell] = [
    "序号",
    "项目名称",
    "投资方",
    "统一社会信用代码",
    "来源地",
    "行业",
    "总投资（亿元）",
    "固定资产投资（亿元）",
    "签约时间",
    "开工时间",
    "状态",
]
GOOD = "91440398MACFR99875"
PLAIN: dict[str, Cell] = {
    "项目名称": "甲智能装备项目", "投资方": "杭州甲智能有限公司", "统一社会信用代码": GOOD, "来源地": "杭州", "行业": "制造业", "总投资（亿元）": 1.5, "固定资产投资（亿元）": 1.2,
    "签约时间": "2023.3.5", "开工时间": "2023.5.5", "状态": "在建",
}  # fmt: skip


def ledger_with(**changed: Cell) -> ParsedWorkbook:
    """Row 3 is the changed one; twenty ordinary ones follow."""
    first = [1, *(changed.get(name, PLAIN[name]) for name in HEAD[1:])]
    rest = [
        [n, f"第{n}号项目", f"苏州第{n}有限公司", "", "苏州", "制造业", 0.3 + n / 4, 0.2, "2023.2.3", "", "已签约"]
        for n in range(2, 22)
    ]
    return parsed([["云岭区招商项目台账（截至2023年6月30日）"], HEAD, first, *rest], city_names=("云澜市", "云岭区"))


@pytest.mark.parametrize(
    ("column", "value", "code", "outcome"),
    [
        ("签约时间", "2023.13.1", "date.invalid", "reject"),
        ("签约时间", "2203.5.6", "date.out_of_range", "reject"),
        ("总投资（亿元）", -1.5, "money.negative", "reject"),
        ("总投资（亿元）", "一个多亿", "money.unreadable", "reject"),
        ("总投资（亿元）", "3-5亿", "money.range", "flag"),
        ("总投资（亿元）", "约1.5亿元", "money.approximate", "import"),
        ("项目名称", "长" * 201, "text.too_long", "flag"),
        ("状态", "在谈", "status.conflict", "flag"),
        ("总投资（亿元）", "待定", "money.missing", "flag"),
        ("总投资（亿元）", "", "money.missing", "flag"),
        ("总投资（亿元）", 15000, "money.unit_slip", "flag"),
        ("总投资（亿元）", 0.00015, "money.unit_slip", "flag"),
        ("总投资（亿元）", 0.05, "scope.below_threshold", "flag"),
        ("总投资（亿元）", "500万美元", "currency.rate_missing", "import"),
        ("固定资产投资（亿元）", 2.5, "money.fixed_above_total", "flag"),
        ("固定资产投资（亿元）", "好多", "money.unreadable", "flag"),
        ("固定资产投资（亿元）", 12000, "money.unit_slip", "flag"),
        ("开工时间", "2023-02-30", "date.invalid", "flag"),
        ("开工时间", "2022.10.8", "date.order", "flag"),
        ("签约时间", "2023.9.18", "date.future", "flag"),
        ("签约时间", 2022.1, "date.ambiguous", "flag"),
        ("统一社会信用代码", "91440398MACFR9987", "uscc.invalid", "flag"),
        ("统一社会信用代码", "500338224028160", "uscc.invalid", "flag"),
        ("统一社会信用代码", "91440398MACFR99876", "uscc.invalid", "flag"),
        ("来源地", "云岭区", "scope.local", "flag"),
        ("行业", "房地产业", "scope.excluded", "flag"),
    ],
)
def test_a_doubtful_cell_is_named_and_only_a_deciding_one_turns_the_row_away(
    column: str, value: Cell, code: str, outcome: str
) -> None:
    changed = {column: value} | ({"开工时间": "", "状态": "已签约"} if code in ("date.future",) else {})

    row = row_of(ledger_with(**changed), 3)

    assert (column, code) in codes(row)
    assert row.outcome == outcome


def test_an_ordinary_row_has_no_fault() -> None:
    assert codes(row_of(ledger_with(), 3)) == []


def test_a_slip_is_kept_as_stated_and_doubted() -> None:
    (draft, *_) = ledger_with(**{"总投资（亿元）": 15000}).assembly.projects

    assert draft.says.total_investment == Decimal(1_500_000_000_000)
    assert draft.is_in_question("total_investment")


def test_a_large_project_is_no_slip() -> None:
    assert codes(row_of(ledger_with(**{"总投资（亿元）": 60, "固定资产投资（亿元）": 45}), 3)) == []


def test_a_wrong_credit_code_is_left_out() -> None:
    assert ledger_with(统一社会信用代码="91440398MACFR99876").assembly.projects[0].says.uscc == ""


def test_small_letters_and_blanks_in_a_code_are_no_fault() -> None:
    ledger = ledger_with(统一社会信用代码=" 91440398macfr99875 ")

    assert ledger.assembly.projects[0].says.uscc == GOOD


def test_a_month_in_which_a_day_lies_is_no_wrong_order() -> None:
    assert codes(row_of(ledger_with(签约时间="2023.5.20", 开工时间="2023年5月"), 3)) == []


def test_a_company_named_after_the_place_is_local_where_no_column_says_where_it_sits() -> None:
    ledger = parsed(
        [["项目名称", "投资方", "总投资（万元）", "签约时间"], ["甲项目", "云岭区甲实业有限公司", 3000, "2023.5"]],
        city_names=["云岭区"],
    )

    assert codes(row_of(ledger, 2)) == [("投资方", "scope.local")]


def test_a_farm_has_its_own_threshold() -> None:
    head: list[Cell] = ["项目名称", "投资方", "项目类别", "总投资（万元）", "签约时间"]
    ledger = parsed(
        [head, ["甲种植园项目", "甲公司", "农业", 600, "2023.5"], ["乙装备项目", "乙公司", "工业", 600, "2023.5"]]
    )

    assert [codes(row_of(ledger, row)) for row in (2, 3)] == [[], [("总投资（万元）", "scope.below_threshold")]]


def test_a_foreign_contract_with_a_known_rate_is_no_fault() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "总投资（万美元）", "签约时间"],
        ["甲项目", "新加坡甲公司", 860, "2022.2.18"],
    ]

    known = parsed(rows, rates={("USD", date(2022, 2, 18)): Decimal("6.34")})

    assert codes(row_of(known, 2)) == []
    assert (known.assembly.projects[0].says.total_investment, known.assembly.projects[0].says.currency) == (
        8_600_000,
        "USD",
    )


def test_one_bad_row_leaves_the_others_alone() -> None:
    ledger = ledger_with(签约时间="2023.13.1")

    assert len(ledger.assembly.projects) == 20


def test_a_missing_rate_names_currency_day_and_where_to_enter_it() -> None:
    workbook = parsed(
        [["项目名称", "投资方", "总投资（万美元）", "签约时间"], ["甲项目", "甲公司", 5000, "2023-03-01"]]
    )

    (issue,) = [issue for issue in row_of(workbook, 2).issues if issue.code == "currency.rate_missing"]

    assert issue.message == "“5000”是美元，系统里没有2023-03-01的美元汇率，暂不折算计入。请先在“汇率”页录入，再重新导入"


def test_a_wrong_credit_code_is_told_without_saying_its_name_twice() -> None:
    workbook = parsed([["项目名称", "信用代码", "签约时间"], ["甲项目", "9135", "2023-03-01"]])

    (issue,) = [issue for issue in row_of(workbook, 2).issues if issue.code == "uscc.invalid"]

    assert issue.message == "信用代码“9135”应为18位，现为4位，请核对后重填；项目照常导入，信用代码暂空"


def test_a_title_that_gives_each_subject_its_unit_gives_none_to_the_whole_table() -> None:
    rows = [
        ["单位：总投资亿元，到位资金万元"],
        ["项目名称", "投资方", "总投资", "签约时间", "累计到位资金"],
        ["甲项目", "甲公司", 1.2, "2023-03-01", 600],
    ]

    columns = {column.label: column.unit for column in parsed(rows).sheets[0].columns}

    assert (columns["总投资"], columns["累计到位资金"]) == ("亿元", "万元")


@pytest.mark.parametrize(
    ("source", "is_local"),
    [
        ("本市", True),
        ("市内", True),
        ("市内资金", True),
        ("本地民营资本", True),
        ("本地企业自筹", True),
        ("云岭区", True),
        ("云岭区、云澜市", True),
        ("市内、省外", False),
        ("云岭区、深圳", False),
        ("企业自筹", False),
        ("省外", False),
    ],
)
@pytest.mark.parametrize("header", ["资金来源", "省内外"])
def test_a_project_whose_ledger_says_that_investor_or_money_is_local_is_out_of_the_figures(
    header: str, source: str, is_local: bool
) -> None:
    ledger = parsed(
        [
            ["项目名称", "投资方", header, "总投资（万元）", "签约时间"],
            ["甲项目", "甲实业有限公司", source, 3000, "2023.5"],
        ],
        city_names=["云岭区", "云澜市"],
    )

    assert codes(row_of(ledger, 2)) == ([(header, "scope.local")] if is_local else [])
    (draft,) = ledger.assembly.projects
    assert [question.code for question in draft.questions] == (["scope.local"] if is_local else [])
