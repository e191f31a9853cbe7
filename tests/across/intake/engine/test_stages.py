"""Stage and side status out of words, ticks, days and what a row stands under."""

import pytest

from luodi.across.intake.engine import Cell, Says, parse_workbook
from tests.across.intake.engine.small import book, codes, parsed, row_of, sheet

HEAD: list[Cell] = ["项目名称", "投资方", "签约时间", "落地时间", "开工时间", "竣工时间", "投产时间", "状态", "备注"]


def says(*cells: Cell) -> Says:
    return parsed([HEAD, ["甲项目", "杭州甲有限公司", *cells]]).assembly.projects[0].says


@pytest.mark.parametrize(
    ("cells", "stage", "side"),
    [
        (("2023.1.5", "", "", "", "", "已签约"), "ST40", "NORMAL"),
        (("2023.1.5", "2023.2.1", "", "", "", "未开工"), "ST50", "NORMAL"),
        (("2023.1.5", "2023.2.1", "", "", "", "已签约"), "ST50", "NORMAL"),
        (("2023.1.5", "", "2023.3", "", "", ""), "ST60", "NORMAL"),
        (("2023.1.5", "", "", "", "", ""), "ST40", "NORMAL"),
        (("", "", "", "", "", "在谈"), "ST20", "NORMAL"),
        (("2023.1.5", "", "2023.3", "2023.5", "2023.6", ""), "ST80", "NORMAL"),
        (("2023.1.5", "", "2023.3", "", "", "停工"), "ST60", "SUSPENDED"),
        (("2023.1.5", "", "", "", "", "停工"), "ST60", "SUSPENDED"),
        (("2023.1.5", "2023.2.1", "", "", "", "终止"), "ST50", "TERMINATED"),
        (("2023.1.5", "", "", "", "", "解除合同"), "ST40", "TERMINATED"),
        (("", "", "", "", "", "流失"), "ST20", "LOST"),
        (("2023.1.5", "", "", "", "", "暂缓"), "ST40", "ON_HOLD"),
        (("2023.1.5", "", "2023.3", "", "", "复工"), "ST60", "NORMAL"),
        (("2023.1.5", "", "2023.3", "", "", "试生产"), "ST70", "NORMAL"),
    ],
)
def test_words_and_days_together_give_the_stage(cells: tuple[Cell, ...], stage: str, side: str) -> None:
    said = says(*cells, "")

    assert (said.stage, said.side_status) == (stage, side)


@pytest.mark.parametrize(
    ("cells", "stage"),
    [
        (("2023.1.5", "", "2023.3", "", "", "未开工"), "ST60"),
        (("2023.1.5", "", "2023.3", "", "", "签约未开工"), "ST60"),
        (("2023.1.5", "", "2023.3", "2023.5", "", "在建"), "ST70"),
        (("2023.1.5", "2023.2.1", "", "", "", "未落地"), "ST50"),
    ],
)
def test_a_word_against_the_days_is_named_and_the_days_win(cells: tuple[Cell, ...], stage: str) -> None:
    ledger = parsed([HEAD, ["甲项目", "杭州甲有限公司", *cells, ""]])

    assert codes(row_of(ledger, 2)) == [("状态", "status.conflict")]
    assert ledger.assembly.projects[0].says.stage == stage


def test_a_strange_word_is_named_and_the_days_decide() -> None:
    ledger = parsed([HEAD, ["甲项目", "杭州甲有限公司", "2023.1.5", "", "2023.3", "", "", "二类", ""]])

    assert codes(row_of(ledger, 2)) == [("状态", "status.unknown")]
    assert ledger.assembly.projects[0].says.stage == "ST60"


def test_a_framework_agreement_is_no_signing() -> None:
    said = says("2023.6.16", "", "", "", "", "已签框架协议", "")

    assert (said.stage, said.contract_level, said.signed_on) == ("ST30", "框架", None)
    assert said.agreement_on is not None


def test_a_returned_project_loses_its_start() -> None:
    said = says("2023.1.5", "", "2023.3.8", "", "", "市级退回", "开而未建")

    assert (said.stage, said.side_status, said.started_on) == ("ST50", "RETURNED", None)
    assert said.revoked is not None
    assert said.revoked.was is not None
    assert (said.revoked.event, said.revoked.was.value) == ("ST60", "2023-03-08")


