"""What the half-year summary says of the half year behind: overview, three features (机制、产业、活动), shortcomings."""

from decimal import Decimal

from luodi.across.reports.engine.phrases import completion, share
from luodi.across.reports.engine.template import (
    Clause,
    Condition,
    Each,
    Flow,
    Points,
    Section,
    Sentence,
    point,
    sentence,
)

_COUNT_TARGETS = Each(
    "count_targets",
    (Clause("[[label]]的{{S06.n@[[target]][[digits]]}}"),),
    separator="、",
    one="完成",
    many="分别完成",
)
_AMOUNT_TARGETS = Each(
    "amount_targets",
    (Clause("[[label]]的{{S06.v@[[target]][[digits]]}}"),),
    separator="、",
    one="完成",
    many="分别完成",
)

OPENING = Flow(
    (
        sentence(
            "今年以来，在[[committee]]的坚强领导下，[[office]]立足本地资源禀赋和产业基础，紧扣全年招商引资目标任务，"
            "统筹抓好招引、签约、落地、服务各环节工作"
        ),
        sentence("现将[[year]]年[[half]]招商投资促进工作情况总结如下"),
    )
)

OVERVIEW = Flow(
    (
        sentence(
            "[[half]]，[[area]]签订正式合同{{S01}}",
            _COUNT_TARGETS,
            Clause("{{S09.n|同比}}"),
            Clause("正式合同额{{S02}}", before="；"),
            _AMOUNT_TARGETS,
            Clause("{{S09.v|同比}}"),
            Clause("[[half]]新开工项目{{P01}}", before="；", drops_zero=True),
            Clause("近三年签约的{{P03.denominator}}项目中，累计认定开工{{P03.numerator}}，开工率{{P03}}", before="；"),
            Clause("实际到位资金{{C01}}", before="；"),
            Clause(completion("年度任务", "{{C02}}")),
            Clause("{{C08|同比}}"),
        ),
        Sentence((Clause("主要呈现[[subsections]]个特点"),), end="："),
    )
)

MECHANISM = Section(
    "招商机制健全完善",
    (
        Points(
            (
                point(
                    "领导带头",
                    sentence(
                        Clause("[[half]]，[[leaders]]带队外出招商{{A02.n}}", drops_zero=True),
                        Clause("完成年度任务的{{A01.rate}}", when=(Condition("A01.rate", ">=", "schedule"),)),
                        Clause("对接企业{{A02.c}}", drops_zero=True),
                    ),
                    "通过一线推介、上门洽谈，压实招商责任、带动项目对接",
                ),
                point(
                    "专班推进",
                    sentence(
                        Clause(
                            "按照链长牵头、部门主抓、协同推进的方式，组建{{chains.taskforces}}产业链招商专班",
                            drops_zero=True,
                        )
                    ),
                    sentence(
                        Clause("面向重点区域设立{{outposts.count}}驻外招商组", drops_zero=True),
                        Clause("分别驻点[[outposts]]"),
                    ),
                ),
                point(
                    "比拼争先",
                    sentence("实行[[contest]]的工作机制", Clause("以“[[colours]]”五色图晾晒各单位进度")),
                ),
                point(
                    "正向激励",
                    sentence(
                        Clause("评定[[hero_year]]年度招商英雄榜上榜单位{{heroes.units}}", drops_zero=True),
                        Clause("上榜个人{{heroes.people}}", before="、", drops_zero=True),
                    ),
                    sentence(
                        Clause("今年以来，揭榜单位{{heroes.unit_claims}}", drops_zero=True),
                        Clause("揭榜个人{{heroes.person_claims}}", before="、", drops_zero=True),
                    ),
                ),
            )
        ),
    ),
)

_CHAINS = Each(
    "chains",
    (
        Clause("围绕[[chain]]，签约[[names]]项目{{T04.n@[[chain]]}}", drops_zero=True),
        Clause("合同额{{T04.v@[[chain]]}}", drops_zero=True),
    ),
    one="其中：",
    many="其中：",
    before="。",
    limit=5,
)

