"""Relations that rest on more than one sentence, lists told member for member, and ratios that bear a name: what holds, what does not."""

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage

Said = list[tuple[str, str, str]]


def said(text: str) -> Said:
    return [(one.kind, one.stated.text, one.verdict.value) for one in proofread([Passage(text)]).relations]


@pytest.mark.parametrize(
    ("form", "kind", "right", "wrong"),
    [
        # The base in the sentence before, or behind.
        ("去年全县签约项目48个。今年签约项目60个，同比增长{}。", "growth", "25%", "28%"),
        ("2022年，全县签约项目48个。2023年，全县签约项目60个，增长{}。", "growth", "25%", "28%"),
        ("到位资金28.6亿元，同比增长{}。去年同期为25.5亿元。", "growth", "12.2%", "15.2%"),
        ("去年项目开工率52.0%。今年项目开工率58.0%，提高{}。", "difference", "6.0个百分点", "7.0个百分点"),
        # Means over two sentences.
        ("全县常住人口40万人。全年社会消费品零售总额88亿元，人均{}。", "average", "2.2万元", "2.5万元"),
        ("园区占地1200亩。全年税收2.4亿元，亩均税收{}。", "average", "20万元", "22万元"),
        ("帮扶脱贫户320户。发放补贴资金160万元，户均{}。", "average", "5000元", "5500元"),
        # Rates whose counts are told before.
        ("抽检产品240批次，合格228批次。合格率{}，比上年提高2个百分点。", "ratio", "95%", "93%"),
        ("抽检产品240批次，不合格12批次，合格率{}。", "ratio", "95%", "93%"),
        ("监测断面40个。达标断面38个，达标率{}。", "ratio", "95%", "90%"),
        ("今年计划引进内资300亿元。1—9月实际引进内资240亿元，完成全年计划的{}。", "ratio", "80%", "85%"),
        ("发放问卷500份，收回480份，回收率{}。", "ratio", "96%", "98%"),
        # What is left.
        ("共梳理问题63个，已解决45个，正在推进10个，尚有{}未启动。", "difference", "8个", "9个"),
        ("签约项目120个，已开工104个，还有{}未开工。", "difference", "16个", "18个"),
        ("需求用地4200亩。已落实3150亩，缺口{}。", "difference", "1050亩", "1150亩"),
        ("签约项目136个，已注册102个；未注册{}。", "partition", "34个", "34个"),
        # Ratios that say by their name what is divided.
        ("各项存款余额320亿元，各项贷款余额256亿元，存贷比{}。", "ratio", "80%", "84%"),
        ("工业总产值500亿元，销售产值480亿元，产销率{}。", "ratio", "96%", "98%"),
        ("投入财政资金2.00亿元，撬动社会资本16.00亿元，放大{}。", "ratio", "8倍", "9.4倍"),
        # Means over time.
        ("上半年接待游客36.2万人次，日均{}。", "average", "2000人次", "2300人次"),
        ("春节7天接待游客12.6万人次，日均{}。", "average", "1.8万人次", "2.1万人次"),
        ("前8个月发电96亿千瓦时，月均{}。", "average", "12亿千瓦时", "13亿千瓦时"),
        ("出让工业用地1200亩，计划投资36亿元，投资强度{}/亩。", "average", "300万元", "330万元"),
        # Places in a ranking.
        ("综合排名由第5位上升到第3位，前移{}。", "difference", "2位", "3位"),
        ("上年居第七位，今年居第四位，前进{}。", "difference", "3位", "4位"),
        # Lists member for member.
        (
            "三个园区计划投资分别为20.0亿元、30.0亿元、25.0亿元，完成投资分别为18.0亿元、24.0亿元、20.0亿元，完成率分别为90%、{}、80%。",
            "ratio",
            "80%",
            "83%",
        ),
        # Shares that are together all.
        ("来自长三角的占40%，来自珠三角的占35%，其他地区占{}。", "sum", "25%", "28%"),
        ("一、二、三产业占比分别为8.5%、41.2%和{}。", "sum", "50.3%", "52.3%"),
        # What is compared with by name.
        ("年初在库项目120个，目前在库项目150个，较年初增加{}。", "difference", "30个", "35个"),
        # A list in brackets, behind a colon, behind 从…看, by sizes.
        ("新增企业{}（新建投产138家、小升规36家）。", "partition", "174家", "164家"),
        ("走访企业{}：甲组120家、乙组98家、丙组102家。", "partition", "320家", "330家"),
        ("全市走访企业{}。从区域看，甲队走访142家；乙队走访108家；丙队走访52家。", "partition", "302家", "292家"),
        ("{}项目中，10亿元以上的1个，亿元以上的17个，亿元以下的8个。", "partition", "26个", "27个"),
        ("其余{}中，进展顺利的9项，进展滞后的3项。", "partition", "12项", "11项"),
        # 其中 at the head of the next sentence.
        ("处分264人。其中，形式主义问题158人；享乐主义问题{}。", "partition", "106人", "116人"),
        # Of several amounts before 其中 the one that the parts make up.
        ("受理{}，办结371件，其中用地类86件、用工类104件、融资类92件、其他107件。", "partition", "389件", "389件"),
        # What stands in brackets right behind a mean, a share, a change.
        ("藏书341.6万册，人均{}（常住人口437.2万人）。", "average", "0.78册", "0.86册"),
        ("志愿者5.27万人，占常住人口（46.3万人）的{}。", "ratio", "11.4%", "14.1%"),
        ("车辆2.93万辆次，日均{}（按90天计）。", "average", "326辆次", "352辆次"),
        ("实现产值86.4亿元，同比增长{}，去年同期为71.2亿元。", "growth", "21.3%", "24.6%"),
        ("开工面积下降{}（由去年同期的60万平方米减少到48万平方米）。", "growth", "20%", "23%"),
        # Multiples and growth, points and percent.
        ("高新技术企业由31家增加到78家，是2020年的{}。", "ratio", "2.5倍", "2.8倍"),
        ("接待入境游客3.86万人次，是上年的2.4倍，增长{}。", "growth", "140%", "240%"),
        ("保有量43.27万亩，高于任务43.15万亩{}。", "difference", "1200亩", "1100亩"),
        # A whole that bears just the name, wherever it stands.
        (
            "进出口312.7亿元。其中，出口218.4亿元，进口94.3亿元。机电产品126.3亿元，占出口总额的{}。",
            "share",
            "57.8%",
            "40.4%",
        ),
        ("特种设备在用6284台，检验6217台，定检率{}。", "ratio", "98.9%", "97.6%"),
        ("项目23个、资金2.86亿元，债券17个、资金6.43亿元，合计40个、{}。", "sum", "9.29亿元", "9.92亿元"),
        ("收入16.37亿元，增长4.8%。加上补助38.42亿元、结转2.17亿元，收入总计{}。", "sum", "56.96亿元", "59.96亿元"),
        # Long figures that differ in one digit.
        (
            "民生支出312.86亿元，其中教育86.42亿元、卫生58.34亿元、社保168.10亿元。财力{}，其中县级85.64亿元、市级42.87亿元。",
            "partition",
            "128.51亿元",
            "138.51亿元",
        ),
    ],
)
def test_what_holds_is_confirmed_and_what_does_not_is_called_wrong(
    form: str, kind: str, right: str, wrong: str
) -> None:
    of_right = [verdict for own, _, verdict in said(form.format(right)) if own == kind]
    of_wrong = [verdict for own, _, verdict in said(form.format(wrong)) if own == kind]

    assert "inconsistent" not in of_right
    assert "consistent" in of_right
    assert "inconsistent" in of_wrong or right == wrong


