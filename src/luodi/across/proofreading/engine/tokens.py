"""Finds every quantity of a paragraph: its number, unit, exactness, and whether it is a size of things rather than an amount.

Dates, ordinals, document numbers, list numbers and names with digits (十四五, 500强, M0) are no quantities and are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.numbers import AFTER, BEFORE, HAN, SCALES, Approx, Number, arabic, han
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.rounding import Amount
from luodi.across.proofreading.rules.units import BARE, PERCENT, UNITS, Unit
from luodi.base.core.money import PRECISION


@lru_cache(maxsize=4096)
def _amount(number: Decimal, digits: int, scale: int, unit: Unit, approx: Approx, is_given: bool) -> Amount:
    """A figure in basic units; the finders ask for each many times."""
    with localcontext(prec=PRECISION):
        factor = unit.factor.scaleb(scale)
        step = Decimal(1).scaleb(-digits) * factor
        return Amount(number * factor, step, approx, is_given or (unit.is_count and step <= 1))


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text. `number` is as stated, before scale and unit; None when it is masked."""

    text: str
    start: int
    end: int
    number: Decimal | None
    digits: int
    scale: int
    unit: Unit
    approx: Approx = Approx.EXACT
    is_attribute: bool = False
    is_han: bool = False
    is_given: bool = False
    """Whether it is a target: given as it stands, not rounded from a measurement."""
    cell: tuple[int, int] | None = None
    """Row and column of a figure that stands in a table, from 1."""

    @property
    def amount(self) -> Amount:
        """The figure in basic units. ValueError when it is masked."""
        if self.number is None:
            raise ValueError("a masked figure has no amount")
        return _amount(self.number, self.digits, self.scale, self.unit, self.approx, self.is_given)

    @property
    def unit_name(self) -> str:
        """The unit as written: 亿元, 个, %."""
        scale = next((name for name, power in SCALES.items() if power == self.scale), "")
        return scale + self.unit.name


_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
_MASKED = r"\*+(?:\.\*+)?|[Xx×]{1,4}(?:\.[Xx×]{1,2})?"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_BEFORE = "|".join(sorted(BEFORE, key=len, reverse=True))
_AFTER = "|".join(sorted(AFTER, key=len, reverse=True))

_QUANTITY: Final = re.compile(
    rf"(?P<before>(?<![签履违合契预节公集制条附最临新邻])(?:{_BEFORE}))?"
    rf"(?P<minus>(?<![0-9A-Za-z年月日—–~～])[-－])?"
    rf"(?P<number>(?P<arabic>{_ARABIC})|(?P<masked>{_MASKED})|百分之(?P<hundredth>[{HAN}]+|{_ARABIC})"
    rf"|(?P<lower>[{HAN}]{{1,5}})分之(?P<upper>[{HAN}]{{1,3}})|(?P<han>[{HAN}]+(?:点[{HAN}]+)?))"
    rf"(?P<more>余|多)?(?P<scale>万亿|千万|百万|十万|万|亿)?(?P<some>余|多)?"
    rf"(?P<unit>{_UNIT})?(?P<after>(?:{_AFTER})(?![0-9]))?"
)
_MORE: Final = frozenset({"余", "多"})

