"""One cell as people read it: text without stray blanks, line breaks, zero-width signs and full-width letters."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from luodi.across.intake.engine.model import Cell
from luodi.base.core.text import compact as compact_any

_ODD: Final = re.compile(
    r"[\s\u3000\u00a0\u200b-\u200f\u2060\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e]|_x000D_"
)
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u2060\ufeff]|_x000D_")
_WIDE: Final = {ord("．"): "."} | {
    code: chr(code - 0xFEE0)
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
_CJK: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
_BREAK_INSIDE_CHINESE: Final = re.compile(
    rf"(?<={_CJK})[ \t\u3000\u00a0]*[\r\n]+\s*|[ \t\u3000\u00a0]*[\r\n]+\s*(?={_CJK})"
)
_BLANKS: Final = re.compile(r"\s+")
_BLANK_INSIDE_CHINESE: Final = re.compile(rf"(?<={_CJK}) | (?={_CJK})")
_COMPACT_KEEPS: Final = re.compile(r"[!-~\u4e00-\u9fff]*")
_SIGNIFICANT: Final = ".15g"


def tidy(text: str) -> str:
    """The text as it was meant: trimmed, one blank at most, line breaks inside Chinese taken out, letters and digits half width."""
    if not _ODD.search(text):
        return text
    text = _INVISIBLE.sub("", text).translate(_WIDE)
    text = _BREAK_INSIDE_CHINESE.sub("", text.strip())
    return _BLANKS.sub(" ", text).strip()


def tidy_name(text: str) -> str:
    """`tidy`, and without blanks beside Chinese characters: names never have them on purpose."""
    return _BLANK_INSIDE_CHINESE.sub("", tidy(text))


def compact(text: str) -> str:
    """For comparing: NFKC and no blanks at all (the quick way for text that has nothing to change)."""
    if _COMPACT_KEEPS.fullmatch(text):
        return text
    return compact_any(text)


def number_text(value: float) -> str:
    """A number as Excel shows it: no .0, no binary noise."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return format(value, _SIGNIFICANT)


def text_of(cell: Cell) -> str:
    """Any cell as text for people ("" = empty)."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        return number_text(cell)
    return _time_text(cell)


def _time_text(cell: date | time | timedelta) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "seconds")
    return str(cell) if isinstance(cell, timedelta) else cell.isoformat()


def is_blank(cell: Cell) -> bool:
    """Nothing in it but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip("\u200b\ufeff \t\r\n\u3000\u00a0"))
