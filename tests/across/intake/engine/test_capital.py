"""Arrived money: columns of months, quarters, years and sums; payments one by one; what may not be counted; each yuan once."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.across.intake.engine import Cell, ParsedWorkbook, parse_workbook
from tests.across.intake.engine.small import book, codes, only_sheet, parsed, row_of, sheet

WHO: list[Cell] = ["甲智能装备项目", "杭州甲智能有限公司", 8000, "2022.3.5"]
HEAD: list[Cell] = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
AS_OF = date(2023, 6, 30)


def spans(
    columns: dict[str, Cell], *, parent: str = "", who: list[Cell] = WHO, as_of: date = AS_OF
) -> dict[str, Decimal]:
    """What a project's columns of arrivals (万元) bring, in 万元."""
    names = list(columns)
    rows: list[list[Cell]] = [[*HEAD, *([parent, *[""] * (len(names) - 1)] if parent else names)]]
    merged = []
    if parent:
        rows.append([*[""] * len(HEAD), *names])
        merged = [
            (1, len(HEAD) + 1, 1, len(HEAD) + len(names)),
            *((1, column, 2, column) for column in range(1, len(HEAD) + 1)),
        ]
    rows += [[*who, *columns.values()], ["乙物流园项目", "苏州乙有限公司", 9000, "2022.2.1", *[5 for _ in names]]]
    ledger = parse_workbook(book(sheet(rows, merged=merged)), as_of=as_of)
    return {span: amount / 10_000 for span, amount in ledger.assembly.projects[0].says.capital_by_span().items()}


@pytest.mark.parametrize(
    ("parent", "columns", "wanted"),
    [
        (
            "2023年到位资金（万元）",
            {"1月": 100, "2月": "—", "3月": "２００", "累计": 300},
            {"2023-01": 100, "2023-03": 200},
        ),
        (
            "到位资金（万元）",
            {"截至上年底累计": 500, "2023年1月": 100, "2月": 0, "本年合计": 100, "累计": 600},
            {"..2022-12-31": 500, "2023-01": 100},
        ),
        (
            "到位资金（万元）",
            {"以前年度": 500, "一季度": 100, "二季度": 50, "本年小计": 150},
            {"..2022-12-31": 500, "2023-Q1": 100, "2023-Q2": 50},
        ),
        (
            "到位资金（万元）",
            {"一季度": 100, "4月": 20, "5月": 30, "6月": "", "上半年合计": 150},
            {"2023-Q1": 100, "2023-04": 20, "2023-05": 30},
        ),
        ("到位资金（万元）", {"累计": 900, "本年": 300}, {"..2022-12-31": 600, "2023": 300}),
        ("到位资金（万元）", {"历年累计": 900, "当年": 300}, {"..2022-12-31": 600, "2023": 300}),
        ("到位资金（万元）", {"当年": 300, "历年来合计": 900}, {"..2022-12-31": 600, "2023": 300}),
        ("", {"历年累计到位资金（万元）": 900, "2023年到位资金（万元）": 300}, {"..2022-12-31": 600, "2023": 300}),
        ("到位资金（万元）", {"历年": 600, "当年": 300}, {"..2022-12-31": 600, "2023": 300}),
        ("", {"历年累计到位资金（万元）": 900}, {"..2023-06-30": 900}),
        (
            "到位资金（万元）",
            {"历年累计": 900, "1月": 100, "2月": 50},
            {"2023-01": 100, "2023-02": 50},
        ),
        (
            "到位资金（万元）",
            {"本月": 40, "本年累计": 300, "累计": 900},
            {"2023-06": 40, "2023-01..2023-05": 260, "..2022-12-31": 600},
        ),
        ("到位资金（万元）", {"2021年": 100, "2022年": 200, "2023年": 50}, {"2021": 100, "2022": 200, "2023": 50}),
        ("", {"累计到位资金（万元）": 900}, {"..2023-06-30": 900}),
        ("", {"2023年到位资金（万元）": 900}, {"2023": 900}),
        (
            "",
            {"截至2022年底累计到位（万元）": 500, "2023年1月": 7, "2023年2月": 8},
            {"..2022-12-31": 500, "2023-01": 7, "2023-02": 8},
        ),
        ("2023年到位资金（万元）", {"合计": 300, "其中：外资": 100}, {"2023": 300}),
    ],
)
def test_each_yuan_is_counted_once_in_the_finest_span(
    parent: str, columns: dict[str, Cell], wanted: dict[str, int]
) -> None:
    who = [*WHO[:3], "2020.3.5"]

    assert spans(columns, parent=parent, who=who) == {span: Decimal(amount) for span, amount in wanted.items()}


