"""What is asked of every figure before it is called wrong, and relations whose members stand far apart or are only named."""

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage, passages_of_lines

Said = list[tuple[str, str, str]]


def said(text: str) -> Said:
    passages = passages_of_lines(text.split("¶")) if "¶" in text else [Passage(text)]
    return [(one.kind, one.stated.text, one.verdict.value) for one in proofread(passages).relations]


@pytest.mark.parametrize(
    "text",
    [
        # The old ones count too; those that did not are part of all; what was a year ago is no whole of now.
        "新收案件9679件；审结7739件；结案率为70.28%。",
        "逮捕1835人，不捕946人，不捕率34.0%。",
        "出口311.9亿元，进口126.7亿元。去年同期进出口总值为402.4亿元。同期，一般贸易进出口296.5亿元，占67.6%。",
        # Another subject, another measure, what is counted and has a share of something else.
        "21个断面中，水质达到Ⅲ类的18个，占比85.7%。县级以上集中式饮用水水源地水质达标率100%。",
        "公路总里程3486.5公里，其中等级公路3391.2公里，占97.3%；高速公路124.7公里；密度为150.4公里/百平方公里。",
        "全市7个县中有4个“三保”支出占比超过七成。",
        # A list behind 其中 is no whole of its own members; what has a rate of its own is no whole of the next.
        "已转移就业15.87万人。其中省外7.64万人，省内县外3.58万人，县内4.65万人。",
        "签约项目中，已履约431个，履约率88.7%；已开工327个，开工率67.3%。",
        # What stands in brackets is counted already.
        "收入14.26亿元，补助收入31.85亿元（其中返还1.07亿元、转移26.94亿元、专项3.84亿元），调入2.47亿元，收入总计48.58亿元。",
        "占有罪人犯27 208人的51.9%，共14 119人。",
    ],
)
def test_what_may_be_of_something_else_is_not_called_wrong(text: str) -> None:
    assert [one for one in said(text) if one[-1] == "inconsistent"] == []


def test_a_figure_that_other_amounts_near_by_give_is_only_unknown() -> None:
    found = said("完赛2764人，参赛3001人，全程报名7639人，完赛率92.1%。")

    assert ("ratio", "92.1%", "inconsistent") not in found


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        (
            "光电信息586.3亿元、智能装备342.8亿元。显示模组298.4亿元，显示模组占光电信息产业的比重达到{}。",
            "share",
            "50.9%",
            "58.9%",
        ),
        (
            "入户检查发现6937处、管网648处。入户隐患中，软管老化3215处，私拉762处；软管问题占入户隐患的{}。",
            "share",
            "46.3%",
            "43.6%",
        ),
        (
            "签约总额1472.6亿元（年度目标1800亿元）。其中，大项目签约额896.4亿元，占签约总额的{}。",
            "share",
            "60.9%",
            "68.9%",
        ),
        (
            "税收收入86.73亿元。税收收入中，增值税34.18亿元，所得税17.67亿元，其他各税{}。",
            "partition",
            "34.88亿元",
            "38.84亿元",
        ),
        ("年初在保61735人，全年新增6872人，退出8946人，年末在保{}。", "sum", "59661人", "59616人"),
        ("年末37027户59661人。其中城市6894户10237人，农村30133户{}。", "partition", "", "49242人"),
        ("网络零售额182.4亿元，其中实物型151.6亿元；非实物型{}。", "partition", "", "38.0亿元"),
        ("销售182.9万吨，平均售价286元/吨，实现销售收入{}。", "average", "5.23亿元", "52.31亿元"),
        ("两年间，第一年1562件，第二年874件，第二年比第一年下降{}。", "growth", "44.0%", "78.7%"),
        ("完成改厕800户，加上去年的612户，两年累计{}。", "sum", "1412户", "1421户"),
        ("接诊18720人次，按全年52周计算，平均每周{}。", "average", "360人次", "306人次"),
        ("由12个小区、9600户扩大到188个小区、15.36万户，分别是试点时的15.7倍和{}。", "ratio", "16倍", "160倍"),
        ("累计开行612列，货值128.7亿元，列均货值{}。", "average", "2103万元", "2301万元"),
        ("快递业务量4.93亿件。人均使用量（按常住人口386.4万人计算）{}。", "average", "127.6件", "172.6件"),
        ("总投资94.5亿元，完成百日目标（20个、80亿元），其中投资额完成目标的{}。", "ratio", "118.1%", "135.0%"),
        ("计划投资93.68亿元，完成投资44.24亿元，占年度计划的{}。", "ratio", "47.2%", "42.7%"),
        ("汽车684.3亿元，电子527.6亿元，食品238.9亿元，三者合计{}。", "sum", "1450.8亿元", "1405.8亿元"),
        ("不良贷款余额3.52亿元。¶损失准备余额6.41亿元，拨备覆盖率{}。", "ratio", "182.10%", "128.10%"),
        (
            "营业收入386.27亿元，同比增长{}。其中，大型企业142.58亿元。上年营业收入352.60亿元。",
            "growth",
            "9.5%",
            "8.7%",
        ),
    ],
)
def test_relations_over_sentences_are_confirmed_or_called_wrong(form: str, kind: str, right: str, wrong: str) -> None:
    found = said(form.format(wrong))

    assert (kind, "inconsistent") in {(own, verdict) for own, _, verdict in found}
    if right:
        assert (kind, right, "consistent") in said(form.format(right))
        assert "inconsistent" not in {one[-1] for one in said(form.format(right))}
