"""Where the facts behind a figure or word of a paper are filed, and what to do when they are missing."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """A register: its code, and what a drafter does so that the passage can be written. Code "" has no page."""

    code: str
    advice: str


_TARGETS: Final = Source("targets", "请登记本年目标任务，再重新起草，或点“更新数字”后从数据列表中插入。")
_LEDGER: Final = Source("projects", "请在项目台账中填报签约、开工等进展，认定后再起草。")
_LAST_YEAR: Final = Source("intake", "请导入上年同期的台账并认定，同比才能写出。")
_CAPITAL: Final = Source("projects", "请在项目的“资金”页填报到位资金，认定后再起草。")
_TRIPS: Final = Source("trips", "请登记外出招商的时间、带队领导和对接企业。")
_ACTIVITIES: Final = Source("activities", "请登记招商活动及参会企业、拟合作和现场签约的项目。")
_CHAINS: Final = Source("chains", "请在“产业链”登记链条和专班，并为项目选定产业链。")
_UNITS: Final = Source("units", "请在“单位”登记驻外招商组（类别选驻外招商机构）。")
_SCORES: Final = Source("targets", "没有得分或没有上期名次，请核对目标任务、考核分组和考核方案；资料齐全后再起草。")
_LISTS: Final = Source("dispatch", "请在“调度清单”把本期清单定版下发，再重新起草。")
_ISSUES: Final = Source("issues", "请在“问题”登记企业反映的要素问题并按步骤办理。")
_ORDERS: Final = Source("orders", "本期没有三单到期，或三单没有在系统中下达；请在“督办”下达并按步骤办理。")
_INSPECTIONS: Final = Source("inspections", "请在“督查核查”登记督查、观摩和整改。")
_RETURNS: Final = Source("projects", "请为项目编制节点计划，并按月填报进度月报。")
_REVIEWS: Final = Source("reviews", "请在“认定复核”登记抽查复核的结果。")
_PLANS: Final = Source("projects", "请为项目编制节点计划，并报告节点完成情况。")
_PLANNED: Final = Source(
    "", "策划项目在“策划项目”页登记和统计，本文稿不取数。需要写的，请在“修改文字”中写入，手写的数字会列为手工数字。"
)
_ROUNDS: Final = Source("", "请在“考核”开展本期的考核轮次（自查、申诉、公示），再重新起草。")
_INVESTORS: Final = Source("investors", "请在“客商”登记投资方的500强、独角兽、上市公司荣誉和依据。")
_FOREIGN: Final = Source(
    "", "外资数以商务部门统计为准，系统不登记。需要写的，请在“修改文字”中写入，手写的数字会列为手工数字。"
)
_HEROES: Final = Source("heroes", "请在“招商英雄榜”决定上年度的榜单，在“揭榜挂帅”张榜并由单位、个人揭榜，再重新起草。")
_BY_HAND: Final = Source("", "系统不登记这项资料。需要写的，请在“修改文字”中写入，手写的数字会列为手工数字。")

SOURCES: Final = (
    ("lists.", _LISTS),
    ("G06", _ISSUES),
    ("G07", _ORDERS),
    ("G08", _INSPECTIONS),
    ("G09.r", _RETURNS),
    ("G09", _REVIEWS),
    ("P24", _PLANS),
    ("P25", _INSPECTIONS),
    ("X06", _LAST_YEAR),
    ("X0", _SCORES),
    ("heroes.", _HEROES),
    ("challenges.", _HEROES),
    ("hero_year", _HEROES),
    ("contest", _BY_HAND),
    ("colours", _BY_HAND),
    ("S09", _LAST_YEAR),
    ("C08", _LAST_YEAR),
    ("S06", _TARGETS),
    ("C02", _TARGETS),
    ("C10", _TARGETS),
    ("appeals", _ROUNDS),
    ("T06", _PLANNED),
    ("P23", _PLANNED),
    ("P01.1000", _BY_HAND),
    ("C11", _BY_HAND),
    ("C13", _BY_HAND),
    ("fair", _ACTIVITIES),
    ("honour", _INVESTORS),
    ("factors", _ISSUES),
    ("F08", _LEDGER),
    ("F0", _FOREIGN),
    ("count_targets", _TARGETS),
    ("amount_targets", _TARGETS),
    ("C", _CAPITAL),
    ("A02", _TRIPS),
    ("A01", _TRIPS),
    ("A05", _ACTIVITIES),
    ("activity", _ACTIVITIES),
    ("activities", _ACTIVITIES),
    ("T04", _CHAINS),
    ("chain", _CHAINS),
    ("outposts", _UNITS),
    ("S", _LEDGER),
    ("P", _LEDGER),
    ("names", _LEDGER),
    ("large_unstarted", _LEDGER),
    ("dispatch.", _LEDGER),
)
"""Beginnings of keys, the more particular one first."""


_OF_TARGETS: Final = (".aim", ".rate", ".met")
"""Endings of keys that stand for a target, its completion, the years in which it was reached."""


def source_of(key: str) -> Source:
    """The register behind a key; by hand when the product keeps none."""
    if key.endswith(_OF_TARGETS):
        return _TARGETS
    return next((source for beginning, source in SOURCES if key.startswith(beginning)), _BY_HAND)
