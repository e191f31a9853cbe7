"""Words for amounts: units with their size in whole currency units, currencies, hints that a number is no exact number."""

from typing import Final

CURRENCY_WORDS: Final[dict[str, str]] = {
    "美元": "USD", "美金": "USD", "USD": "USD", "US$": "USD", "$": "USD", "欧元": "EUR", "EUR": "EUR", "€": "EUR",
    "港元": "HKD", "港币": "HKD", "HKD": "HKD", "HK$": "HKD", "日元": "JPY", "日圆": "JPY", "JPY": "JPY",
    "英镑": "GBP", "GBP": "GBP", "澳元": "AUD", "新加坡元": "SGD", "新元": "SGD", "坡币": "SGD", "新台币": "TWD", "台币": "TWD",
    "韩元": "KRW", "加元": "CAD", "澳门元": "MOP", "瑞士法郎": "CHF", "卢布": "RUB",
    "人民币": "CNY", "元": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY",
}  # fmt: skip

CURRENCY_NAMES: Final[dict[str, str]] = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑", "AUD": "澳元", "SGD": "新加坡元",
    "TWD": "新台币", "KRW": "韩元", "CAD": "加元", "MOP": "澳门元", "CHF": "瑞士法郎", "RUB": "卢布",
}  # fmt: skip

SCALE_WORDS: Final[dict[str, int]] = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "仟": 10**3, "千": 10**3, "百": 10**2,
}  # fmt: skip

MISSING_WORDS: Final = frozenset(
    ["待定", "未定", "待商定", "待议", "面议", "暂无", "未明确", "待明确", "无", "没有", "空", "未", "暂缺", "不详", "未知", "null", "NULL", "None", "N/A", "n/a", "NaN", "#N/A", "未填", "未报"]
)  # fmt: skip

APPROXIMATE_WORDS: Final = (
    "约",
    "近",
    "左右",
    "大约",
    "大概",
    "上下",
    "余",
    "多",
    "超",
    "逾",
    "不低于",
    "不少于",
    "以上",
    "暂定",
    "预计",
    "+",
)

IMPLAUSIBLY_HIGH_IN_YUAN: Final = 5 * 10**11
"""No single project of a county or city reaches 5,000 亿元."""
IMPLAUSIBLY_LOW_IN_YUAN: Final = 10**5
"""No project that is kept in such a ledger is under 10 万元."""
