"""Totals behind their parts: 内资58亿元、外资6亿元，合计64亿元; 加上…，总计…."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.partitions import FEWEST_CLASSES
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    is_amount,
    is_in_brackets,
    is_whole_of_share,
    meets,
    span,
    together,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import total
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import comparable

_CLASSIFIED: Final = re.compile(r"从[^，。；]{2,10}看|按[^，。；]{2,10}分")
_FEW: Final = 8
_THOSE: Final = re.compile(r"(?P<number>[两二三四五六])者(?:合计|共计|总计|相加)")
_NUMERALS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SECOND: Final = re.compile(r"^[^，。；、]{0,3}[、，][一-龥]{0,4}$")


def sums(sentence: Sentence) -> Iterator[Claim]:
    """A total behind its parts: 内资58亿元、外资6亿元，合计64亿元."""
    for place, stated in sentence.told():
        clause = sentence.clause(place)
        lead = words.SUM_LEAD.search(clause) or words.IN_ALL.search(clause) or _second_of_sum(sentence, place)
        if lead is None or "占" in lead.group() or not is_amount(sentence, place):
            continue
        if _ADDED.match(sentence.text[sentence.start :].lstrip()):
            # What it is added to stands in the sentence before.
            continue
        counted = _counted_together(sentence, place)
        if counted:
            yield _sum(sentence, place, clause, [tuple(counted)], is_certain=True)
            continue
        parts = [one for one in amounts_like(sentence, place, range(place)) if not is_whole_of_share(sentence, one)]
        parts = _of_one_noun(sentence, _before_comma(sentence, place, parts))
        if len(parts) < 2:
            continue
        outside = [one for one in parts if not is_in_brackets(sentence, one)]
        runs = _runs_of(sentence, parts)
        if 1 < len(outside) < len(parts) and not is_in_brackets(sentence, place):
            # 补助收入31.85亿元（其中返还性收入1.07亿元、…）: what stands in brackets is counted already.
            runs = [tuple(outside), *runs]
        is_certain = _is_sum_of(sentence, place, parts, lead.group()) or _is_classified(sentence, place, parts)
        if is_certain or stated.number is not None:
            yield _sum(sentence, place, clause, runs, is_certain=is_certain)


def _second_of_sum(sentence: Sentence, place: int) -> re.Match[str] | None:
    """合计46个、11.12亿元: the second figure of a total, in another unit."""
    before = place - 1
    if before not in sentence.own or _SECOND.match(sentence.lead(place)) is None:
        return None
    if comparable(sentence.quantities[before].unit, sentence.quantities[place].unit):
        return None
    return words.SUM_LEAD.search(sentence.clause(before)) or words.IN_ALL.search(sentence.clause(before))


def _runs_of(sentence: Sentence, parts: list[int]) -> list[tuple[int, ...]]:
    """What may be added up, the likeliest first: all up to the total, fewer and fewer, those before the last, 加上… with the first of all."""
    runs = [tuple(parts[first:]) for first in range(len(parts) - 1)]
    inner = [tuple(parts[first:last]) for last in range(len(parts) - 1, 1, -1) for first in range(last - 1)]
    added = _ADDED.search(sentence.text, sentence.quantities[parts[0]].start, sentence.quantities[parts[-1]].start)
    behind = [one for one in parts if added is not None and sentence.quantities[one].start > added.end()]
    heads = [(one, *behind) for one in parts if behind and one < behind[0]]
    return [*heads, *runs, *(inner if len(parts) <= _FEW else [])]


def _sum(sentence: Sentence, place: int, clause: str, runs: list[tuple[int, ...]], *, is_certain: bool) -> Claim:
    readings = tuple(Reading(total, tuple(sentence.quantities[one] for one in run)) for run in runs)
    at = span(sentence, sentence.quantities[place].start - len(clause), place)
    return Claim("sum", at, sentence.quantities[place], readings, is_certain, "" if is_certain else _NOT_ALL)


def _counted_together(sentence: Sentence, place: int) -> list[int]:
    """教育…、卫生…、社保…、农林水…，四项合计32.5亿元: just as many as are counted."""
    those = _THOSE.search(sentence.clause(place))
    if those is not None:
        # 投产89家，在建28家，筹建9家，三者合计126家
        found = amounts_like(sentence, place, range(place))
        number = _NUMERALS[those["number"]]
        return found[-number:] if len(found) >= number else []
    first = place - 1 if _second_of_sum(sentence, place) else place
    like = next(iter(amounts_like(sentence, place, range(first - 1))[::-1]), None)
    return together(sentence, first, like) if like is not None else []


def _is_classified(sentence: Sentence, place: int, parts: list[int]) -> bool:
    """从区域看，…24个，…41个，…17个，全市共签约82个: a total of classes that differs by less than the least of them."""
    own = [sentence.quantities[one] for one in (*parts, place)]
    if len(parts) < FEWEST_CLASSES or any(one.number is None for one in own):
        return False
    if _CLASSIFIED.search(sentence.text, sentence.start, own[0].start) is None:
        return False
    values = [one.amount.value for one in own]
    return abs(sum(values[:-1]) - values[-1]) < min(values[:-1])


def _before_comma(sentence: Sentence, place: int, parts: list[int]) -> list[int]:
    """Without the number of the parts themselves: 三个专班合计签约72个."""
    is_number = parts and parts[-1] == place - 1 and not re.search(r"[，、；：]", sentence.gap(place - 1, place))
    return parts[:-1] if is_number else parts


def _of_one_noun(sentence: Sentence, parts: list[int]) -> list[int]:
    """The last of the parts that count the same: in 六个县区中，甲县签约33个、… the six are no part."""
    noun = [sentence.tail(part)[:2] for part in parts]
    first = len(parts)
    while first and noun[first - 1] == noun[-1]:
        first -= 1
    return parts[first:]


_SAYS_NOTHING: Final = re.compile(
    r"合计|共计|总计|总共|[两二三四五六七八九十](?:项|地|市|县|区|省|国|者|方|类|家|镇|州|年|期|大?板块|个?园区)"
    r"|一共|共|签约|引进|实施|投入|完成|筹集|安排|实现|落实|争取|为|达到?|到位?|是|约|的"
)
_ADDED: Final = re.compile(r"加上|加之|连同")
_NOT_ALL: Final = "文中没有说明合计的是哪几项，无法核对。"


def _is_sum_of(sentence: Sentence, place: int, parts: list[int], lead: str) -> bool:
    """Whether the total is plainly that of the parts before: 合计 with nothing behind it, or with their own noun."""
    noun = _SAYS_NOTHING.sub("", lead)
    own = bare(_SAYS_NOTHING.sub("", PERIOD.sub("", sentence.clause(place).partition(lead)[0])))
    if len(own) > 1 and not any(meets(own, sentence.lead(part) + sentence.tail(part)) for part in parts):
        return False
    named = sentence.tail(place)
    border = max(
        (sentence.quantities[one].end for one in range(place) if sentence.segment(one) < sentence.segment(place)),
        default=sentence.start,
    )
    is_added = _ADDED.search(sentence.text, border, sentence.quantities[place].start) is not None
    # Behind money stands what it was for, not what it is of.
    same_noun = (
        is_added
        or not sentence.quantities[place].unit.is_count
        or all(named[:2] == sentence.tail(part)[:2] for part in parts)
    )
    is_sum_word = words.SUM_LEAD.search(lead) is not None
    stands_alone = (len(noun) < 2 or is_added or all(noun in sentence.clause(part) for part in parts)) and (
        is_sum_word or "分别" in sentence.text[sentence.start : sentence.end]
    )
    return stands_alone and same_noun
