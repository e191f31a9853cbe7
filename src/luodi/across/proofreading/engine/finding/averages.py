"""Means: 平均每个项目1.8亿元, 户均…, 月均…; and lists that say how many they name: A、B、C等3个."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    is_amount,
    is_change,
    is_reference,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.numbers import HAN, han
from luodi.across.proofreading.rules.units import comparable

_YEARS_LONG: Final = re.compile(r"(?P<number>[两二三四五六七八九十])年(?:来|间|累计|共)?")
_NEXT: Final = re.compile(r"^[^，。；、]{0,6}、[^，。；、]{0,10}$")
_LONGEST_NAME: Final = 16
_SHORT_NAME: Final = 4
_EACH: Final = re.compile(
    r"每(?:个|家|户|亩|人|支|组|镇|村|县)(?P<thing>[一-龥]{0,6}?)(?:平均)?(?:配备|安排|选派|补助|奖励|建设|落实|派驻|组建|配)[一-龥]{0,6}$"
)
_NO_PARTS: Final = "文中没有写明计算平均数的总量和个数，无法核对。"


def averages(sentence: Sentence) -> Iterator[Claim]:
    """Total ÷ number, or total ÷ months."""
    for place, stated in enumerate(sentence.quantities):
        clause = sentence.clause(place)
        if stated.unit.dimension in {"rate", "points"} or words.GROWTH_LEAD.search(clause):
            continue
        if place > 1 and words.SUM_LEAD.search(clause) and _EACH.search(sentence.clause(place - 1)):
            yield from _of_each(sentence, place)
        elif per := words.PER_PERIOD.search(clause):
            yield _per_period(sentence, place, per["unit"])
        elif mean := words.AVERAGE.search(clause):
            yield _mean(sentence, place, mean.group())


def _of_each(sentence: Sentence, place: int) -> Iterator[Claim]:
    """24个网格，每个网格配备3名，共计72名: so many to each of so many, where their number is told once."""
    stated, each = sentence.quantities[place], sentence.quantities[place - 1]
    told = [one for one in range(place - 1) if sentence.quantities[one].unit.is_count and is_amount(sentence, one)]
    thing = _EACH.search(sentence.clause(place - 1))
    named = [one for one in told if thing and sentence.tail(one)[-_SHORT_NAME:].endswith(thing["thing"][-2:])]
    if len(named) == 1 and comparable(stated.unit, each.unit):
        readings = (Reading(formulas.multiplied, (each, sentence.quantities[named[0]])),)
        yield Claim("average", clause_span(sentence, place), stated, readings, is_certain=True)


def _mean(sentence: Sentence, place: int, called: str) -> Claim:
    totals = _totals(sentence, place)
    counts = _counts(sentence, place, called)
    pairs = [(one, number) for one in totals for number in counts]
    readings = tuple(Reading(formulas.average, _operands(sentence, pair)) for pair in pairs)
    qualified = words.QUALIFIERS.sub("", sentence.clause(place)) != sentence.clause(place).replace("平均", "")
    beside = [pair for pair in pairs if abs(pair[0] - pair[1]) == 1 and _NEXT.match(sentence.gap(min(pair), max(pair)))]
    if len(beside) == 1:
        readings = tuple(sorted(readings, key=lambda one: one.operands != _operands(sentence, beside[0])))
    readings += tuple(_over_all(sentence, totals, counts))
    # 每家补助10万元 may be a rule and no mean.
    is_mean = any(word in called for word in ("均", "单个", "亩产"))
    is_certain = is_mean and (len(beside) == 1 or (len(totals) == 1 and len(counts) == 1)) and not qualified
    note = "" if is_certain else _NO_PARTS
    return Claim("average", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def _over_all(sentence: Sentence, totals: list[int], counts: list[int]) -> Iterator[Reading]:
    """专班12个、驻外小组6个、专职人员108人，平均每个专班（小组）6人: over both counts together."""
    both = [one for one in counts if one in sentence.alike(counts[0], range(len(sentence.quantities)))][:2]
    if len(both) == 2:
        for one in totals:
            yield Reading(formulas.average_of_sum, tuple(sentence.quantities[place] for place in (one, *both)))


def _operands(sentence: Sentence, pair: tuple[int, int]) -> tuple[Quantity, Quantity]:
    return sentence.quantities[pair[0]], sentence.quantities[pair[1]]


def _totals(sentence: Sentence, place: int) -> list[int]:
    """The comparable amounts before; those that share a word with the mean first."""
    found = amounts_like(sentence, place, range(place))[::-1]
    name = bare(sentence.clause(place))
    named = [one for one in found if meets(name, sentence.name(one))]
    return [*named, *(one for one in found if one not in named)]


def _counts(sentence: Sentence, place: int, called: str) -> list[int]:
    """What it may be divided by: counted things, or mu and people where the word says so."""
    wanted = next((dimension for word, dimension in words.AVERAGE_BY if word.search(called)), None)
    return [
        one
        for one in range(place - 1, -1, -1)
        if not is_change(sentence, one)
        and (wanted or is_amount(sentence, one))
        and _counts_for(sentence.quantities[one].unit.dimension, wanted)
    ]


def _counts_for(dimension: str, wanted: str | None) -> bool:
    if wanted == "count.person":
        return dimension in {"count.person", "count.visit"}
    return dimension == wanted if wanted else dimension in {"count.thing", "count.firm"}


def _per_period(sentence: Sentence, place: int, unit: str) -> Claim:
    stated, at = sentence.quantities[place], clause_span(sentence, place)
    if "年" in unit:
        return _per_year(sentence, place)
    length = 3 if "季" in unit else 1
    found = amounts_like(sentence, place, range(place))[::-1]
    readings = tuple(
        Reading(formulas.divided_by(months // length), (sentence.quantities[one],))
        for one in found[:1]
        if (months := _months(sentence, one)) and months >= length
    )
    return Claim("average", at, stated, readings, bool(readings), "" if readings else _NO_PARTS)


def _per_year(sentence: Sentence, place: int) -> Claim:
    """2016—2020年累计518亿元，年均103.6亿元; 五年累计引进385个，年均77个: ÷ the years of the span."""
    found = [one for one in amounts_like(sentence, place, range(place))[::-1] if not is_reference(sentence, one)]
    years = _years(sentence, found[0]) if found else None
    readings = (Reading(formulas.divided_by(years), (sentence.quantities[found[0]],)),) if years else ()
    is_certain = bool(readings) and len(found) == 1
    note = "" if is_certain else _NO_PARTS
    return Claim("average", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def _years(sentence: Sentence, place: int) -> int | None:
    """How many years the amount is of: the span that is named before it, or 五年."""
    when = sentence.when(place)
    if when is not None and len(when.years) > 1:
        return when.years[-1] - when.years[0] + 1
    told = _YEARS_LONG.search(sentence.text, sentence.start, sentence.quantities[place].start)
    value = han(told["number"]) if told else None
    return int(value.value) if value is not None and value.value else None


def _months(sentence: Sentence, place: int) -> int | None:
    when = sentence.when(place)
    return when.months if when else None


# --- lists that say how many they name ---


def counts(sentence: Sentence) -> Iterator[Claim]:
    """A、B、C等3个: as many names as said."""
    for place, stated in enumerate(sentence.quantities):
        if not stated.unit.is_count or stated.scale or stated.number is None or stated.is_attribute:
            continue
        found = words.LIST_BEFORE.search(sentence.lead(place))
        if found is None:
            continue
        items = found["items"].split("、")
        yield from _count(sentence, place, items, found["more"] is not None)


def _count(sentence: Sentence, place: int, items: list[str], more: bool) -> Iterator[Claim]:
    """Fewer names than said are examples when 等 stands there; more are always wrong; without 等 both are."""
    stated = sentence.quantities[place]
    joined = 1 if re.search(r"[一-龥]{2}(?:和|及|以及|与)[一-龥]{2}", items[-1]) else 0
    possible = {len(items), len(items) + joined}
    at = clause_span(sentence, place)
    if stated.number in possible:
        yield Claim("count", at, stated, (Reading(_fixed(int(stated.number)), ()),), is_certain=True)
    elif _are_names(items, more) and not _goes_on(sentence, place) and (not more or len(items) > (stated.number or 0)):
        note = f"文中列举了{len(items)}项，"
        yield Claim("count", at, stated, (Reading(_fixed(len(items)), ()),), is_certain=True, note=note)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether another number follows at once: 上海、江苏、浙江、安徽三省一市."""
    return sentence.tail(place)[:1] in set(HAN)


def _are_names(items: list[str], more: bool) -> bool:
    """Whether the members are plainly names: with 等 any of moderate length, without it only a row of short ones."""
    longest = _LONGEST_NAME if more else _SHORT_NAME
    return len(items) > (1 if more else 2) and all(2 <= len(item) <= longest for item in items[1:])


def _fixed(number: int) -> formulas.Formula:
    return formulas.constant(number)
