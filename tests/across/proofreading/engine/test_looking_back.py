"""Relations whose members are looked for beyond the sentence, beside the figure or by name: what holds, what does not, what stays unsaid."""

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import passages_of_lines

Said = list[tuple[str, str, str]]

SOUND = {"consistent", "truncated", "rounding"}


def said(text: str) -> Said:
    return [
        (one.kind, one.stated.text, one.verdict.value)
        for one in proofread(passages_of_lines(text.split("¶"))).relations
    ]


def verdicts(text: str, kind: str, stated: str) -> list[str]:
    return [verdict for own, figure, verdict in said(text) if own == kind and figure == stated]


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        # The base in the brackets behind.
        ("家庭医生签约12,600人，签约率{}（常住人口21,000人）。", "ratio", "60.0%", "66.0%"),
        ("改造小区20个，惠及居民4,000户，户均投入{}（完成投资1.20亿元）。", "average", "3.00万元", "3.40万元"),
        ("营业收入利润率{}（营业收入120.0亿元，利润总额6.0亿元）。", "ratio", "5.0%", "6.8%"),
        # Ratios told with a colon.
        ("在校学生32,000人，专任教师2,000人，生师比{}∶1。", "ratio", "16.0", "17.5"),
        ("进村快递2,800万件，出村1,000万件，进出比为{}∶1。", "ratio", "2.80", "2.08"),
        ("在职职工960万人，退休人员400万人，在职与退休之比为{}∶1。", "ratio", "2.40", "2.04"),
        ("医师1,500人、护士2,400人，医护比1∶{}。", "ratio", "1.60", "1.66"),
        # What was done told right before, to what it was done sentences before.
        (
            "全年新签约项目240个，签约总额860亿元。¶其中工业项目100个。开工项目150个，开工率{}。",
            "ratio",
            "62.5%",
            "56.5%",
        ),
        ("2019年，园区产值12.0亿元。2024年，园区实现产值96.0亿元，是2019年的{}。", "ratio", "8.0倍", "8.9倍"),
        # What is left of what was told before.
        (
            "共发现隐患1,940项，其中重大隐患40项。已完成整改1,860项，整改率95.9%，其余{}限期整改。",
            "difference",
            "80项",
            "86项",
        ),
        ("全院受理案件1,450.0万件，上升11.2%；结案880.0万件；未结{}。", "difference", "570.0万件", "750.0万件"),
        (
            "收入总计62.40亿元，增长3.1%。支出总计60.15亿元，收支相抵，年终结转{}。",
            "difference",
            "2.25亿元",
            "2.52亿元",
        ),
        # Rates that are compared.
        ("产值下降0.6%，降幅较1—5月（下降2.4%）收窄{}。", "difference", "1.8个百分点", "1.4个百分点"),
        ("产值增长4.6%，比1—4月（增长4.1%）加快{}。", "difference", "0.5个百分点", "0.9个百分点"),
        ("工业增长6.5%，高于4.5%的预期目标{}。", "difference", "2.0个百分点", "2.6个百分点"),
        ("房地产投资下降9.6%，降幅较一季度收窄{}（一季度下降13.9%）。", "difference", "4.3个百分点", "3.4个百分点"),
        (
            "全市法院结案率60.9%。¶本院受理154件，结案96件，结案率62.3%，比全市法院平均水平高{}。",
            "difference",
            "1.4个百分点",
            "4.1个百分点",
        ),
        ("规上工业增加值增长3.4%。高技术制造业增长9.6%，快于规上工业{}。", "difference", "6.2个百分点", "6.8个百分点"),
        ("出生率6.40‰，死亡率7.85‰，自然增长率为{}。", "difference", "-1.45‰", "-1.54‰"),
        # Growth whose base follows.
        ("受理案件8,640件，审结8,210件，分别上升12.6%和{}（上年分别为7,673件和7,196件）。", "growth", "14.1%", "12.1%"),
        ("适用率比上年提高{}，由18.2%上升到24.9%。", "difference", "6.7个百分点", "7.6个百分点"),
        # Shares of what the share before is of; of parts that are listed by name.
        (
            "生产总值1200亿元。其中，第一产业增加值90亿元；第二产业增加值480亿元。第一产业增加值占生产总值比重为7.5%，第二产业增加值比重为{}。",
            "share",
            "40.0%",
            "40.9%",
        ),
        (
            "业务量1,300.0亿件，其中同城业务量130.0亿件，异地业务量1,170.0亿件。同城、异地业务量分别占全部业务量的{}和90.0%。",
            "share",
            "10.0%",
            "10.6%",
        ),
        # A list up to 其他 is of the amount that it nearly makes up.
        (
            "法人单位2,180.0万个，增长9.1%。¶按类型看，企业法人1,860.0万个；机关法人110.0万个；社会团体30.0万个；其他法人{}。",
            "partition",
            "180.0万个",
            "198.0万个",
        ),
        # Yields.
        ("夏粮播种面积32.5万亩；平均亩产{}；总产量12.35万吨。", "average", "380公斤", "308公斤"),
        ("幼儿园26.5万所，在园幼儿4,664.0万人，园均在园幼儿{}。", "average", "176人", "157人"),
    ],
)
def test_what_holds_is_confirmed_and_what_does_not_is_called_wrong(
    form: str, kind: str, right: str, wrong: str
) -> None:
    assert set(verdicts(form.format(right), kind, right)) & SOUND
    assert "inconsistent" not in {verdict for _, _, verdict in said(form.format(right))}
    assert "inconsistent" in verdicts(form.format(wrong), kind, wrong)


