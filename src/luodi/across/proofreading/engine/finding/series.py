"""Sums over time: 一季度66亿元、二季度78亿元，上半年累计144亿元; 126个、148个、185个，三年累计459个; 年初结转…加上…，总计…."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.bases import years_of
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    is_amount,
    is_whole_of_share,
    told_respectively,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules.formulas import total

_QUARTERS: Final = {
    "上半年": ("一季度", "二季度"),
    "前三季度": ("一季度", "二季度", "三季度"),
    "全年": ("一季度", "二季度", "三季度", "四季度"),
}
_TURNS: Final = re.compile(
    r"(?P<number>[两二三四五六七八]|[2-8])(?:年|个月|季度|个季度)(?:来)?(?:共|累计|合计|总计)[^，。；、]{0,10}$"
)
_EACH: Final = re.compile(r"(?P<number>[两二三四五六七八]|[2-8])年(?:来)?分别(?:为|是|完成|到位|签约|引进|实现)*$")
_IN_ALL: Final = re.compile(r"^(?:累计|共|一共|总共)[^，。；、]{0,6}$")
_GROWN_TO: Final = re.compile(r"(?:累计|总数|总量|总面积|总规模)(?:达到|达|为|增至)$")
_NEW: Final = re.compile(r"新(?:建|增|开|引进|认定|培育|投用|增加)")
_OLD: Final = re.compile(r"[年月]?[底末]|原有|已有|已建|此前|上年|去年")
_HAN: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_JOINED: Final = re.compile(r"^(?:[、，]|和|及|与|以及|[，、]?(?:加上|加之|连同)[^，。；、]{0,8})$")


def series(sentence: Sentence) -> Iterator[Claim]:
    """Every sum over times."""
    for place in sentence.own:
        if not sentence.is_asked(place) or not is_amount(sentence, place):
            continue
        parts = _of_quarters(sentence, place) or _of_turns(sentence, place) or _old_and_new(sentence, place)
        parts = parts or _of_list(sentence, place)
        if parts:
            at = clause_span(sentence, place)
            operands = tuple(sentence.quantities[part] for part in parts)
            yield Claim("sum", at, sentence.quantities[place], (Reading(total, operands),), is_certain=True)
        yield from _each_of_whole(sentence, place)


def _of_quarters(sentence: Sentence, place: int) -> list[int]:
    """The amounts of the quarters, where each was told once and of the same thing."""
    wanted = next((quarters for name, quarters in _QUARTERS.items() if name in sentence.clause(place)), None)
    if wanted is None:
        return []
    alike = amounts_like(sentence, place, range(place))
    found = [[one for one in alike if quarter in sentence.clause(one)] for quarter in wanted]
    return [one[0] for one in found] if all(len(one) == 1 for one in found) else []


def _of_turns(sentence: Sentence, place: int) -> list[int]:
    """As many amounts of one list right before as years are counted."""
    told = _TURNS.search(sentence.clause(place))
    if told is None:
        return []
    run = [one for one in amounts_like(sentence, place, range(place)) if not is_whole_of_share(sentence, one)]
    number = _number(told["number"])
    found = run[-number:]
    if len(found) != number:
        return []
    joined = all(_JOINED.match(sentence.gap(one, other)) for one, other in pairwise(found))
    years = [years_of(sentence, one) for one in found]
    is_run = all(years) and all(two[-1] == one[-1] + 1 for one, two in pairwise(years))
    return found if joined or is_run else []


def _of_list(sentence: Sentence, place: int) -> list[int]:
    """分别投入620万元、780万元、950万元，累计投入2350万元: the list of 分别 right before."""
    if _IN_ALL.match(sentence.clause(place)) is None or place - 1 not in amounts_like(sentence, place, range(place)):
        return []
    return told_respectively(sentence, place - 1)


def _old_and_new(sentence: Sentence, place: int) -> list[int]:
    """2022年底建成120万平方米，2023年新建45万平方米，累计达到165万平方米: what there was and what came to it."""
    if _GROWN_TO.search(sentence.clause(place)) is None:
        return []
    alike = amounts_like(sentence, place, range(place))
    if len(alike) != 2 or not _NEW.search(sentence.clause(alike[1])) or not _OLD.search(sentence.clause(alike[0])):
        return []
    return alike


def _each_of_whole(sentence: Sentence, first: int) -> Iterator[Claim]:
    """累计1250亿元，其中五年分别为182亿元、214亿元、…."""
    told = _EACH.search(sentence.clause(first))
    wholes = amounts_like(sentence, first, range(first)) if told else []
    if told is None or not wholes:
        return
    parts = [first]
    while (
        parts[-1] + 1 < len(sentence.quantities)
        and _JOINED.match(sentence.gap(parts[-1], parts[-1] + 1))
        and parts[-1] + 1 in sentence.alike(first, range(parts[-1] + 1, parts[-1] + 2))
    ):
        parts.append(parts[-1] + 1)
    if len(parts) == _number(told["number"]):
        operands = tuple(sentence.quantities[part] for part in parts)
        at = clause_span(sentence, parts[-1], wholes[-1])
        yield Claim("partition", at, sentence.quantities[wholes[-1]], (Reading(total, operands),), is_certain=True)


def _number(numeral: str) -> int:
    return _HAN.get(numeral) or int(numeral)
