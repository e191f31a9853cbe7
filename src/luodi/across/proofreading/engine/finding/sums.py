"""Parts and wholes, and sums: 385个，其中…；取消106个、未落地69个、已落地210个; 内资…、外资…，合计…; 其余…."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    is_amount,
    is_whole_of_share,
    span,
    together,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import rest, total
from luodi.across.proofreading.rules.units import comparable

_NESTED: Final = re.compile(r"以上|以下|超亿|百亿|千亿")
_ACTS: Final = tuple(dict.fromkeys(word for members in words.ACTS.values() for word in members))
_FATES: Final = ("取消", "终止", "停建", "退出", "放弃")
_MORE_THAN_ALL: Final = "分项超过总数，"
_LITTLE_MORE: Final = Decimal("1.1")
_OPEN_ACT: Final = re.compile(r"(?:未|尚未)(?P<act>[一-龥]{2})[^，。；]{0,4}$")
_LEFT_OVER: Final = re.compile(r"(?:其余|剩余|余下|余(?!额))[^，。；、]{0,8}$")
"""Without 其中 a last item called 其他 is one of a list, 其余 is what is left."""
_HAS_SHARE: Final = re.compile(r"[一-龥]{0,4}，(?:合计|共)?占")
"""Parts of which a share of the whole is told are not all of it."""
_NOUN: Final = 3
_CLASSIFIED: Final = re.compile(r"从[^，。；]{2,10}看|按[^，。；]{2,10}分")
_FEWEST_CLASSES: Final = 3
_CHAIN: Final = re.compile(r"^[^，。；、,;]{0,8}[、，,][^，。；、,;]{0,12}$")


def partitions(sentence: Sentence) -> Iterator[Claim]:
    """Wholes with the parts that follow 其中, 分别为, 包括."""
    marks = list(words.INCLUDING.finditer(sentence.text, sentence.start, sentence.end))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else sentence.end
        if _opens_bracket(sentence, mark):
            closing = re.search(r"[）)]", sentence.text[mark.end() : end])
            end = mark.end() + closing.start() if closing else end
        yield from _of_mark(sentence, mark.start(), end, mark.group())


def _opens_bracket(sentence: Sentence, mark: re.Match[str]) -> bool:
    return sentence.text[max(mark.start() - 1, 0) : mark.start()] in {"（", "("}


def _of_mark(sentence: Sentence, start: int, end: int, word: str) -> Iterator[Claim]:
    """One claim per kind of thing that has a whole before the mark and parts behind it."""
    inside = [
        place
        for place, one in enumerate(sentence.quantities)
        if start <= one.start < end and is_amount(sentence, place)
    ]
    seen: list[int] = []
    for place in inside:
        if any(comparable(sentence.quantities[place].unit, sentence.quantities[one].unit) for one in seen):
            continue
        seen.append(place)
        whole = _whole_of(sentence, place, start)
        parts = _parts(sentence, place, inside)
        if whole is not None and parts:
            yield from _claims(sentence, whole, parts, word)


def _whole_of(sentence: Sentence, part: int, start: int) -> int | None:
    """The nearest amount before 其中 that is no mean; where only one further away is called as the part is, that one."""
    found = [
        one
        for one in amounts_like(sentence, part, range(part))
        if sentence.quantities[one].end <= start and not words.AVERAGE.search(sentence.clause(one))
    ]
    name = words.INCLUDING.sub("", sentence.clause(part))
    called = [one for one in found if _shares_noun(name, sentence.clause(one))]
    return called[0] if len(called) == 1 and found[-1] not in called else found[-1] if found else None


def _shares_noun(name: str, other: str) -> bool:
    """Whether both end in the same word of three signs: 国家级孵化器 and 现有孵化器."""
    return len(name) > _NOUN and name[-_NOUN:] == other[-_NOUN:]


def _parts(sentence: Sentence, first: int, inside: list[int]) -> list[int]:
    """The amounts of one kind from the first on, until the text turns to something else."""
    found: list[int] = []
    for place in inside:
        if place < first or not comparable(sentence.quantities[place].unit, sentence.quantities[first].unit):
            continue
        if found and words.PARTS_END.search(_between(sentence, found[-1], place)):
            break
        if not is_whole_of_share(sentence, place):
            found.append(place)
    return found


def _between(sentence: Sentence, one: int, other: int) -> str:
    """The text between two parts without the shares that belong to the first (106个，占27.5%，…)."""
    text = sentence.gap(one, other)
    return re.sub(r"[，,（(]?(?:分别)?(?:占比?|同比|增长|下降)[^，。；]*?(?:%|$)", "", text)


def _claims(sentence: Sentence, whole: int, parts: list[int], word: str) -> Iterator[Claim]:
    names = [sentence.name(part) for part in parts]
    if len(parts) == 1:
        yield from _too_great(sentence, whole, parts[0])
        return
    if any(_NESTED.search(name) for name in names) and not complementary(names):
        return
    if words.REST.search(sentence.clause(parts[-1])):
        yield _rest(sentence, whole, parts)
        return
    yield _partition(sentence, whole, parts, is_all=_is_all(sentence, whole, parts, names, word))


def _rest(sentence: Sentence, whole: int, parts: list[int]) -> Claim:
    """其余50个 is what the whole leaves beside the other parts."""
    operands = tuple(sentence.quantities[one] for one in (whole, *parts[:-1]))
    at = clause_span(sentence, parts[-1], whole)
    return Claim("partition", at, sentence.quantities[parts[-1]], (Reading(rest, operands),), is_certain=True)


def _too_great(sentence: Sentence, whole: int, part: int) -> Iterator[Claim]:
    """A single part greater than its whole is wrong whatever else there is."""
    own, all_of_it = sentence.quantities[part], sentence.quantities[whole]
    if own.number is None or all_of_it.number is None:
        return
    if part == whole + 1 and own.amount.bounds[0] > all_of_it.amount.bounds[1]:
        reading = Reading(total, (own,))
        yield Claim("partition", clause_span(sentence, part, whole), all_of_it, (reading,), True, _MORE_THAN_ALL)


def _partition(sentence: Sentence, whole: int, parts: list[int], *, is_all: bool) -> Claim:
    """Certain when the parts are all, or when parts that cannot overlap are more than the whole."""
    stated = sentence.quantities[whole]
    operands = tuple(sentence.quantities[part] for part in parts)
    return Claim(
        "partition",
        clause_span(sentence, parts[-1], whole),
        stated,
        (Reading(total, operands),),
        is_all or _overfull(sentence, whole, parts),
    )


def _overfull(sentence: Sentence, whole: int, parts: list[int]) -> bool:
    """Whether the parts are a little more than the whole, or exclude each other and are more than it at all."""
    stated, operands = sentence.quantities[whole], [sentence.quantities[part] for part in parts]
    if stated.number is None or any(one.number is None for one in operands):
        return False
    least, most = sum(one.amount.bounds[0] for one in operands), stated.amount.bounds[1]
    if least <= most:
        return False
    # Kinds that overlap may be far more than the whole; a little more of three kinds, or of two of one sort, is a slip.
    is_little = least <= most * _LITTLE_MORE and (len(parts) > 2 or _are_of_one_sort(sentence, parts))
    return is_little or complementary([sentence.name(part) for part in parts])


def _are_of_one_sort(sentence: Sentence, parts: list[int]) -> bool:
    """Whether the parts are called alike: 出口总额 and 进口总额, 领导带队 and 部门带队."""
    ends = {sentence.clause(part)[-2:] for part in parts}
    return len(ends) == 1 and len(ends.pop()) == 2


def _is_all(sentence: Sentence, whole: int, parts: list[int], names: list[str], word: str) -> bool:
    """Whether the text says that the parts are all: 分为, 分别为 after 共, 取消、未落地、已落地."""
    behind = sentence.text[sentence.quantities[whole].end : sentence.quantities[parts[-1]].start]
    if _HAS_SHARE.match(sentence.text, sentence.quantities[parts[-1]].end):
        return False
    if words.ALL_PARTS.search(behind.replace("分别为", "").replace("分别是", "")):
        return True
    if word.startswith("分别"):
        return words.TOTAL_LEAD.search(sentence.clause(whole)) is not None
    return _all_fates(names)


def complementary(names: list[str]) -> bool:
    """Whether two of the parts exclude each other: 已开工 and 未开工, 内资 and 外资."""
    for one, other in words.COMPLEMENTS[1:]:
        if any(one in name for name in names) and any(other in name for name in names):
            return True
    if any((act := _OPEN_ACT.search(name)) and any(f"已{act['act']}" in other for other in names) for name in names):
        return True
    return any(_is_open(name, act) for name in names for act in _ACTS) and any(
        act in name and not words.NOT_YET.search(name)
        for act in _ACTS
        if any(_is_open(other, act) for other in names)
        for name in names
    )


def _is_open(name: str, act: str) -> bool:
    return re.search(rf"(?:未|尚未|待|没有){act}", name) is not None


def _all_fates(names: list[str]) -> bool:
    """Done, not done and given up: there is no fourth."""
    return len(names) > 2 and complementary(names) and any(fate in name for name in names for fate in _FATES)


# --- lists without 其中 ---


def chains(sentence: Sentence) -> Iterator[Claim]:
    """A list whose first member is the sum of the others: 签约385个、取消106个、未落地69个、已落地210个."""
    place = 0
    while place < len(sentence.quantities):
        run = _run(sentence, place)
        if len(run) > 2 and not words.INCLUDING.search(_text_of(sentence, run)):
            names = [sentence.name(part) for part in run[1:]]
            claim = _partition(sentence, run[0], run[1:], is_all=_all_fates(names))
            if claim.is_certain or _adds_up(claim):
                yield claim
        place = max(run[-1], place + 1)


def opposites(sentence: Sentence) -> Iterator[Claim]:
    """A whole with what is done and what is not done of it: 报批1850亩，已供地1480亩，未供地370亩."""
    for place in range(2, len(sentence.quantities)):
        act = _OPEN_ACT.search(sentence.clause(place))
        alike = amounts_like(sentence, place, range(place)) if act and is_amount(sentence, place) else []
        if act is None or len(alike) < 2 or not _did(sentence, alike[-1], act["act"]):
            continue
        yield _partition(sentence, alike[-2], [alike[-1], place], is_all=False)


def _did(sentence: Sentence, place: int, act: str) -> bool:
    """已供地1480亩, 完成目标任务过半的有13个: the act is told and not denied."""
    clause = sentence.clause(place)
    return act in clause and not words.NOT_YET.search(clause.replace("目标", ""))


def _leaves(sentence: Sentence, alike: list[int]) -> bool:
    """Whether the first amount is greater than the others together, so that it may be their whole."""
    own = [sentence.quantities[one] for one in alike]
    if any(one.number is None for one in own):
        return True
    return own[0].amount.value > sum(one.amount.value for one in own[1:])


def rests(sentence: Sentence) -> Iterator[Claim]:
    """其余 without 其中: 34个久拖未开工项目，已推动开工15个，依法终止11个，其余8个限期整改."""
    for place in range(2, len(sentence.quantities)):
        if not _LEFT_OVER.search(sentence.clause(place)) or not is_amount(sentence, place):
            continue
        alike = amounts_like(sentence, place, range(place))
        if (
            len(alike) > 1
            and _leaves(sentence, alike)
            and not words.INCLUDING.search(sentence.text, sentence.start, sentence.quantities[place].start)
        ):
            yield _rest(sentence, alike[0], [*alike[1:], place])


def _run(sentence: Sentence, first: int) -> list[int]:
    """The members of one list from this place on: amounts of one kind with a comma between."""
    run = [first]
    if not is_amount(sentence, first):
        return run
    for place in range(first + 1, len(sentence.quantities)):
        fits = comparable(sentence.quantities[first].unit, sentence.quantities[place].unit) and is_amount(
            sentence, place
        )
        if not fits or not _CHAIN.match(sentence.gap(run[-1], place)):
            break
        run.append(place)
    return run


def _text_of(sentence: Sentence, run: list[int]) -> str:
    return sentence.text[sentence.quantities[run[0]].start : sentence.quantities[run[-1]].end]


def _adds_up(claim: Claim) -> bool:
    operands = claim.readings[0].operands
    if claim.stated.number is None or any(one.number is None for one in operands):
        return False
    return sum(one.amount.value for one in operands) == claim.stated.amount.value


# --- 合计 ---


def sums(sentence: Sentence) -> Iterator[Claim]:
    """A total behind its parts: 内资58亿元、外资6亿元，合计64亿元."""
    for place, stated in enumerate(sentence.quantities):
        clause = sentence.clause(place)
        lead = words.SUM_LEAD.search(clause) or words.IN_ALL.search(clause)
        if lead is None or "占" in lead.group() or not is_amount(sentence, place):
            continue
        counted = _counted_together(sentence, place)
        if counted:
            yield _sum(sentence, place, clause, [tuple(counted)], is_certain=True)
            continue
        parts = [one for one in amounts_like(sentence, place, range(place)) if not is_whole_of_share(sentence, one)]
        parts = _of_one_noun(sentence, _before_comma(sentence, place, parts))
        if len(parts) < 2:
            continue
        runs = [tuple(parts[first:]) for first in range(len(parts) - 1)]
        is_certain = _is_sum_of(sentence, place, parts, lead.group()) or _is_classified(sentence, place, parts)
        if is_certain or stated.number is not None:
            yield _sum(sentence, place, clause, runs, is_certain=is_certain)


def _sum(sentence: Sentence, place: int, clause: str, runs: list[tuple[int, ...]], *, is_certain: bool) -> Claim:
    readings = tuple(Reading(total, tuple(sentence.quantities[one] for one in run)) for run in runs)
    at = span(sentence, sentence.quantities[place].start - len(clause), place)
    return Claim("sum", at, sentence.quantities[place], readings, is_certain, "" if is_certain else _NOT_ALL)


def _counted_together(sentence: Sentence, place: int) -> list[int]:
    """教育…、卫生…、社保…、农林水…，四项合计32.5亿元: just as many as are counted."""
    like = next(iter(amounts_like(sentence, place, range(place - 1))[::-1]), None)
    return together(sentence, place, like) if like is not None else []


def _is_classified(sentence: Sentence, place: int, parts: list[int]) -> bool:
    """从区域看，…24个，…41个，…17个，全市共签约82个: a total of classes that differs by less than the least of them."""
    own = [sentence.quantities[one] for one in (*parts, place)]
    if len(parts) < _FEWEST_CLASSES or any(one.number is None for one in own):
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
    named = sentence.tail(place)
    is_added = _ADDED.search(sentence.text, sentence.start, sentence.quantities[place].start) is not None
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
