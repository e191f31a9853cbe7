"""Ratios told with a colon: 生师比15.9∶1, 医护比1∶1.55, 在职与退休之比为2.44∶1, 竞争比46.5∶1, 城乡居民收入比1.92.

Two names stand in the word: 城乡, 生师, 进出. Only where each of them is told once near by the ratio is one of these two.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Place, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention
from luodi.across.proofreading.engine.finding.places import is_amount
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import compute
from luodi.across.proofreading.rules.periods import PREVIOUS
from luodi.across.proofreading.rules.rounding import Verdict, judge
from luodi.across.proofreading.rules.units import UNITS

_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_RATIO: Final = re.compile(
    rf"(?P<lead>[一-龥“”（）]{{2,24}}?)(?:约|为|达到?|缩小为|缩小至|缩小到|扩大到|降至|降到|升至|是|，)*"
    rf"(?P<first>{_NUMBER})(?:\s?[：∶]\s?(?P<second>{_NUMBER}))?(?![0-9.%：∶]|[一-龥]?[元人个倍件户亩成])"
)
_PAIR: Final = (
    (re.compile(r"生师比$"), "生", "师"),
    (re.compile(r"师生比$"), "师", "生"),
    (re.compile(r"医护比$"), "医", "护"),
    (re.compile(r"床护比$"), "床", "护"),
    (re.compile(r"医患比$"), "医", "患"),
    (re.compile(r"进出比$"), "进", "出"),
    (re.compile(r"客货比$"), "客", "货"),
    (re.compile(r"普职比$"), "普", "职"),
    (re.compile(r"男女(?:性别)?比例?$"), "男", "女"),
    (re.compile(r"城乡(?:居民)?(?:人均)?(?:可支配)?收入比(?:值)?$"), "城", "农"),
    (re.compile(r"(?:报录|竞争|招录)比例?$"), "报名|报考|缴费|参加", "招录|录用|计划|岗位|职位"),
)
_BETWEEN: Final = re.compile(
    r"(?P<one>[一-龥]{2,8})(?:数)?(?:与|和|同)(?P<other>[一-龥]{2,8}?)(?:数)?(?:的)?(?:之比|比例|比)$"
)
_LOOKED_BACK: Final = 4
_SENTENCES_BACK: Final = 3


def ratios_to_one(paragraph: int, text: str, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Every ratio of a paragraph whose two members are named; `sentences` are those of the paragraph."""
    near = _with_before(sentences)
    for found in _RATIO.finditer(text):
        one, other = found["first"], found["second"]
        lead = found["lead"].rstrip("约为达到是缩小扩大降升至，")
        names = _names(lead)
        if names is None or (other is None and "收入" not in lead) or (other is not None and "1" not in {one, other}):
            continue
        upper, lower = (_told(near, paragraph, found.start("first"), name) for name in names)
        stated = _stated(found)
        pair = _pair(stated, upper, lower, is_turned=other is not None and one == "1" and other != "1")
        if pair is not None and stated.number is not None:
            reading = Reading(formulas.multiple, pair)
            at = Place(paragraph, found.start("lead"), found.end())
            yield Claim("ratio", at, stated, (reading,), is_certain=True, within="near")


def _with_before(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences and the few before the first of them."""
    found = list(sentences)
    while found and found[0].before is not None and len(found) < len(sentences) + _SENTENCES_BACK:
        found.insert(0, found[0].before)
    return found


def _names(lead: str) -> tuple[str, str] | None:
    """By which signs the two members are told."""
    for pattern, upper, lower in _PAIR:
        if pattern.search(lead):
            return upper, lower
    between = _BETWEEN.search(lead)
    return (between["one"][-4:], between["other"][:4]) if between is not None else None


def _told(sentences: Sequence[Sentence], paragraph: int, end: int, name: str) -> list[Mention]:
    """The amounts before that bear the name, the nearest first; none of the time before."""
    found: list[Mention] = []
    for own in reversed(sentences):
        for place in range(len(own.quantities) - 1, -1, -1):
            one = own.quantities[place]
            is_before = own.paragraph < paragraph or one.end <= end
            if not is_before or one.number in {None, 0} or not is_amount(own, place):
                continue
            if re.search(name, own.name(place)) and not PREVIOUS.search(own.clause(place)):
                found.append(Mention(own, place))
    return found[:_LOOKED_BACK]


def _pair(
    stated: Quantity, upper: list[Mention], lower: list[Mention], *, is_turned: bool
) -> tuple[Quantity, Quantity] | None:
    """The two amounts, the one that gives the figure first; else the only ones, or the nearest of a plain name."""
    pairs = [
        (one.quantity, other.quantity)
        for one in upper
        for other in lower
        if one.quantity is not other.quantity and one.quantity.unit.dimension == other.quantity.unit.dimension
    ]
    pairs = [(other, one) for one, other in pairs] if is_turned else pairs
    exact = next((pair for pair in pairs if _gives(stated, pair)), None)
    if exact is not None:
        return exact
    return pairs[0] if len(pairs) == 1 else None


def _gives(stated: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    computed = compute(formulas.multiple, [one.amount for one in pair])
    return computed is not None and judge(stated.amount, computed) in {Verdict.CONSISTENT, Verdict.TRUNCATED}


def _stated(found: re.Match[str]) -> Quantity:
    """The member that is not 1, as a multiple, where it stands."""
    group = "second" if found["second"] is not None and found["first"] == "1" else "first"
    text = found[group]
    digits = len(text.partition(".")[2])
    return Quantity(text, found.start(group), found.end(group), Decimal(text), digits, 0, UNITS["倍"])