_NO_QUANTITY: Final = re.compile(
    r"第[0-9一二三四五六七八九十百零Xx*]+(?:[—\-~][0-9]+)?[个届次批期条名位章节号款项类]?"
    r"|[“‘《][^”’》]{0,12}[一二三四五六七八九十两双][^”’》]{0,12}[”’》]"
    r"|“?[一二三四五六七八九十]{1,3}五”?(?:规划|期间|时期|以来|末|开局)"
    r"|[〔\[【(（](?:19|20)[0-9]{2}[〕\]】)）]\s?[0-9]*号?"
    r"|(?:世界|中国|民营|行业|国内|全球|全国)?(?:企业)?[0-9]{1,4}强"
    r"|[A-Za-z]+[-/]?[0-9]+[A-Za-z0-9\-]*|[0-9]+[A-Za-z]{1,4}(?![a-z])|(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}|[48]00-[0-9]{3,4}-[0-9]{3,4}|(?<![0-9])1[3-9][0-9]{9}(?![0-9])"
    r"|[0-9]+(?:\.[0-9]+)?\s?[:：∶]\s?[0-9]+(?:\.[0-9]+)?(?:\s?[:：∶]\s?[0-9]+(?:\.[0-9]+)?)*"
    r"|[0-9]+(?:\.[0-9]+)?%?\s?[—–\-~～至]+\s?[0-9]+(?:\.[0-9]+)?(?!年)"
    r"|[0-9]+(?:\.[0-9]+)?(?:亿|万)?元?\s?[—–\-~～至到]\s?[0-9]+(?:\.[0-9]+)?(?:亿|万)?元(?=(?:以下|之间|不等|区间|（[^（）]{1,4}）)?(?:的)?(?:签约|投资)?(?:项目|企业|不等|之间))"
    r"|[0-9]+[号#]|[0-9]+/[0-9]+|7×24|24小时|12345"
    r"|(?:排|位居|位列|列|居)[^，。；]{0,6}第[0-9]+位?"
    r"|一(?:个月|方面|些|批|定|致|体|般|直|律|流|线|步|度|号|把手|带|路|起|系列|揽子|事一议|企一策|站式|对一)"
    r"|仅此一项|三次产业|[一两三]者|十分|万一|千方百计|百姓|一一|三农|双百|四大家|[一二三]产(?!业)|[两双]地|九州|百亿级|千亿级|万亿级|千万元以上|亿元以上|超亿元|上亿元"
)
_NUMBERED: Final = re.compile(
    r"^\s*(?:[（(]?[0-9]{1,2}[)）.、．](?![0-9])|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.])"
    r"|(?<=[。；：:;])\s*(?:[0-9]{1,2}[、.](?=[一-龥])|[（(][0-9]{1,2}[)）])"
)
_AFTER_HAN_CHENG: Final = re.compile(r"^[功立为果员都渝长绩效本交熟套品形型就]")
_CLAUSE: Final = re.compile(r"[，。；：、（）]")
_OF_NAMES: Final = frozenset("期班部口面段列张箱票封案根幅")
"""What is counted with a Chinese numeral only in names: 二期, 三部, 四面."""
_LOOKED_BACK: Final = 16


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a paragraph in canonical signs, in order."""
    closed = _closed(text)
    found = sorted([*_scan(text, closed), *_worded(text)], key=lambda one: one.start)
    return tuple(_with_lists(text, found))


def _closed(text: str) -> bytearray:
    """1 where a sign belongs to a date, a name or a list number."""
    closed = bytearray(len(text))
    for pattern in (PERIOD, _NO_QUANTITY, _NUMBERED):
        for found in pattern.finditer(text):
            closed[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    return closed


def _scan(text: str, closed: bytearray) -> Iterator[Quantity]:
    place = 0
    while found := _QUANTITY.search(text, place):
        place = max(found.end(), found.start() + 1)
        start = found.start("number")
        if any(closed[start : found.end("number")]):
            place = max(start + 1, _open_from(closed, start))
            continue
        made = _quantity(text, found)
        if made is not None:
            yield made


def _open_from(closed: bytearray, place: int) -> int:
    """The first open place from here on."""
    found = closed.find(0, closed.find(1, place))
    return len(closed) if found < 0 else found


def _quantity(text: str, found: re.Match[str]) -> Quantity | None:
    number, unit = _number(found), _unit(found)
    if number is None or (unit is None and not _may_be_bare(text, found)):
        return None
    if _is_word(text, found, unit):
        return None
    start, end = _bounds(found, unit)
    scale = SCALES.get(found["scale"] or "", 0)
    made = Quantity(
        text=text[start:end],
        start=start,
        end=end,
        number=-number.value if found["minus"] and number.value is not None else number.value,
        digits=number.digits,
        scale=scale,
        unit=unit or (BARE if scale else _NO_UNIT),
        approx=_approx(found, unit),
        is_han=found["han"] is not None,
        is_given=words.TARGET.search(_CLAUSE.split(text[max(0, start - _LOOKED_BACK) : start])[-1]) is not None,
    )
    return _as_attribute(text, made)


_NO_UNIT: Final = Unit("", "none")


def _number(found: re.Match[str]) -> Number | None:
    if found["masked"]:
        return Number(None)
    if found["lower"]:
        lower, upper = han(found["lower"]), han(found["upper"])
        if lower is None or upper is None or not lower.value or upper.value is None:
            return None
        return Number((upper.value * 100 / lower.value).quantize(Decimal(1)))
    text = found["hundredth"] or found["arabic"] or found["han"]
    if text[0] in "0123456789":
        return arabic(text)
    whole, _, part = text.partition("点")
    number = han(whole)
    if number is None or number.value is None or not part:
        return number
    digits = han("零" + part)
    after = digits.value.scaleb(-len(part)) if digits is not None and digits.value is not None else Decimal(0)
    return Number(number.value + after, len(part))


def _unit(found: re.Match[str]) -> Unit | None:
    if found["hundredth"] or found["lower"]:
        return PERCENT
    return UNITS.get(found["unit"] or "")


def _approx(found: re.Match[str], unit: Unit | None) -> Approx:
    if found["before"]:
        return BEFORE[found["before"]]
    if found["more"] or found["some"]:
        return Approx.OVER
    if found["after"] and found["after"] not in _MORE:
        return AFTER[found["after"]]
    rough = found["lower"] is not None or (unit is not None and unit.name == "成")
    return Approx.ABOUT if rough else Approx.EXACT


def _bounds(found: re.Match[str], unit: Unit | None) -> tuple[int, int]:
    """Where the figure stands: with 近, 约 before it, and up to its unit or the word after it."""
    start = (
        found.start("before") if found["before"] else found.start("minus") if found["minus"] else found.start("number")
    )
    end = found.end() if unit is not None or not found["after"] else found.start("after")
    return start, end


def _may_be_bare(text: str, found: re.Match[str]) -> bool:
    """Without a unit a number counts only with 亿 or 万 (64.1亿) or in a list whose last member has the unit (3、5、8个)."""
    if found["han"] or (found["masked"] and not found["scale"]):
        return False
    return bool(found["scale"]) or text[found.end() : found.end() + 1] in {"、", "和", "及"}


def _is_word(text: str, found: re.Match[str], unit: Unit | None) -> bool:
    """Whether a Chinese numeral or a mask is part of a word after all: 一个 (a), 三成功…, XX项."""
    after = text[found.end() : found.end() + 1]
    before = text[found.start("number") - 1 : found.start("number")]
    if found["masked"]:
        return before.isascii() and before.isalnum()
    if unit is not None and unit.name == "周" and after in {"年", "岁", "期", "边", "末"}:
        return True
    if found["han"] is None:
        return False
    if unit is not None and unit.name in _OF_NAMES:
        return True
    if unit is not None and unit.name == "成":
        return _AFTER_HAN_CHENG.match(after) is not None
    return before in {"第", "每", "某", "任", "初", "统", "唯", "同", "逐", "之", "星", "周", "期"} or (
        found["han"] == "一"
        and (unit is None or not unit.is_count or unit.name not in {"个", "家", "项", "户"} or not after)
    )


def _as_attribute(text: str, made: Quantity) -> Quantity:
    """Marked as a size of things where it is one: 10亿元以上项目, 年产30万吨."""
    lead, rest = text[max(0, made.start - 12) : made.start], text[made.end : made.end + 16]
    by_lead = words.CAPACITY_LEAD.search(lead) is not None
    bounded = (
        made.approx is not Approx.EXACT
        and made.text.endswith(("以上", "以下", "以内"))
        and rest[:1] not in set("，。；、,;）)")
    )
    by_rest = not made.unit.is_count and not made.unit.is_rate and words.ATTRIBUTE_AFTER.match(rest) is not None
    is_attribute = (by_lead and not made.unit.is_count) or ((bounded or by_rest) and not made.unit.is_rate)
    return _changed(made, is_attribute=True) if is_attribute else made


def _changed(
    made: Quantity, *, unit: Unit | None = None, scale: int | None = None, is_attribute: bool | None = None
) -> Quantity:
    return Quantity(
        made.text,
        made.start,
        made.end,
        made.number,
        made.digits,
        made.scale if scale is None else scale,
        unit or made.unit,
        made.approx,
        made.is_attribute if is_attribute is None else is_attribute,
        made.is_han,
        made.is_given,
    )


def _with_lists(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers without a unit take that of the list's last member; those that stand alone are no quantities."""
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        if one.unit is _NO_UNIT and text[one.end : following.start] in {"、", "和", "及"}:
            found[place] = _changed(one, unit=following.unit, scale=following.scale)
    return [one for one in found if one.unit is not _NO_UNIT]