@pytest.mark.parametrize(
    "text",
    [
        # 万 for 亿.
        "在校生1.08万人，增加54.58万人，增长0.51%。",
        "收入6230万元，完成预算8900亿元的70.0%。",
        # A growth of the new amount instead of the old one.
        "行政案件91件，比上年增加55件，上升60.44%。",
        # By how much it was passed for how much it is.
        "到位资金87.88亿元，完成任务69.75亿元的26.0%。",
        "直接结算18.64万人次，是上年11.37万人次的0.64倍。",
        # Percent for percentage points.
        "产值增长2.3%，比1—5月（增长0.3%）加快2.0%。",
        # Two parts that are hardly more than their whole.
        "收到推荐人选428名，其中组织推荐316名、群众举荐121名。",
        # A plain list of three that leaves far less than the least of them.
        "志愿者46名，其中研究生5名、本科生32名、专科生8名。",
    ],
)
def test_slips_of_the_pen_are_called_wrong(text: str) -> None:
    assert "inconsistent" in {verdict for _, _, verdict in said(text)}


@pytest.mark.parametrize(
    "text",
    [
        # The level before is of something else than what fell.
        "库款余额6,318万元，保障系数0.33。暂付性款项余额较年初减少1,860万元，下降8.7%。",
        "从业人员42,898万人，增加4,574万人，增长11.9%，其中第二产业减少826万人，下降4.8%。",
        "收入2,104万元，短月均进度3,553万元；较上年同月减收401万元，下降16%。",
        # A share of what should have come by now.
        "财政收入2,104万元，增长3.0%。预算收入898万元，占月均进度的41.8%。",
        # The sentence speaks of others than the one before.
        "采矿业7.0万个，制造业327.0万个，供应业11.0万个。从业人员中，采矿业占5.2%，制造业占90.8%，供应业占4.0%。",
        # The list is of the amount before its own neighbours.
        "法人单位38,462个。其中，企业法人31,286个，占81.3%。从行业看，零售业11,923个；制造业6,347个；租赁业3,885个；其他16,307个。",
        # What was aimed at is no whole.
        "到位资金86.42亿元，完成任务80亿元的108.0%，其中省外资金61.75亿元，市外省内资金24.67亿元。",
        # All that were started are no base of those that were.
        "当年签约项目开工46个，开工率62.2%，其中亿元以上开工29个，开工率64.4%，全年累计新开工61个。",
        # The rate is of some of the cases only.
        "受理各类案件10,008件，结案9,127件，审判案件结案率92.32%，执行案件执结率88.63%。",
        # What was left a year ago is no rest of now.
        "预算收入32.46亿元，加上级补助收入21.73亿元、债务转贷收入5.64亿元、上年结余2.31亿元，收入总量62.14亿元。",
        # The rate in brackets is that of the other place.
        "增长5.4%，比上半年（5.1%）加快0.3个百分点，高于全省（4.9%）0.5个百分点。",
        # The fall is told with both rates.
        "产值下降15.2%，降幅比上月（0.7%）扩大14.5个百分点。",
        # The greatest kinds only.
        "谷物产量64,143万吨，增长1.3%。其中，稻谷20,660万吨，减产0.9%；小麦13,659万吨，减产0.8%；玉米28,884万吨，增产4.2%。",
        # Another measure than the one that stands nearest.
        "安排资金6,850万元，扣除保证金后实际可用6,370万元；拨付5,927万元，拨付率93.0%。",
        "协议投资218.6亿元，其中5亿—10亿元（不含）项目投资57.3亿元、1亿—5亿元（不含）项目投资63.4亿元。",
    ],
)
def test_what_may_be_of_something_else_stays_unsaid(text: str) -> None:
    assert "inconsistent" not in {verdict for _, _, verdict in said(text)}
