"""What may stand between `{{` and `}}` of an office's template: a small closed language without variables or arithmetic.

Figures are written as in drafts (`S02.ytd:2|同比`), followed by a unit of money and a manner of rounding when wanted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from luodi.across.reports.engine.phrases import PHRASES
from luodi.across.reports.engine.template import Comparison
from luodi.base.core.money import RoundMode

OPENS, CLOSES = "{{", "}}"
MARK: Final = re.compile(r"\{\{(?P<inner>[^{}]*)\}\}")
BRACES: Final = re.compile(r"\{\{|\}\}")
FULL_WIDTH: Final = str.maketrans("｛｝", "{}")
"""Braces as input methods type them; one sign for one sign, so that places stay."""
_SIGNS: Final = str.maketrans("｜：＞＜＝．～＠　\xa0", "|:><=.~@  ")
_FIGURE: Final = re.compile(r"(?P<key>[A-Za-z][\w.]*(?:@[^|:~@]+)?(?:~[A-Za-z])?)\s*(?::\s*(?P<digits>\d+))?\s*$")
_FIELD: Final = re.compile(r"(?P<key>[\u4e00-\u9fff]+)\s*(?::\s*(?P<digits>\d+))?\s*$")
_WHEN: Final = re.compile(r"(?P<left>.+?)\s*(?P<sign>>=|<=|≥|≤|==|=|>|<)\s*(?P<right>.+)$")
_EACH: Final = re.compile(
    r"(?P<list>[^\s:]+)(?:\s*:\s*(?P<choice>[^\s]+))?(?:\s+前\s*(?P<limit>\d+))?(?:\s+用\s*(?P<joint>\S+?)\s*连)?$"
)
_SHOW: Final = re.compile(
    r"(?P<name>[^\s:]+)(?:\s*:\s*(?P<choice>[^\s]+))?(?:\s+前\s*(?P<limit>\d+))?(?:\s+列\s*(?P<columns>\S.*))?$"
)
_DRAW: Final = re.compile(r"(?P<figure>\S+)\s+按\s*(?P<by>单位|月)(?:\s+前\s*(?P<limit>\d+))?$")
_COMPARISONS: Final[dict[str, Comparison]] = {
    ">": ">",
    "<": "<",
    ">=": ">=",
    "<=": "<=",
    "≥": ">=",
    "≤": "<=",
    "=": "==",
    "==": "==",
}
_ROUNDING: Final[dict[str, RoundMode]] = {"截尾": "DOWN", "四舍五入": "HALF_UP"}
_MEASURES: Final = ("元", "万元", "亿元")
_MOST_DIGITS: Final = 4
ITEM: Final = "项."


class Unreadable(Exception):
    """A mark cannot be understood; the text says why and how it is written."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: its key, digits, phrase, unit of money and rounding; `of_item`: that of the repeated unit, chain, project."""

    key: str
    digits: int | None = None
    phrase: str = ""
    measure: str = ""
    mode: RoundMode | None = None
    of_item: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the paper or of the repeated item."""

    name: str
    of_item: bool = False


@dataclass(frozen=True, slots=True)
class Show:
    """A table of the product by its name; 名单 and 名次 with what is listed, how much of it, and which columns."""

    name: str
    choice: str = ""
    limit: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The table as it is kept with a paper."""
        choice = f"：{self.choice}" if self.choice else ""
        limit = f" 前{self.limit}" if self.limit is not None else ""
        columns = f" 列{'、'.join(self.columns)}" if self.columns else ""
        return f"{self.name}{choice}{limit}{columns}"


@dataclass(frozen=True, slots=True)
class Draw:
    """A chart of one figure: by the units below, greatest first, or by the months since January."""

    figure: str
    by: str
    limit: int | None = None

    @property
    def key(self) -> str:
        """The chart as it is kept with a paper."""
        return f"{self.figure} 按{self.by}" + (f" 前{self.limit}" if self.limit is not None else "")


@dataclass(frozen=True, slots=True)
class When:
    """如果: a figure compared with a number or another figure; false when one of them cannot be said."""

    left: Value
    comparison: Comparison
    right: Decimal | Value


@dataclass(frozen=True, slots=True)
class Whenever:
    """有则写: as long as its own figures can be said; 非零则写: and none of them is zero."""

    drops_zero: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """逐个: the passage once for every item of a closed list; `joint` stands between them."""

    name: str
    choice: str = ""
    limit: int | None = None
    joint: str = ""

    @property
    def key(self) -> str:
        """The name of the list with its choice."""
        return f"{self.name}：{self.choice}" if self.choice else self.name


