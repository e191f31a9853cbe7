"""Words for dates: emptiness, plans, halves of months, seasons, and the bounds of sense."""

from typing import Final

EMPTY_WORDS: Final = frozenset(
    [
        "", "-", "--", "---", "—", "——", "–", "/", "//", "\\", "、", "。", ".", "*", "×", "x", "X", "无", "暂无", "没有", "空", "未", "否", "待定",
        "未定", "待", "0", "00", "0.0", "未签", "未签约", "未开工", "未竣工", "未完工", "未投产", "未达产", "未落地", "尚未", "尚未开工", "不详", "未知",
        "null", "NULL", "None", "N/A", "n/a", "NaN", "nan", "#N/A", "未明确", "未填", "…", "……", "...", "~", "?", "1900/1/0", "1900-01-00",
    ]
)  # fmt: skip

PLAN_WORDS: Final = (
    "预计",
    "计划",
    "拟",
    "预期",
    "力争",
    "争取",
    "约定",
    "待",
    "尚未",
    "暂未",
    "未",
    "将于",
    "目标",
    "预",
    "春节后",
    "准备",
)

EARLY: Final = ("上旬", "初")
MIDDLE: Final = ("中旬", "中")
LATE: Final = ("下旬", "底", "末", "尾")

RELATIVE_YEARS: Final[dict[str, int]] = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}

CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")

ENGLISH_MONTHS: Final[dict[str, int]] = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

FIRST_SERIAL: Final = 32874
"""Excel's number of 1990-01-01."""
LAST_SERIAL: Final = 54789
"""Excel's number of 2050-01-01."""
