"""What counts as 招商引资: branches that do not, thresholds by industry, money that is no arrival (domain/02 T2, domain/04 §4.5)."""

from typing import Final

EXCLUDED_KINDS: Final = "房地产|商品房|住宅开发|商住|楼盘"
EXCLUDED_NAMES: Final = "房地产开发|住宅小区|商品房|商住小区|楼盘开发|住宅开发"
"""In a project's name only what leaves no doubt."""

FARMING: Final = "农业|农林|种植|养殖|林业|畜牧|渔业|一产|第一产业|现代农业|种养"

HERE: Final = (
    "(?:本[市县区州旗镇乡地]|[市县区]内)"
    "(?:(?:民营|民间|国有|社会|自有)?(?:企业|客商|公司|业主|资金|资本|投资|自筹|自有)?){0,2}$"
)
"""An investor's place, or the source of its money, that says “from here” without a name."""

AND: Final = "[、，,；;/+和及与]"
"""Between several places or sources: who also comes from elsewhere is not wholly local (domain/04 §4.5.1)."""

NOT_COUNTABLE_FORMS: Final = "保证金|押金|诚意金|定金|财政|补贴|补助|奖补|专项债|政府投资"
COUNTABLE_AGAIN: Final = "转.{0,4}(?:价款|土地款|出让金)|抵.{0,4}价款"
"""A deposit that was turned into the price of the land counts (§4.5.8)."""

REVERSAL_WORDS: Final = "冲减|冲销|核减|调减|冲回|多报|退款|退回|扣减|更正|红字|抵减"

ORIGINS: Final[tuple[tuple[str, str], ...]] = (
    ("FOREIGN", "境外|外资|外商|港资|台资|国外|海外|香港|澳门|台湾"),
    ("OUT_PROVINCE", "省外|外省"),
    ("OUT_CITY", "市外|省内|市域外|县外|外市"),
    ("LOCAL", "市内|本地|县内|区内|本市"),
)
