"""Chinese typesetting of words: numbers of headings, balanced lines of a title, widths, characters a file may hold."""

import re
from datetime import date
from functools import cache

_DIGITS = "〇一二三四五六七八九"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CANNOT_BEGIN = "，。、；：？！）〕》〉”’】』」%％°·—…"
_CANNOT_END = "（〔《〈“‘【『「"
# Before these words a title may be broken well; words of this list are never torn.
_GOOD_BEGINNINGS = ("招商", "工作", "情况", "项目", "任务", "完成", "调度", "半年", "上半年", "下半年")
_GOOD_ENDINGS = ("的", "年", "月", "度", "和", "及", "与", "关于")
_WORDS = (
    *("招商引资", "招商投资促进", "投资促进", "招商", "投资", "促进", "工作", "总结", "情况", "项目", "调度", "清单"),
    *(
        "报告",
        "通报",
        "晾晒",
        "五色图",
        "上半年",
        "下半年",
        "年度",
        "季度",
        "半月",
        "完成",
        "任务",
        "目标",
        "重点",
        "关于",
        "签约",
    ),
    *("开工", "到位", "资金", "产业链", "实施", "方案", "意见", "通知", "发展", "服务", "中心", "区委", "政府"),
    *("委员会", "领导", "小组", "办公室", "有限", "公司", "全区", "全市", "全县"),
)


def clean(text: str) -> str:
    """The text without characters that no XML file may hold; line ends become \\n."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def chinese_number(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五 (1–999)."""
    if not 1 <= number <= 999:
        raise ValueError("序号应在1至999之间")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    if not hundreds:
        head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
        return head + (_DIGITS[units] if units else "")
    tail = (
        ""
        if rest == 0
        else "零" + _DIGITS[units]
        if tens == 0
        else _DIGITS[tens] + "十" + (_DIGITS[units] if units else "")
    )
    return _DIGITS[hundreds] + "百" + tail


def heading_mark(level: int, number: int) -> str:
    """The number of a heading: 一、 （一） 1. （1）."""
    if level == 1:
        return f"{chinese_number(number)}、"
    if level == 2:
        return f"（{chinese_number(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


class HeadingCounter:
    """Counts headings level by level; a higher heading starts the lower ones anew."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next_mark(self, level: int) -> str:
        """The mark of the next heading of this level."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        return heading_mark(level, self._counts[level - 1])


def chinese_date(day: date) -> str:
    """2023年7月5日, without leading zeros as the standard asks."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_in_characters(text: str) -> float:
    """How many full characters a text takes: ASCII counts half."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’—…·〔〕" else 1.0 for char in text)


def balance_title(title: str, limit: int) -> tuple[str, ...]:
    """Lines of a title: as few as needed, of like length, words and numbers kept whole.

    Line ends typed into the title are kept as they are.
    """
    lines: list[str] = []
    for part in clean(title).split("\n"):
        lines.extend(_balanced(part.strip(), limit))
    return tuple(line for line in lines if line)


def _balanced(title: str, limit: int) -> tuple[str, ...]:
    total = width_in_characters(title)
    if total <= limit:
        return (title,)
    wanted = -(-int(total * 2) // (limit * 2))
    for count in range(wanted, wanted + 3):
        best = _best_breaks(title, count, limit)
        if best is not None:
            return best
    return tuple(title[start : start + limit] for start in range(0, len(title), limit))


def _best_breaks(title: str, count: int, limit: int) -> tuple[str, ...] | None:
    ideal = width_in_characters(title) / count

    @cache
    def cheapest(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        if left == 1:
            rest = title[start:]
            width = width_in_characters(rest)
            return None if width > limit or not rest else ((width - ideal) ** 2, (rest,))
        best: tuple[float, tuple[str, ...]] | None = None
        for end in range(start + 1, len(title)):
            line = title[start:end]
            width = width_in_characters(line)
            tail = cheapest(end, left - 1) if width <= limit else None
            if tail is None:
                continue
            cost = (width - ideal) ** 2 + _break_cost(title, end) + tail[0]
            if best is None or cost < best[0]:
                best = (cost, (line, *tail[1]))
        return best

    found = cheapest(0, count)
    return found[1] if found else None


def _break_cost(title: str, at: int) -> float:
    before, after = title[:at], title[at:]
    if before[-1] in _CANNOT_END or after[0] in _CANNOT_BEGIN:
        return 1000.0
    if before[-1].isascii() and after[0].isascii() and (before[-1] + after[0]).isalnum():
        return 1000.0
    if before[-1].isdigit() and after[0] in "年月日个亿万%％":
        return 500.0
    if any(title.find(word, max(0, at - len(word) + 1), at + len(word) - 1) >= 0 for word in _WORDS):
        return 100.0
    good = before.endswith(_GOOD_ENDINGS) or after.startswith(_GOOD_BEGINNINGS)
    return 0.0 if good else 12.0