@pytest.mark.parametrize(
    "text",
    [
        # Another thing in the next sentence.
        "一般公共预算收入由100亿元增加到120亿元。税收收入增长15%。",
        "一般公共预算收入由100亿元增加到120亿元，工业增加值增长15%。",
        "去年签约项目48个。今年到位资金60亿元，增长25%。",
        "全县人口46.8万人。一般公共预算收入12亿元，人均可支配收入3.2万元。",
        "去年同期，固定资产投资20亿元。今年固定资产投资增长12%。",
        "抽检产品240批次。合格率95%，达到历史最好水平。",
        "需求用地4200亩。资金缺口1.2亿元。",
        "存款余额320亿元，增长8%；贷款余额256亿元，增长10%。不良贷款率1.2%。",
        "接待游客36.2万人次，日均用水2000吨。",
        "总量居第3位，增速居第5位，分别前移2位和1位。",
        "三个园区投资20亿元、30亿元、25亿元，税收2亿元、3亿元、2亿元，增速分别为12%、8%和15%。",
        "其中工业占40%，农业占20%，其他从业人员占劳动力的5%。",
        # What is passed over: last year's figure in brackets, means, sizes within sizes, stages, people told twice.
        "收入28.64亿元（上年为26.91亿元），其中税收收入20.35亿元，非税收入8.29亿元。",
        "年需管护费1368万元，村均6万元，已落实916万元，缺口452万元。",
        "24个村收入全部超过10万元，其中20万元以上的13个，50万元以上的3个。",
        "64个项目中，已开工建设51个，已投产达效17个。",
        "处分113人，其中党纪处分87人、政务处分34人（同时受党纪政务处分的8人）。",
        "农业92.5亿元，林业8.6亿元，牧业58.3亿元，渔业16.4亿元，辅助性活动10.4亿元。",
        # Of other things than the last amount.
        "一季度签约24个、总投资86亿元，二季度签约31个、总投资102亿元，其中亿元以上项目占比分别达到62.5%和67.7%。",
        "存款余额2360亿元，贷款余额1820亿元，新增存贷比86.7%。",
        "收到提案236件，立案220件，立案率93.2%；办复220件，办复率100%。",
        "争取资金8600万元，其中中央5200万元、省级2400万元，比去年同期增加1200万元，增长16.2%。",
        "企业由120家增至360家，产值突破500亿元，年均增长22%。",
        "总投资12.6亿元，其中贷款4亿元。目前到位资金6.8亿元，完成投资5.2亿元，占总投资的41.3%。",
        "较上年笔均102.4万元降16.2%，放款1146笔、9.83亿元。",
    ],
)
def test_where_the_text_leaves_a_doubt_nothing_is_called_wrong(text: str) -> None:
    assert [one for one in said(text) if one[-1] == "inconsistent"] == []
