"""Ratios that bear a name of their own, which says what is divided by what: 存贷比, 资产负债率, 产销率.

Source: the statistical terms of the national and local communiqués and of the budget reports.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Index:
    """A named ratio: how it is called, and by which words its upper and its lower amount are told."""

    name: re.Pattern[str]
    upper: re.Pattern[str]
    lower: re.Pattern[str]


_TABLE: Final = (
    (r"存贷比|贷存比|存贷款比例?|余额存贷比", r"贷款", r"存款"),
    (r"(?:资产)?负债率", r"负债(?!率)", r"资产(?!负债)"),
    (r"债务率", r"债务(?:余额|总额)", r"综合财力"),
    (r"外贸依存度", r"进出口", r"生产总值|GDP"),
    (r"外贸进出口占GDP比重", r"进出口", r"生产总值|GDP"),
    (r"产销率", r"销售产值", r"(?<!销售)(?:总产值|产值)"),
    (r"(?:常住人口)?城镇化率", r"城镇(?:常住)?人口", r"(?<!城镇)常住人口|总人口"),
    (r"户籍(?:人口)?城镇化率", r"城镇户籍人口", r"户籍(?:总)?人口"),
    (r"财政自给率|自给率", r"(?:预算|财政)收入", r"(?:预算|财政)支出"),
    (r"不良(?:贷款)?率", r"不良(?:贷款)?(?:余额)?", r"(?<!不良)贷款(?:余额)?"),
    (r"(?:研发|R&D)(?:经费)?投入强度|研发强度", r"研发|R&D", r"生产总值|GDP|营业收入|主营业务收入"),
    (r"税收占比|税比|税收比重|税占比", r"税收(?:收入)?", r"一般公共预算收入|财政(?:总)?收入"),
    (r"(?:营业收入|销售)?利润率", r"利润", r"营业收入|销售收入|主营业务收入"),
    (r"(?:到会|出席|参会|出勤|到场)率", r"实到|到会|出席|参会", r"应到|应出席|应参会|应出勤"),
    (r"得票率|赞成率", r"赞成|得票", r"投票|总票数|有效票|参加表决|表决"),
    (r"(?:有效)?(?:回收|收回)率", r"收回|回收", r"发放|发出|下发"),
    (r"拨备覆盖率", r"准备(?:金)?", r"不良(?:贷款)?(?:余额)?"),
    (r"拨贷比", r"准备(?:金)?", r"(?<!不良)贷款(?:余额)?"),
    (r"(?:审|核)减率", r"(?:审|核)减(?!率)", r"送审|申报|自报"),
    (r"恩格尔系数", r"食品烟酒", r"(?<!食品烟酒)消费(?:性)?支出"),
    (r"(?:个贷|存贷款|资金使用|个贷使用)率", r"个贷余额|贷款余额", r"缴存余额"),
    (r"森林覆盖率", r"森林面积", r"国土面积|土地总面积"),
    (r"集中度", r"前[三五十0-9]", r"全部|总"),
)
INDICES: Final = tuple(
    Index(
        re.compile(rf"(?:{name})(?:约|为|达到?|是|仅|高达|提高到|上升到|升至|降至)*$"),
        re.compile(upper),
        re.compile(lower),
    )
    for name, upper, lower in _TABLE
)
