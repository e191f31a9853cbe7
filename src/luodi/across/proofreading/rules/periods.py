"""Times as reports name them: 2023年上半年, 1—6月, 去年同期, 2018—2022年; enough to tell two years and two periods apart."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

_DASH = r"\s?[—–\-~～至到]+\s?"
_PART = (
    r"(?:(?:上半年|下半年|前三季度|第?[一二三四]季度)[末底初]?|[0-9]{1,2}(?:"
    + _DASH
    + r"[0-9]{1,2})?月(?:份|底|末|[0-9]{1,2}日)?)"
)
_MASK = r"[*＊Xx×]"

PERIOD: Final = re.compile(
    rf"(?P<span>(?:(?:19|20)[0-9]{{2}}年?{_DASH}(?:19|20)[0-9]{{2}}年(?:{_PART})?))"
    rf"|(?P<year>(?:19|20)[0-9]{{2}}年)(?P<part>{_PART})?(?:{_DASH}(?:(?:19|20)[0-9]{{2}}年)?(?:{_PART}))?"
    rf"|(?P<words>上年同期|去年同期|前年同期|上年末|去年末|上年底|去年底|上年|去年|前年|今年以来|今年来|今年|本年度|本年)(?P<its>{_PART})?"
    rf"|(?P<same>同期|上月|上季度|上届)"
    rf"|(?P<only>{_PART})|(?P<whole>全年|年初|年末|年底|当年|本月|本季度)"
    rf"|(?P<masked>{_MASK}{{1,4}}年(?:{_MASK}{{1,2}}月)?(?:{_MASK}{{1,2}}日)?|{_MASK}{{1,2}}月{_MASK}{{1,2}}日"
    rf"|[0-9*]{{1,2}}{_DASH}{_MASK}{{1,2}}月份?)"
)
"""Every naming of a time. A bare 年 after two digits (五年, 10年) is a length, not a time."""

PREVIOUS: Final = re.compile(r"上年|去年|前年|同期|上月|上季度|上届")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_DECEMBER: Final = 12
_MONTHS: Final = re.compile(rf"([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})月")
_SPANS: Final = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "全年": (1, 12),
}
_MONTH: Final = re.compile(r"([0-9]{1,2})月(?:份)?$")
_WHOLE_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年$")
_LENGTHS: Final = {"上半年": 6, "下半年": 6, "前三季度": 9, "季度": 3, "全年": 12}


@dataclass(frozen=True, slots=True)
class When:
    """One naming of a time in a text, with its place."""

    text: str
    start: int
    end: int

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years it names, the first and the last of a span."""
        return tuple(int(year) for year in _YEAR.findall(self.text))

    @property
    def is_previous(self) -> bool:
        """Whether it names the time that growth is measured from."""
        return PREVIOUS.search(self.text) is not None

    @property
    def months(self) -> int | None:
        """How many months it is long, where that can be said."""
        found = _MONTHS.search(self.text)
        if found:
            return int(found[2]) - int(found[1]) + 1
        return next((months for word, months in _LENGTHS.items() if word in self.text), None)

    @property
    def days(self) -> tuple[int, ...]:
        """How many days it is long, with and without a 29 February; empty where that cannot be said."""
        span = self._span()
        if span is None or not 1 <= span[0] <= span[1] <= _DECEMBER:
            return ()
        lengths = {sum(monthrange(year, month)[1] for month in range(span[0], span[1] + 1)) for year in (2023, 2024)}
        return tuple(sorted(lengths))

    def _span(self) -> tuple[int, int] | None:
        """Its first and last month."""
        found = _MONTHS.search(self.text)
        if found:
            return int(found[1]), int(found[2])
        named = next((months for word, months in _SPANS.items() if word in self.text), None)
        if named is not None:
            return named
        month = _MONTH.search(self.text)
        if month:
            return int(month[1]), int(month[1])
        return (1, _DECEMBER) if _WHOLE_YEAR.match(self.text) else None


def times_in(text: str) -> tuple[When, ...]:
    """Every naming of a time, in order."""
    return tuple(When(found.group(), found.start(), found.end()) for found in PERIOD.finditer(text))
