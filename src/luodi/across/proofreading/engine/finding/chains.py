"""Lists without 其中: 签约385个、取消106个、未落地69个、已落地210个; 已供地1480亩，未供地370亩; 其余8个."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.partitions import OPEN_ACT, all_fates, partition_of, rest_of
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    is_amount,
    is_in_brackets,
    is_mean,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.units import comparable

_LEFT_OVER: Final = re.compile(r"(?:其余|剩余|余下|(?<!结)余(?!额))[^，。；、]{0,8}$")
"""Without 其中 a last item called 其他 is one of a list, 其余 is what is left."""
_IS_TOTAL: Final = re.compile(r"总|共|合计|全部|累计|签约|签订|受理")
_CHAIN: Final = re.compile(r"^[^，。；、,;]{0,8}[、，,][^，。；、,;]{0,12}$")


def chains(sentence: Sentence) -> Iterator[Claim]:
    """A list whose first member is the sum of the others: 签约385个、取消106个、未落地69个、已落地210个."""
    place = 0
    while place < len(sentence.quantities):
        run = _run(sentence, place)
        if len(run) > 2 and not words.INCLUDING.search(_text_of(sentence, run)):
            names = [sentence.name(part) for part in run[1:]]
            claim = partition_of(sentence, run[0], run[1:], is_all=all_fates(names))
            if not _are_told_apart(names) and not _IS_TOTAL.search(sentence.clause(run[0])):
                # 农业92.5亿元、林业8.6亿元、…: nothing says that the first is of the others.
                claim = replace(claim, is_certain=False)
            if claim.is_certain or _adds_up(claim):
                yield claim
        place = max(run[-1], place + 1)


def _are_told_apart(names: list[str]) -> bool:
    """已签约24个、正在洽谈28个，尚未对接的10个: done and not done, or spent and left, are parts of what stands before them."""
    is_done = any("已" in name for name in names)
    if any("支出" in name for name in names) and any(re.search("结转|结余", name) for name in names):
        return True
    return all_fates(names) or (is_done and any(words.NOT_YET.search(name) for name in names))


def opposites(sentence: Sentence) -> Iterator[Claim]:
    """A whole with what is done and what is not done of it: 报批1850亩，已供地1480亩，未供地370亩."""
    for place in sentence.own:
        act = OPEN_ACT.search(sentence.clause(place))
        is_told = act is not None and is_amount(sentence, place) and not is_in_brackets(sentence, place)
        alike = amounts_like(sentence, place, range(place)) if is_told else []
        if act is None or len(alike) < 2 or not _did(sentence, alike[-1], act["act"]):
            continue
        # What is done and what is not done of it are all; what is far from it is of something else.
        yield replace(partition_of(sentence, alike[-2], [alike[-1], place], is_all=True), within="near")


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
    for place in sentence.own:
        if not _LEFT_OVER.search(sentence.clause(place)) or not is_amount(sentence, place):
            continue
        alike = amounts_like(sentence, place, range(place))
        if (
            len(alike) > 1
            and _leaves(sentence, alike)
            and not words.INCLUDING.search(sentence.text, sentence.start, sentence.quantities[place].start)
        ):
            yield rest_of(sentence, alike[0], [*alike[1:], place])


def _run(sentence: Sentence, first: int) -> list[int]:
    """The members of one list from this place on: amounts of one kind with a comma between."""
    run = [first]
    if not is_amount(sentence, first):
        return run
    for place in range(first + 1, len(sentence.quantities)):
        fits = comparable(sentence.quantities[first].unit, sentence.quantities[place].unit) and is_amount(
            sentence, place
        )
        fits = fits and not is_mean(sentence, place)
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