@pytest.mark.parametrize(
    ("who", "cells", "column", "code"),
    [
        (WHO, {"1月": "待核"}, "1月", "money.unreadable"),
        ([*WHO[:3], "2023.4.10"], {"2月": 150}, "2月", "capital.before_signing"),
        (WHO, {"3月": 8900}, "3月", "capital.over_ceiling"),
        (WHO, {"3月": 8_000_000}, "3月", "money.unit_slip"),
        (WHO, {"3月": -80}, "3月", "capital.negative"),
    ],
)
def test_a_month_that_cannot_count_is_named_and_left_out(
    who: list[Cell], cells: dict[str, Cell], column: str, code: str
) -> None:
    months = {f"{month}月": cells.get(f"{month}月", "") for month in range(1, 7)}
    rows: list[list[Cell]] = [["2023年项目到位资金台账（单位：万元）"], [*HEAD, *months], [*who, *months.values()]]

    ledger = parsed(rows, as_of=AS_OF)

    row = row_of(ledger, 3)
    assert (column, code) in codes(row)
    assert row.outcome == "flag"
    if code not in ("money.unreadable", "capital.negative"):
        assert ledger.assembly.projects[0].says.capital == ()
        assert [entry.question for entry in ledger.assembly.projects[0].says.capital_in_question] == [code]


def test_money_up_to_the_ceiling_counts_and_what_goes_beyond_waits() -> None:
    months = {"1月": 4000, "2月": 4500, "3月": 400, "4月": 200}

    assert spans(months, parent="2023年到位资金（万元）") == {"2023-01": 4000, "2023-02": 4500, "2023-04": 200}


def payments(*rows: list[Cell], projects: bool = True, **asked: object) -> ParsedWorkbook:
    """A list of payments (rows from 2) behind a sheet of projects."""
    first = sheet([HEAD, WHO, ["乙物流园项目", "苏州乙有限公司", 9000, "2022.2.1"]], "项目")
    second = sheet(
        [["项目名称", "出资企业", "到位时间", "到位金额（万元）", "资金形式", "凭证号", "备注"], *rows], "明细"
    )
    return parse_workbook(book(*([first] if projects else []), second), as_of=AS_OF, **asked)


def payment(
    day: Cell = "2023.2.9",
    amount: Cell = 75,
    form: Cell = "现汇",
    voucher: Cell = "记-1",
    remark: Cell = "",
    name: Cell = WHO[0],
) -> list[Cell]:
    return [name, WHO[1], day, amount, form, voucher, remark]


def detail(ledger: ParsedWorkbook, row: int) -> tuple[str, list[tuple[str, str]]]:
    found = next(one for one in ledger.sheets[-1].rows if one.row == row)
    return found.outcome, codes(found)


def test_payments_belong_to_their_project_and_run_down() -> None:
    ledger = payments(
        payment(),
        ["", "", "3月底", 25, "设备", "记-2", ""],
        ["", "小计", "", 100, "", "", ""],
        payment("2023年5月", 40, voucher="记-3", name="乙物流园项目"),
    )

    first, second = ledger.assembly.projects
    assert first.says.capital_by_span() == {"2023-02": 750_000, "2023-03": 250_000}
    assert second.says.capital_by_span() == {"2023-05": 400_000}
    assert [row.outcome for row in ledger.sheets[1].rows] == ["import", "import", "skip", "import"]
    assert ledger.sheets[1].counts().merged == 3