def test_since_when_and_by_what_stand_in_the_remark() -> None:
    stopped = says("2022.1.5", "", "2022.3.8", "", "", "停建", "2023年4月起停工")
    replaced = says("2022.1.5", "", "", "", "", "置换", "由“乙新材料项目”置换")

    assert stopped.side_since is not None
    assert stopped.side_since.value == "2023-04"
    assert replaced.replaced_by == "乙新材料项目"


def test_a_dated_end_without_a_status_ends_the_project() -> None:
    ledger = parsed(
        [
            ["项目名称", "投资方", "签约时间", "终止时间", "终止原因"],
            ["甲项目", "甲公司", "2022.1.5", "2023.4.1", "资金断裂"],
            ["乙项目", "乙公司", "2022.2.5", "", ""],
        ]
    )

    first, second = (draft.says for draft in ledger.assembly.projects)

    assert (first.side_status, first.reason) == ("TERMINATED", "资金断裂")
    assert second.side_status == "NORMAL"


@pytest.mark.parametrize(
    ("group", "stage", "side"),
    [
        ("一、在谈项目（2个）", "ST20", "NORMAL"),
        ("二、在建项目", "ST60", "NORMAL"),
        ("三、终止项目", "ST40", "TERMINATED"),
    ],
)
def test_a_group_tells_the_state_where_no_column_does(group: str, stage: str, side: str) -> None:
    ledger = parsed(
        [["项目名称", "投资方", "总投资（万元）"], [group], ["甲项目", "甲公司", 3000], ["乙项目", "乙公司", 4000]]
    )

    assert {(draft.says.stage, draft.says.side_status) for draft in ledger.assembly.projects} == {(stage, side)}


def test_a_sheet_called_after_a_state_tells_it() -> None:
    ledger = parse_workbook(
        book(sheet([["项目名称", "投资方", "总投资（万元）"], ["甲项目", "甲公司", 3000]], "在谈项目"))
    )

    assert ledger.assembly.projects[0].says.stage == "ST20"


def test_ticks_tell_how_far_and_the_warning_column_how_it_stands() -> None:
    head = ["项目名称", "投资方", "洽谈", "签约", "开工", "预警"]
    ledger = parsed(
        [
            head,
            ["甲项目", "甲公司", "√", "√", "√", "停工"],
            ["乙项目", "乙公司", "√", "√", "", "正常"],
            ["丙项目", "丙公司", "√", "", "", ""],
        ]
    )

    assert [(draft.says.stage, draft.says.side_status) for draft in ledger.assembly.projects] == [
        ("ST60", "SUSPENDED"),
        ("ST40", "NORMAL"),
        ("ST20", "NORMAL"),
    ]


def test_yes_and_no_columns_count_where_nothing_else_tells() -> None:
    ledger = parsed(
        [
            ["项目名称", "投资方", "是否签约", "是否开工"],
            ["甲项目", "甲公司", "是", "否"],
            ["乙项目", "乙公司", "是", "是"],
        ]
    )

    assert [draft.says.stage for draft in ledger.assembly.projects] == ["ST40", "ST60"]


def test_a_day_of_signing_below_the_name_of_a_framework_is_no_signing() -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "投资方", "协议金额（亿元）", "签订时间"],
        ["甲项目", "杭州甲有限公司", 5, "2023-03-10"],
    ]

    told = parse_workbook(book(sheet(rows, "框架协议")), as_of=None).assembly.projects[0].says

    assert (told.stage, told.contract_level, told.signed_on) == ("ST30", "框架", None)


def test_a_signing_that_is_only_meant_leaves_the_talks_talks() -> None:
    assert says("", "", "", "", "", "赴郑州考察对接，拟7月签约").stage == "ST20"


def test_the_day_in_the_words_of_progress_is_the_day_of_the_start() -> None:
    told = says("2023.1.5", "", "", "", "", "已于2023年5月开工")

    assert told.started_on is not None
    assert told.started_on.value == "2023-05"
