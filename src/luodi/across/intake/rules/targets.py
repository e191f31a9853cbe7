"""Words of indicators in sheets of targets, with the code under which the figure is known (domain/05)."""

from typing import Final

INDICATORS: Final[tuple[tuple[str, str], ...]] = (
    ("S03", "框架|协议(?:项目|额|金额)"),
    ("C03", "省外(?:到位)?(?:资金|内资)"),
    ("C01", "到位(?:内)?资|实际到位|到资|引资到位|利用内资|到位资金|到位额"),
    ("S05", "十亿|10亿"),
    ("S04", "亿元(?:以上|项目)"),
    ("P03", "近三年.*开工率|三年.*开工率"),
    ("P02", "开工率"),
    ("P05", "落地率"),
    ("P06", "履约率"),
    ("C05", "资金到位率|到位率"),
    ("P01", "新?开工(?:项目)?(?:个数|数|数量|项目)?"),
    ("P07", "竣工"),
    ("P08", "投产"),
    ("S01", "(?:签约|合同|引进|招引).*(?:个数|数量|项目数|数$)|(?:签约|合同|引进|招引)项目$|项目个数|项目数量|项目数"),
    ("S02", "(?:签约|合同|引资|投资|招商引资).*(?:额|金额|总额|资金|规模)|总投资"),
)
"""The first that fits names the indicator."""

TARGET_MEASURES: Final = {"亿": "亿元", "万": "万元", "户": "家"}
"""Units of measure as ledgers shorten them."""
