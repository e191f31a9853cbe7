"""What all finders ask of a sentence: is this an amount, a change, a share; what are its neighbours; where is it marked."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luodi.across.proofreading.engine.claims import Place, Reading
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import Formula, multiple, share
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import POINTS, RATE, TIMES, comparable

_JOINS: Final = re.compile(r"^(?:[、，,]|和|及|与|以及|、和)$")
_OF: Final = re.compile(
    r"^）?(?:年度|全年|目标|任务|计划|指标|预算|总额|总数|总量|数|额)*(?:的(?:比例|比重)?(?:为|约|近|达)?|之比(?:为|约|达)*)$"
)
_OF_NOUN: Final = re.compile(
    r"^）?(?!.*(?:额|收入|产值|资金|投资|面积|占|完成|合计|增长|提高|增加|下降|减少|比|较))[一-龥]{0,8}的(?:比例|比重)?(?:为|约|近|达)?$"
)
_VERSUS: Final = re.compile(r"(?:比|较|同|与)(?:上|去|前|同|[0-9]{4}|年初|目标|任务|计划)[^，。；]*$")
_AND: Final = re.compile(r"、|和|及|与|以及")
_BREAK: Final = re.compile(r"[，。；、：]")
_PAST_ASIDE: Final = re.compile(
    r"（(?:上年|去年|前年|上月|上季度)[^（）]{0,10}$|，(?:上年|去年|前年)(?:同期)?(?:为|是|完成|实现)$"
)
_LOOKED_BACK: Final = 20
_MOST: Final = 10
_LONGEST_QUOTE: Final = 60
_PER: Final = re.compile(r"[/／][一-龥]")
"""150.4公里/百平方公里 is so much to each, no amount."""
_TOO_COMMON: Final = re.compile(r"项目|企业|资金|投资|金额|任务|目标|个|家")


def groups(sentence: Sentence) -> Iterator[range]:
    """Runs of shares and multiples that stand in one list: 53.4%、40%."""
    place = sentence.own.start
    while place < sentence.own.stop:
        last = place
        if is_relative(sentence, place):
            while joins(sentence, last):
                last += 1
            if any(sentence.is_asked(one) for one in range(place, last + 1)):
                yield range(place, last + 1)
        place = last + 1


def joins(sentence: Sentence, place: int) -> bool:
    """Whether the next quantity is a share too and nothing but a comma or 和 stands between."""
    following = place + 1
    return (
        following < len(sentence.quantities)
        and is_relative(sentence, following)
        and _JOINS.match(sentence.gap(place, following)) is not None
    )


def is_relative(sentence: Sentence, place: int) -> bool:
    """Whether the quantity is a percentage or a multiple."""
    return sentence.quantities[place].unit.dimension in {RATE, TIMES}


def is_change(sentence: Sentence, place: int) -> bool:
    """Whether the quantity says by how much something changed (比上年增加12亿元), not how much there is."""
    answer = sentence.known.get(("change", place))
    if answer is None:
        lead = sentence.clause(place)
        answer = words.LEVEL_LEAD.search(lead) is None and words.GROWTH_LEAD.search(lead) is not None
        sentence.known["change", place] = answer
    return answer


def is_amount(sentence: Sentence, place: int) -> bool:
    """Whether it says how much there is of something: no share, no change, no size of things, no excess (目标160亿元22亿元)."""
    answer = sentence.known.get(("amount", place))
    if answer is None:
        one = sentence.quantities[place]
        answer = (
            not is_relative(sentence, place)
            and not one.is_attribute
            and one.unit.dimension != POINTS
            and not is_change(sentence, place)
            and not _is_excess(sentence, place)
            and _PER.match(sentence.text, one.end) is None
        )
        sentence.known["amount", place] = answer
    return answer


def _is_excess(sentence: Sentence, place: int) -> bool:
    """The second of two amounts with nothing between them: by how much the first was passed."""
    if not place or sentence.lead(place):
        return False
    return comparable(sentence.quantities[place - 1].unit, sentence.quantities[place].unit)


def is_whole_of_share(sentence: Sentence, place: int) -> bool:
    """Whether a share is taken of it right behind it: 任务65个的127%."""
    following = place + 1
    return (
        following < len(sentence.quantities)
        and is_relative(sentence, following)
        and stands_of(sentence, place, following)
    )


def is_reference(sentence: Sentence, place: int) -> bool:
    """Whether an amount only serves to measure another: a target of which a share is taken, a base that is compared with."""
    return is_whole_of_share(sentence, place) or _VERSUS.search(sentence.clause(place)) is not None


def stands_of(sentence: Sentence, whole: int, share_of: int) -> bool:
    """Whether nothing but 的 stands between a whole and its share; behind a count its noun may (12个乡镇的三分之二)."""
    gap = sentence.gap(whole, share_of)
    is_count = sentence.quantities[whole].unit.is_count
    return (_OF_NOUN if is_count else _OF).match(gap) is not None


def amounts_like(sentence: Sentence, place: int, places: range) -> list[int]:
    """The amounts among the places that are comparable with the quantity at `place`; what was a year ago, in brackets, is none."""
    found = sentence.alike(place, places)
    return [
        one
        for one in found
        if is_amount(sentence, one) and not _is_past_aside(sentence, one) and not is_mean(sentence, one)
    ]


def is_mean(sentence: Sentence, place: int) -> bool:
    """Whether it is a mean or a price, that is never added to what it is of."""
    answer = sentence.known.get(("mean", place))
    if answer is None:
        clause = sentence.clause(place)
        answer = words.AVERAGE.search(clause) is not None or words.PER_PERIOD.search(clause) is not None
        sentence.known["mean", place] = answer
    return answer


def _is_past_aside(sentence: Sentence, place: int) -> bool:
    """（上年为26.91亿元）: what was before, told in passing."""
    end = sentence.quantities[place].start
    return _PAST_ASIDE.search(sentence.text[max(sentence.start, end - _LOOKED_BACK) : end]) is not None


def is_in_brackets(sentence: Sentence, place: int) -> bool:
    """Whether it stands in brackets."""
    before = sentence.text[sentence.start : sentence.quantities[place].start]
    return before.rfind("（") > before.rfind("）")


def formula_of(sentence: Sentence, place: int) -> Formula:
    """Percent of, or times of."""
    return multiple if sentence.quantities[place].unit.dimension == TIMES else share


def span(sentence: Sentence, start: int, place: int) -> Place:
    """From the start to the end of the quantity, without blanks at the start, never longer than can be read."""
    end = sentence.quantities[place].end
    start = max(start, sentence.start, end - _LONGEST_QUOTE)
    while start < end - 1 and (sentence.text[start].isspace() or sentence.text[start] in "、，,"):
        start += 1
    return Place(sentence.paragraph, start, end)


def clause_span(sentence: Sentence, place: int, first: int | None = None) -> Place:
    """From the clause of `first` (or of the quantity itself) to the quantity."""
    begin = place if first is None else min(first, place)
    return span(sentence, sentence.quantities[begin].start - len(sentence.clause(begin)), place)


def meets(one: str, other: str) -> bool:
    """Whether two names have two neighbouring signs in common, words that stand everywhere aside."""
    own = _TOO_COMMON.sub("", one)
    return any(own[at : at + 2] in other for at in range(len(own) - 1))


def bare(name: str) -> str:
    """A name without the words that say nothing about which thing it is: 占签约项目总数的 → 签约."""
    return _TOO_COMMON.sub("", words.SCOPES.sub("", words.GENERAL.sub("", name))).strip()


def head_of(sentence: Sentence, part: int) -> int | None:
    """The amount before 其中 (or 50个项目中) of which the part is one."""
    earlier = amounts_like(sentence, part, range(part))
    start = sentence.quantities[part].start
    for one in reversed(earlier):
        behind = sentence.text[sentence.quantities[one].end : start]
        if words.INCLUDING.search(behind) or words.OF_WHICH.match(behind):
            return one
    return None


def together(sentence: Sentence, place: int, like: int | None = None) -> list[int]:
    """The amounts of which 三大产业…, 四项… right before the place speaks together; empty where none are counted so."""
    number = place - 1
    if number < 1 or not _is_number_of_things(sentence, number) or _BREAK.search(sentence.gap(number, place)):
        return []
    wanted = int(sentence.quantities[number].number or 0)
    pattern = number - 1 if like is None else like
    found = [one for one in [*amounts_like(sentence, pattern, range(number))] if not is_whole_of_share(sentence, one)]
    return found[-wanted:] if len(found) >= wanted else []


def told_respectively(sentence: Sentence, last: int) -> list[int]:
    """The list that ends with the amount: 两大产业分别为21个和14个; empty where it is no list of 分别."""
    first = last
    while first and _AND.fullmatch(sentence.gap(first - 1, first)) and first - 1 in sentence.alike(last, range(last)):
        first -= 1
    return list(range(first, last + 1)) if first < last and "分别" in sentence.clause(first) else []


def _is_number_of_things(sentence: Sentence, place: int) -> bool:
    one = sentence.quantities[place]
    return one.is_han and one.unit.is_count and not one.scale and one.number is not None and 2 <= one.number <= _MOST


def is_real(sentence: Sentence, place: int, readings: Sequence[Reading]) -> bool:
    """Whether the growth at the place is one at constant prices, so that the amounts of the readings need not give it."""
    if not readings or readings[0].operands[0] not in sentence.quantities:
        return False
    new = sentence.quantities.index(readings[0].operands[0])
    told = sentence.lead(new) + sentence.text[sentence.quantities[new].end : sentence.quantities[place].start]
    return words.REAL.search(told) is not None


def is_doubling(sentence: Sentence, place: int) -> bool:
    """Whether the multiple is said as 翻番."""
    return sentence.quantities[place].text.rstrip("多以上").endswith("番")


_RELATES: Final = re.compile(
    r"同比|环比|相比|分别|实现|平均|年均|年度|每年|年复合|按年|幅度|速度|增速|增幅|降幅|比率|指标|规模|水平|净|又|均|再|仅|已|由于|其中|以来|期间|之间|[比较以的了为达近约超与和及、年月日度]"
)


_GENERAL_NOUN: Final = re.compile(r"收入|支出|产值|总产|产量|余额|规模|人数|户数|面积|工作")


def subject_of(sentence: Sentence, place: int) -> str:
    """What a clause says that its change is of: 税收 of 税收同比增长; "" where it does not say."""
    clause = words.GROWTH_LEAD.sub("", PERIOD.sub("", sentence.clause(place)))
    return _GENERAL_NOUN.sub("", bare(_RELATES.sub("", clause)))


def says_of_what(sentence: Sentence, place: int) -> bool:
    """Whether the clause of a change names anything that changes, if only 项目数."""
    clause = words.GROWTH_LEAD.sub("", PERIOD.sub("", sentence.clause(place)))
    return len(_RELATES.sub("", clause).strip()) > 1


def is_of_other(sentence: Sentence, place: int, operands: Sequence[Quantity]) -> bool:
    """Whether the figure bears a subject of its own that none of its operands is called by: 收入由…增加到…，税收增长15%."""
    subject = subject_of(sentence, place)
    places = [sentence.quantities.index(one) for one in operands if one in sentence.quantities]
    if len(subject) < 2 or not places or max(places) > place:
        return False
    return not any(meets(subject, sentence.lead(one) + sentence.tail(one)) for one in places)