@pytest.mark.parametrize(
    ("row", "outcome", "fault"),
    [
        (payment(amount="待核"), "reject", ("到位金额（万元）", "money.unreadable")),
        (payment(day="2023.2.30"), "reject", ("到位时间", "date.invalid")),
        (payment(name="没有的项目"), "reject", ("项目名称", "capital.no_project")),
        (payment(day="2021.2.21"), "flag", ("到位时间", "capital.before_signing")),
        (payment(amount=9000), "flag", ("到位金额（万元）", "capital.over_ceiling")),
        (payment(form="履约保证金"), "flag", ("到位金额（万元）", "capital.not_countable")),
        (payment(form="财政补贴"), "flag", ("到位金额（万元）", "capital.not_countable")),
        (payment(amount="50万美元"), "flag", ("到位金额（万元）", "currency.rate_missing")),
        (payment(amount=-20), "flag", ("到位金额（万元）", "capital.negative")),
        (payment(day=""), "flag", ("到位时间", "date.missing")),
    ],
)
def test_a_payment_that_cannot_count_is_named(row: list[Cell], outcome: str, fault: tuple[str, str]) -> None:
    ledger = payments(row)

    assert detail(ledger, 2) == (outcome, [fault])
    assert ledger.assembly.projects[0].says.capital_by_span() == {}


def test_a_deposit_turned_into_the_price_of_land_counts() -> None:
    ledger = payments(payment(form="土地保证金转出让价款"))

    assert ledger.assembly.projects[0].says.capital_by_span() == {"2023-02": 750_000}


def test_a_voucher_counts_once() -> None:
    ledger = payments(payment(), payment("2023.3.1", 40, voucher="记-1"))

    assert detail(ledger, 3) == ("reject", [("凭证号", "capital.voucher_reused")])
    assert "第2行" in ledger.sheets[1].rows[1].issues[0].message


def test_a_reversal_names_what_it_takes_back() -> None:
    ledger = payments(
        payment(),
        payment("2023.3.1", 90, voucher="记-2"),
        payment("2023.5.27", -38, voucher="记-3", remark="冲减2月多报"),
    )

    entries = ledger.assembly.projects[0].says.capital
    assert [(entry.span, entry.amount_in_yuan, entry.reverses_row) for entry in entries] == [
        ("2023-02", 750_000, None),
        ("2023-03", 900_000, None),
        ("2023-05", -380_000, 2),
    ]


def test_foreign_money_comes_in_at_the_days_rate() -> None:
    ledger = payments(payment("2023.4.12", "50万美元"), rates={("USD", date(2023, 4, 12)): Decimal("6.8854")})

    (entry,) = ledger.assembly.projects[0].says.capital
    assert (entry.amount_in_yuan, entry.currency, entry.amount_in_currency, entry.rate) == (
        Decimal("3442700.00"),
        "USD",
        500_000,
        Decimal("6.8854"),
    )


def test_a_project_the_system_knows_need_not_stand_in_the_file() -> None:
    ledger = payments(payment(), projects=False, is_known_project=lambda name, _: name == WHO[0])

    assert detail(ledger, 2)[0] == "import"
    (loose,) = ledger.assembly.loose_capital
    assert (loose.name, loose.is_known, loose.entry.amount_in_yuan) == (WHO[0], True, 750_000)


def test_money_told_by_payments_and_by_months_is_counted_once() -> None:
    first = sheet(
        [["2023年台账（万元）"], [*HEAD, "2023年1月到位", "2023年2月到位", "累计到位"], [*WHO, "", 75, 575]], "项目"
    )
    second = sheet([["项目名称", "到位时间", "到位金额（万元）", "凭证号"], [WHO[0], "2023.2.9", 75, "记-1"]], "明细")

    ledger = parse_workbook(book(first, second), as_of=AS_OF)

    assert ledger.assembly.projects[0].says.capital_by_span() == {"2023-02": 750_000}