_WORDED: Final = re.compile(
    r"(?P<before>近|接近|将近)?翻(?:了)?(?P<near>近)?(?P<doublings>[一两二三四])?番(?P<more>多|以上)?"
    r"|(?P<than>超过|超|过|逾|近|约|不足)?(?P<half>半数|(?<=[占近超过逾约足])一半|一半(?=以上))(?P<over>以上)?"
)
_DOUBLINGS: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_HALF: Final = {"近": Approx.NEAR, "不足": Approx.BELOW, "约": Approx.ABOUT}


def _worded(text: str) -> Iterator[Quantity]:
    """Figures said in words: 翻两番 is four times as much or a little more, 半数 half of all."""
    for found in _WORDED.finditer(text):
        start, end = found.span()
        if found["half"]:
            is_over = found["over"] or found["than"] in {"超过", "超", "过", "逾"}
            approx = Approx.OVER if is_over else _HALF.get(found["than"] or "", Approx.ABOUT)
            yield Quantity(found.group(), start, end, Decimal(50), 0, 0, PERCENT, approx, is_han=True)
        else:
            times = Decimal(2 ** _DOUBLINGS[found["doublings"] or "一"])
            approx = Approx.NEAR if found["before"] or found["near"] else Approx.OVER
            yield Quantity(found.group(), start, end, times, 1, 0, UNITS["倍"], approx, is_han=True)
