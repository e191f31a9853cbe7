"""Parts and wholes: 385个，其中…; 其余…; parts that are all there is, or more than there is."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    is_amount,
    is_change,
    is_in_brackets,
    is_reference,
    is_relative,
    is_whole_of_share,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import rest, total
from luodi.across.proofreading.rules.numbers import Approx
from luodi.across.proofreading.rules.periods import PREVIOUS
from luodi.across.proofreading.rules.units import comparable

_NESTED: Final = re.compile(r"以上|以下|超亿|百亿|千亿")
_ACTS: Final = tuple(dict.fromkeys(word for members in words.ACTS.values() for word in members))
_FATES: Final = ("取消", "终止", "停建", "退出", "放弃")
_MORE_THAN_ALL: Final = "分项超过总数，"
_LITTLE_MORE: Final = Decimal("1.1")
OPEN_ACT: Final = re.compile(r"(?:未|尚未)(?P<act>[一-龥]{2})[^，。；]{0,4}$")
_HAS_SHARE: Final = re.compile(r"[一-龥]{0,4}，(?:合计|共)?占")
"""Parts of which a share of the whole is told are not all of it."""
_TWICE: Final = re.compile(r"[^。；]{0,4}(?:同时|重复|交叉|兼|其中)")
"""Some are told twice: （同时受党纪政务处分的8人）."""
_MORE: Final = re.compile(r"[^，。；]{0,10}等|[^，。；]{0,4}(?:多|余|以上)")
_TOO_LITTLE: Final = 3
_FAR_MORE: Final = Decimal("1.5")
_HARDLY_MORE: Final = Decimal("1.05")
_NEXT: Final = re.compile(r"^[一-龥]{0,6}[、，][一-龥]{2,12}$")
_ENDS: Final = re.compile(r"[一-龥]{0,4}(?:[。；]|，(?:占|分别占))")
_NOUN: Final = 3
FEWEST_CLASSES: Final = 3
_PAIR: Final = 2
_NO_CHANCE: Final = 1000
"""From which sum on two parts make up a whole by no chance."""


def partitions(sentence: Sentence) -> Iterator[Claim]:
    """Wholes with the parts that follow 其中, 分别为, 包括."""
    marks = list(words.INCLUDING.finditer(sentence.text, sentence.start, sentence.end))
    border = sentence.quantities[sentence.told_before - 1].end if sentence.told_before else sentence.start
    for number, mark in enumerate(marks):
        if mark.start() < border:
            continue
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
    outside = [place for place in inside if not is_in_brackets(sentence, place)]
    inside = outside if outside[:1] == inside[:1] else inside
    seen: list[int] = []
    beside, number = None, 0
    for place in inside:
        if any(comparable(sentence.quantities[place].unit, sentence.quantities[one].unit) for one in seen):
            continue
        seen.append(place)
        parts = _parts(sentence, place, inside)
        just = _just_as_much(sentence, parts, start)
        if just is None and beside is not None and _stands_beside(sentence, beside, place, len(parts) == number):
            # 37027户59661人。其中城市6894户10237人，农村30133户49424人: what is all in one unit is all in the other.
            yield partition_of(sentence, beside + 1, parts, is_all=True)
            continue
        beside, number = (just, len(parts)) if just is not None else (beside, number)
        whole = just if just is not None else _whole_of(sentence, place, start)
        whole = _greater_than_parts(sentence, whole, parts)
        if whole is not None and parts:
            yield from _claims(sentence, whole, parts, word)


def _stands_beside(sentence: Sentence, whole: int, part: int, is_as_many: bool) -> bool:
    """Whether the amount right behind the whole is of the unit of the part, of which there are as many parts."""
    fits = comparable(sentence.quantities[whole + 1].unit, sentence.quantities[part].unit)
    return fits and is_as_many and len(sentence.gap(whole, whole + 1)) < _NOUN


def _just_as_much(sentence: Sentence, parts: list[int], start: int) -> int | None:
    """受理389件，办结371件，办结率95.4%，其中…: of several amounts before the mark the one that the parts make up exactly."""
    if len(parts) < _PAIR or any(sentence.quantities[one].number is None for one in parts):
        return None
    value = sum(sentence.quantities[one].amount.value for one in parts)
    if len(parts) < FEWEST_CLASSES and value < _NO_CHANCE:
        return None
    return next(
        (
            one
            for one in amounts_like(sentence, parts[0], range(parts[0]))
            if sentence.quantities[one].end <= start
            and sentence.quantities[one].number is not None
            and sentence.quantities[one].amount.value == value
        ),
        None,
    )


def _whole_of(sentence: Sentence, part: int, start: int) -> int | None:
    """The nearest amount before 其中 that is no mean; where only one further away is called as the part is, that one."""
    found = [
        one
        for one in amounts_like(sentence, part, range(part))
        if sentence.quantities[one].end <= start and not words.AVERAGE.search(sentence.clause(one))
    ]
    name = words.INCLUDING.sub("", sentence.clause(part))
    if sentence.told_before:
        return _head_of_sentence_before(sentence, found)
    called = [one for one in found if _shares_noun(name, sentence.clause(one))]
    return called[0] if len(called) == 1 and found[-1] not in called else found[-1] if found else None


def _greater_than_parts(sentence: Sentence, whole: int | None, parts: list[int]) -> int | None:
    """总投资120.14亿元，当年预计投资25.88亿元，其中产业项目101.23亿元: what is less than a part is not its whole; the one before it may be."""
    own = [sentence.quantities[one] for one in parts]
    if whole is None or len(parts) < _PAIR or any(one.number is None for one in own):
        return whole
    most = max(one.amount.value for one in own)
    fitting = [
        one
        for one in amounts_like(sentence, whole, range(whole + 1))
        if sentence.quantities[one].number is not None and sentence.quantities[one].amount.value >= most
    ]
    value = sum(one.amount.value for one in own)
    if fitting and whole in fitting and value > sentence.quantities[whole].amount.value * _FAR_MORE:
        # 规划面积42.6平方公里，建成区面积19.8平方公里，…分别为14.2、17.5和10.9平方公里: the one that they make up, nearly.
        return min(fitting, key=lambda one: abs(sentence.quantities[one].amount.value - value))
    return fitting[-1] if fitting and whole not in fitting else whole


def _head_of_sentence_before(sentence: Sentence, found: list[int]) -> int | None:
    """What a sentence that begins with 其中 takes apart: the first amount of the one before that is no target and not of another time."""
    heads = [one for one in found if one < sentence.told_before and not is_reference(sentence, one)]
    heads = [one for one in heads if not words.TARGET.search(sentence.name(one))]
    return next((one for one in heads if not PREVIOUS.search(sentence.clause(one))), None)


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
    names = [_size_before(sentence, part) + sentence.name(part) for part in parts]
    if len(parts) == 1:
        yield from _too_great(sentence, whole, parts[0])
        return
    if any(_NESTED.search(name) for name in names) and not complementary(names):
        return
    if words.REST.search(sentence.clause(parts[-1])):
        yield rest_of(sentence, whole, parts)
        return
    is_all = _is_all(sentence, whole, parts, names, word) or misses_no_part(sentence, whole, parts)
    yield partition_of(sentence, whole, parts, is_all=is_all)


def _size_before(sentence: Sentence, part: int) -> str:
    """20万元以上的13个: the size by which the part is chosen."""
    before = part - 1
    is_size = (before >= 0 and sentence.quantities[before].is_attribute) or sentence.quantities[before].text.endswith(
        ("以上", "以下")
    )
    return sentence.quantities[before].text if is_size and len(sentence.gap(before, part)) < _NOUN else ""


def rest_of(sentence: Sentence, whole: int, parts: list[int]) -> Claim:
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


def partition_of(sentence: Sentence, whole: int, parts: list[int], *, is_all: bool) -> Claim:
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
    if _TWICE.match(sentence.text, operands[-1].end):
        return False
    least, most = sum(one.amount.bounds[0] for one in operands), stated.amount.bounds[1]
    if least <= most:
        return False
    # Kinds that overlap may be far more than the whole; a little more of three kinds, or of two of one sort, is a slip.
    is_little = least <= most * _LITTLE_MORE and (len(parts) > 2 or _are_of_one_sort(sentence, parts))
    is_little = is_little or (least <= most * _HARDLY_MORE and _is_plain_pair(sentence, parts))
    return is_little or complementary([sentence.name(part) for part in parts])


def _is_plain_pair(sentence: Sentence, parts: list[int]) -> bool:
    """其中组织推荐316名、群众举荐112名。: two with nothing between them but the name of the second, and nothing behind."""
    if len(parts) != _PAIR or parts[1] != parts[0] + 1:
        return False
    return (
        _NEXT.match(sentence.gap(*parts)) is not None
        and _ENDS.match(sentence.text, sentence.quantities[parts[1]].end) is not None
    )


def misses_no_part(sentence: Sentence, whole: int, parts: list[int], *, with_growth: bool = False) -> bool:
    """Whether what a plain list of three and more leaves of its whole is too little to be another of them: a third of the least.

    `with_growth`: whether each may be followed by its growth; behind 其中 such a list often names the greatest only.
    """
    stated, operands = sentence.quantities[whole], [sentence.quantities[part] for part in parts]
    own = (stated, *operands)
    if len(parts) < FEWEST_CLASSES or any(one.number is None or one.approx is not Approx.EXACT for one in own):
        return False
    last = operands[-1].end
    if _MORE.match(sentence.text, last) or any(_MORE.search(sentence.clause(part)) for part in parts):
        return False
    is_one_list = not any(
        is_relative(sentence, one) and not (with_growth and is_change(sentence, one))
        for one in range(parts[0], parts[-1])
    )
    missing = stated.amount.bounds[1] - sum(one.amount.bounds[0] for one in operands)
    return is_one_list and missing >= 0 and missing * _TOO_LITTLE <= min(one.amount.value for one in operands)


def _are_of_one_sort(sentence: Sentence, parts: list[int]) -> bool:
    """Whether the parts are called alike: 出口总额 and 进口总额, 领导带队 and 部门带队."""
    ends = {sentence.clause(part)[-2:] for part in parts}
    # 等级公路3391公里，占97.3%；高速公路125公里: with a share between they are no one list.
    is_one_list = not any(is_relative(sentence, one) for one in range(parts[0], parts[-1]))
    return is_one_list and len(ends) == 1 and len(ends.pop()) == 2


def _is_all(sentence: Sentence, whole: int, parts: list[int], names: list[str], word: str) -> bool:
    """Whether the text says that the parts are all: 分为, 分别为 after 共, 取消、未落地、已落地."""
    behind = sentence.text[sentence.quantities[whole].end : sentence.quantities[parts[-1]].start]
    if _HAS_SHARE.match(sentence.text, sentence.quantities[parts[-1]].end):
        return False
    if words.ALL_PARTS.search(behind.replace("分别为", "").replace("分别是", "")):
        return True
    if word.startswith("分别"):
        return words.TOTAL_LEAD.search(sentence.clause(whole)) is not None
    return all_fates(names) or _is_and_is_not(names)


def _is_and_is_not(names: list[str]) -> bool:
    """实物型151.6亿元，非实物型30.8亿元: one and what is not so are all."""
    plain = [re.sub(r"^其中|[，、；]", "", name) for name in names]
    return len(plain) == _PAIR and (plain[1] == f"非{plain[0]}" or plain[0] == f"非{plain[1]}")


def complementary(names: list[str]) -> bool:
    """Whether two of the parts exclude each other: 已开工 and 未开工, 内资 and 外资."""
    for one, other in words.COMPLEMENTS[1:]:
        if any(one in name for name in names) and any(other in name for name in names):
            return True
    if any((act := OPEN_ACT.search(name)) and any(f"已{act['act']}" in other for other in names) for name in names):
        return True
    return any(_is_open(name, act) for name in names for act in _ACTS) and any(
        act in name and not words.NOT_YET.search(name)
        for act in _ACTS
        if any(_is_open(other, act) for other in names)
        for name in names
    )


def _is_open(name: str, act: str) -> bool:
    return re.search(rf"(?:未|尚未|待|没有){act}", name) is not None


def all_fates(names: list[str]) -> bool:
    """Done, not done and given up: there is no fourth."""
    return len(names) > 2 and complementary(names) and any(fate in name for name in names for fate in _FATES)