@dataclass(frozen=True, slots=True)
class Fixed:
    """否则 and 结束."""

    kind: Literal["else", "end"]


Opener = When | Whenever | Each
Mark = Value | Word | Show | Draw | Opener | Fixed


def parse(inner: str) -> Mark:
    """The mark between the braces. Unreadable when it is none."""
    text = " ".join(inner.translate(_SIGNS).split())
    if not text:
        raise Unreadable("括号里是空的，请写上数据、名称或控制词")
    if text in _FIXED:
        return _FIXED[text]
    for word, reader in _READERS.items():
        if text.startswith(word):
            return reader(text.removeprefix(word).lstrip(" :"))
    return _value_or_word(text)


def _value_or_word(text: str) -> Value | Word:
    of_item = text.startswith(ITEM)
    head, *manners = (part.strip() for part in text.removeprefix(ITEM).split("|"))
    found = _FIGURE.match(head)
    if found is None and (manners or ":" in head):
        found = _FIELD.match(head)
    if found is None:
        if not head or manners or not re.fullmatch(r"[\u4e00-\u9fff]+", head):
            raise Unreadable("看不懂，数据应写作 S02.ytd 或 S09.n.ytd|同比，名称如 单位、时期")
        return Word(head, of_item)
    return _dressed(Value(found["key"], _digits(found["digits"]), of_item=of_item), manners)


def _digits(text: str | None) -> int | None:
    if text is None:
        return None
    if int(text) > _MOST_DIGITS:
        raise Unreadable(f"小数位数最多 {_MOST_DIGITS} 位")
    return int(text)


def _dressed(value: Value, manners: list[str]) -> Value:
    """The value with what stands behind its bars, each kind once."""
    phrase, measure, mode = "", "", None
    for manner in manners:
        if manner in _MEASURES and not measure:
            measure = manner
        elif manner in _ROUNDING and mode is None:
            mode = _ROUNDING[manner]
        elif manner and manner in PHRASES and not phrase:
            phrase = manner
        else:
            known = "、".join((*(name for name in PHRASES if name), *_MEASURES, *_ROUNDING))
            raise Unreadable(f"不认识“|{manner}”这种说法（每类只能写一个），可用：{known}")
    return Value(value.key, value.digits, phrase, measure, mode, value.of_item)


def _when(text: str) -> When:
    found = _WHEN.match(text)
    if found is None:
        raise Unreadable("条件应写作“如果 C10 > 0”，可用 >、<、>=、<=、=")
    left = _value_or_word(found["left"])
    if isinstance(left, Word):
        left = Value(left.name, of_item=left.of_item)
    return When(left, _COMPARISONS[found["sign"]], _than(found["right"]))


def _than(text: str) -> Decimal | Value:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        other = _value_or_word(text.strip())
        if isinstance(other, Value):
            return other
        raise Unreadable(f"条件右边应是一个数或一个指标，不能是“{text}”") from None
    if not number.is_finite():
        raise Unreadable(f"条件右边应是一个数，不能是“{text}”")
    return number


def _each(text: str) -> Each:
    found = _EACH.match(text)
    if found is None:
        raise Unreadable("重复应写作“逐个 单位”“逐个 产业链 前5 用；连”“逐个 项目：签约未开工”")
    limit = None if found["limit"] is None else int(found["limit"])
    return Each(found["list"], found["choice"] or "", limit, found["joint"] or "")


_FIXED: Final[dict[str, Mark]] = {
    "结束": Fixed("end"),
    "否则": Fixed("else"),
    "有则写": Whenever(),
    "非零则写": Whenever(drops_zero=True),
}


def _show(text: str) -> Show:
    found = _SHOW.match(text)
    if found is None:
        raise Unreadable("表应写作“表 主要指标”“表 名次：分组 前10”“表 名单：签约未开工 前20 列 项目、总投资”")
    limit = None if found["limit"] is None else int(found["limit"])
    columns = tuple(one for one in re.split(r"[、,，\s]+", found["columns"] or "") if one)
    return Show(found["name"], found["choice"] or "", limit, columns)


def _draw(text: str) -> Draw:
    found = _DRAW.match(text)
    if found is None:
        raise Unreadable("图应写作“图 S02.ytd 按单位 前10”或“图 C01 按月”")
    return Draw(found["figure"], found["by"], None if found["limit"] is None else int(found["limit"]))


_READERS: Final[dict[str, Callable[[str], Mark]]] = {
    "如果": _when,
    "逐个": _each,
    "表 ": _show,
    "表:": _show,
    "图 ": _draw,
    "图:": _draw,
}
