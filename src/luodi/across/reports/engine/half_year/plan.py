"""What the half-year summary says of the half year ahead: projects, environment, results. Plans are prose to be edited."""

from decimal import Decimal

from luodi.across.reports.engine.template import (
    Clause,
    Condition,
    Point,
    Points,
    Section,
    point,
    sentence,
)

STRUCTURE = Section(
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
            ),
            is_split=True,
        ),
    ),
)

ENVIRONMENT = Section(
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
            ),
            is_split=True,
        ),
    ),
)

RESULTS = Section(
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
            ),
            is_split=True,
        ),
    ),
)