INDUSTRY = Section(
    "产业招商精准聚焦",
    (
        Flow(
            (
                sentence(
                    Clause(
                        "立足产业基础，紧盯{{chains.count}}细分产业链精准招商",
                        drops_zero=True,
                        instead="立足产业基础开展精准招商",
                    ),
                    Clause("签约产业链项目{{T04.n}}", drops_zero=True),
                    Clause("合同额{{T04.v}}", drops_zero=True),
                    Clause("产业链项目到位资金" + share("总额", "{{C06}}"), drops_zero=True),
                    _CHAINS,
                ),
                sentence(
                    Clause("从项目体量看，签约亿元以上项目{{S04}}", drops_zero=True),
                    Clause("其中十亿元以上{{S05}}", drops_zero=True),
                ),
                sentence(Clause("从产业结构看，制造业项目到位资金" + share("总额", "{{C07}}"), drops_zero=True)),
            )
        ),
    ),
)

ACTIVITIES = Section(
    "招商活动赋能发展",
    (
        Flow(
            (
                sentence("坚持以活动聚人气、以平台促合作，组织和参加各类招商活动", is_carrying=False),
                sentence(
                    Each(
                        "activities",
                        (
                            Clause("[[verb]][[activity]]"),
                            Clause("推出拟合作项目{{activity.proposed@[[code]]}}", drops_zero=True),
                            Clause("{{activity.companies@[[code]]}}企业参加", drops_zero=True),
                            Clause(
                                "现场签约[[names]]项目{{A05.n@[[code]]}}",
                                drops_zero=True,
                                instead="现场签约项目{{A05.n@[[code]]}}",
                            ),
                            Clause("协议引资{{A05.v@[[code]]}}", drops_zero=True),
                        ),
                        limit=6,
                    )
                ),
            )
        ),
    ),
)

_TARGET_GAPS = Each(
    "amount_targets",
    (
        Clause(
            "[[label]]仅完成{{S06.v@[[target]][[digits]]}}",
            when=(Condition("S06.v@[[target]]", "<", "schedule"),),
        ),
        Clause("低于{{schedule}}的时序进度"),
    ),
)

SHORTCOMINGS = Points(
    (
        point(
            "招商力量还需加强",
            sentence(
                Clause("外出招商仅完成年度任务的{{A01.rate}}", when=(Condition("A01.rate", "<", "schedule"),)),
                Clause("低于{{schedule}}的时序进度"),
            ),
            "外出招商的频次和质量有待提高，对产业和市场的研究需要继续深入",
        ),
        point(
            "部门合力还需凝聚",
            sentence(Clause("截至[[half]]末，仍有{{S12}}单位未实现签约", drops_zero=True)),
            "各责任单位工作进展不够平衡，协同招商、共同服务的合力需要进一步形成",
        ),
        point(
            "目标进度还有差距",
            sentence(_TARGET_GAPS),
            sentence(
                Clause("到位资金距全年任务还差{{C10}}", when=(Condition("C10", ">", Decimal(0)),)),
            ),
        ),
        point(
            "存量项目推进还需加力",
            sentence(
                Clause("从在谈项目看，在谈转化率为{{P19}}", instead="从在谈项目看，目前在谈项目{{P18.n}}"),
                Clause("超期在谈项目{{P20}}", drops_zero=True),
            ),
            sentence(
                Clause(
                    "从签约项目看，近三年签约项目中已终止{{P14.r.numerator.r36}}",
                    drops_zero=True,
                    instead="从签约项目看，签约质量总体平稳",
                ),
                Clause("签约未开工项目{{P10}}", before="，目前", drops_zero=True),
            ),
            sentence(Clause("从开工项目看，停建项目{{P13.n}}", drops_zero=True), Clause("占在建项目的{{P13.r}}")),
        ),
    ),
    lead="对照全年目标任务，工作中还存在一些不足：",
)