def test_a_sheet_of_sums_out_of_the_payments_brings_nothing() -> None:
    first = sheet([HEAD, WHO], "项目")
    second = sheet(
        [
            ["项目名称", "到位时间", "到位金额（万元）", "凭证号"],
            [WHO[0], "2023.2.9", 75, "记-1"],
            [WHO[0], "2023.3.9", 25, "记-2"],
        ],
        "明细",
    )
    third = sheet([["项目名称", "1—6月到位（万元）"], [WHO[0], 100]], "第三张")

    ledger = parse_workbook(book(first, second, third), as_of=AS_OF)

    assert [one.kind for one in ledger.sheets] == ["projects", "capital", "summary"]
    assert sum(ledger.assembly.projects[0].says.capital_by_span().values()) == 1_000_000


def test_money_after_the_end_of_a_project_waits() -> None:
    rows: list[list[Cell]] = [[*HEAD, "终止时间", "状态", "2023年5月到位（万元）"], [*WHO, "2023.3.1", "终止", 50]]

    ledger = parsed(rows, as_of=AS_OF)

    assert codes(row_of(ledger, 2)) == [("2023年5月到位（万元）", "capital.after_termination")]


def test_a_year_that_is_not_over_covers_the_time_up_to_the_ledgers_day() -> None:
    ledger = parsed([[*HEAD, "当年到位（万元）"], [*WHO, 300]], as_of=AS_OF)

    (entry,) = ledger.assembly.projects[0].says.capital
    assert (entry.span, entry.span_from, entry.span_to) == ("2023", date(2023, 1, 1), AS_OF)


def test_a_year_that_is_over_is_covered_whole() -> None:
    ledger = parsed([[*HEAD, "2022年到位资金（万元）"], [*WHO, 300]], as_of=AS_OF)

    (entry,) = ledger.assembly.projects[0].says.capital
    assert (entry.span_from, entry.span_to) == (date(2022, 1, 1), date(2022, 12, 31))


def test_sums_so_far_of_a_sheet_a_month_become_the_months_between_them() -> None:
    head: list[Cell] = [*HEAD, "当年累计到位资金（万元）"]
    sheets = [
        sheet([[f"云岭区2023年{month}月招商项目月报"], head, [*WHO, total]], f"{month}月")
        for month, total in ((3, 120), (4, 150), (5, 210))
    ]

    ledger = parse_workbook(book(*sheets), as_of=date(2023, 5, 31))

    spans = [
        (entry.span_from.month, entry.span_to.month, entry.amount_in_yuan)
        for entry in ledger.assembly.projects[0].says.capital
    ]
    assert spans == [(1, 3, 1_200_000), (4, 4, 300_000), (5, 5, 600_000)]


def test_running_totals_that_are_not_the_sums_of_the_months_are_told_of_the_sheet() -> None:
    head: list[Cell] = [
        "项目名称",
        "投资方",
        "总投资（万元）",
        "签约时间",
        "1月到位（万元）",
        "2月到位（万元）",
        "累计到位资金（万元）",
    ]
    rows: list[list[Cell]] = [
        ["甲号铝材项目", "甲号铝业有限公司", 9000, "2022-12-01", 100, 200, 300],
        ["乙号铝材项目", "乙号铝业有限公司", 9000, "2022-12-01", None, None, -20],
        ["丙号铝材项目", "丙号铝业有限公司", 9000, "2022-12-01", 100, 0, 500],
    ]

    workbook = parsed([["云岭区2023年2月招商项目台账"], head, *rows])

    assert only_sheet(workbook).notices == (
        "“累计到位资金（万元）”一列只作核对、不重复入账；第 4、5 行与各期之和不一致，请核对。"
        "多出的是以前年度到位的，请另列一栏写明截至时间后重新导入",
    )
    assert [issue.code for row in only_sheet(workbook).rows for issue in row.issues] == []
