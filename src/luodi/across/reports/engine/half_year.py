"""RP04 半年总结: the template of the half-year summary (structure of seed 001), and the words it is filled with.

Every number is a figure of the book; office prose stands around it and may be edited. Passages without facts fall away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luodi.across.reports.engine.phrases import completion, share
from luodi.across.reports.engine.template import (
    Clause,
    Condition,
    Each,
    Flow,
    Point,
    Points,
    Section,
    Template,
    point,
    sentence,
)
from luodi.across.reports.engine.tokens import tokens

KIND = "RP04"
Level = Literal["区", "县", "市"]


@dataclass(frozen=True)
class Office:
    """Who writes: the level of the area and the office's name (松汀区招商投资局)."""

    level: Level
    name: str
    short_name: str


def half_year_words(year: int, half: int, office: Office) -> dict[str, str]:
    """The words of the paper: names of the area, its leaders, the half years."""
    level = office.level
    is_first = half == 1
    return {
        "year": str(year),
        "half": "上半年" if is_first else "下半年",
        "plan": "下半年" if is_first else "下一步",
        "bottom_line": f"{year + 1}年一季度前",
        "area": f"全{level}",
        "committee": f"{level}委、{level}政府",
        "leaders": f"{level}领导",
        "office": office.short_name,
    }


_COUNT_TARGETS = Each(
    "count_targets",
    (Clause(f"[[label]]的{{{{S06.n@[[target]][[digits]]}}}}"),),
    separator="、",
    one="完成",
    many="分别完成",
)
_AMOUNT_TARGETS = Each(
    "amount_targets",
    (Clause(f"[[label]]的{{{{S06.v@[[target]][[digits]]}}}}"),),
    separator="、",
    one="完成",
    many="分别完成",
)

_OPENING = Flow(
    (
        sentence(
            "今年以来，在[[committee]]的坚强领导下，[[office]]立足本地资源禀赋和产业基础，紧扣全年招商引资目标任务，"
            "统筹抓好招引、签约、落地、服务各环节工作，招商引资工作有序推进"
        ),
        sentence("现将[[year]]年[[half]]招商投资促进工作情况总结如下"),
    )
)

_OVERVIEW = Flow(
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
        sentence("主要呈现[[subsections]]个特点"),
    )
)

_MECHANISM = Section(
    "招商机制健全完善",
    (
        Points(
            (
                point(
                    "领导带头",
                    sentence(
                        Clause("[[half]]，[[leaders]]带队外出招商{{A02.n}}", drops_zero=True),
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
                        Clause("今年以来，已有{{heroes.unit_claims}}单位揭榜", drops_zero=True),
                        Clause("{{heroes.person_claims}}个人揭榜", before="、", drops_zero=True),
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

_INDUSTRY = Section(
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
                    Clause("产业链项目到位资金" + share("到位资金总额", "{{C06}}"), drops_zero=True),
                    _CHAINS,
                ),
                sentence(
                    Clause("从项目体量看，签约亿元以上项目{{S04}}", drops_zero=True),
                    Clause("其中十亿元以上{{S05}}", drops_zero=True),
                ),
                sentence(
                    Clause("从产业结构看，制造业项目到位资金" + share("到位资金总额", "{{C07}}"), drops_zero=True)
                ),
            )
        ),
    ),
)

_ACTIVITIES = Section(
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

_SHORTCOMINGS = Points(
    (
        point(
            "招商力量还需加强",
            sentence(
                Clause("外出招商仅完成年度任务的{{A03}}", when=(Condition("A03", "<", "schedule"),)),
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
                Clause("签约未开工{{P10}}", before="、", drops_zero=True),
            ),
            sentence(Clause("从开工项目看，停建项目{{P13.n}}", drops_zero=True), Clause("占在建项目的{{P13.r}}")),
        ),
    ),
    lead="对照全年目标任务，工作中还存在一些不足：",
)

_STRUCTURE = Section(
    "优化招商项目结构",
    (
        Points(
            (
                point(
                    "抓大项目开工",
                    sentence(
                        Clause("紧盯{{dispatch.large_unstarted}}投资超亿元的签约未开工项目", drops_zero=True),
                        Clause("特别是[[large_unstarted]]项目"),
                        Clause("逐一明确开工时间和责任单位，推动尽快开工建设、形成实物工作量"),
                    ),
                ),
                point(
                    "抓存量提质增效",
                    sentence(
                        Clause(
                            "对{{P10}}签约未开工项目实行点对点督办，按月形成项目调度清单，逐项补齐短板", drops_zero=True
                        )
                    ),
                ),
                point(
                    "抓资金到位",
                    sentence(
                        Clause(
                            "聚焦到位资金{{C10}}的缺口，督促签约项目按约定投入、在建项目加快建设",
                            when=(Condition("C10", ">", Decimal(0)),),
                        )
                    ),
                ),
                point(
                    "抓常态长效",
                    "完善投资信息收集、招商项目策划、在建项目监测的闭环机制，加强备案与在建信息双向联动，做到应统尽统",
                ),
            )
        ),
    ),
)

_ENVIRONMENT = Section(
    "营造优势招商环境",
    (
        Points(
            (
                point(
                    "完善招商政策", "会同有关部门梳理和完善支持政策，按约定兑现承诺事项，让符合条件的项目及时享受政策"
                ),
                point(
                    "强化要素保障",
                    "统筹做好土地、能源、人才等要素保障，对签约项目定人定责、倒排工期，压减审批时限，协调解决难点问题",
                ),
                point(
                    "建强招商队伍", "常态化开展业务知识和实战技能培训，提高招商人员研究产业、对接企业、服务项目的能力"
                ),
            )
        ),
    ),
)

_RESULTS = Section(
    "坚持结果导向评价",
    (
        Points(
            (
                point(
                    "确保在谈有进度",
                    sentence(
                        Clause("加强在谈项目时限管理，从洽谈到签约原则上一般项目不超过{{limits.talk}}"),
                        Clause("重大项目不超过{{limits.talk_major}}", before="、"),
                    ),
                    sentence(Clause("对{{P20}}超期在谈项目逐个研判、分类处置", drops_zero=True), is_carrying=False),
                ),
                point(
                    "确保谋划有深度", "盘活厂房、楼宇、闲置土地等资源，结合产业链缺失环节，策划储备一批可落地的招商项目"
                ),
                Point(
                    "确保签约有结果",
                    (
                        sentence(
                            "新签约项目原则上应在[[bottom_line]]开工，切实提高签约项目质量，为项目开工率和资金到位率打好基础"
                        ),
                    ),
                ),
            )
        ),
    ),
)

HALF_YEAR = Template(
    kind=KIND,
    title="[[year]]年[[half]]招商投资促进工作总结",
    opening=(_OPENING,),
    sections=(
        Section(
            "[[half]]工作情况",
            body=(_OVERVIEW,),
            sections=(_MECHANISM, _INDUSTRY, _ACTIVITIES),
            closing=(_SHORTCOMINGS,),
        ),
        Section(
            "[[plan]]工作打算",
            body=(
                Flow(
                    (
                        sentence(
                            "[[plan]]，[[office]]将深入落实[[committee]]关于招商引资工作的部署要求，坚持全年目标任务不动摇，"
                            "针对存在的不足逐项改进，确保完成年度目标任务"
                        ),
                    )
                ),
            ),
            sections=(_STRUCTURE, _ENVIRONMENT, _RESULTS),
        ),
    ),
)
