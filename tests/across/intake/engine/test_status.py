"""States in offices' own words."""

import pytest

from luodi.across.intake.engine.status import read_status

WORDS = {
    ("ST20", ""): "洽谈中 在谈 意向 对接洽谈 正在洽谈 深入洽谈 跟踪对接 未签约 尚未签约",
    ("ST25", ""): "拟签约 待签约 即将签约 准备签约",
    ("ST30", ""): "框架协议 已签框架协议 签订意向协议",
    (
        "ST40",
        "",
    ): "已签约 签约未开工 未开工 未落地 正式签约 已签合同 签约未落地 尚未开工 前期手续办理 正在办理施工许可证 待落地",
    ("ST45", ""): "准备落地 拟落地 已注册公司 已备案 土地已摘牌",
    ("ST50", ""): "已落地 已落地未开工 落地 项目落户 已落地，正在进行施工图设计",
    (
        "ST60",
        "",
    ): "已开工 在建 主体施工 开工建设 已动工 厂房建设中 主体完工 主体封顶 在建未投产 续建 厂房主体已完工，正在安装设备 正在装修，预计8月投产",
    ("ST60", "NORMAL"): "复工 已复工建设",
    ("ST70", ""): "已竣工 竣工 建成未投产 完工 试生产 试运行 竣工未投产",
    ("ST80", ""): "投产 已投产 建成投产 竣工投产 正式运营 投产未达产",
    ("ST90", ""): "达产 已达产 达产达效 满产",
    ("", "SUSPENDED"): "停工 停建 停滞 2023年4月起停工",
    ("ST60", "SUSPENDED"): "已开工（停工） 开工后停工",
    ("", "TERMINATED"): "已终止 终止 解约 取消 终止合同 已解除合同 退出",
    ("", "RETURNED"): "退回 市级退回",
    ("", "REPLACED"): "置换 已置换",
    ("", "ON_HOLD"): "搁置 暂缓 暂停",
    ("", "LOST"): "流失 已流失",
    ("", "NORMAL"): "正常 正常推进 未停工",
}


@pytest.mark.parametrize(
    ("word", "stage", "side"), [(word, *said) for said, words in WORDS.items() for word in words.split()]
)
def test_a_word_means_its_stage_and_side(word: str, stage: str, side: str) -> None:
    reading = read_status(word)

    assert (reading.stage, reading.side, reading.is_known) == (stage, side, True)


@pytest.mark.parametrize("text", ["签约 未开工", "签 约 未 开 工", "签约\n未开工"])
def test_blanks_and_breaks_do_not_matter(text: str) -> None:
    assert read_status(text).stage == "ST40"


@pytest.mark.parametrize(
    ("word", "denied"),
    [("未开工", "ST60"), ("签约未开工", "ST60"), ("未落地", "ST50"), ("投产未达产", "ST90"), ("已签约", "")],
)
def test_what_has_not_been_reached_is_remembered(word: str, denied: str) -> None:
    assert read_status(word).denied == denied


def test_stopped_work_that_waits_to_go_on_is_still_stopped() -> None:
    assert read_status("停工待复工").side == "SUSPENDED"


@pytest.mark.parametrize("word", ["甲类", "见附件", "A级"])
def test_a_strange_word_is_not_understood(word: str) -> None:
    assert not read_status(word).is_known


@pytest.mark.parametrize("word", ["", "/", "—", "无"])
def test_an_empty_cell_says_nothing_and_is_no_fault(word: str) -> None:
    reading = read_status(word)

    assert (reading.stage, reading.side, reading.is_known) == ("", "", True)
