"""Columns understood: by their words, by their cells, by what a person once said; and in which unit they are kept."""

import pytest

from luodi.across.intake.engine import parse_workbook
from luodi.across.intake.engine.headings import read_heading
from luodi.across.intake.engine.spans import SpanContext
from tests.across.intake.engine.small import book, fields, only_sheet, parsed, row_of, sheet

CONTEXT = SpanContext(2023, None)
WORDS = {
    "name": "项目名称 招商项目 落户项目 签约项目名称 引进项目（企业）名称 工程项目名称 拟签约项目 项目名称（全称） 项目名称及内容 洽谈项目",
    "investor": "投资方 投资商名称 业主（投资方） 投资人（单位） 招引企业 客商（企业）名称 乙方单位 企业（投资人）名称 外来投资者 出资单位名称 签约单位（企业） 缴款单位",
    "unit": "责任单位 主办单位 招商引资单位 项目所在乡镇 所在镇（街） 归口单位 牵头（责任）单位 镇（街道、园区） 县（市、区） 首招单位 落户乡镇（园区）",
    "total_investment": "投资总额 项目总投资（万元） 合同引资额 协议总金额 计划总投资额 签约资金 投资金额（亿元） 估算总投资 总投资（概算） 合同金额(万元) 约定投资",
    "fixed_investment": "固定资产投资 固投额 其中：固定资产投入 固定投资",
    "signed_on": "签约时间 合同签订日期 签订合同时间 正式签约日期 签约年月 合同日期 签协时间",
    "started_on": "开工时间 实际开工日期 动工时间 破土动工时间",
    "completed_on": "竣工时间 完工日期 建成时间",
    "produced_on": "投产时间 运营时间 开业时间 竣工投产日期",
    "side_since": "终止时间 解约日期 停工时间",
    "first_talk_on": "首次接洽时间 首谈时间",
    "status": "项目进度 建设进展 形象进度 目前建设情况 项目状况 进展阶段 当前状况 所处状态 项目动态",
    "chain": "产业链 所属产业链 对应链条 链条名称 归属链",
    "uscc": "统一社会信用代码 社会信用代码 统一信用代码 企业信用代码 纳税人识别号",
    "content": "建设内容 主要建设内容及规模 项目简介 建设规模与内容",
    "investor_place": "投资方所在地 客商来源地 资金来源地 投资方籍贯 来自省市",
    "voucher": "凭证号 记账凭证号 银行回单编号 票据号码 流水号",
    "form": "资金形式 款项性质 资金用途 付款内容",
    "leader": "包抓领导 包联领导 挂钩领导 县级包抓领导",
    "problems": "存在问题 困难问题 问题及困难 存在问题及建议",
    "next_steps": "下步计划 下一步工作打算 下步举措",
}
NOT_OURS = "注册资本 年产值 税收 就业人数 用地面积 完成投资 累计完成投资 年度计划投资 2023年计划投资 配合单位 施工单位 监理单位 到位率 经度 环评批复时间 立项时间 拿地时间 设备投资 流动资金 银行贷款 2023年完成固定资产投资 年度任务"
PLANS = "预计开工时间 计划竣工时间 预计投产时间 拟签约时间"


@pytest.mark.parametrize(("word", "field"), [(word, field) for field, words in WORDS.items() for word in words.split()])
def test_a_header_means_its_field(word: str, field: str) -> None:
    assert read_heading((word,), CONTEXT).field == field


@pytest.mark.parametrize("word", NOT_OURS.split())
def test_what_nobody_knows_stays_unknown(word: str) -> None:
    assert read_heading((word,), CONTEXT).field is None


@pytest.mark.parametrize("word", PLANS.split())
def test_a_planned_date_is_a_plan(word: str) -> None:
    assert read_heading((word,), CONTEXT).field == "plan"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("总投资", "合计"), "total_investment"),
        (("总投资", "其中：\n固定资产\n投资"), "fixed_investment"),
        (("投资规模", "其中", "设备\n投资"), None),
        (("时间节点", "签约"), "signed_on"),
        (("投资主体：中方",), "investor"),
        (("投资主体：外方",), None),
        (("合同投资额：外资",), "total_investment_usd"),
        (("推进阶段（打√）", "洽谈"), "event"),
    ],
)
def test_the_whole_path_counts(path: tuple[str, ...], field: str | None) -> None:
    assert read_heading(path, CONTEXT).field == field


