"""RP04 半年总结: the template of the half-year summary (structure of seed 001), and the words it is filled with.

Every number is a figure of the book; office prose stands around it and may be edited. Passages without facts fall away.
"""

from luodi.across.reports.engine.half_year.plan import ENVIRONMENT, RESULTS, STRUCTURE
from luodi.across.reports.engine.half_year.review import (
    ACTIVITIES,
    INDUSTRY,
    MECHANISM,
    OPENING,
    OVERVIEW,
    SHORTCOMINGS,
)
from luodi.across.reports.engine.half_year.words import Office, half_year_words, target_item, target_qualifier
from luodi.across.reports.engine.template import Flow, Section, Template, sentence

__all__ = ["HALF_YEAR", "KIND", "Office", "half_year_words", "target_item", "target_qualifier"]

KIND = "RP04"

HALF_YEAR = Template(
    kind=KIND,
    title="[[year]]年[[half]]招商投资促进工作总结",
    opening=(OPENING,),
    sections=(
        Section(
            "[[half]]工作情况",
            body=(OVERVIEW,),
            sections=(MECHANISM, INDUSTRY, ACTIVITIES),
            closing=(SHORTCOMINGS,),
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
            sections=(STRUCTURE, ENVIRONMENT, RESULTS),
        ),
    ),
    word_names={
        "names": "项目名称",
        "outposts": "驻外招商地区",
        "contest": "考核比拼机制",
        "colours": "五色图",
        "hero_year": "招商英雄榜年度",
        "large_unstarted": "超亿签约未开工项目名称",
        "activity": "招商活动",
        "chain": "产业链",
        "subsections": "特点个数",
        "A01.rate": "外出招商任务完成率",
        "A05.n": "现场签约项目数",
        "A05.v": "协议引资额",
        "activity.companies": "参会企业数",
        "activity.proposed": "拟合作项目数",
        "heroes.units": "英雄榜上榜单位数",
        "heroes.people": "英雄榜上榜个人数",
        "heroes.unit_claims": "揭榜单位数",
        "heroes.person_claims": "揭榜个人数",
    },
)
