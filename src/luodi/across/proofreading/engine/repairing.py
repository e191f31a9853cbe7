"""Undoes what copying does to Chinese texts, and remembers where every sign came from.

Pinyin left in brackets, traditional characters, full-width digits and letters, blanks and line breaks inside words and
numbers, invisible signs, look-alikes of the PDF makers. The text as repaired is shown; a second one of the same length with
canonical punctuation is what the grammar reads. Nothing of this is written back.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).with_name("traditional.txt")
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
_PINYIN: Final = re.compile(
    rf"(?:(?<=[㐀-鿿A-Za-z^])[（(]|(?<=[㐀-鿿^])\?|\?[（(])[a-z]{{0,4}}[{_TONED}][a-z{_TONED}]{{0,4}}[)）]"
)
_UNTONED: Final = re.compile(r"(?<=[們麼嗎過來個])[（(](?:men|me|ma|guo|lai|ge)[)）]")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff^]")
_WIDE: Final = "㐀-鿿，。；：！？、（）“”‘’《》〈〉—…％%"
_BLANK: Final = re.compile(
    rf"(?<=[{_WIDE}])[\s　]+(?=[{_WIDE}0-9A-Za-z*(（])|(?<=[0-9A-Za-z*,;:)）])[\s　]+(?=[{_WIDE}])|(?<=[0-9])\s*\n\s*(?=[0-9.%])"
    r"|(?<=[0-9]\.)\s+(?=[0-9])|(?<=[0-9])\s+(?=\.[0-9])"
    # 1 2 0 个: digits spaced one by one, up to their unit; without a unit they may be cells of a table.
    r"|(?<=[^0-9.][0-9])[ 　](?=[0-9](?:[ 　][0-9])*[ 　]?[%％个家项户件人次亩倍万亿元])"
    # 27 208人: a blank for the comma of thousands.
    r"|(?:(?<=[^0-9.][0-9])|(?<=[^0-9.][0-9]{2})|(?<=[^0-9.][0-9]{3}))[ \xa0]"
    r"(?=[0-9]{3}(?:[ \xa0][0-9]{3})*(?:\.[0-9]+)?[万亿元个家户项件人名次条份篇册亩吨辆台套头公平千立])"
)
_LOOKALIKES: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
)
_CANONICAL: Final = str.maketrans("(),;:∶︰﹕?!％﹪．·＋－", "（），；：：：：？！%%..+-")
_THOUSANDS: Final = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_WIDE_THOUSANDS: Final = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?:\.[0-9]+)?[万亿元个家户人亩吨])")
"""In a text of full-width signs the comma of thousands cannot be told from the other, but for the unit behind."""
_ENDLESS: Final = re.compile(r"([^，。_])\1{40,}|[0-9]{21,}|[零〇一二三四五六七八九十百千]{13,}")
_POINT: Final = re.compile(r"(?<![0-9])\.|\.(?![0-9*Xx])")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A paragraph as shown, as read by the grammar (same length), and for every sign its place in the original."""

    shown: str
    read: str
    origins: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The places in the original of a stretch of the shown text."""
        if not self.origins or start >= end:
            return 0, 0
        return self.origins[start], self.origins[end - 1] + 1


def repair(text: str) -> Repaired:
    """The paragraph repaired."""
    signs, places = list(text), list(range(len(text)))
    for pattern in (_INVISIBLE, _PINYIN, _UNTONED, _BLANK):
        signs, places = _without(pattern, signs, places)
    shown = "".join(_plain(sign) for sign in signs)
    return Repaired(shown, _canonical(shown), tuple(places))


def _without(pattern: re.Pattern[str], signs: list[str], places: list[int]) -> tuple[list[str], list[int]]:
    joined = "".join(signs)
    if pattern.search(joined) is None:
        return signs, places
    kept = bytearray(b"\x01" * len(signs))
    for found in pattern.finditer(joined):
        kept[found.start() : found.end()] = bytes(found.end() - found.start())
    return (
        [sign for sign, keep in zip(signs, kept, strict=True) if keep],
        [place for place, keep in zip(places, kept, strict=True) if keep],
    )


@cache
def _plain(sign: str) -> str:
    """One sign in its plain simplified form; never longer than one."""
    if sign.isascii():
        return sign
    if "⺀" <= sign <= "⿕" or "豈" <= sign <= "﫿":
        normal = unicodedata.normalize("NFKC", sign)
        sign = normal if len(normal) == 1 else sign
    return simplified().get(sign, sign.translate(_LOOKALIKES))


def _canonical(shown: str) -> str:
    """Chinese punctuation for ASCII, so that the grammar knows one of each; commas of thousands and points of numbers stay."""
    read = shown.replace("\u3000", " ").translate(_CANONICAL)
    # What no report has (a row of a hundred stars, of digits without end) is no figure and must not cost time.
    read = _ENDLESS.sub(lambda run: "_" * len(run.group()), read)
    read = (_THOUSANDS if "," in shown else _WIDE_THOUSANDS).sub(",", read)
    return _POINT.sub("。", read) if re.search(r"[一-龥]\.(?:[一-龥]|$)", read) else read


@cache
def simplified() -> dict[str, str]:
    """Traditional → simplified, for the signs that no simplified text has (from the Unicode locale data, Hant-Hans)."""
    pairs = _TABLE.read_text(encoding="utf-8").split()
    return {pair[0]: pair[1] for pair in pairs}