def test_bare_event_words_are_ticks_or_days_as_their_cells_say() -> None:
    ticks = parsed(
        [["项目名称", "投资方", "签约", "开工"], ["甲项目", "甲公司", "√", "√"], ["乙项目", "乙公司", "√", ""]]
    )
    days = parsed(
        [
            ["项目名称", "投资方", "签约", "开工"],
            ["甲项目", "甲公司", "2023.5.6", ""],
            ["乙项目", "乙公司", "2023年4月", "2023.6"],
        ]
    )

    assert fields(ticks)[2:] == ["reached:ST40", "reached:ST60"]
    assert fields(days)[2:] == ["signed_on", "started_on"]


def test_a_number_called_code_is_a_running_number_when_it_counts() -> None:
    counting = parsed(
        [
            ["编号", "项目名称", "投资方", "总投资（万元）"],
            *[[n, f"{w}项目", f"{w}公司", 100] for n, w in enumerate("甲乙丙", 1)],
        ]
    )
    coded = parsed(
        [
            ["编号", "项目名称", "投资方", "总投资（万元）"],
            *[[f"YL-00{n}", f"{w}项目", f"{w}公司", 100] for n, w in enumerate("甲乙丙", 1)],
        ]
    )

    assert (fields(counting)[0], fields(coded)[0]) == ("serial", "code")


def test_a_unit_that_names_companies_is_the_investor() -> None:
    ledger = parsed(
        [
            ["项目名称", "建设单位", "签约单位", "总投资（万元）"],
            ["甲项目", "杭州甲有限公司", "区商务局", 100],
            ["乙项目", "苏州乙有限公司", "云岭镇", 200],
        ]
    )

    assert fields(ledger)[:3] == ["name", "investor", "unit"]


def test_the_unit_of_money_comes_from_the_header_the_title_or_the_notes() -> None:
    header = parsed([["单位：亿元"], ["项目名称", "投资方", "总投资（万元）"], ["甲项目", "甲公司", 3500]])
    title = parsed([["台账", "", "单位：亿元"], ["项目名称", "投资方", "总投资"], ["甲项目", "甲公司", 0.35]])
    below = parsed([["项目名称", "投资方", "总投资"], ["", "", "（万元）"], ["甲项目", "甲公司", 3500]])
    note = parse_workbook(
        book(
            sheet([["项目名称", "投资方", "总投资"], ["甲项目", "甲公司", 3500]]),
            sheet([["填表说明："], ["总投资以万元为单位。"]], "说明"),
        )
    )

    assert [next(iter(one.assembly.projects)).says.total_investment for one in (header, title, below, note)] == [
        35_000_000
    ] * 4


def test_a_unit_nobody_wrote_is_inferred_and_people_are_told() -> None:
    ledger = parsed(
        [
            ["项目名称", "投资方", "总投资"],
            *[[f"{w}项目", f"{w}公司", amount] for w, amount in zip("甲乙丙丁", (0.35, 1.2, 5, 0.8), strict=True)],
        ]
    )

    assert ledger.assembly.projects[1].says.total_investment == 120_000_000
    assert only_sheet(ledger).notices == ("“总投资”没有写明金额单位，按数值大小判断为亿元，请核对",)


def test_what_a_person_said_about_a_layout_is_remembered() -> None:
    rows = [["项目名称", "甲栏", "总投资（万元）"], ["甲项目", "某某", 3500]]
    first = parsed(rows)
    mark = only_sheet(first).fingerprint

    again = parsed(rows, remembered={mark: {"甲栏": "investor"}})

    assert (fields(first)[1], fields(again)[1]) == (None, "investor")
    assert only_sheet(again).columns[1].how == "remembered"
    assert again.assembly.projects[0].says.investor == "某某"


def test_a_layout_has_the_same_mark_next_month_and_another_one_with_other_columns() -> None:
    may = parsed([["项目名称", "投资方", "2023年5月到位（万元）"], ["甲项目", "甲公司", 1]])
    june = parsed([["项目名称", "投资方", "2023年6月到位（万元）"], ["甲项目", "甲公司", 1]])
    other = parsed([["项目名称", "投资企业", "2023年6月到位（万元）"], ["甲项目", "甲公司", 1]])

    assert only_sheet(may).fingerprint == only_sheet(june).fingerprint != only_sheet(other).fingerprint


def test_unknown_columns_are_kept_and_shown() -> None:
    ledger = parsed([["项目名称", "投资方", "容积率", "未导入原因"], ["甲项目", "甲公司", 1.8, "旧的原因"]])

    assert dict(row_of(ledger, 2).extras) == {"容积率": "1.8"}
